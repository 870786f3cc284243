//! Two people on the real program, each with a folder of their own, and no network: a learner shows what is bound to a
//! key in the wallet, an employer reads it out of pictures.

use std::fs;

use samples::forge::{Controller, Prover, badge_in_parts, digest, disclosure, token};
use serde_json::{Value, json};

use crate::desk::{AT, Desk, text};
use crate::share::check;

const ASKED: [&str; 4] = ["--audience", "https://hohtava.example", "--nonce", "k7m2 9qx0"];
const EMPLOYER: &str = "https://hohtava.example";
const CODE: &str = "K7M2-9QX0";

/// A minute, and two minutes, after it was shown.
const SOON: &str = "2026-11-22T12:01:00Z";
const LATE: &str = "2026-11-22T12:02:00Z";

#[test]
fn what_a_learner_shows_is_verified_and_held_by_them_in_every_form() {
    let (learner, employer) = (Desk::new(), Desk::new());
    let (did, jwk) = learner.key("ed25519");
    let badge = learner.taken("badge.json", &badge_about(&did));
    let diploma = learner.taken("diploma.sd-jwt", &diploma_for(&jwk));
    let at = ["--at", AT, "--qr", "code.png"];
    for (record, form) in
        [(&badge, "best"), (&badge, "rdfc"), (&badge, "jcs"), (&badge, "jwt"), (&diploma, "best")]
    {
        learner.share(&[&ASKED[..], &at, &["--form", form, record]].concat()).unwrap();
        let codes = learner.hand_over(&employer);
        let (exit, lines) = employer.read(&codes, EMPLOYER, CODE, SOON);
        let verdicts: Vec<_> = lines.iter().map(|line| text(line, "/verdict")).collect();
        assert!(verdicts.iter().all(|verdict| *verdict == "verified"), "{form}: {lines:#?}");
        assert_eq!((exit, &check(&lines[0], "holder")["outcome"]), (0, &Value::from("pass")), "{form}");
        println!("{form}: {} code(s), verdict verified, holder pass", codes.len());
        for (audience, nonce, at, code) in [
            (EMPLOYER, CODE, LATE, "binding_stale"),
            (EMPLOYER, "K7M2-9QX1", SOON, "nonce_mismatch"),
            ("https://other.example", CODE, SOON, "audience_mismatch"),
        ] {
            let (exit, lines) = employer.read(&codes, audience, nonce, at);
            let holder = check(&lines[0], "holder");
            assert_eq!((exit, text(holder, "/outcome"), text(holder, "/code")), (1, "fail", code), "{form}");
            println!("    refused: {code}");
        }
    }
}

#[test]
fn chosen_claims_of_a_badge_in_parts_are_verified_and_held_by_the_learner() {
    let (learner, employer) = (Desk::new(), Desk::new());
    let (did, _) = learner.key("ed25519");
    let issued = badge_in_parts(&did);
    let badge = learner.taken("badge.json", &issued);
    let claims = ["--claims", "/credentialSubject/result"];
    learner.share(&[&ASKED[..], &claims, &["--at", AT, "--qr", "code.png", &badge]].concat()).unwrap();
    learner.share(&[&ASKED[..], &claims, &["--at", AT, "-o", "proof.json", &badge]].concat()).unwrap();
    let shown = String::from_utf8(learner.bytes("proof.json")).unwrap();
    assert!(
        shown.contains("satisfactory")
            && !shown.contains("Participant")
            && !shown.contains("Keeps the books")
    );
    let (exit, lines) = employer.read(&learner.hand_over(&employer), EMPLOYER, CODE, SOON);
    let verdicts: Vec<_> = lines.iter().map(|line| text(line, "/verdict")).collect();
    assert_eq!((exit, &verdicts[..]), (0, &["verified", "verified"][..]), "{lines:#?}");
    assert_eq!(check(&lines[0], "holder")["outcome"], "pass");
    // The file of the issuer is the learner's own: an employer who gets it is told so.
    fs::write(employer.path("issued.json"), &issued).unwrap();
    let judged = ["verify", "--json", "--offline", "--trust", "trust.json", "--at", AT];
    let (exit, lines) = employer.lines(&[&judged[..], &["--policy", "employer", "issued.json"]].concat());
    assert_eq!((exit, text(check(&lines[0], "signature"), "/code")), (2, "holders_copy"));
    let (exit, lines) = employer.lines(&[&judged[..], &["issued.json"]].concat());
    assert_eq!((exit, text(&lines[0], "/verdict")), (0, "verified"));
}

