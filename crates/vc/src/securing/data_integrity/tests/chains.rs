use super::*;
use crate::limits::MAX_CHAINED_PROOFS;

const FIRST: &str = "urn:uuid:5f6a1c1e-0000-4000-8000-00000000000a";
const SECOND: &str = "urn:uuid:5f6a1c1e-0000-4000-8000-00000000000b";

fn options(signer: &Signer, id: &str, previous: Option<Value>) -> Value {
    let mut options = signer.options();
    options["id"] = json!(id);
    if let Some(previous) = previous {
        options["previousProof"] = previous;
    }
    options
}

/// A document, the issuer's proof, and that of a witness who signs the issuer's proof too.
fn chain() -> (Value, Value, Value) {
    let (issuer, witness) = (Signer::new(1), Signer::new(2));
    let document = credential(&issuer.did());
    let first = issuer.prove(&document, options(&issuer, FIRST, None));
    let covered = with_proof(&document, json!([first]));
    let second = witness.prove(&covered, options(&witness, SECOND, Some(json!(FIRST))));
    (document, first, second)
}

fn judged(document: &Value, proofs: Value) -> (Outcome, Option<Code>) {
    signature(&with_proof(document, proofs))
}

#[test]
fn a_chain_holds_in_any_order() {
    let (document, first, second) = chain();
    for proofs in [json!([first, second]), json!([second, first])] {
        let report = judge(&with_proof(&document, proofs));
        assert_eq!(outcome(&report, Check::Signature), PASS);
        assert_eq!(outcome(&report, Check::Issuer), PASS);
    }
}

#[test]
fn a_previous_proof_that_is_gone_is_missed() {
    let (document, _, second) = chain();
    assert_eq!(judged(&document, second), fail(Code::PreviousProofMissing));
}

#[test]
fn a_previous_proof_is_covered_whole() {
    let (document, first, second) = chain();
    let issuer = Signer::new(1);
    let mut other = options(&issuer, FIRST, None);
    other["created"] = json!("2026-01-02T00:00:00Z");
    let replaced = issuer.prove(&document, other);
    let report = judge(&with_proof(&document, json!([replaced, second])));
    assert_eq!(outcome(&report, Check::Signature), fail(Code::SignatureMismatch));
    assert_eq!(report.proofs[0].outcome, Outcome::Pass, "the replaced proof alone is good");

    let mut added = first;
    added["grade"] = json!("excellent");
    assert_eq!(judged(&document, json!([added, second])), fail(Code::UnsignedContent));
}

#[test]
fn the_name_of_the_previous_proof_cannot_be_taken_away() {
    let (document, first, mut second) = chain();
    second.as_object_mut().unwrap().remove("previousProof");
    assert_eq!(judged(&document, json!([first, second])), fail(Code::SignatureMismatch));
}

#[test]
fn several_previous_proofs_are_covered_together() {
    let (document, first, _) = chain();
    let (other, witness) = (Signer::new(3), Signer::new(2));
    let second = other.prove(&document, options(&other, SECOND, None));
    let covered = with_proof(&document, json!([first, second]));
    let third =
        options(&witness, "urn:uuid:5f6a1c1e-0000-4000-8000-00000000000c", Some(json!([FIRST, SECOND])));
    let third = witness.prove(&covered, third);
    assert_eq!(judged(&document, json!([first, second, third])), PASS);
    assert_eq!(judged(&document, json!([first, third])), fail(Code::PreviousProofMissing));
}

#[test]
fn proofs_do_not_follow_each_other_in_a_circle() {
    let (document, mut first, second) = chain();
    first["previousProof"] = json!(SECOND);
    assert_eq!(judged(&document, json!([first, second])), fail(Code::ProofMalformed));
    first["previousProof"] = json!(FIRST);
    assert_eq!(judged(&document, first), fail(Code::ProofMalformed));
}

#[test]
fn two_proofs_of_one_name_are_refused() {
    let (document, first, second) = chain();
    assert_eq!(judged(&document, json!([first, first, second])), fail(Code::ProofMalformed));
}

#[test]
fn chains_are_bounded_on_both_sides_of_the_limit() {
    let (document, first, second) = chain();
    let many = |count| {
        let mut proofs = vec![first.clone()];
        proofs.extend(vec![second.clone(); count]);
        judged(&document, proofs.into())
    };
    assert_eq!(many(MAX_CHAINED_PROOFS), PASS);
    assert_eq!(many(MAX_CHAINED_PROOFS + 1), open(Code::OverBudget));
}

#[test]
fn the_name_of_the_previous_proof_cannot_hide() {
    let (document, first, mut second) = chain();
    let members = second.as_object_mut().unwrap();
    let previous = members.remove("previousProof").unwrap();
    members.insert("https://w3id.org/security#previousProof".to_owned(), json!({"@id": previous}));
    assert_eq!(judged(&document, json!([first, second])), fail(Code::ProofMalformed));
}
