use serde_json::{Value, json};

use crate::report::{Check, Code, NestedKind, Outcome, ProfileId, Report};
use crate::view::Association;
use crate::{Evidence, Verifier};

const LEARNER: &str = "did:example:robin";

#[test]
fn a_record_tells_what_it_carries_and_how_it_belongs_together() {
    let report = judge(&record());
    assert_eq!(report.profile, ProfileId::Clr2);
    assert_eq!(code(&report, Check::Schema), (Outcome::Pass, None), "{:?}", report.check(Check::Schema));
    assert_eq!(code(&report, Check::Format), (Outcome::Pass, None));
    let view = report.claims.record.as_ref().unwrap();
    assert_eq!(view.partial, Some(true));
    assert_eq!(view.achievements[0].title.pick(&[]), Some("Unit"));
    let expected =
        Association { kind: "isPartOf".into(), source: "urn:theme".into(), target: "urn:unit".into() };
    assert_eq!(view.associations, [expected]);
    let [badge] = report.nested.as_slice() else { panic!("one badge") };
    assert_eq!(
        (badge.at.as_str(), badge.kind),
        ("/credentialSubject/verifiableCredential/0", NestedKind::Credential)
    );
    assert!(badge.about_parent);
    assert_eq!(badge.report.claims.claims[0].title.pick(&[]), Some("Theme"));
}

#[test]
fn what_a_record_describes_is_no_claim_about_the_learner() {
    let report = judge(&record());
    assert!(report.claims.claims.is_empty());
    // Nor is what the badge in it says, though it speaks about the same learner in the same graph.
    let told = serde_json::to_string(&report.claims).unwrap();
    assert!(!told.contains("Theme"), "{told}");
}

#[test]
fn partial_is_what_does_not_plainly_say_that_it_is_not() {
    for (said, expected) in
        [(json!(false), Some(false)), (json!(true), Some(true)), (json!("no"), Some(true))]
    {
        let mut record = record();
        record["partial"] = said.clone();
        assert_eq!(judge(&record).claims.record.unwrap().partial, expected, "{said}");
    }
    let mut silent = record();
    silent.as_object_mut().unwrap().remove("partial");
    assert_eq!(judge(&silent).claims.record.unwrap().partial, None);
}

#[test]
fn rules_are_told_by_name() {
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut record = record();
        change(&mut record);
        let report = judge(&record);
        report.check(Check::Schema).unwrap().detail.get("rule").cloned().unwrap_or_default()
    };
    assert_eq!(broken(&|it| drop(it.as_object_mut().unwrap().remove("name"))), "ClrCredential.name 1..*");
    assert_eq!(broken(&|it| drop(it.as_object_mut().unwrap().remove("id"))), "ClrCredential.id 1..1");
    assert_eq!(
        broken(&|it| it["credentialSubject"]["verifiableCredential"] = json!([])),
        "ClrSubject.verifiableCredential 1..*"
    );
    assert_eq!(
        broken(&|it| drop(
            it["credentialSubject"]["association"][0].as_object_mut().unwrap().remove("targetId")
        )),
        "Association.targetId 1..1"
    );
    assert_eq!(
        broken(&|it| drop(
            it["credentialSubject"]["achievement"][0].as_object_mut().unwrap().remove("criteria")
        )),
        "Achievement.criteria 1..1"
    );
}

#[test]
fn a_badge_turned_inside_out_is_not_the_record() {
    // The same statements, written around the badge: whoever signed the record did not sign a badge.
    let mut record = record();
    let mut badge = record["credentialSubject"]["verifiableCredential"][0].take();
    record["credentialSubject"]["verifiableCredential"][0] = badge["id"].clone();
    badge["@context"] = record["@context"].take();
    badge["credentialSubject"]["partOf"] = record;
    let report = judge(&badge);
    assert_eq!(code(&report, Check::Format).0, Outcome::Fail);
}

#[test]
fn a_record_of_very_many_achievements_is_over_budget() {
    let mut record = record();
    let one = record["credentialSubject"]["achievement"][0].clone();
    let many: Vec<Value> = (0..crate::limits::MAX_CLAIMS + 1)
        .map(|number| {
            let mut one = one.clone();
            one["id"] = json!(format!("urn:unit:{number}"));
            one
        })
        .collect();
    record["credentialSubject"]["achievement"] = many.into();
    assert_eq!(code(&judge(&record), Check::Format), (Outcome::Fail, Some(Code::OverBudget)));
}

fn code(report: &Report, check: Check) -> (Outcome, Option<Code>) {
    let result = report.check(check).unwrap();
    (result.outcome, result.code)
}

fn judge(document: &Value) -> Report {
    let unverified = crate::parse(document.to_string().as_bytes()).unwrap().remove(0).unwrap();
    Verifier::default().verify(&unverified, &Evidence::none(), "2026-11-22T12:00:00Z".parse().unwrap())
}

fn record() -> Value {
    let issuer = json!({"id": "did:web:school.example", "type": ["Profile"], "name": "School"});
    let achievement = |id: &str, name: &str| {
        json!({"id": id, "type": ["Achievement"], "name": name, "description": "What was done",
            "criteria": {"narrative": "Do it"}})
    };
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:record",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Record",
        "partial": true,
        "issuer": issuer,
        "validFrom": "2026-06-02T00:00:00Z",
        "credentialSubject": {
            "id": LEARNER,
            "type": ["ClrSubject"],
            "verifiableCredential": [{
                "@context": [
                    "https://www.w3.org/ns/credentials/v2",
                    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
                ],
                "id": "urn:badge",
                "type": ["VerifiableCredential", "OpenBadgeCredential"],
                "name": "Theme badge",
                "issuer": issuer,
                "validFrom": "2026-06-01T00:00:00Z",
                "credentialSubject": {
                    "id": LEARNER,
                    "type": ["AchievementSubject"],
                    "achievement": achievement("urn:theme", "Theme")
                }
            }],
            "achievement": [achievement("urn:unit", "Unit")],
            "association": [
                {"type": "Association", "associationType": "isPartOf", "sourceId": "urn:theme", "targetId": "urn:unit"}
            ]
        }
    })
}
