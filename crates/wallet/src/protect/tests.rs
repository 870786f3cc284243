use std::sync::Arc;

use super::*;
use crate::fakes::{self, MemoryKeychain, NoKeychain};
use crate::ports::Ports;

const OLD: &str = "an old passphrase";
const NEW: &str = "a new passphrase";

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn seconds(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

fn text(words: &str) -> Option<String> {
    Some(words.to_owned())
}

fn code<T>(result: Result<T, WalletFault>) -> &'static str {
    result.map(drop).unwrap_err().code()
}

struct World {
    folder: tempfile::TempDir,
    keychain: Arc<MemoryKeychain>,
    ports: Ports,
}

impl World {
    fn new() -> Self {
        let keychain = Arc::new(MemoryKeychain::default());
        let ports = Ports { keychain: keychain.clone(), ..fakes::ports(now()) };
        Self { folder: tempfile::tempdir().unwrap(), keychain, ports }
    }

    fn session(&self) -> Session {
        Session::new(self.folder.path().join("wallet"), self.ports.clone())
    }
}

#[test]
fn changed_passphrase_opens_and_the_old_one_does_not() {
    let world = World::new();
    let mut session = world.session();
    session.create(Protection::Passphrase, text(OLD)).unwrap();
    session.import(Some("a"), samples::SHOWN[0].bytes).unwrap();
    let before = std::fs::read(world.folder.path().join("wallet/wallet.db")).unwrap();
    session.protect(Protection::Passphrase, text(OLD), text(NEW)).unwrap();
    assert_eq!(
        std::fs::read(world.folder.path().join("wallet/wallet.db")).unwrap(),
        before,
        "nothing is encrypted anew"
    );
    session.lock().unwrap();
    assert_eq!(code(session.unlock(text(OLD))), "wrong_passphrase");
    session.unlock(text(NEW)).unwrap();
    assert_eq!(session.list("", crate::Sort::Title).unwrap().total, 1);
}

#[test]
fn wallet_moves_into_the_keychain_and_out_again() {
    let world = World::new();
    let mut session = world.session();
    session.create(Protection::Passphrase, text(OLD)).unwrap();
    let state = session.protect(Protection::Keychain, text(OLD), None).unwrap();
    assert_eq!(state.protection, Some(Protection::Keychain));
    assert_eq!(world.keychain.names().len(), 1);
    session.lock().unwrap();
    session.unlock(None).unwrap();
    session.protect(Protection::Passphrase, None, text(NEW)).unwrap();
    assert_eq!(world.keychain.names(), [""; 0], "the keychain forgets what it need not know");
    session.lock().unwrap();
    assert_eq!(code(session.unlock(None)), "passphrase_required");
    session.unlock(text(NEW)).unwrap();
}

#[test]
fn refused_change_leaves_the_wallet_as_it_was() {
    let world = World::new();
    let mut session = world.session();
    session.create(Protection::Passphrase, text(OLD)).unwrap();
    let file = world.folder.path().join("wallet/wallet.key");
    let before = std::fs::read(&file).unwrap();
    assert_eq!(code(session.protect(Protection::Passphrase, None, text(NEW))), "passphrase_required");
    assert_eq!(code(session.protect(Protection::Passphrase, text("wrong"), text(NEW))), "wrong_passphrase");
    assert_eq!(
        code(session.protect(Protection::Passphrase, text(OLD), text("short"))),
        "passphrase_too_short"
    );
    assert_eq!(code(session.protect(Protection::Passphrase, text(OLD), None)), "passphrase_required");
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(world.keychain.names(), [""; 0]);
    session.lock().unwrap();
    assert_eq!(code(session.protect(Protection::Passphrase, text(OLD), text(NEW))), "wallet_locked");
}

#[test]
fn keychain_that_keeps_nothing_is_refused() {
    let mut world = World::new();
    world.ports.keychain = Arc::new(NoKeychain);
    let mut session = world.session();
    session.create(Protection::Passphrase, text(OLD)).unwrap();
    assert_eq!(code(session.protect(Protection::Keychain, text(OLD), None)), "keychain_unavailable");
    session.lock().unwrap();
    session.unlock(text(OLD)).unwrap();
}

#[test]
fn wrong_passphrases_are_slowed_down_and_the_right_one_starts_over() {
    let mut tries = Tries::default();
    let wrong = || Err::<(), _>(WalletFault::Key(vault::WrapFault::WrongPassphrase));
    let mut pauses = Vec::new();
    for _ in 0..12 {
        tries.count(&wrong(), now());
        pauses.push(match tries.wait(now()) {
            Err(WalletFault::PassphraseWait { seconds }) => seconds,
            _ => 0,
        });
    }
    assert_eq!(pauses, [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    assert!(tries.wait(seconds(59)).is_err() && tries.wait(seconds(60)).is_ok());
    tries.count(&Ok(()), seconds(60));
    assert!(tries.wait(seconds(60)).is_ok());
}

#[test]
fn clock_set_back_does_not_lock_anyone_out() {
    let mut tries = Tries::default();
    for _ in 0..20 {
        tries.count(&Err::<(), _>(WalletFault::Key(vault::WrapFault::WrongPassphrase)), now());
    }
    assert!(tries.wait(seconds(-1_000_000)).is_err());
    assert!(tries.wait(seconds(-1_000_000 + 60)).is_ok());
}

#[test]
fn session_makes_a_guesser_wait() {
    let world = World::new();
    let mut session = world.session();
    session.create(Protection::Passphrase, text(OLD)).unwrap();
    session.lock().unwrap();
    for _ in 0..4 {
        assert_eq!(code(session.unlock(text("wrong"))), "wrong_passphrase");
    }
    let fault = session.unlock(text(OLD)).unwrap_err();
    assert_eq!((fault.code(), fault.detail()["seconds"].as_str()), ("passphrase_wait", "1"));
}
