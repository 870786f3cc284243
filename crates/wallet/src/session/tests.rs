use std::fs;
use std::path::Path;

use tempfile::TempDir;
use vc::Verdict;

use super::*;
use crate::fakes::{MemoryKeychain, NoKeychain, ports};
use crate::import::Stored;
use crate::ports::Keychain;

const WORDS: &str = "correct horse battery staple";

fn session(folder: &Path, keychain: Arc<dyn Keychain>) -> Session {
    let ports = Ports { keychain, ..ports(samples::JUDGED_AT.parse().unwrap()) };
    Session::new(folder.to_owned(), ports)
}

/// An open wallet of its own, protected by a passphrase, that trusts the samples.
fn open() -> (TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let trust = vec![TrustList::parse("samples", samples::TRUST_LIST).unwrap()];
    let judging = Judging { trust, book: book(), ..Judging::default() };
    let mut session = session(folder.path(), Arc::new(NoKeychain)).judging(judging);
    session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    (folder, session)
}

fn code<T>(result: Result<T, WalletFault>) -> &'static str {
    result.map(drop).unwrap_err().code()
}

/// What is on the web about the issuers of the samples.
fn book() -> AnswerBook {
    samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect()
}

fn shown() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    samples::SHOWN.iter().map(|sample| (sample.name, sample.bytes))
}

#[test]
fn wallet_goes_from_absent_to_open_to_locked_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(folder.path(), Arc::new(MemoryKeychain::default()));
    let state = session.state().unwrap();
    assert_eq!((state.phase, state.protection, state.samples), (Phase::Absent, None, false));
    assert!(state.keychain_available);
    assert_eq!(state.location, folder.path().display().to_string());

    let made = session.create(Protection::Keychain, None).unwrap();
    assert_eq!((made.phase, made.protection), (Phase::Open, Some(Protection::Keychain)));
    assert_eq!(session.lock().unwrap().phase, Phase::Locked);
    assert_eq!(code(session.list("", Sort::Title)), "wallet_locked");
    assert_eq!(session.unlock(None).unwrap().phase, Phase::Open);
    assert_eq!(session.unlock(None).unwrap().phase, Phase::Open, "unlocking twice is no harm");
}

#[test]
fn without_a_wallet_every_use_case_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(folder.path(), Arc::new(NoKeychain));
    assert!(!session.state().unwrap().keychain_available);
    assert_eq!(code(session.import(None, b"{}")), "no_wallet");
    assert_eq!(code(session.list("", Sort::Title)), "no_wallet");
    for id in ["", "ba7816bf8f01cfea414140de5dae2223"] {
        assert_eq!(code(session.show(id)), "no_wallet");
        assert_eq!(code(session.export(id)), "no_wallet");
        assert_eq!(code(session.delete(id)), "no_wallet");
        assert_eq!(code(session.recheck(id)), "no_wallet");
    }
}

#[test]
fn unknown_record_is_named() {
    let (_folder, mut session) = open();
    for id in ["", "nothing", "ba7816bf8f01cfea414140de5dae2223", "ba7816bf8f01cfea414140de5dae2223-1"] {
        assert_eq!(code(session.show(id)), "record_unknown", "{id:?}");
        assert_eq!(code(session.export(id)), "record_unknown", "{id:?}");
        assert_eq!(code(session.delete(id)), "record_unknown", "{id:?}");
        assert_eq!(code(session.recheck(id)), "record_unknown", "{id:?}");
    }
}

#[test]
fn every_sample_is_kept_whatever_its_verdict_and_comes_out_byte_for_byte() {
    let (folder, mut session) = open();
    for sample in samples::SAMPLES {
        let imported = session.import(Some(sample.name), sample.bytes).unwrap().taken.remove(0);
        assert_eq!(imported.stored, Stored::New, "{}", sample.name);
        assert_eq!(session.import(None, sample.bytes).unwrap().taken[0].stored, Stored::Duplicate);
    }
    drop(session);
    let mut session = self::session(folder.path(), Arc::new(NoKeychain));
    session.unlock(Some(WORDS.to_owned())).unwrap();
    let listing = session.list("", Sort::Issued).unwrap();
    assert_eq!((listing.cards.len(), listing.total), (samples::SAMPLES.len(), samples::SAMPLES.len()));
    for card in listing.cards {
        let original = session.export(&card.record).unwrap();
        let sample = samples::SAMPLES.iter().find(|sample| sample.name == original.file_name).unwrap();
        assert_eq!(original.bytes, sample.bytes, "{}", sample.name);
        let detail = session.show(&card.record).unwrap();
        assert_eq!(detail.report.verdict, card.verdict);
        assert_eq!(detail.bytes, sample.bytes.len());
        assert_eq!(
            (detail.stored_at.as_str(), detail.checked_at.as_str()),
            (samples::JUDGED_AT, samples::JUDGED_AT)
        );
        let begins = if sample.bytes.starts_with(b"ey") { "ey" } else { "{\n  \"" };
        assert!(detail.original.len() <= 64 * 1024 && detail.original.starts_with(begins), "{}", sample.name);
    }
}

