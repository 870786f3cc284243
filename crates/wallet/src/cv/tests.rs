use std::sync::Arc;

use europass::candidate::Person;
use vc::Verdict;

use crate::fakes::{NoKeychain, ports};
use crate::ports::Ports;
use crate::session::Session;
use crate::verify::AnswerBook;
use crate::{Listing, Sort};

/// The sample wallet, open, and what is in it.
fn samples_open() -> (tempfile::TempDir, Session, Listing) {
    let folder = tempfile::tempdir().unwrap();
    let ports = Ports { keychain: Arc::new(NoKeychain), ..ports(samples::JUDGED_AT.parse().unwrap()) };
    let mut session = Session::new(folder.path().to_owned(), ports);
    let book: AnswerBook =
        samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect();
    let files = samples::SHOWN.iter().map(|sample| (sample.name, sample.bytes));
    session.open_samples(files, samples::TRUST_LIST, book).unwrap();
    let listing = session.list("", Sort::Title).unwrap();
    (folder, session, listing)
}

fn record(listing: &Listing, verdict: Verdict) -> String {
    listing.cards.iter().find(|card| card.verdict == verdict).unwrap().record.clone()
}

fn aino() -> Person {
    serde_json::from_str(r#"{"given_name": " Aino ", "family_name": "Virtanen"}"#).unwrap()
}

#[test]
fn who_the_learner_is_is_asked_once() {
    let (_folder, mut session, listing) = samples_open();
    let chosen = [record(&listing, Verdict::Verified)];
    assert_eq!(session.cv(&chosen, None).unwrap_err().code(), "person_unknown");
    let first = session.cv(&chosen, Some(aino())).unwrap();
    assert!(first.contains("<oa:GivenName>Aino</oa:GivenName>"));
    assert_eq!(session.cv(&chosen, None).unwrap(), first);
}

#[test]
fn what_the_editor_would_refuse_is_neither_written_nor_kept() {
    let (_folder, mut session, listing) = samples_open();
    let chosen = [record(&listing, Verdict::Verified)];
    let nobody = Person { family_name: String::new(), ..aino() };
    assert_eq!(session.cv(&chosen, Some(nobody)).unwrap_err().code(), "person_name_missing");
    assert_eq!(session.cv(&chosen, None).unwrap_err().code(), "person_unknown");
}

#[test]
fn credential_that_does_not_hold_goes_into_no_cv() {
    let (_folder, mut session, listing) = samples_open();
    let flipped = samples::SAMPLES.iter().find(|sample| sample.name == "flipped.jsonld").unwrap();
    let broken = session.import(None, flipped.bytes).unwrap().taken.remove(0).record;
    let chosen = [record(&listing, Verdict::Verified), broken];
    assert_eq!(session.cv(&chosen, Some(aino())).unwrap_err().code(), "credential_invalid");
}

#[test]
fn every_credential_is_shown_with_what_it_states() {
    let (_folder, mut session, listing) = samples_open();
    for card in &listing.cards {
        let annex1 = session.show(&card.record).unwrap().annex1.unwrap();
        assert_eq!(annex1.elements.len(), 16, "{}", card.title);
        assert!(annex1.unread.is_some() || annex1.mandatory_found > 0, "{}", card.title);
    }
}

#[test]
fn credential_compared_with_itself_says_the_same_wherever_it_says_something() {
    let (_folder, mut session, listing) = samples_open();
    let record = record(&listing, Verdict::Verified);
    let rows = session.compare(&record, &record).unwrap();
    assert!(rows.iter().all(|row| row.same != row.left.is_empty()));
    assert!(rows.iter().filter(|row| row.same).count() > 5);
    assert_eq!(session.compare(&record, "no such record").unwrap_err().code(), "record_unknown");
}

/// That it comes out byte for byte is shown by `tests/tools/printed.py`.
#[test]
fn page_for_people_carries_the_document_for_the_editor() {
    let (_folder, mut session, listing) = samples_open();
    let chosen = [record(&listing, Verdict::Verified)];
    assert_eq!(session.cv_on_paper(&chosen, None).map(drop).unwrap_err().code(), "person_unknown");
    let pdf = session.cv_on_paper(&chosen, Some(aino())).unwrap().bytes;
    assert!(pdf.windows(14).any(|name| name == b"attachment.xml"));
    assert_eq!(session.cv_on_paper(&chosen, None).unwrap().bytes, pdf);
}
