use stack::{Credits, Level};
use vc::view::{Alignment, Assessment, LearningOutcome, LearningResult, RubricLevel};
use vc::{Evidence, TrustList, Verifier};

use super::*;

/// The report on a sample, with the samples' own trust list.
fn report(name: &str) -> Report {
    let sample = samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap();
    let trust = TrustList::parse("samples", samples::TRUST_LIST).unwrap();
    let unverified = vc::parse(sample.bytes).unwrap().remove(0).unwrap();
    let at = samples::JUDGED_AT.parse().unwrap();
    Verifier::new(vec![trust]).verify(&unverified, &Evidence::none(), at)
}

fn text(english: &str) -> Text {
    Text([("en".to_owned(), english.to_owned())].into())
}

fn concept(id: &str, label: &str) -> Concept {
    Concept { id: Some(id.to_owned()), label: text(label) }
}

fn worth(award: &Award) -> (&str, String, &str) {
    let credits = award.credits.as_ref().unwrap();
    (award.codes.first().map_or("", String::as_str), credits.value.to_string(), &credits.framework)
}

#[test]
fn unit_of_a_qualification_has_code_points_level_and_grade() {
    let awards = of("r", &report("battery-industry.jsonld"));
    let unit = &awards[0];
    assert_eq!(worth(unit), ("107377", "15".to_owned(), "fi-competence-point"));
    assert_eq!((unit.id.0.as_str(), unit.eqf_level, unit.kind), ("r.0", Some(4), Kind::Formal));
    assert_eq!(unit.grade.as_deref(), Some("Good (4)"));
    assert_eq!(unit.awarded_by.as_deref(), Some("Pohjankaari Vocational College"));
    assert_eq!(unit.awarded_on, Some("2026-05-30".parse().unwrap()));
    assert_eq!(unit.verdict, stack::Verdict::Verified);
    assert_eq!(unit.credential.as_deref(), Some("r"));
    assert!(unit.outcomes.iter().any(|one| one.uri.ends_with("84cc8c9d-db57-42ec-8948-9b632bf06124")));
}

#[test]
fn nested_achievement_names_its_parent() {
    let awards = of("r", &report("vehicle-units.jsonld"));
    assert_eq!(awards.len(), 1 + 9);
    assert_eq!((awards[0].id.0.as_str(), &awards[0].credits, &awards[0].parent), ("r.0", &None, &None));
    let parts = &awards[1..];
    assert!(parts.iter().all(|part| part.parent.as_ref() == Some(&awards[0].id)));
    assert_eq!(worth(&parts[3]), ("105728", "15".to_owned(), "fi-competence-point"));
    let sum: Credits = parts.iter().filter_map(|part| part.credits.as_ref()).map(|one| one.value).sum();
    assert_eq!(sum.to_string(), "165");
}

#[test]
fn short_course_is_non_formal_and_runs_out() {
    let awards = of("r", &report("high-voltage-safety.jsonld"));
    assert_eq!((awards[0].kind, &awards[0].credits), (Kind::NonFormal, &None));
    assert_eq!(awards[0].valid_until, Some("2027-01-14".parse().unwrap()));
}

#[test]
fn ects_is_ects_and_nothing_else() {
    let awards = of("r", &report("battery-passport.jsonld"));
    assert_eq!(awards[0].credits.as_ref().unwrap().framework, "ects");
}

#[test]
fn award_of_a_credential_that_does_not_hold_says_why() {
    let awards = of("r", &report("expired.jsonld"));
    assert_eq!(awards[0].verdict, stack::Verdict::Invalid);
    assert_eq!(awards[0].verdict_code.as_deref(), Some("expired"));
}

#[test]
fn badge_states_no_framework_and_its_level_is_that_of_its_skills() {
    let awards = of("r", &report("badge-safety.json"));
    let [badge] = awards.as_slice() else { panic!("{awards:?}") };
    assert_eq!(worth(badge), ("107377-4", "3".to_owned(), "unstated"));
    assert!(badge.codes.contains(&"https://pohjankaari.example/achievements/safety".to_owned()));
    assert_eq!(badge.outcomes.len(), 3);
    assert!(badge.outcomes.iter().all(|outcome| outcome.level == Some(Level::Practitioner)));
    assert_eq!((badge.kind, badge.grade.as_deref()), (Kind::NonFormal, Some("4")));
}

