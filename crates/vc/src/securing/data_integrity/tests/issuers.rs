use super::*;
use crate::report::Verdict;

const SCHOOL: &str = "did:web:school.example";

fn trusting(did: &str) -> Vec<TrustList> {
    let list = json!({"format": "tessera-trust/1", "id": "schools", "title": "Schools", "source": "here",
        "as_of": "2026-11-01", "issuers": [{"did": did, "name": "Harbour School"}]});
    vec![TrustList::parse("schools.json", list.to_string().as_bytes()).unwrap()]
}

/// A document of the school that lists the key of a signer.
fn school(signer: &Signer) -> Value {
    json!({"id": SCHOOL,
        "verificationMethod": [
            {"id": "#key", "type": "Multikey", "controller": SCHOOL, "publicKeyMultibase": signer.multikey()}],
        "assertionMethod": ["#key"]})
}

/// A credential of the school, signed by a key that is named so.
fn by_key(issuer: &str, method: &str) -> Value {
    let signer = Signer::new(1);
    let document = credential(issuer);
    let mut options = signer.options();
    options["verificationMethod"] = json!(method);
    with_proof(&document, signer.prove(&document, options))
}

fn by_school() -> Value {
    by_key(SCHOOL, "did:web:school.example#key")
}

#[test]
fn a_listed_issuer_is_recognised_by_its_identifier() {
    let signer = Signer::new(1);
    let document = signer.sign(&credential(&signer.did()));
    let report = judge_with(&document, &Evidence::none(), trusting(&signer.did()));
    assert_eq!(report.verdict, Verdict::Verified, "{:#?}", report.checks);
    assert_eq!(report.check(Check::Recognition).unwrap().by.as_deref(), Some("schools@2026-11-01"));

    let report = judge_with(&document, &Evidence::none(), trusting(&Signer::new(2).did()));
    assert_eq!(outcome(&report, Check::Recognition), open(Code::NotListed));
}

#[test]
fn a_key_of_somebody_else_is_not_the_issuers() {
    let (issuer, stranger) = (Signer::new(1), Signer::new(2));
    let forged = stranger.sign(&credential(&issuer.did()));
    let report = judge_with(&forged, &Evidence::none(), trusting(&issuer.did()));
    assert_eq!(outcome(&report, Check::Signature), PASS, "intact");
    assert_eq!(outcome(&report, Check::Issuer), fail(Code::IssuerMismatch));
    assert_ne!(outcome(&report, Check::Recognition).0, Outcome::Pass, "the list vouches for somebody else");
    assert_eq!(report.verdict, Verdict::Invalid);
}

#[test]
fn others_may_sign_beside_the_issuer() {
    let (issuer, witness) = (Signer::new(1), Signer::new(2));
    let document = credential(&issuer.did());
    let proof = |signer: &Signer| signer.prove(&document, signer.options());
    for proofs in [json!([proof(&issuer), proof(&witness)]), json!([proof(&witness), proof(&issuer)])] {
        assert_eq!(outcome(&judge(&with_proof(&document, proofs)), Check::Issuer), PASS);
    }
    let witness_alone = judge(&with_proof(&document, proof(&witness)));
    assert_eq!(outcome(&witness_alone, Check::Issuer), fail(Code::IssuerMismatch));
}

#[test]
fn a_proof_of_the_issuer_that_cannot_be_checked_leaves_the_issuer_open() {
    let (issuer, witness) = (Signer::new(1), Signer::new(2));
    let document = credential(&issuer.did());
    let mut unknown = issuer.options();
    unknown["cryptosuite"] = json!("bbs-2023");
    let proofs = json!([unknown, witness.prove(&document, witness.options())]);
    let report = judge(&with_proof(&document, proofs));
    assert_eq!(outcome(&report, Check::Issuer), open(Code::SuiteUnsupported));
}

#[test]
fn an_issuer_without_a_did_is_never_established() {
    let multikey = Signer::new(1).multikey();
    let https = format!("https://school.example/issuer#{multikey}");
    for issuer in ["https://school.example/issuer", "urn:uuid:5f6a1c1e-0000-4000-8000-000000000001"] {
        for method in [https.clone(), Signer::new(1).method()] {
            let report = judge(&by_key(issuer, &method));
            assert_eq!(outcome(&report, Check::Signature), PASS, "intact");
            assert_eq!(outcome(&report, Check::Issuer), open(Code::IssuerNotADid), "{issuer} {method}");
            assert_eq!(report.verdict, Verdict::Undetermined);
        }
    }
    let report = judge(&by_key(SCHOOL, &https));
    assert_eq!(outcome(&report, Check::Issuer), fail(Code::IssuerMismatch));
}

