//! The database key, sealed under a passphrase: Argon2id (RFC 9106) makes a wrapping key, and
//! XChaCha20-Poly1305 seals with it. Frozen vector: `fixtures/v1`.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::key::{DatabaseKey, Passphrase};

/// A database key that only a passphrase opens. Safe to keep in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrappedKey {
    purpose: Purpose,
    kdf: Kdf,
    salt: Hex<SALT_BYTES>,
    nonce: Hex<NONCE_BYTES>,
    sealed: Hex<SEALED_BYTES>,
    /// Over everything above, so that a damaged file is not taken for a wrong passphrase. Whoever
    /// alters the file on purpose can renew it, and is then stopped by the seal.
    checksum: Hex<CHECKSUM_BYTES>,
}

impl WrappedKey {
    /// How many unpredictable bytes a wrapping uses up.
    pub const FRESH_BYTES: usize = SALT_BYTES + NONCE_BYTES;

    /// Seals a key. `fresh` are unpredictable bytes, never used before.
    ///
    /// # Errors
    /// [`WrapFault::Derivation`] when there is no memory for the cost.
    pub fn wrap(
        key: &DatabaseKey,
        passphrase: &Passphrase,
        cost: Cost,
        fresh: &[u8; Self::FRESH_BYTES],
    ) -> Result<Self, WrapFault> {
        let (salt, nonce) = split(fresh);
        let mut wrapped = Self {
            purpose: Purpose::Database,
            kdf: Kdf { algorithm: KdfAlgorithm::Argon2idV19, cost },
            salt: Hex(salt),
            nonce: Hex(nonce),
            sealed: Hex([0; SEALED_BYTES]),
            checksum: Hex([0; CHECKSUM_BYTES]),
        };
        let aad = wrapped.associated();
        let sealed = wrapped
            .cipher(passphrase)?
            .encrypt(&XNonce::from(nonce), Payload { msg: key.expose(), aad: aad.as_bytes() })
            .map_err(|_| WrapFault::Derivation)?;
        wrapped.sealed.0.copy_from_slice(&sealed);
        wrapped.checksum = Hex(wrapped.sum());
        Ok(wrapped)
    }

    /// Opens the key.
    ///
    /// # Errors
    /// - [`WrapFault::Damaged`] when the file is not what was written.
    /// - [`WrapFault::WrongPassphrase`] when the passphrase does not open it, or when somebody
    ///   altered it on purpose; the two cannot be told apart.
    /// - [`WrapFault::Derivation`] when there is no memory for the cost.
    pub fn unwrap(&self, passphrase: &Passphrase) -> Result<DatabaseKey, WrapFault> {
        if self.checksum.0 != self.sum() || !self.kdf.cost.within_limits() {
            return Err(WrapFault::Damaged);
        }
        let aad = self.associated();
        let key = self
            .cipher(passphrase)?
            .decrypt(&XNonce::from(self.nonce.0), Payload { msg: &self.sealed.0, aad: aad.as_bytes() })
            .map(Zeroizing::new)
            .map_err(|_| WrapFault::WrongPassphrase)?;
        DatabaseKey::from_slice(&key).ok_or(WrapFault::Damaged)
    }

    fn cipher(&self, passphrase: &Passphrase) -> Result<XChaCha20Poly1305, WrapFault> {
        let Cost { memory_kib, passes, lanes } = self.kdf.cost;
        let params = Params::new(memory_kib, passes, lanes, Some(WRAPPING_KEY_BYTES))
            .map_err(|_| WrapFault::Derivation)?;
        let mut key = Zeroizing::new([0; WRAPPING_KEY_BYTES]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.expose(), &self.salt.0, key.as_mut_slice())
            .map_err(|_| WrapFault::Derivation)?;
        Ok(XChaCha20Poly1305::new((&*key).into()))
    }

    /// What the seal covers beside the key: version, purpose, and how the wrapping key was made.
    fn associated(&self) -> String {
        let Cost { memory_kib, passes, lanes } = self.kdf.cost;
        format!(
            "tessera-key-passphrase/1 database argon2id-v19 m={memory_kib} t={passes} p={lanes} {}",
            hex::encode(self.salt.0)
        )
    }

