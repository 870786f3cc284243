//! Credentials whose statements are signed one by one: a proof over those that the holder chooses
//! (`ecdsa-sd-2023`, W3C Data Integrity ECDSA Cryptosuites 1.0 §3.5.4–3.5.6).

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ciborium::Value as Cbor;
use serde_json::Value;
use vc::securing::selective::{Issued, PartFault, Sayings, Selection, Shown};

use super::PresentFault;
use super::choice::{Choice, Leaf, pick, step};
use crate::limits::MAX_CHOICES;

/// A credential with its issuer's proof, taken apart. Nothing about it is proven.
#[derive(Debug)]
pub struct Statements {
    issued: Issued,
    places: Vec<String>,
    leaves: Vec<Leaf>,
}

impl Statements {
    /// True for a document that says it has an issuer's proof of this suite, whole or not.
    #[must_use]
    pub fn is_one(text: &str) -> bool {
        text.trim_start().starts_with('{')
            && serde_json::from_str(text).is_ok_and(|document: Value| Issued::is_one(&document))
    }

    /// Takes a credential apart.
    ///
    /// # Errors
    /// [`PresentFault::Unreadable`] when it has no issuer's proof of this suite that can be taken apart, or has more
    /// than [`MAX_CHOICES`] parts.
    pub fn read(text: &str) -> Result<Self, PresentFault> {
        let unreadable = || PresentFault::Unreadable;
        let document: Value = serde_json::from_str(text).or(Err(PresentFault::Unreadable))?;
        let issued = Issued::read(document).ok_or_else(unreadable)?;
        let mut search = Search { sayings: issued.sayings(), places: Vec::new(), leaves: Vec::new() };
        search.object(issued.document(), "", None);
        let Search { places, leaves, .. } = search;
        let mut read = Self { issued, places, leaves };
        read.leave_out_what_must_be_shown();
        if read.places.len() > MAX_CHOICES { Err(unreadable()) } else { Ok(read) }
    }

    /// Pointers to the parts that can be held back, in the order of the file.
    #[must_use]
    pub fn places(&self) -> &[String] {
        &self.places
    }

    /// Everything that it says, what can be held back and what cannot. Types are left out.
    #[must_use]
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// The numbers of the parts that a choice shows.
    ///
    /// # Errors
    /// [`PresentFault::ClaimUnknown`].
    pub fn chosen(&self, choice: &Choice) -> Result<BTreeSet<usize>, PresentFault> {
        pick(choice, self.places.iter().map(String::as_str))
    }

    /// The leaves that are seen when these parts are shown: identifiers come with what is said about them.
    ///
    /// # Errors
    /// [`PresentFault::NotSignable`].
    pub fn seen(&self, chosen: &BTreeSet<usize>) -> Result<BTreeSet<usize>, PresentFault> {
        let (selection, _) = self.show(chosen)?;
        let leaves = self.leaves.iter().enumerate();
        Ok(leaves.filter(|(_, leaf)| selection.holds(&leaf.at)).map(|(index, _)| index).collect())
    }

    /// The credential with these parts alone, and a proof over them.
    ///
    /// # Errors
    /// [`PresentFault::NotSignable`].
    pub fn present(&self, chosen: &BTreeSet<usize>) -> Result<String, PresentFault> {
        let (_, Shown { mut document, mut proof, signatures, labels, mandatory }) = self.show(chosen)?;
        let base = self.issued.base();
        let list = |signatures: Vec<Vec<u8>>| Cbor::Array(signatures.into_iter().map(Cbor::Bytes).collect());
        let labels = labels.into_iter().map(|(number, label)| (number.into(), Cbor::Bytes(label)));
        let parts = Cbor::Array(vec![
            Cbor::Bytes(base.signature.clone()),
            Cbor::Bytes(base.key_bytes.clone()),
            list(signatures),
            Cbor::Map(labels.collect()),
            Cbor::Array(mandatory.into_iter().map(Cbor::from).collect()),
        ]);
        let mut value = DERIVED.to_vec();
        ciborium::into_writer(&parts, &mut value)
            .map_err(|error| PresentFault::NotSignable(error.to_string()))?;
        proof["proofValue"] = format!("u{}", URL_SAFE_NO_PAD.encode(value)).into();
        document["proof"] = proof;
        Ok(document.to_string())
    }

