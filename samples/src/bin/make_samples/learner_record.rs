//! A learner record of the battery sector (CLR 2.0): two badges in one file, and the theme that both are part of.

use serde_json::{Value, json};

use crate::badge::{Badge, learner};
use crate::battery_badges::{materials, preparing};
use crate::files::{File, readable};
use crate::issuers::{Issuer, college};

const CONTEXTS: [&str; 3] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
];

/// When the college closed the record.
const CLOSED: &str = "2026-03-16T09:00:00Z";

/// The good one; one that carries badges somebody changed before the record was signed; and one in which they were
/// changed afterwards, so that no signature holds.
pub(crate) fn all() -> Vec<File> {
    let college = college();
    let badges = [preparing(&college), materials(&college)];
    let inside: Vec<Value> = badges.iter().map(Badge::signed).collect();
    let mut forged = inside.clone();
    forged.iter_mut().for_each(raise_grade);
    let mut flipped = signed(&college, &badges, &inside);
    let changed =
        flipped.pointer_mut("/credentialSubject/verifiableCredential").and_then(Value::as_array_mut);
    changed.into_iter().flatten().for_each(raise_grade);
    vec![
        ("record.json".into(), readable(&signed(&college, &badges, &inside))),
        ("record-forged-badges.json".into(), readable(&signed(&college, &badges, &forged))),
        ("record-flipped.json".into(), readable(&flipped)),
    ]
}

fn raise_grade(badge: &mut Value) {
    badge["credentialSubject"]["result"][1]["value"] = "5".into();
}

/// The record over these badges, which it carries as `inside`.
fn signed(college: &Issuer, badges: &[Badge<'_>; 2], inside: &[Value]) -> Value {
    let unit = format!("{}/achievements/battery-industry", college.homepage);
    let part = |badge: &Badge<'_>| {
        json!({
            "type": "Association",
            "associationType": "isPartOf",
            "sourceId": badge.achievement_id(),
            "targetId": unit
        })
    };
    let precedes = json!({
        "type": "Association",
        "associationType": "precedes",
        "sourceId": badges[0].achievement_id(),
        "targetId": badges[1].achievement_id()
    });
    let associations: Vec<Value> = badges.iter().map(part).chain([precedes]).collect();
    let document = json!({
        "@context": CONTEXTS,
        "id": "urn:uuid:5c0f3a52-61f5-4a1e-9d6b-107377000201",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Working in the battery industry: record of spring 2026",
        "description": "What was reached by the middle of March, with what is still to come.",
        "partial": true,
        "issuer": college.profile(),
        "validFrom": CLOSED,
        "awardedDate": CLOSED,
        "credentialSubject": {
            "id": learner(),
            "type": ["ClrSubject"],
            "verifiableCredential": inside,
            "achievement": [{
                "id": unit,
                "type": ["Achievement"],
                "achievementType": "Course",
                "name": "Working in the battery industry",
                "humanCode": "107377",
                "description": "The unit of 15 competence points that the five themes are part of.",
                "criteria": { "narrative": "Reach all five themes." }
            }],
            "association": associations
        }
    });
    college.sign(document, CLOSED)
}
