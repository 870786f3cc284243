//! Sharing and scanning on the real program: two people, two folders, no network.

use std::fs;

use serde_json::Value;

use crate::desk::{AT, Desk, JUDGED};

impl Desk {
    /// Shows something, and says what went wrong.
    pub(crate) fn share(&self, arguments: &[&str]) -> Result<String, (i32, String)> {
        let output = self.run(&[&["share"], arguments].concat());
        match output.status.code().unwrap() {
            0 => Ok(String::from_utf8(output.stdout).unwrap()),
            code => Err((code, String::from_utf8(output.stderr).unwrap())),
        }
    }

    pub(crate) fn scan(&self, arguments: &[&str]) -> (i32, Vec<Value>) {
        self.lines(&[&["scan", "--json", "--policy", "wallet"], &JUDGED[..], arguments].concat())
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// The pictures that were drawn, in order.
    pub(crate) fn pictures(&self) -> Vec<String> {
        let names = fs::read_dir(self.path("."))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> =
            names.filter(|name| name.starts_with("code") && name.ends_with(".png")).collect();
        names.sort();
        names
    }
}

pub(crate) fn check<'l>(line: &'l Value, name: &str) -> &'l Value {
    line["checks"].as_array().unwrap().iter().find(|check| check["check"] == name).unwrap()
}

#[test]
fn badge_is_scanned_from_one_code_and_is_what_was_taken_in() {
    let desk = Desk::new();
    let record = desk.import("badge-responsibility.json");
    desk.share(&["--qr", "code.png", &record]).unwrap();
    desk.share(&["-o", "proof", &record]).unwrap();
    assert_eq!(desk.bytes("proof"), desk.bytes("badge-responsibility.json"));
    let (code, lines) = desk.scan(&["code.png"]);
    let (_, direct) =
        desk.lines(&[&["verify", "--json"], &JUDGED[..], &["badge-responsibility.json"]].concat());
    assert_eq!((code, &lines[0]["verdict"]), (0, &Value::from("verified")));
    assert_eq!((&lines[0]["path"], &lines[0]["sha256"]), (&Value::from("code.png"), &direct[0]["sha256"]));
}

#[test]
fn chosen_claims_are_shown_and_the_others_are_not() {
    let desk = Desk::new();
    let record = desk.import("diploma.sd-jwt");
    desk.share(&["--claims", "grade", "--qr", "code.png", &record]).unwrap();
    desk.share(&["--claims", "grade", "-o", "proof", &record]).unwrap();
    let shown = String::from_utf8(desk.bytes("proof")).unwrap();
    let original = String::from_utf8(desk.bytes("diploma.sd-jwt")).unwrap();
    let parts: Vec<_> = original.split('~').collect();
    assert_eq!(shown, format!("{}~{}~", parts[0], parts[3]));
    let (code, lines) = desk.scan(&["code.png"]);
    assert_eq!((code, &lines[0]["verdict"]), (0, &Value::from("verified")));
    // Who asks with a nonce is not answered by it, and is told so.
    let (code, lines) = desk.scan(&["--nonce", "4711", "code.png"]);
    assert_eq!((code, &check(&lines[0], "holder")["code"]), (2, &Value::from("binding_missing")));
}

#[test]
fn sealed_file_comes_through_as_frames_with_a_third_of_them_lost() {
    let desk = Desk::new();
    let record = desk.import("high-voltage-safety.jsonld");
    desk.share(&["--qr", "code.png", &record]).unwrap();
    let pictures = desk.pictures();
    assert!(pictures.len() > 10, "{pictures:?}");
    let kept: Vec<_> = pictures
        .iter()
        .enumerate()
        .filter(|(at, _)| at % 3 != 1)
        .map(|(_, name)| name.as_str())
        .rev()
        .collect();
    let (code, lines) = desk.scan(&kept);
    let [line] = &lines[..] else { panic!("one line: {lines:?}") };
    assert_eq!((code, &line["verdict"]), (0, &Value::from("verified")));
    let (code, lines) = desk.scan(&kept[..4]);
    assert_eq!(
        (code, &lines[0]["code"], &lines[0]["seen"]),
        (65, &Value::from("frames_missing"), &Value::from(4))
    );
}

