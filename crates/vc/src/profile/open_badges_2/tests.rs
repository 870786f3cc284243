use serde_json::json;

use super::*;

fn read(document: &Value) -> Reading {
    OpenBadges2.read(&Linked::new(document))
}

fn assertion() -> Value {
    json!({
        "@context": ["https://w3id.org/openbadges/v2"],
        "type": ["Assertion", "Extension"],
        "id": "https://school.example/1",
        "recipient": {"type": "email", "hashed": true, "salt": "sea", "identity": "sha256$00ff"},
        "issuedOn": "2019-05-01",
        "expires": "2020-05-01",
        "verification": {"type": "HostedBadge"},
        "evidence": ["https://school.example/work", {"id": "https://school.example/film", "narrative": "A film"}],
        "narrative": "All of it",
        "badge": {
            "id": "https://school.example/class",
            "name": "Soldering",
            "description": "Joins metals",
            "image": "https://school.example/1.png",
            "criteria": "https://school.example/criteria",
            "tags": ["metal", 7, {}],
            "alignment": [{"targetName": "Weld", "targetUrl": "https://skills.example/1", "targetCode": "W1"}],
            "issuer": {"id": "https://school.example", "name": "School", "url": "https://school.example/home"},
        },
    })
}

#[test]
fn everything_that_people_look_for_is_read() {
    let Reading { view, broken_rules, valid_until, issuer_identifier, .. } = read(&assertion());
    assert_eq!(broken_rules, []);
    assert_eq!(issuer_identifier.as_deref(), Some("https://school.example"));
    assert_eq!(valid_until, Some("2020-05-01T23:59:59Z".parse().unwrap()));
    assert_eq!(view.title.pick(&[]), Some("Soldering"));
    assert_eq!(view.issuer.name.pick(&[]), Some("School"));
    let [identifier] = view.subject.identifiers.as_slice() else { panic!("one recipient") };
    assert_eq!((identifier.kind.as_deref(), identifier.hashed), (Some("emailAddress"), true));
    assert_eq!((identifier.value.as_str(), identifier.salt.as_deref()), ("sha256$00ff", Some("sea")));
    let [claim] = view.claims.as_slice() else { panic!("one claim") };
    assert_eq!(claim.id.as_deref(), Some("https://school.example/class"));
    assert_eq!(claim.criteria.as_ref().unwrap().url.as_deref(), Some("https://school.example/criteria"));
    assert_eq!(claim.tags, ["metal", "7"]);
    assert_eq!(claim.alignments[0].code.as_deref(), Some("W1"));
    assert_eq!(view.evidence.len(), 3);
    assert_eq!(view.remote_images, 1);
}

#[test]
fn assertions_are_known_by_context_and_type() {
    assert!(OpenBadges2.recognises(&assertion()));
    for (member, other) in [("@context", json!("https://other.example")), ("type", json!("BadgeClass"))] {
        let mut document = assertion();
        document[member] = other;
        assert!(!OpenBadges2.recognises(&document), "{member}");
    }
}

#[test]
fn badge_class_elsewhere_leaves_its_address_and_nothing_more() {
    let mut document = assertion();
    document["badge"] = json!("https://school.example/class");
    let reading = read(&document);
    assert_eq!(reading.view.claims[0].id.as_deref(), Some("https://school.example/class"));
    assert_eq!((reading.issuer_identifier, reading.view.title.is_empty()), (None, true));
    assert_eq!(reading.broken_rules, []);
}

#[test]
fn what_is_missing_is_named() {
    for (at, name, rule) in [
        ("", "recipient", "Assertion.recipient 1..1"),
        ("", "verification", "Assertion.verification 1..1"),
        ("/recipient", "identity", "IdentityObject.identity 1..1"),
        ("/badge", "criteria", "BadgeClass.criteria 1..1"),
        ("/badge/issuer", "name", "Profile.name 1..1"),
    ] {
        let mut document = assertion();
        document.pointer_mut(at).unwrap().as_object_mut().unwrap().remove(name);
        let broken = read(&document).broken_rules;
        assert_eq!(broken, [BrokenRule { rule: rule.to_owned(), at: at.to_owned() }]);
    }
}

#[test]
fn odd_dates_and_odd_shapes_are_told() {
    let mut document = assertion();
    document["expires"] = json!(1_556_668_800);
    let reading = read(&document);
    assert_eq!(reading.unreadable_date, Some(("expires".to_owned(), "1556668800".to_owned())));
    for odd in [json!(null), json!(7), json!([]), json!([[]]), json!({"id": {}})] {
        for name in ["badge", "recipient", "verification", "evidence", "id", "issuedOn"] {
            let mut document = assertion();
            document[name] = odd.clone();
            let _ = read(&document);
        }
    }
}

#[test]
fn view_is_bounded() {
    let mut document = assertion();
    document["badge"]["tags"] = json!(vec!["t"; 200_000]);
    let reading = read(&document);
    assert_eq!(reading.format.unwrap().code, Code::OverBudget);
}
