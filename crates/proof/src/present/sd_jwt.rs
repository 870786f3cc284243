//! SD-JWT: the disclosures that the holder chooses (RFC 9901 §7.2).

use std::collections::{BTreeSet, HashMap};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};
use vc::public_key::Hash;
use vc::securing::sd_jwt::Parts;

/// An SD-JWT of the holder, taken apart. Nothing about it is proven.
#[derive(Debug)]
pub struct SdJwt {
    token: String,
    disclosures: Vec<Disclosure>,
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

/// Which parts are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// All that the holder has.
    All,
    /// What stands at these pointers, with everything in it and around it that is needed to read it.
    Only(Vec<String>),
}

/// Why nothing can be presented.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PresentFault {
    /// No SD-JWT, or one whose disclosures cannot be told apart.
    #[error("no SD-JWT that can be shown in part")]
    Unreadable,
    /// A chosen claim is not among those that can be held back.
    #[error("there is no claim {0} that can be shown or held back")]
    ClaimUnknown(String),
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
        let mut search = Search::new(&parts.disclosures, hash(&claims)?)?;
        search.object(&claims, "", None);
        let disclosures =
            search.found.into_iter().collect::<Option<Vec<_>>>().ok_or(PresentFault::Unreadable)?;
        let token = text.trim().split('~').next().unwrap_or_default().to_owned();
        Ok(Self { token, disclosures })
    }

    /// The parts that can be held back, in the order of the file.
    #[must_use]
    pub fn disclosures(&self) -> &[Disclosure] {
        &self.disclosures
    }

    /// The pointers of what a choice shows.
    ///
    /// # Errors
    /// [`PresentFault::ClaimUnknown`].
    pub fn shown(&self, choice: &Choice) -> Result<Vec<&str>, PresentFault> {
        Ok(self.chosen(choice)?.into_iter().map(|index| self.disclosures[index].at.as_str()).collect())
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

    fn chosen(&self, choice: &Choice) -> Result<BTreeSet<usize>, PresentFault> {
        let pointers = match choice {
            Choice::All => return Ok((0..self.disclosures.len()).collect()),
            Choice::Only(pointers) => pointers,
        };
        let mut chosen = BTreeSet::new();
        for pointer in pointers {
            let inside = |at: &str| {
                at.strip_prefix(pointer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let around = |at: &str| pointer.strip_prefix(at).is_some_and(|rest| rest.starts_with('/'));
            let mut any = false;
            for (index, disclosure) in self.disclosures.iter().enumerate() {
                if inside(&disclosure.at) || around(&disclosure.at) {
                    any = true;
                    chosen.extend(std::iter::successors(Some(index), |at| self.disclosures[*at].parent));
                }
            }
            if !any {
                return Err(PresentFault::ClaimUnknown(pointer.clone()));
            }
        }
        Ok(chosen)
    }
}

/// The hash function of the disclosures.
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
}

impl<'t> Search<'t> {
    fn new(texts: &'t [String], hash: Hash) -> Result<Self, PresentFault> {
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
        Ok(Self { texts, waiting, found: vec![None; texts.len()] })
    }

    fn value(&mut self, value: &Value, at: &str, parent: Option<usize>) {
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
            _ => {}
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

/// A name as a step of a JSON Pointer.
fn step(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests;
