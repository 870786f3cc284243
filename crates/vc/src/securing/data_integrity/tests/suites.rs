//! Suites on other curves and over canonical JSON.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _,
};
use jsonld::{TextDirection, canonical_json};

use super::*;

/// Somebody with a key for one of the suites.
struct By {
    suite: &'static str,
    key: Pair,
}

enum Pair {
    Ed25519(Box<Signer>),
    P256(EcdsaKeyPair),
    P384(EcdsaKeyPair),
}

/// Every suite but `eddsa-rdfc-2022`, with every kind of key that it takes.
fn all() -> Vec<By> {
    let p256 = || Pair::P256(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap());
    let p384 = || Pair::P384(EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).unwrap());
    vec![
        by_text(),
        By { suite: "ecdsa-rdfc-2019", key: p256() },
        By { suite: "ecdsa-rdfc-2019", key: p384() },
        By { suite: "ecdsa-jcs-2019", key: p256() },
        By { suite: "ecdsa-jcs-2019", key: p384() },
    ]
}

fn by_text() -> By {
    By { suite: "eddsa-jcs-2022", key: Pair::Ed25519(Box::new(Signer::new(1))) }
}

impl By {
    fn covers_text(&self) -> bool {
        self.suite.contains("jcs")
    }

    fn hash(&self) -> (Hash, jsonld::Hash) {
        match self.key {
            Pair::P384(_) => (Hash::Sha384, jsonld::Hash::Sha384),
            _ => (Hash::Sha256, jsonld::Hash::Sha256),
        }
    }

    fn multikey(&self) -> String {
        let (codec, pair) = match &self.key {
            Pair::Ed25519(signer) => return signer.multikey(),
            Pair::P256(pair) => ([0x80, 0x24], pair),
            Pair::P384(pair) => ([0x81, 0x24], pair),
        };
        let point = pair.public_key().as_ref();
        let sign = 2 + (point[point.len() - 1] & 1);
        let bytes = [&codec[..], &[sign], &point[1..=point.len() / 2]].concat();
        format!("z{}", bs58::encode(bytes).into_string())
    }

    fn did(&self) -> String {
        format!("did:key:{}", self.multikey())
    }

    fn sign_bytes(&self, message: &[u8]) -> Vec<u8> {
        match &self.key {
            Pair::Ed25519(signer) => signer.0.sign(message).to_vec(),
            Pair::P256(pair) | Pair::P384(pair) => {
                pair.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec()
            }
        }
    }

    fn options(&self) -> Value {
        json!({"type": "DataIntegrityProof", "cryptosuite": self.suite, "created": "2026-01-01T00:00:00Z",
            "proofPurpose": "assertionMethod", "verificationMethod": format!("{}#{}", self.did(), self.multikey())})
    }

    /// Signs `options` over a document.
    fn prove(&self, document: &Value, options: Value) -> Value {
        self.prove_with(document, options, self.hash().1)
    }

    /// As [`By::prove`], with a given hash function inside canonicalisation.
    fn prove_with(&self, document: &Value, options: Value, inner: jsonld::Hash) -> Value {
        let processor = Processor::new(Pinned::newest());
        let digest = |input: Input<'_>| {
            let text = match self.covers_text() {
                true => canonical_json(input.document, 64).unwrap(),
                false => {
                    let input = Input { direction: TextDirection::Datatype, ..input };
                    canonicalise(&processor.to_rdf(&input).unwrap(), inner, Reading::Once).unwrap().n_quads
                }
            };
            self.hash().0.of(&[text.as_bytes()])
        };
        let said = digest(Input { context: document.get("@context"), ..Input::strict(&options) });
        let signature = self.sign_bytes(&[said, digest(Input::strict(document))].concat());
        let mut proof = options;
        proof["proofValue"] = json!(format!("z{}", bs58::encode(signature).into_string()));
        proof
    }

    fn sign(&self, document: &Value) -> Value {
        with_proof(document, self.prove(document, self.options()))
    }

    fn signed(&self) -> Value {
        self.sign(&credential(&self.did()))
    }
}

#[test]
fn good_proofs_of_every_suite_hold() {
    for by in all() {
        let report = judge(&by.signed());
        for check in [Check::Format, Check::Signature, Check::Issuer, Check::Validity] {
            assert_eq!(outcome(&report, check), PASS, "{} {check:?}", by.suite);
        }
        assert_eq!(report.proofs[0].suite, by.suite);
    }
}

#[test]
fn a_changed_document_or_proof_fails_in_every_suite() {
    for by in all() {
        for (pointer, value) in [
            ("/name", json!("Welding, level 2")),
            ("/credentialSubject/id", json!("did:example:another")),
            ("/proof/created", json!("2026-01-01T00:00:01Z")),
        ] {
            let mut changed = by.signed();
            *changed.pointer_mut(pointer).unwrap() = value;
            assert_eq!(signature(&changed), fail(Code::SignatureMismatch), "{} {pointer}", by.suite);
        }
    }
}

