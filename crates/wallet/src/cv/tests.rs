use std::sync::Arc;

use europass::candidate::Person;
use europass::ways::Obstacle;
use vc::{Outcome, ProfileId, Verdict};

use crate::MAX_BROUGHT;
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
    let rows = session.compare(&record, &record, &[]).unwrap();
    assert!(rows.iter().all(|row| row.same != row.left.is_empty()));
    assert!(rows.iter().filter(|row| row.same).count() > 5);
    assert_eq!(session.compare(&record, "no such record", &[]).unwrap_err().code(), "record_unknown");
}

#[test]
fn europass_takes_a_sealed_file_and_a_badge_only_into_the_cv() {
    let (_folder, mut session, listing) = samples_open();
    let records: Vec<_> = listing.cards.iter().map(|card| card.record.clone()).collect();
    let brought = session.bringing(&records).unwrap();
    assert_eq!(brought.len(), records.len());
    let mut sealed = 0;
    for one in brought {
        let taken: Vec<_> = one.ways.iter().map(|taking| (taking.outcome, taking.obstacle)).collect();
        if session.show(&one.record).unwrap().report.profile == ProfileId::Edc {
            assert_eq!(taken, [(Outcome::Pass, None); 2], "{}", one.title);
            sealed += 1;
        } else {
            let refused = (Outcome::Fail, Some(Obstacle::OtherFormat));
            assert_eq!(taken, [refused, (Outcome::Pass, None)], "{}", one.title);
        }
    }
    assert!(sealed > 0 && sealed < records.len());
}

#[test]
fn none_and_too_many_are_refused_at_once() {
    let (_folder, mut session, _) = samples_open();
    let many = vec!["0".to_owned(); MAX_BROUGHT + 1];
    for records in [&[][..], &many] {
        assert_eq!(session.bringing(records).unwrap_err().code(), "europass_count");
        assert_eq!(session.cv(records, Some(aino())).unwrap_err().code(), "europass_count");
    }
}

#[test]
fn whose_cv_it_is_can_be_seen_and_forgotten() {
    let (_folder, mut session, listing) = samples_open();
    assert!(session.cv_owner().unwrap().person.is_none());
    session.cv(&[record(&listing, Verdict::Verified)], Some(aino())).unwrap();
    let kept = session.cv_owner().unwrap();
    assert_eq!(kept.person.unwrap().given_name, "Aino");
    assert!(kept.terms.countries.contains(&"fi".to_owned()));
    assert!(session.forget_cv_owner().unwrap().person.is_none());
    assert!(session.cv_owner().unwrap().person.is_none());
}
