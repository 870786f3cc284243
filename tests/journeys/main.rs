//! Stories of a learner, through the use cases, in a small world without network.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod carriage;
mod goals;
mod trust;

use std::sync::Arc;

use samples::forge::{Algorithm, CertificateHeader, Identity, Key, Level, Pki, RANNIKKO, Sealer};
use tests::sealed::Sealed;
use vc::{Check, Code, Outcome, TrustList, Verdict};
use wallet::fakes::{self, FakeHttp, FixedClock, NoKeychain};
use wallet::ports::{Ports, Purpose};
use wallet::{AnswerBook, Judging, Phase, Protection, Session, Sort, Stored};

const PASSPHRASE: &str = "four words in a row";

fn now() -> jiff::Timestamp {
    samples::JUDGED_AT.parse().unwrap()
}

fn trusting() -> Judging {
    Judging { trust: vec![TrustList::parse("samples", samples::TRUST_LIST).unwrap()], ..Judging::default() }
}

/// What is on the web about the issuers of the samples.
fn book() -> AnswerBook {
    samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect()
}

fn sample(name: &str) -> &'static [u8] {
    samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap().bytes
}

#[test]
fn a_learner_keeps_a_credential_reads_its_verdict_and_takes_it_with_her() {
    let folder = tempfile::tempdir().unwrap();
    let ports = fakes::ports(now());
    let mut session = Session::new(folder.path().join("wallet"), ports.clone()).judging(trusting());
    assert_eq!(session.state().unwrap().phase, Phase::Absent);
    session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();

    let file = sample("battery-industry.jsonld");
    let imported = session.import(Some("battery-industry.jsonld"), file).unwrap().taken.remove(0);
    assert_eq!((imported.stored, imported.verdict), (Stored::New, Verdict::Verified));

    session.lock().unwrap();
    drop(session);
    let mut session = Session::new(folder.path().join("wallet"), ports).judging(trusting());
    assert_eq!(session.unlock(Some("another four words".to_owned())).unwrap_err().code(), "wrong_passphrase");
    session.unlock(Some(PASSPHRASE.to_owned())).unwrap();

    let card = session.list("batter", Sort::Issued).unwrap().cards.remove(0);
    assert_eq!(
        (card.title.as_str(), card.size.as_deref()),
        ("Working in the battery industry", Some("15 competence points"))
    );
    let detail = session.show(&card.record).unwrap();
    assert_eq!(detail.report.seal.as_ref().unwrap().sealed_by, "Rannikko Education Consortium");
    let awarding = &detail.report.claims.claims[0].awarded_by[0].name;
    assert_eq!(awarding.pick(&["en"]), Some("Pohjankaari Vocational College"), "sealed and awarded by two");

    let taken = session.export(&card.record).unwrap();
    assert!(taken.bytes == file && taken.file_name == "battery-industry.jsonld");
    session.delete(&card.record).unwrap();
    assert_eq!(session.list("", Sort::Issued).unwrap().total, 0);
}

#[test]
fn what_was_valid_when_received_is_kept_and_shown_as_expired_later() {
    let folder = tempfile::tempdir().unwrap();
    let at = |time: &str| Ports { clock: Arc::new(FixedClock(time.parse().unwrap())), ..fakes::ports(now()) };
    let path = folder.path().join("wallet");
    let mut session = Session::new(path.clone(), at("2026-10-20T12:00:00Z")).judging(trusting());
    session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();
    let imported = session.import(Some("expired.jsonld"), sample("expired.jsonld")).unwrap().taken.remove(0);
    assert_eq!(imported.verdict, Verdict::Verified);
    drop(session);

    let mut session = Session::new(path, at("2026-11-22T12:00:00Z")).judging(trusting());
    session.unlock(Some(PASSPHRASE.to_owned())).unwrap();
    let kept = session.show(&imported.record).unwrap();
    assert_eq!(kept.report.verdict, Verdict::Verified, "the report of that day");
    let again = session.recheck(&imported.record).unwrap();
    assert_eq!(again.report.verdict, Verdict::Invalid);
    assert_eq!(again.report.deciding().unwrap().code, Some(Code::Expired));
    assert_eq!(session.show(&imported.record).unwrap().report.verdict, Verdict::Invalid);
}

