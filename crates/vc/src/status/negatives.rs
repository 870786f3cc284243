//! Everything that can be wrong with a list, in one table: none of it ever passes.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::bits::tests::encode;
use super::tests::{
    LIST, OTHER, answered, entry, evidence, list, signed, signed_with, status, status_by_revocations,
    with_status,
};
use super::token_tests::{self, compressed, judged};
use crate::limits::MAX_STATUS_LIST_INFLATED_BYTES;
use crate::report::{CheckResult, Code, Outcome};
use crate::securing::data_integrity::tests::{NOW, Signer, at, credential};
use crate::securing::jws::tests::Holder;
use crate::verify::evidence::{Evidence, EvidenceItem};

/// What is wrong, what came of it, and the code that it should have.
type Row = (&'static str, (Outcome, Option<Code>), Code);

fn told(result: CheckResult) -> (Outcome, Option<Code>) {
    (result.outcome, result.code)
}

fn with(list: &Value) -> CheckResult {
    status(&with_status(entry("0")), &evidence([answered(LIST, list)]))
}

fn changed(change: impl FnOnce(&mut Value)) -> CheckResult {
    with(&signed_with(change))
}

fn asked(member: &str, value: Value) -> CheckResult {
    let mut entry = entry("0");
    entry[member] = value;
    status(&with_status(entry), &evidence([answered(LIST, &signed())]))
}

fn lists() -> Vec<Row> {
    let registrar = Signer::new(7);
    let old = EvidenceItem { fetched_at: at("2026-10-01T00:00:00Z"), ..answered(LIST, &signed()) };
    let text = |text: &str| {
        let item = EvidenceItem { bytes: text.as_bytes().to_vec(), ..answered(LIST, &Value::Null) };
        status(&with_status(entry("0")), &evidence([item]))
    };
    let mut tampered = signed();
    tampered["credentialSubject"]["encodedList"] = json!(encode(&vec![0; 16_384]));
    let mut unsigned = signed();
    unsigned.as_object_mut().expect("a list is an object").remove("proof");
    let bomb = encode(&vec![0; MAX_STATUS_LIST_INFLATED_BYTES + 1]);
    let invalid = Code::StatusListInvalid;
    let rows = [
        ("missing", status(&with_status(entry("0")), &Evidence::none()), Code::StatusListMissing),
        ("fetched 52 days ago", status(&with_status(entry("0")), &evidence([old])), Code::StatusListStale),
        (
            "expired",
            changed(|list| list["validUntil"] = json!("2026-11-01T00:00:00Z")),
            Code::StatusListStale,
        ),
        ("not yet valid", changed(|list| list["validFrom"] = json!("2027-01-01T00:00:00Z")), invalid),
        ("unsigned", with(&unsigned), invalid),
        ("changed after signing", with(&tampered), invalid),
        ("signed by somebody else", with(&Signer::new(8).sign(&list(&registrar.did()))), invalid),
        ("of an issuer without a key", with(&registrar.sign(&list("https://school.example/"))), invalid),
        ("of another kind of credential", with(&registrar.sign(&credential(&registrar.did()))), invalid),
        ("not called a list", changed(|list| list["type"] = json!(["VerifiableCredential"])), invalid),
        ("may itself be revoked", changed(|list| list["credentialStatus"] = entry("1")), invalid),
        ("about another purpose", asked("statusPurpose", json!("suspension")), invalid),
        ("not base64", changed(|list| list["credentialSubject"]["encodedList"] = json!("u#")), invalid),
        (
            "not compressed",
            changed(|list| list["credentialSubject"]["encodedList"] = json!("uAAAA")),
            invalid,
        ),
        ("a bomb", changed(|list| list["credentialSubject"]["encodedList"] = json!(bomb)), invalid),
        ("a negative ttl", changed(|list| list["credentialSubject"]["ttl"] = json!(-1)), invalid),
        ("not JSON", text("<html>"), invalid),
        ("empty", text(""), invalid),
        ("two lists", with(&json!([signed(), signed()])), invalid),
    ];
    rows.map(|(what, result, code)| (what, told(result), code)).into()
}

fn entries() -> Vec<Row> {
    let malformed = Code::StatusMalformed;
    let rows = [
        ("index beyond the list", asked("statusListIndex", json!("131072")), malformed),
        ("negative index", asked("statusListIndex", json!("-1")), malformed),
        ("huge index", asked("statusListIndex", json!("99999999999999999999")), malformed),
        ("entries of 0 bits", asked("statusSize", json!(0)), malformed),
        ("no purpose", asked("statusPurpose", json!([])), malformed),
        ("unknown purpose", asked("statusPurpose", json!("parole")), Code::StatusUnsupported),
        ("another list than at hand", asked("statusListCredential", json!(OTHER)), Code::StatusListMissing),
    ];
    rows.map(|(what, result, code)| (what, told(result), code)).into()
}

fn revocations() -> Vec<Row> {
    let with = |list: Value| status_by_revocations(Some(&list));
    let rows = [
        ("1EdTech: missing", status_by_revocations(None), Code::StatusListMissing),
        ("1EdTech: not on it", with(json!({"revokedCredentials": []})), Code::StatusListUnsigned),
        ("1EdTech: no list", with(json!({"revoked": false})), Code::StatusListInvalid),
        ("1EdTech: not an object", with(json!(["revokedCredentials"])), Code::StatusListInvalid),
    ];
    rows.map(|(what, result, code)| (what, told(result), code)).into()
}

/// A change of the header and the claims of a list, before they are signed.
type Change = fn(&mut Value, &mut Value);

fn token_lists() -> Vec<Row> {
    const CHANGES: [(&str, Change); 14] = [
        ("token: of another kind", |header, _| header["typ"] = json!("JWT")),
        ("token: of no kind", |header, _| header["typ"] = json!(null)),
        ("token: alg none", |header, _| header["alg"] = json!("none")),
        ("token: alg HS256", |header, _| header["alg"] = json!("HS256")),
        ("token: about another list", |_, claims| claims["sub"] = json!("https://school.example/statuses/2")),
        ("token: about no list", |_, claims| claims["sub"] = json!(null)),
        ("token: of no time", |_, claims| claims["iat"] = json!(null)),
        ("token: of a later time", |_, claims| claims["iat"] = json!(4_000_000_000_u64)),
        ("token: a ttl of nothing", |_, claims| claims["ttl"] = json!(0)),
        ("token: entries of 3 bits", |_, claims| claims["status_list"]["bits"] = json!(3)),
        ("token: no list", |_, claims| claims["status_list"] = json!(null)),
        ("token: not compressed", |_, claims| claims["status_list"]["lst"] = json!("AAAA")),
        ("token: a bomb", |_, claims| {
            claims["status_list"]["lst"] = json!(compressed(&vec![0; MAX_STATUS_LIST_INFLATED_BYTES + 1]));
        }),
        ("token: of an issuer without a key", |_, claims| claims["iss"] = json!("urn:nobody")),
    ];
    let invalid = Code::StatusListInvalid;
    let mut rows: Vec<Row> =
        CHANGES.iter().map(|(what, change)| (*what, token_tests::status(0, change), invalid)).collect();
    let entry = json!({"idx": 0, "uri": token_tests::LIST});
    let stranger = Holder::of("ES256");
    let (header, claims) = token_tests::list(&Holder::of("ES256"));
    let forged = stranger.token(&header, &claims);
    let own_key = token_tests::status(0, |header, claims| {
        header["jwk"] = Holder::of("ES256").jwk();
        claims["iss"] = json!("https://school.example");
    });
    let over = |_: &mut Value, claims: &mut Value| claims["exp"] = json!(at(NOW).as_second());
    let malformed = Code::StatusMalformed;
    rows.extend([
        ("token: signed by somebody else", judged(&entry, Some(forged)), invalid),
        ("token: a key in its own header", own_key, invalid),
        ("token: none", judged(&entry, Some("no token".to_owned())), invalid),
        ("token: expired", token_tests::status(0, over), Code::StatusListStale),
        ("token: missing", judged(&entry, None), Code::StatusListMissing),
        ("token: index beyond the list", token_tests::status(4, |_, _| ()), malformed),
        ("token: no index", judged(&json!({"uri": token_tests::LIST}), None), malformed),
        ("token: no address", judged(&json!({"idx": 0}), None), malformed),
        ("token: a status of the issuer's own", token_tests::status(3, |_, _| ()), Code::StatusUnsupported),
    ]);
    rows
}

#[test]
fn nothing_that_is_wrong_with_a_list_passes() {
    let rows = [lists(), entries(), revocations(), token_lists()].concat();
    let mut table = String::from("status negatives\n");
    for (what, (outcome, code), _) in &rows {
        let code = code.map(Code::as_str).unwrap_or_default();
        writeln!(table, "  {what:36} {outcome:?} {code}").expect("a text takes lines");
    }
    print!("{table}");
    for (what, told, code) in &rows {
        assert_eq!(*told, (Outcome::Undetermined, Some(*code)), "{what}");
    }
    println!("status negatives: {0} of {0} undetermined, each with its code", rows.len());
}
