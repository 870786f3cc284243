use super::*;
use crate::limits::{MAX_PROOF_QUADS, MAX_PROOFS};
use crate::report::Verdict;

fn signed() -> Value {
    let signer = Signer::new(1);
    signer.sign(&credential(&signer.did()))
}

/// A proof with a change in its options, signed as changed.
fn with_options(change: impl FnOnce(&mut Value)) -> Value {
    let signer = Signer::new(1);
    let document = credential(&signer.did());
    let mut options = signer.options();
    change(&mut options);
    with_proof(&document, signer.prove(&document, options))
}

/// A good credential with a change afterwards.
fn tampered(change: impl FnOnce(&mut Value)) -> Value {
    let mut document = signed();
    change(&mut document);
    document
}

#[test]
fn a_good_proof_holds() {
    let report = judge(&signed());
    assert_eq!(outcome(&report, Check::Signature), PASS);
    assert_eq!(outcome(&report, Check::Issuer), PASS);
    assert_eq!(outcome(&report, Check::Validity), PASS);
    assert_eq!(report.verdict, Verdict::Unrecognised, "{:#?}", report.checks);
    let proof = &report.proofs[0];
    assert_eq!((proof.suite.as_str(), proof.outcome), ("eddsa-rdfc-2022", Outcome::Pass));
    assert_eq!(proof.verification_method.as_deref(), Some(Signer::new(1).method().as_str()));
    assert!(proof.notes.is_empty());
}

#[test]
fn the_2020_suite_holds_where_the_document_names_it() {
    let signer = Signer::new(1);
    let options = json!({"type": "Ed25519Signature2020", "created": "2026-01-01T00:00:00Z",
        "proofPurpose": "assertionMethod", "verificationMethod": signer.method()});
    let mut document = credential(&signer.did());
    document["@context"] =
        json!(["https://www.w3.org/ns/credentials/v2", "https://w3id.org/security/suites/ed25519-2020/v1"]);
    let document = with_proof(&document, signer.prove(&document, options));
    let report = judge(&document);
    assert_eq!(outcome(&report, Check::Signature), PASS);
    assert_eq!(report.proofs[0].suite, "Ed25519Signature2020");

    let mut without = document;
    without["@context"] = json!(["https://www.w3.org/ns/credentials/v2"]);
    assert_eq!(signature(&without), fail(Code::UnsignedContent));
}

#[test]
fn a_changed_document_or_proof_fails() {
    for (pointer, value) in [
        ("/name", json!("Welding, level 2")),
        ("/issuer/name", json!("Another School")),
        ("/credentialSubject/id", json!("did:example:another")),
        ("/proof/created", json!("2026-01-01T00:00:01Z")),
        ("/proof/verificationMethod", json!(Signer::new(2).method())),
    ] {
        let changed = tampered(|document| *document.pointer_mut(pointer).unwrap() = value);
        let report = judge(&changed);
        assert_eq!(outcome(&report, Check::Signature), fail(Code::SignatureMismatch), "{pointer}");
        assert_eq!(outcome(&report, Check::Issuer), open(Code::NotEstablished), "{pointer}");
        assert_eq!(outcome(&report, Check::Recognition), open(Code::NotEstablished), "{pointer}");
        assert_eq!(report.verdict, Verdict::Invalid, "{pointer}");
    }
}

#[test]
fn every_bit_of_the_signature_counts() {
    let value = signed()["proof"]["proofValue"].as_str().unwrap().to_owned();
    let bytes = bs58::decode(&value[1..]).into_vec().unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let value = format!("z{}", bs58::encode(flipped).into_string());
        let changed = tampered(|document| document["proof"]["proofValue"] = json!(value));
        assert_eq!(signature(&changed), fail(Code::SignatureMismatch), "bit {bit}");
    }
}

