//! The document as proofs cover it.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use jsonld::{Hash, Reading};
use serde_json::Value;

use super::proof::Proof;
use super::stop::Stop;
use super::text::Text;
use crate::key::public_key;
use crate::linked::Linked;
use crate::report::Code;
use crate::verify::work::Work;

/// A document and its digests, made when they are asked for: the proofs of a set share them.
pub(super) struct Document<'a, 'd> {
    pub(super) linked: &'a Linked<'d>,
    pub(super) work: &'a Work,
    /// Its canonical JSON.
    pub(super) text: Text<'a>,
    digests: [[OnceCell<Result<Digest, Stop>>; 2]; 2],
}

/// The digest of the canonical form of a document.
#[derive(Debug, Clone)]
pub(super) struct Digest {
    /// The digest.
    pub(super) bytes: Vec<u8>,
    /// True when the other reading of the standard may give another one.
    pub(super) ambiguous: bool,
}

impl<'a, 'd> Document<'a, 'd> {
    pub(super) fn new(linked: &'a Linked<'d>, work: &'a Work) -> Self {
        Self { linked, work, text: Text::of(linked.document()), digests: Default::default() }
    }

    /// The digest under one reading of RDFC-1.0. The hash function works inside canonicalisation too.
    pub(super) fn digest(&self, hash: Hash, reading: Reading) -> Result<&Digest, Stop> {
        let row = match hash {
            Hash::Sha256 => 0,
            Hash::Sha384 => 1,
        };
        let column = match reading {
            Reading::Once => 0,
            Reading::EveryMention => 1,
        };
        let cell = &self.digests[row][column];
        cell.get_or_init(|| self.canonicalise(hash, reading)).as_ref().map_err(Clone::clone)
    }

    fn canonicalise(&self, hash: Hash, reading: Reading) -> Result<Digest, Stop> {
        let dataset = self.linked.dataset().map_err(Stop::from)?;
        let canonical = self.work.canonicalise(dataset, hash, reading);
        let canonical = canonical.map_err(|refusal| Stop::from(&refusal))?;
        let bytes = digest(hash, canonical.n_quads.as_bytes());
        Ok(Digest { bytes, ambiguous: canonical.ambiguous })
    }
}

/// The digest of a canonical form, by the hash function that made it.
pub(super) fn digest(hash: Hash, canonical: &[u8]) -> Vec<u8> {
    let hash = match hash {
        Hash::Sha256 => public_key::Hash::Sha256,
        Hash::Sha384 => public_key::Hash::Sha384,
    };
    hash.of(&[canonical])
}

/// The document that a proof in a chain covers: with the proofs that it follows, complete.
///
/// # Errors
/// [`Code::PreviousProofMissing`] when one of them is not there, [`Code::ProofMalformed`] when a name fits
/// two of them, or the proof follows itself.
pub(super) fn with_previous(
    document: &Value,
    proof: &Proof,
    all: &[Proof],
    names: &[String],
) -> Result<Value, Stop> {
    if follows_itself(proof, all) {
        return Err(Stop::fail(Code::ProofMalformed).with("previousProof"));
    }
    let previous = names.iter().map(|name| {
        let mut named = all.iter().filter(|proof| proof.text("id") == Some(name));
        match (named.next(), named.next()) {
            (Some(only), None) => Ok(only.value.clone()),
            (None, _) => Err(Stop::fail(Code::PreviousProofMissing).with(name.clone())),
            (Some(_), Some(_)) => Err(Stop::fail(Code::ProofMalformed).with(name.clone())),
        }
    });
    let previous = previous.collect::<Result<Vec<_>, _>>()?;
    let mut document = document.clone();
    if let Some(members) = document.as_object_mut() {
        members.insert("proof".to_owned(), Value::Array(previous));
    }
    Ok(document)
}

fn follows_itself(proof: &Proof, all: &[Proof]) -> bool {
    let Some(own) = proof.text("id") else { return false };
    let (mut ahead, mut seen) = (proof.previous(), BTreeSet::new());
    while let Some(name) = ahead.pop() {
        if name == own {
            return true;
        }
        if seen.insert(name) {
            ahead.extend(all.iter().filter(|proof| proof.text("id") == Some(name)).flat_map(Proof::previous));
        }
    }
    false
}
