//! A document laid out flat: every object with its place, and the objects that share an id.
//!
//! Issuers repeat a node in full wherever it is used, or write it once and refer to it by id. Both
//! are one node here, as they are in RDF.

use std::collections::HashMap;

use serde_json::Value;

use super::node::{Object, many};
use crate::limits::{MAX_JSON_DEPTH, MAX_TERM_BYTES};

/// Index of one document. Building it visits every value once.
pub(super) struct Index<'a> {
    places: Vec<Place<'a>>,
    by_id: HashMap<&'a str, Chain>,
    inner_context: Option<&'a Value>,
}

/// An array or object and where it stands.
struct Place<'a> {
    value: &'a Value,
    parent: usize,
    step: Step<'a>,
    /// True for an object that no earlier place shares its id with.
    first: bool,
    /// The next place with the same id.
    next: Option<usize>,
}

/// One step of a JSON pointer.
#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Position(usize),
}

/// Places that share an id: a linked list, and the first in it that is more than a reference.
struct Chain {
    first: usize,
    last: usize,
    full: Option<usize>,
}

/// A node of the graph: all objects that share one id, or a single object without an id.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Node(usize);

impl<'a> Index<'a> {
    /// Lays out `document`. What nests deeper than [`MAX_JSON_DEPTH`] is not reached.
    pub(super) fn of(document: &'a Value) -> Self {
        let mut index = Index { places: Vec::new(), by_id: HashMap::new(), inner_context: None };
        index.visit(document, 0, Step::Root, 0);
        index
    }

    /// The first `@context` found below the root, if any.
    pub(super) fn inner_context(&self) -> Option<&'a Value> {
        self.inner_context
    }

    /// All nodes in document order, each once.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Node> {
        self.places.iter().enumerate().filter(|(_, place)| place.first).map(|(at, _)| Node(at))
    }

    /// All objects that describe `node`.
    pub(super) fn objects(&self, node: Node) -> impl Iterator<Item = &'a Object> {
        std::iter::successors(self.places.get(node.0), |place| self.places.get(place.next?))
            .filter_map(|place| place.value.as_object())
    }

    /// The node to which `value` refers or as which it is known. Nothing for an object without an id.
    pub(super) fn node(&self, value: &Value) -> Option<Node> {
        self.by_id.get(id_of(value)?).map(|chain| Node(chain.first))
    }

    /// The objects under `name`, in order. A reference by id gives the first full object with that id.
    pub(super) fn follow(&self, object: &'a Object, name: &str) -> impl Iterator<Item = &'a Object> {
        many(object.get(name)).iter().filter_map(|value| self.resolve(value))
    }

    /// The object that `value` is or refers to.
    pub(super) fn resolve(&self, value: &'a Value) -> Option<&'a Object> {
        let own = value.as_object();
        if own.is_some_and(|object| !is_reference(object)) {
            return own;
        }
        let full = id_of(value).and_then(|id| self.places.get(self.by_id.get(id)?.full?));
        full.and_then(|place| place.value.as_object()).or(own)
    }

    /// JSON pointer (RFC 6901) to the first object of `node`.
    pub(super) fn pointer(&self, node: Node) -> String {
        let mut steps = Vec::new();
        let mut at = node.0;
        while let Some(place) = self.places.get(at) {
            match place.step {
                Step::Root => break,
                Step::Key(key) => steps.push(key.replace('~', "~0").replace('/', "~1")),
                Step::Position(position) => steps.push(position.to_string()),
            }
            at = place.parent;
        }
        steps.iter().rev().flat_map(|step| ["/", step]).collect()
    }

    fn visit(&mut self, value: &'a Value, parent: usize, step: Step<'a>, depth: usize) {
        if depth > MAX_JSON_DEPTH {
            return;
        }
        let at = self.places.len();
        match value {
            Value::Object(object) => {
                self.places.push(Place { value, parent, step, first: true, next: None });
                for (key, value) in object {
                    match (key.as_str(), value) {
                        ("@context", _) if depth > 0 => {
                            self.inner_context = self.inner_context.or(Some(value))
                        }
                        ("@context", _) => {}
                        ("id", Value::String(id)) => self.link(id, object, at),
                        // No term of the model is that long; pointers stay short.
                        (key, _) if key.len() > MAX_TERM_BYTES => {}
                        (key, value) => self.visit(value, at, Step::Key(key), depth + 1),
                    }
                }
            }
            Value::Array(items) => {
                self.places.push(Place { value, parent, step, first: false, next: None });
                for (position, value) in items.iter().enumerate() {
                    self.visit(value, at, Step::Position(position), depth + 1);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Notes that the object at `at` has this id.
    fn link(&mut self, id: &'a str, object: &'a Object, at: usize) {
        let chain = self.by_id.entry(id).or_insert(Chain { first: at, last: at, full: None });
        if chain.full.is_none() && !is_reference(object) {
            chain.full = Some(at);
        }
        if chain.first == at {
            return;
        }
        if let Some(last) = self.places.get_mut(chain.last) {
            last.next = Some(at);
        }
        chain.last = at;
        if let Some(place) = self.places.get_mut(at) {
            place.first = false;
        }
    }
}

/// The id of the node that `value` is or refers to.
pub(super) fn id_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(id) => Some(id),
        Value::Object(object) => object.get("id")?.as_str(),
        _ => None,
    }
}

/// True when the object says no more than which node is meant.
fn is_reference(object: &Object) -> bool {
    object.contains_key("id") && object.keys().all(|key| key == "id" || key == "type")
}
