use std::fs;
use std::sync::Arc;

use tempfile::TempDir;
use vault::Document;

use super::*;
use crate::fakes::{NoKeychain, ports};
use crate::open::Protection;
use crate::ports::Ports;

const WORDS: &str = "correct horse battery staple";
const REGISTRY: &[u8] = br#"{"meta": {"updated": "2026-10-12T08:00:00Z"},
    "registry": {"did:web:school.example": {"name": "Harbour School"}}}"#;

fn session() -> (TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let ports = Ports { keychain: Arc::new(NoKeychain), ..ports(samples::JUDGED_AT.parse().unwrap()) };
    let mut session = Session::new(folder.path().to_owned(), ports);
    session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    (folder, session)
}

fn code<T>(result: Result<T, WalletFault>) -> &'static str {
    result.map(drop).unwrap_err().code()
}

#[test]
fn a_list_is_kept_switched_and_removed() {
    let (_folder, mut session) = session();
    let added = session.add_trust_list("registry.json", REGISTRY, None).unwrap();
    assert!(!added.replaced);
    assert_eq!((added.line.id.as_str(), added.line.entries, added.line.in_use), ("registry.json", 1, true));
    assert_eq!((added.line.as_of.as_deref(), added.line.signed_by), (Some("2026-10-12"), None));

    session.lock().unwrap();
    session.unlock(Some(WORDS.to_owned())).unwrap();
    let [entry] = &session.trust_list("registry.json").unwrap()[..] else { panic!("one entry") };
    assert_eq!((entry.name.as_str(), entry.key.as_str()), ("Harbour School", "did:web:school.example"));
    assert!(session.add_trust_list("registry.json", REGISTRY, None).unwrap().replaced);

    session.switch_trust_list("registry.json", false).unwrap();
    assert!(!session.trust_lists().unwrap()[0].in_use);
    assert!(session.open().unwrap().judge.trusted().is_empty());
    session.switch_trust_list("registry.json", true).unwrap();
    assert_eq!(session.open().unwrap().judge.trusted().len(), 1);
    session.remove_trust_list("registry.json").unwrap();
    assert!(session.trust_lists().unwrap().is_empty());
    assert!(session.open().unwrap().judge.trusted().is_empty());
    assert_eq!(code(session.remove_trust_list("registry.json")), "trust_list_unknown");
}

#[test]
fn the_providers_of_the_samples_are_never_trusted() {
    let (_folder, mut session) = session();
    assert_eq!(code(session.add_trust_list("list.json", samples::TRUST_LIST, None)), "trust_list_of_samples");
    let list = TrustList::parse("list", samples::TRUST_LIST).unwrap();
    for issuer in list.issuers {
        let alone = TrustList { issuers: vec![issuer], ..TrustList::parse("r", REGISTRY).unwrap() };
        assert!(published_keys::names_one(&alone), "{alone:?}");
    }
}

#[test]
fn what_is_no_list_leaves_the_wallet_as_it_was() {
    let (_folder, mut session) = session();
    for (bytes, wanted) in [
        (&b"nothing"[..], "trust_list_unreadable"),
        (b"<html/>", "trust_list_format_unknown"),
        (b"<a><b></a>", "trust_list_unreadable"),
        (br#"{"format": "tessera-trust/9"}"#, "trust_list_format_unknown"),
        (br#"{"format": "tessera-trust/1", "id": 7}"#, "trust_list_member"),
    ] {
        assert_eq!(code(session.add_trust_list("list", bytes, None)), wanted);
    }
    assert!(session.trust_lists().unwrap().is_empty());
}

/// As version 1 wrote it, with every kind of key.
const FROZEN: &str = include_str!("frozen_v1.json");

#[test]
fn a_list_that_an_earlier_version_kept_is_read() {
    let (_folder, mut session) = session();
    let name = "eu-trusted-list-fi".to_owned();
    let document = Document { name: name.clone(), text: FROZEN.to_owned() };
    session.open().unwrap().vault.keep(kept::TRUST_LIST, &document).unwrap();
    let [line] = &session.trust_lists().unwrap()[..] else { panic!("one list") };
    assert_eq!((line.id.as_str(), line.entries, line.stale, line.list_signers), (name.as_str(), 2, false, 1));
    let entries = session.trust_list(&name).unwrap();
    let kinds: Vec<_> = entries.iter().map(|entry| (entry.vouches_for, entry.in_force)).collect();
    assert_eq!(kinds, [("seal", true), ("timestamp", false), ("issuer", true)]);
}

#[test]
fn a_list_that_cannot_be_read_vouches_for_nobody_and_locks_nobody_out() {
    let (folder, mut session) = session();
    let document = Document { name: "broken".to_owned(), text: "{}".to_owned() };
    session.open().unwrap().vault.keep(kept::TRUST_LIST, &document).unwrap();
    session.lock().unwrap();
    session.unlock(Some(WORDS.to_owned())).unwrap();
    assert!(session.open().unwrap().judge.trusted().is_empty());
    assert!(fs::exists(folder.path()).unwrap());
}
