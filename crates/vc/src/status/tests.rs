//! Lists of our own, and everything that can be wrong with them.

use base64::Engine as _;
use serde_json::{Value, json};

use super::bits::tests::{compress, encode};
use super::*;
use crate::report::Outcome;
use crate::report::Verdict;
use crate::securing::data_integrity::tests::{NOW, Signer, at, credential, outcome, published, with_proof};
use crate::verify::evidence::EvidenceItem;
use crate::verify::policy::Policy;

pub(super) const LIST: &str = "https://school.example/status/1";
pub(super) const OTHER: &str = "https://school.example/status/2";

/// Bits with the entries 3 and 9 set.
pub(super) fn bits() -> Vec<u8> {
    let mut bits = vec![0; 16_384];
    (bits[0], bits[1]) = (0b0001_0000, 0b0100_0000);
    bits
}

/// A list, not signed yet.
pub(super) fn list(issuer: &str) -> Value {
    json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:uuid:5f6a1c1e-0000-4000-8000-000000000007",
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer, "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "urn:uuid:5f6a1c1e-0000-4000-8000-000000000008", "type": "BitstringStatusList",
            "statusPurpose": "revocation", "encodedList": encode(&bits())}})
}

pub(super) fn entry(index: &str) -> Value {
    json!({"type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": index,
        "statusListCredential": LIST})
}

/// A credential with these entries.
pub(super) fn with_status(entries: impl Into<Value>) -> Value {
    let signer = Signer::new(1);
    let mut document = credential(&signer.did());
    document["credentialStatus"] = entries.into();
    signer.sign(&document)
}

pub(super) fn answered(url: &str, list: &Value) -> EvidenceItem {
    let need = Need::StatusList { url: url.to_owned() };
    EvidenceItem { need, fetched_at: at(NOW), bytes: list.to_string().into_bytes() }
}

pub(super) fn evidence(items: impl Into<Vec<EvidenceItem>>) -> Evidence {
    Evidence { items: items.into(), ..Evidence::none() }
}

pub(super) fn status(document: &Value, evidence: &Evidence) -> CheckResult {
    let unverified = crate::parse(document.to_string().as_bytes()).unwrap().remove(0).unwrap();
    let report = Verifier::default().verify(&unverified, evidence, at(NOW));
    report.check(Check::Status).unwrap().clone()
}

/// Outcome and code for an entry, with a list of another issuer.
fn of(entry: &Value, list: &Value) -> (Outcome, Option<Code>) {
    let result = status(&with_status(entry.clone()), &evidence([answered(LIST, list)]));
    (result.outcome, result.code)
}

pub(super) fn signed() -> Value {
    let registrar = Signer::new(7);
    registrar.sign(&list(&registrar.did()))
}

/// A list with a change, signed as changed.
pub(super) fn signed_with(change: impl FnOnce(&mut Value)) -> Value {
    let registrar = Signer::new(7);
    let mut list = list(&registrar.did());
    change(&mut list);
    registrar.sign(&list)
}

const PASS: (Outcome, Option<Code>) = (Outcome::Pass, None);

fn fails(code: Code) -> (Outcome, Option<Code>) {
    (Outcome::Fail, Some(code))
}

fn is_open(code: Code) -> (Outcome, Option<Code>) {
    (Outcome::Undetermined, Some(code))
}

#[test]
fn the_bit_of_the_entry_decides() {
    for (index, expected) in [
        ("0", PASS),
        ("2", PASS),
        ("3", fails(Code::Revoked)),
        ("4", PASS),
        ("9", fails(Code::Revoked)),
        ("131071", PASS),
    ] {
        assert_eq!(of(&entry(index), &signed()), expected, "{index}");
    }
    let result = status(&with_status(entry("3")), &evidence([answered(LIST, &signed())]));
    assert_eq!(result.detail["list"], LIST);
}

