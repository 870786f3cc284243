//! JOSE algorithm names (RFC 7518 §3.1, RFC 8037, RFC 9864). The key decides; the name must agree.

use crate::key::public_key::{Hash, PublicKey, Scheme, SignatureFault};

/// Why a signature is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AlgorithmFault {
    /// `none`: no signature at all.
    #[error("the header says that there is no signature")]
    None,
    /// The name is not of a supported algorithm, or the key too weak.
    #[error("the algorithm is not supported")]
    Unsupported,
    /// The algorithm is for another kind of key; a MAC name with a public key is an attack.
    #[error("the algorithm does not fit the key")]
    KeyMismatch,
    /// The signature does not fit.
    #[error("the signature does not fit the content")]
    Mismatch,
}

/// Checks a JWS signature.
///
/// # Errors
/// [`AlgorithmFault`]; only [`AlgorithmFault::Unsupported`] leaves it open whether the signature holds.
pub fn check_signature(
    algorithm: &str,
    key: &PublicKey,
    signing_input: &[u8],
    signature: &[u8],
) -> Result<(), AlgorithmFault> {
    let scheme = match algorithm {
        "RS256" => Scheme::RsaPkcs1(Hash::Sha256),
        "RS384" => Scheme::RsaPkcs1(Hash::Sha384),
        "RS512" => Scheme::RsaPkcs1(Hash::Sha512),
        "PS256" => Scheme::RsaPss(Hash::Sha256),
        "PS384" => Scheme::RsaPss(Hash::Sha384),
        "PS512" => Scheme::RsaPss(Hash::Sha512),
        "ES256" => Scheme::EcdsaFixed(Hash::Sha256),
        "ES384" => Scheme::EcdsaFixed(Hash::Sha384),
        "ES512" => Scheme::EcdsaFixed(Hash::Sha512),
        "EdDSA" | "Ed25519" => Scheme::Ed25519,
        "none" => return Err(AlgorithmFault::None),
        "HS256" | "HS384" | "HS512" => return Err(AlgorithmFault::KeyMismatch),
        _ => return Err(AlgorithmFault::Unsupported),
    };
    key.check(scheme, signing_input, signature).map_err(|fault| match fault {
        SignatureFault::KeyMismatch => AlgorithmFault::KeyMismatch,
        SignatureFault::Unsupported => AlgorithmFault::Unsupported,
        SignatureFault::Mismatch => AlgorithmFault::Mismatch,
    })
}
