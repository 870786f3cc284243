//! The classes of injection.

use serde_json::{Map, Value, json};

/// Puts something into an object; false where it cannot be put.
pub(super) type Inject = fn(&mut Map<String, Value>) -> bool;

/// The ways of putting something in, each with its name.
pub(super) const INJECTIONS: &[(&str, Inject)] = &[
    ("undefined term, string", |object| put(object, "honours", json!("with distinction"))),
    ("undefined term, object", |object| {
        put(object, "honours", json!({ "type": "Achievement", "name": "x" }))
    }),
    ("undefined term, null", |object| put(object, "honours", Value::Null)),
    ("null under a defined term", |object| put_new(object, "validUntil", Value::Null)),
    ("undefined type", |object| add_type(object, "Honours")),
    ("type with a space", |object| add_type(object, "urn:with honours")),
    ("relative id", |object| put(object, "id", json!("honours"))),
    ("name like a keyword", |object| put(object, "@honours", json!("with distinction"))),
    ("inline context that hides a name", |object| {
        let hiding = json!({ "honours": null });
        let contexts = match object.remove("@context") {
            None => hiding,
            Some(Value::Array(mut known)) => {
                known.push(hiding);
                known.into()
            }
            Some(known) => json!([known, hiding]),
        };
        put(object, "@context", contexts) && put(object, "honours", json!("with distinction"))
    }),
    ("copy of an element, relative id", |object| {
        let copied = object.values_mut().filter_map(copy_with_relative_id).count();
        copied > 0
    }),
    ("@index", |object| put(object, "@index", json!("with distinction"))),
    ("@included, relative id", |object| put(object, "@included", json!([{ "id": "honours", "name": "x" }]))),
];

fn put(object: &mut Map<String, Value>, name: &str, value: Value) -> bool {
    object.insert(name.to_owned(), value);
    true
}

fn put_new(object: &mut Map<String, Value>, name: &str, value: Value) -> bool {
    !object.contains_key(name) && put(object, name, value)
}

fn add_type(object: &mut Map<String, Value>, class: &str) -> bool {
    let types = match object.remove("type") {
        None => json!([class]),
        Some(Value::Array(mut known)) => {
            known.push(json!(class));
            known.into()
        }
        Some(known) => json!([known, class]),
    };
    put(object, "type", types)
}

/// Adds a copy of a nested object beside it.
fn copy_with_relative_id(value: &mut Value) -> Option<()> {
    let first = value.as_array().and_then(|items| items.first()).unwrap_or(value);
    let mut copy = first.as_object()?.clone();
    copy.insert("id".to_owned(), json!("honours"));
    match value {
        Value::Array(items) => items.push(copy.into()),
        _ => *value = json!([value.take(), copy]),
    }
    Some(())
}
