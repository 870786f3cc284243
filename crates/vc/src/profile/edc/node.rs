//! Values as EDC writes them: one or many, text by language.

use serde_json::{Map, Value};

pub(super) use crate::profile::many;

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// The strings of a property that may be absent, one string or a list.
pub(super) fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    many(value).iter().filter_map(Value::as_str)
}

/// The only string of a property; nothing when there are several.
pub(super) fn sole_string(value: Option<&Value>) -> Option<&str> {
    match many(value) {
        [Value::String(text)] if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// Calls `visit` with each text and its language: `{"en": "x"}`, `{"en": ["x"]}` or plain `"x"`.
pub(super) fn each_text<'a>(values: &'a [Value], mut visit: impl FnMut(Option<&'a str>, &'a Value)) {
    for value in values {
        match value {
            Value::Object(by_language) => {
                for (language, texts) in by_language {
                    for text in many(Some(texts)).iter().filter(|text| !text.is_null()) {
                        visit(Some(language), text);
                    }
                }
            }
            Value::Null => {}
            text => visit(None, text),
        }
    }
}
