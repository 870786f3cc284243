//! The proof value of an issuer's `ecdsa-sd-2023` proof (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.5.3).

use super::cbor::Reader;
use super::proof_value::{self, BASE, Malformed, single_key};
use crate::key::public_key::{Hash, PublicKey, Scheme};

/// What an issuer gives a holder to choose from. Nothing about it is proven.
#[derive(Debug, Clone)]
pub struct BaseProof {
    /// The issuer's signature, over what must be shown and over the key below.
    pub signature: Vec<u8>,
    /// The key that was made for this credential alone, as the issuer signed it.
    pub key_bytes: Vec<u8>,
    /// The same, to be used.
    key: PublicKey,
    /// The secret by which things without a name get labels that tell nothing about their order.
    pub(in crate::securing) label_key: Vec<u8>,
    /// A signature of the key over each statement that need not be shown, in their order.
    pub signatures: Vec<Vec<u8>>,
    /// JSON Pointers to what must be shown.
    pub mandatory: Vec<String>,
}

impl BaseProof {
    /// True for the proof value of an issuer, whole or not.
    pub(in crate::securing) fn is_one(text: &str) -> bool {
        text.starts_with(BASE_TEXT)
    }

    /// Reads a proof value.
    ///
    /// # Errors
    /// [`Malformed`], also for a proof that a holder derived.
    pub fn read(text: &str) -> Result<Self, Malformed> {
        let bytes = proof_value::bytes(text)?;
        let mut reader = Reader::new(bytes.strip_prefix(&BASE).ok_or(Malformed)?);
        reader.list_of(5)?;
        let signature = proof_value::signature(&mut reader)?;
        let key_bytes = reader.bytes()?.to_vec();
        let label_key = reader.bytes()?.to_vec();
        let signatures = reader.list(proof_value::signature)?;
        let mandatory = reader.list(|reader| Ok(reader.text()?.to_owned()))?;
        reader.end()?;
        if label_key.len() != LABEL_KEY_BYTES {
            return Err(Malformed);
        }
        Ok(Self { signature, key: single_key(&key_bytes)?, key_bytes, label_key, signatures, mandatory })
    }

    /// True when there is one signature for each of these statements, and all hold. The issuer is not asked.
    pub(in crate::securing) fn covers<'s>(&self, statements: impl ExactSizeIterator<Item = &'s str>) -> bool {
        let scheme = Scheme::EcdsaFixed(Hash::Sha256);
        statements.len() == self.signatures.len()
            && statements
                .zip(&self.signatures)
                .all(|(statement, signature)| self.key.check(scheme, statement.as_bytes(), signature).is_ok())
    }
}

/// How the text of one begins: [`BASE`] in base64.
const BASE_TEXT: &str = "u2V0A";

/// Length of the secret for labels.
const LABEL_KEY_BYTES: usize = 32;