#[test]
fn unreadable_input_stores_nothing_and_says_why() {
    let (_folder, mut session) = open();
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let deep_object = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    let cases: [(&[u8], &str); 9] = [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"hello", "unknown_format"),
        (b"{}", "unknown_format"),
        (deep.as_bytes(), "too_deep"),
        (deep_object.as_bytes(), "too_deep"),
        (b"\xef\xbb\xbf{}", "bom"),
        (b"{\"a\": \"\xff\"}", "invalid_utf8"),
        (b"{\"a\": 1, \"a\": 2}", "duplicate_key"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(code(session.import(Some("x"), bytes)), expected, "{:?}", &bytes[..bytes.len().min(20)]);
    }
    let fault = session.import(None, &vec![b' '; vc::limits::MAX_INPUT_BYTES + 1]).map(drop).unwrap_err();
    assert_eq!((fault.code(), &*fault.detail()["limit"]), ("too_large", "20971520"));
    assert_eq!(session.list("", Sort::Title).unwrap().total, 0);
}

/// The samples of these numbers as one list, with something foreign between the first and the second.
fn list_of(first: usize, second: usize) -> Vec<u8> {
    let [first, second] = [first, second].map(|number| samples::SAMPLES[number].bytes);
    [b"[", first, b", {\"no\": \"credential\"}, ", second, b"]"].concat()
}

#[test]
fn a_list_is_taken_in_and_what_cannot_be_read_is_named() {
    let (_folder, mut session) = open();
    let list = list_of(0, 4);
    let intake = session.import(Some("list.json"), &list).unwrap();
    assert_eq!(
        intake.taken.iter().map(|one| (one.part, one.stored)).collect::<Vec<_>>(),
        [(0, Stored::New), (2, Stored::New)]
    );
    let unreadable: Vec<_> = intake.unreadable.iter().map(|part| (part.part, part.code)).collect();
    assert_eq!(unreadable, [(1, "unknown_format")]);

    let third = &intake.taken[1].record;
    let detail = session.recheck(third).unwrap();
    assert_eq!(detail.report.claims, intake.taken[1].report.claims, "judged again, it is the same part");
    assert!(session.export(third).unwrap().bytes == list, "the file is kept whole");
    session.delete(&intake.taken[0].record).unwrap();
    assert!(session.export(third).unwrap().bytes == list);

    let again = session.import(None, &list).unwrap();
    let stored: Vec<_> = again.taken.iter().map(|one| one.stored).collect();
    assert_eq!(stored, [Stored::New, Stored::Duplicate]);
}

#[test]
fn a_credential_in_a_message_is_found() {
    let (_folder, mut session) = open();
    let message = [b"Dear {name},\nhere it is:\n", samples::SAMPLES[0].bytes, b"\nBest wishes"].concat();
    let intake = session.import(None, &message).unwrap();
    assert_eq!((intake.taken.len(), intake.unreadable.len()), (1, 0));
    assert_eq!(intake.taken[0].verdict, Verdict::Verified);
}

#[test]
fn list_is_searched_in_every_language_and_sorted() {
    let (_folder, mut session) = open();
    for (name, bytes) in shown() {
        session.import(Some(name), bytes).unwrap();
    }
    let titles = |session: &mut Session, search: &str, sort| -> Vec<String> {
        session.list(search, sort).unwrap().cards.into_iter().map(|card| card.title).collect()
    };
    let (industry, passport, safety) = (
        "Working in the battery industry",
        "Battery passport and traceability",
        "High-voltage safety, level 2",
    );
    let of_these = |titles: Vec<String>| -> Vec<String> {
        titles.into_iter().filter(|title| [industry, passport, safety].contains(&title.as_str())).collect()
    };
    assert_eq!(of_these(titles(&mut session, "", Sort::Title)), [passport, safety, industry]);
    assert_eq!(of_these(titles(&mut session, "", Sort::Issued)), [industry, passport, safety]);
    assert_eq!(titles(&mut session, "", Sort::Expires)[0], safety, "the only one that expires");
    assert_eq!(titles(&mut session, "akkuteollisuudessa", Sort::Title), [industry]);
    assert_eq!(titles(&mut session, "rastreab", Sort::Title), [passport]);
    assert_eq!(titles(&mut session, "bezpecnost", Sort::Title), [safety]);
    let none = session.list("no such word", Sort::Title).unwrap();
    assert_eq!((none.cards.len(), none.total), (0, samples::SHOWN.len()));
    let card = session.list("safety level", Sort::Title).unwrap().cards.remove(0);
    assert_eq!(card.country.as_deref(), Some("CZ"));
    assert_eq!(card.valid_until.as_deref(), Some("2027-01-14T15:00:00+01:00"));
    assert_eq!((card.verdict, card.code), (Verdict::Verified, None));
}

#[test]
fn deleted_is_gone() {
    let (_folder, mut session) = open();
    let record = session.import(None, samples::SAMPLES[0].bytes).unwrap().taken.remove(0).record;
    session.delete(&record).unwrap();
    assert_eq!(code(session.show(&record)), "record_unknown");
    assert_eq!(session.list("battery", Sort::Title).unwrap().cards, []);
    assert_eq!(session.import(None, samples::SAMPLES[0].bytes).unwrap().taken[0].stored, Stored::New);
}

