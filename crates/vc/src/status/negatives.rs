//! Everything that can be wrong with a list, in one table: none of it ever passes.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::bits::tests::encode;
use super::tests::{
    LIST, OTHER, answered, entry, evidence, list, signed, signed_with, status, status_by_revocations,
    with_status,
};
use crate::limits::MAX_STATUS_LIST_INFLATED_BYTES;
use crate::report::{CheckResult, Code, Outcome};
use crate::securing::data_integrity::tests::{Signer, at, credential};
use crate::verify::evidence::{Evidence, EvidenceItem};

/// What is wrong, what came of it, and the code that it should have.
type Row = (&'static str, CheckResult, Code);

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
    vec![
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
    ]
}

fn entries() -> Vec<Row> {
    let malformed = Code::StatusMalformed;
    vec![
        ("index beyond the list", asked("statusListIndex", json!("131072")), malformed),
        ("negative index", asked("statusListIndex", json!("-1")), malformed),
        ("huge index", asked("statusListIndex", json!("99999999999999999999")), malformed),
        ("entries of 0 bits", asked("statusSize", json!(0)), malformed),
        ("no purpose", asked("statusPurpose", json!([])), malformed),
        ("unknown purpose", asked("statusPurpose", json!("parole")), Code::StatusUnsupported),
        ("another list than at hand", asked("statusListCredential", json!(OTHER)), Code::StatusListMissing),
    ]
}

fn revocations() -> Vec<Row> {
    let told = |list: Value| status_by_revocations(Some(&list));
    vec![
        ("1EdTech: missing", status_by_revocations(None), Code::StatusListMissing),
        ("1EdTech: not on it", told(json!({"revokedCredentials": []})), Code::StatusListUnsigned),
        ("1EdTech: no list", told(json!({"revoked": false})), Code::StatusListInvalid),
        ("1EdTech: not an object", told(json!(["revokedCredentials"])), Code::StatusListInvalid),
    ]
}

#[test]
fn nothing_that_is_wrong_with_a_list_passes() {
    let rows = [lists(), entries(), revocations()].concat();
    let mut table = String::from("status negatives\n");
    for (what, result, _) in &rows {
        let code = result.code.map(Code::as_str).unwrap_or_default();
        writeln!(table, "  {what:30} {:?} {code}", result.outcome).expect("a text takes lines");
    }
    print!("{table}");
    for (what, result, code) in &rows {
        assert_eq!((result.outcome, result.code), (Outcome::Undetermined, Some(*code)), "{what}");
    }
    println!("status negatives: {0} of {0} undetermined, each with its code", rows.len());
}
