//! `tessera trust`, on the real program.

#![cfg(test)]

use std::fs;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

/// A folder of its own for each test, with a registry.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.write("passphrase", b"four words in a row");
        let registry = json!({"registry": {"did:web:school.example": {"name": "Harbour School"}}});
        desk.write("schools.json", registry.to_string().as_bytes());
        desk
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.path().join(name), bytes).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_tessera"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("TESSERA_WALLET", self.0.path().join("wallet"))
            .env("TESSERA_PASSPHRASE_FILE", self.0.path().join("passphrase"))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.run(arguments);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?} {complaint}");
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The exit code, and whether the complaint names the code.
    fn refused(&self, arguments: &[&str], code: &str) -> Option<i32> {
        let output = self.run(arguments);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(complaint.contains(&format!("({code})")), "{complaint}");
        output.status.code()
    }
}

#[test]
fn a_list_is_added_shown_switched_and_removed() {
    let desk = Desk::new();
    let added = &desk.lines(&["trust", "add", "--json", "schools.json"])[0];
    assert_eq!((&added["replaced"], &added["line"]["signed_by"]), (&json!(false), &json!(null)));
    let entry = &desk.lines(&["trust", "show", "--json", "schools.json"])[0];
    assert_eq!((&entry["name"], &entry["vouches_for"]), (&json!("Harbour School"), &json!("issuer")));
    for (act, in_use) in [("off", false), ("on", true)] {
        desk.lines(&["trust", act, "schools.json"]);
        assert_eq!(desk.lines(&["trust", "list", "--json"])[0]["in_use"], in_use);
    }
    desk.lines(&["trust", "remove", "schools.json"]);
    assert!(desk.lines(&["trust", "list", "--json"]).is_empty());
    assert_eq!(desk.refused(&["trust", "remove", "schools.json"], "trust_list_unknown"), Some(64));
}

#[test]
fn what_is_no_list_is_refused_by_its_code() {
    let desk = Desk::new();
    desk.write("samples.json", samples::TRUST_LIST);
    desk.write("page.xml", b"<html/>");
    for (file, code) in [
        ("samples.json", "trust_list_of_samples"),
        ("page.xml", "trust_list_format_unknown"),
        ("passphrase", "trust_list_unreadable"),
    ] {
        assert_eq!(desk.refused(&["trust", "add", file], code), Some(65), "{file}");
    }
    assert_eq!(desk.refused(&["trust", "add", "none.json"], "file_not_found"), Some(74));
    assert!(desk.lines(&["trust", "list", "--json"]).is_empty());
    let output = desk.run(&["trust", "add", "--signer", "abc", "page.xml"]);
    assert_eq!(output.status.code(), Some(64));
}
