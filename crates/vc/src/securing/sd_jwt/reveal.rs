//! From digests to the claims that were disclosed (RFC 9901 §7.1).
//!
//! Every disclosure must be named by a digest that is signed, directly or by way of another disclosure, and
//! every digest once. What is hidden is left out.

use std::collections::{HashMap, HashSet};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use crate::json;
use crate::key::public_key::Hash;
use crate::limits::{MAX_DISCLOSED_BYTES, MAX_DISCLOSURES, MAX_JSON_DEPTH};
use crate::report::Code;

/// Why disclosures do not fit the claims that the issuer signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevealFault {
    /// Disclosures are hashed in a way that is not supported.
    #[error("the hash function {0:?} of the disclosures is not supported")]
    HashUnsupported(String),
    /// Not one: a salt, a name and a value, or in a list a salt and a value.
    #[error("disclosure {0} is not one")]
    DisclosureMalformed(usize),
    /// No digest that is signed names it.
    #[error("disclosure {0} is named by nothing that is signed")]
    DisclosureUnreferenced(usize),
    /// A list of digests, or a digest in a list, that is none.
    #[error("the digests at {0:?} are none")]
    DigestMalformed(String),
    /// The same digest at two places, or two like disclosures.
    #[error("a digest stands at two places")]
    DigestTwice,
    /// A disclosure gives a name that is there already.
    #[error("the claim {0:?} is there already")]
    ClaimTwice(String),
    /// More or longer disclosures than [`MAX_DISCLOSURES`] and [`MAX_DISCLOSED_BYTES`], or too deep in each other.
    #[error("more disclosures than are read")]
    OverBudget,
}

impl RevealFault {
    /// The code to report.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::HashUnsupported(_) => Code::AlgorithmUnsupported,
            Self::DisclosureMalformed(_) => Code::DisclosureMalformed,
            Self::DisclosureUnreferenced(_) => Code::DisclosureUnreferenced,
            Self::DigestMalformed(_) => Code::DigestMalformed,
            Self::DigestTwice => Code::DigestTwice,
            Self::ClaimTwice(_) => Code::ClaimTwice,
            Self::OverBudget => Code::OverBudget,
        }
    }
}

/// The claims with everything that is disclosed, and without digests.
///
/// # Errors
/// [`RevealFault`].
pub fn reveal(
    claims: &Map<String, Value>,
    disclosures: &[String],
) -> Result<Map<String, Value>, RevealFault> {
    reveal_counting(claims, disclosures).map(|(revealed, _)| revealed)
}

/// As [`reveal`], with the number of digests for which nothing is disclosed. Some of them may be of nothing: an issuer
/// puts such in so that nobody can count (RFC 9901 §4.2.7).
pub(super) fn reveal_counting(
    claims: &Map<String, Value>,
    disclosures: &[String],
) -> Result<(Map<String, Value>, usize), RevealFault> {
    if disclosures.len() > MAX_DISCLOSURES
        || disclosures.iter().map(String::len).sum::<usize>() > MAX_DISCLOSED_BYTES
    {
        return Err(RevealFault::OverBudget);
    }
    let mut search = Search { unused: read(disclosures, hash(claims)?)?, seen: HashSet::new() };
    let mut revealed = search.object(claims, "", MAX_JSON_DEPTH)?;
    revealed.remove(HASH_NAME);
    match search.unused.values().map(|disclosure| disclosure.number).min() {
        None => Ok((revealed, search.seen.len().saturating_sub(disclosures.len()))),
        Some(number) => Err(RevealFault::DisclosureUnreferenced(number)),
    }
}

/// The hash function that the digests are made with.
///
/// # Errors
/// [`RevealFault::HashUnsupported`].
pub(super) fn hash(claims: &Map<String, Value>) -> Result<Hash, RevealFault> {
    match claims.get(HASH_NAME) {
        None => Ok(Hash::Sha256),
        Some(Value::String(name)) if name == "sha-256" => Ok(Hash::Sha256),
        Some(Value::String(name)) if name == "sha-384" => Ok(Hash::Sha384),
        Some(Value::String(name)) if name == "sha-512" => Ok(Hash::Sha512),
        Some(other) => Err(RevealFault::HashUnsupported(other.to_string())),
    }
}

/// The claim that names the hash function.
const HASH_NAME: &str = "_sd_alg";

/// The member that holds the digests of an object.
const DIGESTS: &str = "_sd";

/// The only member of a list's item that is a digest.
const DIGEST: &str = "...";

/// One disclosure, not yet found to be signed.
struct Disclosure {
    /// Its place among the disclosures, from 1.
    number: usize,
    /// The name of the claim; none for an item of a list.
    name: Option<String>,
    value: Value,
}

