//! Takes values out of a document for a view, within a budget.

use std::collections::BTreeMap;

use serde_json::Value;

use super::index::{Index, id_of};
use super::node::{Object, each_text, many};
use crate::limits::{MAX_CLAIMS, MAX_VIEW_BYTES};
use crate::view::{Concept, Text};

/// What every item of a list costs, however little it says, in bytes.
const ITEM_BYTES: usize = 64;

/// Reads properties of objects. Once the budget is spent, everything reads as absent.
///
/// References let a small document say the same thing very often; the budget bounds what comes of it.
pub(super) struct Reader<'a> {
    pub(super) index: &'a Index<'a>,
    bytes: usize,
    claims: usize,
    exhausted: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(index: &'a Index<'a>) -> Self {
        Reader { index, bytes: MAX_VIEW_BYTES, claims: MAX_CLAIMS, exhausted: false }
    }

    /// True when something was left out because the budget was spent.
    pub(super) fn exhausted(&self) -> bool {
        self.exhausted
    }

    /// True when one more claim may be read.
    pub(super) fn take_claim(&mut self) -> bool {
        let taken = self.take_item();
        let left = self.claims.checked_sub(1);
        self.claims = left.unwrap_or(0);
        self.exhausted |= left.is_none();
        taken && left.is_some()
    }

    /// True when one more item of a list may be read.
    pub(super) fn take_item(&mut self) -> bool {
        self.spend(ITEM_BYTES)
    }

    /// The first string or number of a property, as it is written.
    pub(super) fn string(&mut self, object: &Object, name: &str) -> Option<String> {
        let text = many(object.get(name)).iter().find_map(scalar)?;
        self.spend(text.len()).then_some(text)
    }

    /// The text of a property in all its languages; several texts of one language stand on lines of their own.
    pub(super) fn text(&mut self, object: &Object, name: &str) -> Text {
        let mut texts = BTreeMap::new();
        each_text(object.get(name), |language, text| {
            let Some(text) = text.as_str() else { return };
            let language = language.filter(|language| *language != "@none").unwrap_or("und");
            if self.spend(language.len() + text.len()) {
                append(texts.entry(language.to_ascii_lowercase()).or_default(), text);
            }
        });
        Text(texts)
    }

    /// The text of the first `Note` under a property.
    pub(super) fn note(&mut self, object: &'a Object, name: &str) -> Text {
        let note = self.index.follow(object, name).next();
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
        for item in self.index.follow(object, name) {
            if !self.take_item() {
                break;
            }
            items.push(read(self, item));
        }
        items
    }

    /// The terms under a property.
    pub(super) fn concepts(&mut self, object: &'a Object, name: &str) -> Vec<Concept> {
        many(object.get(name)).iter().map_while(|value| self.concept_of(value)).collect()
    }

    /// The first term under a property.
    pub(super) fn concept(&mut self, object: &'a Object, name: &str) -> Option<Concept> {
        many(object.get(name)).first().and_then(|value| self.concept_of(value))
    }

    fn concept_of(&mut self, value: &'a Value) -> Option<Concept> {
        let id = id_of(value);
        if !self.spend(ITEM_BYTES + id.map_or(0, str::len)) {
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
