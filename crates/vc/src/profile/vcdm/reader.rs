//! Takes values out of a graph for a view, within a budget.

use std::collections::{BTreeMap, HashSet};

use jsonld::graph::{RDF_FIRST, RDF_NIL, RDF_REST};
use jsonld::{Node, Object};

use super::decimal::plain;
use super::terms::Term;
use super::text::language;
use crate::limits::{MAX_CLAIMS, MAX_IMAGES, VIEW_ITEM_BYTES};
use crate::profile::picture::media_type;
use crate::view::{Image, Text};

/// What it costs to look at a value, in bytes.
const LOOK_BYTES: usize = 8;

/// Values up to which repetitions are found by comparing each with each.
const FEW: usize = 16;

/// Reads properties of nodes. Once the budget is spent, everything reads as absent.
///
/// A node can be referred to very often; the budget bounds what comes of it, in space and in time.
pub(in crate::profile) struct Reader {
    bytes: usize,
    claims: usize,
    images: usize,
    remote_images: u32,
    exhausted: bool,
}

impl Reader {
    /// For a view of at most so many bytes.
    pub(in crate::profile) fn within(bytes: usize) -> Self {
        Self { bytes, claims: MAX_CLAIMS, images: MAX_IMAGES, remote_images: 0, exhausted: false }
    }

    /// How many bytes are left.
    pub(in crate::profile) fn left(&self) -> usize {
        self.bytes
    }

    /// True when something was left out because the budget was spent.
    pub(in crate::profile) fn exhausted(&self) -> bool {
        self.exhausted
    }

    /// Number of pictures met that are elsewhere. They are never loaded.
    pub(in crate::profile) fn remote_images(&self) -> u32 {
        self.remote_images
    }

    /// True when one more claim may be read.
    pub(in crate::profile) fn take_claim(&mut self) -> bool {
        let taken = self.spend(VIEW_ITEM_BYTES);
        let left = self.claims.checked_sub(1);
        self.claims = left.unwrap_or(0);
        self.exhausted |= left.is_none();
        taken && left.is_some()
    }

