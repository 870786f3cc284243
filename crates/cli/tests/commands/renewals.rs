//! `tessera renewals` on the real program.

use jiff::{Timestamp, ToSpan as _};
use samples::forge::{Controller, Prover};
use serde_json::json;

use crate::desk::{Desk, text};

/// A badge of one course, that ends so many days from now.
fn badge(title: &str, achievement: &str, begun_days_ago: i64, ends_in_days: i64) -> Vec<u8> {
    let now = Timestamp::now();
    let moment = |days: i64| (now + (days * 24).hours()).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let provider = Controller::by_key("Hohtava Cells");
    let badge = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": format!("urn:uuid:{ends_in_days}"), "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": title,
        "issuer": { "id": provider.did, "type": ["Profile"], "name": "Hohtava Cells" },
        "validFrom": moment(-begun_days_ago), "validUntil": moment(ends_in_days),
        "credentialSubject": { "id": "did:example:aino", "type": ["AchievementSubject"], "achievement": {
            "id": achievement, "type": ["Achievement"], "name": title, "description": "Helps first",
            "criteria": { "narrative": "Two days" } } }
    });
    Prover::new(&provider.badges).prove(badge).to_string().into_bytes()
}

const FIRST_AID: &str = "https://hohtava.example/first-aid";

fn taken(desk: &Desk, name: &str, bytes: &[u8]) -> String {
    desk.write(name, bytes);
    let (_, lines) = desk.lines(&["import", "--json", "--offline", "--trust", "trust.json", name]);
    text(&lines[0], "/record").to_owned()
}

#[test]
fn what_ends_is_listed_with_what_came_in_its_place() {
    let desk = Desk::new();
    let old = taken(&desk, "old.json", &badge("First aid", FIRST_AID, 700, 20));
    let (code, lines) = desk.lines(&["renewals", "list", "--json"]);
    assert_eq!((code, lines.len()), (0, 1), "{lines:?}");
    assert_eq!((text(&lines[0], "/card/record"), text(&lines[0], "/standing")), (old.as_str(), "due"));
    assert_eq!(lines[0]["days"], 20);

    let named =
        taken(&desk, "named.json", &badge("First aid", "https://hohtava.example/first-aid-2", 5, 700));
    let (_, lines) = desk.lines(&["renewals", "list", "--json"]);
    assert_eq!(text(&lines[0], "/possible/0/record"), named);
    assert_eq!(desk.run(&["renewals", "answer", &old, &named, "yes"]).status.code(), Some(0));
    let told = String::from_utf8(desk.run(&["renewals", "list"]).stdout).unwrap();
    assert!(
        told.contains("Renewed. Ends in 20 days") && told.contains("You said that “First aid”"),
        "{told}"
    );
    assert!(told.contains("The wallet reminds 90 days before the end."), "{told}");
    assert_eq!(desk.run(&["renewals", "answer", &old, &named, "no"]).status.code(), Some(0));

    taken(&desk, "new.json", &badge("First aid at work", FIRST_AID, 5, 800));
    let told = String::from_utf8(desk.run(&["renewals", "list"]).stdout).unwrap();
    assert!(told.contains("“First aid at work” came in its place"), "{told}");
}

#[test]
fn reminder_is_set_and_put_off() {
    let desk = Desk::new();
    let old = taken(&desk, "old.json", &badge("First aid", FIRST_AID, 700, 20));
    assert_eq!(desk.run(&["renewals", "snooze", &old, "7"]).status.code(), Some(0));
    let (_, lines) = desk.lines(&["renewals", "list", "--json"]);
    assert_eq!(text(&lines[0], "/standing"), "snoozed");
    assert_eq!(desk.run(&["renewals", "remind", "10"]).status.code(), Some(0));
    assert_eq!(desk.lines(&["renewals", "list", "--json"]).1, Vec::<serde_json::Value>::new());
    assert_eq!(desk.run(&["renewals", "remind", "never"]).status.code(), Some(0));
    let told = String::from_utf8(desk.run(&["renewals", "list"]).stdout).unwrap();
    assert!(told.contains("The wallet does not remind."), "{told}");
    for (arguments, exit, code) in [
        (vec!["renewals", "remind", "0"], 64, "from 1 to 365"),
        (vec!["renewals", "snooze", &old, "soon"], 64, "from 1 to 365"),
        (vec!["renewals", "snooze", "nothing", "3"], 64, "record_unknown"),
        (vec!["renewals", "answer", &old, &old, "yes"], 64, "renewal_unlikely"),
    ] {
        let output = desk.run(&arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(exit) && told.contains(code), "{arguments:?}: {told}");
    }
}
