//! Token Status Lists, signed on the spot.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::{Value, json};

use crate::Verifier;
use crate::report::{Check, Code, Outcome};
use crate::securing::data_integrity::tests::{NOW, PASS, at, fail, open, outcome};
use crate::securing::jws::tests::{Holder, encode};
use crate::status::bits::tests::encode as bitstring;
use crate::verify::evidence::{Evidence, EvidenceItem, Need};

pub(super) const LIST: &str = "https://school.example/statuses/1";

pub(super) fn compressed(bytes: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encode(&encoder.finish().unwrap())
}

/// A list of two-bit statuses: 0, 1, 2, 3.
pub(super) fn list(issuer: &Holder) -> (Value, Value) {
    let made = at("2026-11-20T12:00:00Z").as_second();
    let header = json!({"alg": "ES256", "typ": "statuslist+jwt"});
    (
        header,
        json!({"iss": issuer.did(), "sub": LIST, "iat": made, "ttl": 86_400,
        "status_list": {"bits": 2, "lst": compressed(&[0b1110_0100])}}),
    )
}

/// The status check of the entry with an index, with a list that was changed before it was signed.
pub(super) fn status(index: u64, change: impl FnOnce(&mut Value, &mut Value)) -> (Outcome, Option<Code>) {
    let issuer = Holder::of("ES256");
    let (mut header, mut claims) = list(&issuer);
    change(&mut header, &mut claims);
    judged(&json!({"idx": index, "uri": LIST}), Some(issuer.token(&header, &claims)))
}

pub(super) fn judged(entry: &Value, list: Option<String>) -> (Outcome, Option<Code>) {
    let issuer = Holder::of("EdDSA");
    let claims = json!({"iss": issuer.did(), "vct": "urn:school:diploma", "status": {"status_list": entry}});
    let text = issuer.token(&json!({"alg": "EdDSA", "typ": "dc+sd-jwt"}), &claims) + "~";
    let unverified = crate::parse(text.as_bytes()).unwrap().remove(0).unwrap();
    let need = Need::StatusList { url: LIST.to_owned() };
    let item = |text: String| EvidenceItem { need, fetched_at: at(NOW), bytes: text.into_bytes() };
    let evidence = Evidence { items: list.map(item).into_iter().collect(), ..Evidence::none() };
    outcome(&Verifier::default().verify(&unverified, &evidence, at(NOW)), Check::Status)
}

#[test]
fn the_status_of_the_entry_decides() {
    for (index, expected) in [
        (0, PASS),
        (1, fail(Code::Revoked)),
        (2, fail(Code::Suspended)),
        (3, open(Code::StatusUnsupported)),
        (4, open(Code::StatusMalformed)),
    ] {
        assert_eq!(status(index, |_, _| {}), expected, "{index}");
    }
}

#[test]
fn a_list_that_is_not_at_hand_is_asked_for() {
    let entry = json!({"idx": 0, "uri": LIST});
    assert_eq!(judged(&entry, None), open(Code::StatusListMissing));
    assert_eq!(judged(&json!({"uri": LIST}), None), open(Code::StatusMalformed));
    assert_eq!(judged(&json!({"idx": 0}), None), open(Code::StatusMalformed));

    let issuer = Holder::of("EdDSA");
    let claims = json!({"iss": issuer.did(), "vct": "urn:a", "status": {"status_list": entry}});
    let text = issuer.token(&json!({"alg": "EdDSA", "typ": "dc+sd-jwt"}), &claims) + "~";
    let unverified = crate::parse(text.as_bytes()).unwrap().remove(0).unwrap();
    assert_eq!(unverified.needs(&Evidence::none(), &[]), [Need::StatusList { url: LIST.to_owned() }]);
}

#[test]
fn a_list_that_is_too_old_is_not_relied_on() {
    let now = at(NOW).as_second();
    let stale = open(Code::StatusListStale);
    assert_eq!(status(0, |_, claims| claims["exp"] = json!(now)), stale);
    assert_eq!(status(0, |_, claims| claims["exp"] = json!(now + 1)), PASS);
}

#[test]
fn a_bitstring_list_may_come_as_a_token_too() {
    let issuer = Holder::of("EdDSA");
    let header = json!({"alg": "EdDSA", "typ": "vc+jwt"});
    let contexts = json!(["https://www.w3.org/ns/credentials/v2"]);
    let list = |bytes: &[u8]| {
        issuer.token(
            &header,
            &json!({"@context": contexts, "id": LIST, "issuer": issuer.did(),
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "credentialSubject": {"id": format!("{LIST}#list"), "type": "BitstringStatusList",
                "statusPurpose": "revocation", "encodedList": bitstring(bytes)}}),
        )
    };
    let credential = issuer.token(
        &header,
        &json!({"@context": contexts, "type": ["VerifiableCredential"],
        "issuer": issuer.did(), "credentialSubject": {"id": "did:example:robin"},
        "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": "3", "statusListCredential": LIST}}),
    );
    let unverified = crate::parse(credential.as_bytes()).unwrap().remove(0).unwrap();
    let mut bytes = vec![0; 16_384];
    for (first, expected) in [(0, PASS), (0b0001_0000, fail(Code::Revoked))] {
        bytes[0] = first;
        let need = Need::StatusList { url: LIST.to_owned() };
        let item = EvidenceItem { need, fetched_at: at(NOW), bytes: list(&bytes).into_bytes() };
        let evidence = Evidence { items: vec![item], ..Evidence::none() };
        let report = Verifier::default().verify(&unverified, &evidence, at(NOW));
        assert_eq!(outcome(&report, Check::Status), expected);
    }
}
