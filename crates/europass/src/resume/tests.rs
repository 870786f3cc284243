use serde_json::{Value, json};
use vc::{Evidence, Verifier};

use super::*;

const AT: &str = "2026-11-22T12:00:00Z";

fn report(document: &Value) -> Report {
    let unverified = vc::parse(document.to_string().as_bytes()).unwrap().remove(0).unwrap();
    Verifier::default().verify(&unverified, &Evidence::none(), AT.parse().unwrap())
}

fn badge(name: &str) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "https://school.example/badges/1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "issuer": {"id": "did:web:school.example", "type": "Profile", "name": "School", "url": "http://school.example"},
        "validFrom": "2026-06-01T00:00:00Z",
        "credentialSubject": {"type": "AchievementSubject", "achievement": {
            "id": "urn:uuid:1", "type": "Achievement", "name": name, "description": "", "criteria": {"narrative": "Do it"},
            "fieldOfStudy": "Electricity",
            "alignment": [
                {"type": "Alignment", "targetName": "sort waste", "targetUrl": "https://data.europa.eu/esco/skill/1"},
                {"type": "Alignment", "targetName": "A page", "targetUrl": "https://school.example/page"},
            ],
        }},
    })
}

fn levelled(name: &str) -> Value {
    let mut badge = badge(name);
    let level =
        json!({"type": "Alignment", "targetName": "Level 4", "targetUrl": "http://data.europa.eu/snb/eqf/4"});
    badge["credentialSubject"]["achievement"]["alignment"].as_array_mut().unwrap().push(level);
    badge
}

fn made(person: Option<&Person>, documents: &[Value]) -> Value {
    let reports: Vec<_> = documents.iter().map(report).collect();
    serde_json::from_str(&Resume::of(person, &reports, AT).to_json()).unwrap()
}

#[test]
fn credential_is_a_certificate_and_one_with_a_level_is_education() {
    let resume = made(None, &[badge("Batteries"), levelled("Cells")]);
    assert_eq!(resume["certificates"].as_array().unwrap().len(), 1);
    let certificate = &resume["certificates"][0];
    for (name, expected) in [
        ("name", "Batteries"),
        ("date", "2026-06-01"),
        ("issuer", "School"),
        ("url", "https://school.example/badges/1"),
    ] {
        assert_eq!(certificate[name], expected, "{name}");
    }
    let verification = &certificate["verification"];
    assert_eq!((&verification["verdict"], &verification["asOf"]), (&json!("invalid"), &json!(AT)));
    assert_eq!(verification["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(resume["education"].as_array().unwrap().len(), 1);
    let education = &resume["education"][0];
    for (name, expected) in
        [("studyType", "Cells"), ("institution", "School"), ("area", "Electricity"), ("eqfLevel", "4")]
    {
        assert_eq!(education[name], expected, "{name}");
    }
    assert_eq!(education.get("url"), None, "a page without https is not linked");
}

#[test]
fn skills_are_told_once_and_other_pages_are_none() {
    let resume = made(None, &[badge("Batteries"), badge("Cells")]);
    let skills = json!([{"name": "sort waste", "url": "https://data.europa.eu/esco/skill/1"}]);
    assert_eq!(resume["skills"], skills);
}

#[test]
fn person_is_there_when_they_said_who_they_are() {
    let person: Person = serde_json::from_value(json!({
        "given_name": "Aino", "family_name": "Virtanen", "email": "aino@example.org",
        "phone": {"dialling": "+358", "number": "40 123 4567"}, "birth_date": "2001-02-28", "mother_tongues": ["fi"],
    }))
    .unwrap();
    let resume = made(Some(&person.checked().unwrap()), &[]);
    let basics = json!({"name": "Aino Virtanen", "email": "aino@example.org", "phone": "+358 401234567"});
    assert_eq!(resume["basics"], basics);
    assert_eq!(resume["languages"], json!([{"language": "fi", "fluency": "Native speaker"}]));
    assert!(!resume.to_string().contains("2001"), "the date of birth has no place in it");
    assert_eq!(made(None, &[]).get("basics"), None);
}

#[test]
fn dates_outside_of_the_schema_and_hostile_texts_do_no_harm() {
    let mut old = badge("</script>\"\u{0}");
    old["validFrom"] = json!("0999-01-01T00:00:00Z");
    old["id"] = json!("javascript:alert(1)");
    let resume = made(None, &[old]);
    assert_eq!(resume["certificates"][0]["name"], "</script>\"\u{0}");
    assert_eq!((resume["certificates"][0].get("date"), resume["certificates"][0].get("url")), (None, None));
}
