//! What all verifiable credentials have in common, read from the quads that signatures cover.

use std::collections::HashSet;

use jiff::Timestamp;
use jsonld::{Dataset, Graph, Node, Object, Quad, Refusal, TermId};
use serde_json::Value;

use super::reader::Reader;
use super::statements::{about, kinds};
use super::terms::{self, Term, local_name};
use super::{party, unsigned};
use crate::linked::Linked;
use crate::profile::dates::stamp;
use crate::profile::{Reading, ReadingFault, StatusEntry, StatusMessage, shown};
use crate::report::Code;
use crate::view::{CredentialEvidence, CredentialView};

/// The node that is the credential, in its graph.
#[derive(Clone, Copy)]
pub(in crate::profile) struct Credential<'g> {
    /// The node.
    pub(in crate::profile) node: Node<'g>,
}

impl<'g> Credential<'g> {
    /// What it says about itself. Claims are the profile's matter.
    pub(in crate::profile) fn read(self, reader: &mut Reader) -> Reading {
        let node = self.node;
        let issuers = reader.nodes(node, terms::ISSUER);
        let validity = Validity::read(reader, node);
        let view = CredentialView {
            id: reader.iri(node),
            title: reader.text(node, terms::NAME),
            description: reader.text(node, terms::DESCRIPTION),
            issuer: issuers.first().map(|issuer| party::read(reader, *issuer)).unwrap_or_default(),
            issued: reader.string(node, terms::ISSUED).or_else(|| reader.string(node, terms::ISSUANCE_DATE)),
            valid_from: reader
                .string(node, terms::VALID_FROM)
                .or_else(|| reader.string(node, terms::ISSUANCE_DATE)),
            valid_until: reader
                .string(node, terms::VALID_UNTIL)
                .or_else(|| reader.string(node, terms::EXPIRATION_DATE)),
            images: reader.picture(node, terms::IMAGE).into_iter().collect(),
            kinds: kinds(reader, node),
            evidence: reader.items(node, terms::EVIDENCE, evidence),
            schemas: reader.strings(node, terms::CREDENTIAL_SCHEMA),
            ..CredentialView::default()
        };
        Reading {
            view,
            issuer_identifier: sole(&issuers).and_then(|issuer| issuer.iri().map(str::to_owned)),
            valid_from: validity.from,
            valid_until: validity.until,
            status: statuses(reader, node),
            unreadable_date: validity.unreadable,
            ..Reading::default()
        }
    }

    /// Its subjects, in the order of the document.
    pub(in crate::profile) fn subjects(self, reader: &mut Reader) -> Vec<Node<'g>> {
        reader.nodes(self.node, terms::CREDENTIAL_SUBJECT)
    }
}

/// The node that a document is: its outermost object.
///
/// The same quads can be written around another of their nodes, and the signature over them still holds. So one
/// that another one holds is not read as if it were the one that was signed.
///
/// # Errors
/// The fault to report, when the outermost object is not of `class` or is part of another one.
fn root<'g>(graph: &'g Graph<'g>, dataset: &Dataset<'_>, class: &str) -> Result<Node<'g>, ReadingFault> {
    let malformed = |value: &str| ReadingFault { code: Code::Malformed, value: value.to_owned() };
    let node = graph.root().ok_or_else(|| malformed("not one object"))?;
    if !node.is_a(class) {
        return Err(malformed(&format!("not a {}", local_name(class))));
    }
    match is_part_of_another(node, dataset) {
        true => Err(malformed("part of another object")),
        false => Ok(node),
    }
}

