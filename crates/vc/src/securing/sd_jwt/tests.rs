//! Tokens with disclosures made on the spot. What is wrong with one is told by the table in `negatives.rs`, too.

use serde_json::{Map, Value, json};

use super::{RevealFault, reveal};
use crate::key::public_key::Hash;
use crate::limits::{MAX_DISCLOSURES, MAX_JSON_DEPTH};
use crate::report::{Check, Code, Outcome, ProfileId, Report, Verdict};
use crate::securing::data_integrity::tests::{NOW, PASS, at, fail, open, outcome};
use crate::securing::jws::tests::{Holder, encode};
use crate::verify::challenge::Challenge;
use crate::verify::evidence::Evidence;
use crate::{SecuringId, Verifier};

pub(super) fn disclosure(value: Value) -> String {
    encode(value.to_string().as_bytes())
}

pub(super) fn digest(disclosure: &str) -> Value {
    json!(encode(&Hash::Sha256.of(&[disclosure.as_bytes()])))
}

fn revealed(claims: Value, disclosures: &[&String]) -> Result<Value, RevealFault> {
    let Value::Object(claims) = claims else { panic!("claims are an object") };
    let disclosures: Vec<String> = disclosures.iter().map(|text| (*text).clone()).collect();
    reveal(&claims, &disclosures).map(Value::Object)
}

fn code(claims: Value, disclosures: &[&String]) -> Code {
    revealed(claims, disclosures).unwrap_err().code()
}

#[test]
fn what_is_disclosed_stands_where_its_digest_stood() {
    let name = disclosure(json!(["salt", "name", "Robin"]));
    let street = disclosure(json!(["salt", "street", "Quay 1"]));
    let address = disclosure(json!(["salt", "address", {"_sd": [digest(&street)], "country": "FI"}]));
    let second = disclosure(json!(["salt", {"points": 2}]));
    let claims = json!({"iss": "a", "_sd_alg": "sha-256", "_sd": [digest(&name), digest(&address), "hidden"],
        "courses": [1, {"...": digest(&second)}, {"...": "hidden too"}]});
    assert_eq!(
        revealed(claims.clone(), &[&second, &street, &address, &name]).unwrap(),
        json!({"iss": "a", "name": "Robin", "address": {"country": "FI", "street": "Quay 1"},
            "courses": [1, {"points": 2}]})
    );
    assert_eq!(revealed(claims, &[]).unwrap(), json!({"iss": "a", "courses": [1]}));
}

#[test]
fn a_disclosure_that_nothing_names_is_refused() {
    let name = disclosure(json!(["salt", "name", "Robin"]));
    let other = disclosure(json!(["salt", "name", "Robyn"]));
    assert_eq!(code(json!({}), &[&name]), Code::DisclosureUnreferenced);
    assert_eq!(code(json!({"_sd": [digest(&name)]}), &[&other]), Code::DisclosureUnreferenced);
    let hidden = disclosure(json!(["salt", "address", {"_sd": [digest(&name)]}]));
    assert_eq!(code(json!({"_sd": [digest(&hidden)]}), &[&name]), Code::DisclosureUnreferenced);
    assert_eq!(code(json!({"note": digest(&name)}), &[&name]), Code::DisclosureUnreferenced);
}

#[test]
fn a_digest_at_two_places_is_refused() {
    let name = disclosure(json!(["salt", "name", "Robin"]));
    let inner = disclosure(json!(["salt", "more", {"_sd": [digest(&name)]}]));
    for claims in [
        json!({"_sd": [digest(&name), digest(&name)]}),
        json!({"_sd": [digest(&name)], "a": {"_sd": [digest(&name)]}}),
        json!({"_sd": ["hidden", "hidden"]}),
        json!({"_sd": ["hidden"], "list": [{"...": "hidden"}]}),
        json!({"_sd": [digest(&name), digest(&inner)]}),
    ] {
        let disclosures: &[&String] =
            if claims.to_string().contains("hidden") { &[] } else { &[&name, &inner] };
        let code = code(claims.clone(), disclosures);
        assert!([Code::DigestTwice].contains(&code), "{claims}: {code:?}");
    }
    assert_eq!(code(json!({"_sd": [digest(&name)]}), &[&name, &name]), Code::DigestTwice);
}