#[test]
fn badges_in_a_record_count_by_themselves_and_what_it_describes_does_not() {
    let badge = of("r", &report("badge-preparing.json"));
    let awards = of("r", &report("record.json"));
    assert_eq!(awards.iter().map(|award| award.id.0.as_str()).collect::<Vec<_>>(), ["r.in0.0", "r.in1.0"]);
    assert_eq!((&awards[0].codes, &awards[0].credits), (&badge[0].codes, &badge[0].credits));
    assert!(awards.iter().all(|award| award.credential.as_deref() == Some("r") && award.parent.is_none()));
    assert!(!awards.iter().any(|award| award.codes.contains(&"107377".to_owned())), "described, not reached");

    let mut forged = report("record.json");
    forged.verdict = Verdict::Verified;
    forged.nested[1].report.verdict = Verdict::Invalid;
    let verdicts: Vec<_> = of("r", &forged).iter().map(|award| award.verdict).collect();
    assert_eq!(verdicts[1], stack::Verdict::Invalid, "whatever the record around it is");
}

#[test]
fn what_a_record_says_is_part_of_another_never_counts_beside_it() {
    let mut record = report("record.json");
    let ids: Vec<String> =
        record.nested.iter().map(|one| one.report.claims.claims[0].id.clone().unwrap()).collect();
    let linked = |record: &mut Report, kind: &str, source: &str, target: &str| {
        let association = vc::view::Association {
            kind: kind.to_owned(),
            source: source.to_owned(),
            target: target.to_owned(),
        };
        record.claims.record.as_mut().unwrap().associations.push(association);
    };
    linked(&mut record, "isChildOf", &ids[0], &ids[1]);
    linked(&mut record, "isChildOf", &ids[1], &ids[0]); // a circle: the first word stands
    linked(&mut record, "isPartOf", &ids[1], &ids[1]);
    let awards = of("r", &record);
    assert_eq!(awards[0].parent.as_ref(), Some(&awards[1].id));
    assert_eq!(awards[1].parent, None);

    let mut turned = report("record.json");
    linked(&mut turned, "isParentOf", &ids[1], &ids[0]);
    assert_eq!(of("r", &turned)[0].parent.as_ref(), Some(&awards[1].id));
}

#[test]
fn badges_in_a_presentation_count_by_themselves() {
    let awards = of("r", &report("presentation.json"));
    assert_eq!(awards.iter().map(|award| award.id.0.as_str()).collect::<Vec<_>>(), ["r.in0.0", "r.in1.0"]);
    let alone = of("s", &report("badge-workstation.json"));
    assert_eq!((&awards[0].codes, awards[0].verdict), (&alone[0].codes, alone[0].verdict));
}

#[test]
fn a_badge_of_somebody_else_in_a_record_is_not_counted() {
    let mut record = report("record.json");
    record.nested[0].report.claims.subject.id = Some("did:example:somebody".to_owned());
    assert_eq!(of("r", &record).len(), 1);
}

#[test]
fn plain_credential_makes_no_award() {
    for name in ["course-vc-1.json", "course-vc-2.json"] {
        assert!(of("r", &report(name)).is_empty(), "{name}");
    }
}

#[test]
fn what_a_learner_issued_is_the_own_word() {
    let mut own = report("badge-safety.json");
    own.claims.issuer.id = own.claims.subject.id.clone();
    assert!(of("r", &own).iter().all(|award| award.kind == Kind::SelfDeclared));
    own.claims.issuer.id = None;
    own.claims.subject.id = None;
    assert!(
        of("r", &own).iter().all(|award| award.kind == Kind::NonFormal),
        "two unnamed parties are not one"
    );
}

#[test]
fn only_achievements_make_awards() {
    let mut report = report("vehicle-units.jsonld");
    report.claims.claims[0].parts[0].kind = ClaimKind::Activity;
    report.claims.claims[0].parts[1].kind = ClaimKind::Entitlement;
    let ids: Vec<String> = of("r", &report).into_iter().map(|award| award.id.0).collect();
    assert_eq!(ids[..3], ["r.0", "r.0.2", "r.0.3"]);
}

