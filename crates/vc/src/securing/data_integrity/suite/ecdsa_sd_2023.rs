//! `ecdsa-sd-2023` (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.5): derived proofs, on P-256.
//!
//! The issuer signs what must always be shown, and each other statement by itself with a key made for the
//! occasion. Not read: the issuer's own proofs, from which holders derive.

use std::collections::BTreeSet;

use jsonld::{Canonical, Dataset, Kind, Reading};

use super::disclosure::{Disclosure, DisclosureFault};
use super::{Assumed, Configuration, Form, Suite, rdfc};
use crate::key::public_key::{Hash, PublicKey, Scheme};
use crate::limits::MAX_SIGNED_STATEMENTS;
use crate::report::Code;
use crate::securing::data_integrity::document::Document;
use crate::securing::data_integrity::proof::Proof;
use crate::securing::data_integrity::stop::Stop;

pub(super) static SUITE: EcdsaSd = EcdsaSd;

/// The suite.
pub(super) struct EcdsaSd;

const NAME: &str = "ecdsa-sd-2023";

impl Suite for EcdsaSd {
    fn recognises(&self, proof: &Proof) -> bool {
        proof.text("type") == Some("DataIntegrityProof") && proof.text("cryptosuite") == Some(NAME)
    }

    fn covers_text(&self) -> bool {
        false
    }

    fn configuration<'p>(
        &self,
        proof: &'p Proof,
        document: &'p Document<'_, '_>,
    ) -> Result<Configuration<'p>, Stop> {
        rdfc::configuration(proof, document, &["proofValue"])
    }

    fn check(
        &self,
        proof: &Proof,
        configuration: &Configuration<'_>,
        document: &Document<'_, '_>,
        key: &PublicKey,
    ) -> Result<Assumed, Stop> {
        let Form::Quads(said) = &configuration.form else { return Err(Stop::fail(Code::ProofMalformed)) };
        let PublicKey::P256(_) = key else { return Err(Stop::fail(Code::AlgorithmKeyMismatch)) };
        let value = proof.text("proofValue").unwrap_or_default();
        let disclosure = Disclosure::read(value).map_err(|fault| match fault {
            DisclosureFault::Base => Stop::open(Code::SuiteUnsupported).with(format!("{NAME}, base proof")),
            DisclosureFault::Malformed => Stop::fail(Code::ProofMalformed).with("proofValue"),
        })?;
        if disclosure.signatures.len() > MAX_SIGNED_STATEMENTS {
            return Err(Stop::open(Code::TooComplex).with(proof.at.clone()));
        }
        let canonicalise = |dataset, reading| {
            let canonical = document.work.canonicalise(dataset, jsonld::Hash::Sha256, reading);
            canonical.map_err(|refusal| Stop::from(&refusal))
        };
        let said = canonicalise(said, Reading::default())?;
        let said = Hash::Sha256.of(&[said.n_quads.as_bytes()]);
        let dataset = document.linked.dataset().map_err(Stop::from)?;
        let first = canonicalise(dataset, Reading::Once)?;
        let holds = |canonical: &Canonical| {
            disclosure.check(&said, &statements(dataset, canonical, &disclosure)?, key)
        };
        let Err(stop) = holds(&first) else { return Ok(Assumed::default()) };
        if first.ambiguous && holds(&canonicalise(dataset, Reading::EveryMention)?).is_ok() {
            return Ok(Assumed { every_mention: true });
        }
        Err(stop)
    }
}

impl Disclosure {
    /// Checks the issuer's signature and those over single statements.
    fn check(&self, said: &[u8], statements: &BTreeSet<String>, key: &PublicKey) -> Result<(), Stop> {
        let (mut shown, mut open) = (Vec::new(), Vec::new());
        for (index, statement) in statements.iter().enumerate() {
            match self.mandatory.contains(&index) {
                true => shown.push(statement.as_bytes()),
                false => open.push(statement.as_bytes()),
            }
        }
        // Each statement has its signature, and every number is of a statement.
        if open.len() != self.signatures.len() || shown.len() != self.mandatory.len() {
            return Err(Stop::fail(Code::SignatureMismatch));
        }
        let scheme = Scheme::EcdsaFixed(Hash::Sha256);
        let mismatch = |_| Stop::fail(Code::SignatureMismatch);
        let message = [said, &self.key_bytes, &Hash::Sha256.of(&shown)].concat();
        key.check(scheme, &message, &self.base_signature).map_err(mismatch)?;
        for (statement, signature) in open.into_iter().zip(&self.signatures) {
            self.key.check(scheme, statement, signature).map_err(mismatch)?;
        }
        Ok(())
    }
}

/// The statements under the labels with which they were signed, in order.
fn statements(
    dataset: &Dataset<'_>,
    canonical: &Canonical,
    disclosure: &Disclosure,
) -> Result<BTreeSet<String>, Stop> {
    let malformed = || Stop::fail(Code::ProofMalformed).with("proofValue");
    if canonical.labels.len() != disclosure.labels.len() {
        return Err(malformed());
    }
    let mut names = std::collections::HashMap::new();
    for (term, label) in &canonical.labels {
        let number = label.strip_prefix("c14n").and_then(|number| number.parse().ok());
        let name = number.and_then(|number: u64| disclosure.labels.get(&number)).ok_or_else(malformed)?;
        names.insert(*term, format!("_:{name}"));
    }
    let text = |term| match dataset.kind(term) {
        Kind::Blank => names.get(&term).map(String::as_str).ok_or_else(malformed),
        _ => Ok(dataset.n_quads(term)),
    };
    let mut statements = BTreeSet::new();
    for quad in dataset.quads() {
        let mut statement =
            format!("{} {} {} ", text(quad.subject)?, text(quad.predicate)?, text(quad.object)?);
        if let Some(graph) = quad.graph {
            statement.push_str(text(graph)?);
            statement.push(' ');
        }
        statement.push_str(".\n");
        statements.insert(statement);
    }
    Ok(statements)
}
