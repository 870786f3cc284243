//! What the program asks of the network, on the real program. No test reaches it: the addresses are refused.

use serde_json::Value;

use crate::desk::{AT, Desk};

const SAMPLE: &str = "battery-industry.jsonld";

fn codes(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["code"].as_str().unwrap_or_default()).collect()
}

#[test]
fn a_request_is_listed_and_the_list_erased() {
    let desk = Desk::new();
    for (address, code) in [
        ("https://127.0.0.1/badge.json", "address_refused"),
        ("http://school.example/badge.json", "url_refused"),
        ("https://user:secret@school.example/badge.json", "url_refused"),
    ] {
        let (exit, lines) = desk.lines(&["import", "--json", address]);
        assert_eq!((exit, codes(&lines)), (74, vec![code]), "{address}");
    }
    let (exit, lines) = desk.lines(&["network", "--json"]);
    assert_eq!((exit, codes(&lines)), (0, vec!["url_refused", "url_refused", "address_refused"]));
    assert_eq!(
        (&lines[2]["purpose"], &lines[2]["url"]),
        (&"credential".into(), &"https://127.0.0.1/badge.json".into())
    );
    assert!(!lines[0].to_string().contains("secret"), "{}", lines[0]);
    assert_eq!(desk.lines(&["network", "--json", "--erase"]), (0, Vec::new()));
    assert_eq!(desk.lines(&["network", "--json"]), (0, Vec::new()));
}

#[test]
fn offline_is_kept_in_the_wallet_and_obeyed() {
    let desk = Desk::new();
    desk.import(SAMPLE);
    assert_eq!(desk.lines(&["network", "--json", "--offline", "on"]), (0, Vec::new()));
    let (exit, lines) = desk.lines(&["import", "--json", "https://127.0.0.1/badge.json"]);
    assert_eq!((exit, codes(&lines)), (74, vec!["offline"]));
    desk.lines(&["network", "--json", "--offline", "off"]);
    let (_, lines) = desk.lines(&["import", "--json", "https://127.0.0.1/badge.json"]);
    assert_eq!(codes(&lines), ["address_refused"]);
    assert_eq!(desk.lines(&["network", "--json"]).1.len(), 1);
}

#[test]
fn what_is_stored_is_judged_again_all_of_it_or_what_is_named() {
    let desk = Desk::new();
    let record = desk.import(SAMPLE);
    let judged = ["refresh", "--json", "--offline", "--trust", "trust.json", "--at", AT];
    for named in [&[][..], &[record.as_str()]] {
        let (exit, lines) = desk.lines(&[&judged[..], named].concat());
        assert_eq!((exit, lines.len()), (0, 1));
        assert_eq!(
            (&lines[0]["record"], &lines[0]["verdict"]),
            (&record.as_str().into(), &"verified".into())
        );
    }
    assert_eq!(desk.lines(&[&judged[..], &["0123456789abcdef0123456789abcdef"]].concat()).0, 64);
}

#[test]
fn a_credential_is_shown_for_another_time_and_kept_as_it_is() {
    let desk = Desk::new();
    let record = desk.import(SAMPLE);
    let (_, before) = desk.lines(&["show", "--json", &record]);
    let (_, earlier) =
        desk.lines(&["show", "--json", "--at", "2020-01-01T00:00:00Z", "--trust", "trust.json", &record]);
    assert_eq!(earlier[0]["report"]["at"], "2020-01-01T00:00:00Z");
    assert_eq!(before[0]["report"]["verdict"], "verified");
    assert_ne!(earlier[0]["report"]["verdict"], "verified");
    assert_eq!(desk.lines(&["show", "--json", &record]).1, before);
}
