//! Credentials as tokens, good and bad.

use samples::forge::token;
use serde_json::{Value, json};

use crate::badge::learner;
use crate::files::File;
use crate::issuers::{Issuer, college, factory, stranger};

/// All of them.
pub(crate) fn all() -> Vec<File> {
    let factory = factory();
    let (header, claims) = (header(&factory, "vc+jwt"), hydraulics(&factory));
    let good = course();
    let forged = {
        let mut header = header.clone();
        header["kid"] = Value::Null;
        header["jwk"] = stranger().badges.key.jwk();
        let mut claims = claims.clone();
        claims["issuer"]["id"] = factory.homepage.into();
        token(&stranger().badges.key, &header, &claims)
    };
    vec![
        ("course-2.jwt".into(), good.clone().into_bytes()),
        ("course-1.jwt".into(), forklift(&college()).into_bytes()),
        ("course-flipped.jwt".into(), flipped(&good).into_bytes()),
        ("course-own-key.jwt".into(), forged.into_bytes()),
        ("course-two-issuers.jwt".into(), contradicting(&factory, claims).into_bytes()),
    ]
}

/// The good course in VC 2.0.
pub(crate) fn course() -> String {
    let factory = factory();
    token(&factory.controller.badges.key, &header(&factory, "vc+jwt"), &hydraulics(&factory))
}

fn header(issuer: &Issuer, kind: &str) -> Value {
    json!({ "alg": "EdDSA", "typ": kind, "kid": issuer.controller.badges.id })
}

/// A course in VC 2.0, for `vc+jwt`.
fn hydraulics(issuer: &Issuer) -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:6e6c3f0b-2d3a-4a5e-9f10-0c1120260318",
        "type": ["VerifiableCredential"],
        "name": "Hydraulic presses, basic course",
        "issuer": { "id": issuer.controller.did, "name": issuer.name, "url": issuer.homepage },
        "validFrom": "2026-03-18T10:00:00Z",
        "credentialSubject": {
            "id": learner(),
            "type": ["AchievementSubject"],
            "activityEndDate": "2026-03-17T13:00:00Z",
            "role": "Participant"
        }
    })
}

/// A licence in VC 1.1: the claim `vc`, completed by the claims around it.
fn forklift(issuer: &Issuer) -> String {
    let contexts = json!(["https://www.w3.org/2018/credentials/v1", "https://w3id.org/dcc/v1"]);
    let claims = json!({
        "iss": issuer.controller.did,
        "sub": learner(),
        "jti": "urn:uuid:c4b0a7de-64ce-4b9c-8bb3-0c1120251003",
        "nbf": 1_759_478_400,
        "exp": 1_917_244_800,
        "vc": {
            "@context": contexts,
            "type": ["VerifiableCredential"],
            "issuer": { "id": issuer.controller.did, "name": issuer.name },
            "credentialSubject": {
                "type": "Person",
                "hasCredential": {
                    "type": "EducationalOccupationalCredential",
                    "name": "Forklift licence",
                    "description": "Drives counterbalanced trucks up to five tonnes."
                }
            }
        }
    });
    token(&issuer.controller.badges.key, &header(issuer, "JWT"), &claims)
}

/// The claim `iss` names one issuer, the credential another.
fn contradicting(issuer: &Issuer, mut claims: Value) -> String {
    claims["iss"] = issuer.controller.did.as_str().into();
    claims["issuer"]["id"] = stranger().did.into();
    token(&issuer.controller.badges.key, &header(issuer, "vc+jwt"), &claims)
}

/// The last letter but one of the signature exchanged.
fn flipped(token: &str) -> String {
    let (head, tail) = token.split_at(token.len() - 2);
    let (letter, last) = tail.split_at(1);
    format!("{head}{}{last}", if letter == "A" { "B" } else { "A" })
}
