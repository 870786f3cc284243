//! Decentralised identifiers: keys made from public words, `did:key`, and the documents behind `did:web`.

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer as _, SigningKey};
use openssl::sha::sha256;
use serde_json::{Value, json};

/// An Ed25519 key pair made from words that everybody may read, and therefore worthless.
#[derive(Debug, Clone)]
pub struct EdKey(SigningKey);

impl EdKey {
    /// The key pair whose seed is the SHA-256 of the words.
    #[must_use]
    pub fn from_words(words: &str) -> Self {
        Self(SigningKey::from_bytes(&sha256(words.as_bytes())))
    }

    /// The public half as a Multikey: `z6Mk…`.
    #[must_use]
    pub fn multikey(&self) -> String {
        multibase(&[&ED25519_PUB[..], self.0.verifying_key().as_bytes()].concat())
    }

    /// The signature as a multibase `proofValue`.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> String {
        multibase(&self.sign_bytes(message))
    }

    /// The signature itself.
    #[must_use]
    pub fn sign_bytes(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// The public half as a JWK (RFC 8037 §2).
    #[must_use]
    pub fn jwk(&self) -> Value {
        let x = URL_SAFE_NO_PAD.encode(self.0.verifying_key().as_bytes());
        json!({ "kty": "OKP", "crv": "Ed25519", "x": x })
    }
}

/// A key under the name that proofs give to it.
#[derive(Debug, Clone)]
pub struct VerificationMethod {
    /// DID URL.
    pub id: String,
    /// The key pair.
    pub key: EdKey,
}

/// Whoever holds the keys of a decentralised identifier.
#[derive(Debug, Clone)]
pub struct Controller {
    /// The identifier.
    pub did: String,
    /// Signs credentials.
    pub badges: VerificationMethod,
    /// Listed for signing in and for nothing else. `did:key` has one key for everything.
    pub sign_in: VerificationMethod,
}

impl Controller {
    /// Known by a key alone.
    #[must_use]
    pub fn by_key(words: &str) -> Self {
        let key = EdKey::from_words(words);
        let multikey = key.multikey();
        let did = format!("did:key:{multikey}");
        let method = VerificationMethod { id: format!("{did}#{multikey}"), key };
        Self { did, sign_in: method.clone(), badges: method }
    }

    /// Known by a web address, a host and folders, such as `school.example/badges`.
    #[must_use]
    pub fn on_web(address: &str, words: &str) -> Self {
        let did = format!("did:web:{}", address.replace('/', ":"));
        let method = |name: &str| VerificationMethod {
            id: format!("{did}#{name}"),
            key: EdKey::from_words(&format!("{words}, {name}")),
        };
        Self { badges: method("badges"), sign_in: method("sign-in"), did }
    }

    /// Where its document is, if it is on the web (did:web §3.2).
    #[must_use]
    pub fn document_url(&self) -> Option<String> {
        let address = self.did.strip_prefix("did:web:")?;
        let mut url = format!("https://{}", address.replace(':', "/"));
        let file = if address.contains(':') { "/did.json" } else { "/.well-known/did.json" };
        url.push_str(file);
        Some(url)
    }

    /// Its document: one key may sign credentials, the other is for signing in.
    #[must_use]
    pub fn document(&self) -> Value {
        let method = |method: &VerificationMethod| {
            json!({
                "id": method.id,
                "type": "Multikey",
                "controller": self.did,
                "publicKeyMultibase": method.key.multikey()
            })
        };
        json!({
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": self.did,
            "verificationMethod": [method(&self.badges), method(&self.sign_in)],
            "assertionMethod": [self.badges.id],
            "authentication": [self.sign_in.id]
        })
    }
}

/// How Open Badges 3.0 names a recipient without saying who it is: `sha256$` and the hash of address and salt.
#[must_use]
pub fn identity_hash(address: &str, salt: &str) -> String {
    sha256(format!("{address}{salt}").as_bytes()).iter().fold("sha256$".to_owned(), |mut hash, byte| {
        _ = write!(hash, "{byte:02x}");
        hash
    })
}

fn multibase(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// Multicodec `ed25519-pub`, as a varint.
const ED25519_PUB: [u8; 2] = [0xed, 0x01];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multikey_is_the_one_that_everybody_has_for_the_seed_of_zeros() {
        let key = EdKey(SigningKey::from_bytes(&[0; 32]));
        assert_eq!(key.multikey(), "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp");
    }

    #[test]
    fn a_document_is_where_its_address_says() {
        let url = |address| Controller::on_web(address, "words").document_url();
        assert_eq!(url("school.example").unwrap(), "https://school.example/.well-known/did.json");
        assert_eq!(url("school.example/a/b").unwrap(), "https://school.example/a/b/did.json");
        assert_eq!(Controller::by_key("words").document_url(), None);
    }

    #[test]
    fn an_identity_hash_is_of_address_and_salt() {
        // printf '%s' a@b.examplesalt | sha256sum
        let hash = "sha256$48a83bb8047d853b152b49c6d9afb8f6adffda654efe757b3c758f77912cfe4b";
        assert_eq!(identity_hash("a@b.example", "salt"), hash);
    }
}
