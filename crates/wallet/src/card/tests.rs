use vc::view::{Alignment, Concept, Credit, Criteria, LearningOutcome, LearningResult};

use super::*;

fn text(entries: &[(&str, &str)]) -> Text {
    Text(entries.iter().map(|(language, text)| ((*language).to_owned(), (*text).to_owned())).collect())
}

fn label(entries: &[(&str, &str)]) -> Concept {
    Concept { id: None, label: text(entries) }
}

/// A report on `view`, from a real verification of something else.
fn report(view: CredentialView) -> Report {
    let unverified = vc::parse(samples::SAMPLES[10].bytes).unwrap().remove(0).unwrap();
    let at = "2026-11-22T12:00:00Z".parse().unwrap();
    let mut report = vc::Verifier::default().verify(&unverified, &vc::Evidence::none(), at);
    report.claims = view;
    report
}

fn card(view: CredentialView, file_name: Option<&str>) -> Card {
    Card::of(&RecordId::of_file(b"", 0), &report(view), file_name)
}

fn claim(title: &str) -> Claim {
    Claim { title: text(&[("en", title)]), ..Claim::default() }
}

#[test]
fn title_comes_from_the_best_there_is() {
    let titled = CredentialView {
        title: text(&[("fi", "Akut"), ("en", "Batteries")]),
        claims: vec![claim("Claim")],
        ..CredentialView::default()
    };
    assert_eq!(card(titled, Some("file")).title, "Batteries");
    let blank = CredentialView {
        title: text(&[("en", "  ")]),
        claims: vec![Claim { kind: ClaimKind::Activity, ..claim("Activity") }, claim("Achievement")],
        ..CredentialView::default()
    };
    assert_eq!(card(blank, Some("file")).title, "Achievement");
    assert_eq!(card(CredentialView::default(), Some("file")).title, "file");
    assert_eq!(card(CredentialView::default(), None).title, "");
}

#[test]
fn size_is_points_and_framework() {
    let sized = |credits: Vec<Credit>| {
        let claims = vec![Claim { credits, ..claim("c") }];
        card(CredentialView { claims, ..CredentialView::default() }, None).size
    };
    let credit = |framework, points: &str| Credit { framework, points: points.to_owned() };
    assert_eq!(sized(vec![credit(label(&[("en", "ECTS")]), "1.50")]).as_deref(), Some("1.50 ECTS"));
    assert_eq!(sized(vec![credit(Concept::default(), "3")]).as_deref(), Some("3"));
    assert_eq!(sized(vec![]), None);
}

#[test]
fn awarded_is_the_award_else_the_issue() {
    let issued = CredentialView { issued: Some("2026-05-30".to_owned()), ..CredentialView::default() };
    assert_eq!(card(issued.clone(), None).awarded.as_deref(), Some("2026-05-30"));
    let awarded = Claim { awarded_on: Some("2026-05-29".to_owned()), ..claim("c") };
    let both = CredentialView { claims: vec![awarded], ..issued };
    assert_eq!(card(both, None).awarded.as_deref(), Some("2026-05-29"));
}

#[test]
fn a_credential_without_a_title_is_called_by_its_type() {
    let named = |kinds: &[&str]| {
        let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        card(CredentialView { kinds, ..CredentialView::default() }, Some("file")).title
    };
    assert_eq!(named(&["UniversityDegreeCredential"]), "University Degree Credential");
    assert_eq!(named(&["EUTestIDCard2Go"]), "EU Test ID Card2 Go");
    assert_eq!(named(&[]), "file");
}

#[test]
fn points_without_a_framework_are_a_bare_number() {
    let sized =
        |claim: Claim| card(CredentialView { claims: vec![claim], ..CredentialView::default() }, None).size;
    let earned = Credit { points: "1.50".to_owned(), ..Credit::default() };
    let available = Some("2".to_owned());
    let both = Claim { credits: vec![earned], credits_available: available.clone(), ..claim("both") };
    assert_eq!(sized(both).as_deref(), Some("1.50"));
    assert_eq!(sized(Claim { credits_available: available, ..claim("available") }).as_deref(), Some("2"));
}

