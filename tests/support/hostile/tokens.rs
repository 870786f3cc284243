//! JSON Web Signatures in every serialisation, and the keys that come with them.

use serde_json::Value;
use vc::multibase;
use vc::public_key::PublicKey;
use vc::securing::jws::{Envelope, Header};

/// Bytes as a compact token, as a JWS in JSON, as a header, as a key.
pub(super) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(envelope) = Envelope::from_compact(text) {
        let [entry] = &envelope.signatures[..] else { unreachable!("a compact token has one signature") };
        let parts = [&entry.protected_text, &envelope.payload_text, &entry.signature_text];
        assert_eq!(parts.map(String::as_str).join("."), text, "nothing is lost");
        _ = envelope.signing_input(entry);
    }
    _ = multibase::decode(text);
    _ = PublicKey::from_multikey(text);
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    _ = PublicKey::from_jwk(&value);
    if let Value::Object(members) = &value {
        _ = Header::read(members.clone());
    }
    if let Ok(envelope) = Envelope::from_json(value) {
        assert!(!envelope.signatures.is_empty());
        for entry in &envelope.signatures {
            assert!(envelope.signing_input(entry).starts_with(entry.protected_text.as_bytes()));
        }
    }
}

/// Tokens and seals of the samples, headers and keys.
pub(super) fn seeds() -> Vec<Vec<u8>> {
    let ends = [".jwt", ".jsonld", ".sd-jwt"];
    let signed = samples::SAMPLES.iter().filter(|sample| ends.iter().any(|end| sample.name.ends_with(end)));
    let mut seeds: Vec<Vec<u8>> = signed.map(|sample| sample.bytes.to_vec()).collect();
    seeds.extend(TEXTS.map(|text| text.as_bytes().to_vec()));
    seeds
}

const TEXTS: [&str; 7] = [
    r#"{"alg":"ES256","b64":false,"crit":["b64","sigT"],"sigT":"2026-01-01T00:00:00Z","x5t#S256":"AA"}"#,
    r#"{"payload":"{}","protected":"eyJhbGciOiJFUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19","signature":"AA"}"#,
    r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
    r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
    r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#,
    "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
    "uAQIDBA",
];