#[test]
fn a_proof_value_that_is_none_is_malformed() {
    let good = signed()["proof"]["proofValue"].as_str().unwrap().to_owned();
    for value in [
        json!(null),
        json!(7),
        json!(""),
        json!("z"),
        json!(good[1..]),
        json!(format!("u{}", &good[1..])),
        json!(format!("z1{}", &good[1..])),
        json!(good[..good.len() - 2]),
        json!(format!("z{}", "1".repeat(10_000))),
        json!([good.clone()]),
    ] {
        let changed = tampered(|document| document["proof"]["proofValue"] = value.clone());
        assert_eq!(signature(&changed), fail(Code::ProofMalformed), "{value}");
    }
}

#[test]
fn what_is_added_to_a_proof_and_means_nothing_is_refused_and_named() {
    for (name, value) in [
        ("grade", json!("excellent")),
        ("@index", json!("x")),
        ("@unknown", json!("x")),
        ("domain", json!({"@value": null})),
        ("created ", json!("x")),
    ] {
        let report = judge(&tampered(|document| document["proof"][name] = value));
        assert_eq!(outcome(&report, Check::Signature), fail(Code::UnsignedContent), "{name}");
        let named = report.unsigned.iter().any(|part| part.at.starts_with(&format!("/proof/{name}")));
        assert!(named, "{name}: {:?}", report.unsigned);
    }
}

#[test]
fn what_is_added_to_a_proof_and_means_something_breaks_it() {
    for (name, value) in [
        ("id", json!("urn:uuid:5f6a1c1e-0000-4000-8000-000000000002")),
        ("domain", json!("school.example")),
        ("nonce", json!("1")),
        ("https://w3id.org/security#expiration", json!("2027-01-01T00:00:00Z")),
        ("https://w3id.org/security#proofValue", json!("z1")),
        ("expires", json!("2027-01-01T00:00:00Z")),
    ] {
        let changed = tampered(|document| document["proof"][name] = value);
        assert_eq!(signature(&changed), fail(Code::SignatureMismatch), "{name}");
    }
}

#[test]
fn a_proof_asserts_and_says_so_once() {
    let purpose = with_options(|options| options["proofPurpose"] = json!("authentication"));
    assert_eq!(signature(&purpose), fail(Code::ProofPurposeWrong));
    for (member, code) in
        [("proofPurpose", fail(Code::ProofMalformed)), ("verificationMethod", open(Code::KeyMissing))]
    {
        let without = with_options(|options| _ = options.as_object_mut().unwrap().remove(member));
        assert_eq!(signature(&without), code, "{member}");
    }
    for (member, second) in [
        ("proofPurpose", "authentication"),
        ("verificationMethod", "did:example:other#key"),
        ("created", "2026-01-02T00:00:00Z"),
    ] {
        let twice = with_options(|options| options[member] = json!([options[member], second]));
        assert_eq!(signature(&twice), fail(Code::ProofMalformed), "{member}");
    }
}

#[test]
fn what_is_no_proof_at_all() {
    for proof in [
        json!("text"),
        json!(7),
        json!(null),
        json!({}),
        json!([[]]),
        json!({"type": ["DataIntegrityProof"]}),
    ] {
        let changed = tampered(|document| document["proof"] = proof.clone());
        assert_eq!(signature(&changed), fail(Code::ProofMalformed), "{proof}");
    }
    assert_eq!(signature(&tampered(|document| document["proof"] = json!([]))), fail(Code::Unsigned));
}

#[test]
fn an_unknown_suite_counts_neither_way() {
    let unknown = json!({"type": "DataIntegrityProof", "cryptosuite": "bbs-2023", "proofValue": "u2V0C"});
    let alone = tampered(|document| document["proof"] = unknown.clone());
    assert_eq!(signature(&alone), open(Code::SuiteUnsupported));
    assert_eq!(judge(&alone).proofs[0].suite, "bbs-2023");

    let good = signed()["proof"].clone();
    let beside = judge(&tampered(|document| document["proof"] = json!([unknown, good])));
    let check = beside.check(Check::Signature).unwrap();
    assert_eq!((check.outcome, check.detail["unsupported_proofs"].as_str()), (Outcome::Pass, "1"));
    let outcomes: Vec<_> = beside.proofs.iter().map(|proof| (proof.outcome, proof.code)).collect();
    assert_eq!(outcomes, [open(Code::SuiteUnsupported), PASS]);
}