#[test]
fn request_is_answered_from_a_link_a_file_and_a_picture_and_told_from_a_proof() {
    let link = include_str!("../../../proof/fixtures/request-v1.txt").trim();
    let desk = Desk::new();
    let record = desk.import("badge-safety.json");
    let (text, digits) = link.split_at("tessera:#".len());
    desk.write("asked.txt", format!("Dear Aino,\n{link}\n").as_bytes());
    desk.write("asked.png", &qr::Symbol::draw(text, digits).unwrap().png(3));
    for asked in [link, "asked.txt", "asked.png"] {
        desk.share(&["--at", AT, "--answer", asked, "-o", "proof", &record]).unwrap();
        let answer = |nonce: &str| {
            let asked = ["--audience", "Hohtava Oy", "--nonce", nonce];
            desk.lines(&[&["verify", "--json"], &JUDGED[..], &asked, &["proof"]].concat()).1
        };
        assert_eq!(check(&answer("K7M2-9QXR")[0], "holder")["outcome"], "pass", "{asked}");
        assert_eq!(check(&answer("K7M2-9QX0")[0], "holder")["code"], "nonce_mismatch");
    }
    let (code, lines) = desk.scan(&["asked.png"]);
    assert_eq!((code, &lines[0]["code"]), (65, &Value::from("request_not_proof")));
    let (code, said) = desk.share(&["--answer", "proof", "--link", &record]).unwrap_err();
    assert_eq!((code, said.contains("(proof_not_request)")), (65, true), "{said}");
}