#[test]
fn a_missing_revocation_list_is_fetched_once_and_kept_for_the_train() {
    let (pki, seal) = (
        Pki::committed(),
        Identity::new(&Pki::committed(), &RANNIKKO, Key::for_seal(&RANNIKKO, Algorithm::Rs256)),
    );
    let payload = Sealed::read(sample("battery-industry.jsonld")).payload().to_owned();
    let file = Sealer { level: Level::T, certificates: CertificateHeader::Chain, ..Sealer::new(&pki, &seal) }
        .seal(&payload);
    let list = revocation_list(&Sealer::new(&pki, &seal).seal(&payload));

    let http = Arc::new(FakeHttp::default().with("https://pki.tessera-samples.example/eseal-ca.crl", list));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wallet");
    let online = Ports { http: Arc::clone(&http) as _, ..fakes::ports(now()) };
    let mut session = Session::new(path.clone(), online).judging(trusting());
    session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();
    let imported = session.import(None, &file).unwrap().taken.remove(0);
    assert_eq!(imported.verdict, Verdict::Verified);
    let requests = http.requests();
    assert_eq!(requests.iter().map(|request| request.purpose).collect::<Vec<_>>(), [Purpose::RevocationList]);
    drop(session);

    let mut session = Session::new(path, fakes::ports(now())).judging(trusting()); // nothing answers
    session.unlock(Some(PASSPHRASE.to_owned())).unwrap();
    let again = session.recheck(&imported.record).unwrap();
    assert_eq!(again.report.verdict, Verdict::Verified, "the answer was kept with the credential");
}

fn revocation_list(sealed: &[u8]) -> Vec<u8> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let unsigned = Sealed::read(sealed).unsigned();
    let text = unsigned.iter().find_map(|element| element.pointer("/rVals/crlVals/0/val")).unwrap();
    STANDARD.decode(text.as_str().unwrap()).unwrap()
}

#[test]
fn nobody_is_asked_about_seals_when_nobody_is_trusted() {
    let http = Arc::new(FakeHttp::default());
    let folder = tempfile::tempdir().unwrap();
    let ports = Ports { http: Arc::clone(&http) as _, ..fakes::ports(now()) };
    let mut session = Session::new(folder.path().join("wallet"), ports);
    session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();
    for sample in samples::SAMPLES {
        let imported = session.import(Some(sample.name), sample.bytes).unwrap();
        assert_ne!(imported.taken[0].verdict, Verdict::Verified, "{}: no list, no yes", sample.name);
    }
    // The keys of an issuer and its lists tell whether a badge is genuine, whoever is trusted.
    let purposes: Vec<Purpose> = http.requests().iter().map(|request| request.purpose).collect();
    let about_seals = [Purpose::IssuerCertificate, Purpose::RevocationList];
    assert!(purposes.contains(&Purpose::DidDocument) && purposes.contains(&Purpose::StatusList));
    assert!(!purposes.iter().any(|purpose| about_seals.contains(purpose)), "{purposes:?}");
}

#[test]
fn somebody_looks_around_with_samples_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::new(folder.path().join("wallet"), fakes::ports(now()));
    let shown = || samples::SHOWN.iter().map(|sample| (sample.name, sample.bytes));
    let state = session.open_samples(shown(), samples::TRUST_LIST, book()).unwrap();
    assert!(state.samples && state.phase == Phase::Open);
    let listing = session.list("", Sort::Title).unwrap();
    assert_eq!(listing.total, samples::SHOWN.len());
    assert!(listing.cards.iter().all(|card| card.verdict == Verdict::Verified));
    let state = session.leave_samples().unwrap();
    assert_eq!((state.phase, state.samples), (Phase::Absent, false));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was written");

    // The learner's own wallet does not trust those whose keys are public.
    session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();
    let imported = session.import(None, samples::SHOWN[0].bytes).unwrap().taken.remove(0);
    assert_eq!(imported.verdict, Verdict::Undetermined);
    let issuer = session.show(&imported.record).unwrap().report.check(Check::Issuer).cloned().unwrap();
    assert_eq!((issuer.outcome, issuer.code), (Outcome::Undetermined, Some(Code::NoAnchor)));
}

