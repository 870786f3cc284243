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

#[test]
fn pack_is_previewed_written_and_noted() {
    let desk = Desk::new();
    let record = desk.import("battery-passport.jsonld");
    desk.write("plan.pdf", b"a plan");
    let id = text(&added(&desk, &["--title", "A solar charger", "--file", "plan.pdf"]), "/id").to_owned();
    let chosen = ["evidence", "pack", "--audience", "A college", "--evidence", &id, "--credential", &record];
    assert!(refused(&desk, &chosen).1.contains("(pack_text)"), "nobody said who the learner is");
    let named = [&chosen[..], &["--learner", "Aino Virtanen"]].concat();
    let preview = String::from_utf8(desk.run(&named).stdout).unwrap();
    assert!(
        preview.contains("E1 A solar charger (self-declared)") && preview.contains("Nothing was written.")
    );

    let (code, lines) = desk.lines(&[&named[..], &["--json", "-o", "pack"]].concat());
    assert_eq!((code, lines[0]["audience"].as_str()), (0, Some("A college")));
    let read = |path: &str| fs::read(desk.path(&format!("pack/{path}"))).unwrap();
    assert_eq!(read("evidence/01/01-plan.pdf"), b"a plan");
    let original = text(&lines[0], "/credentials/0/file/path").to_owned();
    assert_eq!(read(&original), fs::read(desk.path("battery-passport.jsonld")).unwrap());
    assert!(String::from_utf8(read("index.html")).unwrap().contains("A solar charger"));
    assert!(refused(&desk, &[&named[..], &["-o", "pack"]].concat()).1.contains("(file_exists)"));
    assert_eq!(refused(&desk, &["evidence", "pack", "--audience", "x", "--goal", "none"]).0, 64);

    assert_eq!(desk.run(&[&named[..], &["-o", "pack.PDF"]].concat()).status.code(), Some(0));
    assert!(fs::read(desk.path("pack.PDF")).unwrap().starts_with(b"%PDF-1.7"));
    assert!(read("pack.pdf").starts_with(b"%PDF-1.7"));
    let (_, packs) = desk.lines(&["evidence", "packs", "--json"]);
    assert_eq!((packs.len(), &packs[0]["sha256"]), (1, &lines[0]["sha256"]), "made twice, and one");
}
