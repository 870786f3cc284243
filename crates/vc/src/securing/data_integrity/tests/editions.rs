use jsonld::Reading;

use super::*;
use crate::report::Verdict;
use crate::securing::data_integrity::finding::EVERY_MENTION;

const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";

fn badge(issuer: &str) -> Value {
    json!({"@context": ["https://www.w3.org/2018/credentials/v1", OPEN_BADGES,
            "https://w3id.org/security/data-integrity/v2"],
        "id": "urn:uuid:5f6a1c1e-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": "Harbour School"},
        "issuanceDate": "2022-01-01T00:00:00Z",
        "name": "Welding",
        "credentialSubject": {"id": "did:example:learner", "type": ["AchievementSubject"],
            "achievement": {"id": "urn:uuid:5f6a1c1e-0000-4000-8000-000000000002", "type": ["Achievement"],
                "name": "Welding", "description": "Joins steel.", "criteria": {"narrative": "A test."}}}})
}

#[test]
fn what_was_signed_under_an_older_edition_holds_under_it() {
    let signer = Signer::new(1);
    let document = badge(&signer.did());
    for edition in &Pinned::editions(OPEN_BADGES)[1..] {
        let ways = (Pinned::with(edition), Reading::Once);
        let proof = signer.prove_by(&document, signer.options(), ways);
        let report = judge(&with_proof(&document, proof));
        assert_eq!(outcome(&report, Check::Signature), PASS, "{}", edition.name());
        assert_eq!(report.proofs[0].notes, [format!("context_edition: {}", edition.name())]);
        assert_eq!(report.claims.issuer.name.pick(&[]), Some("Harbour School"), "{}", edition.name());
    }
}

#[test]
fn the_newest_edition_needs_no_remark() {
    let signer = Signer::new(1);
    let report = judge(&signer.sign(&badge(&signer.did())));
    assert_eq!(outcome(&report, Check::Signature), PASS);
    assert!(report.proofs[0].notes.is_empty());
}

#[test]
fn no_edition_saves_what_was_changed() {
    let signer = Signer::new(1);
    let document = badge(&signer.did());
    for edition in Pinned::editions(OPEN_BADGES) {
        let ways = (Pinned::with(edition), Reading::Once);
        let mut forged = with_proof(&document, signer.prove_by(&document, signer.options(), ways));
        forged["name"] = json!("Diving");
        let report = judge(&forged);
        assert_eq!(outcome(&report, Check::Signature), fail(Code::SignatureMismatch), "{}", edition.name());
        assert_eq!(report.verdict, Verdict::Invalid);
    }
}

/// A credential with two parts, each a graph of its own, that align with the same skill.
fn parts(issuer: &str) -> Value {
    let term = |name: &str| format!("https://school.example/terms#{name}");
    let part = |id: &str| {
        let alignment =
            json!({term("name"): "Welding", term("url"): {"@id": "https://school.example/skill"}});
        let badge = json!({"@id": "https://school.example/badge", term("alignment"): alignment});
        json!({"@graph": {"@id": format!("https://school.example/{id}"), term("achievement"): badge}})
    };
    let mut document = credential(issuer);
    document["credentialSubject"][term("part")] = json!([part("one"), part("other")]);
    document
}

#[test]
fn either_reading_of_tied_neighbours_holds_and_the_second_is_told() {
    let signer = Signer::new(1);
    let document = parts(&signer.did());
    for (reading, notes) in [(Reading::Once, &[][..]), (Reading::EveryMention, &[EVERY_MENTION])] {
        let ways = (Pinned::newest(), reading);
        let mut signed = with_proof(&document, signer.prove_by(&document, signer.options(), ways));
        let report = judge(&signed);
        assert_eq!(outcome(&report, Check::Signature), PASS, "{reading:?}");
        assert_eq!(report.proofs[0].notes, notes, "{reading:?}");
        signed["name"] = json!("Diving");
        assert_eq!(signature(&signed), fail(Code::SignatureMismatch), "{reading:?}");
    }
}
