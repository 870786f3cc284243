//! Plain verifiable credentials: what is read and which rules of the data model are broken.

use serde_json::{Value, json};

use super::{Vcdm1, Vcdm2};
use crate::linked::Linked;
use crate::profile::{PROFILES, Profile, Reading, StatusEntry};
use crate::report::{Code, ProfileId};
use crate::view::{Statement, StatementValue, Text};

const V1: &str = "https://www.w3.org/2018/credentials/v1";
const V2: &str = "https://www.w3.org/ns/credentials/v2";
const EXAMPLES: &str = "https://www.w3.org/ns/credentials/examples/v2";

#[test]
fn versions_are_told_by_their_context() {
    let of = |context: Value, types: Value| {
        let document = json!({"@context": context, "type": types});
        PROFILES.iter().find(|profile| profile.recognises(&document)).map(|profile| profile.id())
    };
    let credential = || json!("VerifiableCredential");
    assert_eq!(of(json!(V1), credential()), Some(ProfileId::Vcdm1));
    assert_eq!(of(json!([V1, EXAMPLES]), json!(["Other", "VerifiableCredential"])), Some(ProfileId::Vcdm1));
    assert_eq!(of(json!([V2]), credential()), Some(ProfileId::Vcdm2));
    assert_eq!(of(json!([V2, V1]), credential()), Some(ProfileId::Vcdm2));
    assert_eq!(of(json!(null), credential()), Some(ProfileId::Vcdm2));
    assert_eq!(of(json!([V2]), json!("VerifiablePresentation")), Some(ProfileId::Vcdm2));
    assert_eq!(of(json!([V1]), json!("VerifiablePresentation")), Some(ProfileId::Vcdm1));
    assert_eq!(of(json!([V2]), json!(7)), None);
}

#[test]
fn complete_credential_breaks_nothing() {
    let reading = read(&credential());
    assert_eq!(reading.format, None);
    assert_eq!(rules(&reading), []);
    assert_eq!(reading.issuer_identifier.as_deref(), Some("did:web:school.example"));
    assert_eq!(reading.view.title.0.len(), 2);
    assert_eq!(reading.view.title.pick(&["sv"]), Some("Intyg"));
    assert_eq!(reading.view.kinds, ["ExampleAlumniCredential"]);
    let reading = read(&older());
    assert_eq!(reading.format, None);
    assert_eq!(rules(&reading), []);
    assert_eq!(reading.view.issued.as_deref(), Some("2026-06-01T00:00:00Z"));
    assert_eq!(reading.valid_from, Some("2026-06-01T00:00:00Z".parse().unwrap()));
    assert_eq!(reading.valid_until, Some("2031-06-01T00:00:00Z".parse().unwrap()));
}

#[test]
fn credential_of_unknown_type_is_shown_whole() {
    let view = read(&credential()).view;
    let [subject] = view.subjects.as_slice() else { panic!("one subject") };
    assert_eq!(subject.id.as_deref(), Some("did:key:learner"));
    assert_eq!(subject.kinds, ["Person"]);
    let labels: Vec<_> = subject.statements.iter().map(|statement| statement.label.as_str()).collect();
    assert_eq!(labels, ["alumni of", "final grade"]);
    let [StatementValue::Thing(school)] = subject.statements[0].values.as_slice() else { panic!("a thing") };
    assert_eq!(school.id.as_deref(), Some("https://school.example/"));
    let greeting = &school.statements[0];
    assert_eq!(greeting.property, "https://schema.org/name");
    let said = |text: &str, language: &str| StatementValue::Text {
        text: text.to_owned(),
        language: Some(language.to_owned()),
    };
    assert_eq!(greeting.values, [said("School", "en"), said("Skola", "sv")]);
    let grade = StatementValue::Typed {
        text: "5".to_owned(),
        datatype: "http://www.w3.org/2001/XMLSchema#integer".to_owned(),
    };
    assert_eq!(subject.statements[1].values, [grade]);
}

