//! JSON Web Tokens signed with Ed25519: claims, claims with disclosures, lists of statuses.

use std::io::Write as _;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use openssl::sha::sha256;
use serde_json::{Value, json};

use super::EdKey;

/// A set of claims as a compact JWS. The header is taken as it is; `alg` should be `EdDSA`.
#[must_use]
pub fn token(key: &EdKey, header: &Value, claims: &Value) -> String {
    let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    let input = format!("{header}.{claims}");
    let signature = URL_SAFE_NO_PAD.encode(key.sign_bytes(input.as_bytes()));
    format!("{input}.{signature}")
}

/// A claim that can be held back (RFC 9901 §4.2.1).
#[must_use]
pub fn disclosure(salt: &str, name: &str, value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(json!([salt, name, value]).to_string())
}

/// What the issuer signs in place of a disclosure, and what a holder signs of a whole token.
#[must_use]
pub fn digest(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(sha256(text.as_bytes()))
}

/// `status_list` of a Token Status List, from the bytes of the list.
///
/// # Panics
/// Never: writing into memory does not fail.
#[must_use]
pub fn status_list(bits: u8, bytes: &[u8]) -> Value {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory can be written");
    let compressed = encoder.finish().expect("memory can be written");
    json!({ "bits": bits, "lst": URL_SAFE_NO_PAD.encode(compressed) })
}
