//! JSON Web Tokens, signed with Ed25519.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use super::EdKey;

/// A set of claims as a compact JWS. The header is taken as it is; `alg` should be `EdDSA`.
#[must_use]
pub fn token(key: &EdKey, header: &Value, claims: &Value) -> String {
    let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    let input = format!("{header}.{claims}");
    let signature = URL_SAFE_NO_PAD.encode(key.sign_bytes(input.as_bytes()));
    format!("{input}.{signature}")
}
