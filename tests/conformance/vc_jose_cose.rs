//! Credentials of the W3C VC-JOSE-COSE suite: what must verify does, and nothing else.
//!
//! The suite hands the verifier the issuer's key; here the issuer publishes it at its address. Rows that ask
//! for a signature are not for a wallet, and presentations are not read yet: both are told by number.

use serde_json::{Value, json};
use tests::{data, scores};
use vc::{Check, Code, Evidence, EvidenceItem, Outcome, Unreadable, Verdict, Verifier};

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
        if text("fn") != "verify" || !is_read(text("feature")) {
            skipped.push(row["number"].to_string());
            continue;
        }
        let token = std::fs::read(folder.join(text("input_file"))).unwrap();
        let method = data::json(&folder.join(text("key_file")));
        let why = refused(&token, &method["publicKeyJwk"]);
        let ours = if why.is_none() { "success" } else { "failure" };
        let why = why.unwrap_or_default();
        println!("{:<4} {:<46} {:<8} {ours:<8} {why}", row["number"], text("title"), text("expected_result"));
        assert_eq!(ours, text("expected_result"), "row {}: {why}", row["number"]);
        right += 1;
    }
    println!("vc-jose-cose: {right}/{right} rows; not read: {}", skipped.join(", "));
    scores::record("vc-jose-cose", right, skipped.len(), &[]);
    assert_eq!(right + skipped.len(), rows.len());
    assert_eq!(right, READ_ROWS);
}

/// Rows whose feature is read.
const READ_ROWS: usize = 11;

fn is_read(feature: &str) -> bool {
    ["credential_jose", "credential_sdjwt"].contains(&feature)
}

/// Why a credential is not accepted, where the issuer publishes one key: the first check that does not pass.
fn refused(token: &[u8], jwk: &Value) -> Option<String> {
    let unverified = match vc::parse(token) {
        Ok(mut found) => found.remove(0).unwrap(),
        Err(Unreadable::UnknownFormat) => return Some("not a credential".to_owned()),
        Err(fault) => return Some(fault.code().to_owned()),
    };
    let published = json!({"issuer": ISSUER, "jwks": {"keys": [jwk]}}).to_string().into_bytes();
    let mut evidence = Evidence::none();
    for need in unverified.needs(&evidence, &[]) {
        let item = EvidenceItem { need, fetched_at: at(JUDGED_AT), bytes: published.clone() };
        evidence.items.push(item);
    }
    let report = Verifier::default().verify(&unverified, &evidence, at(JUDGED_AT));
    let checks = [Check::Format, Check::Signature, Check::Issuer, Check::Validity];
    let failed = checks.into_iter().map(|check| report.check(check).unwrap());
    failed
        .into_iter()
        .find(|result| result.outcome != Outcome::Pass)
        .map(|result| format!("{} {}", show(result.check), result.code.map(show).unwrap_or_default()))
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
