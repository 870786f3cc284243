//! Derived `ecdsa-sd-2023` proofs, made on the spot.

use std::collections::BTreeMap;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::*;

/// What stands in a proof value.
#[derive(Clone)]
struct ProofValue {
    header: [u8; 3],
    base_signature: Vec<u8>,
    key: Vec<u8>,
    signatures: Vec<Vec<u8>>,
    labels: Vec<(u64, Vec<u8>)>,
    mandatory: Vec<u64>,
}

impl ProofValue {
    fn text(&self) -> String {
        let bytes = |bytes: &[u8]| [head(2, bytes.len()), bytes.to_vec()].concat();
        let number = |number: u64| head(0, usize::try_from(number).unwrap());
        let mut text = [&self.header[..], &head(4, 5)].concat();
        text.extend(bytes(&self.base_signature));
        text.extend(bytes(&self.key));
        text.extend(head(4, self.signatures.len()));
        self.signatures.iter().for_each(|signature| text.extend(bytes(signature)));
        text.extend(head(5, self.labels.len()));
        self.labels.iter().for_each(|(id, label)| text.extend([number(*id), bytes(label)].concat()));
        text.extend(head(4, self.mandatory.len()));
        self.mandatory.iter().for_each(|index| text.extend(number(*index)));
        format!("u{}", URL_SAFE_NO_PAD.encode(text))
    }
}

fn head(major: u8, number: usize) -> Vec<u8> {
    let first = major << 5;
    match number {
        0..=23 => vec![first | u8::try_from(number).unwrap()],
        24..=255 => vec![first | 24, u8::try_from(number).unwrap()],
        _ => vec![first | 25, u8::try_from(number >> 8).unwrap(), u8::try_from(number & 255).unwrap()],
    }
}

fn pair() -> EcdsaKeyPair {
    EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap()
}

fn multikey(pair: &EcdsaKeyPair) -> Vec<u8> {
    let point = pair.public_key().as_ref();
    [&[0x80, 0x24][..], &[2 + (point[64] & 1)], &point[1..=32]].concat()
}

fn sign(pair: &EcdsaKeyPair, message: &[u8]) -> Vec<u8> {
    pair.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec()
}

/// A derived credential with two unnamed things, and its proof value.
fn derived() -> (Value, ProofValue) {
    let issuer = pair();
    let name = format!("z{}", bs58::encode(multikey(&issuer)).into_string());
    let mut document = credential(&format!("did:key:{name}"));
    document["evidence"] = json!([{"type": "urn:kind:1"}, {"type": "urn:kind:2"}]);
    let options = json!({"type": "DataIntegrityProof", "cryptosuite": "ecdsa-sd-2023",
        "created": "2026-01-01T00:00:00Z", "proofPurpose": "assertionMethod",
        "verificationMethod": format!("did:key:{name}#{name}")});

    let processor = Processor::new(Pinned::newest());
    let canonical = |input: Input<'_>| {
        let dataset = processor.to_rdf(&input).unwrap();
        canonicalise(&dataset, jsonld::Hash::Sha256, Reading::Once).unwrap()
    };
    let said = canonical(Input { context: document.get("@context"), ..Input::strict(&options) });
    let whole = canonical(Input::strict(&document));
    let labels: BTreeMap<u64, Vec<u8>> =
        (0_u8..).take(whole.labels.len()).map(|number| (u64::from(number), vec![9 - number; 32])).collect();
    let mut statements: Vec<String> = whole
        .n_quads
        .lines()
        .map(|line| {
            labels.iter().fold(format!("{line}\n"), |line, (number, label)| {
                line.replace(&format!("_:c14n{number} "), &format!("_:u{} ", URL_SAFE_NO_PAD.encode(label)))
            })
        })
        .collect();
    statements.sort();
    let (mandatory, open): (Vec<_>, Vec<_>) =
        statements.iter().enumerate().partition(|(index, _)| index % 2 == 0);
    let shown: Vec<&[u8]> = mandatory.iter().map(|(_, statement)| statement.as_bytes()).collect();
    let key = pair();
    let message =
        [Hash::Sha256.of(&[said.n_quads.as_bytes()]), multikey(&key), Hash::Sha256.of(&shown)].concat();
    let value = ProofValue {
        header: [0xd9, 0x5d, 0x01],
        base_signature: sign(&issuer, &message),
        signatures: open.iter().map(|(_, statement)| sign(&key, statement.as_bytes())).collect(),
        key: multikey(&key),
        labels: labels.into_iter().collect(),
        mandatory: mandatory.iter().map(|(index, _)| *index as u64).collect(),
    };
    let mut proof = options;
    proof["proofValue"] = json!(value.text());
    (with_proof(&document, proof), value)
}

#[test]
fn a_derived_proof_holds() {
    let report = judge(&derived().0);
    for check in [Check::Format, Check::Signature, Check::Issuer, Check::Validity] {
        assert_eq!(outcome(&report, check), PASS, "{check:?}");
    }
}

#[test]
fn a_changed_statement_or_proof_fails() {
    for (pointer, value) in [
        ("/name", json!("Welding, level 2")),
        ("/issuer/name", json!("Another School")),
        ("/evidence/0/type", json!("urn:kind:3")),
        ("/credentialSubject", json!({"id": "did:example:learner"})),
        ("/proof/created", json!("2026-01-01T00:00:01Z")),
    ] {
        let (mut changed, _) = derived();
        *changed.pointer_mut(pointer).unwrap() = value;
        assert_eq!(signature(&changed), fail(Code::SignatureMismatch), "{pointer}");
    }
    let (mut more, _) = derived();
    more["description"] = json!("with honours");
    assert_eq!(signature(&more), fail(Code::SignatureMismatch));
    let (mut injected, _) = derived();
    injected["grade"] = json!("excellent");
    assert_eq!(outcome(&judge(&injected), Check::Format), fail(Code::UnsignedContent));
}