#[test]
fn an_entry_that_says_too_little_has_no_answer() {
    for (member, value, code) in [
        ("statusListIndex", json!("131072"), Code::StatusMalformed),
        ("statusListIndex", json!("-1"), Code::StatusMalformed),
        ("statusListIndex", json!("+1"), Code::StatusMalformed),
        ("statusListIndex", json!("1.0"), Code::StatusMalformed),
        ("statusListIndex", json!("99999999999999999999"), Code::StatusMalformed),
        ("statusListIndex", json!([]), Code::StatusMalformed),
        ("statusPurpose", json!([]), Code::StatusMalformed),
        ("statusListCredential", json!([]), Code::StatusMalformed),
        ("statusPurpose", json!("parole"), Code::StatusUnsupported),
        ("statusPurpose", json!("message"), Code::StatusListInvalid),
        ("statusPurpose", json!("suspension"), Code::StatusListInvalid),
        ("statusSize", json!(0), Code::StatusMalformed),
        ("statusListCredential", json!(OTHER), Code::StatusListMissing),
    ] {
        let mut entry = entry("0");
        entry[member] = value.clone();
        assert_eq!(of(&entry, &signed()), is_open(code), "{member} {value}");
    }
}

#[test]
fn entries_of_several_bits_count_whole() {
    let mut wide = entry("1");
    wide["statusSize"] = json!(2);
    assert_eq!(of(&wide, &signed()), fails(Code::Revoked), "bits 2 and 3");
    wide["statusListIndex"] = json!("3");
    assert_eq!(of(&wide, &signed()), PASS, "bits 6 and 7");
}

#[test]
fn a_suspension_is_told_apart() {
    let suspended = signed_with(|list| list["credentialSubject"]["statusPurpose"] = json!("suspension"));
    let mut entry = entry("3");
    entry["statusPurpose"] = json!("suspension");
    assert_eq!(of(&entry, &suspended), fails(Code::Suspended));
    let both = signed_with(|list| {
        list["credentialSubject"]["statusPurpose"] = json!(["revocation", "suspension"]);
    });
    assert_eq!(of(&entry, &both), fails(Code::Suspended));
}

#[test]
fn the_worst_of_several_entries_counts() {
    let mut second = entry("3");
    second["statusListCredential"] = json!(OTHER);
    let document = with_status(json!([entry("0"), second]));
    let at_hand = [answered(LIST, &signed()), answered(OTHER, &signed())];
    assert_eq!(status(&document, &evidence(at_hand.clone())).code, Some(Code::Revoked));
    let [first, _] = at_hand;
    assert_eq!(status(&document, &evidence([first])).code, Some(Code::StatusListMissing));
    let many = vec![entry("0"); MAX_STATUS_ENTRIES + 1];
    let distinct: Vec<Value> = many
        .into_iter()
        .enumerate()
        .map(|(index, mut entry)| {
            entry["id"] = json!(format!("urn:uuid:5f6a1c1e-0000-4000-8000-0000000001{index:02}"));
            entry
        })
        .collect();
    let too_many = with_status(distinct);
    assert_eq!(status(&too_many, &evidence([answered(LIST, &signed())])).code, Some(Code::OverBudget));
}

#[test]
fn without_a_list_nothing_is_known() {
    let result = status(&with_status(entry("0")), &Evidence::none());
    assert_eq!((result.outcome, result.code), is_open(Code::StatusListMissing));
    let report_without = status(&Signer::new(1).sign(&credential(&Signer::new(1).did())), &Evidence::none());
    assert_eq!(
        (report_without.outcome, report_without.code),
        (Outcome::NotApplicable, Some(Code::NoStatusDeclared))
    );
}

#[test]
fn a_list_that_nobody_can_answer_for_is_not_relied_on() {
    let registrar = Signer::new(7);
    let mut tampered = signed();
    tampered["credentialSubject"]["encodedList"] = json!(encode(&vec![0; 16_384]));
    let mut unsigned = signed();
    unsigned.as_object_mut().unwrap().remove("proof");
    let stranger = Signer::new(8).sign(&list(&registrar.did()));
    let injected = {
        let mut list = signed();
        list["credentialSubject"]["grade"] = json!(1);
        list
    };
    for (what, list, value) in [
        ("tampered with", tampered, "signature_mismatch"),
        ("unsigned", unsigned, "unsigned"),
        ("signed by a stranger", stranger, "issuer_mismatch"),
        ("with unsigned content", injected, "unsigned_content"),
        ("of an issuer without a key", registrar.sign(&list("https://school.example/")), "issuer_not_a_did"),
        ("no list", json!({"type": "x"}), "format"),
        ("several lists", json!([signed(), signed()]), "format"),
        ("another credential", registrar.sign(&credential(&registrar.did())), "type"),
        ("not yet valid", signed_with(|list| list["validFrom"] = json!("2027-01-01T00:00:00Z")), "validity"),
        (
            "not compressed",
            signed_with(|list| list["credentialSubject"]["encodedList"] = json!("uAAAA")),
            "encodedList",
        ),
        ("not called a list", signed_with(|list| list["type"] = json!(["VerifiableCredential"])), "type"),
    ] {
        let result = status(&with_status(entry("0")), &evidence([answered(LIST, &list)]));
        assert_eq!((result.outcome, result.code), is_open(Code::StatusListInvalid), "{what}");
        assert_eq!(result.detail["value"], value, "{what}");
    }
}

