use serde_json::json;

use super::*;
use crate::verify::evidence::EvidenceItem;

const ED25519: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const SCHOOL: &str = "did:web:school.example";

fn resolve(url: &str, evidence: &Evidence) -> Result<VerificationMethod, MethodFault> {
    DidUrl::parse(url).expect("a DID URL").resolve(evidence)
}

fn fault(url: &str) -> MethodFault {
    resolve(url, &Evidence::none()).unwrap_err()
}

fn published(document: &Value) -> Evidence {
    let need = DidUrl::parse("did:web:school.example#key").unwrap().need(&Evidence::none()).unwrap();
    let (bytes, fetched_at) = (document.to_string().into_bytes(), Timestamp::UNIX_EPOCH);
    Evidence { items: vec![EvidenceItem { need, fetched_at, bytes }], ..Evidence::none() }
}

fn document() -> Value {
    json!({"id": SCHOOL,
        "verificationMethod": [
            {"id": "#key", "type": "Multikey", "controller": SCHOOL, "publicKeyMultibase": ED25519},
            {"id": "did:web:school.example#login", "type": "Multikey", "controller": SCHOOL,
             "publicKeyMultibase": ED25519}],
        "assertionMethod": ["did:web:school.example#key",
            {"id": "did:web:school.example#other", "type": "Ed25519VerificationKey2020", "controller": SCHOOL,
             "publicKeyMultibase": ED25519}]})
}

fn resolve_in(document: &Value, fragment: &str) -> Result<VerificationMethod, MethodFault> {
    resolve(&format!("{SCHOOL}#{fragment}"), &published(document))
}

#[test]
fn a_did_url_is_a_did_and_a_fragment() {
    let url = DidUrl::parse("did:web:school.example:law#key-1").unwrap();
    assert_eq!((url.did, url.method, url.fragment), ("did:web:school.example:law", "web", "key-1"));
    for text in [
        "did:web:school.example",
        "did:web:school.example/path#key",
        "did:web:school.example?versionId=1#key",
        "did:web:#key",
        "did:WEB:school.example#key",
        "did::x#key",
        "did:web:a:#key",
        "https://school.example#key",
        "#key",
        "did:web:sch öol.example#key",
    ] {
        assert_eq!(DidUrl::parse(text), None, "{text}");
    }
}

#[test]
fn did_key_holds_its_key() {
    let method = resolve(&format!("did:key:{ED25519}#{ED25519}"), &Evidence::none()).unwrap();
    assert_eq!(method.key, PublicKey::from_multikey(ED25519).unwrap());
    assert!(method.may_assert);
}

#[test]
fn did_key_has_no_other_key() {
    let other = "z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7";
    assert_eq!(fault(&format!("did:key:{ED25519}#{other}")), MethodFault::NotListed);
    assert_eq!(fault("did:key:z6Mk0#z6Mk0"), MethodFault::KeyUnusable);
    assert_eq!(fault("did:key:u7QE#u7QE"), MethodFault::KeyUnusable);
    let rsa = format!("z{}", bs58::encode([&[0x85, 0x24][..], &[1; 150]].concat()).into_string());
    assert_eq!(fault(&format!("did:key:{rsa}#{rsa}")), MethodFault::KeyUnusable);
}

#[test]
fn did_jwk_holds_its_key() {
    let did = |jwk: &Value| format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(jwk.to_string()));
    let mut jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode([7; 32])});
    let method = resolve(&format!("{}#0", did(&jwk)), &Evidence::none()).unwrap();
    assert_eq!((method.key, method.may_assert), (PublicKey::Ed25519([7; 32]), true));
    assert_eq!(fault(&format!("{}#1", did(&jwk))), MethodFault::NotListed);
    assert_eq!(fault("did:jwk:e30#0"), MethodFault::KeyUnusable);
    assert_eq!(fault("did:jwk:bm90IGpzb24#0"), MethodFault::KeyUnusable);
    jwk["use"] = json!("enc");
    assert!(!resolve(&format!("{}#0", did(&jwk)), &Evidence::none()).unwrap().may_assert);
}

#[test]
fn other_methods_are_not_supported() {
    assert_eq!(fault("did:ion:abc#key"), MethodFault::Unsupported);
    assert_eq!(DidUrl::parse("did:ion:abc#key").unwrap().need(&Evidence::none()), None);
}

#[test]
fn did_web_needs_its_document() {
    assert_eq!(fault("did:web:school.example#key"), MethodFault::Unresolved);
    assert_eq!(fault("did:web:127.0.0.1#key"), MethodFault::Unresolved);
    let need = DidUrl::parse("did:web:school.example:law#key").unwrap().need(&Evidence::none()).unwrap();
    assert_eq!(need.url(), "https://school.example/law/did.json");
}