/// Reads all disclosures, by their digests.
fn read(disclosures: &[String], hash: Hash) -> Result<HashMap<String, Disclosure>, RevealFault> {
    let mut by_digest = HashMap::new();
    for (index, text) in disclosures.iter().enumerate() {
        let disclosure = Disclosure::read(index + 1, text)?;
        let digest = URL_SAFE_NO_PAD.encode(hash.of(&[text.as_bytes()]));
        if by_digest.insert(digest, disclosure).is_some() {
            return Err(RevealFault::DigestTwice);
        }
    }
    Ok(by_digest)
}

impl Disclosure {
    fn read(number: usize, text: &str) -> Result<Self, RevealFault> {
        let malformed = || RevealFault::DisclosureMalformed(number);
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| malformed())?;
        let Value::Array(items) = json::parse(&bytes).map_err(|_| malformed())? else {
            return Err(malformed());
        };
        match <[Value; 3]>::try_from(items) {
            Ok([Value::String(_), Value::String(name), value])
                if ![DIGESTS, DIGEST].contains(&name.as_str()) =>
            {
                Ok(Self { number, name: Some(name), value })
            }
            Ok(_) => Err(malformed()),
            Err(items) => match <[Value; 2]>::try_from(items) {
                Ok([Value::String(_), value]) => Ok(Self { number, name: None, value }),
                _ => Err(malformed()),
            },
        }
    }
}

/// Goes through the claims, outermost first.
struct Search {
    /// Disclosures that no digest has named so far.
    unused: HashMap<String, Disclosure>,
    /// Digests met so far.
    seen: HashSet<String>,
}

impl Search {
    fn value(&mut self, value: &Value, at: &str, depth: usize) -> Result<Value, RevealFault> {
        let deeper = depth.checked_sub(1).ok_or(RevealFault::OverBudget)?;
        Ok(match value {
            Value::Object(members) => Value::Object(self.object(members, at, deeper)?),
            Value::Array(items) => Value::Array(self.array(items, at, deeper)?),
            plain => plain.clone(),
        })
    }

    fn object(
        &mut self,
        members: &Map<String, Value>,
        at: &str,
        depth: usize,
    ) -> Result<Map<String, Value>, RevealFault> {
        let malformed = || RevealFault::DigestMalformed(at.to_owned());
        let mut revealed = Map::new();
        for (name, value) in members {
            match name.as_str() {
                DIGESTS => {}
                DIGEST => return Err(malformed()), // only an item of a list is one
                _ => _ = revealed.insert(name.clone(), self.value(value, &format!("{at}/{name}"), depth)?),
            }
        }
        let digests = match members.get(DIGESTS) {
            None => &[][..],
            Some(Value::Array(digests)) => digests,
            Some(_) => return Err(malformed()),
        };
        for digest in digests {
            let Some(disclosure) = self.take(digest.as_str().ok_or_else(malformed)?)? else { continue };
            let Disclosure { number, name: Some(name), value } = disclosure else {
                return Err(RevealFault::DisclosureMalformed(disclosure.number));
            };
            if revealed.contains_key(&name) || (at.is_empty() && name == HASH_NAME) {
                return Err(if name == HASH_NAME {
                    RevealFault::DisclosureMalformed(number)
                } else {
                    RevealFault::ClaimTwice(name)
                });
            }
            let value = self.value(&value, &format!("{at}/{name}"), depth)?;
            revealed.insert(name, value);
        }
        Ok(revealed)
    }

    fn array(&mut self, items: &[Value], at: &str, depth: usize) -> Result<Vec<Value>, RevealFault> {
        let mut revealed = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let at = format!("{at}/{index}");
            let Some(digest) = item.get(DIGEST) else {
                revealed.push(self.value(item, &at, depth)?);
                continue;
            };
            let is_alone = item.as_object().is_some_and(|members| members.len() == 1);
            let digest =
                digest.as_str().filter(|_| is_alone).ok_or(RevealFault::DigestMalformed(at.clone()))?;
            match self.take(digest)? {
                None => {}
                Some(Disclosure { name: None, value, .. }) => revealed.push(self.value(&value, &at, depth)?),
                Some(named) => return Err(RevealFault::DisclosureMalformed(named.number)),
            }
        }
        Ok(revealed)
    }

    /// The disclosure that a digest names, if it is there.
    fn take(&mut self, digest: &str) -> Result<Option<Disclosure>, RevealFault> {
        if !self.seen.insert(digest.to_owned()) {
            return Err(RevealFault::DigestTwice);
        }
        Ok(self.unused.remove(digest))
    }
}
