//! Where a document can be changed, as JSON pointers, and simple changes.

use serde_json::{Value, json};

/// Every object, the outermost first; what is inside contexts is not the document's.
pub(super) fn objects(document: &Value) -> Vec<String> {
    found(document, |_, value| value.is_object())
}

/// Every string, number, boolean and null.
pub(super) fn leaves(document: &Value) -> Vec<String> {
    found(document, |_, value| !value.is_object() && !value.is_array())
}

/// Every item of every array.
pub(super) fn elements(document: &Value) -> Vec<String> {
    found(document, |in_array, _| in_array)
}

/// With another value at a leaf.
pub(super) fn changed(document: &Value, at: &str) -> Value {
    let mut changed = document.clone();
    let place = changed.pointer_mut(at).unwrap();
    *place = match place {
        Value::String(text) => json!(format!("{text}x")),
        Value::Bool(yes) => json!(!*yes),
        Value::Number(number) => json!(number.as_f64().unwrap() + 1.0),
        _ => json!("x"),
    };
    changed
}

/// Without what is in a place.
pub(super) fn deleted(document: &Value, at: &str) -> Value {
    let mut deleted = document.clone();
    let (parent, step) = parent(&mut deleted, at);
    match parent {
        Value::Object(members) => _ = members.remove(&step),
        Value::Array(items) => _ = items.remove(step.parse().unwrap()),
        _ => unreachable!("only these have places inside"),
    }
    deleted
}

/// With an item of an array twice.
pub(super) fn doubled(document: &Value, at: &str) -> Value {
    let mut doubled = document.clone();
    let copy = doubled.pointer(at).unwrap().clone();
    parent(&mut doubled, at).0.as_array_mut().unwrap().push(copy);
    doubled
}

fn parent<'v>(document: &'v mut Value, at: &str) -> (&'v mut Value, String) {
    let (parent, step) = at.rsplit_once('/').unwrap();
    (document.pointer_mut(parent).unwrap(), step.replace("~1", "/").replace("~0", "~"))
}

/// The places that are wanted; `wanted` is told whether the place is an item of an array.
fn found(document: &Value, wanted: fn(bool, &Value) -> bool) -> Vec<String> {
    let mut places = Vec::new();
    walk(document, false, String::new(), &mut |in_array, value, at| {
        if wanted(in_array, value) {
            places.push(at.to_owned());
        }
    });
    places
}

fn walk(value: &Value, in_array: bool, at: String, see: &mut impl FnMut(bool, &Value, &str)) {
    see(in_array, value, &at);
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let step = name.replace('~', "~0").replace('/', "~1");
                walk(member, false, format!("{at}/{step}"), see);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, true, format!("{at}/{index}"), see);
            }
        }
        _ => {}
    }
}