#[test]
fn did_web_lists_keys_by_reference_and_embedded() {
    let document = document();
    for (fragment, may_assert) in [("key", true), ("other", true), ("login", false)] {
        let method = resolve_in(&document, fragment).unwrap();
        assert_eq!(method.key, PublicKey::from_multikey(ED25519).unwrap());
        assert_eq!(method.may_assert, may_assert, "{fragment}");
    }
    assert_eq!(resolve_in(&document, "none"), Err(MethodFault::NotListed));
}

#[test]
fn a_key_of_somebody_else_may_not_assert() {
    for controller in [json!("did:web:other.example"), json!(null), json!([SCHOOL])] {
        let mut document = document();
        document["verificationMethod"][0]["controller"] = controller;
        assert!(!resolve_in(&document, "key").unwrap().may_assert);
    }
}

#[test]
fn a_jwk_in_a_document_is_read() {
    let mut document = document();
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode([7; 32])});
    document["verificationMethod"][0] =
        json!({"id": "#key", "type": "JsonWebKey", "controller": SCHOOL, "publicKeyJwk": jwk});
    assert_eq!(resolve_in(&document, "key").unwrap().key, PublicKey::Ed25519([7; 32]));
}

#[test]
fn keys_that_cannot_be_used_are_told() {
    let p256 = bs58::encode([&[0x80, 0x24, 2][..], &[7; 32]].concat()).into_string();
    for (member, value) in [
        ("type", json!("EcdsaSecp256k1VerificationKey2019")),
        ("type", json!("JsonWebKey")),
        ("publicKeyMultibase", json!("z1")),
        ("publicKeyMultibase", json!(7)),
    ] {
        let mut document = document();
        document["verificationMethod"][0][member] = value;
        assert_eq!(resolve_in(&document, "key"), Err(MethodFault::KeyUnusable), "{member}");
    }
    let mut document = document();
    document["assertionMethod"][1]["publicKeyMultibase"] = json!(format!("z{p256}"));
    assert_eq!(resolve_in(&document, "other"), Err(MethodFault::KeyUnusable), "a 2020 key is an Ed25519 key");
}

#[test]
fn documents_that_cannot_be_relied_on_are_refused() {
    let invalid = |change: &dyn Fn(&mut Value)| {
        let mut document = document();
        change(&mut document);
        resolve_in(&document, "key")
    };
    let refused = Err(MethodFault::DocumentInvalid);
    assert_eq!(invalid(&|document| document["id"] = json!("did:web:other.example")), refused);
    assert_eq!(invalid(&|document| document["verificationMethod"] = json!({})), refused);
    assert_eq!(invalid(&|document| document["assertionMethod"] = json!("#key")), refused);
    assert_eq!(invalid(&|document| document["verificationMethod"][0]["expires"] = json!("soon")), refused);
    assert_eq!(
        invalid(&|document| {
            document["verificationMethod"][1]["id"] = json!("#key");
            document["verificationMethod"][1]["publicKeyMultibase"] =
                json!("z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7");
        }),
        refused,
        "one name, two keys"
    );
    let many = |document: &mut Value, count: usize| {
        let method = document["verificationMethod"][0].clone();
        document["verificationMethod"] = vec![method; count].into();
    };
    assert!(invalid(&|document| many(document, crate::limits::MAX_VERIFICATION_METHODS)).is_ok());
    assert_eq!(invalid(&|document| many(document, crate::limits::MAX_VERIFICATION_METHODS + 1)), refused);
}

#[test]
fn bytes_that_are_no_document_are_refused() {
    let mut evidence = published(&document());
    for bytes in [&b""[..], b"<html>", b"\xef\xbb\xbf{}", b"{\"id\":\"did:web:school.example\",\"id\":1}"] {
        evidence.items[0].bytes = bytes.to_vec();
        assert_eq!(resolve("did:web:school.example#key", &evidence), Err(MethodFault::DocumentInvalid));
    }
    evidence.items[0].bytes = vec![b' '; crate::limits::MAX_DID_DOCUMENT_BYTES + 1];
    assert_eq!(resolve("did:web:school.example#key", &evidence), Err(MethodFault::DocumentInvalid));
}

#[test]
fn the_earlier_end_of_a_key_counts() {
    let mut document = document();
    document["verificationMethod"][0]["expires"] = json!("2027-01-01T00:00:00Z");
    document["verificationMethod"][0]["revoked"] = json!("2026-01-01T00:00:00Z");
    let until = resolve_in(&document, "key").unwrap().until;
    assert_eq!(until, Some("2026-01-01T00:00:00Z".parse().unwrap()));
}
