//! The keychain is one per session, so each test runs itself again inside a session of its own.

use std::io::ErrorKind;
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
    let mut session = Command::new("dbus-run-session");
    session
        .args(["--", "sh", "-c"])
        .arg("printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"")
        .args(["sh"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "keychain::tests::secret_with_nul_is_kept_replaced_and_forgotten"])
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env(SESSION, "keyring");
    if !["dbus-run-session", "gnome-keyring-daemon"].iter().all(|program| installed(program)) {
        println!("skipped: 1 case, no dbus-run-session or gnome-keyring-daemon");
        return;
    }
    passed(&session.output().unwrap());
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