#[test]
fn several_credentials_travel_together_and_each_is_judged() {
    let desk = Desk::new();
    let (one, other) = (desk.import("badge-responsibility.json"), desk.import("diploma.sd-jwt"));
    let link = desk.share(&["--link", "--base", "https://verify.example/p", &one, &other]).unwrap();
    assert!(link.starts_with("https://verify.example/p#1"));
    desk.share(&["--qr", "code.png", &one, &other]).unwrap();
    let pictures = desk.pictures();
    let (code, lines) = desk.scan(&pictures.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((code, lines.len()), (0, 2));
}

/// That the page reads and scans is shown by `tests/tools/printed.py`.
#[test]
fn page_to_print_is_made_of_what_fits_one_code_and_lasts() {
    let desk = Desk::new();
    let (badge, sealed) = (desk.import("badge-responsibility.json"), desk.import("vehicle-units.jsonld"));
    desk.share(&["--pdf", "proof.pdf", "--audience", "Hohtava Cells", &badge]).unwrap();
    assert!(desk.bytes("proof.pdf").starts_with(b"%PDF-1.7"));
    let refused = |arguments: &[&str]| desk.share(arguments).unwrap_err();
    let (status, said) = refused(&["--pdf", "sealed.pdf", &sealed]);
    assert!(said.contains("(too_large_for_paper)"), "{said}");
    assert_eq!(status, 64);
    let (status, said) = refused(&["--pdf", "early.pdf", "--audience", "a", "--lifetime", "2m", &badge]);
    assert!(said.contains("(lifetime_unusable)"), "{said}");
    assert_eq!(status, 64);
    assert!(!desk.path("sealed.pdf").exists() && !desk.path("early.pdf").exists());
}

#[test]
fn what_cannot_be_shared_is_refused_with_a_code() {
    let desk = Desk::new();
    let message = [b"Dear Aino, here it is:\n", &desk.bytes("badge-safety.json")[..]].concat();
    desk.write("message.txt", &message);
    let (badge, mail) = (desk.import("badge-safety.json"), desk.import("message.txt"));
    let diploma = desk.import("diploma.sd-jwt");
    for (arguments, exit, code) in [
        (&["--link", "--claims", "grade", &badge][..], 64, "shown_whole"),
        (&["--link", "--claims", "shoe_size", &diploma], 64, "claim_unknown"),
        (&["--link", &mail], 74, "not_shareable"),
        (&["--link", "--nonce", "4711", &diploma], 74, "proof_not_bound"),
        (&["--link", "--form", "jwt", &diploma], 64, "form_unsuitable"),
        (&["--link", "--lifetime", "1s", &badge], 64, "lifetime_unusable"),
        (&["--link", "0123456789abcdef"], 64, "record_unknown"),
        (&["--qr", "code.bmp", &badge], 64, "picture_kind"),
    ] {
        let (status, said) = desk.share(arguments).unwrap_err();
        assert!(said.contains(&format!("({code})")), "{code}: {said}");
        assert_eq!(status, exit, "{code}");
    }
    assert_eq!(desk.share(&[&badge]).unwrap_err().0, 64);
    assert_eq!(desk.share(&["--link", "--qr", "-", &badge]).unwrap_err().0, 64);
}

#[test]
fn codes_that_hold_no_proof_are_named_and_nothing_is_fetched() {
    let desk = Desk::new();
    let draw = |name: &str, text: &str| desk.write(name, &qr::Symbol::draw(text, "7").unwrap().png(4));
    draw("link.png", "https://school.example/credential/");
    draw("later.png", "tessera:#9");
    desk.write("empty.png", &qr::Symbol::draw("a", "1").unwrap().png(1)[..60]);
    for (name, code) in [
        ("link.png", "link_not_followed"),
        ("later.png", "proof_version_unknown"),
        ("empty.png", "picture_damaged"),
        ("diploma.sd-jwt", "picture_format_unknown"),
    ] {
        let (exit, lines) = desk.scan(&[name]);
        assert_eq!(
            (exit, &lines[0]["code"], &lines[0]["verdict"]),
            (65, &Value::from(code), &Value::from("unreadable")),
            "{name}"
        );
    }
    let (_, lines) = desk.scan(&["link.png"]);
    assert_eq!(
        (&lines[0]["kind"], &lines[0]["text"]),
        (&Value::from("link"), &Value::from("https://school.example/credential/7"))
    );
}

#[test]
fn terminal_draws_the_code_itself() {
    let desk = Desk::new();
    let drawn = desk.share(&["--qr", "-", &desk.import("diploma.sd-jwt")]).unwrap();
    assert!(drawn.lines().count() > 20 && drawn.contains('█'));
}

#[test]
fn folder_of_pictures_becomes_a_table_that_hides_nothing() {
    let desk = Desk::new();
    for (name, code) in [("course-1.jwt", "b.png"), ("diploma-revoked.sd-jwt", "c.png")] {
        let record = desk.import(name);
        desk.share(&["--qr", "code.png", &record]).unwrap();
        desk.write(&format!("desk/{code}"), &desk.bytes("code.png"));
    }
    desk.write("desk/a.png", b"no picture");
    let output = desk.run(&[&["scan", "--csv"], &JUDGED[..], &["desk"]].concat());
    let table = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines.len(), 4, "{table}");
    assert!(lines[0].starts_with("path,learner,title,issuer,verdict,check,code,holder"), "{table}");
    assert!(lines[1].starts_with("desk/a.png,,,,unreadable,,picture_format_unknown"), "{table}");
    assert!(lines[2].contains(",verified,") && lines[3].contains(",invalid,status,revoked,"), "{table}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(desk.run(&["scan", "--csv", "--json", "desk"]).status.code(), Some(64));
}

#[test]
fn proofs_are_matched_with_the_card_of_a_role() {
    let desk = Desk::new();
    let record = desk.import("badge-workstation.json");
    fs::create_dir(desk.path("desk")).unwrap();
    desk.share(&["--qr", "desk/badge.png", &record]).unwrap();
    let goal = "example:card:cell-production-operator";
    let matched = |more: &[&str]| desk.scan(&[&["--goal", goal], more, &["desk"]].concat());

    let (code, lines) = matched(&[]);
    assert_eq!(lines[0]["matched"]["outlook"], "not_met");
    assert_eq!((lines[0]["matched"]["missing"]["number"].as_u64(), code), (Some(7), 1));
    let told = desk.run(&[&["scan", "--goal", goal], &JUDGED[..], &["desk"]].concat());
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("Cell production operator") && told.contains("Does not meet it"), "{told}");
    let table = desk.run(&[&["scan", "--csv", "--goal", goal], &JUDGED[..], &["desk"]].concat());
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(table.lines().nth(1).unwrap().contains(&format!(",{goal},")), "{table}");

    // The rules may be in a file; what is neither is told.
    desk.write(
        "role.json",
        include_bytes!("../../../../catalogue/example-card-cell-production-operator.json"),
    );
    let (_, lines) = desk.scan(&["--goal", "role.json", "desk"]);
    assert_eq!(lines[0]["matched"]["goal"], goal);
    desk.write("broken.json", b"{}");
    for (name, ending) in [("nothing", 64), ("broken.json", 65)] {
        let output = desk.run(&[&["scan", "--goal", name], &JUDGED[..], &["desk"]].concat());
        assert_eq!(output.status.code(), Some(ending), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(desk.run(&["scan", "--count-unrecognised", "desk"]).status.code(), Some(64));
}
