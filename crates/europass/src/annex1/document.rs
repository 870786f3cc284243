//! A document laid out flat, so that every value knows where it stands and what refers to it is found.

use std::collections::HashMap;

use serde_json::{Map, Value};
use vc::limits::{MAX_JSON_DEPTH, MAX_TERM_BYTES};

/// All arrays and objects of one document, with their places.
pub(super) struct Document<'d> {
    places: Vec<Place<'d>>,
    members: HashMap<(At, &'d str), At>,
    /// The first full object with each id.
    by_id: HashMap<&'d str, At>,
}

/// Where a value stands in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct At(usize);

struct Place<'d> {
    value: &'d Value,
    parent: At,
    step: Step<'d>,
    /// Where its values begin; they stand one after the other.
    first: usize,
    count: usize,
}

/// One step of a JSON pointer.
#[derive(Clone, Copy)]
enum Step<'d> {
    Root,
    Key(&'d str),
    Position(usize),
}

impl<'d> Document<'d> {
    /// Lays out a document. What nests deeper than [`MAX_JSON_DEPTH`] or has longer names than any model is not reached.
    pub(super) fn of(value: &'d Value) -> Self {
        let root = Place { value, parent: At(0), step: Step::Root, first: 0, count: 0 };
        let mut document = Self { places: vec![root], members: HashMap::new(), by_id: HashMap::new() };
        let mut level = 0..1;
        for _ in 0..MAX_JSON_DEPTH {
            let next = document.places.len();
            for at in level {
                document.open(At(at));
            }
            level = next..document.places.len();
        }
        document
    }

    /// The document itself.
    pub(super) fn root(&self) -> At {
        At(0)
    }

    /// What stands there.
    pub(super) fn value(&self, at: At) -> &'d Value {
        self.places[at.0].value
    }

    /// The items of an array or the members of an object.
    pub(super) fn inside(&self, at: At) -> impl ExactSizeIterator<Item = At> + use<> {
        let Place { first, count, .. } = self.places[at.0];
        (first..first + count).map(At)
    }

    /// The member of an object with this name.
    pub(super) fn member(&self, at: At, name: &str) -> Option<At> {
        self.members.get(&(at, name)).copied()
    }

    /// The full object that is meant, where one only says which.
    pub(super) fn meant(&self, at: At) -> At {
        let reference = match self.value(at) {
            Value::String(id) => Some(id.as_str()),
            Value::Object(object) if is_reference(object) => object.get("id").and_then(Value::as_str),
            _ => None,
        };
        reference.and_then(|id| self.by_id.get(id)).copied().unwrap_or(at)
    }

    /// JSON pointer, RFC 6901.
    pub(super) fn pointer(&self, mut at: At) -> String {
        let mut steps = Vec::new();
        loop {
            let place = &self.places[at.0];
            match place.step {
                Step::Root => break,
                Step::Key(key) => steps.push(key.replace('~', "~0").replace('/', "~1")),
                Step::Position(position) => steps.push(position.to_string()),
            }
            at = place.parent;
        }
        steps.iter().rev().flat_map(|step| ["/", step]).collect()
    }

    fn open(&mut self, at: At) {
        let first = self.places.len();
        let place = |step, value| Place { value, parent: at, step, first: 0, count: 0 };
        match self.places[at.0].value {
            Value::Object(object) => {
                if let Some(Value::String(id)) = object.get("id").filter(|_| !is_reference(object)) {
                    self.by_id.entry(id).or_insert(at);
                }
                for (key, value) in object.iter().filter(|(key, _)| key.len() <= MAX_TERM_BYTES) {
                    self.members.insert((at, key.as_str()), At(self.places.len()));
                    self.places.push(place(Step::Key(key), value));
                }
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                self.places.extend(items.map(|(position, value)| place(Step::Position(position), value)));
            }
            _ => {}
        }
        let count = self.places.len() - first;
        let opened = &mut self.places[at.0];
        (opened.first, opened.count) = (first, count);
    }
}

/// True when the object says no more than which node is meant.
fn is_reference(object: &Map<String, Value>) -> bool {
    object.contains_key("id") && object.keys().all(|key| key == "id" || key == "type")
}
