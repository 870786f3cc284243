//! A badge of our own that has every property the view shows and breaks no rule, and ways to change it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

pub(super) const VCDM_2: &str = "https://www.w3.org/ns/credentials/v2";
pub(super) const OB_3_0_3: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

pub(super) fn badge() -> Value {
    json!({
        "@context": [VCDM_2, OB_3_0_3],
        "id": "urn:badge:1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": {"@value": "Cell assembly", "@language": "en"},
        "description": [
            {"@value": "Puts cells together", "@language": "en"},
            {"@value": "Sätter ihop celler", "@language": "sv"},
        ],
        "awardedDate": "2026-05-30T00:00:00Z",
        "validFrom": "2026-06-01T02:00:00+02:00",
        "validUntil": "2031-06-01T00:00:00Z",
        "issuer": issuer(),
        "credentialSubject": subject(),
        "evidence": {
            "id": "https://school.example/work/7",
            "type": "Evidence",
            "name": "Bench work",
            "narrative": "Twelve modules",
            "genre": "Practice",
        },
        "credentialStatus": {
            "id": "https://school.example/status/1#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": "https://school.example/status/1",
        },
        "credentialSchema": {"id": "https://school.example/schema", "type": "JsonSchema"},
    })
}

fn issuer() -> Value {
    json!({
        "id": "did:web:school.example",
        "type": "Profile",
        "name": "Battery School",
        "description": "Teaches batteries",
        "url": "https://school.example/",
        "image": {"id": "https://school.example/logo.png", "type": "Image"},
        "address": {"type": "Address", "addressCountry": "Finland", "addressCountryCode": "FI"},
    })
}

fn subject() -> Value {
    json!({
        "id": "did:key:learner",
        "type": "AchievementSubject",
        "name": "Mira Lind",
        "identifier": {
            "type": "IdentityObject",
            "hashed": true,
            "identityHash": "sha256$0123",
            "identityType": "emailAddress",
            "salt": "pepper",
        },
        "creditsEarned": 7.5,
        "activityStartDate": "2026-01-07",
        "activityEndDate": "2026-05-29",
        "role": "Assembler",
        "term": "Spring",
        "licenseNumber": "L-7",
        "narrative": "Worked on a real line",
        "source": {"id": "https://works.example/", "type": "Profile", "name": "Cell Works"},
        "achievement": achievement(),
        "result": [
            {
                "type": "Result",
                "resultDescription": "urn:result:skill",
                "achievedLevel": "urn:level:2",
            },
            {"type": "Result", "resultDescription": "urn:result:grade", "value": "B", "status": "Completed"},
        ],
    })
}

fn achievement() -> Value {
    json!({
        "id": "urn:achievement:1",
        "type": "Achievement",
        "name": "Cell assembly",
        "description": "Assembles cells to modules",
        "achievementType": "Competency",
        "criteria": {"id": "https://school.example/criteria", "narrative": "Assemble *twelve* modules."},
        "fieldOfStudy": "Electrical engineering",
        "specialization": "Batteries",
        "humanCode": "BAT-2",
        "tag": ["battery", "assembly"],
        "version": "2",
        "inLanguage": "en",
        "creditsAvailable": 15,
        "creator": {"id": "https://council.example/", "type": "Profile", "name": "Skills Council"},
        "image": {"id": format!("data:image/png;base64,{}", png()), "type": "Image"},
        "related": {"id": "urn:achievement:0", "type": "Related", "version": "1", "inLanguage": "sv"},
        "alignment": [
            alignment("Assemble batteries", "http://data.europa.eu/esco/skill/1a2b"),
            alignment("EQF level 4", "http://data.europa.eu/snb/eqf/4"),
        ],
        "resultDescription": [
            {
                "id": "urn:result:skill",
                "type": "ResultDescription",
                "name": "Skill",
                "resultType": "RubricCriterionLevel",
                "requiredLevel": "urn:level:1",
                "rubricCriterionLevel": [level(1, "Beginner"), level(2, "Practitioner")],
            },
            {
                "id": "urn:result:grade",
                "type": "ResultDescription",
                "name": "Grade",
                "resultType": "LetterGrade",
                "allowedValue": ["C", "B", "A"],
                "requiredValue": "C",
                "valueMin": "C",
                "valueMax": "A",
                "alignment": alignment("Scale", "https://school.example/scale"),
            },
        ],
    })
}

fn level(step: u8, name: &str) -> Value {
    json!({
        "id": format!("urn:level:{step}"),
        "type": "RubricCriterionLevel",
        "name": name,
        "level": step.to_string(),
        "points": "4",
        "description": "As seen at the bench",
    })
}

pub(super) fn alignment(name: &str, url: &str) -> Value {
    json!({
        "type": "Alignment",
        "targetName": name,
        "targetUrl": url,
        "targetFramework": "Framework",
        "targetCode": "C",
        "targetType": "CFItem",
        "targetDescription": "About it",
    })
}

pub(super) fn endorsement(of: &str) -> Value {
    json!({
        "@context": [VCDM_2, OB_3_0_3],
        "id": "urn:endorsement:1",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Good standing",
        "validFrom": "2026-06-02T00:00:00Z",
        "issuer": {"id": "did:web:council.example", "type": "Profile", "name": "Skills Council"},
        "credentialSubject": {
            "id": of,
            "type": "EndorsementSubject",
            "endorsementComment": "We know them",
        },
    })
}

/// The start of a picture: enough to be told by its bytes.
pub(super) fn png() -> String {
    STANDARD.encode(b"\x89PNG\r\n\x1a\n and more")
}

/// `document` with another value at a place; the last step may be new.
pub(super) fn change(document: &Value, at: &str, value: Value) -> Value {
    let mut document = document.clone();
    let (parent, name) = at.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(members) => _ = members.insert(name.to_owned(), value),
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        scalar => panic!("{scalar} has no members"),
    }
    document
}

/// `document` without what stands at a place.
pub(super) fn without(document: &Value, at: &str) -> Value {
    let mut document = document.clone();
    let (parent, name) = at.rsplit_once('/').unwrap();
    document.pointer_mut(parent).and_then(Value::as_object_mut).unwrap().remove(name).unwrap();
    document
}
