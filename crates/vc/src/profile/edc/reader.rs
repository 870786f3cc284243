//! Takes values out of a document for a view, within a budget.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::index::{Index, id_of};
use super::node::{Object, each_text, many};
use crate::limits::{MAX_CLAIMS, VIEW_ITEM_BYTES};
use crate::view::{CarriedContent, Concept, Text};

/// What it costs to look at a value, in bytes.
const LOOK_BYTES: usize = 8;

/// Reads properties of objects. Once the budget is spent, everything reads as absent.
///
/// References let a small document say the same thing very often; the budget bounds what comes of it, in
/// space and in time.
pub(super) struct Reader<'a> {
    index: &'a Index<'a>,
    bytes: usize,
    claims: usize,
    exhausted: bool,
    /// What the files inside are, by where their objects lie in memory: each is looked into once, however often it is named.
    carried: HashMap<*const Object, Option<CarriedContent>>,
}

impl<'a> Reader<'a> {
    /// For a view of at most so many bytes.
    pub(super) fn within(bytes: usize, index: &'a Index<'a>) -> Self {
        Reader { index, bytes, claims: MAX_CLAIMS, exhausted: false, carried: HashMap::new() }
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.bytes
    }

    /// True when something was left out because the budget was spent.
    pub(super) fn exhausted(&self) -> bool {
        self.exhausted
    }

    /// True when one more claim may be read.
    pub(super) fn take_claim(&mut self) -> bool {
        let taken = self.spend(VIEW_ITEM_BYTES);
        let left = self.claims.checked_sub(1);
        self.claims = left.unwrap_or(0);
        self.exhausted |= left.is_none();
        taken && left.is_some()
    }

    /// The values of a property.
    pub(super) fn values(&mut self, object: &'a Object, name: &str) -> &'a [Value] {
        let values = many(object.get(name));
        if self.spend(values.len() * LOOK_BYTES) { values } else { &[] }
    }

    /// The objects under a property, in order, with references resolved.
    pub(super) fn follow(
        &mut self,
        object: &'a Object,
        name: &str,
    ) -> impl Iterator<Item = &'a Object> + use<'a> {
        let index = self.index;
        self.values(object, name).iter().filter_map(|value| index.resolve(value))
    }

    /// The first object under a property.
    pub(super) fn first(&mut self, object: &'a Object, name: &str) -> Option<&'a Object> {
        self.follow(object, name).next()
    }

    /// The first string or number of a property, as it is written.
    pub(super) fn string(&mut self, object: &'a Object, name: &str) -> Option<String> {
        let text = self.values(object, name).iter().find_map(scalar)?;
        self.spend(text.len()).then_some(text)
    }

    /// The text of a property in all its languages; several texts of one language stand on lines of their
    /// own.
    pub(super) fn text(&mut self, object: &'a Object, name: &str) -> Text {
        let mut texts = BTreeMap::new();
        each_text(self.values(object, name), |language, text| {
            let language = language.filter(|language| *language != "@none").unwrap_or("und");
            let text = text.as_str().unwrap_or_default();
            if self.spend(LOOK_BYTES + language.len() + text.len()) && !text.is_empty() {
                append(texts.entry(language.to_ascii_lowercase()).or_default(), text);
            }
        });
        Text(texts)
    }

    /// The text of the first `Note` under a property.
    pub(super) fn note(&mut self, object: &'a Object, name: &str) -> Text {
        let note = self.first(object, name);
        note.map(|note| self.text(note, "noteLiteral")).unwrap_or_default()
    }

    /// Reads every object under a property.
    pub(super) fn items<T>(
        &mut self,
        object: &'a Object,
        name: &str,
        mut read: impl FnMut(&mut Self, &'a Object) -> T,
    ) -> Vec<T> {
        let mut items = Vec::new();
        for item in self.follow(object, name) {
            if !self.spend(VIEW_ITEM_BYTES) {
                break;
            }
            items.push(read(self, item));
        }
        items
    }

    /// What the file in `object` is, as `look` says, which is asked once for each object.
    pub(super) fn carried(
        &mut self,
        object: &'a Object,
        look: impl FnOnce() -> Option<CarriedContent>,
    ) -> Option<CarriedContent> {
        self.carried.entry(std::ptr::from_ref(object)).or_insert_with(look).clone()
    }

    /// The terms under a property.
    pub(super) fn concepts(&mut self, object: &'a Object, name: &str) -> Vec<Concept> {
        self.values(object, name).iter().map_while(|value| self.concept_of(value)).collect()
    }

    /// The first term under a property.
    pub(super) fn concept(&mut self, object: &'a Object, name: &str) -> Option<Concept> {
        self.values(object, name).first().and_then(|value| self.concept_of(value))
    }

    fn concept_of(&mut self, value: &'a Value) -> Option<Concept> {
        let id = id_of(value);
        if !self.spend(VIEW_ITEM_BYTES + id.map_or(0, str::len)) {
            return None;
        }
        let label = self.index.resolve(value).map(|term| self.text(term, "prefLabel")).unwrap_or_default();
        Some(Concept { id: id.map(str::to_owned), label })
    }

    fn spend(&mut self, bytes: usize) -> bool {
        let left = self.bytes.checked_sub(bytes);
        self.bytes = left.unwrap_or(0);
        self.exhausted |= left.is_none();
        left.is_some()
    }
}

/// A string or number as it is written.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn append(texts: &mut String, text: &str) {
    if !texts.is_empty() {
        texts.push('\n');
    }
    texts.push_str(text);
}
