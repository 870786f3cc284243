use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::fakes::{self, MemoryKeychain};
use crate::ports::Ports;
use crate::session::{Phase, Session};
use crate::{Protection, Sort};

const WORDS: &str = "four words in a row";

fn session(folder: &Path, keychain: &Arc<MemoryKeychain>) -> Session {
    let now = "2026-11-22T12:00:00Z".parse().unwrap();
    Session::new(folder.to_owned(), Ports { keychain: keychain.clone(), ..fakes::ports(now) })
}

#[test]
fn what_would_be_lost_is_told_before() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = folder.path().join("wallet");
    let mut session = session(&wallet, &Arc::default());
    assert_eq!(session.loss().unwrap_err().code(), "no_wallet");
    session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    for sample in &samples::SHOWN[..2] {
        session.import(Some(sample.name), sample.bytes).unwrap();
    }
    session.back_up(&folder.path().join("wallet.age"), WORDS.to_owned()).unwrap();
    let loss = session.loss().unwrap();
    assert_eq!((loss.contents.unwrap().credentials, loss.new_credentials), (2, Some(0)));
    assert_eq!(loss.last_backup.as_deref(), Some("2026-11-22T12:00:00Z"));
    session.lock().unwrap();
    let loss = session.loss().unwrap();
    assert!(loss.contents.is_none() && loss.new_credentials.is_none(), "a locked wallet tells nothing");
}

#[test]
fn erased_wallet_is_gone_with_its_key_and_a_new_one_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = folder.path().join("wallet");
    let keychain = Arc::new(MemoryKeychain::default());
    let mut session = session(&wallet, &keychain);
    session.create(Protection::Keychain, None).unwrap();
    session.import(Some(samples::SHOWN[0].name), samples::SHOWN[0].bytes).unwrap();
    assert_eq!(keychain.names().len(), 1);
    assert_eq!(session.erase().unwrap().phase, Phase::Absent);
    assert_eq!(keychain.names(), [""; 0]);
    assert!(!wallet.exists());
    assert_eq!(session.erase().unwrap_err().code(), "no_wallet");
    session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    assert_eq!(session.list("", Sort::Title).unwrap().total, 0);
}

#[test]
fn forgotten_passphrase_does_not_keep_a_wallet_from_being_erased() {
    let folder = tempfile::tempdir().unwrap();
    let mut made = session(folder.path(), &Arc::default());
    made.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    drop(made);
    fs::write(folder.path().join("wallet.key"), "damaged").unwrap();
    let mut session = session(folder.path(), &Arc::default());
    assert_eq!(session.erase().unwrap().phase, Phase::Absent);
    assert!(!folder.path().exists());
}

#[test]
fn wallet_that_another_program_has_open_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = session(folder.path(), &Arc::default());
    first.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    let mut second = session(folder.path(), &Arc::default());
    assert_eq!(second.erase().unwrap_err().code(), "wallet_in_use");
    assert_eq!(first.list("", Sort::Title).unwrap().total, 0);
    assert!(folder.path().join("wallet.key").exists());
}
