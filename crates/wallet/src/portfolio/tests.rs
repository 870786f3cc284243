use std::sync::Arc;

use base64::Engine as _;
use europass::candidate::Person;
use vc::Verdict;
use vc::view::{Image, Text};

use super::*;
use crate::Sort;
use crate::fakes::{NoKeychain, ports};
use crate::ports::Ports;
use crate::verify::AnswerBook;

fn samples_open() -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let ports = Ports { keychain: Arc::new(NoKeychain), ..ports(samples::JUDGED_AT.parse().unwrap()) };
    let mut session = Session::new(folder.path().to_owned(), ports);
    let book: AnswerBook =
        samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect();
    let files = samples::SHOWN.iter().map(|sample| (sample.name, sample.bytes));
    session.open_samples(files, samples::TRUST_LIST, book).unwrap();
    (folder, session)
}

fn holding(session: &mut Session) -> Vec<String> {
    let cards = session.list("", Sort::Title).unwrap().cards.into_iter();
    cards.filter(|card| card.verdict != Verdict::Invalid).map(|card| card.record).collect()
}

fn a_report(session: &mut Session) -> Report {
    let records = holding(session);
    session.open().unwrap().chosen(&records[..1]).unwrap().remove(0)
}

fn page(report: Report) -> String {
    page::of(None, &[report], samples::JUDGED_AT.parse().unwrap())
}

#[test]
fn page_tells_each_credential_with_its_verdict_and_the_day() {
    let (_folder, mut session) = samples_open();
    let records = holding(&mut session);
    assert!(records.len() > 5, "{records:?}");
    let html = session.portfolio(&records).unwrap();
    assert_eq!(html.matches("<article>").count(), records.len());
    assert_eq!(html.matches("<p class=\"verdict ").count(), records.len());
    assert_eq!(html.matches("SHA-256 of the original file: ").count(), records.len());
    assert!(html.contains("<p class=\"verdict verified\"><bdi>Verified, as of "), "{html:.3000}");
    assert!(html.contains("<h1><bdi>Credentials</bdi></h1>") && html.contains("proves nothing by itself"));
    // Every word was found.
    assert!(!html.contains("<dt></dt>") && !html.contains("<h3></h3>") && !html.contains("alt=\"\""));
}

#[test]
fn page_names_the_learner_when_they_said_who_they_are() {
    let (_folder, mut session) = samples_open();
    let records = holding(&mut session);
    let person = r#"{"given_name": "<i>Aino", "family_name": "Virtanen", "email": "aino@example.org", "birth_date": "2001-02-28"}"#;
    session.keep_person(&serde_json::from_str(person).unwrap()).unwrap();
    let html = session.portfolio(&records[..1]).unwrap();
    assert!(
        html.contains("<title>Credentials of &lt;i&gt;Aino Virtanen</title>")
            && html.contains("aino@example.org")
    );
    assert!(!html.contains("2001"), "a date of birth has no place on a page");
    let nobody: Person = serde_json::from_str(r#"{"given_name": "", "family_name": ""}"#).unwrap();
    assert_eq!(session.keep_person(&nobody).unwrap_err().code(), "person_name_missing");
    assert!(session.resume(&records[..1]).unwrap().contains("\"name\": \"<i>Aino Virtanen\""));
}

#[test]
fn page_loads_and_runs_nothing() {
    let (_folder, mut session) = samples_open();
    let records = holding(&mut session);
    let html = session.portfolio(&records).unwrap();
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, include_bytes!("page.css"));
    let hash = base64::engine::general_purpose::STANDARD.encode(digest);
    assert!(
        html.contains(&format!("default-src 'none'; style-src 'sha256-{hash}'; img-src data:;")),
        "{hash}"
    );
    assert!(!html.contains("<script") && !html.contains("<link") && !html.contains("url("));
    for source in html.split("src=\"").skip(1) {
        assert!(source.starts_with("data:image/"), "{source:.80}");
    }
    for target in html.split("href=\"").skip(1) {
        assert!(target.starts_with("https://"), "{target:.80}");
    }
}

