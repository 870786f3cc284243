//! Claims as statements: whatever is said, by the names that the issuer gave.

use serde_json::{Map, Value};

use crate::limits::{MAX_CLAIMS, MAX_PART_DEPTH};
use crate::profile::vcdm::statements::words;
use crate::profile::written;
use crate::view::{Described, Statement, StatementValue};

/// Reads claims within a budget.
pub(super) struct Claims {
    left: usize,
    over_budget: bool,
}

impl Claims {
    pub(super) fn new() -> Self {
        Self { left: MAX_CLAIMS, over_budget: false }
    }

    /// True when something was left out because the budget was spent.
    pub(super) fn is_over_budget(&self) -> bool {
        self.over_budget
    }

    /// All claims but those named.
    pub(super) fn statements(&mut self, claims: &Map<String, Value>, without: &[&str]) -> Vec<Statement> {
        let shown = claims.iter().filter(|(name, _)| !without.contains(&name.as_str()));
        shown.filter_map(|(name, value)| self.statement(name, value, MAX_PART_DEPTH)).collect()
    }

    fn statement(&mut self, name: &str, value: &Value, depth: usize) -> Option<Statement> {
        let values = match value {
            Value::Array(items) => items.iter().filter_map(|item| self.value(item, depth)).collect(),
            single => self.value(single, depth).into_iter().collect(),
        };
        self.take().then(|| Statement { property: name.to_owned(), label: words(name), values })
    }

    fn value(&mut self, value: &Value, depth: usize) -> Option<StatementValue> {
        if !self.take() {
            return None;
        }
        let typed = |text: String, datatype: &str| {
            let datatype = format!("http://www.w3.org/2001/XMLSchema#{datatype}");
            StatementValue::Typed { text, datatype }
        };
        Some(match value {
            Value::String(text) => StatementValue::Text { text: text.clone(), language: None },
            Value::Bool(truth) => typed(truth.to_string(), "boolean"),
            Value::Number(number) if number.is_f64() => typed(number.to_string(), "double"),
            Value::Number(number) => typed(number.to_string(), "integer"),
            Value::Object(members) if depth > 0 => StatementValue::Thing(Described {
                statements: members
                    .iter()
                    .filter_map(|(name, value)| self.statement(name, value, depth - 1))
                    .collect(),
                ..Described::default()
            }),
            // A list in a list, something too deep or nothing at all: as it is written.
            other => {
                self.over_budget |= depth == 0;
                StatementValue::Text { text: written(other), language: None }
            }
        })
    }

    fn take(&mut self) -> bool {
        let left = self.left.checked_sub(1);
        self.left = left.unwrap_or(0);
        self.over_budget |= left.is_none();
        left.is_some()
    }
}

/// A name in words that begins with a capital letter.
pub(super) fn capitalised(name: &str) -> String {
    let words = words(name);
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