#[test]
fn every_byte_of_the_signature_counts_in_every_suite() {
    for by in all() {
        let good = by.signed();
        let bytes = bs58::decode(&good["proof"]["proofValue"].as_str().unwrap()[1..]).into_vec().unwrap();
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x10;
            let mut changed = good.clone();
            changed["proof"]["proofValue"] = json!(format!("z{}", bs58::encode(flipped).into_string()));
            assert_eq!(signature(&changed), fail(Code::SignatureMismatch), "{} byte {at}", by.suite);
        }
        for wrong in [&bytes[1..], &[&bytes[..], &[0]].concat(), &[]] {
            let mut changed = good.clone();
            changed["proof"]["proofValue"] = json!(format!("z{}", bs58::encode(wrong).into_string()));
            assert_eq!(signature(&changed), fail(Code::ProofMalformed), "{}", by.suite);
        }
    }
}

#[test]
fn a_signature_of_zeros_is_no_signature() {
    for by in all() {
        let length = if matches!(by.key, Pair::P384(_)) { 96 } else { 64 };
        let mut changed = by.signed();
        let zeros = format!("z{}", bs58::encode(vec![0; length]).into_string());
        changed["proof"]["proofValue"] = json!(zeros);
        assert_eq!(signature(&changed), fail(Code::SignatureMismatch), "{}", by.suite);
    }
}

#[test]
fn the_key_decides_which_suites_it_can_have_signed() {
    for by in all() {
        let other = if by.suite.starts_with("ecdsa") { by_text() } else { all().remove(1) };
        let mut changed = by.signed();
        changed["proof"]["verificationMethod"] = json!(format!("{}#{}", other.did(), other.multikey()));
        assert_eq!(signature(&changed), fail(Code::AlgorithmKeyMismatch), "{}", by.suite);
    }
}

#[test]
fn p_384_takes_its_hash_function_into_canonicalisation() {
    for by in all().into_iter().filter(|by| by.suite == "ecdsa-rdfc-2019") {
        let mut document = credential(&by.did());
        // Unnamed things, whose labels depend on the hash function.
        document["evidence"] =
            json!((0..6).map(|n| json!({"type": format!("urn:kind:{n}")})).collect::<Vec<_>>());
        assert_eq!(signature(&by.sign(&document)), PASS);
        let (right, other) = match by.hash().1 {
            jsonld::Hash::Sha256 => (jsonld::Hash::Sha256, jsonld::Hash::Sha384),
            jsonld::Hash::Sha384 => (jsonld::Hash::Sha384, jsonld::Hash::Sha256),
        };
        let with = |inner| with_proof(&document, by.prove_with(&document, by.options(), inner));
        assert_eq!(signature(&with(right)), PASS);
        assert_eq!(signature(&with(other)), fail(Code::SignatureMismatch));
    }
}

#[test]
fn what_no_context_defines_is_signed_in_text_and_means_nothing() {
    let by = by_text();
    let mut document = credential(&by.did());
    document["grade"] = json!("excellent");
    document["name"] = json!({"@value": "Welding", "@language": "en", "@direction": "ltr"});
    let report = judge(&by.sign(&document));
    assert_eq!(outcome(&report, Check::Signature), PASS);
    assert_eq!(outcome(&report, Check::Format), fail(Code::TermUndefined));
    assert!(report.unsigned.is_empty(), "{:?}", report.unsigned);

    let mut added = by.signed();
    added["grade"] = json!("excellent");
    assert_eq!(signature(&added), fail(Code::SignatureMismatch));
}

#[test]
fn the_same_meaning_in_other_words_is_another_text() {
    let mut renamed = by_text().signed();
    let name = renamed.as_object_mut().unwrap().remove("name").unwrap();
    renamed["https://schema.org/name"] = name;
    assert_eq!(signature(&renamed), fail(Code::SignatureMismatch));
}