#[test]
fn dates_of_any_precision_sort() {
    let dates = [
        "1969-12-31",
        "2026-05-30T00:30:00+02:00",
        "2026-05-30",
        "2026-05-30T00:00:01",
        "2026-05-30T00:00:02.5Z",
    ];
    let sorted: Vec<i64> = dates.iter().map(|date| seconds(date).unwrap()).collect();
    assert!(sorted.is_sorted() && sorted[0] < 0, "{sorted:?}");
    for unreadable in ["", "2026", "yesterday", "2026-13-01", "99999999999999-01-01"] {
        assert_eq!(seconds(unreadable), None, "{unreadable:?}");
    }
}

#[test]
fn found_by_every_part_in_every_language() {
    let part = Claim {
        outcomes: vec![LearningOutcome {
            title: text(&[("en", "outcome-word")]),
            skills: vec![label(&[("pt", "skill-word")])],
            ..LearningOutcome::default()
        }],
        criteria: Some(Criteria { narrative: text(&[("en", "criteria-word")]), url: None }),
        results: vec![LearningResult { title: text(&[("en", "result-word")]), ..LearningResult::default() }],
        alignments: vec![Alignment { name: text(&[("en", "alignment-word")]), ..Alignment::default() }],
        tags: vec!["tag-word".to_owned()],
        ..claim("part-word")
    };
    let main = Claim {
        description: text(&[("en", "description-word")]),
        awarded_by: vec![Party { name: text(&[("fi", "awarder-word")]), ..Party::default() }],
        outcome_summary: text(&[("en", "summary-word")]),
        parts: vec![part],
        ..claim("claim-word")
    };
    let view = CredentialView {
        title: text(&[("en", "title-word"), ("fi", "otsikko-word")]),
        description: text(&[("und", "about-word")]),
        issuer: Party {
            name: text(&[("en", "issuer-word")]),
            country: Some(label(&[("en", "country-word")])),
            ..Party::default()
        },
        claims: vec![main],
        subjects: vec![Described {
            statements: vec![Statement {
                values: vec![StatementValue::Text { text: "statement-word".to_owned(), language: None }],
                ..Statement::default()
            }],
            ..Described::default()
        }],
        ..CredentialView::default()
    };
    let report = report(view);
    let indexed = Card::of(&RecordId::of_file(b"", 0), &report, None).indexed(&report);
    for word in [
        "title",
        "otsikko",
        "about",
        "issuer",
        "country",
        "claim",
        "description",
        "awarder",
        "summary",
        "part",
        "outcome",
        "skill",
        "criteria",
        "result",
        "alignment",
        "tag",
        "statement",
    ] {
        assert!(indexed.search_text.contains(&format!("{word}-word")), "{word}");
    }
    assert!(serde_json::from_str::<Card>(&indexed.face).unwrap().title == "title-word");
}

#[test]
fn search_text_is_bounded() {
    let long = "word ".repeat(MAX_SEARCH_BYTES / 10);
    let claims = (0..10).map(|_| claim(&long)).collect();
    let view = CredentialView { title: text(&[("en", "title")]), claims, ..CredentialView::default() };
    let report = report(view);
    let indexed = Card::of(&RecordId::of_file(b"", 0), &report, None).indexed(&report);
    assert!(indexed.search_text.len() <= MAX_SEARCH_BYTES);
    assert!(indexed.search_text.starts_with("title"));
}

#[test]
fn card_stored_by_the_first_version_reads() {
    let frozen = r#"{"record":"d32e4205fb138d4539fc3badcbcac0e0","title":"Working in the battery industry",
        "issuer":"Rannikko","country":"FI","awarded":"2026-05-30","valid_until":null,"size":"15 ECTS",
        "verdict":"undetermined","code":"no_anchor","checked_at":"2026-11-22T12:00:00Z"}"#;
    let card: Card = serde_json::from_str(frozen).unwrap();
    assert_eq!((card.verdict, card.code), (Verdict::Undetermined, Some(Code::NoAnchor)));
    assert_eq!(card.size.as_deref(), Some("15 ECTS"));
}
