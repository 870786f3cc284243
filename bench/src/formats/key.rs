//! Keys made on the spot, and what they sign.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    self as aws, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// What holds of every key made here.
const MADE: &str = "keys can be made and can sign";

/// A key pair.
pub(super) enum Key {
    Ed25519(Ed25519KeyPair),
    P256(EcdsaKeyPair),
}

impl Key {
    /// A new one for an algorithm, `EdDSA` or `ES256`.
    pub(super) fn new(algorithm: &str) -> Self {
        match algorithm {
            "EdDSA" => Self::Ed25519(Ed25519KeyPair::generate().expect(MADE)),
            _ => Self::P256(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect(MADE)),
        }
    }

    pub(super) fn p256() -> Self {
        Self::new("ES256")
    }

    pub(super) fn algorithm(&self) -> &'static str {
        match self {
            Self::Ed25519(_) => "EdDSA",
            Self::P256(_) => "ES256",
        }
    }

    /// The public half, as the library of the limit takes it.
    pub(super) fn public(&self) -> PublicKey {
        match self {
            Self::Ed25519(pair) => {
                PublicKey { bytes: pair.public_key().as_ref().to_vec(), algorithm: &aws::ED25519 }
            }
            Self::P256(pair) => PublicKey {
                bytes: pair.public_key().as_ref().to_vec(),
                algorithm: &aws::ECDSA_P256_SHA256_FIXED,
            },
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
            Self::P256(pair) => pair.sign(&SystemRandom::new(), message).expect(MADE).as_ref().to_vec(),
        }
    }

    /// The public half with its codec, as in a Multikey.
    pub(super) fn multikey(&self) -> Vec<u8> {
        match self {
            Self::Ed25519(pair) => [&[0xed, 0x01][..], pair.public_key().as_ref()].concat(),
            Self::P256(pair) => {
                let point = pair.public_key().as_ref();
                [&[0x80, 0x24][..], &[2 + (point[64] & 1)], &point[1..=32]].concat()
            }
        }
    }

    /// The identifier and the name of the key in it.
    pub(super) fn did(&self) -> (String, String) {
        let multikey = format!("z{}", bs58::encode(self.multikey()).into_string());
        (format!("did:key:{multikey}"), format!("did:key:{multikey}#{multikey}"))
    }

    /// The public half of a key on P-256 as a JWK.
    pub(super) fn jwk(&self) -> Value {
        let PublicKey { bytes, .. } = self.public();
        let [x, y] = [&bytes[1..33], &bytes[33..]].map(|half| URL_SAFE_NO_PAD.encode(half));
        json!({"kty": "EC", "crv": "P-256", "x": x, "y": y})
    }

    /// A compact JWS.
    pub(super) fn token(&self, header: &Value, claims: &Value) -> String {
        let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
        let input = format!("{header}.{claims}");
        let signature = URL_SAFE_NO_PAD.encode(self.sign(input.as_bytes()));
        format!("{input}.{signature}")
    }
}

/// The public half of a key.
pub(super) struct PublicKey {
    bytes: Vec<u8>,
    algorithm: &'static dyn aws::VerificationAlgorithm,
}

impl PublicKey {
    /// The bare arithmetic.
    pub(super) fn check(&self, message: &[u8], signature: &[u8]) {
        self.algorithm.verify_sig(&self.bytes, message, signature).expect("signed just now");
    }
}
