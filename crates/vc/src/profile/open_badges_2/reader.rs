//! Reads texts for people out of JSON, within a budget.

use serde_json::Value;

use crate::limits::{MAX_CLAIMS, VIEW_ITEM_BYTES};
use crate::profile::many;
use crate::view::Text;

/// How much text may still be read.
pub(super) struct Reader {
    left: usize,
    over_budget: bool,
}

impl Reader {
    pub(super) fn new(view_bytes: usize) -> Self {
        Self { left: view_bytes, over_budget: false }
    }

    /// Bytes that are left.
    pub(super) fn left(&self) -> usize {
        self.left
    }

    /// True when something was left out because the budget was spent.
    pub(super) fn is_over_budget(&self) -> bool {
        self.over_budget
    }

    /// A text as it stands; a number as it is written.
    pub(super) fn string(&mut self, value: Option<&Value>) -> Option<String> {
        let text = match value? {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        self.take(text.len()).then_some(text)
    }

    /// A text of no language that is said.
    pub(super) fn text(&mut self, value: Option<&Value>) -> Text {
        Text(self.string(value).map(|text| ("und".to_owned(), text)).into_iter().collect())
    }

    /// Texts, one or a list.
    pub(super) fn strings(&mut self, value: Option<&Value>) -> Vec<String> {
        self.items(value).filter_map(|item| self.string(Some(item))).collect()
    }

    /// The values of a property, as far as the budget goes.
    pub(super) fn items<'v>(&mut self, value: Option<&'v Value>) -> std::slice::Iter<'v, Value> {
        let items = many(value);
        let count = items.len().min(MAX_CLAIMS);
        self.over_budget |= count < items.len();
        match self.take(count * VIEW_ITEM_BYTES) {
            true => items[..count].iter(),
            false => [].iter(),
        }
    }

    fn take(&mut self, bytes: usize) -> bool {
        let left = self.left.checked_sub(bytes);
        self.left = left.unwrap_or(0);
        self.over_budget |= left.is_none();
        left.is_some()
    }
}

/// A member that is text.
pub(super) fn text<'v>(value: &'v Value, member: &str) -> Option<&'v str> {
    value.get(member)?.as_str()
}

/// An object's identifier, or the address that stands for it.
pub(super) fn id(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| text(value, "id"))
}
