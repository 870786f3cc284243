//! `tessera annex1`, `europass` and `show --compare`, on the real program.

#![cfg(test)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const AT: &str = samples::JUDGED_AT;

/// A folder of its own for each test, with the samples and what they are judged by.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for sample in samples::SAMPLES {
            desk.write(sample.name, sample.bytes);
        }
        desk.write("trust.json", samples::TRUST_LIST);
        desk.write("passphrase", b"four words in a row\n");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_tessera"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("TESSERA_WALLET", self.path("wallet"))
            .env("TESSERA_PASSPHRASE_FILE", self.path("passphrase"))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs, and gives the exit code and the lines.
    fn lines(&self, arguments: &[&str]) -> (i32, Vec<Value>) {
        let output = self.run(arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        (
            output.status.code().unwrap(),
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        )
    }

    /// Takes a sample into the wallet, and gives its record.
    fn import(&self, name: &str) -> String {
        let (_, lines) =
            self.lines(&["import", "--json", "--offline", "--trust", "trust.json", "--at", AT, name]);
        lines[0]["record"].as_str().unwrap().to_owned()
    }
}

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
fn two_credentials_are_shown_side_by_side() {
    let desk = Desk::new();
    let (left, right) = (desk.import("battery-industry.jsonld"), desk.import("battery-passport.jsonld"));
    let (code, rows) = desk.lines(&["show", &left, "--compare", &right, "--json"]);
    assert_eq!((code, rows.len()), (0, 16));
    assert_eq!((&rows[1]["element"], &rows[1]["same"]), (&json!("title"), &json!(false)));
    let text = String::from_utf8(desk.run(&["show", &left, "--compare", &right]).stdout).unwrap();
    assert!(text.contains("≠ Title"), "{text}");
}