#[test]
fn badges_come_in_a_list_or_in_a_message_and_are_each_a_credential() {
    let folder = tempfile::tempdir().unwrap();
    let judging = Judging { book: book(), ..trusting() };
    let mut session = Session::new(folder.path().join("wallet"), fakes::ports(now())).judging(judging);
    session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();

    let list = session.import(Some("two-badges.1ob"), samples::LIST).unwrap();
    assert_eq!(
        list.taken.iter().map(|one| (one.part, one.verdict)).collect::<Vec<_>>(),
        [(0, Verdict::Verified), (1, Verdict::Verified)]
    );
    let mail = session.import(None, samples::MAIL).unwrap();
    assert_eq!((mail.taken.len(), mail.taken[0].verdict), (1, Verdict::Verified));
    assert!(list.unreadable.is_empty() && mail.unreadable.is_empty());
    assert_eq!(session.list("", Sort::Title).unwrap().total, 3);

    let second = &list.taken[1].record;
    let detail = session.recheck(second).unwrap();
    assert_eq!(detail.report.verdict, Verdict::Verified);
    assert!(detail.report.claims.claims[0].criteria.is_some());
    assert!(session.export(second).unwrap().bytes == samples::LIST, "byte for byte, with its neighbour");
}

#[test]
fn a_line_that_nobody_signed_is_named_and_shown_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let judging = Judging { book: book(), ..trusting() };
    let mut session = Session::new(folder.path().join("wallet"), fakes::ports(now())).judging(judging);
    session.create(Protection::Passphrase, Some(PASSPHRASE.to_owned())).unwrap();
    let imported = session.import(None, sample("badge-injected.json")).unwrap().taken.remove(0);
    assert_eq!((imported.verdict, imported.code), (Verdict::Invalid, Some(Code::UnsignedContent)));
    let report = session.show(&imported.record).unwrap().report;
    let [line] = &report.unsigned[..] else { panic!("{:?}", report.unsigned) };
    let planted = line.value.trim_matches('"');
    assert!(!planted.is_empty());
    assert!(!serde_json::to_string(&report.claims).unwrap().contains(planted), "only as what is not signed");
}

#[test]
fn without_a_keychain_and_without_a_passphrase_there_is_no_wallet() {
    let folder = tempfile::tempdir().unwrap();
    let ports = Ports { keychain: Arc::new(NoKeychain), ..fakes::ports(now()) };
    let mut session = Session::new(folder.path().join("wallet"), ports);
    assert!(!session.state().unwrap().keychain_available);
    assert_eq!(session.create(Protection::Keychain, None).unwrap_err().code(), "keychain_unavailable");
    assert_eq!(session.create(Protection::Passphrase, None).unwrap_err().code(), "passphrase_required");
    let short = session.create(Protection::Passphrase, Some("short".to_owned()));
    assert_eq!(short.unwrap_err().code(), "passphrase_too_short");
    assert_eq!(session.state().unwrap().phase, Phase::Absent);
    assert_eq!(session.import(None, samples::SHOWN[0].bytes).unwrap_err().code(), "no_wallet");
}

#[test]
fn with_the_keychain_nothing_is_asked_and_nobody_else_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    let (path, ports) = (folder.path().join("wallet"), fakes::ports(now()));
    let mut session = Session::new(path.clone(), ports.clone());
    session.create(Protection::Keychain, None).unwrap();
    session.import(None, samples::SHOWN[0].bytes).unwrap();
    let second = Session::new(path.clone(), ports.clone()).unlock(None).unwrap_err();
    assert_eq!(second.code(), "wallet_in_use");
    drop(session);

    let mut session = Session::new(path.clone(), ports);
    session.unlock(None).unwrap();
    assert_eq!(session.list("", Sort::Issued).unwrap().total, 1);
    drop(session);

    let elsewhere = fakes::ports(now()); // the folder copied to another computer
    assert_eq!(Session::new(path, elsewhere).unlock(None).unwrap_err().code(), "keychain_unavailable");
}
