//! What the suites over canonical linked data share: the signature covers SHA-256 of the canonical proof
//! without its value, followed by SHA-256 of the canonical document.

use jsonld::{Input, Reading, Refusal, Strictness};

use super::{Assumed, Configuration, Suite};
use crate::key::multibase;
use crate::key::public_key::{Hash, PublicKey, Scheme, SignatureFault};
use crate::limits::MAX_PROOF_QUADS;
use crate::linked::unsigned_parts;
use crate::report::Code;
use crate::securing::data_integrity::document::Document;
use crate::securing::data_integrity::proof::{Facts, Proof};
use crate::securing::data_integrity::stop::Stop;

/// A suite over canonical linked data.
pub(super) struct Rdfc {
    /// The `type` of its proofs.
    pub(super) proof_type: &'static str,
    /// Their `cryptosuite`, where they have one.
    pub(super) cryptosuite: Option<&'static str>,
    /// How they are signed.
    pub(super) scheme: Scheme,
    /// Length of a signature.
    pub(super) signature_bytes: usize,
}

impl Suite for Rdfc {
    fn recognises(&self, proof: &Proof) -> bool {
        proof.text("type") == Some(self.proof_type)
            && self.cryptosuite.is_none_or(|name| proof.text("cryptosuite") == Some(name))
    }

    fn configuration(&self, proof: &Proof, document: &Document<'_, '_>) -> Result<Configuration, Stop> {
        let linked = document.linked;
        let input = Input {
            context: linked.document().get("@context"),
            without: &["proofValue"],
            strictness: Strictness::Report,
            ..Input::strict(&proof.value)
        };
        let dataset = linked.processor().to_rdf(&input).map_err(|refusal| match linked.dataset() {
            Ok(_) => in_proof(proof, &refusal),
            Err(_) => Stop::from(&refusal),
        })?;
        if let Some(first) = dataset.dropped().iter().find(|dropped| dropped.why.refuses()) {
            let unsigned = unsigned_parts(dataset.dropped(), &proof.value, &proof.at);
            let at = format!("{}{}", proof.at, first.at);
            return Err(Stop::fail(Code::UnsignedContent).with(at).leaving_out(unsigned));
        }
        if dataset.quads().len() > MAX_PROOF_QUADS {
            return Err(Stop::open(Code::TooComplex).with(proof.at.clone()));
        }
        let facts = Facts::signed(&dataset)?;
        let canonical = document.work.canonicalise(&dataset, jsonld::Hash::Sha256, Reading::default());
        let canonical = canonical.map_err(|refusal| Stop::from(&refusal))?;
        Ok(Configuration { facts, digest: Hash::Sha256.of(&[canonical.n_quads.as_bytes()]) })
    }

    fn check(
        &self,
        proof: &Proof,
        configuration: &Configuration,
        document: &Document<'_, '_>,
        key: &PublicKey,
    ) -> Result<Assumed, Stop> {
        let signature = self.signature(proof)?;
        let first = document.digest(Reading::Once)?;
        let holds = |document: &[u8]| {
            let message = [&configuration.digest, document].concat();
            key.check(self.scheme, &message, &signature)
        };
        let fault = match holds(&first.bytes) {
            Ok(()) => return Ok(Assumed::default()),
            Err(fault) => fault,
        };
        // Implementations differ where blank nodes are tied; that binds the signature no less.
        if first.ambiguous && holds(&document.digest(Reading::EveryMention)?.bytes).is_ok() {
            return Ok(Assumed { every_mention: true });
        }
        Err(match fault {
            SignatureFault::KeyMismatch => Stop::fail(Code::AlgorithmKeyMismatch),
            SignatureFault::Unsupported => Stop::open(Code::AlgorithmUnsupported),
            SignatureFault::Mismatch => Stop::fail(Code::SignatureMismatch),
        })
    }
}

/// A fault that is the proof's own: the document is not at fault.
fn in_proof(proof: &Proof, refusal: &Refusal) -> Stop {
    match refusal {
        Refusal::InlineContext { at } => Stop::fail(Code::ContextInline).with(format!("{}{at}", proof.at)),
        Refusal::Malformed { code, .. } => Stop::fail(Code::ProofMalformed).with(*code),
        other => Stop::from(other),
    }
}

impl Rdfc {
    /// The bytes of `proofValue`: base58btc, of the suite's length.
    fn signature(&self, proof: &Proof) -> Result<Vec<u8>, Stop> {
        let text = proof.text("proofValue").filter(|text| text.starts_with('z'));
        text.and_then(|text| multibase::decode(text).ok())
            .filter(|bytes| bytes.len() == self.signature_bytes)
            .ok_or_else(|| Stop::fail(Code::ProofMalformed).with("proofValue"))
    }
}
