//! The contract of the command line, on the real program.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::desk::{AT, Desk, JUDGED, text};

#[test]
fn what_is_asked_of_a_presentation_must_be_answered() {
    let desk = Desk::new();
    for (audience, nonce, outcome, code) in [
        ("https://hohtava.example", "4a9d", "pass", ""),
        ("https://other.example", "4a9d", "fail", "audience_mismatch"),
        ("https://hohtava.example", "0000", "fail", "nonce_mismatch"),
    ] {
        let asked = ["--audience", audience, "--nonce", nonce, "diploma-shown.sd-jwt"];
        let (_, lines) = desk.lines(&[&["verify", "--json"], &JUDGED[..], &asked].concat());
        let holder = &lines[0]["checks"][6];
        assert_eq!((text(holder, "/outcome"), text(holder, "/code")), (outcome, code), "{audience} {nonce}");
    }
}

/// The samples that are one credential each. Presentations have a test file of their own.
fn alone() -> impl Iterator<Item = &'static samples::Sample> {
    samples::SAMPLES.iter().filter(|sample| !sample.name.starts_with("presentation"))
}

#[test]
fn verify_prints_one_line_for_each_sample_as_promised() {
    let desk = Desk::new();
    for sample in alone() {
        let arguments = [&["verify", "--json"], &JUDGED[..], &[sample.name]].concat();
        let (code, lines) = desk.lines(&arguments);
        let [line] = &lines[..] else { panic!("one line") };
        assert_eq!(text(line, "/verdict"), sample.expected.verdict, "{}", sample.name);
        let expected = match sample.expected.verdict {
            "verified" => 0,
            "invalid" => 1,
            _ => 2,
        };
        assert_eq!(code, expected, "{}", sample.name);
        assert_eq!(text(line, "/path"), sample.name);
        assert_eq!(text(line, "/kind"), "credential");
        let checks: Vec<&str> =
            line["checks"].as_array().unwrap().iter().map(|check| text(check, "/check")).collect();
        assert_eq!(
            checks,
            ["format", "signature", "issuer", "recognition", "validity", "status", "holder", "schema"]
        );
        for check in line["checks"].as_array().unwrap() {
            // A pass may carry a remark.
            assert!(check["outcome"] == "pass" || check.get("code").is_some(), "{check}");
        }
        let nested = line["nested"].as_array().unwrap();
        if let Some(bad) = sample.expected.nested {
            let found = nested.iter().find(|inner| text(inner, "/verdict") == bad.verdict).unwrap();
            let check =
                found["checks"].as_array().unwrap().iter().find(|check| text(check, "/check") == bad.check);
            assert_eq!(text(check.unwrap(), "/code"), bad.code, "{}", sample.name);
        } else {
            assert!(nested.iter().all(|inner| inner["verdict"] == "verified"), "{}", sample.name);
        }
    }
}

#[test]
fn what_is_not_signed_is_named_for_machines_and_for_people() {
    let desk = Desk::new();
    let verify = |json: &[&'static str]| {
        desk.run(&[&["verify"], json, &JUDGED[..], &["badge-injected.json"]].concat())
    };
    let line: Value = serde_json::from_slice(&verify(&["--json"]).stdout).unwrap();
    let [part] = line["unsigned"].as_array().unwrap().as_slice() else {
        panic!("one line: {}", line["unsigned"])
    };
    let (at, value) = (text(part, "/at"), text(part, "/value"));
    assert!(at.starts_with("/credentialSubject/") && !value.is_empty(), "{part}");
    assert_eq!(text(part, "/why"), "undefined_term");
    assert_eq!(text(&line, "/checks/0/code"), "unsigned_content");

    let said = String::from_utf8(verify(&[]).stdout).unwrap();
    let place = at[1..].replace('/', " › ");
    assert!(said.contains(&format!("Not signed    {place}: {value}")), "{said}");
    assert!(said.contains(&format!("This line is not signed: {place}.")), "{said}");
}

#[test]
fn an_endorsement_has_a_verdict_of_its_own() {
    let desk = Desk::new();
    let verify = |json: &[&'static str]| {
        desk.run(&[&["verify"], json, &JUDGED[..], &["badge-forged-endorsement.json"]].concat())
    };
    let line: Value = serde_json::from_slice(&verify(&["--json"]).stdout).unwrap();
    let [endorsement] = line["nested"].as_array().unwrap().as_slice() else { panic!("{}", line["nested"]) };
    assert_eq!((text(&line, "/verdict"), text(endorsement, "/verdict")), ("verified", "invalid"));
    assert_eq!(
        (text(endorsement, "/kind"), &endorsement["about_parent"]),
        ("endorsement", &Value::Bool(true))
    );
    assert_eq!(endorsement["checks"].as_array().unwrap().len(), 8);
    let proof = &line["proofs"][0];
    assert_eq!((text(proof, "/suite"), text(proof, "/outcome")), ("eddsa-rdfc-2022", "pass"));

    let said = String::from_utf8(verify(&[]).stdout).unwrap();
    assert!(
        said.contains("  VERIFIED: ") && said.contains("  NOT VALID: ") && said.contains(" endorses "),
        "{said}"
    );
}

