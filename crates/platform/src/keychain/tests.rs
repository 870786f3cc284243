//! The keychain is one per session, so each test runs itself again inside a session of its own.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output};

use super::*;

/// Set in the inner run: which session it finds itself in.
const SESSION: &str = "TESSERA_TEST_SESSION";

#[test]
fn secret_with_nul_is_kept_replaced_and_forgotten() {
    if inside("keyring") {
        let name = "wallet-key";
        assert_eq!(SystemKeychain.read(name).unwrap(), None);
        SystemKeychain.write(name, b"a\0b").unwrap();
        SystemKeychain.write(name, b"c\0\xff").unwrap();
        assert_eq!(SystemKeychain.read(name).unwrap().unwrap().as_slice(), b"c\0\xff");
        assert_eq!(SystemKeychain.read("another").unwrap(), None);
        SystemKeychain.remove(name).unwrap();
        SystemKeychain.remove(name).unwrap();
        assert_eq!(SystemKeychain.read(name).unwrap(), None);
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let mut session =
        session(home.path(), UNLOCKED, "secret_with_nul_is_kept_replaced_and_forgotten", "keyring");
    if keyring_is_missing() {
        return;
    }
    passed(&session.output().unwrap());
}

#[test]
fn locked_keychain_gives_nothing_and_takes_nothing() {
    const NAME: &str = "locked_keychain_gives_nothing_and_takes_nothing";
    if inside("fill") {
        SystemKeychain.write("wallet-key", b"secret").unwrap();
        return;
    }
    if inside("locked") {
        // Whether it says that there is none, or that it does not tell, depends on the keychain.
        assert!(!matches!(SystemKeychain.read("wallet-key"), Ok(Some(_))));
        let fault = SystemKeychain.write("another", b"secret").unwrap_err();
        assert_eq!(fault.code(), "keychain_unavailable", "{fault}");
        return;
    }
    if inside("unlocked again") {
        assert_eq!(SystemKeychain.read("wallet-key").unwrap().unwrap().as_slice(), b"secret");
        return;
    }
    if keyring_is_missing() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    for (daemon, part) in [(UNLOCKED, "fill"), (LOCKED, "locked"), (UNLOCKED, "unlocked again")] {
        passed(&session(home.path(), daemon, NAME, part).output().unwrap());
    }
}

/// How the keyring is started: with its password, or without.
const UNLOCKED: &str = "printf test | gnome-keyring-daemon --unlock --components=secrets";
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets";

/// A session with a bus and a keyring of its own, in which one test runs itself again.
fn session(home: &Path, daemon: &str, test: &str, part: &str) -> Command {
    let mut session = Command::new("dbus-run-session");
    session
        .args(["--", "sh", "-c"])
        .arg(format!("{daemon} >/dev/null && exec timeout 60 \"$@\""))
        .arg("sh")
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", &format!("keychain::tests::{test}")])
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env(SESSION, part);
    session
}

fn keyring_is_missing() -> bool {
    let missing = !["dbus-run-session", "gnome-keyring-daemon"].iter().all(|program| installed(program));
    if missing {
        println!("skipped: 1 case, no dbus-run-session or gnome-keyring-daemon");
    }
    missing
}

#[test]
fn session_without_bus_is_unavailable() {
    if inside("none") {
        let fault = SystemKeychain.read("wallet-key").unwrap_err();
        assert!(matches!(fault, KeychainFault::Unavailable { .. }), "{fault}");
        assert_eq!(fault.code(), "keychain_unavailable");
        return;
    }
    let mut session = Command::new(std::env::current_exe().unwrap());
    session
        .args(["--exact", "keychain::tests::session_without_bus_is_unavailable"])
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .env(SESSION, "none");
    passed(&session.output().unwrap());
}

fn inside(session: &str) -> bool {
    std::env::var(SESSION).is_ok_and(|value| value == session)
}

fn installed(program: &str) -> bool {
    !matches!(Command::new(program).arg("--version").output(), Err(error) if error.kind() == ErrorKind::NotFound)
}

/// The inner run must have run its one test.
fn passed(output: &Output) {
    let text = String::from_utf8_lossy(&output.stdout);
    let trouble = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}\n{trouble}");
}