#[test]
fn every_subject_is_shown() {
    let second = json!({"id": "did:key:other", "https://school.example/terms#grade": "4"});
    let both = json!([credential()["credentialSubject"], second]);
    let view = read(&with("/credentialSubject", both)).view;
    assert_eq!(view.subjects.len(), 2);
    assert_eq!(view.subjects[1].statements[0].label, "grade");
    assert_eq!(view.subject.id.as_deref(), Some("did:key:learner"));
}

#[test]
fn what_else_is_said_of_credential_and_issuer_is_stated() {
    let terms = json!({"type": "https://school.example/terms#Policy", "id": "https://school.example/policy"});
    let mut document = with("/termsOfUse", terms);
    document["issuer"]["https://school.example/terms#founded"] = json!("1907");
    let reading = read(&document);
    assert_eq!((reading.format.as_ref(), rules(&reading)), (None, Vec::new()));
    let [policy, issuer] = reading.view.statements.as_slice() else { panic!("two statements") };
    assert_eq!((policy.label.as_str(), issuer.label.as_str()), ("terms of use", "issuer"));
    let [StatementValue::Thing(issuer)] = issuer.values.as_slice() else { panic!("a thing") };
    assert_eq!(issuer.statements.iter().map(|it| it.label.as_str()).collect::<Vec<_>>(), ["founded"]);
}

#[test]
fn list_is_stated_item_by_item() {
    let list = json!({"@list": ["a", "b", "a"]});
    let document = with("/credentialSubject/https:~1~1school.example~1terms#steps", list);
    let subject = read(&document).view.subjects.remove(0);
    let said: Vec<_> = subject.statements.last().unwrap().values.iter().filter_map(text).collect();
    assert_eq!(said, ["a", "b", "a"]);
}

#[test]
fn circle_is_described_once() {
    let mut document = credential();
    document["credentialSubject"]["alumniOf"]["https://school.example/terms#taught"] =
        json!({"@id": "did:key:learner"});
    let subject = read(&document).view.subjects.remove(0);
    let [StatementValue::Thing(school)] = subject.statements[0].values.as_slice() else { panic!("a thing") };
    let taught = school.statements.iter().find(|statement| statement.label == "taught").unwrap();
    let [StatementValue::Thing(learner)] = taught.values.as_slice() else { panic!("a thing") };
    assert_eq!(learner.id.as_deref(), Some("did:key:learner"));
    assert_eq!(learner.statements, []);
}

#[test]
fn credential_inside_is_named_and_not_described() {
    let inner = json!({
        "id": "urn:inner",
        "type": "VerifiableCredential",
        "issuer": "did:web:other.example",
        "credentialSubject": {"id": "did:key:learner"},
    });
    let mut document = credential();
    document["credentialSubject"]["https://school.example/terms#holds"] = inner;
    let subject = read(&document).view.subjects.remove(0);
    let held: Vec<&Statement> = subject.statements.iter().filter(|it| it.label == "holds").collect();
    let [StatementValue::Thing(inner)] = held[0].values.as_slice() else { panic!("a thing") };
    assert_eq!((inner.id.as_deref(), inner.statements.len()), (Some("urn:inner"), 0));
}

#[test]
fn title_falls_back_to_the_type() {
    let mut document = credential();
    document.as_object_mut().unwrap().remove("name");
    assert_eq!(
        read(&document).view.title,
        Text([("und".to_owned(), "Example alumni credential".to_owned())].into())
    );
}