#[test]
fn lists_and_messages_give_one_line_for_each_credential_in_them() {
    let desk = Desk::new();
    desk.write("two.1ob", samples::LIST);
    desk.write("mail.txt", samples::MAIL);
    let foreign = [b"[7, ", samples::SAMPLES[0].bytes, b", {\"no\": \"credential\"}]"].concat();
    desk.write("mixed.json", &foreign);
    let verify = |path: &'static str| desk.lines(&[&["verify", "--json"], &JUDGED[..], &[path]].concat());
    let told = |lines: &[Value]| -> Vec<(u64, String)> {
        lines
            .iter()
            .map(|line| (line["index"].as_u64().unwrap(), text(line, "/verdict").to_owned()))
            .collect()
    };
    let owned = |index: u64, verdict: &str| (index, verdict.to_owned());

    let (code, lines) = verify("two.1ob");
    assert_eq!((code, told(&lines)), (0, vec![owned(0, "verified"), owned(1, "verified")]));
    let (code, lines) = verify("mail.txt");
    assert_eq!((code, told(&lines)), (0, vec![owned(0, "verified")]));

    let mixed = vec![owned(0, "unreadable"), owned(1, "verified"), owned(2, "unreadable")];
    let (code, lines) = verify("mixed.json");
    assert_eq!((code, told(&lines)), (65, mixed.clone()));
    assert_eq!(
        lines[0],
        serde_json::json!({
            "path": "mixed.json", "index": 0, "verdict": "unreadable", "code": "unknown_format"
        })
    );
    let import = [&["import", "--json"], &JUDGED[..], &["mixed.json"]].concat();
    let (code, lines) = desk.lines(&import);
    assert_eq!((code, told(&lines)), (65, mixed));
    assert_eq!(text(&lines[1], "/stored"), "new");
    let record = text(&lines[1], "/record");
    assert_eq!(desk.run(&["export", record, "-o", "out.file"]).status.code(), Some(0));
    assert!(fs::read(desk.path("out.file")).unwrap() == foreign, "the file is kept whole");
    let said = desk.run(&[&["import"], &JUDGED[..], &["mixed.json"]].concat());
    assert!(
        String::from_utf8_lossy(&said.stdout).contains("Entry 3 of mixed.json"),
        "for people, counted from one"
    );
}

#[test]
fn show_prints_what_a_badge_says() {
    let desk = Desk::new();
    let (_, lines) = desk.lines(&[&["import", "--json"], &JUDGED[..], &["badge-preparing.json"]].concat());
    let record = text(&lines[0], "/record");
    assert_eq!(
        (text(&lines[0], "/profile"), text(&lines[0], "/securing")),
        ("open_badges_3", "data_integrity")
    );
    let said = String::from_utf8(desk.run(&["show", record]).stdout).unwrap();
    for part in ["Criteria", "Result", "Corresponds to", "data.europa.eu/esco/", "eddsa-rdfc-2022"] {
        assert!(said.contains(part), "{part} is in {said}");
    }
}

