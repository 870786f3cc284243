//! What the learner shows: two badges with a proof, the same a day too late, and a course as a token.

use samples::forge::{Controller, Prover, token};
use serde_json::{Value, json};

use crate::badge::{LEARNER, learner};
use crate::files::{File, readable};

/// A minute before the samples are judged.
const JUST_BEFORE: &str = "2026-11-22T11:59:00Z";

/// All of them, from badges and a token about the learner.
pub(crate) fn all(badges: &[Value], course: &str) -> Vec<File> {
    let shown = |created| {
        let learner = Controller::by_key(LEARNER);
        let showing = Prover {
            purpose: "authentication",
            created: Some(created),
            domain: Some("https://hohtava.example"),
            challenge: Some("2f9c-1b7e"),
            ..Prover::new(&learner.sign_in)
        };
        readable(&showing.prove(document(badges)))
    };
    vec![
        ("presentation.json".into(), shown(JUST_BEFORE)),
        ("presentation.jwt".into(), as_token(course).into_bytes()),
        ("presentation-stale.json".into(), shown("2026-11-21T11:59:00Z")),
    ]
}

fn document(credentials: &[Value]) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": learner(),
        "verifiableCredential": credentials
    })
}

/// A `vp+jwt` with the course in an envelope.
fn as_token(course: &str) -> String {
    let learner = Controller::by_key(LEARNER);
    let mut claims = document(&[json!({
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": format!("data:application/vc+jwt,{course}"),
        "type": "EnvelopedVerifiableCredential"
    })]);
    claims["aud"] = "https://hohtava.example".into();
    claims["nonce"] = "2f9c-1b7e".into();
    claims["iat"] = 1_795_348_740.into();
    let header = json!({ "alg": "EdDSA", "typ": "vp+jwt", "kid": learner.sign_in.id });
    token(&learner.sign_in.key, &header, &claims)
}
