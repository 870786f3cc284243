use serde_json::{Value, json};

use super::SdJwtVc;
use crate::limits::MAX_CLAIMS;
use crate::linked::Linked;
use crate::profile::{Profile, Reading};
use crate::report::Code;
use crate::view::StatementValue;

fn read(claims: &Value) -> Reading {
    SdJwtVc.read(&Linked::new(claims))
}

#[test]
fn claims_are_shown_by_their_names() {
    let reading =
        read(&json!({"vct": "https://school.example/types/first_aid/v2", "iss": "https://school.example",
        "sub": "did:example:robin", "iat": 1_767_225_600, "exp": 1_798_761_600,
        "given_name": "Robin", "points": 2, "passed": true, "average": 4.5,
        "languages": ["fi", "sv"], "address": {"country": "FI", "nothing": null}}));
    let view = &reading.view;
    assert_eq!(view.title.pick(&[]), Some("First aid"));
    assert_eq!(view.issuer.id.as_deref(), Some("https://school.example"));
    assert_eq!(view.subject.id.as_deref(), Some("did:example:robin"));
    assert_eq!(
        (view.issued.as_deref(), view.valid_until.as_deref()),
        (Some("2026-01-01T00:00:00Z"), Some("2027-01-01T00:00:00Z"))
    );
    let mut statements: Vec<_> = view.subjects[0].statements.iter().collect();
    statements.sort_by_key(|statement| &statement.label); // their order depends on how serde_json is built
    let said: Vec<(&str, usize)> =
        statements.iter().map(|statement| (statement.label.as_str(), statement.values.len())).collect();
    let expected =
        [("address", 1), ("average", 1), ("given name", 1), ("languages", 2), ("passed", 1), ("points", 1)];
    assert_eq!(said, expected);
    let StatementValue::Thing(address) = &statements[0].values[0] else { panic!("a thing") };
    assert_eq!(address.statements.len(), 2);
    assert!(reading.broken_rules.is_empty() && reading.format.is_none());
}

#[test]
fn a_title_is_the_last_name_that_is_no_version() {
    for (class, title) in [
        ("urn:eudi:diploma:1", "Diploma"),
        ("https://school.example/types/firstAid", "First aid"),
        ("Identity-Credential", "Identity credential"),
        ("urn:1:2", "Urn"),
        ("1", "1"),
    ] {
        assert_eq!(read(&json!({"vct": class})).view.title.pick(&[]), Some(title), "{class}");
    }
}

#[test]
fn somebody_is_called_what_is_disclosed_of_their_name() {
    for (claims, name) in [
        (json!({"given_name": "Aino", "family_name": "Kivelahti"}), Some("Aino Kivelahti")),
        (json!({"given_name": "Aino", "family_name": "Kivelahti", "name": "Aino K."}), Some("Aino K.")),
        (json!({"family_name": " Kivelahti "}), Some("Kivelahti")),
        (json!({"given_name": ["Aino"], "family_name": "", "name": 7}), None),
        (json!({}), None),
    ] {
        let mut claims = claims;
        claims["vct"] = json!("urn:a");
        assert_eq!(read(&claims).view.subject.name.pick(&[]), name, "{claims}");
    }
}

#[test]
fn dates_that_are_no_numbers_leave_validity_open() {
    let reading = read(&json!({"vct": "urn:a", "exp": "2027-01-01", "iat": "then"}));
    assert_eq!(reading.unreadable_date, Some(("exp".to_owned(), "2027-01-01".to_owned())));
    assert_eq!(read(&json!({"vct": "urn:a", "iat": "then"})).unreadable_date, None);
}

#[test]
fn every_status_that_is_declared_is_an_entry() {
    let kinds = |status: Value| {
        let entries = read(&json!({"vct": "urn:a", "status": status})).status;
        entries.into_iter().map(|entry| (entry.kind, entry.index, entry.list)).collect::<Vec<_>>()
    };
    let list = || Some("https://school.example/1".to_owned());
    assert_eq!(
        kinds(json!({"status_list": {"idx": 7, "uri": "https://school.example/1"}})),
        [("TokenStatusList".to_owned(), Some("7".to_owned()), list())]
    );
    assert_eq!(kinds(json!({"other": {}})), [("other".to_owned(), None, None)]);
    assert_eq!(kinds(json!({"status_list": {"idx": -1}})), [("TokenStatusList".to_owned(), None, None)]);
    for none in [json!({}), json!(null), json!("revoked"), json!([])] {
        assert_eq!(kinds(none.clone()), [(String::new(), None, None)], "{none}");
    }
}

#[test]
fn registered_claims_of_another_kind_break_a_rule() {
    let claims = json!({"vct": 7, "iss": {}, "sub": [], "iat": "x", "cnf": "key"});
    let rules: Vec<String> = read(&claims).broken_rules.into_iter().map(|broken| broken.at).collect();
    assert_eq!(rules, ["/vct", "/iss", "/sub", "/iat", "/cnf"]);
}

#[test]
fn claims_are_bounded_on_both_sides_of_the_limit() {
    let many = |count: usize| {
        let mut claims = json!({"vct": "urn:a"});
        claims["list"] = json!(vec![1; count]);
        read(&claims).format.map(|fault| fault.code)
    };
    assert_eq!(many(MAX_CLAIMS - 1), None);
    assert_eq!(many(MAX_CLAIMS), Some(Code::OverBudget));
    let mut deep = json!("bottom");
    for _ in 0..20 {
        deep = json!({ "in": deep });
    }
    assert_eq!(
        read(&json!({"vct": "urn:a", "deep": deep})).format.map(|fault| fault.code),
        Some(Code::OverBudget)
    );
}
