use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::json;

use super::*;
use crate::verify::evidence::EvidenceItem;
use crate::{ProfileId, Report, Verdict, Verifier};

const ISSUER: &str = "https://school.example/issuer";
const KEY: &str = "https://school.example/key";
const LIST: &str = "https://school.example/revoked";
const BADGE: &str = "https://school.example/assertions/1";
const AT: &str = "2026-11-22T12:00:00Z";

fn badge() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": BADGE,
        "recipient": {"type": "email", "hashed": true, "salt": "s", "identity": "sha256$00ff"},
        "issuedOn": "2019-05-01T00:00:00Z",
        "verification": {"type": "SignedBadge", "creator": KEY},
        "badge": {
            "type": "BadgeClass",
            "id": "https://school.example/classes/1",
            "name": "Soldering",
            "description": "Joins metals",
            "image": "https://school.example/1.png",
            "criteria": {"narrative": "Solder ten joints"},
            "issuer": {"type": "Profile", "id": ISSUER, "name": "School", "url": "https://school.example"},
        },
    })
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn sign(badge: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let input = format!("{}.{}", part(&json!({"alg": "EdDSA"})), part(badge));
    let signature = key().sign(input.as_bytes()).to_bytes();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// What the issuer publishes.
fn published() -> Vec<(&'static str, Value)> {
    let spki =
        [&hex::decode("302a300506032b6570032100").unwrap()[..], key().verifying_key().as_bytes()].concat();
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(spki));
    vec![
        (KEY, json!({"type": "CryptographicKey", "id": KEY, "owner": ISSUER, "publicKeyPem": pem})),
        (ISSUER, json!({"type": "Profile", "id": ISSUER, "name": "School", "publicKey": [KEY]})),
    ]
}

fn revoking(list: &Value) -> Vec<(&'static str, Value)> {
    let mut published = published();
    published[1].1["revocationList"] = json!(LIST);
    let list = json!({"type": "RevocationList", "id": LIST, "issuer": ISSUER, "revokedAssertions": list});
    published.push((LIST, list));
    published
}

/// Answers needs from what is published until there is no new one.
fn judge(file: &[u8], published: &[(&str, Value)]) -> Report {
    let unverified = crate::parse(file).unwrap().remove(0).unwrap();
    let mut evidence = Evidence::none();
    loop {
        let needs = unverified.needs(&evidence, &[]);
        let answers: Vec<EvidenceItem> = needs
            .into_iter()
            .filter_map(|need| {
                let (_, answer) = published.iter().find(|(address, _)| need.url() == *address)?;
                let bytes = answer.to_string().into_bytes();
                Some(EvidenceItem { need, fetched_at: AT.parse().unwrap(), bytes })
            })
            .collect();
        if answers.is_empty() {
            return Verifier::default().verify(&unverified, &evidence, AT.parse().unwrap());
        }
        evidence.items.extend(answers);
    }
}

fn outcome(report: &Report, check: Check) -> (Outcome, Option<Code>) {
    let result = report.check(check).unwrap();
    (result.outcome, result.code)
}

#[test]
fn signed_badge_whose_issuer_lists_the_key_is_genuine() {
    let report = judge(sign(&badge()).as_bytes(), &published());
    assert_eq!((report.profile, report.securing), (ProfileId::OpenBadges2, SecuringId::Jws));
    for check in [Check::Format, Check::Signature, Check::Issuer, Check::Validity, Check::Schema] {
        assert_eq!(outcome(&report, check), (Outcome::Pass, None), "{check:?}");
    }
    assert_eq!(report.verdict, Verdict::Unrecognised);
    assert_eq!(report.claims.title.pick(&[]), Some("Soldering"));
}

#[test]
fn any_changed_letter_breaks_the_signature() {
    let token = sign(&badge());
    let signature = token.rsplit_once('.').unwrap().1;
    let changed = badge().to_string().replace("Joins", "Loins");
    let header = token.split('.').next().unwrap();
    let token = format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(changed));
    let report = judge(token.as_bytes(), &published());
    assert_eq!(outcome(&report, Check::Signature), (Outcome::Fail, Some(Code::SignatureMismatch)));
    assert_eq!(outcome(&report, Check::Issuer), (Outcome::Undetermined, Some(Code::NotEstablished)));
}