#[test]
fn badge_of_no_key_here_answers_and_is_said_not_to_be_bound() {
    let (learner, employer) = (Desk::new(), Desk::new());
    learner.key("p256");
    let badge = learner.taken("badge.json", &badge_about("did:example:robin"));
    learner.share(&[&ASKED[..], &["--at", AT, "--qr", "code.png", &badge]].concat()).unwrap();
    let (exit, lines) = employer.read(&learner.hand_over(&employer), EMPLOYER, CODE, SOON);
    assert_eq!((exit, text(check(&lines[0], "holder"), "/outcome")), (2, "pass"));
    let told = (text(&lines[1], "/verdict"), text(check(&lines[1], "holder"), "/code"));
    assert_eq!(told, ("undetermined", "holder_differs"));
    let (_, keys) = learner.lines(&["keys", "--json"]);
    assert_eq!(text(&keys[1], "/audience"), EMPLOYER);
}

#[test]
fn keys_are_listed_with_what_is_bound_to_them() {
    let learner = Desk::new();
    let (did, _) = learner.key("ed25519");
    let record = learner.taken("badge.json", &badge_about(&did));
    let (exit, keys) = learner.lines(&["keys", "--json"]);
    let told = (text(&keys[0], "/did"), text(&keys[0], "/algorithm"), text(&keys[0], "/bound/0/record"));
    assert_eq!((exit, told), (0, (&*did, "Ed25519", &*record)));
    let printed = String::from_utf8(learner.run(&["keys"]).stdout).unwrap();
    assert!(printed.contains(&did) && printed.contains("1 credential(s) are bound to it"), "{printed}");
    for (name, exit, code) in [("person/Ed25519", 74, "(key_in_use)"), ("nobody", 64, "(key_unknown)")] {
        let output = learner.run(&["keys", "--forget", name]);
        assert_eq!(output.status.code(), Some(exit), "{name}");
        assert!(String::from_utf8(output.stderr).unwrap().contains(code), "{name}");
    }
}

impl Desk {
    /// A new key of the learner: its DID, and its JWK.
    fn key(&self, kind: &str) -> (String, String) {
        let (_, keys) = self.lines(&["keys", "--json", "--make", kind]);
        (text(&keys[0], "/did").to_owned(), text(&keys[0], "/jwk").to_owned())
    }

    fn taken(&self, name: &str, credential: &str) -> String {
        self.write(name, credential.as_bytes());
        self.import(name)
    }

    /// The codes that were drawn, put on the desk of somebody else, and gone from here.
    fn hand_over(&self, other: &Desk) -> Vec<String> {
        let names = self.pictures();
        assert!(!names.is_empty());
        for name in &names {
            other.write(name, &self.bytes(name));
            fs::remove_file(self.path(name)).unwrap();
        }
        names
    }

    fn read(&self, codes: &[String], audience: &str, nonce: &str, at: &str) -> (i32, Vec<Value>) {
        let codes = codes.iter().map(String::as_str).collect::<Vec<_>>();
        let judged =
            ["scan", "--json", "--policy", "wallet", "--offline", "--trust", "trust.json", "--at", at];
        let asked = ["--audience", audience, "--nonce", nonce];
        self.lines(&[&judged[..], &asked, &codes].concat())
    }
}

/// A badge of a provider that the sample list knows.
fn badge_about(who: &str) -> String {
    let provider = Controller::by_key("Hohtava Cells");
    let badge = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "urn:uuid:7", "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "Soldering",
        "issuer": { "id": provider.did, "type": ["Profile"], "name": "Hohtava Cells" },
        "validFrom": "2026-05-04T09:00:00Z",
        "credentialSubject": { "id": who, "type": ["AchievementSubject"], "achievement": {
            "id": "urn:uuid:8", "type": ["Achievement"], "name": "Soldering", "description": "Joins with tin",
            "criteria": { "narrative": "Solder twelve joints" } } }
    });
    Prover::new(&provider.badges).prove(badge).to_string()
}

/// A diploma of which four claims can be held back, bound to a key.
fn diploma_for(jwk: &str) -> String {
    let provider = Controller::by_key("Hohtava Cells");
    let claims =
        [("given_name", "Aino"), ("family_name", "Kivelahti"), ("birthdate", "2001-04-30"), ("grade", "5")];
    let claims = claims.map(|(name, value)| disclosure(name, name, &value.into()));
    let said = json!({
        "iss": provider.did, "vct": "https://hohtava.example/diploma", "iat": 1_777_885_200,
        "cnf": { "jwk": serde_json::from_str::<Value>(jwk).unwrap() },
        "_sd": claims.iter().map(|text| digest(text)).collect::<Vec<_>>()
    });
    let header = json!({ "alg": "EdDSA", "typ": "dc+sd-jwt", "kid": provider.badges.id });
    let token = token(&provider.badges.key, &header, &said);
    claims.iter().fold(format!("{token}~"), |text, one| text + one + "~")
}
