//! How the families of suites sign. The key decides the curve, and the curve the hash function.

use crate::key::multibase;
use crate::key::public_key::{Hash, PublicKey, Scheme, SignatureFault};
use crate::report::Code;
use crate::securing::data_integrity::proof::Proof;
use crate::securing::data_integrity::stop::Stop;

/// Kinds of keys that the suites of one name share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Ed25519, with SHA-256.
    Eddsa,
    /// P-256 with SHA-256, or P-384 with SHA-384.
    Ecdsa,
}

/// What signing with one kind of key amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arithmetic {
    /// The hash function, also the one inside canonicalisation.
    pub(super) hash: jsonld::Hash,
    scheme: Scheme,
    signature_bytes: usize,
}

impl Family {
    /// The arithmetic for a key.
    ///
    /// # Errors
    /// [`Code::AlgorithmKeyMismatch`] when the suites of the family have no such keys.
    pub(super) fn by(self, key: &PublicKey) -> Result<Arithmetic, Stop> {
        let (hash, scheme, signature_bytes) = match (self, key) {
            (Self::Eddsa, PublicKey::Ed25519(_)) => (jsonld::Hash::Sha256, Scheme::Ed25519, 64),
            (Self::Ecdsa, PublicKey::P256(_)) => (jsonld::Hash::Sha256, Scheme::EcdsaFixed(Hash::Sha256), 64),
            (Self::Ecdsa, PublicKey::P384(_)) => (jsonld::Hash::Sha384, Scheme::EcdsaFixed(Hash::Sha384), 96),
            _ => return Err(Stop::fail(Code::AlgorithmKeyMismatch)),
        };
        Ok(Arithmetic { hash, scheme, signature_bytes })
    }
}

impl Arithmetic {
    /// The bytes of `proofValue`: base58btc, of the length that the key gives.
    ///
    /// # Errors
    /// [`Code::ProofMalformed`].
    pub(super) fn signature(self, proof: &Proof) -> Result<Vec<u8>, Stop> {
        let text = proof.text("proofValue").filter(|text| text.starts_with('z'));
        text.and_then(|text| multibase::decode(text).ok())
            .filter(|bytes| bytes.len() == self.signature_bytes)
            .ok_or_else(|| Stop::fail(Code::ProofMalformed).with("proofValue"))
    }

    /// Checks a signature over the digest of what the proof says, followed by that of the document.
    ///
    /// # Errors
    /// [`Stop`] when it does not hold, or that cannot be found out.
    pub(super) fn check(
        self,
        key: &PublicKey,
        configuration: &[u8],
        document: &[u8],
        signature: &[u8],
    ) -> Result<(), Stop> {
        let message = [configuration, document].concat();
        key.check(self.scheme, &message, signature).map_err(|fault| match fault {
            SignatureFault::KeyMismatch => Stop::fail(Code::AlgorithmKeyMismatch),
            SignatureFault::Unsupported => Stop::open(Code::AlgorithmUnsupported),
            SignatureFault::Mismatch => Stop::fail(Code::SignatureMismatch),
        })
    }
}
