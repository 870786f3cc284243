//! What a holder derives from an issuer's proof (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.5.4).

use std::collections::{BTreeMap, BTreeSet};

use jsonld::graph::RDF_FIRST;
use jsonld::{Hash, Reading, canonicalise};
use serde_json::Value;

use super::base_proof::BaseProof;
use super::is_of_the_suite;
use super::selection::Selection;
use super::statements::{PartFault, Statements};
use crate::linked::{Linked, ways};

/// A credential with an issuer's proof, from which parts can be shown. That it holds is not checked.
#[derive(Debug)]
pub struct Issued {
    document: Value,
    proof: Value,
    base: BaseProof,
    statements: Statements,
    /// Numbers of the statements that must be shown.
    mandatory: BTreeSet<usize>,
    always: Selection,
}

/// A part of a credential, and what its proof is made of.
#[derive(Debug)]
pub struct Shown {
    /// The part, without a proof.
    pub document: Value,
    /// What the issuer's proof says, but for its value.
    pub proof: Value,
    /// The signatures over what need not be shown and is, in their order.
    pub signatures: Vec<Vec<u8>>,
    /// Canonical numbers of things without a name, and the labels under which they were signed.
    pub labels: BTreeMap<u64, Vec<u8>>,
    /// Which of the statements had to be shown.
    pub mandatory: Vec<u64>,
}

/// Where a document says something, as JSON Pointers.
#[derive(Debug, Default)]
pub struct Sayings {
    /// What statements come from.
    pub places: BTreeSet<String>,
    /// Lists whose order counts.
    pub lists: BTreeSet<String>,
}

impl Issued {
    /// True for a document with a proof that says it is an issuer's of this suite, whole or not.
    #[must_use]
    pub fn is_one(document: &Value) -> bool {
        let proof = document.get("proof").unwrap_or(&Value::Null);
        let proofs = proof.as_array().map_or(std::slice::from_ref(proof), Vec::as_slice);
        let value =
            |proof: &Value| proof.get("proofValue").and_then(Value::as_str).is_some_and(BaseProof::is_one);
        proofs.iter().any(|proof| is_of_the_suite(proof) && value(proof))
    }

    /// Reads a document with an issuer's proof; other proofs beside it are left out. Nothing when it has none, or
    /// one that cannot be taken apart.
    ///
    /// Where contexts or tied things can be read in more than one way, the one counts in which the single
    /// signatures hold.
    #[must_use]
    pub fn read(mut document: Value) -> Option<Self> {
        let proofs = document.as_object_mut()?.remove("proof")?;
        let mut proofs = match proofs {
            Value::Array(proofs) => proofs,
            proof => vec![proof],
        };
        let read = |proof: &Value| {
            let value = proof.get("proofValue").filter(|_| is_of_the_suite(proof))?.as_str()?;
            BaseProof::read(value).ok()
        };
        let (at, base) = proofs.iter().enumerate().find_map(|(at, proof)| Some((at, read(proof)?)))?;
        let mut proof = proofs.swap_remove(at);
        proof.as_object_mut()?.remove("proofValue");
        let always = Selection::of(&document, base.mandatory.iter().map(String::as_str)).ok()?;
        let (statements, mandatory) = statements(&document, &base, &always)?;
        Some(Self { document, proof, base, statements, mandatory, always })
    }

    /// The document, without a proof.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// The issuer's proof.
    #[must_use]
    pub fn base(&self) -> &BaseProof {
        &self.base
    }

    /// What must be shown.
    #[must_use]
    pub fn always(&self) -> &Selection {
        &self.always
    }

    /// Where it says something: no smaller part of it can be shown.
    #[must_use]
    pub fn sayings(&self) -> Sayings {
        let linked = Linked::read(&self.document, self.statements.way());
        let Ok(dataset) = linked.dataset() else { return Sayings::default() };
        let mut sayings = Sayings::default();
        for (number, quad) in dataset.quads().iter().enumerate() {
            let at = dataset.pointer(number);
            if dataset.iri(quad.predicate) == Some(RDF_FIRST) {
                let (list, _) = at.rsplit_once('/').unwrap_or_default();
                sayings.lists.insert(list.to_owned());
            }
            sayings.places.insert(at);
        }
        sayings
    }

    /// What stands at these pointers, together with what must be shown.
    ///
    /// # Errors
    /// [`PartFault`].
    pub fn show<'p>(
        &'p self,
        pointers: impl IntoIterator<Item = &'p str>,
    ) -> Result<(Selection, Shown), PartFault> {
        let mandatory = self.base.mandatory.iter().map(String::as_str);
        let selection = Selection::of(&self.document, mandatory.chain(pointers))?;
        let positions = self.statements.positions(&self.document, &selection)?;
        let single = (0..self.statements.sorted().len()).filter(|at| !self.mandatory.contains(at));
        let signatures = single.zip(&self.base.signatures).filter(|(at, _)| positions.contains(at));
        let signatures = signatures.map(|(_, signature)| signature.clone()).collect();
        let mandatory = (0_u64..).zip(&positions).filter(|(_, at)| self.mandatory.contains(at));
        let mandatory = mandatory.map(|(number, _)| number).collect();
        let document = selection.document(&self.document);
        let labels = self.labels(&document, &selection)?;
        Ok((selection, Shown { document, proof: self.proof.clone(), signatures, labels, mandatory }))
    }

    fn labels(&self, part: &Value, selection: &Selection) -> Result<BTreeMap<u64, Vec<u8>>, PartFault> {
        let linked = Linked::read(part, self.statements.way());
        let dataset = linked.dataset().map_err(Clone::clone)?;
        let codes = self.statements.codes(dataset, selection)?;
        let canonical = canonicalise(dataset, Hash::Sha256, Reading::default())?;
        let labels = canonical.labels.iter().filter_map(|(term, label)| {
            let number = label.strip_prefix("c14n")?.parse().ok()?;
            Some((number, codes.get(term)?.clone()))
        });
        Ok(labels.collect())
    }
}

/// All statements of a document, and which of them must be shown.
fn statements(
    document: &Value,
    base: &BaseProof,
    always: &Selection,
) -> Option<(Statements, BTreeSet<usize>)> {
    let mut first = None;
    for way in ways(document) {
        let linked = Linked::read(document, way);
        let Ok(dataset) = linked.dataset() else { continue };
        for reading in [Reading::Once, Reading::EveryMention] {
            let Ok(canonical) = canonicalise(dataset, Hash::Sha256, reading) else { continue };
            let Ok(statements) = Statements::of(&linked, &canonical, &base.label_key) else { continue };
            let Ok(mandatory) = statements.positions(document, always) else { continue };
            if base.covers(single(&statements, &mandatory).into_iter()) {
                return Some((statements, mandatory));
            }
            first.get_or_insert((statements, mandatory));
            if !canonical.ambiguous {
                break;
            }
        }
    }
    // What does not hold can still be shown for what it is, if there is a signature for each statement.
    first.filter(|(statements, mandatory)| {
        statements.sorted().len() == mandatory.len() + base.signatures.len()
    })
}

/// The statements that need not be shown.
pub(in crate::securing) fn single<'s>(
    statements: &'s Statements,
    mandatory: &BTreeSet<usize>,
) -> Vec<&'s str> {
    let numbered = statements.sorted().iter().enumerate();
    numbered.filter(|(at, _)| !mandatory.contains(at)).map(|(_, statement)| statement.as_str()).collect()
}