#[test]
fn a_disclosed_claim_takes_nobodys_place() {
    let name = disclosure(json!(["salt", "name", "Robin"]));
    let again = disclosure(json!(["other", "name", "Robyn"]));
    assert_eq!(code(json!({"name": "R", "_sd": [digest(&name)]}), &[&name]), Code::ClaimTwice);
    assert_eq!(code(json!({"_sd": [digest(&name), digest(&again)]}), &[&name, &again]), Code::ClaimTwice);
}

#[test]
fn what_is_no_disclosure_is_refused() {
    for text in [
        disclosure(json!(["salt", "_sd", []])),
        disclosure(json!(["salt", "...", "x"])),
        disclosure(json!(["salt", "_sd_alg", "sha-512"])),
        disclosure(json!([7, "name", "Robin"])),
        disclosure(json!(["salt", 7, "Robin"])),
        disclosure(json!(["salt"])),
        disclosure(json!(["salt", "name", "Robin", "more"])),
        disclosure(json!({"name": "Robin"})),
        encode(b"[\"salt\", \"name\", {\"a\": 1, \"a\": 2}]"),
        encode(b"not json"),
        "not base64!".to_owned(),
        format!("{}=", disclosure(json!(["salt", "name", "Robin"]))),
        String::new(),
    ] {
        assert_eq!(code(json!({"_sd": [digest(&text)]}), &[&text]), Code::DisclosureMalformed, "{text}");
    }
    let item = disclosure(json!(["salt", "value"]));
    assert_eq!(
        code(json!({"_sd": [digest(&item)]}), &[&item]),
        Code::DisclosureMalformed,
        "an item as a claim"
    );
    let claim = disclosure(json!(["salt", "name", "Robin"]));
    let list = json!({"list": [{"...": digest(&claim)}]});
    assert_eq!(code(list, &[&claim]), Code::DisclosureMalformed, "a claim as an item");
}

#[test]
fn digests_that_are_none_are_refused() {
    for claims in [
        json!({"_sd": "text"}),
        json!({"_sd": [7]}),
        json!({"_sd": {}}),
        json!({"a": {"_sd": null}}),
        json!({"...": "text"}),
        json!({"a": {"...": "text"}}),
        json!({"list": [{"...": 7}]}),
        json!({"list": [{"...": "text", "more": 1}]}),
    ] {
        assert_eq!(code(claims.clone(), &[]), Code::DigestMalformed, "{claims}");
    }
}

#[test]
fn other_hash_functions_are_used_or_left_open() {
    let name = disclosure(json!(["salt", "name", "Robin"]));
    for (named, hash) in [("sha-384", Hash::Sha384), ("sha-512", Hash::Sha512)] {
        let digest = encode(&hash.of(&[name.as_bytes()]));
        let claims = json!({"_sd_alg": named, "_sd": [digest]});
        assert_eq!(revealed(claims, &[&name]).unwrap(), json!({"name": "Robin"}));
    }
    for named in [json!("sha-1"), json!("md5"), json!("SHA-256"), json!(7), json!(null)] {
        assert_eq!(code(json!({"_sd_alg": named}), &[]), Code::AlgorithmUnsupported, "{named}");
    }
}

#[test]
fn disclosures_are_bounded_on_both_sides_of_the_limit() {
    let many = |count: usize| {
        let all: Vec<String> =
            (0..count).map(|n| disclosure(json!(["salt", format!("claim{n}"), n]))).collect();
        let claims = json!({"_sd": all.iter().map(|text| digest(text)).collect::<Vec<_>>()});
        reveal(claims.as_object().unwrap(), &all)
    };
    assert_eq!(many(MAX_DISCLOSURES).unwrap().len(), MAX_DISCLOSURES);
    assert_eq!(many(MAX_DISCLOSURES + 1), Err(RevealFault::OverBudget));

    let nested = |depth: usize| {
        let mut all = vec![disclosure(json!(["salt", "a", 1]))];
        for _ in 1..depth {
            let inner = json!(["salt", "a", {"_sd": [digest(&all[all.len() - 1])]}]);
            all.push(disclosure(inner));
        }
        let claims = json!({"_sd": [digest(&all[all.len() - 1])]});
        reveal(claims.as_object().unwrap(), &all)
    };
    assert!(nested(MAX_JSON_DEPTH / 2).is_ok());
    assert_eq!(nested(MAX_JSON_DEPTH + 2), Err(RevealFault::OverBudget));
}

