//! Public keys and signature arithmetic. The only file that imports cryptographic primitives.

use aws_lc_rs::{digest, hmac, signature as aws};

use super::{edwards, roca};
use crate::der::{DerFault, Reader};

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hash {
    /// SHA-1. Only to recognise certificates in OCSP identifiers (RFC 6960 §4.1.1), never to trust.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Hash {
    /// The digest of the concatenation of `parts`.
    #[must_use]
    pub fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        let algorithm = match self {
            Hash::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Hash::Sha256 => &digest::SHA256,
            Hash::Sha384 => &digest::SHA384,
            Hash::Sha512 => &digest::SHA512,
        };
        let mut context = digest::Context::new(algorithm);
        for part in parts {
            context.update(part);
        }
        context.finish().as_ref().to_vec()
    }
}

/// HMAC with SHA-256 (RFC 2104).
pub(crate) fn authentication_code(key: &[u8], message: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message).as_ref().to_vec()
}

/// How a signature is made and encoded. Names the hash, and the curve where the encoding depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// RSASSA-PKCS1-v1_5.
    RsaPkcs1(Hash),
    /// RSASSA-PSS with MGF1 of the same hash and a salt as long as the hash.
    RsaPss(Hash),
    /// ECDSA, `r || s` of fixed length (RFC 7518 §3.4). The hash fixes the curve.
    EcdsaFixed(Hash),
    /// ECDSA, `SEQUENCE { r, s }` (RFC 5480).
    EcdsaDer(Hash),
    /// Ed25519 (RFC 8032), strict: canonical encodings, no small-order points.
    Ed25519,
}

/// Why a signature was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// The key is of another kind than the scheme needs.
    #[error("the key does not fit the signature scheme")]
    KeyMismatch,
    /// This combination of key and scheme is not supported (for example RSA under 2048 bits, or of a faulty chip).
    #[error("this key and signature scheme are not supported")]
    Unsupported,
    /// The signature does not fit the message.
    #[error("the signature does not fit the message")]
    Mismatch,
}

/// Smallest RSA modulus accepted, in bits (ETSI TS 119 312; RFC 7518 §3.3).
pub const MIN_RSA_BITS: usize = 2048;

/// A public key of a supported kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// RSA, as DER `RSAPublicKey`.
    Rsa(Vec<u8>),
    /// A point on P-256, compressed or not (SEC 1 §2.3.3).
    P256(Vec<u8>),
    /// A point on P-384, compressed or not.
    P384(Vec<u8>),
    /// A point on P-521, uncompressed.
    P521(Vec<u8>),
    /// Ed25519.
    Ed25519([u8; 32]),
}

mod oid {
    pub(super) const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
    pub(super) const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
    pub(super) const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
    pub(super) const ED25519: &[u8] = &[0x2b, 0x65, 0x70];
    pub(super) const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
    pub(super) const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
    pub(super) const P521: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x23];
}

/// Why a key could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// Not a key in the form in which it should be.
    #[error("not a public key in the form that it should have")]
    Malformed,
    /// A kind of key that is not supported.
    #[error("a kind of key that is not supported")]
    Unsupported,
}

impl From<DerFault> for KeyFault {
    fn from(_: DerFault) -> Self {
        KeyFault::Malformed
    }
}

impl PublicKey {
    /// Reads a DER `SubjectPublicKeyInfo` (RFC 5280 §4.1.2.7).
    ///
    /// # Errors
    /// [`KeyFault::Malformed`] when it is not one, [`KeyFault::Unsupported`] for other kinds of key.
    pub fn from_spki(spki: &[u8]) -> Result<Self, KeyFault> {
        let mut outer = Reader::new(spki);
        let mut info = outer.sequence()?;
        outer.end()?;
        let mut algorithm = info.sequence()?;
        let kind = algorithm.oid()?;
        let key = info.octet_aligned_bits()?;
        info.end()?;
        match kind {
            oid::RSA | oid::RSA_PSS => Ok(Self::Rsa(key.to_vec())),
            oid::EC => match (algorithm.oid()?, key.len()) {
                (oid::P256, 65) => Ok(Self::P256(key.to_vec())),
                (oid::P384, 97) => Ok(Self::P384(key.to_vec())),
                (oid::P521, 133) => Ok(Self::P521(key.to_vec())),
                _ => Err(KeyFault::Unsupported),
            },
            oid::ED25519 => key.try_into().map(Self::Ed25519).map_err(|_| KeyFault::Malformed),
            _ => Err(KeyFault::Unsupported),
        }
    }

