//! The proof value of a holder's `ecdsa-sd-2023` proof (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.5.7).

use std::collections::{BTreeMap, BTreeSet};

use super::cbor::Reader;
use super::proof_value::{self, DERIVED, LABEL_BYTES, Malformed, label, single_key};
use crate::key::public_key::PublicKey;

/// What the holder took over from the issuer's proof.
#[derive(Debug)]
pub(in crate::securing) struct DerivedProof {
    /// The issuer's signature, over what must be shown and over the key below.
    pub(in crate::securing) base_signature: Vec<u8>,
    /// The key that was made for this credential alone, as the issuer signed it.
    pub(in crate::securing) key_bytes: Vec<u8>,
    /// The same, to be used.
    pub(in crate::securing) key: PublicKey,
    /// A signature of that key over each statement that need not be shown, in their order.
    pub(in crate::securing) signatures: Vec<Vec<u8>>,
    /// Canonical labels of unnamed things, and those under which they were signed.
    pub(in crate::securing) labels: BTreeMap<u64, String>,
    /// Which statements must be shown.
    pub(in crate::securing) mandatory: BTreeSet<usize>,
}

impl DerivedProof {
    /// Reads a proof value.
    ///
    /// Labels are told apart from each other: with one label for two things, what was signed of one would
    /// seem to be said of the other.
    ///
    /// # Errors
    /// [`Malformed`], also for the issuer's own proof.
    pub(in crate::securing) fn read(text: &str) -> Result<Self, Malformed> {
        let bytes = proof_value::bytes(text)?;
        let mut reader = Reader::new(bytes.strip_prefix(&DERIVED).ok_or(Malformed)?);
        reader.list_of(5)?;
        let base_signature = proof_value::signature(&mut reader)?;
        let key_bytes = reader.bytes()?.to_vec();
        let signatures = reader.list(proof_value::signature)?;
        let pairs = reader.map(|reader| Ok((reader.number()?, reader.bytes()?)))?;
        let indexes = reader.list(Reader::number)?;
        reader.end()?;

        let labels: BTreeMap<u64, String> = pairs
            .iter()
            .filter(|(_, bytes)| bytes.len() == LABEL_BYTES)
            .map(|(number, bytes)| (*number, label(bytes)))
            .collect();
        let distinct: BTreeSet<&String> = labels.values().collect();
        let mandatory: BTreeSet<usize> =
            indexes.iter().filter_map(|index| usize::try_from(*index).ok()).collect();
        if distinct.len() != pairs.len() || mandatory.len() != indexes.len() {
            return Err(Malformed);
        }
        let key = single_key(&key_bytes)?;
        Ok(Self { base_signature, key_bytes, key, signatures, labels, mandatory })
    }
}