/// An SD-JWT VC that is bound to a holder's key, with two disclosures.
pub(super) struct Issued {
    pub(super) issuer: Holder,
    pub(super) holder: Holder,
    pub(super) header: Value,
    pub(super) claims: Value,
    pub(super) disclosures: Vec<String>,
}

impl Issued {
    pub(super) fn new() -> Self {
        let (issuer, holder) = (Holder::of("ES256"), Holder::of("EdDSA"));
        let disclosures = [json!(["s1", "given_name", "Robin"]), json!(["s2", "grade", "5"])].map(disclosure);
        let claims = json!({"iss": issuer.did(), "vct": "urn:school:diploma:1", "nbf": 1_767_225_600,
            "exp": 1_900_000_000, "cnf": {"jwk": holder.jwk()}, "degree": {"name": "Welder", "points": 60},
            "_sd_alg": "sha-256", "_sd": disclosures.iter().map(|text| digest(text)).collect::<Vec<_>>()});
        Self {
            header: json!({"alg": "ES256", "typ": "dc+sd-jwt"}),
            issuer,
            holder,
            claims,
            disclosures: disclosures.into(),
        }
    }

    /// As the issuer hands it out.
    pub(super) fn text(&self) -> String {
        let mut text = self.issuer.token(&self.header, &self.claims) + "~";
        for disclosure in &self.disclosures {
            text.push_str(disclosure);
            text.push('~');
        }
        text
    }

    /// As the holder shows it, after a change in the holder's token.
    pub(super) fn shown(&self, change: impl FnOnce(&mut Value, &mut Value)) -> String {
        let text = self.text();
        let mut header = json!({"alg": "EdDSA", "typ": "kb+jwt"});
        let mut claims = json!({"iat": at(NOW).as_second(), "aud": "https://employer.example", "nonce": "n1",
            "sd_hash": encode(&Hash::Sha256.of(&[text.as_bytes()]))});
        change(&mut header, &mut claims);
        text + &self.holder.token(&header, &claims)
    }
}

pub(super) fn judge(text: &str) -> Report {
    judge_asking(text, Challenge::default())
}

pub(super) fn judge_asking(text: &str, challenge: Challenge) -> Report {
    let unverified = crate::parse(text.as_bytes()).unwrap().remove(0).unwrap();
    Verifier::default().asking(challenge).verify(&unverified, &Evidence::none(), at(NOW))
}

fn holder(text: &str) -> (Outcome, Option<Code>) {
    outcome(&judge(text), Check::Holder)
}

#[test]
fn a_credential_with_its_disclosures_holds() {
    let report = judge(&Issued::new().text());
    for check in [Check::Format, Check::Signature, Check::Issuer, Check::Validity, Check::Schema] {
        assert_eq!(outcome(&report, check), PASS, "{check:?}");
    }
    assert_eq!(outcome(&report, Check::Holder), (Outcome::NotApplicable, Some(Code::NotAPresentation)));
    assert_eq!((report.profile, report.securing), (ProfileId::SdJwtVc, SecuringId::SdJwt));
    assert_eq!(report.verdict, Verdict::Unrecognised);
    assert_eq!(report.claims.title.pick(&[]), Some("Diploma"));
    let mut names: Vec<&str> =
        report.claims.subjects[0].statements.iter().map(|statement| statement.label.as_str()).collect();
    names.sort_unstable(); // their order depends on how serde_json is built
    assert_eq!(names, ["degree", "given name", "grade"]);
}