    /// Checks `signature` over `message`.
    ///
    /// # Errors
    /// [`SignatureFault`] says whether the key does not fit, is not supported, or the signature is wrong.
    pub fn check(&self, scheme: Scheme, message: &[u8], signature: &[u8]) -> Result<(), SignatureFault> {
        match (self, scheme) {
            (Self::Ed25519(key), Scheme::Ed25519) => check_ed25519(key, message, signature),
            (Self::Rsa(key), Scheme::RsaPkcs1(hash)) => {
                require_strong_rsa(key)?;
                check_aws(rsa_pkcs1(hash)?, key, message, signature)
            }
            (Self::Rsa(key), Scheme::RsaPss(hash)) => {
                require_strong_rsa(key)?;
                check_aws(rsa_pss(hash)?, key, message, signature)
            }
            (Self::P256(key), Scheme::EcdsaFixed(Hash::Sha256)) => {
                check_aws(&aws::ECDSA_P256_SHA256_FIXED, key, message, signature)
            }
            (Self::P384(key), Scheme::EcdsaFixed(Hash::Sha384)) => {
                check_aws(&aws::ECDSA_P384_SHA384_FIXED, key, message, signature)
            }
            (Self::P521(key), Scheme::EcdsaFixed(Hash::Sha512)) => {
                check_aws(&aws::ECDSA_P521_SHA512_FIXED, key, message, signature)
            }
            (Self::P256(key), Scheme::EcdsaDer(hash)) => check_aws(p256_der(hash)?, key, message, signature),
            (Self::P384(key), Scheme::EcdsaDer(hash)) => check_aws(p384_der(hash)?, key, message, signature),
            (Self::P521(key), Scheme::EcdsaDer(hash)) => check_aws(p521_der(hash)?, key, message, signature),
            _ => Err(SignatureFault::KeyMismatch),
        }
    }
}

/// Strict: RFC 8032 §5.1.7 without the cofactor. The library compares R as bytes, and takes no S beyond the
/// order of the group.
fn check_ed25519(key: &[u8; 32], message: &[u8], signature: &[u8]) -> Result<(), SignatureFault> {
    let commitment = signature.first_chunk().ok_or(SignatureFault::Mismatch)?;
    match edwards::is_taken(key) && edwards::is_taken(commitment) {
        true => check_aws(&aws::ED25519, key, message, signature),
        false => Err(SignatureFault::Mismatch),
    }
}

fn check_aws(
    algorithm: &'static dyn aws::VerificationAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureFault> {
    aws::UnparsedPublicKey::new(algorithm, key)
        .verify(message, signature)
        .map_err(|_| SignatureFault::Mismatch)
}

/// A weak key is said to be weak, rather than its signature wrong.
fn require_strong_rsa(key: &[u8]) -> Result<(), SignatureFault> {
    let modulus = Reader::new(key)
        .sequence()
        .and_then(|mut fields| fields.integer())
        .map_err(|_| SignatureFault::Mismatch)?;
    let bits = modulus.iter().skip_while(|byte| **byte == 0).count() * 8;
    if bits < MIN_RSA_BITS || roca::is_traced(modulus) { Err(SignatureFault::Unsupported) } else { Ok(()) }
}

type Algorithm = &'static dyn aws::VerificationAlgorithm;

fn rsa_pkcs1(hash: Hash) -> Result<Algorithm, SignatureFault> {
    match hash {
        Hash::Sha256 => Ok(&aws::RSA_PKCS1_2048_8192_SHA256),
        Hash::Sha384 => Ok(&aws::RSA_PKCS1_2048_8192_SHA384),
        Hash::Sha512 => Ok(&aws::RSA_PKCS1_2048_8192_SHA512),
        Hash::Sha1 => Err(SignatureFault::Unsupported),
    }
}

fn rsa_pss(hash: Hash) -> Result<Algorithm, SignatureFault> {
    match hash {
        Hash::Sha256 => Ok(&aws::RSA_PSS_2048_8192_SHA256),
        Hash::Sha384 => Ok(&aws::RSA_PSS_2048_8192_SHA384),
        Hash::Sha512 => Ok(&aws::RSA_PSS_2048_8192_SHA512),
        Hash::Sha1 => Err(SignatureFault::Unsupported),
    }
}

fn p256_der(hash: Hash) -> Result<Algorithm, SignatureFault> {
    match hash {
        Hash::Sha256 => Ok(&aws::ECDSA_P256_SHA256_ASN1),
        Hash::Sha384 => Ok(&aws::ECDSA_P256_SHA384_ASN1),
        Hash::Sha512 => Ok(&aws::ECDSA_P256_SHA512_ASN1),
        Hash::Sha1 => Err(SignatureFault::Unsupported),
    }
}

fn p384_der(hash: Hash) -> Result<Algorithm, SignatureFault> {
    match hash {
        Hash::Sha256 => Ok(&aws::ECDSA_P384_SHA256_ASN1),
        Hash::Sha384 => Ok(&aws::ECDSA_P384_SHA384_ASN1),
        Hash::Sha512 => Ok(&aws::ECDSA_P384_SHA512_ASN1),
        Hash::Sha1 => Err(SignatureFault::Unsupported),
    }
}

fn p521_der(hash: Hash) -> Result<Algorithm, SignatureFault> {
    match hash {
        Hash::Sha256 => Ok(&aws::ECDSA_P521_SHA256_ASN1),
        Hash::Sha384 => Ok(&aws::ECDSA_P521_SHA384_ASN1),
        Hash::Sha512 => Ok(&aws::ECDSA_P521_SHA512_ASN1),
        Hash::Sha1 => Err(SignatureFault::Unsupported),
    }
}