#[test]
fn every_status_entry_counts() {
    let entry = |context: &str, class: &str| {
        json!({
            "@context": [V1, context],
            "id": "urn:1",
            "type": "VerifiableCredential",
            "issuer": "did:key:a",
            "issuanceDate": "2026-06-01T00:00:00Z",
            "credentialSubject": {"id": "did:key:b"},
            "credentialStatus": {
                "id": "https://school.example/status/1#7",
                "type": class,
                "statusPurpose": "suspension",
                "statusListIndex": "7",
                "statusListCredential": "https://school.example/status/1",
            },
        })
    };
    for (context, class) in [
        ("https://www.w3.org/ns/credentials/status/v1", "BitstringStatusListEntry"),
        ("https://w3id.org/vc/status-list/2021/v1", "StatusList2021Entry"),
    ] {
        let reading = read(&entry(context, class));
        assert_eq!(reading.format, None);
        let [status] = reading.status.as_slice() else { panic!("one entry") };
        assert_eq!(status.kind, class);
        assert_eq!(status.purpose.as_deref(), Some("suspension"));
        assert_eq!(status.index.as_deref(), Some("7"));
        assert_eq!(status.list.as_deref(), Some("https://school.example/status/1"));
    }
    let alone = read(&with("/credentialStatus", json!([{"id": "urn:a"}, "urn:b", 7])));
    let named = |id: Option<&str>| StatusEntry { id: id.map(str::to_owned), ..StatusEntry::default() };
    assert_eq!(alone.status, [named(Some("urn:a")), named(Some("urn:b")), named(None)]);
}

#[test]
fn dates_are_stamps() {
    for bad in ["2026-06-01", "2026-06-01T00:00:00", "yesterday", ""] {
        let reading = read(&with("/validUntil", json!(bad)));
        assert_eq!(reading.unreadable_date, Some(("validUntil".to_owned(), bad.to_owned())), "{bad}");
        assert_eq!(rules(&reading), [("VerifiableCredential.validUntil is dateTimeStamp", "/validUntil")]);
    }
    let several = json!(["2030-01-01T00:00:00Z", "2029-01-01T00:00:00Z"]);
    let reading = read(&with("/validUntil", several));
    assert_eq!(reading.valid_until, Some("2029-01-01T00:00:00Z".parse().unwrap()));
    assert_eq!(rules(&reading), [("VerifiableCredential.validUntil 0..1", "")]);

    // Version 1.1 allows times without a zone; when they are is not known.
    let mut older = older();
    older["expirationDate"] = json!("2031-06-01T00:00:00");
    let reading = read(&older);
    assert_eq!(rules(&reading), []);
    assert_eq!(reading.unreadable_date.unwrap().0, "expirationDate");
}

#[test]
fn broken_rules_are_named() {
    let cases = [
        (
            "/@context",
            json!([EXAMPLES, V2]),
            "VerifiableCredential.@context is https://www.w3.org/ns/credentials/v2 first",
            "",
        ),
        ("/issuer", json!([]), "VerifiableCredential.issuer 1..1", ""),
        ("/issuer", json!({"name": "School"}), "VerifiableCredential.issuer is a URL", "/issuer"),
        ("/issuer/name", json!({"id": "urn:a"}), "issuer.name is text", "/issuer/name"),
        ("/credentialSubject", json!([]), "VerifiableCredential.credentialSubject 1..*", ""),
        ("/credentialSubject", json!({}), "credentialSubject.claim 1..*", "/credentialSubject"),
        ("/name", json!({"id": "urn:a"}), "VerifiableCredential.name is text", "/name"),
        (
            "/validUntil",
            json!("2020-01-01T00:00:00Z"),
            "VerifiableCredential.validUntil is not before validFrom",
            "",
        ),
        ("/credentialStatus", json!({"id": "urn:a"}), "credentialStatus.type 1..*", "/credentialStatus"),
        ("/credentialSchema", json!({"type": "JsonSchema"}), "credentialSchema.id 1..1", "/credentialSchema"),
        ("/refreshService", json!({"id": "urn:a"}), "refreshService.type 1..*", "/refreshService"),
        ("/termsOfUse", json!({}), "termsOfUse.type 1..*", "/termsOfUse"),
        ("/evidence", json!([{"id": "urn:a"}]), "evidence.type 1..*", "/evidence/0"),
        ("/relatedResource", json!({"id": "urn:a"}), "relatedResource.digest 1..*", "/relatedResource"),
    ];
    for (at, value, rule, place) in cases {
        let reading = read(&with(at, value));
        assert_eq!(rules(&reading), [(rule, place)], "{at}");
    }
    let mut older = older();
    older["credentialStatus"] = json!({"type": "https://school.example/terms#Status"});
    older.as_object_mut().unwrap().remove("issuanceDate");
    let expected =
        [("VerifiableCredential.issuanceDate 1..1", ""), ("credentialStatus.id 1..1", "/credentialStatus")];
    assert_eq!(rules(&read(&older)), expected);
}