#[test]
fn a_changed_disclosure_or_claim_breaks_it() {
    let mut issued = Issued::new();
    issued.disclosures[1] = disclosure(json!(["s2", "grade", "6"]));
    let report = judge(&issued.text());
    assert_eq!(outcome(&report, Check::Signature), fail(Code::DisclosureUnreferenced));
    assert_eq!(outcome(&report, Check::Issuer), open(Code::NotEstablished));
    assert_eq!(report.verdict, Verdict::Invalid);
    let shown = report.claims.subjects[0].statements.iter().any(|statement| statement.property == "grade");
    assert!(!shown, "where disclosures do not fit, none is believed");

    let text = Issued::new().text();
    let (token, rest) = text.split_once('~').unwrap();
    let (input, _) = token.rsplit_once('.').unwrap();
    let other = format!("{input}.{}~{rest}", encode(&[1; 64]));
    assert_eq!(outcome(&judge(&other), Check::Signature), fail(Code::SignatureMismatch));
}

#[test]
fn a_disclosure_can_be_held_back() {
    let mut issued = Issued::new();
    issued.disclosures.remove(0);
    let report = judge(&issued.text());
    assert_eq!(outcome(&report, Check::Signature), PASS);
    let names: Vec<&str> =
        report.claims.subjects[0].statements.iter().map(|statement| statement.property.as_str()).collect();
    assert_eq!(names, ["degree", "grade"]);
}

#[test]
fn the_kinds_of_the_ietf_and_of_w3c_are_told_apart() {
    let mut issued = Issued::new();
    issued.header["typ"] = json!("vc+sd-jwt");
    assert_eq!(outcome(&judge(&issued.text()), Check::Format), PASS, "as early drafts wrote it");
    issued.header["typ"] = json!("example+sd-jwt");
    assert_eq!(outcome(&judge(&issued.text()), Check::Format), fail(Code::MediaTypeWrong));

    let hidden = disclosure(json!(["s1", "name", "Welding"]));
    let mut w3c = Issued::new();
    w3c.header = json!({"alg": "ES256", "typ": "vc+sd-jwt", "cty": "vc"});
    w3c.claims = json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:uuid:1",
        "type": ["VerifiableCredential"], "issuer": w3c.issuer.did(), "_sd": [digest(&hidden)],
        "credentialSubject": {"id": "did:example:robin"}});
    w3c.header["kid"] = json!(format!("{}#0", w3c.issuer.did()));
    w3c.disclosures = vec![hidden];
    let report = judge(&w3c.text());
    for check in [Check::Format, Check::Signature, Check::Issuer] {
        assert_eq!(outcome(&report, check), PASS, "{check:?}");
    }
    assert_eq!((report.profile, report.claims.title.pick(&[])), (ProfileId::Vcdm2, Some("Welding")));
    w3c.header["typ"] = json!("dc+sd-jwt");
    assert_eq!(outcome(&judge(&w3c.text()), Check::Format), fail(Code::MediaTypeWrong));
}

#[test]
fn json_says_the_same_as_tildes() {
    let issued = Issued::new();
    let text = issued.shown(|_, _| {});
    let compact: Vec<&str> = text.split('~').collect();
    let parts: Vec<&str> = compact[0].split('.').collect();
    let value = json!({"payload": parts[1], "protected": parts[0], "signature": parts[2],
        "header": {"disclosures": issued.disclosures, "kb_jwt": compact[compact.len() - 1]}});
    let report = judge(&value.to_string());
    assert_eq!([Check::Signature, Check::Issuer].map(|check| outcome(&report, check)), [PASS, PASS]);
    assert_eq!(outcome(&report, Check::Holder), (Outcome::Pass, Some(Code::Unchallenged)));
}

#[test]
fn whoever_shows_it_has_its_key() {
    let issued = Issued::new();
    assert_eq!(holder(&issued.shown(|_, _| {})), (Outcome::Pass, Some(Code::Unchallenged)));
    assert_eq!(judge(&issued.shown(|_, _| {})).verdict, Verdict::Unrecognised);

    let stranger = Issued { holder: Holder::of("ES256"), ..Issued::new() };
    let other = stranger.shown(|header, _| header["alg"] = json!("ES256"));
    let by_stranger = issued.text() + other.rsplit('~').next().unwrap();
    assert_eq!(holder(&by_stranger), fail(Code::BindingMismatch));

    let mut unbound = Issued::new();
    unbound.claims.as_object_mut().unwrap().remove("cnf");
    assert_eq!(holder(&unbound.shown(|_, _| {})), fail(Code::BindingKeyMissing));
}

