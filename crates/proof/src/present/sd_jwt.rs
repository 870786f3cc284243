//! SD-JWT: the disclosures that the holder chooses, and a token that shows the key (RFC 9901 §4.3, §7.2).

use std::collections::{BTreeSet, HashMap};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};
use vc::limits::{MAX_DISCLOSED_BYTES, MAX_DISCLOSURES, MAX_JSON_DEPTH};
use vc::public_key::Hash;
use vc::securing::sd_jwt::Parts;

use super::choice::{Choice, Leaf, pick, step};
use super::{Occasion, PresentFault};
use crate::signer::{KeyUnavailable, Signer};

/// An SD-JWT of the holder, taken apart. Nothing about it is proven.
#[derive(Debug)]
pub struct SdJwt {
    token: String,
    hash: Hash,
    disclosures: Vec<Disclosure>,
    leaves: Vec<Leaf>,
    confirmation: Option<Value>,
}

/// A part of it that can be held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// JSON Pointer to the claim (RFC 6901). Items of lists are counted as in the whole credential.
    pub at: String,
    text: String,
    /// The disclosure that this one is part of.
    parent: Option<usize>,
}

impl SdJwt {
    /// Takes a compact SD-JWT apart. A token of an earlier presentation is left out.
    ///
    /// # Errors
    /// [`PresentFault::Unreadable`].
    pub fn read(text: &str) -> Result<Self, PresentFault> {
        let parts = Parts::from_compact(text.trim()).or(Err(PresentFault::Unreadable))?;
        let claims = parts.claims().and_then(|claims| serde_json::from_slice(claims).ok());
        let Some(Value::Object(claims)) = claims else { return Err(PresentFault::Unreadable) };
        let hash = hash(&claims)?;
        let mut search = Search::new(&parts.disclosures, hash)?;
        search.object(&claims, "", None);
        if search.depth.is_none() {
            return Err(PresentFault::Unreadable);
        }
        let disclosures =
            search.found.into_iter().collect::<Option<Vec<_>>>().ok_or(PresentFault::Unreadable)?;
        let token = text.trim().split('~').next().unwrap_or_default().to_owned();
        Ok(Self {
            token,
            hash,
            disclosures,
            leaves: search.leaves,
            confirmation: claims.get("cnf").and_then(|cnf| cnf.get("jwk")).cloned(),
        })
    }

    /// The parts that can be held back, in the order of the file.
    #[must_use]
    pub fn disclosures(&self) -> &[Disclosure] {
        &self.disclosures
    }

    /// Everything that it says, what can be held back and what cannot.
    #[must_use]
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// The public key that the credential is bound to (`cnf`).
    #[must_use]
    pub fn confirmation(&self) -> Option<&Value> {
        self.confirmation.as_ref()
    }

    /// What is shown, in compact form: of the disclosures only those chosen, and no token of the holder.
    ///
    /// # Errors
    /// [`PresentFault::ClaimUnknown`].
    pub fn present(&self, choice: &Choice) -> Result<String, PresentFault> {
        let mut text = format!("{}~", self.token);
        for index in self.chosen(choice)? {
            text.push_str(&self.disclosures[index].text);
            text.push('~');
        }
        Ok(text)
    }

    /// The same with a token that shows the key to which the credential is bound.
    ///
    /// # Errors
    /// [`PresentFault::ClaimUnknown`], [`PresentFault::KeyOfOther`] or [`PresentFault::Key`].
    pub fn present_bound(
        &self,
        choice: &Choice,
        signer: &dyn Signer,
        occasion: &Occasion<'_>,
    ) -> Result<String, PresentFault> {
        if !self.confirmation.as_ref().is_some_and(|key| signer.public().is_jwk(key)) {
            return Err(PresentFault::KeyOfOther);
        }
        let shown = self.present(choice)?;
        let token = self.binding(&shown, signer, occasion)?;
        Ok(shown + &token)
    }

    /// The key binding token over what is shown.
    fn binding(
        &self,
        shown: &str,
        signer: &dyn Signer,
        occasion: &Occasion<'_>,
    ) -> Result<String, KeyUnavailable> {
        let header = json!({ "alg": signer.public().jose_algorithm(), "typ": "kb+jwt" });
        let claims = json!({
            "iat": occasion.made.as_second(),
            "exp": occasion.until.as_second(),
            "aud": occasion.audience.unwrap_or(ANYBODY),
            "nonce": occasion.nonce,
            "sd_hash": URL_SAFE_NO_PAD.encode(self.hash.of(&[shown.as_bytes()]))
        });
        let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
        let input = format!("{header}.{claims}");
        let signature = URL_SAFE_NO_PAD.encode(signer.sign(input.as_bytes())?);
        Ok(format!("{input}.{signature}"))
    }

