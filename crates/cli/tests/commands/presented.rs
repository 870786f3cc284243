//! What the program says about what somebody shows, on the samples as they lie in their folder.

use serde_json::Value;

use crate::desk::{Desk, JUDGED, text};

/// When both samples say that they were shown.
const MADE: &str = "2026-11-22T11:59:00Z";

#[test]
fn a_presentation_gives_a_line_for_itself_and_one_for_each_credential_in_it() {
    let asked = ["--audience", "https://hohtava.example", "--nonce", "2f9c-1b7e"];
    for (file, count) in [("presentation.json", 2), ("presentation.jwt", 1)] {
        let (code, lines) = verify(&asked, file);
        assert_eq!((code, lines.len()), (0, 1 + count), "{file}");
        assert_eq!((text(&lines[0], "/kind"), text(&lines[0], "/verdict")), ("presentation", "verified"));
        assert_eq!(
            lines[0]["checks"][6],
            serde_json::json!({"check": "holder", "outcome": "pass",
            "detail": {"made": MADE, "name": text(&lines[0], "/subject/id")}})
        );
        for (at, line) in lines[1..].iter().enumerate() {
            let told = (text(line, "/kind"), text(line, "/verdict"), text(line, "/shown_at"));
            assert_eq!(told, ("credential", "verified", format!("/verifiableCredential/{at}").as_str()));
        }
    }
    let (code, lines) = verify(&["--nonce", "another"], "presentation.json");
    assert_eq!((code, text(&lines[0], "/checks/6/code")), (1, "nonce_mismatch"));
    assert_eq!(text(&lines[1], "/verdict"), "undetermined", "nobody is shown to hold it");
    let (_, lines) = verify(&[], "presentation.json");
    assert_eq!(text(&lines[0], "/checks/6/code"), "unchallenged");
    let (code, lines) = verify(&[], "presentation-stale.json");
    assert_eq!((code, text(&lines[0], "/checks/6/code")), (1, "binding_stale"));
    assert_eq!(text(&lines[1], "/verdict"), "verified", "the badge is as good as ever");
}

/// Exit code and lines of `tessera verify --json` about a sample.
fn verify(more: &[&str], file: &str) -> (i32, Vec<Value>) {
    Desk::new().lines(&[&["verify", "--json"], &JUDGED[..], more, &[file]].concat())
}