#[test]
fn one_proof_that_fails_condemns_the_document() {
    let good = signed()["proof"].clone();
    let mut bad = good.clone();
    bad["created"] = json!("2026-01-01T00:00:01Z");
    for proofs in [json!([good, bad]), json!([bad, good])] {
        let changed = tampered(|document| document["proof"] = proofs);
        assert_eq!(signature(&changed), fail(Code::SignatureMismatch));
    }
}

#[test]
fn proofs_are_bounded_on_both_sides_of_the_limit() {
    let good = signed()["proof"].clone();
    let many = |count| tampered(|document| document["proof"] = vec![good.clone(); count].into());
    assert_eq!(signature(&many(MAX_PROOFS)), PASS);
    assert_eq!(signature(&many(MAX_PROOFS + 1)), open(Code::OverBudget));
}

#[test]
fn contexts_that_could_change_the_meaning_leave_it_open() {
    let unknown = tampered(|document| {
        document["@context"].as_array_mut().unwrap().push(json!("https://school.example/context"));
    });
    let report = judge(&unknown);
    assert_eq!(outcome(&report, Check::Signature), open(Code::ContextUnknown));
    assert_eq!(report.verdict, Verdict::Undetermined);

    let inline = json!({"grade": null});
    let in_document = tampered(|document| document["@context"].as_array_mut().unwrap().push(inline.clone()));
    assert_eq!(signature(&in_document), open(Code::ContextInline));
    assert_eq!(judge(&in_document).verdict, Verdict::Invalid);
    let in_proof = tampered(|document| document["proof"]["@context"] = inline.clone());
    assert_eq!(signature(&in_proof), fail(Code::ContextInline));
}

#[test]
fn a_key_that_comes_with_the_proof_proves_nothing() {
    let signer = Signer::new(1);
    for id in ["https://school.example/key", "urn:uuid:5f6a1c1e-0000-4000-8000-000000000003"] {
        let embedded = with_options(|options| {
            options["verificationMethod"] = json!({"id": id, "type": "Multikey",
                "https://w3id.org/security#controller": {"id": signer.did()},
                "https://w3id.org/security#publicKeyMultibase": signer.multikey()});
            options["@context"] = json!("https://w3id.org/security/multikey/v1");
        });
        assert_eq!(signature(&embedded), open(Code::KeyMissing), "{id}");
    }
}

#[test]
fn small_keys_that_fit_any_message_are_refused() {
    let signer = Signer::new(1);
    for point in [[0; 32], {
        let mut one = [0; 32];
        one[0] = 1;
        one
    }] {
        let multikey = format!("z{}", bs58::encode([&[0xed, 0x01][..], &point].concat()).into_string());
        let did = format!("did:key:{multikey}");
        let mut options = signer.options();
        options["verificationMethod"] = json!(format!("{did}#{multikey}"));
        let document = credential(&did);
        let mut proof = signer.prove(&document, options);
        let mut value = [0; 64];
        value[0] = 1;
        proof["proofValue"] = json!(format!("z{}", bs58::encode(value).into_string()));
        assert_eq!(signature(&with_proof(&document, proof)), fail(Code::SignatureMismatch));
    }
}

#[test]
fn a_proof_that_says_too_much_is_left_open() {
    let nonces = |count: usize| (0..count).map(|nonce| nonce.to_string()).collect::<Vec<_>>();
    let said = MAX_PROOF_QUADS - 5; // beside type, suite, date, purpose and key
    assert_eq!(signature(&with_options(|options| options["nonce"] = json!(nonces(said)))), PASS);
    let more = with_options(|options| options["nonce"] = json!(nonces(said + 1)));
    assert_eq!(signature(&more), open(Code::TooComplex));
}

