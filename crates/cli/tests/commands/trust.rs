//! `tessera trust`, on the real program.

use serde_json::{Value, json};

use crate::desk::Desk;

impl Desk {
    /// One with a registry of schools.
    fn with_schools() -> Self {
        let desk = Self::bare();
        let registry = json!({"registry": {"did:web:school.example": {"name": "Harbour School"}}});
        desk.write("schools.json", registry.to_string().as_bytes());
        desk
    }

    /// The lines of what is done without a complaint.
    fn done(&self, arguments: &[&str]) -> Vec<Value> {
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
    let desk = Desk::with_schools();
    let added = &desk.done(&["trust", "add", "--json", "schools.json"])[0];
    assert_eq!((&added["replaced"], &added["line"]["signed_by"]), (&json!(false), &json!(null)));
    let entry = &desk.done(&["trust", "show", "--json", "schools.json"])[0];
    assert_eq!((&entry["name"], &entry["vouches_for"]), (&json!("Harbour School"), &json!("issuer")));
    for (act, in_use) in [("off", false), ("on", true)] {
        desk.done(&["trust", act, "schools.json"]);
        assert_eq!(desk.done(&["trust", "list", "--json"])[0]["in_use"], in_use);
    }
    desk.done(&["trust", "remove", "schools.json"]);
    assert!(desk.done(&["trust", "list", "--json"]).is_empty());
    assert_eq!(desk.refused(&["trust", "remove", "schools.json"], "trust_list_unknown"), Some(64));
}

#[test]
fn what_is_no_list_is_refused_by_its_code() {
    let desk = Desk::with_schools();
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
    assert!(desk.done(&["trust", "list", "--json"]).is_empty());
    let output = desk.run(&["trust", "add", "--signer", "abc", "page.xml"]);
    assert_eq!(output.status.code(), Some(64));
}