#[test]
fn what_is_no_credential_in_its_quads_is_malformed() {
    // The name is defined by another context, so the quads say something else.
    let document = with("/@context", json!([EXAMPLES]));
    let fault = read(&document).format.unwrap();
    assert_eq!((fault.code, fault.value.as_str()), (Code::Malformed, "not a VerifiableCredential"));
    for broken in [
        json!({"@context": V2}),
        json!({"@context": V2, "id": ["urn:a", "urn:b"], "type": "VerifiableCredential"}),
    ] {
        assert_eq!(read(&broken).format.unwrap().code, Code::Malformed);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests measure the time that hostile documents take")]
fn statements_stay_within_the_budget() {
    // Each of 20 things names all of the next 20: without a bound, 20^8 of them.
    let at = |level: usize, place: usize| format!("urn:{level}:{place}");
    let things: Vec<_> = (0..8)
        .flat_map(|level| (0..20).map(move |place| (level, place)))
        .map(|(level, place)| {
            let next: Vec<_> = (0..20).map(|next| json!({"@id": at(level + 1, next)})).collect();
            json!({"@id": at(level, place), "https://school.example/terms#next": next})
        })
        .collect();
    let document = with("/credentialSubject/https:~1~1school.example~1terms#all", json!(things));
    let start = std::time::Instant::now();
    assert_eq!(read(&document).format.unwrap().code, Code::OverBudget);
    assert!(start.elapsed().as_secs() < 20);
}

fn credential() -> Value {
    json!({
        "@context": [V2, EXAMPLES],
        "id": "urn:credential:1",
        "type": ["VerifiableCredential", "ExampleAlumniCredential"],
        "name": [{"@value": "Certificate", "@language": "en"}, {"@value": "Intyg", "@language": "sv"}],
        "issuer": {"id": "did:web:school.example", "name": "School"},
        "validFrom": "2026-06-01T00:00:00Z",
        "credentialSubject": {
            "id": "did:key:learner",
            "type": "Person",
            "alumniOf": {
                "id": "https://school.example/",
                "name": [{"@value": "School", "@language": "en"}, {"@value": "Skola", "@language": "SV"}],
            },
            "finalGrade": 5,
        },
    })
}

fn older() -> Value {
    json!({
        "@context": [V1, "https://www.w3.org/2018/credentials/examples/v1"],
        "id": "urn:credential:1",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "issuer": "did:web:school.example",
        "issuanceDate": "2026-06-01T00:00:00Z",
        "expirationDate": "2031-06-01T00:00:00Z",
        "credentialSubject": {"id": "did:key:learner", "alumniOf": "School"},
    })
}

/// The credential with another value at a place; the last step may be new.
fn with(at: &str, value: Value) -> Value {
    let mut document = credential();
    let (parent, name) = at.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/");
    document.pointer_mut(parent).unwrap()[name] = value;
    document
}

fn read(document: &Value) -> Reading {
    let profile: &dyn Profile = if Vcdm1.recognises(document) { &Vcdm1 } else { &Vcdm2 };
    profile.read(&Linked::new(document))
}

fn rules(reading: &Reading) -> Vec<(&str, &str)> {
    reading.broken_rules.iter().map(|broken| (broken.rule.as_str(), broken.at.as_str())).collect()
}

fn text(value: &StatementValue) -> Option<&str> {
    match value {
        StatementValue::Text { text, .. } => Some(text),
        _ => None,
    }
}