#[test]
fn kinds_of_learning_are_kept_apart() {
    let setting = |id: &str, label: &str| Claim { setting: Some(concept(id, label)), ..Claim::default() };
    let address = |code: &str| format!("http://data.europa.eu/snb/learning-setting/{code}");
    let assessed = |label: &str| {
        let kinds = vec![concept("urn:x", label)];
        Claim { assessments: vec![Assessment { kinds, ..Assessment::default() }], ..Claim::default() }
    };
    let at_work = Claim { modes: vec![concept("urn:x", "Work based")], ..Claim::default() };
    let cases = [
        (setting(&address("6fd4685715"), ""), Kind::Formal),
        (setting(&address("e207a81fc7"), ""), Kind::NonFormal),
        (setting("urn:x", "Informal learning"), Kind::Informal),
        (setting("urn:x", "Non-formal learning"), Kind::NonFormal),
        (setting("urn:x", "Formal learning"), Kind::Formal),
        (setting("urn:x", "something else"), Kind::NonFormal),
        (assessed("Recognition of prior learning"), Kind::PriorLearning),
        (Claim { eqf_level: Some(concept("urn:x/eqf/5", "")), ..Claim::default() }, Kind::Formal),
        (at_work, Kind::WorkBased),
        (Claim::default(), Kind::NonFormal),
    ];
    for (claim, expected) in cases {
        assert_eq!(edc::award(&claim).unwrap().kind, expected, "{claim:?}");
    }
    for (kind, expected) in
        [("BachelorDegree", Kind::Formal), ("Diploma", Kind::Formal), ("Badge", Kind::NonFormal)]
    {
        let claim = Claim { achievement_type: Some(kind.to_owned()), ..Claim::default() };
        assert_eq!(open_badges::award(&claim).unwrap().kind, expected, "{kind}");
    }
}

#[test]
fn what_is_not_completed_is_no_award() {
    for (status, counts) in
        [("Completed", true), ("Failed", false), ("InProgress", false), ("Provisional", false)]
    {
        let result = LearningResult { status: Some(status.to_owned()), ..LearningResult::default() };
        let claim = Claim { results: vec![result], ..Claim::default() };
        assert_eq!(open_badges::award(&claim).is_some(), counts, "{status}");
    }
}

#[test]
fn credits_that_are_no_decimal_are_none() {
    for (points, expected) in
        [("2.5", Some("2.5")), (" 3 ", Some("3")), ("1e2", None), ("-3", None), ("many", None)]
    {
        let credit = Credit { points: points.to_owned(), ..Credit::default() };
        let claim = Claim { credits: vec![credit], ..Claim::default() };
        let found = edc::award(&claim).unwrap().credits.map(|credits| credits.value.to_string());
        assert_eq!(found.as_deref(), expected, "{points}");
    }
}

#[test]
fn outcome_named_twice_keeps_its_highest_level_and_its_address() {
    let skill = concept("https://data.europa.eu/esco/skill/1", "first aid");
    let at = |level: &str| LearningOutcome {
        skills: vec![skill.clone()],
        level: Some(RubricLevel { name: text(level), ..RubricLevel::default() }),
        ..LearningOutcome::default()
    };
    let aligned = |kind: &str, url: &str| Alignment {
        url: Some(url.to_owned()),
        kind: Some(kind.to_owned()),
        ..Alignment::default()
    };
    let claim = Claim {
        outcomes: vec![at("Practitioner"), at("Expert"), at("Level 3")],
        alignments: vec![
            aligned("CFItem", "https://example.org/item"),
            aligned("ceterms:Credential", "https://example.org/c"),
        ],
        ..Claim::default()
    };
    let found = edc::award(&claim).unwrap().outcomes;
    let found: Vec<(&str, Option<Level>)> = found.iter().map(|one| (one.uri.as_str(), one.level)).collect();
    assert_eq!(
        found,
        [("http://data.europa.eu/esco/skill/1", Some(Level::Expert)), ("https://example.org/item", None)]
    );
}

#[test]
fn days_are_read_where_they_were_written() {
    assert_eq!(day("2026-05-30T23:30:00-10:00"), Some("2026-05-30".parse().unwrap()));
    assert_eq!(day("2026-13-01"), None);
    assert_eq!(day("ä"), None);
}