/// Documents by address.
type Published = Vec<(&'static str, Value)>;

#[test]
fn key_counts_only_with_the_word_of_both_sides() {
    let with = |change: &dyn Fn(&mut Published)| {
        let mut published = published();
        change(&mut published);
        let report = judge(sign(&badge()).as_bytes(), &published);
        assert!(!matches!(report.verdict, Verdict::Verified | Verdict::Unrecognised));
        let signature = outcome(&report, Check::Signature);
        if signature.0 == Outcome::Pass { outcome(&report, Check::Issuer) } else { signature }
    };
    let open = |code| (Outcome::Undetermined, Some(code));
    let fail = |code| (Outcome::Fail, Some(code));
    assert_eq!(with(&|all| all.clear()), open(Code::IssuerKeysMissing));
    assert_eq!(with(&|all| _ = all.remove(1)), open(Code::IssuerKeysMissing));
    assert_eq!(
        with(&|all| all[0].1["id"] = json!("https://other.example/key")),
        open(Code::IssuerKeysInvalid)
    );
    assert_eq!(with(&|all| all[0].1["owner"] = json!("https://other.example")), fail(Code::IssuerMismatch));
    assert_eq!(
        with(&|all| _ = all[0].1.as_object_mut().unwrap().remove("owner")),
        open(Code::IssuerKeysInvalid)
    );
    assert_eq!(with(&|all| all[0].1["publicKeyPem"] = json!("none")), open(Code::KeyUnusable));
    assert_eq!(with(&|all| all[1].1["id"] = json!("https://other.example")), open(Code::IssuerKeysInvalid));
    assert_eq!(
        with(&|all| all[1].1["publicKey"] = json!("https://school.example/other")),
        fail(Code::KeyNotAuthorised)
    );
    assert_eq!(
        with(&|all| _ = all[1].1.as_object_mut().unwrap().remove("publicKey")),
        fail(Code::KeyNotAuthorised)
    );
}

#[test]
fn issuer_that_lies_elsewhere_is_not_known() {
    let mut linked = badge();
    linked["badge"] = json!("https://school.example/classes/1");
    let report = judge(sign(&linked).as_bytes(), &published());
    assert_eq!(outcome(&report, Check::Signature), (Outcome::Pass, None));
    assert_eq!(outcome(&report, Check::Issuer), (Outcome::Undetermined, Some(Code::LegacyHosted)));
    assert!(report.claims.title.is_empty());
}

#[test]
fn revocation_list_is_followed() {
    let status = |list: &Value| outcome(&judge(sign(&badge()).as_bytes(), &revoking(list)), Check::Status);
    assert_eq!(status(&json!([])), (Outcome::Pass, None));
    assert_eq!(status(&json!(["https://school.example/assertions/2"])), (Outcome::Pass, None));
    let revoked = (Outcome::Fail, Some(Code::Revoked));
    assert_eq!(status(&json!([BADGE])), revoked);
    assert_eq!(status(&json!([{"id": BADGE, "revocationReason": "cheated"}])), revoked);
    assert_eq!(status(&json!("all")), (Outcome::Undetermined, Some(Code::StatusListInvalid)));

    let mut published = revoking(&json!([]));
    published[2].1["issuer"] = json!("https://other.example");
    let other = judge(sign(&badge()).as_bytes(), &published);
    assert_eq!(outcome(&other, Check::Status), (Outcome::Undetermined, Some(Code::StatusListInvalid)));
    published.pop();
    let missing = judge(sign(&badge()).as_bytes(), &published);
    assert_eq!(outcome(&missing, Check::Status), (Outcome::Undetermined, Some(Code::StatusListMissing)));
}

#[test]
fn hosted_badge_is_never_more_than_undetermined() {
    let mut hosted = badge();
    hosted["verification"] = json!({"type": "HostedBadge"});
    let report = judge(hosted.to_string().as_bytes(), &published());
    assert_eq!((report.profile, report.securing), (ProfileId::OpenBadges2, SecuringId::None));
    assert_eq!(outcome(&report, Check::Signature), (Outcome::Undetermined, Some(Code::LegacyHosted)));
    assert_eq!(report.verdict, Verdict::Undetermined);
    assert_eq!(report.deciding().unwrap().code, Some(Code::LegacyHosted));

    hosted["revoked"] = json!(true);
    let report = judge(hosted.to_string().as_bytes(), &published());
    assert_eq!(outcome(&report, Check::Status), (Outcome::Fail, Some(Code::Revoked)));
}

#[test]
fn signed_badge_without_its_signature_is_unsigned() {
    let report = judge(badge().to_string().as_bytes(), &published());
    assert_eq!(outcome(&report, Check::Signature), (Outcome::Fail, Some(Code::Unsigned)));
}

#[test]
fn plain_addresses_are_never_asked() {
    let mut plain = badge();
    plain["verification"]["creator"] = json!("http://school.example/key");
    plain["badge"]["issuer"]["id"] = json!("http://school.example/issuer");
    let unverified = crate::parse(sign(&plain).as_bytes()).unwrap().remove(0).unwrap();
    assert_eq!(unverified.needs(&Evidence::none(), &[]), []);
}
