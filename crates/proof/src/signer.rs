//! Keys of a holder, as presentations need them. What is secret about one stays behind [`Signer`].

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// A key of the holder that signs.
pub trait Signer {
    /// The public half.
    fn public(&self) -> &PublicHalf;

    /// Signs; for ECDSA the two numbers side by side (RFC 7518 §3.4).
    ///
    /// # Errors
    /// [`KeyUnavailable`] when whatever keeps the secret does not give it.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyUnavailable>;
}

/// The secret half of the key cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key cannot be used")]
pub struct KeyUnavailable;

/// The public half of a holder's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicHalf {
    /// Ed25519.
    Ed25519([u8; 32]),
    /// P-256: both coordinates.
    P256([[u8; 32]; 2]),
}

impl PublicHalf {
    /// A point on P-256 as SEC 1 §2.3.3 writes it without compression; `None` when it is none.
    #[must_use]
    pub fn from_point(point: &[u8]) -> Option<Self> {
        let (x, y) = point.strip_prefix(&[4])?.split_at_checked(32)?;
        Some(Self::P256([x.try_into().ok()?, y.try_into().ok()?]))
    }

    /// The signature algorithm by its JOSE name.
    #[must_use]
    pub fn jose_algorithm(&self) -> &'static str {
        match self {
            Self::Ed25519(_) => "EdDSA",
            Self::P256(_) => "ES256",
        }
    }

    /// As a JWK (RFC 7517, RFC 8037 §2).
    #[must_use]
    pub fn jwk(&self) -> Value {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        match self {
            Self::Ed25519(key) => json!({ "kty": "OKP", "crv": "Ed25519", "x": text(key) }),
            Self::P256([x, y]) => json!({ "kty": "EC", "crv": "P-256", "x": text(x), "y": text(y) }),
        }
    }

    /// As a Multikey (W3C Controlled Identifiers 1.0 §2.2.2): `z6Mk…` or `zDn…`.
    #[must_use]
    pub fn multikey(&self) -> String {
        let bytes = match self {
            Self::Ed25519(key) => [&ED25519[..], key].concat(),
            Self::P256([x, y]) => [&P256[..], &[2 + (y[31] & 1)], x].concat(),
        };
        format!("z{}", bs58::encode(bytes).into_string())
    }

    /// As a `did:key`.
    #[must_use]
    pub fn did(&self) -> String {
        format!("{DID_KEY}{}", self.multikey())
    }

    /// True when a JWK is this key.
    #[must_use]
    pub fn is_jwk(&self, jwk: &Value) -> bool {
        let own = self.jwk();
        ["kty", "crv", "x", "y"].iter().all(|member| own.get(member) == jwk.get(member))
    }

    /// How a proof names this key when it speaks for a DID; `None` when the DID is not one of this key.
    #[must_use]
    pub fn method(&self, did: &str) -> Option<String> {
        if let Some(multikey) = did.strip_prefix(DID_KEY) {
            return (multikey == self.multikey()).then(|| format!("{did}#{multikey}"));
        }
        let jwk = URL_SAFE_NO_PAD.decode(did.strip_prefix(DID_JWK)?).ok()?;
        let jwk = serde_json::from_slice(&jwk).ok()?;
        self.is_jwk(&jwk).then(|| format!("{did}#0"))
    }
}

const DID_KEY: &str = "did:key:";
const DID_JWK: &str = "did:jwk:";

/// Numbers of the multicodec table, as variable-length integers.
const ED25519: [u8; 2] = [0xed, 0x01];
const P256: [u8; 2] = [0x80, 0x24];

#[cfg(test)]
mod tests {
    use vc::public_key::PublicKey;

    use super::*;

    /// The base point of the curve (SEC 2 §2.4.2); its y is odd.
    const POINT: &str = "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296\
                         4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

    #[test]
    fn both_kinds_of_key_are_written_as_they_are_read() {
        let ed25519 = PublicHalf::Ed25519([7; 32]);
        let p256 = PublicHalf::from_point(&hex::decode(POINT).unwrap()).unwrap();
        assert!(ed25519.did().starts_with("did:key:z6Mk") && p256.did().starts_with("did:key:zDn"));
        assert_eq!(PublicKey::from_multikey(&ed25519.multikey()), Ok(PublicKey::Ed25519([7; 32])));
        let point = hex::decode(POINT).unwrap();
        let compressed = [&[3], &point[1..33]].concat();
        assert_eq!(PublicKey::from_multikey(&p256.multikey()), Ok(PublicKey::P256(compressed)));
        for key in [ed25519, p256] {
            assert!(PublicKey::from_jwk(&key.jwk()).is_ok());
        }
    }

    #[test]
    fn key_speaks_for_its_own_names_only() {
        let (key, other) = (PublicHalf::Ed25519([7; 32]), PublicHalf::Ed25519([8; 32]));
        let jwk = |jwk: &Value| format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(jwk.to_string()));
        let mut labelled = key.jwk();
        labelled["use"] = "sig".into();
        assert_eq!(key.method(&key.did()), Some(format!("{}#{}", key.did(), key.multikey())));
        assert_eq!(key.method(&jwk(&labelled)), Some(format!("{}#0", jwk(&labelled))));
        for did in
            [other.did(), jwk(&other.jwk()), "did:web:a.example".into(), "did:jwk:!".into(), String::new()]
        {
            assert_eq!(key.method(&did), None, "{did}");
        }
    }

    #[test]
    fn what_is_no_point_is_refused() {
        let point = hex::decode(POINT).unwrap();
        for wrong in [&point[1..], &point[..64], &[&point[..], &[0]].concat(), &[]] {
            assert_eq!(PublicHalf::from_point(wrong), None);
        }
    }
}
