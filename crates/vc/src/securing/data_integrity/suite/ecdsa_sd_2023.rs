//! `ecdsa-sd-2023` (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.5), on P-256.
//!
//! The issuer signs what must always be shown, and each other statement by itself with a key made for the
//! occasion. Holders derive what they show from the issuer's proof, which is judged here too.

use std::collections::{BTreeSet, HashMap};

use jsonld::{Canonical, Dataset, Reading};

use super::{Assumed, Configuration, Form, Suite, rdfc};
use crate::key::public_key::{Hash, PublicKey, Scheme};
use crate::limits::MAX_SIGNED_STATEMENTS;
use crate::report::Code;
use crate::securing::data_integrity::document::Document;
use crate::securing::data_integrity::proof::Proof;
use crate::securing::data_integrity::stop::Stop;
use crate::securing::selective::{
    self, BaseProof, DerivedProof, Malformed, PartFault, Selection, Statements, single, written,
};

pub(super) static SUITE: EcdsaSd = EcdsaSd;

/// The suite.
pub(super) struct EcdsaSd;

impl Suite for EcdsaSd {
    fn recognises(&self, proof: &Proof) -> bool {
        selective::is_of_the_suite(&proof.value)
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
        let made = match BaseProof::is_one(value) {
            true => Made::ByIssuer(BaseProof::read(value)?),
            false => Made::ByHolder(DerivedProof::read(value)?),
        };
        if made.signatures() > MAX_SIGNED_STATEMENTS {
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
        let holds = |canonical: &Canonical| match &made {
            Made::ByHolder(proof) => proof.check(&said, &statements(dataset, canonical, proof)?, key),
            Made::ByIssuer(proof) => proof.check(&said, document, canonical, key),
        };
        let holders_copy = matches!(made, Made::ByIssuer(_));
        let Err(stop) = holds(&first) else { return Ok(Assumed { holders_copy, ..Assumed::default() }) };
        if first.ambiguous && holds(&canonicalise(dataset, Reading::EveryMention)?).is_ok() {
            return Ok(Assumed { every_mention: true, holders_copy });
        }
        Err(stop)
    }
}

/// A proof, by who made it.
enum Made {
    ByIssuer(BaseProof),
    ByHolder(DerivedProof),
}

impl Made {
    /// How many signatures over single statements there are.
    fn signatures(&self) -> usize {
        match self {
            Self::ByIssuer(proof) => proof.signatures.len(),
            Self::ByHolder(proof) => proof.signatures.len(),
        }
    }
}

impl BaseProof {
    /// Checks the issuer's signature over what must be shown, and those over all other statements.
    fn check(
        &self,
        said: &[u8],
        document: &Document<'_, '_>,
        canonical: &Canonical,
        key: &PublicKey,
    ) -> Result<(), Stop> {
        let whole = document.linked.document();
        let pointers = self.mandatory.iter().map(String::as_str);
        let mandatory =
            Selection::of(whole, pointers).map_err(|unknown| Stop::from(PartFault::from(unknown)))?;
        let statements = Statements::of(document.linked, canonical, &self.label_key)?;
        let mandatory = statements.positions(whole, &mandatory)?;
        let single = single(&statements, &mandatory);
        let shown: Vec<_> = mandatory.iter().map(|at| statements.sorted()[*at].as_bytes()).collect();
        let mismatch = || Stop::fail(Code::SignatureMismatch);
        let message = [said, &self.key_bytes, &Hash::Sha256.of(&shown)].concat();
        key.check(Scheme::EcdsaFixed(Hash::Sha256), &message, &self.signature).map_err(|_| mismatch())?;
        if self.covers(single.into_iter()) { Ok(()) } else { Err(mismatch()) }
    }
}

impl From<Malformed> for Stop {
    fn from(_: Malformed) -> Self {
        Self::fail(Code::ProofMalformed).with("proofValue")
    }
}

impl From<PartFault> for Stop {
    fn from(fault: PartFault) -> Self {
        match fault {
            PartFault::Pointer(unknown) => Self::fail(Code::SignatureMismatch).with(unknown.0),
            PartFault::Indivisible => Self::open(Code::SuiteUnsupported).with(selective::NAME),
            PartFault::TooMany => Self::open(Code::TooComplex).with(PartFault::TooMany.to_string()),
            PartFault::Refused(refusal) => Self::from(&refusal),
        }
    }
}

impl DerivedProof {
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
    disclosure: &DerivedProof,
) -> Result<BTreeSet<String>, Stop> {
    let malformed = || Stop::fail(Code::ProofMalformed).with("proofValue");
    if canonical.labels.len() != disclosure.labels.len() {
        return Err(malformed());
    }
    let mut names = HashMap::new();
    for (term, label) in &canonical.labels {
        let number = label.strip_prefix("c14n").and_then(|number| number.parse().ok());
        let name = number.and_then(|number: u64| disclosure.labels.get(&number)).ok_or_else(malformed)?;
        names.insert(*term, format!("_:{name}"));
    }
    written(dataset, &names).ok_or_else(malformed)
}
