//! `tessera labels`, and the names of skills, on the real program.

use serde_json::json;

use crate::desk::Desk;

const BATTERIES: &str = "http://data.europa.eu/esco/skill/42f92768-cc76-488d-a721-e90c59ccaade";

#[test]
fn skills_are_called_in_a_language_that_was_added() {
    let desk = Desk::new();
    let record = desk.import("battery-industry.jsonld");
    let text = |desk: &Desk| String::from_utf8(desk.run(&["show", &record]).stdout).unwrap();
    assert!(text(&desk).contains("http://data.europa.eu/esco/skill/"), "{}", text(&desk));
    let named = skill_of(&text(&desk));

    desk.write(
        "skills_fi.csv",
        format!("conceptUri,preferredLabel\n{named},akkujen kokoonpano\n").as_bytes(),
    );
    let (code, lines) = desk.lines(&["labels", "add", "--json", "skills_fi.csv"]);
    assert_eq!((code, &lines[0]), (0, &json!({"language": "fi", "terms": 1})));
    assert!(text(&desk).contains("fi: akkujen kokoonpano"), "{}", text(&desk));
    let list = String::from_utf8(desk.run(&["labels", "list"]).stdout).unwrap();
    assert!(list.contains("fi  1 terms") && list.contains("ESCO classification"), "{list}");

    assert_eq!(desk.run(&["labels", "remove", "fi"]).status.code(), Some(0));
    assert!(!text(&desk).contains("akkujen"));
}

#[test]
fn credential_is_shown_in_the_language_that_is_asked_for() {
    let desk = Desk::new();
    let record = desk.import("battery-industry.jsonld");
    let shown = |languages: &[&str]| {
        let output = desk.run(&[&["show"][..], languages, &[&record]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let named = skill_of(&shown(&[]));
    desk.write(
        "skills_fi.csv",
        format!("conceptUri,preferredLabel\n{named},akkujen kokoonpano\n").as_bytes(),
    );
    assert_eq!(desk.run(&["labels", "add", "skills_fi.csv"]).status.code(), Some(0));
    let skill = |text: &str| text.lines().find(|line| line.contains(&named)).unwrap().trim().to_owned();
    let english = skill(&shown(&[])).replace("Skill", "");
    let english = english.trim().split(" (fi:").next().unwrap().to_owned();

    let finnish = shown(&["--lang", "fi"]);
    assert!(skill(&finnish).contains(&format!("akkujen kokoonpano (en: {english}), {named}")), "{finnish}");
    assert!(
        finnish.contains(": Akkuteollisuudessa toimiminen\n") && !finnish.contains("Working in"),
        "{finnish}"
    );
    assert!(finnish.contains("Level 4 [en]"), "what is not there in Finnish says so: {finnish}");
    let german = shown(&["--lang", "de", "--lang", "en"]);
    assert!(!german.contains("[en]") && german.contains("Working in the battery industry"), "{german}");
    assert!(skill(&german).contains(&format!("{english} (fi: akkujen kokoonpano)")), "{german}");
    let unknown = shown(&["--lang", "de"]);
    assert!(unknown.contains(": Working in the battery industry [en]\n"), "{unknown}");
    assert!(skill(&unknown).contains(&format!("{english} [en] (fi: akkujen kokoonpano)")), "{unknown}");
}

#[test]
fn file_that_is_no_table_is_refused() {
    let desk = Desk::new();
    desk.import("battery-industry.jsonld");
    desk.write("skills.csv", format!("conceptUri,preferredLabel\n{BATTERIES},a\n").as_bytes());
    desk.write("skills_fi.csv", b"conceptUri,preferredLabel\nhttp://data.europa.eu/snb/eqf/6,Taso 8\n");
    for (arguments, exit, code) in [
        (vec!["labels", "add", "skills.csv"], 64, "labels_language"),
        (vec!["labels", "add", "--language", "finnish", "skills.csv"], 64, "labels_language"),
        (vec!["labels", "add", "skills_fi.csv"], 65, "labels_unreadable"),
        (vec!["labels", "add", "nothing_fi.csv"], 74, "file_not_found"),
        (vec!["labels", "remove", "fi"], 64, "labels_unknown"),
    ] {
        let output = desk.run(&arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(exit) && told.contains(code), "{arguments:?}: {told}");
    }
    let (_, lines) = desk.lines(&["labels", "list", "--json"]);
    assert!(lines.is_empty());
}

/// The first skill that is named with its address.
fn skill_of(shown: &str) -> String {
    let at = shown.find("http://data.europa.eu/esco/skill/").unwrap();
    shown[at..].split_whitespace().next().unwrap().to_owned()
}