#[test]
fn a_proof_covers_the_contexts_that_it_names_and_no_more() {
    let by = by_text();
    let document = credential(&by.did());
    let own = document["@context"].clone();
    let with_contexts = |document: &Value, of_proof: Value, after: Value| {
        let mut options = by.options();
        options["@context"] = of_proof.clone();
        let mut as_signed = document.clone();
        as_signed["@context"] = of_proof;
        let mut signed = with_proof(document, by.prove(&as_signed, options));
        signed["@context"] = after;
        judge(&signed)
    };
    let bare = own[0].clone();
    for (of_proof, after) in [(&own, &own), (&bare, &own), (&own, &bare), (&bare, &bare)] {
        let report = with_contexts(&document, of_proof.clone(), after.clone());
        assert_eq!(outcome(&report, Check::Signature), PASS, "{of_proof} {after}");
    }
    let more = json!([bare, "https://www.w3.org/ns/credentials/examples/v2"]);
    let report = with_contexts(&document, own.clone(), more.clone());
    assert_eq!(outcome(&report, Check::Signature), fail(Code::UnsignedContent));
    assert_eq!(report.check(Check::Signature).unwrap().detail["value"], "/@context/1");
    for of_proof in [&more, &json!("https://www.w3.org/2018/credentials/v1"), &json!(null)] {
        let report = with_contexts(&document, of_proof.clone(), own.clone());
        assert_eq!(outcome(&report, Check::Signature), fail(Code::ProofMalformed), "{of_proof}");
    }
    let mut added = by.signed();
    added["@context"] = more;
    assert_eq!(signature(&added), fail(Code::SignatureMismatch), "without contexts of its own it covers all");
}

#[test]
fn numbers_are_signed_exactly_or_refused() {
    let by = by_text();
    let with = |number: Value| {
        let mut document = credential(&by.did());
        document["credentialSubject"]["https://school.example/points"] = number;
        signature(&by.sign(&document))
    };
    let largest = (1_u64 << 53) - 1;
    for number in [json!(largest), json!(-(largest as i64)), json!(0.5), json!(1e300), json!(-0.0)] {
        assert_eq!(with(number.clone()), PASS, "{number}");
    }
    for number in [json!(largest + 1), json!(largest + 2), json!(i64::MIN), json!(u64::MAX)] {
        assert_eq!(with(number.clone()), fail(Code::NumberInexact), "{number}");
    }
}

#[test]
fn one_name_twice_is_never_read() {
    let text = by_text().signed().to_string().replacen("\"name\":", "\"name\":\"Another\",\"name\":", 1);
    assert_eq!(crate::parse(text.as_bytes()).err().unwrap().code(), "duplicate_key");
}

#[test]
fn members_of_a_proof_that_are_not_text_are_malformed() {
    let by = by_text();
    for (member, value) in [
        ("proofPurpose", json!(["assertionMethod"])),
        ("created", json!(7)),
        ("expires", json!(null)),
        ("verificationMethod", json!({"id": "did:example:a#b"})),
    ] {
        let mut options = by.options();
        options[member] = value;
        let document = credential(&by.did());
        let signed = with_proof(&document, by.prove(&document, options));
        assert_eq!(signature(&signed), fail(Code::ProofMalformed), "{member}");
    }
}

#[test]
fn dates_and_purpose_of_a_proof_over_text_count() {
    let by = by_text();
    let document = credential(&by.did());
    let with = |member: &str, value: &str| {
        let mut options = by.options();
        options[member] = json!(value);
        judge(&with_proof(&document, by.prove(&document, options)))
    };
    let expired = with("expires", "2026-06-01T00:00:00Z");
    assert_eq!(outcome(&expired, Check::Validity), fail(Code::ProofExpired));
    let early = with("created", "2027-01-01T00:00:00Z");
    assert_eq!(outcome(&early, Check::Validity), fail(Code::ProofNotYetValid));
    let purpose = with("proofPurpose", "authentication");
    assert_eq!(outcome(&purpose, Check::Signature), fail(Code::ProofPurposeWrong));
}

#[test]
fn proofs_over_text_are_chained_too() {
    let (issuer, witness) = (by_text(), all().remove(3));
    let document = credential(&issuer.did());
    let options = |by: &By, id: &str| {
        let mut options = by.options();
        options["id"] = json!(id);
        options
    };
    let first = issuer.prove(&document, options(&issuer, "urn:first"));
    let mut after = options(&witness, "urn:second");
    after["previousProof"] = json!("urn:first");
    let second = witness.prove(&with_proof(&document, json!([first])), after);
    assert_eq!(signature(&with_proof(&document, json!([first, second]))), PASS);
    assert_eq!(signature(&with_proof(&document, second.clone())), fail(Code::PreviousProofMissing));
    let mut added = first;
    added["grade"] = json!("excellent");
    assert_eq!(signature(&with_proof(&document, json!([added, second]))), fail(Code::SignatureMismatch));
}

#[test]
fn suites_stand_beside_each_other() {
    let issuer = by_text();
    let mut document = credential(&issuer.did());
    let other = all().remove(1);
    let proofs = [issuer.prove(&document, issuer.options()), other.prove(&document, other.options())];
    document["proof"] = json!(proofs);
    let report = judge(&document);
    assert_eq!(outcome(&report, Check::Signature), PASS);
    assert_eq!(report.proofs.iter().map(|proof| proof.outcome).collect::<Vec<_>>(), [Outcome::Pass; 2]);

    document["grade"] = json!("excellent");
    assert_eq!(
        outcome(&judge(&document), Check::Format),
        fail(Code::UnsignedContent),
        "one of them does not cover it"
    );
}