#[test]
fn a_list_that_is_too_old_is_not_relied_on() {
    let expired = signed_with(|list| list["validUntil"] = json!("2026-11-22T11:59:59Z"));
    assert_eq!(of(&entry("0"), &expired), is_open(Code::StatusListStale));
    let fetched = |list: &Value, when: &str| {
        let item = EvidenceItem { fetched_at: at(when), ..answered(LIST, list) };
        status(&with_status(entry("0")), &evidence([item])).code
    };
    assert_eq!(fetched(&signed(), "2026-10-23T12:00:00Z"), None);
    assert_eq!(fetched(&signed(), "2026-10-23T11:59:59Z"), Some(Code::StatusListStale));
    let brief = signed_with(|list| list["credentialSubject"]["ttl"] = json!(3_600_000));
    assert_eq!(fetched(&brief, "2026-11-22T11:00:00Z"), None);
    assert_eq!(fetched(&brief, "2026-11-22T10:59:59Z"), Some(Code::StatusListStale));
}

#[test]
fn a_short_list_is_read_and_said_to_be_short() {
    let short =
        signed_with(|list| list["credentialSubject"]["encodedList"] = json!(encode(&bits()[..12_500])));
    assert_eq!(of(&entry("0"), &short), (Outcome::Pass, Some(Code::ShortList)));
    assert_eq!(of(&entry("3"), &short), fails(Code::Revoked));
}

#[test]
fn a_status_list_of_2021_is_read() {
    let encoded = base64::engine::general_purpose::URL_SAFE.encode(compress(&bits()));
    let contexts = json!([
        "https://www.w3.org/2018/credentials/v1",
        "https://w3id.org/vc/status-list/2021/v1",
        "https://w3id.org/security/data-integrity/v2"
    ]);
    let registrar = Signer::new(7);
    let list = registrar.sign(&json!({"@context": contexts, "id": LIST,
        "type": ["VerifiableCredential", "StatusList2021Credential"], "issuer": registrar.did(),
        "issuanceDate": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": format!("{LIST}#list"), "type": "StatusList2021",
            "statusPurpose": "revocation", "encodedList": encoded}}));
    let signer = Signer::new(1);
    for (index, expected) in [("3", fails(Code::Revoked)), ("4", PASS)] {
        let document = signer.sign(&json!({"@context": contexts, "type": ["VerifiableCredential"],
            "id": "urn:uuid:5f6a1c1e-0000-4000-8000-000000000001", "issuer": signer.did(),
            "issuanceDate": "2026-01-01T00:00:00Z", "credentialSubject": {"id": "did:example:learner"},
            "credentialStatus": {"id": format!("{LIST}#{index}"), "type": "StatusList2021Entry",
                "statusPurpose": "revocation", "statusListIndex": index, "statusListCredential": LIST}}));
        let result = status(&document, &evidence([answered(LIST, &list)]));
        assert_eq!((result.outcome, result.code), expected, "{index} {:?}", result.detail);
    }
}