    fn sum(&self) -> [u8; CHECKSUM_BYTES] {
        Sha256::new()
            .chain_update(self.associated())
            .chain_update(self.nonce.0)
            .chain_update(self.sealed.0)
            .finalize()
            .into()
    }
}

/// What guessing one passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// RFC 9106 §4, the second recommended option, but one lane: lanes are not run side by side
    /// here, and should not be for who guesses. About 0.1 s on a laptop.
    pub const RECOMMENDED: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// A file cannot make the wallet use more than this: 128 MiB, and about 2 s on an old laptop.
    const LARGEST: Self = Self { memory_kib: 128 * 1024, passes: 12, lanes: 4 };

    /// Does the work of one pass, to find out how long this computer takes for it.
    ///
    /// # Errors
    /// [`WrapFault::Derivation`] when there is no memory for it.
    pub fn try_one_pass() -> Result<(), WrapFault> {
        let Self { memory_kib, lanes, .. } = Self::RECOMMENDED;
        let params =
            Params::new(memory_kib, 1, lanes, Some(WRAPPING_KEY_BYTES)).map_err(|_| WrapFault::Derivation)?;
        let mut made = Zeroizing::new([0; WRAPPING_KEY_BYTES]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(b"how long does this take", &[0; SALT_BYTES], made.as_mut_slice())
            .map_err(|_| WrapFault::Derivation)
    }

    /// As many passes as fit into a time, when one takes so long; never fewer than
    /// [`RECOMMENDED`](Self::RECOMMENDED), and never more than are opened again.
    #[must_use]
    pub fn lasting(time: Duration, one_pass: Duration) -> Self {
        let fit = time.as_micros().checked_div(one_pass.as_micros()).unwrap_or_default();
        let passes = u32::try_from(fit).unwrap_or(u32::MAX);
        Self { passes: passes.clamp(Self::RECOMMENDED.passes, Self::LARGEST.passes), ..Self::RECOMMENDED }
    }

    fn within_limits(self) -> bool {
        self.memory_kib <= Self::LARGEST.memory_kib
            && self.passes <= Self::LARGEST.passes
            && self.lanes <= Self::LARGEST.lanes
    }
}

/// Why a key was not wrapped or unwrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WrapFault {
    /// The passphrase is not the one that the key was wrapped with.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The wrapped key is not what was written.
    #[error("the wrapped key is damaged")]
    Damaged,
    /// No memory for the derivation, or parameters outside what Argon2 is defined for.
    #[error("the passphrase could not be processed")]
    Derivation,
}

impl WrapFault {
    /// The fault as it appears in output: stable snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongPassphrase => "wrong_passphrase",
            Self::Damaged => "wallet_damaged",
            Self::Derivation => "internal",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Purpose {
    Database,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Kdf {
    algorithm: KdfAlgorithm,
    #[serde(flatten)]
    cost: Cost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum KdfAlgorithm {
    #[serde(rename = "argon2id-v19")]
    Argon2idV19,
}

/// Bytes that are written as lower-case hex, and read as nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hex<const N: usize>([u8; N]);

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut bytes = [0; N];
        hex::decode_to_slice(&text, &mut bytes).map_err(D::Error::custom)?;
        if hex::encode(bytes) == text { Ok(Self(bytes)) } else { Err(D::Error::custom("upper-case hex")) }
    }
}

fn split(fresh: &[u8; WrappedKey::FRESH_BYTES]) -> ([u8; SALT_BYTES], [u8; NONCE_BYTES]) {
    let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; NONCE_BYTES]);
    salt.copy_from_slice(&fresh[..SALT_BYTES]);
    nonce.copy_from_slice(&fresh[SALT_BYTES..]);
    (salt, nonce)
}

/// RFC 9106 §3.1 recommends 16.
const SALT_BYTES: usize = 16;
/// XChaCha20-Poly1305.
const NONCE_BYTES: usize = 24;
/// XChaCha20-Poly1305.
const WRAPPING_KEY_BYTES: usize = 32;
/// The key and the Poly1305 tag.
const SEALED_BYTES: usize = DatabaseKey::LENGTH + 16;
/// SHA-256.
const CHECKSUM_BYTES: usize = 32;

#[cfg(test)]
mod tests;