/// Reads a document: `read` is given the credential, and what all credentials say already read.
pub(in crate::profile) fn read(
    linked: &Linked<'_>,
    read: impl FnOnce(Credential<'_>, &mut Reader, &mut Reading),
) -> Reading {
    read_root(linked, terms::VERIFIABLE_CREDENTIAL, |node, reader| {
        let credential = Credential { node };
        let mut reading = credential.read(reader);
        read(credential, reader, &mut reading);
        reading
    })
}

/// Reads a document whose outermost object is of `class`.
pub(in crate::profile) fn read_root(
    linked: &Linked<'_>,
    class: &str,
    read: impl FnOnce(Node<'_>, &mut Reader) -> Reading,
) -> Reading {
    let dataset = match linked.dataset() {
        Ok(dataset) => dataset,
        Err(refusal) => return Reading { format: Some(refused(refusal)), ..Reading::default() },
    };
    let graph = Graph::new(dataset);
    let unsigned = unsigned::parts(linked.document(), dataset.dropped());
    let unsigned_fault = unsigned::fault(dataset.dropped());
    let node = match root(&graph, dataset, class) {
        Ok(node) => node,
        Err(fault) => return Reading { format: Some(fault), unsigned, ..Reading::default() },
    };
    let mut reader = Reader::within(linked.view_bytes());
    let mut reading = read(node, &mut reader);
    linked.leave(reader.left());
    reading.view.remote_images = reader.remote_images();
    reading.unsigned = unsigned;
    // A view that leaves something out would be a half-truth.
    let budget = || ReadingFault { code: Code::OverBudget, value: "claims".to_owned() };
    reading.format = unsigned_fault.or_else(|| reader.exhausted().then(budget));
    reading
}

/// Why there is no dataset to read.
fn refused(refusal: &Refusal) -> ReadingFault {
    let (code, value) = match refusal {
        Refusal::UnknownContext { url, .. } => (Code::ContextUnknown, url.clone()),
        Refusal::InlineContext { at } => (Code::ContextInline, at.clone()),
        Refusal::Malformed { .. } => (Code::Malformed, refusal.to_string()),
        Refusal::TooComplex(limit) => (Code::OverBudget, limit.to_string()),
        Refusal::WouldDrop(dropped) => {
            let first = dropped.first().map(|dropped| dropped.at.clone());
            (Code::UnsignedContent, first.unwrap_or_default())
        }
    };
    ReadingFault { code, value: shown(&value) }
}

/// True when something else in the graph refers to `root`, other than as an endorsement does that the
/// credential itself carries: such may speak about the credential.
fn is_part_of_another(root: Node<'_>, dataset: &Dataset<'_>) -> bool {
    let quads = dataset.quads();
    let refers = |quad: &&Quad| quad.object == root.id() && quad.subject != root.id();
    if !quads.iter().any(|quad| refers(&quad)) {
        return false;
    }
    let endorsement: Vec<_> = terms::ENDORSEMENT.iter().filter_map(|iri| dataset.find_iri(iri)).collect();
    let carried = quads.iter().filter(|quad| endorsement.contains(&quad.predicate)).map(|quad| quad.object);
    let carried: HashSet<TermId> = carried.collect();
    quads.iter().filter(refers).any(|quad| !carried.contains(&quad.subject))
}

/// From when until when a credential is in force.
#[derive(Default)]
struct Validity {
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    /// The first date that cannot be read.
    unreadable: Option<(String, String)>,
}

impl Validity {
    /// Reads the dates of both versions of the data model: the latest start and the earliest end decide.
    fn read(reader: &mut Reader, node: Node<'_>) -> Self {
        let mut validity = Self::default();
        for term in [terms::VALID_FROM, terms::ISSUANCE_DATE] {
            validity.each(reader, node, term, |it, time| it.from = it.from.max(Some(time)));
        }
        for term in [terms::VALID_UNTIL, terms::EXPIRATION_DATE] {
            validity.each(reader, node, term, |it, time| {
                it.until = Some(it.until.map_or(time, |until| until.min(time)));
            });
        }
        validity
    }

    fn each(&mut self, reader: &mut Reader, node: Node<'_>, term: Term, take: fn(&mut Self, Timestamp)) {
        for value in reader.values(node, term) {
            let literal = value.literal();
            let text = literal.as_ref().map(|literal| &*literal.text).unwrap_or_default();
            match stamp(text) {
                Some(time) => take(self, time),
                None if self.unreadable.is_some() => {}
                None => self.unreadable = Some((local_name(term[0]).to_owned(), shown(text))),
            }
        }
    }
}

/// The entries under `credentialStatus`. One that is no object counts too: it says that there is a status.
fn statuses(reader: &mut Reader, node: Node<'_>) -> Vec<StatusEntry> {
    let entries = reader.values(node, terms::CREDENTIAL_STATUS);
    let entries = entries.iter().take_while(|_| reader.take_item()).map(Object::node).collect::<Vec<_>>();
    entries.into_iter().map(|entry| entry.map(|entry| status(reader, entry)).unwrap_or_default()).collect()
}

fn status(reader: &mut Reader, entry: Node<'_>) -> StatusEntry {
    StatusEntry {
        id: reader.iri(entry),
        kind: kinds(reader, entry).into_iter().next().unwrap_or_default(),
        purpose: reader.string(entry, terms::STATUS_PURPOSE),
        index: reader.string(entry, terms::STATUS_LIST_INDEX),
        list: reader.string(entry, terms::STATUS_LIST_CREDENTIAL),
        size: reader.string(entry, terms::STATUS_SIZE),
        messages: reader.items(entry, terms::STATUS_MESSAGE, message),
    }
}

fn message(reader: &mut Reader, message: Node<'_>) -> StatusMessage {
    StatusMessage {
        status: reader.string(message, terms::STATUS),
        message: reader.string(message, terms::MESSAGE),
    }
}

fn evidence(reader: &mut Reader, evidence: Node<'_>) -> CredentialEvidence {
    CredentialEvidence {
        id: reader.iri(evidence),
        kinds: kinds(reader, evidence),
        name: reader.text(evidence, terms::NAME),
        description: reader.text(evidence, terms::DESCRIPTION),
        narrative: reader.text(evidence, terms::NARRATIVE),
        genre: reader.text(evidence, terms::GENRE),
        audience: reader.text(evidence, terms::AUDIENCE),
        statements: about(reader, evidence, EVIDENCE_SHOWN).statements,
    }
}

/// Properties of evidence that have their place in the view.
const EVIDENCE_SHOWN: &[Term] =
    &[terms::NAME, terms::DESCRIPTION, terms::NARRATIVE, terms::GENRE, terms::AUDIENCE];

/// The one item; nothing when there are more.
pub(super) fn sole<T: Copy>(items: &[T]) -> Option<T> {
    match items {
        [item] => Some(*item),
        _ => None,
    }
}

/// The addresses under `@context`; `None` where one is written out.
pub(in crate::profile) fn contexts(document: &Value) -> Vec<Option<&str>> {
    match document.get("@context") {
        Some(Value::Array(contexts)) => contexts.iter().map(Value::as_str).collect(),
        Some(context) => vec![context.as_str()],
        None => Vec::new(),
    }
}