/// A credential about a ring of things that only their neighbours tell apart.
fn ring(things: usize) -> Value {
    let signer = Signer::new(1);
    let mut document = credential(&signer.did());
    let thing = |at: usize| {
        let next = (at + 1) % things;
        json!({"@id": format!("_:b{at}"), "https://school.example/next": {"@id": format!("_:b{next}")}})
    };
    let ring: Vec<Value> = (0..things).map(thing).collect();
    document["credentialSubject"]["https://school.example/ring"] = ring.into();
    signer.sign(&document)
}

#[test]
fn all_that_a_credential_carries_shares_one_budget() {
    assert_eq!(signature(&ring(20)), PASS);
    let signer = Signer::new(1);
    let mut outer = credential(&signer.did());
    outer["credentialSubject"]["https://school.example/part"] = vec![ring(20); 40].into();
    let nested = judge(&with_proof(&outer, json!([]))).nested;
    let outcomes: Vec<_> = nested.iter().map(|part| outcome(&part.report, Check::Signature)).collect();
    assert_eq!(outcomes.len(), 40);
    assert_eq!((outcomes[0], outcomes[39]), (PASS, open(Code::TooComplex)), "{outcomes:?}");
}

#[test]
fn credentials_of_one_file_share_one_budget() {
    let signer = Signer::new(1);
    let plain = signer.sign(&credential(&signer.did()));
    let mut file = vec![plain; 39];
    file.insert(20, ring(20));
    let read = crate::parse(json!(file).to_string().as_bytes()).unwrap();
    let signature = |part: &crate::Unverified| {
        let report = Verifier::default().verify(part, &Evidence::none(), NOW.parse().unwrap());
        outcome(&report, Check::Signature)
    };
    for (at, part) in read.iter().enumerate() {
        let expected = if at == 20 { open(Code::TooComplex) } else { PASS };
        assert_eq!(signature(part.as_ref().unwrap()), expected, "{at}");
    }
}

/// A credential about things that all name one another, so that what it says can be told in many ways.
fn tangle(things: usize) -> Value {
    let signer = Signer::new(1);
    let mut document = credential(&signer.did());
    let name = |at: usize| format!("https://school.example/thing/{}", at % things);
    let thing = |at: usize| json!({"@id": name(at), "https://school.example/next": [{"@id": name(at + 1)}, {"@id": name(at + 2)}]});
    document["credentialSubject"]["https://school.example/tangle"] =
        (0..things).map(thing).collect::<Vec<_>>().into();
    signer.sign(&document)
}

#[test]
fn views_of_one_file_share_one_budget() {
    let format = |report: &Report| outcome(report, Check::Format);
    let few = judge(&tangle(10));
    assert_eq!(format(&few), PASS);

    let plain = Signer::new(1).sign(&credential(&Signer::new(1).did()));
    let file = json!([tangle(400), plain, tangle(400)]).to_string();
    let reports: Vec<_> = crate::parse(file.as_bytes())
        .unwrap()
        .iter()
        .map(|part| {
            Verifier::default().verify(part.as_ref().unwrap(), &Evidence::none(), NOW.parse().unwrap())
        })
        .collect();
    assert_eq!(
        reports.iter().map(format).collect::<Vec<_>>(),
        [fail(Code::OverBudget), PASS, fail(Code::OverBudget)]
    );

    let mut outer = credential(&Signer::new(1).did());
    outer["credentialSubject"]["https://school.example/part"] = json!([plain, tangle(400), plain]);
    let nested = judge(&with_proof(&outer, json!([]))).nested;
    let formats: Vec<_> = nested.iter().map(|part| format(&part.report)).collect();
    assert_eq!(formats, [PASS, fail(Code::OverBudget), fail(Code::OverBudget)]);
}