    /// The numbers of the disclosures that a choice shows.
    ///
    /// # Errors
    /// [`PresentFault::ClaimUnknown`].
    pub fn chosen(&self, choice: &Choice) -> Result<BTreeSet<usize>, PresentFault> {
        let picked = pick(choice, self.disclosures.iter().map(|one| one.at.as_str()))?;
        let around = |index| std::iter::successors(Some(index), |at: &usize| self.disclosures[*at].parent);
        Ok(picked.into_iter().flat_map(around).collect())
    }
}

/// The audience of what is shown to nobody in particular: the standard wants one (RFC 9901 §4.3).
pub const ANYBODY: &str = "anybody";

/// The hash function of the disclosures; the holder's token uses it too.
fn hash(claims: &Map<String, Value>) -> Result<Hash, PresentFault> {
    match claims.get("_sd_alg").map(Value::as_str) {
        None | Some(Some("sha-256")) => Ok(Hash::Sha256),
        Some(Some("sha-384")) => Ok(Hash::Sha384),
        Some(Some("sha-512")) => Ok(Hash::Sha512),
        Some(_) => Err(PresentFault::Unreadable),
    }
}

/// Finds where each disclosure belongs.
struct Search<'t> {
    texts: &'t [String],
    /// What is disclosed, by its digest: its number, name and value. Taken out when its place is found.
    waiting: HashMap<String, (usize, Option<String>, Value)>,
    found: Vec<Option<Disclosure>>,
    leaves: Vec<Leaf>,
    /// How deep it is looked at present; `None` once that was too deep.
    depth: Option<usize>,
}

impl<'t> Search<'t> {
    fn new(texts: &'t [String], hash: Hash) -> Result<Self, PresentFault> {
        let bytes = texts.iter().map(String::len).sum::<usize>();
        if texts.len() > MAX_DISCLOSURES || bytes > MAX_DISCLOSED_BYTES {
            return Err(PresentFault::Unreadable);
        }
        let mut waiting = HashMap::new();
        for (index, text) in texts.iter().enumerate() {
            let bytes = URL_SAFE_NO_PAD.decode(text).or(Err(PresentFault::Unreadable))?;
            let items: Vec<Value> = serde_json::from_slice(&bytes).or(Err(PresentFault::Unreadable))?;
            let (name, value) = match <[Value; 3]>::try_from(items) {
                Ok([_, Value::String(name), value]) => (Some(name), value),
                Ok(_) => return Err(PresentFault::Unreadable),
                Err(items) => match <[Value; 2]>::try_from(items) {
                    Ok([_, value]) => (None, value),
                    Err(_) => return Err(PresentFault::Unreadable),
                },
            };
            let digest = URL_SAFE_NO_PAD.encode(hash.of(&[text.as_bytes()]));
            waiting.insert(digest, (index, name, value));
        }
        Ok(Self { texts, waiting, found: vec![None; texts.len()], leaves: Vec::new(), depth: Some(0) })
    }

    fn value(&mut self, value: &Value, at: &str, parent: Option<usize>) {
        self.depth = self.depth.filter(|depth| *depth < MAX_JSON_DEPTH).map(|depth| depth + 1);
        if self.depth.is_some() {
            self.inside(value, at, parent);
        }
        self.depth = self.depth.map(|depth| depth - 1);
    }

    fn inside(&mut self, value: &Value, at: &str, parent: Option<usize>) {
        match value {
            Value::Object(members) => self.object(members, at, parent),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let at = format!("{at}/{index}");
                    match item.get("...").and_then(Value::as_str) {
                        Some(digest) => self.place(digest, parent, |_| at.clone()),
                        None => self.value(item, &at, parent),
                    }
                }
            }
            leaf => {
                let text = leaf.as_str().map_or_else(|| leaf.to_string(), str::to_owned);
                self.leaves.push(Leaf { at: at.to_owned(), text, within: parent });
            }
        }
    }

    fn object(&mut self, members: &Map<String, Value>, at: &str, parent: Option<usize>) {
        for (name, value) in members.iter().filter(|(name, _)| *name != "_sd") {
            self.value(value, &format!("{at}/{}", step(name)), parent);
        }
        let digests = members.get("_sd").and_then(Value::as_array).into_iter().flatten();
        for digest in digests.filter_map(Value::as_str) {
            self.place(digest, parent, |name| format!("{at}/{}", step(name.unwrap_or_default())));
        }
    }

    /// Puts the disclosure with this digest, if the holder has it, in its place, and those in it in theirs.
    fn place(&mut self, digest: &str, parent: Option<usize>, at: impl Fn(Option<&str>) -> String) {
        let Some((index, name, value)) = self.waiting.remove(digest) else { return };
        let at = at(name.as_deref());
        self.found[index] = Some(Disclosure { at: at.clone(), text: self.texts[index].clone(), parent });
        self.value(&value, &at, Some(index));
    }
}

#[cfg(test)]
mod tests;
