//! `tessera decisions`, on the real program.

use serde_json::json;

use crate::desk::{Desk, text};

const DECIDED: [&str; 12] = [
    "decisions",
    "add",
    "--from",
    "107377",
    "--to",
    "105703",
    "--decided-by",
    "A college",
    "--date",
    "2026-11-20",
    "--evidence",
    "Decision 1/2026",
];

fn told(desk: &Desk, arguments: &[&str]) -> String {
    String::from_utf8(desk.run(arguments).stdout).unwrap()
}

#[test]
fn decision_is_entered_for_a_pack_switched_and_removed() {
    let desk = Desk::bare();
    let (_, item) = desk.lines(&["evidence", "add", "--json", "--title", "A solar charger"]);
    let id = text(&item[0], "/id");
    let pack = ["evidence", "pack", "--audience", "A college", "--learner", "Aino", "--evidence", id];
    assert_eq!(told(&desk, &["evidence", "packs"]), "No pack was made.\n");
    let (_, made) = desk.lines(&[&pack[..], &["--json", "-o", "pack.pdf"]].concat());
    let sha256 = text(&made[0], "/sha256");

    assert_eq!(told(&desk, &["decisions", "list"]), "No decision was entered.\n");
    let (code, entered) = desk.lines(&[&DECIDED[..], &["--json", "--answers", sha256]].concat());
    assert_eq!((code, &entered[0]["enabled"]), (0, &json!(false)));
    assert_eq!(entered[0]["answers"]["audience"], "A college");
    let shown = told(&desk, &["decisions", "list"]);
    assert!(shown.contains("107377 stands for 105703") && shown.contains("for A college"), "{shown}");
    let packs = told(&desk, &["evidence", "packs"]);
    assert!(packs.contains("answered by decision-0001: A college") && packs.contains(sha256), "{packs}");

    assert_eq!(desk.run(&["decisions", "on", "decision-0001"]).status.code(), Some(0));
    let (_, switched) = desk.lines(&["decisions", "list", "--json"]);
    assert_eq!((&switched[0]["enabled"], &switched[0]["answers"]), (&json!(true), &entered[0]["answers"]));
    assert_eq!(desk.run(&["decisions", "remove", "decision-0001"]).status.code(), Some(0));
    assert_eq!(desk.lines(&["decisions", "list", "--json"]), (0, vec![]));
}

#[test]
fn what_is_no_decision_is_wrong_usage() {
    let desk = Desk::bare();
    let (_, _) = desk.lines(&["evidence", "add", "--json", "--title", "a"]);
    for (more, named) in [
        (&["--answers", "0"][..], "(decision_unclear)"),
        (&["--credits", "x", "--framework", "ects"], "(decision_unclear)"),
    ] {
        let refused = desk.run(&[&DECIDED[..], more].concat());
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(refused.status.code() == Some(64) && told.contains(named), "{told}");
    }
    assert_eq!(desk.run(&["decisions", "off", "none"]).status.code(), Some(64));
    assert_eq!(desk.run(&[&DECIDED[..], &["--credits", "5"]].concat()).status.code(), Some(64));
}
