//! Proofs made with keys of our own, and everything that can be wrong with them.

mod chains;
mod dates;
mod derived;
mod editions;
mod issuers;
mod proofs;
mod suites;

use ed25519_dalek::{Signer as _, SigningKey};
use jiff::Timestamp;
use jsonld::{Input, Processor, Reading, canonicalise};
use serde_json::{Value, json};

use crate::context::Pinned;
use crate::key::did::DidUrl;
use crate::key::public_key::Hash;
use crate::report::{Check, CheckResult, Code, Outcome, Report};
use crate::verify::evidence::{Evidence, EvidenceItem};
use crate::{TrustList, Verifier};

pub(crate) const NOW: &str = "2026-11-22T12:00:00Z";

/// Somebody with an Ed25519 key.
pub(crate) struct Signer(SigningKey);

impl Signer {
    pub(crate) fn new(seed: u8) -> Self {
        Self(SigningKey::from_bytes(&[seed; 32]))
    }

    pub(crate) fn multikey(&self) -> String {
        let bytes = [&[0xed, 0x01][..], self.0.verifying_key().as_bytes()].concat();
        format!("z{}", bs58::encode(bytes).into_string())
    }

    pub(crate) fn did(&self) -> String {
        format!("did:key:{}", self.multikey())
    }

    pub(crate) fn method(&self) -> String {
        format!("{}#{}", self.did(), self.multikey())
    }

    /// A proof that is not signed yet.
    pub(crate) fn options(&self) -> Value {
        json!({"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022",
            "created": "2026-01-01T00:00:00Z", "proofPurpose": "assertionMethod",
            "verificationMethod": self.method()})
    }

    /// Signs `options` over a document, which holds the proofs that come before.
    pub(crate) fn prove(&self, document: &Value, options: Value) -> Value {
        let ways = (Pinned::newest(), Reading::Once);
        self.prove_by(document, options, ways)
    }

    /// As [`Signer::prove`], by given contexts and a given reading of the standard.
    pub(crate) fn prove_by(&self, document: &Value, options: Value, ways: (Pinned, Reading)) -> Value {
        let (contexts, reading) = ways;
        let processor = Processor::new(contexts);
        let digest = |input: &Input<'_>| {
            let dataset = processor.to_rdf(input).unwrap();
            let canonical = canonicalise(&dataset, jsonld::Hash::Sha256, reading).unwrap();
            Hash::Sha256.of(&[canonical.n_quads.as_bytes()])
        };
        let context = document.get("@context");
        let configuration = digest(&Input { context, ..Input::strict(&options) });
        let signature = self.0.sign(&[configuration, digest(&Input::strict(document))].concat());
        let mut proof = options;
        proof["proofValue"] = json!(format!("z{}", bs58::encode(signature.to_bytes()).into_string()));
        proof
    }

    /// The document with one proof of this signer.
    pub(crate) fn sign(&self, document: &Value) -> Value {
        with_proof(document, self.prove(document, self.options()))
    }
}

/// A credential issued by `issuer`.
pub(crate) fn credential(issuer: &str) -> Value {
    json!({"@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "urn:uuid:5f6a1c1e-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential"],
        "issuer": {"id": issuer, "name": "Harbour School"},
        "name": "Welding, level 1",
        "credentialSubject": {"id": "did:example:learner", "name": "Robin"}})
}

pub(crate) fn with_proof(document: &Value, proof: impl Into<Value>) -> Value {
    let mut document = document.clone();
    document["proof"] = proof.into();
    document
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn judge_with(document: &Value, evidence: &Evidence, trust: Vec<TrustList>) -> Report {
    let unverified = crate::parse(document.to_string().as_bytes()).unwrap().remove(0).unwrap();
    Verifier::new(trust).verify(&unverified, evidence, at(NOW))
}

pub(crate) fn judge(document: &Value) -> Report {
    judge_with(document, &Evidence::none(), Vec::new())
}

/// Outcome and code of a check.
pub(crate) fn outcome(report: &Report, check: Check) -> (Outcome, Option<Code>) {
    let CheckResult { outcome, code, .. } = report.check(check).unwrap();
    (*outcome, *code)
}

pub(crate) fn signature(document: &Value) -> (Outcome, Option<Code>) {
    outcome(&judge(document), Check::Signature)
}

/// The document of a `did:web`, as evidence.
pub(crate) fn published(did: &str, document: &Value) -> Evidence {
    let need = DidUrl::parse(&format!("{did}#key")).unwrap().need(&Evidence::none()).unwrap();
    let item = EvidenceItem { need, fetched_at: at(NOW), bytes: document.to_string().into_bytes() };
    Evidence { items: vec![item], ..Evidence::none() }
}

pub(crate) const PASS: (Outcome, Option<Code>) = (Outcome::Pass, None);

pub(crate) fn fail(code: Code) -> (Outcome, Option<Code>) {
    (Outcome::Fail, Some(code))
}

pub(crate) fn open(code: Code) -> (Outcome, Option<Code>) {
    (Outcome::Undetermined, Some(code))
}
