//! `tessera annex1`, `europass` and `show --compare`, on the real program.

use std::fs;

use serde_json::json;

use crate::desk::{AT, Desk};

#[test]
fn annex1_tells_each_element_with_its_place() {
    let desk = Desk::new();
    let (code, lines) = desk.lines(&["annex1", "--json", "--offline", "--at", AT, "battery-industry.jsonld"]);
    assert_eq!((code, lines.len()), (0, 1));
    let line = &lines[0];
    assert_eq!((&line["path"], &line["index"]), (&json!("battery-industry.jsonld"), &json!(0)));
    assert_eq!((&line["profile"], &line["signature"]), (&json!("edc"), &json!("pass")));
    assert_eq!((&line["mandatory_of"], &line["optional_of"]), (&json!(11), &json!(5)));
    let elements = line["elements"].as_array().unwrap();
    assert_eq!(elements.len(), 16);
    let found = |mandatory: bool| {
        elements.iter().filter(|it| it["mandatory"] == mandatory && it["found"] == true).count()
    };
    assert_eq!(line["mandatory_found"], found(true));
    assert_eq!(line["optional_found"], found(false));
    assert_eq!(elements[1]["element"], "title");
    assert!(
        elements[1]["at"].as_array().unwrap().contains(&json!("/credentialSubject/hasClaim/title")),
        "{elements:?}"
    );
}

#[test]
fn annex1_of_what_is_no_credential_is_told_and_the_rest_goes_on() {
    let desk = Desk::new();
    let (code, lines) = desk.lines(&["annex1", "--json", "--offline", "passphrase", "badge-materials.json"]);
    assert_eq!(code, 65);
    assert_eq!(lines[0]["verdict"], "unreadable");
    assert_eq!(lines[1]["profile"], "open_badges_3");
    let people = desk.run(&["annex1", "--offline", "badge-materials.json"]);
    let text = String::from_utf8(people.stdout).unwrap();
    assert!(
        text.contains("of 11 required details") && text.contains("This format has no place for it."),
        "{text}"
    );
}

#[test]
fn cv_is_written_and_whose_it_is_is_asked_once() {
    let desk = Desk::new();
    let record = desk.import("battery-industry.jsonld");
    let cv = ["europass", &record, "-o", "cv.xml"];
    let output = desk.run(&cv);
    assert_eq!(output.status.code(), Some(64));
    assert!(String::from_utf8_lossy(&output.stderr).contains("(person_unknown)"));
    assert!(!desk.path("cv.xml").exists());

    desk.write(
        "me.json",
        br#"{"given_name": "Aino", "family_name": "Virtanen", "birth_date": "2001-02-30"}"#,
    );
    let with = |person: &str| desk.run(&["europass", "--person", person, &record, "-o", "cv.xml"]);
    let output = with("me.json");
    assert_eq!(output.status.code(), Some(64));
    assert!(String::from_utf8_lossy(&output.stderr).contains("(person_birth_date)"));
    desk.write("secret.json", br#"{"given_name": "Aino", "nickname": "Secret"}"#);
    let output = with("secret.json");
    assert_eq!(output.status.code(), Some(65));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("(person_unreadable)") && !told.contains("Secret"), "{told}");

    desk.write("me.json", br#"{"given_name": "Aino", "family_name": "Virtanen"}"#);
    assert_eq!(with("me.json").status.code(), Some(0));
    let first = fs::read_to_string(desk.path("cv.xml")).unwrap();
    assert!(
        first.contains("<hr:FamilyName>Virtanen</hr:FamilyName>")
            && first.contains("<Title>education-training</Title>")
    );
    assert_eq!(desk.run(&cv).status.code(), Some(0));
    assert_eq!(fs::read_to_string(desk.path("cv.xml")).unwrap(), first);
}

#[test]
fn credential_that_does_not_hold_goes_into_no_cv() {
    let desk = Desk::new();
    let record = desk.import("flipped.jsonld");
    desk.write("me.json", br#"{"given_name": "Aino", "family_name": "Virtanen"}"#);
    let output = desk.run(&["europass", "--person", "me.json", &record, "-o", "cv.xml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!desk.path("cv.xml").exists());
}

#[test]
fn what_europass_takes_is_told_with_the_reason() {
    let desk = Desk::new();
    let (sealed, badge) = (desk.import("battery-industry.jsonld"), desk.import("badge-materials.json"));
    let (code, lines) = desk.lines(&["europass", "--what", "--json", &sealed, &badge]);
    assert_eq!((code, lines.len()), (0, 2));
    let ways = json!([
        {"way": "library", "outcome": "pass", "obstacle": null},
        {"way": "cv", "outcome": "pass", "obstacle": null},
    ]);
    assert_eq!(lines[0]["ways"], ways);
    assert_eq!(lines[1]["ways"][0]["obstacle"], "other_format");
    let text = String::from_utf8(desk.run(&["europass", "--what", &badge]).stdout).unwrap();
    assert!(text.contains("My Library  Not taken.") && text.contains("CV          Fits"), "{text}");
    let both = desk.run(&["europass", "--what", "-o", "cv.xml", &badge]);
    assert_eq!(both.status.code(), Some(64));
}

#[test]
fn two_credentials_are_shown_side_by_side() {
    let desk = Desk::new();
    let (left, right) = (desk.import("battery-industry.jsonld"), desk.import("battery-passport.jsonld"));
    let (code, rows) = desk.lines(&["show", &left, "--compare", &right, "--json"]);
    assert_eq!((code, rows.len()), (0, 16));
    assert_eq!((&rows[1]["element"], &rows[1]["same"]), (&json!("title"), &json!(false)));
    let text = String::from_utf8(desk.run(&["show", &left, "--compare", &right]).stdout).unwrap();
    assert!(text.contains("≠ Title"), "{text}");
}

#[test]
fn portfolio_and_resume_are_written_by_the_name_of_the_file() {
    let desk = Desk::new();
    let records = [desk.import("battery-industry.jsonld"), desk.import("badge-materials.json")];
    let write = |file: &str, more: &[&str]| {
        let arguments = [&["europass", "-o", file], more, &[&records[0], &records[1]]].concat();
        desk.run(&arguments)
    };
    assert_eq!(write("page.html", &[]).status.code(), Some(0));
    let html = fs::read_to_string(desk.path("page.html")).unwrap();
    assert!(html.contains("<h1><bdi>Credentials</bdi></h1>") && html.matches("<article>").count() == 2);

    desk.write("me.json", br#"{"given_name": "Aino", "family_name": "Virtanen"}"#);
    assert_eq!(write("cv.json", &["--person", "me.json"]).status.code(), Some(0));
    let resume: serde_json::Value = serde_json::from_slice(&fs::read(desk.path("cv.json")).unwrap()).unwrap();
    assert_eq!(resume["basics"]["name"], "Aino Virtanen");
    let entries = |name: &str| resume[name].as_array().unwrap().len();
    assert_eq!(entries("education") + entries("certificates"), 2);

    let output = write("cv.doc", &[]);
    assert_eq!(output.status.code(), Some(64));
    assert!(String::from_utf8_lossy(&output.stderr).contains("(cv_kind)"));
}
