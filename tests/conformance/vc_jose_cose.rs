//! Credentials and presentations of the W3C VC-JOSE-COSE suite: what must verify does, and nothing else.
//!
//! The suite hands the verifier the issuer's key; here the issuer publishes it at its address. Rows that ask
//! for a signature are not for a verifier, and are told by number. A presentation is judged for the minute in which
//! it was made.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::{Value, json};
use tests::{data, scores};
use vc::{Check, Code, DocumentKind, Evidence, EvidenceItem, Outcome, Unreadable, Verdict, Verifier};

use super::{edc_sealed::at, show};

const FOLDER: &str = "vectors/vc-jose-cose";
const ISSUER: &str = "https://example.issuer/vc-jose-cose";
const JUDGED_AT: &str = "2026-11-22T12:00:00Z";

#[test]
fn credentials_are_judged_as_the_suite_says() {
    let Some(folder) = data::find(FOLDER, 26) else { return };
    let expected = data::json(&folder.join("expected.json"));
    let (mut right, mut skipped) = (0, Vec::new());
    println!("\n{:<4} {:<46} {:<8} {:<8} why", "row", "title", "suite", "ours");
    let rows = expected["rows"].as_array().unwrap();
    for row in rows {
        let text = |member: &str| row[member].as_str().unwrap();
        if text("fn") != "verify" {
            skipped.push(row["number"].to_string());
            continue;
        }
        let token = std::fs::read(folder.join(text("input_file"))).unwrap();
        let mut keys = vec![data::json(&folder.join(text("key_file")))["publicKeyJwk"].clone()];
        if text("feature").starts_with("presentation") {
            keys = KEYS.map(|file| data::json(&folder.join(file))["publicKeyJwk"].clone()).to_vec();
        }
        let why = refused(&token, &keys);
        let ours = if why.is_none() { "success" } else { "failure" };
        let why = why.unwrap_or_default();
        println!("{:<4} {:<46} {:<8} {ours:<8} {why}", row["number"], text("title"), text("expected_result"));
        assert_eq!(ours, text("expected_result"), "row {}: {why}", row["number"]);
        right += 1;
    }
    println!("vc-jose-cose: {right}/{right} rows; not for a verifier: {}", skipped.join(", "));
    scores::record("vc-jose-cose", right, skipped.len(), &[]);
    assert_eq!(right + skipped.len(), rows.len());
    assert_eq!(right, READ_ROWS);
}

/// Rows that ask for verification.
const READ_ROWS: usize = 18;

/// The credentials in a presentation are by other keys of the same issuer.
const KEYS: [&str; 4] = ["vm-ed25519.json", "vm-p256.json", "vm-p384.json", "vm-p521.json"];

/// Why a credential or presentation is not accepted, where the issuer publishes these keys: the first check that does not pass.
fn refused(token: &[u8], keys: &[Value]) -> Option<String> {
    let unverified = match vc::parse(token) {
        Ok(mut found) => found.remove(0).unwrap(),
        Err(Unreadable::UnknownFormat) => return Some("not a credential".to_owned()),
        Err(fault) => return Some(fault.code().to_owned()),
    };
    let published = json!({"issuer": ISSUER, "jwks": {"keys": keys}}).to_string().into_bytes();
    let mut evidence = Evidence::none();
    for need in unverified.needs(&evidence, &[]) {
        let item = EvidenceItem { need, fetched_at: at(JUDGED_AT), bytes: published.clone() };
        evidence.items.push(item);
    }
    let judged_at = made(token).unwrap_or_else(|| at(JUDGED_AT));
    let report = Verifier::default().verify(&unverified, &evidence, judged_at);
    // Of a presentation, the suite asks about itself; one that is good shows a COSE credential, which is not read.
    let checks = match report.kind {
        DocumentKind::Credential => vec![Check::Format, Check::Signature, Check::Issuer, Check::Validity],
        DocumentKind::Presentation => {
            vec![Check::Format, Check::Signature, Check::Validity, Check::Holder, Check::Schema]
        }
    };
    let failed = checks.into_iter().map(|check| report.check(check).unwrap());
    failed
        .into_iter()
        // Nor when it was made, which one does not say.
        .find(|result| result.outcome != Outcome::Pass && result.code != Some(Code::BindingUndated))
        .map(|result| format!("{} {}", show(result.check), result.code.map(show).unwrap_or_default()))
}

/// When a presentation says that it was made.
fn made(token: &[u8]) -> Option<Timestamp> {
    let claims = token.split(|byte| *byte == b'.').nth(1)?;
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
    claims.get("verifiableCredential")?;
    Timestamp::from_second(claims["iat"].as_i64()?).ok()
}

/// A badge of 1EdTech whose key stands in its own header, in a picture: intact, and nobody's.
#[test]
fn a_badge_with_its_own_key_is_intact_and_its_issuer_not_established() {
    let Some(path) = data::find("vectors/open-badges/ob30/simple-jwt.svg", 1) else { return };
    let unverified = vc::parse(&std::fs::read(path).unwrap()).unwrap().remove(0).unwrap();
    let report = Verifier::default().verify(&unverified, &Evidence::none(), at(JUDGED_AT));
    let code = |check| {
        let result = report.check(check).unwrap();
        (result.outcome, result.code)
    };
    println!(
        "simple-jwt.svg: {:?} {:?} {:?}",
        code(Check::Signature),
        code(Check::Issuer),
        code(Check::Format)
    );
    assert_eq!(code(Check::Signature), (Outcome::Pass, None));
    assert_eq!(code(Check::Issuer), (Outcome::Undetermined, Some(Code::KeyUnbound)));
    assert_ne!(report.verdict, Verdict::Verified);
}
