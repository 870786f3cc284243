//! A small complete credential of our own, and ways to change it.

use serde_json::{Value, json};

use super::Reading;
use super::Text;
use crate::profile::edc::CONTEXTS;

/// A document that has every property the view shows and breaks no rule.
pub(super) fn credential() -> Value {
    json!({
        "@context": CONTEXTS,
        "id": "urn:credential:1",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialProfiles": term("urn:profile", "http://data.europa.eu/snb/credential/25831c2", "Generic"),
        "credentialSchema": {
            "id": "http://data.europa.eu/snb/model/ap/edc-generic-full",
            "type": "ShaclValidator2017",
        },
        "issued": "2026-06-01T00:00:00Z",
        "issuanceDate": "2026-06-01T00:00:00Z",
        "validFrom": "2026-06-01T02:00:00+02:00",
        "validUntil": "2031-06-01T00:00:00",
        "issuer": {
            "id": "urn:issuer",
            "type": "Organisation",
            "legalName": {"en": "Sealing House"},
            "eIDASIdentifier": {
                "id": "urn:eidas",
                "type": "LegalIdentifier",
                "notation": "VATXX-1",
                "spatial": country(),
            },
            "location": location("urn:location:1"),
        },
        "displayParameter": {
            "id": "urn:display",
            "type": "DisplayParameter",
            "title": {"en": "Certificate"},
            "primaryLanguage": language("ENG"),
            "language": [language("SWE"), language("ENG")],
            "individualDisplay": {
                "id": "urn:individual",
                "type": "IndividualDisplay",
                "language": language("ENG"),
                "displayDetail": {
                    "id": "urn:detail",
                    "type": "DisplayDetail",
                    "page": 1,
                    "image": {"id": "urn:image"},
                },
            },
        },
        "credentialSubject": {
            "id": "urn:person",
            "type": "Person",
            "fullName": {"en": "Mira Lind"},
            "hasClaim": achievement(),
        },
    })
}

/// `document` with the value at a JSON pointer, whose parent exists, replaced or added.
pub(super) fn change(document: &Value, at: &str, value: Value) -> Value {
    let mut document = document.clone();
    let (parent, key) = at.rsplit_once('/').expect("a pointer below the root");
    document.pointer_mut(parent).expect("the parent exists")[key] = value;
    document
}

/// Text in one language, as a view holds it.
pub(super) fn text(language: &str, text: &str) -> Text {
    Text([(language.to_owned(), text.to_owned())].into())
}

/// The broken rules with their places.
pub(super) fn rules(reading: &Reading) -> Vec<(&str, &str)> {
    reading.broken_rules.iter().map(|broken| (broken.rule.as_str(), broken.at.as_str())).collect()
}

fn achievement() -> Value {
    json!({
        "id": "urn:achievement",
        "type": "LearningAchievement",
        "title": {"en": "Cell assembly"},
        "awardedBy": awarded_by("urn:awarding:1"),
        "specifiedBy": {
            "id": "urn:qualification",
            "type": "Qualification",
            "title": {"en": "Cell assembly, the module"},
            "creditPoint": {
                "id": "urn:credit",
                "type": "CreditPoint",
                "framework": term("urn:ects", "urn:scheme:credit", "ECTS"),
                "point": "2.50",
            },
            "volumeOfLearning": "P60M",
            "eqfLevel": term("urn:eqf:4", "http://data.europa.eu/snb/eqf/25831c2", "Level 4"),
            "mode": term("urn:mode", "urn:scheme:mode", "Blended"),
            "accreditation": {
                "id": "urn:accreditation",
                "type": "Accreditation",
                "title": {"en": "Accredited course"},
                "dcType": term("urn:type", "http://data.europa.eu/snb/accreditation/25831c2", "Programme"),
                "accreditingAgent": {"id": "urn:school"},
            },
            "learningOutcome": {
                "id": "urn:outcome",
                "type": "LearningOutcome",
                "title": {"en": "Stacks electrodes"},
                "relatedESCOSkill": term(
                    "urn:skill:1",
                    "http://data.europa.eu/esco/concept-scheme/skills",
                    "stack electrodes",
                ),
            },
        },
        "provenBy": {
            "id": "urn:assessment",
            "type": "LearningAssessment",
            "title": {"en": "Workpiece"},
            "awardedBy": awarded_by("urn:awarding:1"),
            "grade": {"id": "urn:grade", "type": "Note", "noteLiteral": {"en": "Pass"}},
        },
        "hasPart": {
            "id": "urn:part",
            "type": "LearningActivity",
            "title": {"en": "Safety"},
            "awardedBy": awarded_by("urn:awarding:2"),
        },
    })
}

fn awarded_by(id: &str) -> Value {
    json!({
        "id": id,
        "type": "AwardingProcess",
        "awardingDate": "2026-05-30T00:00:00Z",
        "awardingBody": {
            "id": "urn:school",
            "type": "Organisation",
            "legalName": {"en": "Cell School"},
            "location": location("urn:location:2"),
        },
    })
}

fn location(id: &str) -> Value {
    let address = json!({"id": format!("{id}:address"), "type": "Address", "countryCode": country()});
    json!({"id": id, "type": "Location", "address": address})
}

fn country() -> Value {
    term("urn:country:XX", "http://publications.europa.eu/resource/authority/country", "Exland")
}

fn language(code: &str) -> Value {
    const SCHEME: &str = "http://publications.europa.eu/resource/authority/language";
    term(&format!("{SCHEME}/{code}"), SCHEME, code)
}

fn term(id: &str, scheme: &str, label: &str) -> Value {
    json!({
        "id": id,
        "type": "Concept",
        "inScheme": {"id": scheme, "type": "ConceptScheme"},
        "prefLabel": {"en": label},
    })
}
