//! The same micro-credential in each format.

use serde_json::{Value, json};

/// European Learning Model.
pub(super) fn credential() -> Value {
    json!({
        "id": "urn:credential:1",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issued": "2026-06-01T00:00:00Z",
        "issuer": {
            "id": "urn:epass:org:1",
            "type": "Organisation",
            "legalName": {"en": "School"},
            "location": {"type": "Location", "address": {"type": "Address", "countryCode": country()}},
        },
        "credentialSubject": {
            "id": "urn:epass:person:1",
            "type": "Person",
            "dateOfBirth": "2001-01-01T00:00:00Z",
            "givenName": {"en": "Aino"},
            "familyName": {"en": "Virtanen"},
            "hasClaim": {
                "id": "urn:epass:learningAchievement:1",
                "type": "LearningAchievement",
                "title": {"en": "Safe work on batteries"},
                "awardedBy": {
                    "type": "AwardingProcess",
                    "awardingDate": "2026-05-30T00:00:00Z",
                    "awardingBody": [{
                        "type": "Organisation",
                        "legalName": {"en": "School"},
                        "location": [{"type": "Location", "address": {"type": "Address", "countryCode": country()}}],
                    }],
                },
                "provenBy": {
                    "type": "LearningAssessment",
                    "grade": {"type": "Note", "noteLiteral": {"en": "Pass"}},
                    "idVerification": term("supervision-verification", "70be69aaf9"),
                    "specifiedBy": {"dcType": term("assessment", "1")},
                },
                "specifiedBy": {
                    "id": "urn:epass:qualification:1",
                    "type": "Qualification",
                    "title": {"en": "Safe work on batteries"},
                    "learningOutcome": [
                        {"type": "LearningOutcome", "title": {"en": "Isolate a battery"}},
                        {"type": "LearningOutcome", "title": {"en": "Test for voltage"}},
                    ],
                    "creditPoint": {"framework": term("education-credit", "6fcec5c5af"), "point": "2"},
                    "volumeOfLearning": "PT60H",
                    "eqfLevel": term("eqf", "4"),
                    "mode": [term("learning-assessment", "e92d221e4d")],
                    "accreditation": {"title": {"en": "Accredited"}, "dcType": term("accreditation", "1")},
                    "entryRequirement": {"type": "Note", "noteLiteral": {"en": "None"}},
                    "isPartialQualification": false,
                    "additionalNote": [{"type": "Note", "noteLiteral": {"en": "In a workshop"}}],
                },
            },
        },
    })
}

/// The same as the EU pilots put it into a token.
pub(super) fn token() -> Value {
    json!({"vct": "urn:eudi:elm:1", "elm": credential()})
}

/// The flat claims of the reference issuer.
pub(super) fn claims() -> Value {
    json!({
        "vct": "urn:eu.europa.ec.eudi:learning:credential:1",
        "iat": 1_780_272_000,
        "family_name": "Virtanen",
        "achievement_title": "Safe work on batteries",
        "issuing_country": "FI",
        "issuing_authority": "School",
        "date_of_issuance": "2026-06-01",
        "learning_outcomes": ["Isolate a battery", "Test for voltage"],
        "expected_study_time": "PT60H",
        "level_of_learning_experience": "EQF 4",
        "form_of_participation": "blended",
        "types_of_quality_assurance": ["accreditation"],
        "prerequisites_to_enroll": ["none"],
        "evaluator_verification": "supervised, with identity check",
        "assessment_grade": "Pass",
        "integration_stackability_options": "stand-alone",
    })
}

/// Open Badges 3.0, with alignments to European vocabularies where it has no field.
pub(super) fn badge() -> Value {
    let aligned = |vocabulary: &str, code: &str| json!({"type": "Alignment", "targetUrl": format!("http://data.europa.eu/snb/{vocabulary}/{code}")});
    json!({
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "validFrom": "2026-06-01T00:00:00Z",
        "awardedDate": "2026-05-30T00:00:00Z",
        "issuer": {"id": "did:web:school.example", "name": "School", "address": {"addressCountryCode": "FI"}},
        "credentialSubject": {
            "id": "did:key:z6Mk",
            "identifier": [{"type": "IdentityObject", "identityHash": "aino@example.org", "hashed": false}],
            "result": [{"value": "Pass"}],
            "achievement": {
                "id": "urn:uuid:1",
                "name": "Safe work on batteries",
                "creditsAvailable": 2,
                "criteria": {"id": "https://school.example/batteries", "narrative": "Do it"},
                "alignment": [
                    {"type": "Alignment", "targetUrl": "http://data.europa.eu/esco/skill/1", "targetName": "isolate a battery"},
                    {"type": "Alignment", "targetUrl": "https://school.example/competency/2", "targetType": "ceasn:Competency"},
                    aligned("eqf", "4"),
                    aligned("assessment", "1"),
                    aligned("learning-assessment", "e92d221e4d"),
                    aligned("accreditation", "1"),
                    aligned("supervision-verification", "70be69aaf9"),
                ],
            },
        },
    })
}

fn term(vocabulary: &str, code: &str) -> Value {
    json!({"id": format!("http://data.europa.eu/snb/{vocabulary}/{code}"), "type": "Concept"})
}

fn country() -> Value {
    json!({"id": "http://publications.europa.eu/resource/authority/country/FIN", "type": "Concept"})
}
