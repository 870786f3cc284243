//! The proof value of a derived `ecdsa-sd-2023` proof (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.5.7).

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::cbor::{CborFault, Reader};
use crate::key::multibase;
use crate::key::public_key::PublicKey;

/// What the holder took over from the issuer's proof.
#[derive(Debug)]
pub(super) struct Disclosure {
    /// The issuer's signature, over what must be shown and over the key below.
    pub(super) base_signature: Vec<u8>,
    /// The key that was made for this credential alone, as the issuer signed it.
    pub(super) key_bytes: Vec<u8>,
    /// The same, to be used.
    pub(super) key: PublicKey,
    /// A signature of that key over each statement that need not be shown, in their order.
    pub(super) signatures: Vec<Vec<u8>>,
    /// Canonical labels of unnamed things, and those under which they were signed.
    pub(super) labels: BTreeMap<u64, String>,
    /// Which statements must be shown.
    pub(super) mandatory: BTreeSet<usize>,
}

/// Why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DisclosureFault {
    /// The issuer's own proof, from which a holder derives what it shows.
    Base,
    /// Not a proof value of this suite.
    Malformed,
}

impl From<CborFault> for DisclosureFault {
    fn from(_: CborFault) -> Self {
        Self::Malformed
    }
}

/// First bytes of a base proof and of a derived one.
const BASE: [u8; 3] = [0xd9, 0x5d, 0x00];
const DERIVED: [u8; 3] = [0xd9, 0x5d, 0x01];

/// Length of a signature on P-256.
const SIGNATURE_BYTES: usize = 64;

/// Length of a label before it is encoded.
const LABEL_BYTES: usize = 32;

impl Disclosure {
    /// Reads a proof value.
    ///
    /// Labels are told apart from each other: with one label for two things, what was signed of one would
    /// seem to be said of the other.
    pub(super) fn read(text: &str) -> Result<Self, DisclosureFault> {
        let malformed = DisclosureFault::Malformed;
        let bytes =
            Some(text).filter(|text| text.starts_with('u')).and_then(|text| multibase::decode(text).ok());
        let bytes = bytes.ok_or(malformed)?;
        let rest = match bytes.split_first_chunk() {
            Some((&DERIVED, rest)) => rest,
            Some((&BASE, _)) => return Err(DisclosureFault::Base),
            _ => return Err(malformed),
        };
        let mut reader = Reader::new(rest);
        reader.list_of(5)?;
        let base_signature = signature(&mut reader)?;
        let key_bytes = reader.bytes()?.to_vec();
        let signatures = reader.list(signature)?;
        let pairs = reader.map(|reader| Ok((reader.number()?, reader.bytes()?)))?;
        let indexes = reader.list(Reader::number)?;
        reader.end()?;

        let labels: BTreeMap<u64, String> = pairs
            .iter()
            .filter(|(_, label)| label.len() == LABEL_BYTES)
            .map(|(number, label)| (*number, format!("u{}", URL_SAFE_NO_PAD.encode(label))))
            .collect();
        let distinct: BTreeSet<&String> = labels.values().collect();
        let mandatory: BTreeSet<usize> =
            indexes.iter().filter_map(|index| usize::try_from(*index).ok()).collect();
        if distinct.len() != pairs.len() || mandatory.len() != indexes.len() {
            return Err(malformed);
        }
        let key = format!("z{}", bs58::encode(&key_bytes).into_string());
        match PublicKey::from_multikey(&key) {
            Ok(key @ PublicKey::P256(_)) => {
                Ok(Self { base_signature, key_bytes, key, signatures, labels, mandatory })
            }
            _ => Err(malformed),
        }
    }
}

fn signature(reader: &mut Reader<'_>) -> Result<Vec<u8>, CborFault> {
    let bytes = reader.bytes()?;
    if bytes.len() == SIGNATURE_BYTES { Ok(bytes.to_vec()) } else { Err(CborFault) }
}
