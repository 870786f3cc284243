//! A badge whose holder chooses what is shown of it.

use samples::forge::sign_statements;
use serde_json::{Value, json};

use crate::badge::learner;
use crate::issuers::adult_education;

/// An evening course as Open Badges 3.0 with `ecdsa-sd-2023`: who issued it, its name and its dates are shown always.
pub(crate) fn evening_course() -> Value {
    let (key, name) = adult_education();
    let document = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:c52e7a19-6b0d-4d7f-9a43-0c1120260605",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Bookkeeping for small firms",
        "issuer": {
            "id": key.did(),
            "type": ["Profile"],
            "name": name,
            "url": "https://tervaniemi.example"
        },
        "validFrom": "2026-06-05T18:00:00Z",
        "credentialSubject": {
            "id": learner(),
            "type": ["AchievementSubject"],
            "activityStartDate": "2026-01-15T15:00:00Z",
            "activityEndDate": "2026-06-04T18:00:00Z",
            "creditsEarned": 5,
            "achievement": {
                "id": "https://tervaniemi.example/courses/bookkeeping",
                "type": ["Achievement"],
                "achievementType": "Course",
                "name": "Bookkeeping for small firms",
                "description": "Keeps the books of a firm with up to five people, and closes the year.",
                "criteria": { "narrative": "Twelve evenings, and the books of one year as homework." },
                "resultDescription": [{
                    "id": "urn:uuid:c52e7a19-6b0d-4d7f-9a43-000000000001",
                    "type": ["ResultDescription"],
                    "name": "Final grade",
                    "resultType": "LetterGrade"
                }]
            },
            "result": [{
                "type": ["Result"],
                "resultDescription": "urn:uuid:c52e7a19-6b0d-4d7f-9a43-000000000001",
                "value": "satisfactory"
            }]
        }
    });
    let always =
        ["/name", "/issuer", "/validFrom", "/credentialSubject/id", "/credentialSubject/achievement/name"];
    sign_statements(&key, "2026-06-05T18:05:00Z", &always, document)
}
