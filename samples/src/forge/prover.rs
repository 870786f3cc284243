//! Data Integrity proofs: `eddsa-rdfc-2022`, `eddsa-jcs-2022` and `Ed25519Signature2020`, one by one, in sets and
//! in chains.

use std::sync::LazyLock;

use jsonld::{Hash, Input, Processor, TextDirection, canonical_json};
use openssl::sha::sha256;
use serde_json::{Value, json};
use vc::context::Pinned;

use super::VerificationMethod;

/// A cryptographic suite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    /// `DataIntegrityProof` with `eddsa-rdfc-2022`.
    EddsaRdfc2022,
    /// `DataIntegrityProof` with `eddsa-jcs-2022`: signs the JSON as written.
    EddsaJcs2022,
    /// `Ed25519Signature2020`, for VC 1.1. The document names the context of the suite.
    Ed25519Signature2020,
}

/// Makes proofs. Plain options: set the fields that matter, take the rest from [`Prover::new`].
#[derive(Debug, Clone)]
pub struct Prover<'a> {
    /// Whose key, and how the proof names it.
    pub method: &'a VerificationMethod,
    /// How.
    pub suite: Suite,
    /// The proof's own identifier; proofs that others follow need one.
    pub id: Option<&'a str>,
    /// What for.
    pub purpose: &'a str,
    /// When it says that it was made.
    pub created: Option<&'a str>,
    /// Until when it holds.
    pub expires: Option<&'a str>,
    /// To whom a presentation is addressed.
    pub domain: Option<&'a str>,
    /// What a presentation repeats.
    pub challenge: Option<&'a str>,
    /// Identifiers of the proofs that it follows.
    pub after: &'a [&'a str],
    /// Whether the direction of texts is signed; signers differ.
    pub direction: TextDirection,
}

impl<'a> Prover<'a> {
    /// A proof as issuers make them: `eddsa-rdfc-2022`, to assert, on 2026-05-30, without an end.
    #[must_use]
    pub fn new(method: &'a VerificationMethod) -> Self {
        Self {
            method,
            suite: Suite::EddsaRdfc2022,
            id: None,
            purpose: "assertionMethod",
            created: Some("2026-05-30T09:14:00Z"),
            expires: None,
            domain: None,
            challenge: None,
            after: &[],
            direction: TextDirection::Datatype,
        }
    }

    /// The document with one more proof. A second one makes a set; one that follows others, a chain.
    ///
    /// # Panics
    /// When something in the document would not be signed, or a proof to follow is not there.
    #[must_use]
    pub fn prove(&self, mut document: Value) -> Value {
        let mut proofs = match document.get_mut("proof").map(Value::take) {
            None => Vec::new(),
            Some(Value::Array(proofs)) => proofs,
            Some(proof) => vec![proof],
        };
        match self.followed(&proofs) {
            none if none.is_empty() => drop(document.as_object_mut().map(|members| members.remove("proof"))),
            followed => document["proof"] = followed.into(),
        }
        let mut proof = self.options();
        if self.suite == Suite::EddsaJcs2022
            && let Some(context) = document.get("@context")
        {
            proof["@context"] = context.clone();
        }
        // A proof has the context of its document.
        let options = Input { context: document.get("@context"), ..Input::strict(&proof) };
        let message = [options, Input::strict(&document)].map(|input| self.digest(input)).concat();
        proof["proofValue"] = self.method.key.sign(&message).into();
        proofs.push(proof);
        document["proof"] = if proofs.len() == 1 { proofs.remove(0) } else { proofs.into() };
        document
    }

    /// The proofs that the document to sign holds (Data Integrity §4.3, proof chains).
    fn followed(&self, proofs: &[Value]) -> Vec<Value> {
        let named = |id: &&str| proofs.iter().find(|proof| proof["id"] == **id).cloned();
        self.after.iter().map(|id| named(id).expect("a proof follows one that is there")).collect()
    }

