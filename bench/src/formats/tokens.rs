//! Signed tokens, and tokens whose parts can be held back.

use std::hint::black_box;

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::key::{Key, PublicKey};
use super::{Format, MADE, reissued};

/// Disclosures of the token, as in the files that peers were measured with.
const DISCLOSURES: usize = 10;

pub(super) fn vc_jwt(algorithm: &str, reach: &'static str) -> Format {
    let key = Key::new(algorithm);
    let (issuer, method) = key.did();
    let token = vc_jwt_of(&key, &method, &reissued("course-vc-2.json", &issuer));
    let (file, public) = (token.clone().into_bytes(), key.public());
    let limit = Box::new(move || check(&token, &public));
    let name = format!("VC-JWT {algorithm}, {:.1} KB, whole report", file.len() as f64 / 1024.0);
    Format { name, file, issuer, limit, reach }
}

/// A credential as a token.
pub(super) fn vc_jwt_of(key: &Key, method: &str, document: &Value) -> String {
    key.token(&json!({"alg": key.algorithm(), "typ": "vc+jwt", "cty": "vc", "kid": method}), document)
}

pub(super) fn sd_jwt(at: Timestamp) -> Format {
    let (key, holder) = (Key::p256(), Key::p256());
    let (issuer, method) = key.did();
    let disclosures: Vec<String> = (0..DISCLOSURES)
        .map(|number| {
            json!([format!("salt{number:012}"), format!("claim_{number}"), "a value of some words"])
        })
        .map(|disclosure| URL_SAFE_NO_PAD.encode(disclosure.to_string()))
        .collect();
    let digests: Vec<String> = disclosures.iter().map(|text| hashed(text)).collect();
    let claims = json!({"iss": issuer, "vct": "urn:bench:diploma", "nbf": 1_767_225_600, "exp": 1_900_000_000,
        "cnf": {"jwk": holder.jwk()}, "_sd_alg": "sha-256", "_sd": digests});
    let signed = key.token(&json!({"alg": "ES256", "typ": "dc+sd-jwt", "kid": method}), &claims);
    let shown = format!("{signed}~{}~", disclosures.join("~"));
    let binding = json!({"iat": at.as_second(), "aud": "https://employer.example", "nonce": "2f9c-1b7e",
        "sd_hash": hashed(&shown)});
    let binding = holder.token(&json!({"alg": "ES256", "typ": "kb+jwt"}), &binding);
    let file = format!("{shown}{binding}").into_bytes();
    let (issuer_key, holder_key) = (key.public(), holder.public());
    let limit = Box::new(move || {
        check(&signed, &issuer_key);
        for disclosure in &disclosures {
            black_box(hashed(disclosure));
            let bytes = URL_SAFE_NO_PAD.decode(disclosure).expect(MADE);
            black_box(serde_json::from_slice::<Value>(&bytes).expect(MADE));
        }
        black_box(hashed(&shown));
        check(&binding, &holder_key);
    });
    let name = format!("SD-JWT VC + KB, {DISCLOSURES} disclosures, whole report");
    Format { name, file, issuer, limit, reach: "115 us" }
}

/// Takes a token apart, reads it and checks its signature.
pub(super) fn check(token: &str, key: &PublicKey) {
    let (input, signature) = token.rsplit_once('.').expect(MADE);
    for part in input.split('.') {
        let bytes = URL_SAFE_NO_PAD.decode(part).expect(MADE);
        black_box(serde_json::from_slice::<Value>(&bytes).expect(MADE));
    }
    key.check(input.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).expect(MADE));
}

fn hashed(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, text.as_bytes()))
}