#[test]
fn the_keys_of_a_line_keep_their_order() {
    let desk = Desk::new();
    let arguments =
        ["verify", "--json", "--offline", "--trust", "trust.json", "--at", AT, "battery-passport.jsonld"];
    let output = String::from_utf8(desk.run(&arguments).stdout).unwrap();
    let mut from = 0;
    for key in [
        "path",
        "index",
        "kind",
        "profile",
        "securing",
        "verdict",
        "checks",
        "id",
        "title",
        "issuer",
        "subject",
        "valid_from",
        "valid_until",
        "sha256",
        "proofs",
        "unsigned",
        "nested",
    ] {
        let at = output[from..].find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} in its place"));
        from += at;
    }
    assert!(output.contains(r#""recognition","outcome":"pass","by":"tessera-samples@2026-11-01""#));
    assert_eq!(
        output,
        String::from_utf8(desk.run(&arguments).stdout).unwrap(),
        "the same again, byte for byte"
    );
}

#[test]
fn what_is_imported_comes_out_the_same_and_leaves_no_trace_outside() {
    let desk = Desk::new();
    let mut arguments = [&["import", "--json"], &JUDGED[..]].concat();
    arguments.extend(alone().map(|sample| sample.name));
    let (code, lines) = desk.lines(&arguments);
    assert_eq!(code, 1, "bad ones are kept too, and told");
    assert_eq!(lines.len(), alone().count());
    for (line, sample) in lines.iter().zip(alone()) {
        assert_eq!(text(line, "/stored"), "new");
        let record = text(line, "/record");
        assert_eq!(desk.run(&["export", record, "-o", "out.file"]).status.code(), Some(0));
        assert!(fs::read(desk.path("out.file")).unwrap() == sample.bytes, "{}", sample.name);
    }

    let (_, again) = desk.lines(&arguments);
    assert!(again.iter().all(|line| line["stored"] == "duplicate"));
    let (_, listed) = desk.lines(&["list", "--json"]);
    assert_eq!(listed.len(), alone().count());
    let (_, found) = desk.lines(&["list", "--json", "--search", "pohjan indus", "--sort", "title"]);
    assert_eq!(found.len(), 4, "the unit, and the records that name it");
    assert_eq!(text(&found[0], "/title"), "Working in the battery industry");

    let record = text(&found[0], "/record");
    let (code, shown) = desk.lines(&["show", record, "--json"]);
    assert_eq!((code, text(&shown[0], "/report/verdict")), (0, "verified"));

    for file in walk(&desk.path("wallet")) {
        let bytes = fs::read(&file).unwrap();
        for planted in ["Aino", "Kivelahti", "battery", "Rannikko", "VATFI", "urn:credential", "four words"] {
            let found = bytes.windows(planted.len()).any(|window| window == planted.as_bytes());
            assert!(!found, "{planted} stands in {}", file.display());
        }
    }

    assert_eq!(desk.run(&["delete", record]).status.code(), Some(0));
    assert_eq!(desk.lines(&["list", "--json"]).1.len(), alone().count() - 1);
    assert_eq!(desk.run(&["show", record]).status.code(), Some(64), "no such record any more");
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn the_exit_code_tells_the_worst_that_was_met() {
    let desk = Desk::new();
    let code = |arguments: &[&str]| desk.run(arguments).status.code().unwrap();
    let verify = |paths: &[&str]| {
        code(&[&["verify", "--offline", "--trust", "trust.json", "--at", AT], paths].concat())
    };
    assert_eq!(verify(&["battery-industry.jsonld"]), 0);
    assert_eq!(verify(&["battery-industry.jsonld", "pack-dismantling.jsonld"]), 2);
    assert_eq!(verify(&["pack-dismantling.jsonld", "passphrase"]), 65);
    assert_eq!(verify(&["passphrase", "not-there.jsonld"]), 74);
    assert_eq!(verify(&["flipped.jsonld", "not-there.jsonld", "pack-dismantling.jsonld"]), 1);
    assert_eq!(code(&["verify"]), 64);
    assert_eq!(code(&["verify", "--at", "yesterday", "flipped.jsonld"]), 64);
    assert_eq!(code(&["frobnicate"]), 64);
    assert_eq!(code(&["--help"]), 0);
    assert_eq!(code(&["verify", "--offline", "--trust", "flipped.jsonld", "flipped.jsonld"]), 65);
    assert_eq!(code(&["verify", "--offline", "--trust", "not-there.json", "flipped.jsonld"]), 74);
    assert_eq!(code(&["list"]), 74, "no wallet");
    assert_eq!(code(&["import", "--offline", "https://school.example/credential"]), 74);
    assert_eq!(
        code(&["import", "http://127.0.0.1/credential"]),
        74,
        "neither plain http nor private addresses"
    );
}

#[test]
fn a_passphrase_is_needed_and_a_wrong_one_is_told() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["import", "--offline", "battery-passport.jsonld"]).status.code(), Some(2));
    desk.write("passphrase", b"another four words\n");
    let output = desk.run(&["list"]);
    assert_eq!(output.status.code(), Some(74));
    assert!(String::from_utf8_lossy(&output.stderr).contains("(wrong_passphrase)"));
    let output = desk.command(&["list"]).env_remove("TESSERA_PASSPHRASE_FILE").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("(passphrase_required)"));
    desk.write("passphrase", b"short\n");
    let output = desk.run(&["import", "--wallet", "other", "--offline", "battery-passport.jsonld"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("(passphrase_too_short)"));
    assert!(!desk.path("other").join("wallet.db").exists());
}

#[test]
fn standard_input_and_an_answer_book_are_read() {
    let desk = Desk::new();
    let file = fs::File::open(desk.path("battery-passport.jsonld")).unwrap();
    let output = desk
        .command(&["verify", "--json", "--offline", "--trust", "trust.json", "--at", AT, "-"])
        .stdin(file)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap()["path"], "-");

    let with_book = ["verify", "--offline", "--evidence", "book", "--at", AT, "battery-passport.jsonld"];
    assert_eq!(desk.run(&with_book).status.code(), Some(74), "no index");
    desk.write("book/index.json", br#"{"https://ca.example/list.crl": "../passphrase"}"#);
    assert_eq!(desk.run(&with_book).status.code(), Some(65), "a name that leads out of the folder");
    desk.write("book/index.json", br#"{"https://ca.example/list.crl": "list.crl"}"#);
    desk.write("book/list.crl", b"not needed here");
    assert_eq!(desk.run(&with_book).status.code(), Some(2));
}

#[test]
fn completions_are_printed_for_shells() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish"] {
        let output = desk.run(&["completions", shell]);
        assert!(
            output.status.success() && String::from_utf8_lossy(&output.stdout).contains("verify"),
            "{shell}"
        );
    }
}