#[test]
fn did_web_holds_with_its_document() {
    let document = school(&Signer::new(1));
    let report = judge_with(&by_school(), &published(SCHOOL, &document), trusting(SCHOOL));
    assert_eq!(report.verdict, Verdict::Verified, "{:#?}", report.checks);
}

#[test]
fn did_web_without_its_document_is_open_and_asks_for_it() {
    let report = judge_with(&by_school(), &Evidence::none(), trusting(SCHOOL));
    assert_eq!(outcome(&report, Check::Signature), open(Code::DidUnresolved));
    assert_eq!(outcome(&report, Check::Issuer), open(Code::NotEstablished));
    assert_eq!(outcome(&report, Check::Recognition), open(Code::NotEstablished));
    assert_eq!(report.verdict, Verdict::Undetermined);

    let unverified = crate::parse(by_school().to_string().as_bytes()).unwrap().remove(0).unwrap();
    let needs = unverified.needs(&Evidence::none(), &[]);
    let [need] = &needs[..] else { panic!("{needs:?}") };
    assert_eq!((need.did(), need.url()), (Some(SCHOOL), "https://school.example/.well-known/did.json"));
    let evidence = published(SCHOOL, &school(&Signer::new(1)));
    assert_eq!(unverified.needs(&evidence, &[]), [], "asked once");
}

#[test]
fn did_web_holds_only_by_keys_that_may_assert() {
    let issuer = |change: &dyn Fn(&mut Value)| {
        let mut document = school(&Signer::new(1));
        change(&mut document);
        let report = judge_with(&by_school(), &published(SCHOOL, &document), trusting(SCHOOL));
        assert_ne!(report.verdict, Verdict::Verified);
        (outcome(&report, Check::Signature), outcome(&report, Check::Issuer))
    };
    let refused = (PASS, fail(Code::KeyNotAuthorised));
    assert_eq!(issuer(&|document| document["assertionMethod"] = json!([])), refused);
    assert_eq!(issuer(&|document| _ = document.as_object_mut().unwrap().remove("assertionMethod")), refused);
    assert_eq!(
        issuer(&|document| document["verificationMethod"][0]["controller"] = json!("did:web:other.example")),
        refused
    );
    assert_eq!(issuer(&|document| document["verificationMethod"][0]["revoked"] = json!(NOW)), refused);
}

#[test]
fn did_web_without_a_key_that_fits_is_open_or_fails() {
    let signature = |change: &dyn Fn(&mut Value)| {
        let mut document = school(&Signer::new(1));
        change(&mut document);
        outcome(&judge_with(&by_school(), &published(SCHOOL, &document), Vec::new()), Check::Signature)
    };
    let method = |name: &'static str, value: Value| {
        move |document: &mut Value| document["verificationMethod"][0][name] = value.clone()
    };
    assert_eq!(signature(&method("id", json!("#other"))), open(Code::KeyMissing));
    assert_eq!(signature(&method("type", json!("BlsKey"))), open(Code::KeyUnusable));
    assert_eq!(
        signature(&|document| document["id"] = json!("did:web:x.example")),
        open(Code::DidDocumentInvalid)
    );
    assert_eq!(
        signature(&method("publicKeyMultibase", json!(Signer::new(2).multikey()))),
        fail(Code::SignatureMismatch)
    );
    let p256 = format!("z{}", bs58::encode([&[0x80, 0x24, 2][..], &[7; 32]].concat()).into_string());
    assert_eq!(signature(&method("publicKeyMultibase", json!(p256))), fail(Code::AlgorithmKeyMismatch));
}

#[test]
fn other_methods_are_open() {
    let report = judge(&by_key("did:ion:abc", "did:ion:abc#key"));
    assert_eq!(outcome(&report, Check::Signature), open(Code::DidMethodUnsupported));
    assert_eq!(report.verdict, Verdict::Undetermined);
}