    fn options(&self) -> Value {
        let mut proof = match self.suite {
            Suite::EddsaRdfc2022 => json!({ "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022" }),
            Suite::EddsaJcs2022 => json!({ "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022" }),
            Suite::Ed25519Signature2020 => json!({ "type": "Ed25519Signature2020" }),
        };
        let mut put = |member: &str, value: Option<Value>| {
            if let Some(value) = value {
                proof[member] = value;
            }
        };
        put("id", self.id.map(Value::from));
        put("created", self.created.map(Value::from));
        put("expires", self.expires.map(Value::from));
        put("verificationMethod", Some(self.method.id.as_str().into()));
        put("domain", self.domain.map(Value::from));
        put("challenge", self.challenge.map(Value::from));
        put("proofPurpose", Some(self.purpose.into()));
        put(
            "previousProof",
            match self.after {
                [] => None,
                [only] => Some((*only).into()),
                several => Some(several.into()),
            },
        );
        proof
    }

    /// SHA-256 of the canonical form.
    fn digest(&self, input: Input<'_>) -> [u8; 32] {
        if self.suite == Suite::EddsaJcs2022 {
            let text = canonical_json(input.document, MAX_DEPTH).expect("samples are not nested deeply");
            return sha256(text.as_bytes());
        }
        static PROCESSOR: LazyLock<Processor> = LazyLock::new(|| Processor::new(Pinned::newest()));
        let input = Input { direction: self.direction, ..input };
        let (_, canonical) =
            PROCESSOR.canonicalise(&input, Hash::Sha256).expect("everything in it can be signed");
        sha256(canonical.n_quads.as_bytes())
    }
}

/// Deepest nesting of what is signed as text.
const MAX_DEPTH: usize = 64;

#[cfg(test)]
mod tests {
    use vc::{CheckResult, Code, Evidence, Outcome, Protection, Verifier};

    use super::super::{Controller, instant};
    use super::*;

    #[test]
    fn proofs_hold_alone_in_sets_and_in_chains() {
        let (one, other) = (Controller::by_key("one"), Controller::by_key("other"));
        let alone = named(&one, "urn:proof:1").prove(document());
        let set = Prover::new(&other.badges).prove(alone.clone());
        let chain = Prover { after: &["urn:proof:1"], ..named(&other, "urn:proof:2") }.prove(alone.clone());
        let longer = Prover { after: &["urn:proof:1", "urn:proof:2"], ..Prover::new(&one.badges) }
            .prove(chain.clone());
        for (document, proofs) in [(&alone, 1), (&set, 2), (&chain, 2), (&longer, 3)] {
            let judged = judge(document);
            assert_eq!(
                (judged.signature.outcome, judged.proofs.len()),
                (Outcome::Pass, proofs),
                "{document:#}"
            );
        }
    }

    #[test]
    fn a_proof_that_follows_one_that_was_taken_away_does_not_hold() {
        let by = Controller::by_key("one");
        let first = named(&by, "urn:proof:1").prove(document());
        let mut chain = Prover { after: &["urn:proof:1"], ..Prover::new(&by.badges) }.prove(first);
        chain["proof"] = chain["proof"][1].take();
        assert_eq!(failed(&judge(&chain).signature), Some(Code::PreviousProofMissing));
    }

    #[test]
    fn options_are_what_the_proof_says() {
        let by = Controller::by_key("one");
        let good = Prover::new(&by.badges);
        let other_purpose = Prover { purpose: "authentication", ..good.clone() }.prove(document());
        assert_eq!(failed(&judge(&other_purpose).signature), Some(Code::ProofPurposeWrong));
        let expired = Prover { expires: Some("2026-06-30T00:00:00Z"), ..good.clone() }.prove(document());
        assert_eq!(failed(&judge(&expired).validity), Some(Code::ProofExpired));
        let early = Prover { created: Some("2027-01-01T00:00:00Z"), ..good }.prove(document());
        assert_eq!(failed(&judge(&early).validity), Some(Code::ProofNotYetValid));
    }

    fn document() -> Value {
        json!({
            "@context": "https://www.w3.org/ns/credentials/v2",
            "type": "VerifiableCredential",
            "issuer": Controller::by_key("one").did,
            "credentialSubject": { "id": "urn:learner" }
        })
    }

    fn named<'a>(by: &'a Controller, id: &'a str) -> Prover<'a> {
        Prover { id: Some(id), ..Prover::new(&by.badges) }
    }

    fn judge(document: &Value) -> Protection {
        let at = instant("2026-11-22T12:00:00Z");
        Verifier::default().prove(document.to_string().as_bytes(), &Evidence::none(), at).unwrap()
    }

    fn failed(result: &CheckResult) -> Option<Code> {
        (result.outcome == Outcome::Fail).then_some(result.code).flatten()
    }
}
