//! The published shape rules, checked node by node.
//!
//! Checked are the number of values of a property and the vocabulary that a term is taken from. Not
//! checked are datatypes and classes of values, nor whether a term really is in its vocabulary. What stands
//! under a name that the context does not define is judged too, though JSON-LD would drop it.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::index::{Index, Node, id_of};
use super::node::{Object, each_text, many, strings};
use super::shapes::{IN_LANGUAGES, ISSUER, SHAPES, Shape};
use crate::limits::MAX_BROKEN_RULES;
use crate::profile::BrokenRule;

/// The rules that the document breaks, in document order; at most [`MAX_BROKEN_RULES`].
///
/// A node written several times is judged once, by all that is said about it, and named at its first place.
pub(super) fn broken(index: &Index<'_>) -> Vec<BrokenRule> {
    let mut broken = Vec::new();
    let mut described = Described::default();
    let mut vocabularies = Vocabularies { index, known: HashMap::new() };
    for node in index.nodes() {
        described.read(index, node);
        let mut rules = Vec::new();
        for shape in &described.shapes {
            shape.judge(&described.objects, &mut vocabularies, &mut rules);
        }
        broken.extend(rules.into_iter().map(|rule| BrokenRule { rule, at: index.pointer(node) }));
        if described.is_credential() {
            let rules = issuer_rules(&described.objects, &mut vocabularies);
            let at = |rule| BrokenRule { rule, at: format!("{}/issuer", index.pointer(node)) };
            broken.extend(rules.into_iter().map(at));
        }
        if broken.len() >= MAX_BROKEN_RULES {
            broken.truncate(MAX_BROKEN_RULES);
            break;
        }
    }
    broken
}

/// One node: the objects that describe it and the shapes of its classes. Reused from node to node.
#[derive(Default)]
struct Described<'a> {
    objects: Vec<&'a Object>,
    shapes: Vec<&'static Shape>,
}

impl<'a> Described<'a> {
    fn read(&mut self, index: &Index<'a>, node: Node) {
        self.objects.clear();
        self.shapes.clear();
        self.objects.extend(index.objects(node));
        for object in &self.objects {
            for shape in strings(object.get("type")).filter_map(Shape::of) {
                if !self.shapes.iter().any(|seen| std::ptr::eq(*seen, shape)) {
                    self.shapes.push(shape);
                }
            }
        }
    }

    fn is_credential(&self) -> bool {
        self.shapes.iter().any(|shape| shape.class == "EuropeanDigitalCredential")
    }
}

/// What issues a credential must carry one legal identifier, whatever its class.
fn issuer_rules<'a>(credential: &[&'a Object], vocabularies: &mut Vocabularies<'_, 'a>) -> Vec<String> {
    let index = vocabularies.index;
    let mut rules = Vec::new();
    let mut judged = HashSet::new();
    for issuer in credential.iter().flat_map(|object| many(object.get("issuer"))) {
        let objects: Vec<_> = match index.node(issuer) {
            Some(node) if !judged.insert(node) => continue,
            Some(node) => index.objects(node).collect(),
            None => issuer.as_object().into_iter().collect(),
        };
        ISSUER.judge(&objects, vocabularies, &mut rules);
        if !rules.is_empty() {
            break;
        }
    }
    rules
}

impl Shape {
    fn of(class: &str) -> Option<&'static Shape> {
        let at = SHAPES.binary_search_by(|shape| shape.class.cmp(class)).ok()?;
        SHAPES.get(at)
    }

    /// Adds the name of each rule that the node described by `objects` breaks.
    fn judge<'a>(
        &self,
        objects: &[&'a Object],
        vocabularies: &mut Vocabularies<'_, 'a>,
        broken: &mut Vec<String>,
    ) {
        for property in self.exactly_one {
            if count(objects, property) != Count::One {
                broken.push(format!("{}.{property} 1..1", self.class));
            }
        }
        for property in self.at_least_one {
            if count(objects, property) == Count::None {
                broken.push(format!("{}.{property} 1..*", self.class));
            }
        }
        for property in self.at_most_one {
            if count(objects, property) == Count::Several {
                broken.push(format!("{}.{property} 0..1", self.class));
            }
        }
        for (property, scheme) in self.within {
            let mut terms = objects.iter().flat_map(|object| many(object.get(*property)));
            if !terms.all(|term| term.is_null() || vocabularies.hold(scheme, term)) {
                broken.push(format!("{}.{property} in {scheme}", self.class));
            }
        }
    }
}

/// How many different values a property has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Count {
    None,
    One,
    Several,
}

/// Counts the values of `property` over all objects that describe one node.
fn count(objects: &[&Object], property: &str) -> Count {
    let mut first: Option<(Option<&str>, &Value)> = None;
    let mut count = Count::None;
    let mut add = |language, value| match first {
        None => {
            first = Some((language, value));
            count = Count::One;
        }
        Some((seen_language, seen)) if seen_language == language && is_same(seen, value) => {}
        Some(_) => count = Count::Several,
    };
    for value in objects.iter().filter_map(|object| object.get(property)) {
        match value {
            Value::Null => {}
            Value::Object(_) | Value::Array(_) if IN_LANGUAGES.contains(&property) => {
                each_text(many(Some(value)), &mut add);
            }
            Value::Array(values) => {
                values.iter().filter(|value| !value.is_null()).for_each(|value| add(None, value))
            }
            value => add(None, value),
        }
    }
    count
}

/// True when both are one value: the same node by id, or written alike.
fn is_same(a: &Value, b: &Value) -> bool {
    match (id_of(a), id_of(b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a == b,
        _ => false,
    }
}

/// Which terms say that they are in which vocabulary.
struct Vocabularies<'i, 'a> {
    index: &'i Index<'a>,
    /// Answers found so far: a term may be described in very many places.
    known: HashMap<(Node, &'static str), bool>,
}

impl<'a> Vocabularies<'_, 'a> {
    /// True when `term` has an id and says, wherever it is described, that it is in `scheme`.
    fn hold(&mut self, scheme: &'static str, term: &'a Value) -> bool {
        let says = |object: &Object| many(object.get("inScheme")).iter().any(|it| id_of(it) == Some(scheme));
        let Some(node) = self.index.node(term) else { return false };
        if term.as_object().is_some_and(says) {
            return true;
        }
        *self.known.entry((node, scheme)).or_insert_with(|| self.index.objects(node).any(says))
    }
}