    fn show(&self, chosen: &BTreeSet<usize>) -> Result<(Selection, Shown), PresentFault> {
        Ok(self.issued.show(chosen.iter().map(|index| self.places[*index].as_str()))?)
    }

    fn leave_out_what_must_be_shown(&mut self) {
        let kept: Vec<bool> = self.places.iter().map(|at| !self.issued.always().holds(at)).collect();
        let number = |old: usize| kept[old].then(|| kept[..old].iter().filter(|kept| **kept).count());
        for leaf in &mut self.leaves {
            leaf.within = leaf.within.and_then(number);
        }
        let mut kept = kept.iter();
        self.places.retain(|_| kept.next().copied().unwrap_or_default());
    }
}

impl From<PartFault> for PresentFault {
    fn from(fault: PartFault) -> Self {
        match fault {
            PartFault::Pointer(unknown) => Self::ClaimUnknown(unknown.0),
            other => Self::NotSignable(other.to_string()),
        }
    }
}

/// First bytes of a proof value that a holder derived.
const DERIVED: [u8; 3] = [0xd9, 0x5d, 0x01];

/// Finds the smallest parts that can be shown by themselves.
struct Search {
    /// Where something is said.
    sayings: Sayings,
    places: Vec<String>,
    leaves: Vec<Leaf>,
}

impl Search {
    /// The parts of an object; `within` is the part that it is in, when it is part of one.
    fn object(&mut self, value: &Value, at: &str, within: Option<usize>) {
        let members = value.as_object().into_iter().flatten();
        for (name, value) in members.filter(|(name, _)| !NEVER_TOLD.contains(&name.as_str())) {
            let at = format!("{at}/{}", step(name));
            match (name.as_str(), within) {
                // Comes with whatever is said about it.
                ("id", None) => self.leaf(value, &at, None),
                (_, None) => self.part(value, &at),
                (_, within) => self.within(value, &at, within),
            }
        }
    }

    /// A value that is a part, or is made of parts.
    fn part(&mut self, value: &Value, at: &str) {
        let before = self.places.len();
        match value {
            Value::Object(members)
                if self.is_divisible(at) && !members.keys().any(|name| is_keyword(name)) =>
            {
                self.object(value, at, None);
            }
            Value::Array(items)
                if !items.is_empty() && items.iter().all(Value::is_object) && !self.is_list(at) =>
            {
                for (index, item) in items.iter().enumerate() {
                    self.part(item, &format!("{at}/{index}"));
                }
            }
            _ => {}
        }
        if self.places.len() == before && !value.is_null() {
            let leaves = self.leaves.iter().position(|leaf| is_inside(&leaf.at, at));
            self.leaves.truncate(leaves.unwrap_or(self.leaves.len()));
            self.places.push(at.to_owned());
            self.within(value, at, Some(before));
        }
    }

    /// What stands in a part.
    fn within(&mut self, value: &Value, at: &str, within: Option<usize>) {
        match value {
            Value::Object(_) => self.object(value, at, within),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.within(item, &format!("{at}/{index}"), within);
                }
            }
            leaf => self.leaf(leaf, at, within),
        }
    }

    fn leaf(&mut self, value: &Value, at: &str, within: Option<usize>) {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        self.leaves.push(Leaf { at: at.to_owned(), text, within });
    }

    /// True when statements come from inside.
    fn is_divisible(&self, at: &str) -> bool {
        let inside = format!("{at}/");
        self.sayings.places.range(inside.clone()..).next().is_some_and(|first| first.starts_with(&inside))
    }

    /// True for an array whose order counts.
    fn is_list(&self, at: &str) -> bool {
        self.sayings.lists.contains(at)
    }
}

fn is_inside(leaf: &str, at: &str) -> bool {
    leaf.strip_prefix(at).is_some_and(|rest| rest.starts_with('/'))
}

/// True for a name of the format itself: what stands beside it cannot be read without it.
fn is_keyword(name: &str) -> bool {
    name.starts_with('@')
}

/// Members that say nothing to people.
const NEVER_TOLD: [&str; 3] = ["@context", "type", "@type"];

#[cfg(test)]
mod tests;
