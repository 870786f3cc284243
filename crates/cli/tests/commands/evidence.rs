//! `tessera evidence`, on the real program.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, text};

fn refused(desk: &Desk, arguments: &[&str]) -> (i32, String) {
    let output = desk.run(arguments);
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn added(desk: &Desk, arguments: &[&str]) -> Value {
    let (code, mut lines) = desk.lines(&[&["evidence", "add", "--json"], arguments].concat());
    assert_eq!((code, lines.len()), (0, 1));
    lines.remove(0)
}

#[test]
fn evidence_is_added_shown_changed_saved_and_removed() {
    let desk = Desk::bare();
    desk.write("photos/../photos/panel.jpg", b"a picture");
    desk.write("page.html", b"<script>alert(1)</script>");
    let item = added(
        &desk,
        &[
            "--title",
            "A solar charger",
            "--setting",
            "voluntary",
            "--from",
            "2025-01-01",
            "--hours",
            "40",
            "--skill",
            "soldering",
            "--link",
            "https://example.org/solar",
            "--file",
            "photos/panel.jpg",
            "--file",
            "page.html",
        ],
    );
    let id = text(&item, "/id");
    assert_eq!((&item["setting"], &item["hours"]), (&json!("voluntary"), &json!(40)));
    assert_eq!(item["files"][0]["name"], "panel.jpg");

    let shown = String::from_utf8(desk.run(&["evidence", "show", id]).stdout).unwrap();
    for part in ["A solar charger", "Self-declared: as a volunteer.", "counts toward no goal", "soldering"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let (_, changed) = desk.lines(&["evidence", "change", "--json", "--title", "Another", id]);
    assert_eq!((&changed[0]["title"], &changed[0]["hours"]), (&json!("Another"), &json!(40)));
    assert_eq!(changed[0]["files"], item["files"]);

    assert_eq!(desk.run(&["evidence", "save", id, "-o", "saved"]).status.code(), Some(0));
    assert_eq!(fs::read(desk.path("saved/01-panel.jpg")).unwrap(), b"a picture");
    assert_eq!(fs::read(desk.path("saved/02-page.html.bin")).unwrap(), b"<script>alert(1)</script>");

    let sha256 = text(&item, "/files/0/sha256");
    assert_eq!(desk.run(&["evidence", "remove", id, "--file", sha256]).status.code(), Some(0));
    assert_eq!(desk.lines(&["evidence", "list", "--json"]).1[0]["files"].as_array().unwrap().len(), 1);
    assert_eq!(desk.run(&["evidence", "remove", id]).status.code(), Some(0));
    assert_eq!(desk.lines(&["evidence", "list", "--json"]), (0, vec![]));
    assert_eq!(refused(&desk, &["evidence", "show", id]).0, 64);
}

#[test]
fn what_cannot_be_kept_leaves_nothing_behind() {
    let desk = Desk::bare();
    added(&desk, &["--title", "a"]);
    for (arguments, code, named) in [
        (&["--title", " "][..], 64, "(declared_unclear)"),
        (&["--title", "b", "--link", "javascript:alert(1)"], 64, "(declared_unclear)"),
        (&["--title", "b", "--from", "yesterday"], 64, "(declared_unclear)"),
        (&["--title", "b", "--file", "nowhere.pdf"], 74, "(file_not_found)"),
        (&["--title", "b", "--file", "empty.pdf"], 74, "(declared_file_empty)"),
        (&["--title", "b", "--file", "large.pdf"], 74, "(too_large)"),
    ] {
        desk.write("empty.pdf", b"");
        desk.write("large.pdf", &vec![0; 20 * 1024 * 1024 + 1]);
        let (ended, told) = refused(&desk, &[&["evidence", "add"], arguments].concat());
        assert!(ended == code && told.contains(named), "{ended} {told}");
    }
    assert_eq!(desk.lines(&["evidence", "list", "--json"]).1.len(), 1);
}

#[test]
fn own_word_counts_toward_no_goal_and_proves_no_skill() {
    let desk = Desk::new();
    desk.import("battery-passport.jsonld");
    let before = desk.lines(&["stack", "--json", "--offline", "--at", crate::desk::AT]);
    added(&desk, &["--title", "Battery passports", "--hours", "900", "--skill", "battery passports"]);
    assert_eq!(desk.lines(&["stack", "--json", "--offline", "--at", crate::desk::AT]), before);
}