#[test]
fn a_holders_token_that_is_none_is_malformed() {
    let issued = Issued::new();
    for (part, name, value) in [
        ("header", "typ", json!("JWT")),
        ("header", "typ", json!(null)),
        ("header", "crit", json!(["exp"])),
        ("claims", "iat", json!("now")),
        ("claims", "iat", json!(null)),
        ("claims", "aud", json!(["https://employer.example"])),
        ("claims", "nonce", json!(7)),
        ("claims", "sd_hash", json!(null)),
        ("claims", "exp", json!("later")),
    ] {
        let shown = issued.shown(|header, claims| {
            header["exp"] = json!(1);
            let place = if part == "header" { header } else { claims };
            place[name] = value.clone();
        });
        assert_eq!(holder(&shown), fail(Code::BindingMalformed), "{part} {name} {value}");
    }
    assert_eq!(holder(&(issued.text() + "a.b.c")), fail(Code::BindingMalformed));
    let none = issued.shown(|header, _| header["alg"] = json!("none"));
    assert_eq!(holder(&none), fail(Code::BindingMismatch));
}

#[test]
fn what_nobody_asked_for_is_fresh_or_stale() {
    let issued = Issued::new();
    let now = at(NOW).as_second();
    let unchallenged = (Outcome::Pass, Some(Code::Unchallenged));
    for (made, until, expected) in [
        (now - 300, None, unchallenged),
        (now - 301, None, fail(Code::BindingStale)),
        (now + 300, None, unchallenged),
        (now + 301, None, fail(Code::BindingStale)),
        (now - 3_000, Some(now + 1), unchallenged),
        (now - 10, Some(now), fail(Code::BindingStale)),
    ] {
        let shown = issued.shown(|_, claims| {
            claims["iat"] = json!(made);
            if let Some(until) = until {
                claims["exp"] = json!(until);
            }
        });
        assert_eq!(holder(&shown), expected, "{made} {until:?}");
    }
}

#[test]
fn what_was_asked_for_must_be_answered() {
    let issued = Issued::new();
    let asked = |audience: Option<&str>, nonce: Option<&str>, text: &str| {
        let challenge = Challenge { audience: audience.map(str::to_owned), nonce: nonce.map(str::to_owned) };
        outcome(&judge_asking(text, challenge), Check::Holder)
    };
    let employer = "https://employer.example";
    let shown = issued.shown(|_, claims| claims["iat"] = json!(at(NOW).as_second() - 250));
    assert_eq!(asked(Some(employer), Some("n1"), &shown), PASS);
    assert_eq!(asked(Some("https://other.example"), Some("n1"), &shown), fail(Code::AudienceMismatch));
    assert_eq!(asked(Some(employer), Some("n2"), &shown), fail(Code::NonceMismatch));
    assert_eq!(asked(Some(employer), Some("n1"), &issued.text()), open(Code::BindingMissing));
}

#[test]
fn without_the_issuers_signature_nothing_is_known_about_the_holder() {
    let mut issued = Issued::new();
    issued.disclosures[1] = disclosure(json!(["s2", "grade", "6"]));
    assert_eq!(holder(&issued.shown(|_, _| {})), open(Code::NotEstablished));
}

#[test]
fn claims_of_a_token_that_are_no_object_are_no_credential() {
    let issuer = Holder::of("ES256");
    for claims in [json!([]), json!("text"), Value::Object(Map::new())] {
        let text = issuer.token(&json!({"alg": "ES256", "typ": "dc+sd-jwt"}), &claims) + "~";
        assert_eq!(crate::parse(text.as_bytes()).err().unwrap().code(), "unknown_format", "{claims}");
    }
}
