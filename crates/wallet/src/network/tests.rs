use std::sync::Arc;

use crate::fakes::{FakeHttp, ports};
use crate::ports::{FetchFault, Ports};
use crate::verify::Reach;
use crate::{Judging, Protection, Session, Sort};

use super::*;

const NOW: &str = "2026-11-22T12:00:00Z";
const CRL: &str = "https://pki.tessera-samples.example/eseal-ca.crl";
const PASSPHRASE: &str = "correct horse battery";

/// The sample whose certificate names a revocation list that it does not carry.
const ASKS: &[u8] = samples::SAMPLES[4].bytes;

fn ports_with(http: &Arc<FakeHttp>, now: &str) -> Ports {
    Ports { http: http.clone(), ..ports(now.parse().unwrap()) }
}

fn judging() -> Judging {
    let trust = vec![vc::TrustList::parse("samples", samples::TRUST_LIST).unwrap()];
    Judging { trust, ..Judging::default() }
}

fn session(folder: &std::path::Path, http: &Arc<FakeHttp>, now: &str) -> Session {
    let mut session = Session::new(folder.to_owned(), ports_with(http, now)).judging(judging());
    if session.state().unwrap().phase == crate::Phase::Absent {
        session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();
    } else {
        session.unlock(Some(PASSPHRASE.to_owned())).unwrap();
    }
    session
}

fn only_record(session: &mut Session) -> String {
    session.list("", Sort::Title).unwrap().cards.remove(0).record
}

#[test]
fn every_request_is_written_down_with_its_reason_and_outcome() {
    let folder = tempfile::tempdir().unwrap();
    let http = Arc::new(FakeHttp::default().with(CRL, "list").with_fault(
        "https://school.example/badge",
        FetchFault::Status { host: "school.example".to_owned(), status: 404 },
    ));
    let mut session = session(folder.path(), &http, NOW);
    session.import(Some("a.jsonld"), ASKS).unwrap();
    let record = only_record(&mut session);
    session.recheck(&record).unwrap();
    assert_eq!(session.fetch("https://school.example/badge").unwrap_err().code(), "http_status");

    let told: Vec<_> = session.network().unwrap().requests;
    let of = |purpose, url: &str, record: Option<&str>, bytes, code: Option<&str>| Requested {
        at: NOW.to_owned(),
        purpose,
        url: url.to_owned(),
        record: record.map(str::to_owned),
        bytes,
        code: code.map(str::to_owned),
    };
    let crl = of(Purpose::RevocationList, CRL, Some(&record), Some(4), None);
    let refused = of(Purpose::Credential, "https://school.example/badge", None, None, Some("http_status"));
    assert_eq!(told, [refused, crl.clone(), crl]);
    assert_eq!(told.len(), http.requests().len(), "no request that is not told of");
    assert_eq!(session.erase_requests().unwrap().requests, []);
}

#[test]
fn offline_is_kept_and_obeyed_by_everything() {
    let folder = tempfile::tempdir().unwrap();
    let http = Arc::new(FakeHttp::default().with(CRL, "list"));
    {
        let mut session = session(folder.path(), &http, NOW);
        assert!(session.set_offline(true).unwrap().offline);
    }
    let mut session = session(folder.path(), &http, "2026-12-22T12:00:00Z");
    assert!(session.network().unwrap().offline);
    session.import(Some("a.jsonld"), ASKS).unwrap();
    let record = only_record(&mut session);
    session.recheck(&record).unwrap();
    session.goals(false).unwrap();
    assert_eq!(session.fetch(CRL).unwrap_err().code(), "offline");
    assert_eq!(session.due(10).unwrap(), [""; 0]);
    assert_eq!(http.requests(), []);
    assert!(!session.set_offline(false).unwrap().offline);
    session.recheck(&record).unwrap();
    assert_eq!(http.requests().len(), 1);
}

#[test]
fn a_rule_to_stay_offline_is_above_the_setting() {
    let folder = tempfile::tempdir().unwrap();
    let judging = Judging { reach: Reach::Offline, ..judging() };
    let http = Arc::default();
    let mut session = Session::new(folder.path().to_owned(), ports_with(&http, NOW)).judging(judging);
    session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();
    let network = session.set_offline(false).unwrap();
    assert!(network.offline && network.bound_offline);
}

#[test]
fn the_log_is_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(folder.path(), &Arc::default(), NOW);
    for number in 0..MAX_REQUESTS + 3 {
        let _unreachable = session.fetch(&format!("https://school.example/{number}"));
    }
    let requests = session.network().unwrap().requests;
    assert_eq!(requests.len(), MAX_REQUESTS);
    assert!(requests[0].url.ends_with(&format!("/{}", MAX_REQUESTS + 2)), "the last comes first");
}

#[test]
fn what_was_judged_over_a_day_ago_is_due_the_oldest_first() {
    let folder = tempfile::tempdir().unwrap();
    session(folder.path(), &Arc::default(), NOW).import(None, ASKS).unwrap();
    let mut day_later = session(folder.path(), &Arc::default(), "2026-11-23T12:00:00Z");
    assert_eq!(day_later.due(10).unwrap(), [""; 0], "exactly a day ago");
    drop(day_later);
    let mut session = session(folder.path(), &Arc::default(), "2026-11-23T12:00:01Z");
    session.import(None, samples::SAMPLES[0].bytes).unwrap();
    let [due] = &session.due(10).unwrap()[..] else { panic!("one is due") };
    let detail = session.recheck(due).unwrap();
    assert_eq!(detail.checked_at, "2026-11-23T12:00:01Z");
    assert_eq!(session.due(10).unwrap(), [""; 0]);
}

#[test]
fn a_request_noted_by_version_1_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(folder.path(), &Arc::default(), NOW);
    let text = include_str!("../../../../tests/fixtures/request-v1.json").trim_end().to_owned();
    let event = Event { at: NOW.to_owned(), kind: REQUEST.to_owned(), record: None, text };
    session.open().unwrap().vault.note_events(&[event]).unwrap();
    let requests = session.network().unwrap().requests;
    let told: Vec<_> = requests.iter().map(|request| (request.purpose, request.bytes)).collect();
    assert_eq!(told, [(Purpose::DidLog, None)]);
    assert_eq!(requests[0].code.as_deref(), Some("timed_out"));
}
