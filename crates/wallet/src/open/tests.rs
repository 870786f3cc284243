use std::fs;
use std::sync::{Arc, Mutex};

use super::*;
use crate::fakes::{MemoryKeychain, NoKeychain, ports};
use crate::ports::RandomFault;

const WORDS: &str = "twelve chars";

fn world(keychain: impl Keychain + 'static) -> Ports {
    Ports { keychain: Arc::new(keychain), ..ports("2026-11-22T12:00:00Z".parse().unwrap()) }
}

fn words(words: &str) -> Option<Passphrase> {
    Some(Passphrase::new(words.to_owned()))
}

fn code<T>(result: Result<T, WalletFault>) -> &'static str {
    result.map(drop).unwrap_err().code()
}

fn is_empty(folder: &Path) -> bool {
    !folder.exists() || fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn passphrase_opens_what_it_protects() {
    let folder = tempfile::tempdir().unwrap();
    let ports = world(NoKeychain);
    drop(create(folder.path(), &ports, Protection::Passphrase, words(WORDS)).unwrap());
    assert_eq!(protection(folder.path()).unwrap(), Some(Protection::Passphrase));
    assert_eq!(code(unlock(folder.path(), &ports, words("twelve Chars"))), "wrong_passphrase");
    assert_eq!(code(unlock(folder.path(), &ports, None)), "passphrase_required");
    assert!(unlock(folder.path(), &ports, words(WORDS)).is_ok());
}

#[test]
fn keychain_opens_what_it_protects() {
    let folder = tempfile::tempdir().unwrap();
    let ports = world(MemoryKeychain::default());
    drop(create(folder.path(), &ports, Protection::Keychain, None).unwrap());
    assert_eq!(protection(folder.path()).unwrap(), Some(Protection::Keychain));
    assert!(unlock(folder.path(), &ports, None).is_ok());
}

#[test]
fn two_wallets_have_two_keychain_entries() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let keychain = Arc::new(MemoryKeychain::default());
    let ports = Ports { keychain: keychain.clone(), ..world(NoKeychain) };
    drop(create(one.path(), &ports, Protection::Keychain, None).unwrap());
    drop(create(two.path(), &ports, Protection::Keychain, None).unwrap());
    assert_eq!(keychain.names().len(), 2);
    assert!(unlock(one.path(), &ports, None).is_ok());
    assert!(unlock(two.path(), &ports, None).is_ok());
}

#[test]
fn without_keychain_and_passphrase_there_is_no_wallet() {
    let folder = tempfile::tempdir().unwrap();
    let ports = world(NoKeychain);
    assert_eq!(code(create(folder.path(), &ports, Protection::Keychain, None)), "keychain_unavailable");
    assert_eq!(code(create(folder.path(), &ports, Protection::Passphrase, None)), "passphrase_required");
    assert!(is_empty(folder.path()), "nothing is written, least of all in the clear");
    assert_eq!(protection(folder.path()).unwrap(), None);
}

#[test]
fn short_passphrase_is_refused_by_characters_not_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let ports = world(NoKeychain);
    for short in ["", "eleven char", "ääääääääääÄ"] {
        let fault =
            create(folder.path(), &ports, Protection::Passphrase, words(short)).map(drop).unwrap_err();
        assert_eq!(fault.code(), "passphrase_too_short", "{short:?}");
        assert_eq!(fault.detail()["minimum"], "12");
    }
    assert!(is_empty(folder.path()));
}

#[test]
fn second_wallet_in_a_folder_is_refused_and_leaves_no_entry() {
    let folder = tempfile::tempdir().unwrap();
    let keychain = Arc::new(MemoryKeychain::default());
    let ports = Ports { keychain: keychain.clone(), ..world(NoKeychain) };
    drop(create(folder.path(), &ports, Protection::Passphrase, words(WORDS)).unwrap());
    assert_eq!(code(create(folder.path(), &ports, Protection::Keychain, None)), "wallet_exists");
    assert_eq!(keychain.names(), [""; 0]);
    assert!(unlock(folder.path(), &ports, words(WORDS)).is_ok());
}

#[test]
fn failed_creation_leaves_no_keychain_entry() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let keychain = Arc::new(MemoryKeychain::default());
    let ports = Ports { keychain: keychain.clone(), ..world(NoKeychain) };
    assert_eq!(code(create(&file.join("below"), &ports, Protection::Keychain, None)), "storage_denied");
    assert_eq!(keychain.names(), [""; 0]);
}

#[test]
fn keychain_without_the_key_is_named() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path(), &world(MemoryKeychain::default()), Protection::Keychain, None).unwrap());
    let fault = unlock(folder.path(), &world(MemoryKeychain::default()), None).map(drop).unwrap_err();
    assert_eq!((fault.code(), &*fault.detail()["reason"]), ("keychain_unavailable", "key_absent"));
    assert_eq!(code(unlock(folder.path(), &world(NoKeychain), None)), "keychain_unavailable");
}

#[test]
fn unlocking_nothing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(unlock(folder.path(), &world(NoKeychain), words(WORDS))), "no_wallet");
}

/// Says yes to everything and keeps nothing, as a keychain without an unlocked collection may.
struct Forgetful(Mutex<u32>);

impl Keychain for Forgetful {
    fn read(&self, _name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainFault> {
        Ok(None)
    }

    fn write(&self, _name: &str, _secret: &[u8]) -> Result<(), KeychainFault> {
        *self.0.lock().unwrap() += 1;
        Ok(())
    }

    fn remove(&self, _name: &str) -> Result<(), KeychainFault> {
        Ok(())
    }
}

#[test]
fn keychain_that_keeps_nothing_does_not_work() {
    let folder = tempfile::tempdir().unwrap();
    let ports = world(Forgetful(Mutex::default()));
    assert!(!keychain_works(&ports));
    assert_eq!(code(create(folder.path(), &ports, Protection::Keychain, None)), "keychain_unavailable");
    assert!(is_empty(folder.path()));
}

#[test]
fn probe_tells_and_leaves_nothing_behind() {
    let keychain = Arc::new(MemoryKeychain::default());
    assert!(keychain_works(&Ports { keychain: keychain.clone(), ..world(NoKeychain) }));
    assert_eq!(keychain.names(), [""; 0]);
    assert!(!keychain_works(&world(NoKeychain)));
}

struct NoRandom;

impl Random for NoRandom {
    fn fill(&self, _buffer: &mut [u8]) -> Result<(), RandomFault> {
        Err(RandomFault)
    }
}

#[test]
fn without_random_bytes_there_is_no_wallet() {
    let folder = tempfile::tempdir().unwrap();
    let ports = Ports { random: Arc::new(NoRandom), ..world(MemoryKeychain::default()) };
    for protection in [Protection::Keychain, Protection::Passphrase] {
        assert_eq!(code(create(folder.path(), &ports, protection, words(WORDS))), "internal");
    }
    assert!(is_empty(folder.path()));
}
