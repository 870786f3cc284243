//! The statements of a document under the labels with which its issuer signed them.

use std::collections::{BTreeSet, HashMap};

use jsonld::{Canonical, Dataset, Kind, Refusal, TermId};
use serde_json::Value;

use super::proof_value::label;
use super::selection::{PointerUnknown, Selection};
use crate::key::public_key;
use crate::limits::MAX_SIGNED_STATEMENTS;
use crate::linked::{Linked, Way};

/// The statements of a whole document, in their order.
#[derive(Debug)]
pub(in crate::securing) struct Statements {
    sorted: Vec<String>,
    labels: HashMap<Thing, Vec<u8>>,
    way: Way,
}

/// Something without a name of its own, so that it is known again in a part of the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Thing {
    /// By what the document calls it.
    Called(String),
    /// By where it comes from, and how many came from there before.
    At(String, usize),
}

/// Why there is no such part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartFault {
    /// A pointer leads nowhere.
    #[error(transparent)]
    Pointer(#[from] PointerUnknown),
    /// The part would say something that the whole does not say: a list whose order counts was taken apart.
    #[error("what was chosen means something else without the rest")]
    Indivisible,
    /// More than [`MAX_SIGNED_STATEMENTS`] statements.
    #[error("more than {MAX_SIGNED_STATEMENTS} statements")]
    TooMany,
    /// It has no canonical form.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Statements {
    /// All that a document says; `key` is the secret from which labels are made.
    ///
    /// # Errors
    /// [`PartFault::Refused`] or [`PartFault::TooMany`].
    pub(in crate::securing) fn of(
        linked: &Linked<'_>,
        canonical: &Canonical,
        key: &[u8],
    ) -> Result<Self, PartFault> {
        let dataset = linked.dataset().map_err(Clone::clone)?;
        let codes: HashMap<TermId, Vec<u8>> = canonical
            .labels
            .iter()
            .map(|(term, label)| (*term, public_key::authentication_code(key, label.as_bytes())))
            .collect();
        let names = codes.iter().map(|(term, code)| (*term, format!("_:{}", label(code)))).collect();
        let sorted: Vec<String> =
            written(dataset, &names).ok_or(PartFault::Indivisible)?.into_iter().collect();
        if sorted.len() > MAX_SIGNED_STATEMENTS {
            return Err(PartFault::TooMany);
        }
        let things = things(dataset, |pointer| pointer);
        let mut labels = HashMap::new();
        for (term, code) in codes {
            labels.insert(things.get(&term).cloned().unwrap_or_else(|| called(dataset, term)), code);
        }
        Ok(Self { sorted, labels, way: linked.way() })
    }

    /// The statements, in their order.
    pub(in crate::securing) fn sorted(&self) -> &[String] {
        &self.sorted
    }

    /// How the document was read.
    pub(super) fn way(&self) -> Way {
        self.way
    }

    /// The numbers of the statements that a part of the document says.
    ///
    /// # Errors
    /// [`PartFault::Indivisible`] or [`PartFault::Refused`].
    pub(in crate::securing) fn positions(
        &self,
        document: &Value,
        selection: &Selection,
    ) -> Result<BTreeSet<usize>, PartFault> {
        let part = selection.document(document);
        let linked = Linked::read(&part, self.way);
        let dataset = linked.dataset().map_err(Clone::clone)?;
        let codes = self.codes(dataset, selection)?;
        let names = codes.iter().map(|(term, code)| (*term, format!("_:{}", label(code)))).collect();
        let said = written(dataset, &names).ok_or(PartFault::Indivisible)?;
        let position = |text: &String| self.sorted.binary_search(text).map_err(|_| PartFault::Indivisible);
        said.iter().map(position).collect()
    }

    /// The labels of what has no name in a part of the document.
    ///
    /// # Errors
    /// [`PartFault::Indivisible`] for something that is not in the whole.
    pub(super) fn codes(
        &self,
        dataset: &Dataset<'_>,
        selection: &Selection,
    ) -> Result<HashMap<TermId, Vec<u8>>, PartFault> {
        let things = things(dataset, |pointer| selection.in_whole(&pointer));
        let mut codes = HashMap::new();
        for quad in dataset.quads() {
            for term in [Some(quad.subject), Some(quad.object), quad.graph].into_iter().flatten() {
                if dataset.kind(term) == Kind::Blank && !codes.contains_key(&term) {
                    let thing = things.get(&term).cloned().unwrap_or_else(|| called(dataset, term));
                    codes.insert(term, self.labels.get(&thing).ok_or(PartFault::Indivisible)?.clone());
                }
            }
        }
        Ok(codes)
    }
}

/// The statements of a dataset with other names for things without one, in order; nothing when one has none.
pub(in crate::securing) fn written(
    dataset: &Dataset<'_>,
    names: &HashMap<TermId, String>,
) -> Option<BTreeSet<String>> {
    let text = |term| match dataset.kind(term) {
        Kind::Blank => names.get(&term).map(String::as_str),
        _ => Some(dataset.n_quads(term)),
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
    Some(statements)
}

fn things(dataset: &Dataset<'_>, place: impl Fn(String) -> String) -> HashMap<TermId, Thing> {
    let mut met: HashMap<String, usize> = HashMap::new();
    let unnamed = dataset.unnamed().map(|(term, pointer)| {
        let at = place(pointer);
        let before = met.entry(at.clone()).or_default();
        *before += 1;
        (term, Thing::At(at, *before))
    });
    unnamed.collect()
}

fn called(dataset: &Dataset<'_>, term: TermId) -> Thing {
    Thing::Called(dataset.n_quads(term).to_owned())
}
