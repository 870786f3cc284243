//! Credentials of no profile: one of each version of the data model, and one that is signed as text.

use samples::forge::Suite;
use serde_json::{Value, json};

use crate::badge::learner;
use crate::issuers::{Issuer, college, factory, polytechnic};

/// A course on battery passports, in VC 1.1 with `Ed25519Signature2020`.
pub(crate) fn battery_passports() -> Value {
    let issuer = polytechnic();
    let credits = json!({ "value": "1" });
    let course = json!({
        "id": format!("{}/courses/passaporte", issuer.homepage),
        "type": "Course",
        "courseCode": "PB-101",
        "name": "Passaportes de baterias",
        "numberOfCredits": credits
    });
    let document = json!({
        "@context": [
            "https://www.w3.org/2018/credentials/v1",
            "https://w3id.org/dcc/v1",
            "https://w3id.org/security/suites/ed25519-2020/v1"
        ],
        "id": "urn:uuid:4f7c3ad8-5d0b-4b63-8f2e-0c1120251212",
        "type": ["VerifiableCredential", "CourseCompletionCredential"],
        "issuer": named(&issuer),
        "issuanceDate": "2025-12-12T15:00:00Z",
        "credentialSubject": {
            "id": learner(),
            "type": "Person",
            "name": "Aino Kivelahti",
            "hasCredential": {
                "type": "EducationalOccupationalCredential",
                "name": "Reading battery passports",
                "description": "Finds origin, chemistry and state of health of a battery in its passport.",
                "awardedOnCompletionOf": course
            }
        }
    });
    issuer.sign_by(Suite::Ed25519Signature2020, document, "2025-12-12T15:00:00Z")
}

/// Attendance of a language course, in VC 2.0 with `eddsa-rdfc-2022`; its name in two scripts.
pub(crate) fn arabic_at_work() -> Value {
    let issuer = college();
    let document = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:8a0d9c52-1f37-4f0a-b6c4-0c1120251127",
        "type": ["VerifiableCredential"],
        "name": [
            { "@value": "Arabic at the workplace", "@language": "en" },
            { "@value": "العربية في مكان العمل", "@language": "ar", "@direction": "rtl" }
        ],
        "description": { "@value": "Attendance of an evening course", "@language": "en" },
        "issuer": named(&issuer),
        "validFrom": "2025-11-27T18:00:00Z",
        "credentialSubject": {
            "id": learner(),
            "type": ["AchievementSubject"],
            "activityStartDate": "2025-09-04T15:00:00Z",
            "activityEndDate": "2025-11-27T18:00:00Z",
            "role": "Participant",
            "term": "Autumn 2025"
        }
    });
    issuer.sign(document, "2025-11-27T18:05:00Z")
}

/// A first-aid course, in VC 2.0 with `eddsa-jcs-2022`.
pub(crate) fn first_aid() -> Value {
    let issuer = factory();
    let document = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:1d0e4b7a-93c5-4c1e-a2d8-0c1120260214",
        "type": ["VerifiableCredential"],
        "name": "First aid at the cell line",
        "issuer": named(&issuer),
        "validFrom": "2026-02-14T09:00:00Z",
        "validUntil": "2029-02-14T09:00:00Z",
        "credentialSubject": {
            "id": learner(),
            "type": ["AchievementSubject"],
            "activityEndDate": "2026-02-13T14:00:00Z",
            "role": "Participant"
        }
    });
    issuer.sign_by(Suite::EddsaJcs2022, document, "2026-02-14T09:00:00Z")
}

fn named(issuer: &Issuer) -> Value {
    json!({ "id": issuer.controller.did, "name": issuer.name, "url": issuer.homepage })
}