#[test]
fn a_list_is_asked_for_and_then_what_it_needs() {
    let registrar = Signer::new(7);
    let did = "did:web:registrar.example";
    let list = {
        let list = list(did);
        let mut options = registrar.options();
        options["verificationMethod"] = json!(format!("{did}#key"));
        with_proof(&list, registrar.prove(&list, options))
    };
    let credential = with_status(json!([entry("0"), entry("3")]));
    let unverified = crate::parse(credential.to_string().as_bytes()).unwrap().remove(0).unwrap();
    let urls = |evidence: &Evidence| -> Vec<String> {
        unverified.needs(evidence, &[]).iter().map(|need| need.url().to_owned()).collect()
    };
    assert_eq!(urls(&Evidence::none()), [LIST, LIST]);
    let mut at_hand = evidence([answered(LIST, &list)]);
    assert_eq!(urls(&at_hand), ["https://registrar.example/.well-known/did.json"; 2]);
    at_hand.items.extend(
        published(
            did,
            &json!({"id": did, "assertionMethod": [{"id": "#key",
        "type": "Multikey", "controller": did, "publicKeyMultibase": registrar.multikey()}]}),
        )
        .items,
    );
    assert_eq!(urls(&at_hand), [""; 0]);
    let report = Verifier::default().verify(&unverified, &at_hand, at(NOW));
    assert_eq!(outcome(&report, Check::Status), fails(Code::Revoked));
    assert_eq!(report.verdict, Verdict::Invalid);
}

#[test]
fn only_secure_addresses_of_understood_kinds_are_asked() {
    for (member, value) in [
        ("statusListCredential", json!("http://school.example/1")),
        ("statusListCredential", json!("file:///etc/passwd")),
        ("type", json!("RevocationList2020Status")),
    ] {
        let mut entry = entry("0");
        entry[member] = value;
        let document = json!({"credentialStatus": entry});
        assert_eq!(needs(&document, &Evidence::none(), &[]), [], "{member}");
    }
    assert_eq!(needs(&json!({"credentialStatus": entry("0")}), &Evidence::none(), &[]).len(), 1);
}

#[test]
fn what_nobody_signed_says_nothing_about_the_status() {
    let mut document = with_status(entry("0"));
    document["name"] = json!("another");
    let result = status(&document, &evidence([answered(LIST, &signed())]));
    assert_eq!((result.outcome, result.code), is_open(Code::NotEstablished));
}

#[test]
fn a_message_is_for_a_person_to_judge() {
    let messages = signed_with(|list| list["credentialSubject"]["statusPurpose"] = json!("message"));
    let mut entry = entry("0");
    entry["statusPurpose"] = json!("message");
    entry["statusSize"] = json!(4);
    entry["statusMessage"] =
        json!([{"status": "0x0", "message": "accepted"}, {"status": "0x1", "message": "rejected"}]);
    let told = |entry: &Value| status(&with_status(entry.clone()), &evidence([answered(LIST, &messages)]));
    for (index, value, message) in [("0", "0x1", "rejected"), ("1", "0x0", "accepted"), ("2", "0x4", "0x4")] {
        entry["statusListIndex"] = json!(index);
        let result = told(&entry);
        assert_eq!((result.outcome, result.code), is_open(Code::StatusMessage), "{index}");
        assert_eq!(result.detail["value"], value);
        assert_eq!(result.detail["message"], message);
    }
    entry["statusListIndex"] = json!("0");
    entry["statusSize"] = json!(65);
    assert_eq!(told(&entry).code, Some(Code::StatusMalformed));
}

#[test]
fn a_newer_edition_does_not_count_against_this_one() {
    let newer = signed_with(|list| list["credentialSubject"]["statusPurpose"] = json!("refresh"));
    let mut entry = entry("3");
    entry["statusPurpose"] = json!("refresh");
    assert_eq!(of(&entry, &newer), (Outcome::Pass, Some(Code::RefreshAvailable)));
    entry["statusListIndex"] = json!("4");
    assert_eq!(of(&entry, &newer), PASS);
}