#[test]
fn recheck_judges_by_the_rules_of_now_and_keeps_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let mut before = session(folder.path(), Arc::new(NoKeychain));
    before.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    let imported = before.import(Some("a.jsonld"), samples::SAMPLES[0].bytes).unwrap().taken.remove(0);
    assert_eq!(imported.verdict, Verdict::Undetermined, "nobody is trusted yet");
    drop(before);

    let trust = vec![TrustList::parse("samples", samples::TRUST_LIST).unwrap()];
    let at = Some("2026-12-01T00:00:00Z".parse().unwrap());
    let mut after =
        session(folder.path(), Arc::new(NoKeychain)).judging(Judging { trust, at, ..Judging::default() });
    after.unlock(Some(WORDS.to_owned())).unwrap();
    assert_eq!(after.show(&imported.record).unwrap().report.verdict, Verdict::Undetermined);
    let detail = after.recheck(&imported.record).unwrap();
    assert_eq!(detail.report.verdict, Verdict::Verified);
    assert_eq!(detail.checked_at, "2026-12-01T00:00:00Z");
    let json = |detail: &Detail| serde_json::to_value(detail).unwrap();
    assert!(json(&after.show(&imported.record).unwrap()) == json(&detail), "it is shown as it was found");
    let card = after.list("", Sort::Title).unwrap().cards.remove(0);
    assert_eq!((card.verdict, card.checked_at), (Verdict::Verified, detail.checked_at));
}

#[test]
fn stored_report_is_never_proof() {
    let (_folder, mut session) = open();
    let imported = session.import(None, samples::SAMPLES[0].bytes).unwrap().taken.remove(0);
    assert!(imported.report.into_verified().is_ok());
    let shown = session.show(&imported.record).unwrap().report;
    assert_eq!(shown.verdict, Verdict::Verified);
    assert!(shown.into_verified().is_err());
}

#[test]
fn samples_are_open_beside_the_wallet_and_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(folder.path(), Arc::new(NoKeychain));
    let state = session.open_samples(shown(), samples::TRUST_LIST, book()).unwrap();
    assert_eq!((state.phase, state.protection, state.samples), (Phase::Open, None, true));
    let listing = session.list("", Sort::Title).unwrap();
    assert_eq!(listing.cards.len(), samples::SHOWN.len());
    assert!(listing.cards.iter().all(|card| card.verdict == Verdict::Verified));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(session.leave_samples().unwrap().phase, Phase::Absent);
    assert_eq!(code(session.list("", Sort::Title)), "no_wallet");
}

#[test]
fn own_wallet_is_untouched_by_the_samples() {
    let (_folder, mut session) = open();
    session.import(None, samples::SAMPLES[4].bytes).unwrap();
    session.open_samples(shown(), samples::TRUST_LIST, book()).unwrap();
    assert_eq!(session.list("", Sort::Title).unwrap().total, samples::SHOWN.len());
    let state = session.leave_samples().unwrap();
    assert_eq!((state.phase, state.samples), (Phase::Open, false));
    assert_eq!(session.list("", Sort::Title).unwrap().total, 1);
    session.open_samples(shown(), samples::TRUST_LIST, book()).unwrap();
    assert_eq!(session.lock().unwrap().phase, Phase::Locked, "locking closes the samples too");
}

#[test]
fn wallet_folder_holds_no_word_of_a_credential() {
    let (folder, mut session) = open();
    for (name, bytes) in shown() {
        session.import(Some(name), bytes).unwrap();
    }
    let scan = || {
        fs::read_dir(folder.path())
            .unwrap()
            .flat_map(|entry| fs::read(entry.unwrap().path()).unwrap())
            .collect()
    };
    let holds =
        |bytes: &Vec<u8>, word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let open: Vec<u8> = scan();
    drop(session);
    let closed: Vec<u8> = scan();
    for word in ["battery", "Pohjankaari", "jsonld", "verified", "correct horse"] {
        assert!(!holds(&open, word) && !holds(&closed, word), "{word}");
    }
    assert!(holds(&closed, "argon2id"), "the scan reads the key file");
}

#[test]
fn clock_far_behind_what_the_wallet_knows_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = |now: &str| Session::new(folder.path().to_owned(), ports(now.parse().unwrap()));
    let mut session = at("2026-11-22T12:00:00Z");
    session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    session.import(Some(samples::SHOWN[0].name), samples::SHOWN[0].bytes).unwrap();
    drop(session);
    let told = |now| at(now).unlock(Some(WORDS.to_owned())).unwrap().clock_behind;
    assert_eq!(told("2026-11-21T12:00:01Z"), None, "less than a day: another time zone, perhaps");
    assert_eq!(told("2026-11-21T12:00:00Z").as_deref(), Some("2026-11-22T12:00:00Z"));
    assert_eq!(told("1970-01-01T00:00:00Z").as_deref(), Some("2026-11-22T12:00:00Z"));
    assert_eq!(told("2099-01-01T00:00:00Z"), None);
}
