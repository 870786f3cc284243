use std::time::Instant;

use samples::SAMPLES;
use vc::{Code, Verdict};

use super::*;
use crate::carriage::{codes, link};
use crate::fakes;
use crate::verify::{AnswerBook, Judging, Reach};

pub(super) fn sample(name: &str) -> &'static [u8] {
    SAMPLES.iter().find(|sample| sample.name == name).unwrap().bytes
}

/// Somebody without a wallet, who trusts the list of the samples.
pub(super) fn employer(folder: &tempfile::TempDir) -> Session {
    let trust = vec![vc::TrustList::parse("samples", samples::TRUST_LIST).unwrap()];
    let book = samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec()));
    let judging =
        Judging { trust, reach: Reach::Offline, book: book.collect::<AnswerBook>(), ..Judging::default() };
    let ports = fakes::ports(samples::JUDGED_AT.parse().unwrap());
    Session::new(folder.path().to_owned(), ports).judging(judging)
}

pub(super) fn shown(found: Vec<Found>) -> Vec<Showing> {
    let one = |found| match found {
        Found::Shown(showing) => *showing,
        other => panic!("{other:?}"),
    };
    found.into_iter().map(one).collect()
}

pub(super) fn read(session: &mut Session, bytes: &[u8]) -> Vec<Found> {
    session.read_shown("x", bytes, None).unwrap()
}

#[test]
fn proof_is_judged_without_a_wallet_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = employer(&folder);
    let proof = sample("diploma-shown.sd-jwt");
    let code = codes(proof, None).unwrap()[0].png(3);
    for bytes in [code, link(proof, None).unwrap().into_bytes(), proof.to_vec()] {
        let showing = shown(read(&mut session, &bytes)).remove(0);
        assert_eq!(showing.report.verdict, Verdict::Verified);
        assert_eq!(showing.report.check(Check::Holder).unwrap().outcome, Outcome::Pass);
        assert!(showing.made.is_some() && showing.until.is_some());
    }
    assert_eq!(session.desk_rows().len(), 3);
    assert!(session.desk_report(3).unwrap().contains("\"verdict\": \"verified\""));
    session.clear_desk();
    assert!(session.desk_rows().is_empty());
    assert_eq!(session.desk_report(3).unwrap_err().code(), "showing_unknown");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_is_not_shown_is_counted() {
    let mut session = employer(&tempfile::tempdir().unwrap());
    let whole = shown(read(&mut session, sample("diploma.sd-jwt"))).remove(0);
    let part = shown(read(&mut session, sample("diploma-in-part.sd-jwt"))).remove(0);
    println!("not shown: {} of the whole, {} of the part", whole.withheld, part.withheld);
    assert!(part.withheld > whole.withheld);
    assert_eq!((&whole.made, &whole.until), (&None, &None));
}

#[test]
fn answer_to_nobody_or_to_somebody_else_is_told() {
    let mut session = employer(&tempfile::tempdir().unwrap());
    let asked = session.ask(None, Vec::new()).unwrap().code;
    for (name, code) in
        [("diploma-shown.sd-jwt", Code::NonceMismatch), ("diploma.sd-jwt", Code::BindingMissing)]
    {
        let showing = shown(session.read_shown("x", sample(name), Some(&asked)).unwrap()).remove(0);
        assert_eq!(showing.report.check(Check::Holder).unwrap().code, Some(code), "{name}");
        assert_eq!((showing.made, showing.until), (None, None));
    }
    // What answers something else leaves the code open; a code that nobody gave is refused.
    assert!(session.asks.challenge(&asked, samples::JUDGED_AT.parse().unwrap()).is_ok());
    let refused = session.read_shown("x", b"x", Some("ZZZZ-ZZZZ")).unwrap_err();
    assert_eq!(refused.code(), "ask_unknown");
}

#[test]
fn frames_links_texts_and_what_is_none_of_them_are_told_apart() {
    let mut session = employer(&tempfile::tempdir().unwrap());
    let frames = codes(sample("vehicle-units.jsonld"), None).unwrap();
    let first = read(&mut session, &frames[0].png(2));
    assert!(matches!(first[..], [Found::Frame { seen: 1, needed }] if needed > 3), "{first:?}");
    assert!(matches!(read(&mut session, b"https://a.example/x")[..], [Found::Text { .. }]));
    let message = format!("Dear Sir,\n{}\nYours", link(sample("course-1.jwt"), None).unwrap());
    assert_eq!(shown(read(&mut session, message.as_bytes())).len(), 1);
    let request = session.ask(None, vec!["Diploma".to_owned()]).unwrap().link;
    for (bytes, expected) in [
        (&b"tessera:#17"[..], "code_damaged"),
        (b"tessera:#9", "proof_version_unknown"),
        (request.as_bytes(), "request_not_proof"),
        (b"\x89PNG\r\n\x1a\n", "picture_damaged"),
        (b"Dear Sir", "unknown_format"),
    ] {
        let found = read(&mut session, bytes);
        assert!(matches!(&found[..], [Found::Unreadable { code }] if code == expected), "{found:?}");
    }
    let unreadable: Vec<_> =
        session.desk_rows().into_iter().filter(|row| row.verdict == "unreadable").collect();
    assert_eq!((unreadable.len(), unreadable[0].code.as_deref()), (6, Some("link_not_followed")));
    let nothing = qr::Symbol::draw("a", "1").unwrap().png(1);
    assert!(matches!(read(&mut session, &nothing)[..], [Found::Text { .. } | Found::Unreadable { .. }]));
}

#[test]
fn locking_the_wallet_clears_the_desk() {
    let mut session = employer(&tempfile::tempdir().unwrap());
    read(&mut session, sample("course-1.jwt"));
    session.lock().unwrap();
    assert!(session.desk_rows().is_empty());
}

#[test]
fn the_same_proof_a_second_time_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = employer(&folder);
    let first = shown(read(&mut session, sample("course-1.jwt"))).remove(0);
    let at = "2026-11-22T12:00:40Z".parse().unwrap();
    session.ports = fakes::ports(at);
    session.no_wallet = None;
    let again = shown(read(&mut session, sample("course-1.jwt"))).remove(0);
    assert_eq!((first.before, again.before.as_deref()), (None, Some(samples::JUDGED_AT)));
}

#[test]
fn five_hundred_presentations_are_judged_and_put_in_a_table() {
    let mut session = employer(&tempfile::tempdir().unwrap());
    let names =
        ["diploma-shown.sd-jwt", "presentation.jwt", "presentation.json", "diploma-shown-before.sd-jwt"];
    let start = Instant::now();
    for number in 0..500 {
        shown(read(&mut session, sample(names[number % names.len()])));
    }
    let judged = start.elapsed();
    let rows = session.desk_rows();
    let table = csv(&rows);
    println!("500 presentations judged in {judged:?}, with the table in {:?}", start.elapsed());
    assert_eq!((rows.len(), table.lines().count()), (500, 501));
    assert!(table.starts_with("path,learner,title,issuer,verdict,"));
    assert_eq!(rows.iter().filter(|row| row.verdict == "invalid").count(), 125);
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&json(&rows)).unwrap().len(), 500);
}
