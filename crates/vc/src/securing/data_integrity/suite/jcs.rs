//! What the suites over canonical JSON share: the signature covers the digest of the canonical proof without
//! its value, followed by that of the canonical document.

use super::arithmetic::Family;
use super::{Assumed, Configuration, Form, Suite};
use crate::key::public_key::PublicKey;
use crate::report::Code;
use crate::securing::data_integrity::document::{Document, digest};
use crate::securing::data_integrity::proof::{Facts, Proof};
use crate::securing::data_integrity::stop::Stop;
use crate::securing::data_integrity::text;

/// A suite over canonical JSON.
pub(super) struct Jcs {
    /// The `cryptosuite` of its proofs.
    pub(super) cryptosuite: &'static str,
    /// How they are signed.
    pub(super) family: Family,
}

impl Suite for Jcs {
    fn recognises(&self, proof: &Proof) -> bool {
        proof.text("type") == Some("DataIntegrityProof")
            && proof.text("cryptosuite") == Some(self.cryptosuite)
    }

    fn covers_text(&self) -> bool {
        true
    }

    fn configuration<'p>(
        &self,
        proof: &'p Proof,
        _: &'p Document<'_, '_>,
    ) -> Result<Configuration<'p>, Stop> {
        Ok(Configuration { facts: Facts::written(proof)?, form: Form::Text(text::configuration(proof)?) })
    }

    fn check(
        &self,
        proof: &Proof,
        configuration: &Configuration<'_>,
        document: &Document<'_, '_>,
        key: &PublicKey,
    ) -> Result<Assumed, Stop> {
        let Form::Text(said) = &configuration.form else { return Err(Stop::fail(Code::ProofMalformed)) };
        let arithmetic = self.family.by(key)?;
        let signature = arithmetic.signature(proof)?;
        let [said, document] = [said, document.text.covered_by(proof)?]
            .map(|canonical| digest(arithmetic.hash, canonical.as_bytes()));
        arithmetic.check(key, &said, &document, &signature).map(|()| Assumed::default())
    }
}