    /// The values of a property, each once, in the order of the document.
    pub(in crate::profile) fn values<'g>(&mut self, node: Node<'g>, term: Term) -> Vec<Object<'g>> {
        let said = node.all_of(term);
        self.each_once(said)
    }

    /// What is said of a property whose values may stand in a list, in their order.
    pub(in crate::profile) fn in_order<'g>(&mut self, node: Node<'g>, term: Term) -> Vec<Object<'g>> {
        let values = self.values(node, term);
        values.into_iter().flat_map(|value| self.opened(value)).collect()
    }

    /// The items of a value that is a list; any other value as it is.
    pub(super) fn opened<'g>(&mut self, value: Object<'g>) -> Vec<Object<'g>> {
        let mut items = Vec::new();
        let mut cell = value.node();
        while let Some(node) = cell.take() {
            match node.first(RDF_FIRST) {
                // A list that loops ends with the budget.
                Some(item) if self.spend(LOOK_BYTES) => items.push(item),
                Some(_) => break,
                None if items.is_empty() && node.iri() != Some(RDF_NIL) => return vec![value],
                None => break,
            }
            cell = node.first(RDF_REST).and_then(|rest| rest.node());
        }
        if value.literal().is_some() { vec![value] } else { items }
    }

    /// Each value once.
    pub(super) fn each_once<'g>(&mut self, said: impl Iterator<Item = Object<'g>>) -> Vec<Object<'g>> {
        let mut values: Vec<Object<'g>> = Vec::new();
        let mut many = HashSet::new();
        for value in said {
            if !self.spend(LOOK_BYTES) {
                break;
            }
            if values.len() == FEW && many.is_empty() {
                many.extend(values.iter().map(Object::id));
            }
            let known = match values.len() < FEW {
                true => values.iter().any(|known| known.id() == value.id()),
                false => !many.insert(value.id()),
            };
            if !known {
                values.push(value);
            }
        }
        values
    }

    /// The values of a property that are nodes.
    pub(in crate::profile) fn nodes<'g>(&mut self, node: Node<'g>, term: Term) -> Vec<Node<'g>> {
        self.values(node, term).iter().filter_map(Object::node).collect()
    }

    /// The first value of a property that is a node.
    pub(in crate::profile) fn node<'g>(&mut self, node: Node<'g>, term: Term) -> Option<Node<'g>> {
        self.nodes(node, term).first().copied()
    }

    /// The first value of a property, as text: a literal as issued, or an IRI.
    pub(in crate::profile) fn string(&mut self, node: Node<'_>, term: Term) -> Option<String> {
        self.values(node, term).iter().find_map(|value| self.string_of(value))
    }

    /// All values of a property, as text.
    pub(in crate::profile) fn strings(&mut self, node: Node<'_>, term: Term) -> Vec<String> {
        self.in_order(node, term).iter().filter_map(|value| self.string_of(value)).collect()
    }

    /// The first number of a property, as a decimal, never rounded.
    pub(in crate::profile) fn decimal(&mut self, node: Node<'_>, term: Term) -> Option<String> {
        self.string(node, term).map(plain)
    }

    /// The IRI of a node.
    pub(in crate::profile) fn iri(&mut self, node: Node<'_>) -> Option<String> {
        let iri = node.iri()?;
        self.spend(iri.len()).then(|| iri.to_owned())
    }

    /// The text of a property in all its languages; several texts of one language stand on lines of their
    /// own.
    pub(in crate::profile) fn text(&mut self, node: Node<'_>, term: Term) -> Text {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for literal in self.values(node, term).iter().filter_map(Object::literal) {
            let language = language(&literal).flatten().unwrap_or_else(|| "und".to_owned());
            if literal.text.is_empty() || !self.spend(LOOK_BYTES + language.len() + literal.text.len()) {
                continue;
            }
            let text = texts.entry(language).or_default();
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&literal.text);
        }
        Text(texts)
    }

    /// Reads every node under a property.
    pub(in crate::profile) fn items<'g, T>(
        &mut self,
        node: Node<'g>,
        term: Term,
        mut read: impl FnMut(&mut Self, Node<'g>) -> T,
    ) -> Vec<T> {
        let mut items = Vec::new();
        for item in self.nodes(node, term) {
            if !self.spend(VIEW_ITEM_BYTES) {
                break;
            }
            items.push(read(self, item));
        }
        items
    }

    /// The first picture under a property that is carried inside the credential and can be shown.
    ///
    /// Looks at no more than [`MAX_IMAGES`] pictures in one credential.
    pub(in crate::profile) fn picture(&mut self, node: Node<'_>, term: Term) -> Option<Image> {
        let mut shown = None;
        for value in self.values(node, term) {
            let literal = value.literal();
            let node = value.node();
            let Some(address) =
                literal.as_ref().map(|it| &*it.text).or_else(|| node.as_ref().and_then(Node::iri))
            else {
                continue;
            };
            let Some(content) = address.strip_prefix("data:") else {
                self.remote_images = self.remote_images.saturating_add(1);
                continue;
            };
            if shown.is_none() && self.images > 0 {
                self.images -= 1;
                shown = inline(content);
            }
        }
        shown
    }

    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        let left = self.bytes.checked_sub(bytes);
        self.bytes = left.unwrap_or(0);
        self.exhausted |= left.is_none();
        left.is_some()
    }

    /// True when one more item of a list may be read.
    pub(super) fn take_item(&mut self) -> bool {
        self.spend(VIEW_ITEM_BYTES)
    }

    fn string_of(&mut self, value: &Object<'_>) -> Option<String> {
        match value.literal() {
            Some(literal) => self.spend(literal.text.len()).then(|| literal.text.into_owned()),
            None => self.iri(value.node()?),
        }
    }
}

/// The picture in a `data:` URL (RFC 2397) in base64, without the scheme.
fn inline(content: &str) -> Option<Image> {
    let (_, base64) = content.split_once(";base64,")?;
    let media_type = media_type(base64)?.to_owned();
    Some(Image { language: None, page: 1, media_type, base64: base64.to_owned() })
}
