//! The promise of the strict reading: nothing can be changed or added without changing what is signed.

use serde_json::{Value, json};

use super::{processor, with_terms};
use crate::canon::Hash;
use crate::processor::{Input, Processor};

/// A document that is read whole, with values of every kind.
fn everything() -> Value {
    with_terms(json!({
        "id": "x:root",
        "type": ["A", "T"],
        "typed": "typed",
        "p": ["one", 2, 3.5, true, {"@value": "four", "@type": "x:t"}, {"@value": "five", "@language": "en"}],
        "q": {"id": "x:node", "p": {"q": {"p": "deep"}}},
        "date": "2026-01-01",
        "link": ["x:a", "x:b"],
        "word": "A",
        "json": {"a": [1, "b", null]},
        "list": ["a", ["b"], {"id": "x:c"}],
        "set": {"@set": ["a", {"p": "b"}]},
        "byLanguage": {"en": "a", "de": ["b"]},
        "byRole": {"chair": {"id": "x:chair", "p": "a"}},
        "byId": {"x:d": {"p": "d"}},
        "byType": {"B": {"p": "e"}},
        "claim": {"id": "x:e", "p": "f"},
        "claimById": {"x:g": {"p": "g"}},
        "of": {"id": "x:h", "p": "h"},
        "@reverse": {"p": {"id": "x:i"}},
        "@included": [{"id": "x:j", "p": "j"}],
        "details": {"german": "k"},
        "scope": {"inner": "l"},
        "graph": [{"id": "x:m", "p": "m"}],
    }))
}

fn signed(processor: &Processor, document: &Value) -> Option<String> {
    let outcome = processor.canonicalise(&Input::strict(document), Hash::Sha256);
    outcome.ok().map(|(_, canonical)| canonical.n_quads)
}

/// Pointers to all values, and whether each is an object.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => {
            for (key, inner) in map.iter().filter(|(key, _)| *key != "@context") {
                pointers(inner, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(values) => {
            for (index, inner) in values.iter().enumerate() {
                pointers(inner, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn no_leaf_can_be_changed() {
    let (processor, document) = (processor(), everything());
    let original = signed(&processor, &document).expect("the document is read whole");
    let mut all = Vec::new();
    pointers(&document, "", &mut all);
    let mut edits = 0;
    for at in &all {
        let other = match document.pointer(at).unwrap() {
            Value::Object(_) | Value::Array(_) => continue,
            Value::String(text) => json!(format!("{text}z")),
            Value::Number(number) => json!(number.as_f64().unwrap() + 1.0),
            Value::Bool(value) => json!(!value),
            Value::Null => json!(0),
        };
        let mut edited = document.clone();
        *edited.pointer_mut(at).unwrap() = other;
        assert_ne!(signed(&processor, &edited).as_ref(), Some(&original), "an edit at {at} goes unnoticed");
        edits += 1;
    }
    assert_eq!(edits, 44);
}

#[test]
fn nothing_can_be_added() {
    let (processor, document) = (processor(), everything());
    let original = signed(&processor, &document);
    let mut all = Vec::new();
    pointers(&document, "", &mut all);
    let additions = [
        ("other", json!("a")),
        ("other", json!(null)),
        ("other", json!([])),
        ("@like", json!("a")),
        ("@index", json!("a")),
        ("@language", json!("en")),
        ("nothing", json!("a")),
        ("q", json!({"id": "relative", "p": "a"})),
        ("@included", json!({"id": "x:new"})),
        ("@nest", json!({"@context": "a"})),
        ("blank", json!("a")),
        ("@context", json!({"other": null})),
    ];
    let mut tried = 0;
    for at in all.iter().filter(|at| document.pointer(at).unwrap().is_object() && !at.starts_with("/json")) {
        for (key, value) in &additions {
            let mut edited = document.clone();
            let object = edited.pointer_mut(at).unwrap().as_object_mut().unwrap();
            if object.contains_key(*key) {
                continue;
            }
            object.insert((*key).to_owned(), value.clone());
            let outcome = signed(&processor, &edited);
            assert_ne!(outcome, original, "{key}: {value} at {at:?} goes unnoticed");
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn no_node_without_a_name_can_be_added() {
    let (processor, document) = (processor(), everything());
    let original = signed(&processor, &document);
    let mut all = Vec::new();
    pointers(&document, "", &mut all);
    let mut tried = 0;
    for at in all.iter().filter(|at| document.pointer(at).unwrap().is_array() && !at.starts_with("/json")) {
        for extra in [
            json!({"id": "relative", "p": "a"}),
            json!({"id": "@like"}),
            json!(null),
            json!({"@list": 1, "@index": "a"}),
        ] {
            let mut edited = document.clone();
            edited.pointer_mut(at).unwrap().as_array_mut().unwrap().push(extra.clone());
            assert_ne!(signed(&processor, &edited), original, "{extra} at {at:?} goes unnoticed");
            tried += 1;
        }
    }
    assert_eq!(tried, 36);
}
