//! What the suites over canonical linked data share: the signature covers the digest of the canonical proof
//! without its value, followed by that of the canonical document.

use jsonld::{Input, Reading, Refusal, Strictness};

use super::arithmetic::Family;
use super::{Assumed, Configuration, Form, Suite};
use crate::key::public_key::PublicKey;
use crate::limits::MAX_PROOF_QUADS;
use crate::linked::unsigned_parts;
use crate::report::Code;
use crate::securing::data_integrity::document::{Document, digest};
use crate::securing::data_integrity::proof::{Facts, Proof};
use crate::securing::data_integrity::stop::Stop;

/// A suite over canonical linked data.
pub(super) struct Rdfc {
    /// The `type` of its proofs.
    pub(super) proof_type: &'static str,
    /// Their `cryptosuite`, where they have one.
    pub(super) cryptosuite: Option<&'static str>,
    /// How they are signed.
    pub(super) family: Family,
}

impl Suite for Rdfc {
    fn recognises(&self, proof: &Proof) -> bool {
        proof.text("type") == Some(self.proof_type)
            && self.cryptosuite.is_none_or(|name| proof.text("cryptosuite") == Some(name))
    }

    fn covers_text(&self) -> bool {
        false
    }

    fn configuration<'p>(
        &self,
        proof: &'p Proof,
        document: &'p Document<'_, '_>,
    ) -> Result<Configuration<'p>, Stop> {
        configuration(proof, document, &["proofValue"])
    }

    fn check(
        &self,
        proof: &Proof,
        configuration: &Configuration<'_>,
        document: &Document<'_, '_>,
        key: &PublicKey,
    ) -> Result<Assumed, Stop> {
        let Form::Quads(said) = &configuration.form else { return Err(Stop::fail(Code::ProofMalformed)) };
        let arithmetic = self.family.by(key)?;
        let signature = arithmetic.signature(proof)?;
        let said = document.work.canonicalise(said, arithmetic.hash, Reading::default());
        let said = said.map_err(|refusal| Stop::from(&refusal))?;
        let said = digest(arithmetic.hash, said.n_quads.as_bytes());
        let first = document.digest(arithmetic.hash, Reading::Once)?;
        let holds = |document: &[u8]| arithmetic.check(key, &said, document, &signature);
        let Err(stop) = holds(&first.bytes) else { return Ok(Assumed::default()) };
        // Implementations differ where blank nodes are tied; that binds the signature no less.
        if first.ambiguous && holds(&document.digest(arithmetic.hash, Reading::EveryMention)?.bytes).is_ok() {
            return Ok(Assumed { every_mention: true, ..Assumed::default() });
        }
        Err(stop)
    }
}

/// Reads what a proof says, but for the members in `without`.
///
/// # Errors
/// [`Stop`] when some of it is in no signature, or it has no canonical form.
pub(super) fn configuration<'p>(
    proof: &'p Proof,
    document: &'p Document<'_, '_>,
    without: &'p [&'p str],
) -> Result<Configuration<'p>, Stop> {
    let linked = document.linked;
    let input = Input {
        context: linked.document().get("@context"),
        without,
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
    Ok(Configuration { facts: Facts::signed(&dataset)?, form: Form::Quads(dataset) })
}

/// A fault that is the proof's own: the document is not at fault.
fn in_proof(proof: &Proof, refusal: &Refusal) -> Stop {
    match refusal {
        Refusal::InlineContext { at } => Stop::fail(Code::ContextInline).with(format!("{}{at}", proof.at)),
        Refusal::Malformed { code, .. } => Stop::fail(Code::ProofMalformed).with(*code),
        other => Stop::from(other),
    }
}
