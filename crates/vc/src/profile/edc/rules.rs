//! The published shape rules, checked node by node.
//!
//! Checked are the number of values of a property and the vocabulary that a term is taken from. Not
//! checked are datatypes and classes of values, nor whether a term really is in its vocabulary. What stands
//! under a name that the context does not define is judged too, though JSON-LD would drop it.

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
    for node in index.nodes() {
        described.read(index, node);
        for shape in &described.shapes {
            let mut rules = Vec::new();
            shape.judge(index, &described.objects, &mut rules);
            broken.extend(rules.into_iter().map(|rule| BrokenRule { rule, at: index.pointer(node) }));
        }
        if described.is_credential() {
            judge_issuers(index, node, &described.objects, &mut broken);
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
fn judge_issuers<'a>(index: &Index<'a>, node: Node, credential: &[&'a Object], broken: &mut Vec<BrokenRule>) {
    let issuers = credential.iter().flat_map(|object| many(object.get("issuer")));
    for issuer in issuers {
        let objects: Vec<_> = index.objects_of(issuer).collect();
        let mut rules = Vec::new();
        ISSUER.judge(index, &objects, &mut rules);
        if !rules.is_empty() {
            let at = format!("{}/issuer", index.pointer(node));
            broken.extend(rules.into_iter().map(|rule| BrokenRule { rule, at: at.clone() }));
            return;
        }
    }
}

impl Shape {
    fn of(class: &str) -> Option<&'static Shape> {
        let at = SHAPES.binary_search_by(|shape| shape.class.cmp(class)).ok()?;
        SHAPES.get(at)
    }

    /// Adds the name of each rule that the node described by `objects` breaks.
    fn judge<'a>(&self, index: &Index<'a>, objects: &[&'a Object], broken: &mut Vec<String>) {
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
            if !terms.all(|term| term.is_null() || is_within(index, term, scheme)) {
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
                each_text(Some(value), &mut add);
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

/// True when `term` has an id and says that it is in `scheme`.
fn is_within<'a>(index: &Index<'a>, term: &'a Value, scheme: &str) -> bool {
    let mut schemes = index.objects_of(term).flat_map(|object| many(object.get("inScheme")));
    id_of(term).is_some() && schemes.any(|value| id_of(value) == Some(scheme))
}