/// The status of a badge that names a revocation list of 1EdTech.
pub(super) fn status_by_revocations(list: Option<&Value>) -> CheckResult {
    let signer = Signer::new(1);
    let mut document = credential(&signer.did());
    document["@context"].as_array_mut().unwrap().extend([
        json!("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
        json!("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"),
    ]);
    document["credentialStatus"] = json!({"id": LIST, "type": "1EdTechRevocationList"});
    let items: Vec<_> = list.map(|list| answered(LIST, list)).into_iter().collect();
    status(&signer.sign(&document), &evidence(items))
}

#[test]
fn an_unsigned_list_only_counts_against() {
    const ID: &str = "urn:uuid:5f6a1c1e-0000-4000-8000-000000000001";
    let revoked = fails(Code::Revoked);
    let silent = is_open(Code::StatusListUnsigned);
    for (entries, expected) in [
        (json!([{"id": ID, "revoked": true, "revocationReason": "Exam repeated"}]), revoked),
        (json!([{"id": "urn:other"}, {"id": ID}]), revoked),
        (json!([ID]), revoked),
        (json!({"id": ID}), revoked),
        (json!([{"id": ID, "revoked": false}]), silent),
        (json!([{"id": "urn:other"}, 7, null]), silent),
        (json!([]), silent),
    ] {
        for property in ["revokedCredential", "revokedCredentials"] {
            let mut list = json!({"id": LIST, "issuer": "https://school.example"});
            list[property] = entries.clone();
            let result = status_by_revocations(Some(&list));
            assert_eq!((result.outcome, result.code), expected, "{property} {entries}");
            assert_eq!(result.detail["list"], LIST);
        }
    }
    let told = json!({"revokedCredential": [{"id": ID, "revocationReason": "Exam repeated"}]});
    assert_eq!(status_by_revocations(Some(&told)).detail["reason"], "Exam repeated");
    assert_eq!(status_by_revocations(None).code, Some(Code::StatusListMissing));
    let entry = json!({"credentialStatus": {"id": LIST, "type": "1EdTechRevocationList"}});
    assert_eq!(needs(&entry, &Evidence::none(), &[]), [Need::StatusList { url: LIST.to_owned() }]);
}

#[test]
fn an_employer_wants_a_list_of_today() {
    let document = with_status(entry("0"));
    let unverified = crate::parse(document.to_string().as_bytes()).unwrap().remove(0).unwrap();
    let code = |policy, fetched: &str| {
        let item = EvidenceItem { fetched_at: at(fetched), ..answered(LIST, &signed()) };
        let report = Verifier::default().under(policy).verify(&unverified, &evidence([item]), at(NOW));
        report.check(Check::Status).unwrap().code
    };
    for (policy, last, too_old) in [
        (Policy::Employer, "2026-11-21T12:00:00Z", "2026-11-21T11:59:59Z"),
        (Policy::Wallet, "2026-10-23T12:00:00Z", "2026-10-23T11:59:59Z"),
    ] {
        assert_eq!(code(policy, last), None, "{policy:?}");
        assert_eq!(code(policy, too_old), Some(Code::StatusListStale), "{policy:?}");
    }
}

/// Judges one credential several times with one verifier, each time with other evidence or for another time.
fn judged_in_turn(document: &Value, occasions: &[(&Evidence, &str)]) -> Vec<(Outcome, Option<Code>)> {
    let unverified = crate::parse(document.to_string().as_bytes()).unwrap().remove(0).unwrap();
    let verifier = Verifier::default();
    let judge = |(evidence, time): &(&Evidence, &str)| {
        outcome(&verifier.verify(&unverified, evidence, at(time)), Check::Status)
    };
    occasions.iter().map(judge).collect()
}

#[test]
fn what_is_remembered_of_a_list_changes_no_outcome() {
    let document = with_status(entry("3"));
    let clear =
        signed_with(|list| list["credentialSubject"]["encodedList"] = json!(encode(&vec![0; 16_384])));
    let ends = signed_with(|list| list["validUntil"] = json!("2026-11-22T12:10:00Z"));
    let [revoked, clear, ends] = [signed(), clear, ends].map(|list| evidence([answered(LIST, &list)]));
    let stale = is_open(Code::StatusListStale);
    let in_turn = [
        (&revoked, NOW, fails(Code::Revoked)),
        (&clear, NOW, PASS),
        (&revoked, NOW, fails(Code::Revoked)),
        (&clear, "2026-11-22T12:00:01Z", PASS),
        (&clear, "2026-11-22T12:00:02Z", PASS),
        (&clear, "2026-12-22T12:00:00Z", PASS),
        (&clear, "2026-12-22T12:00:01Z", stale),
        (&clear, "2025-12-31T23:59:59Z", is_open(Code::StatusListInvalid)),
        (&ends, "2026-11-22T12:09:00Z", fails(Code::Revoked)),
        (&ends, "2026-11-22T12:09:59Z", fails(Code::Revoked)),
        (&ends, "2026-11-22T12:10:01Z", stale),
        (&ends, "2026-11-22T12:09:58Z", fails(Code::Revoked)),
    ];
    let occasions = in_turn.map(|(evidence, time, _)| (evidence, time));
    assert_eq!(judged_in_turn(&document, &occasions), in_turn.map(|(_, _, expected)| expected));
}