#[test]
fn what_is_changed_in_the_proof_value_fails() {
    let (document, good) = derived();
    let with = |change: &dyn Fn(&mut ProofValue)| {
        let (mut document, mut value) = (document.clone(), good.clone());
        change(&mut value);
        document["proof"]["proofValue"] = json!(value.text());
        signature(&document)
    };
    assert_eq!(with(&|_| {}), PASS);
    let (mismatch, malformed) = (fail(Code::SignatureMismatch), fail(Code::ProofMalformed));
    assert_eq!(with(&|value| value.base_signature[9] ^= 1), mismatch);
    assert_eq!(with(&|value| value.signatures[1][9] ^= 1), mismatch);
    assert_eq!(with(&|value| value.signatures.swap(0, 1)), mismatch);
    assert_eq!(with(&|value| _ = value.signatures.pop()), mismatch);
    assert_eq!(with(&|value| value.signatures.push(vec![1; 64])), mismatch);
    assert_eq!(with(&|value| value.key = multikey(&pair())), mismatch, "another key for single statements");
    assert_eq!(with(&|value| value.mandatory[0] = 1), mismatch);
    assert_eq!(with(&|value| value.mandatory.push(99)), mismatch);
    assert_eq!(with(&|value| value.labels[0].1[0] ^= 1), mismatch);
    assert_eq!(with(&|value| value.mandatory[1] = value.mandatory[0]), malformed);
    assert_eq!(
        with(&|value| value.labels[0].1 = value.labels[1].1.clone()),
        malformed,
        "two things of one label"
    );
    assert_eq!(with(&|value| _ = value.labels.pop()), malformed);
    assert_eq!(with(&|value| value.labels[0].0 = 99), malformed);
    assert_eq!(with(&|value| _ = value.labels[0].1.pop()), malformed);
    assert_eq!(with(&|value| value.key[0] = 0xed), malformed);
    assert_eq!(with(&|value| _ = value.base_signature.pop()), malformed);
    assert_eq!(with(&|value| value.header[2] = 0), malformed, "not what an issuer's proof is made of");
    assert_eq!(with(&|value| value.header[2] = 2), malformed);
}

#[test]
fn a_proof_value_that_is_none_is_malformed() {
    let (document, good) = derived();
    let text = good.text();
    for value in [
        json!(null),
        json!("u"),
        json!("u2V0B"),
        json!(text[1..]),
        json!(text[..text.len() - 4]),
        json!(format!("{text}AAAA")),
    ] {
        let mut document = document.clone();
        document["proof"]["proofValue"] = value.clone();
        assert_eq!(signature(&document), fail(Code::ProofMalformed), "{value}");
    }
}

#[test]
fn a_json_web_signature_over_linked_data_holds_or_fails() {
    let signer = Signer::new(1);
    let mut document = credential(&signer.did());
    document["@context"] =
        json!(["https://www.w3.org/ns/credentials/v2", "https://w3id.org/security/suites/jws-2020/v1"]);
    let options = json!({"type": "JsonWebSignature2020", "created": "2026-01-01T00:00:00Z",
        "proofPurpose": "assertionMethod", "verificationMethod": signer.method()});
    let signed = |header: Value| {
        let processor = Processor::new(Pinned::newest());
        let digest = |input: Input<'_>| {
            let canonical = processor.canonicalise(&input, jsonld::Hash::Sha256).unwrap().1;
            Hash::Sha256.of(&[canonical.n_quads.as_bytes()])
        };
        let context = document.get("@context");
        let said = digest(Input { context, ..Input::strict(&options) });
        let header = URL_SAFE_NO_PAD.encode(header.to_string());
        let message = [header.as_bytes(), b".", &said, &digest(Input::strict(&document))].concat();
        let mut proof = options.clone();
        proof["jws"] =
            json!(format!("{header}..{}", URL_SAFE_NO_PAD.encode(signer.0.sign(&message).to_bytes())));
        with_proof(&document, proof)
    };
    let good = signed(json!({"alg": "EdDSA", "b64": false, "crit": ["b64"]}));
    let report = judge(&good);
    assert_eq!(
        [Check::Format, Check::Signature, Check::Issuer].map(|check| outcome(&report, check)),
        [PASS; 3]
    );

    let mut changed = good.clone();
    changed["name"] = json!("Welding, level 2");
    assert_eq!(signature(&changed), fail(Code::SignatureMismatch));
    let mut other = good.clone();
    other["proof"]["created"] = json!("2026-01-01T00:00:01Z");
    assert_eq!(signature(&other), fail(Code::SignatureMismatch));
    for (header, expected) in [
        (json!({"alg": "ES256", "b64": false, "crit": ["b64"]}), fail(Code::AlgorithmKeyMismatch)),
        (json!({"alg": "none", "b64": false, "crit": ["b64"]}), fail(Code::Unsigned)),
        (json!({"alg": "EdDSA", "b64": false}), fail(Code::ProofMalformed)),
        (json!({"alg": "EdDSA"}), fail(Code::ProofMalformed)),
        (
            json!({"alg": "EdDSA", "b64": false, "x": 1, "crit": ["b64", "x"]}),
            open(Code::CriticalHeaderUnknown),
        ),
    ] {
        assert_eq!(signature(&signed(header.clone())), expected, "{header}");
    }
}