#[test]
fn hostile_text_stays_text_wherever_it_stands() {
    let hostile = "</bdi></title><script>alert(1)</script>\" onload=\"x\u{202e}\u{0}";
    let (_folder, mut session) = samples_open();
    let mut report = a_report(&mut session);
    let text = Text([("\"><b>".to_owned(), hostile.to_owned())].into());
    let view = &mut report.claims;
    view.id = Some("javascript:alert(1)".to_owned());
    for said in [&mut view.title, &mut view.issuer.name, &mut view.subject.name] {
        *said = text.clone();
    }
    view.valid_until = Some(hostile.to_owned());
    for claim in &mut view.claims {
        claim.title = text.clone();
        claim.description = text.clone();
        claim.outcome_summary = text.clone();
        claim.workload = Some(hostile.to_owned());
        claim.quality_assurance = vec![text.clone()];
    }
    let html = page(report);
    assert!(
        !html.contains("<script>alert") && !html.contains("\" onload=") && !html.contains("javascript:"),
        "{html}"
    );
    assert!(html.contains("&lt;script&gt;alert(1)") && html.contains("lang=\"&quot;&gt;&lt;b&gt;\""));
}

#[test]
fn pictures_are_in_the_page_when_they_are_plain_and_not_too_large() {
    let (_folder, mut session) = samples_open();
    let report = a_report(&mut session);
    let with = |media_type: &str, base64: String| {
        let mut report = report.clone();
        report.claims.claims.iter_mut().for_each(|claim| claim.image = None);
        let media_type = media_type.to_owned();
        report.claims.images = vec![Image { language: None, page: 1, media_type, base64 }];
        page(report)
    };
    assert!(
        with("image/png", "iVBORw0KGgo=".to_owned())
            .contains("<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"The first")
    );
    for (media_type, base64) in [
        ("image/svg+xml", "PHN2Zz4="),
        ("text/html", "PHN2Zz4="),
        ("image/png", "\" onerror=\"alert(1)"),
        ("image/png", ""),
        ("image/png;x=\"", "iVBORw0KGgo="),
    ] {
        assert!(!with(media_type, base64.to_owned()).contains("<img"), "{media_type}");
    }
    let large = with("image/png", "A".repeat(2 * 1024 * 1024));
    assert!(!large.contains("<img") && large.contains("too large for this page"));
}

#[test]
fn text_says_its_language_and_terms_are_links() {
    let (_folder, mut session) = samples_open();
    let mut report = a_report(&mut session);
    report.claims.title = Text([("fi".to_owned(), "Akut".to_owned())].into());
    assert!(page(report).contains("<h2><bdi lang=\"fi\">Akut</bdi></h2>"));
    let mut report = a_report(&mut session);
    report.claims.claims.iter_mut().for_each(|claim| claim.workload = Some("P1DT60H".to_owned()));
    assert!(page(report).contains("<dd><bdi>1 day, 60 hours</bdi></dd>"), "durations are told as issued");
    let records = holding(&mut session);
    let html = session.portfolio(&records).unwrap();
    assert!(html.contains("<a href=\"https://data.europa.eu/esco/skill/"), "skills are linked");
}

#[test]
fn what_does_not_hold_is_in_neither() {
    let (_folder, mut session) = samples_open();
    let flipped = samples::SAMPLES.iter().find(|sample| sample.name == "flipped.jsonld").unwrap();
    let broken = session.import(None, flipped.bytes).unwrap().taken.remove(0).record;
    let chosen = [holding(&mut session).remove(0), broken];
    assert_eq!(session.portfolio(&chosen).unwrap_err().code(), "credential_invalid");
    assert_eq!(session.resume(&chosen).unwrap_err().code(), "credential_invalid");
    assert_eq!(session.portfolio(&[]).unwrap_err().code(), "europass_count");
    assert_eq!(session.resume(&["no such".to_owned()]).unwrap_err().code(), "record_unknown");
}
