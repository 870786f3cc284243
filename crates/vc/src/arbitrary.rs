//! Arbitrary JSON, for tests that write something down and read it again.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// As many cases as take a moment, without a file of what failed.
pub(crate) fn moment() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

/// Any JSON value.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("JSON has no other numbers", |number| number.is_finite())
            .prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            members(inner).prop_map(Value::from),
        ]
    })
}

/// Any JSON object. No member has a name that SD-JWT gives a meaning to.
pub(crate) fn object() -> impl Strategy<Value = Map<String, Value>> {
    members(value())
}

fn members(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    let named = text().prop_map(|text| format!("n{text}"));
    prop::collection::btree_map(named, value, 0..6).prop_map(|members| members.into_iter().collect())
}

/// Any text of letters that mean something to JSON, XML or tokens, and of letters of many lengths.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let letters: Vec<char> = " aZ09\"\\/<>&';=[]{}(),.:~_-#é→漢𝄞\u{200f}\n\t\u{1}\u{7f}".chars().collect();
    prop::collection::vec(select(letters), 0..10).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(moment())]

    /// Every number is the one that was written, to the last bit.
    #[test]
    fn json_is_read_as_it_was_written(value in value()) {
        let text = value.to_string();
        let read = crate::json::parse(text.as_bytes()).expect("what serde writes is JSON");
        prop_assert_eq!(read.to_string().len(), text.len());
        prop_assert_eq!(read, value);
    }

    /// Whoever reads the canonical form and writes it again signs the same.
    #[test]
    fn canonical_json_is_its_own_canonical_form(value in value()) {
        let text = jsonld::canonical_json(&value, 64).expect("a value within the depth");
        let read = crate::json::parse(text.as_bytes()).expect("the canonical form is JSON");
        prop_assert_eq!(jsonld::canonical_json(&read, 64).expect("as deep as before"), text);
    }

    #[test]
    fn a_member_that_stands_twice_is_found(mut object in object(), name in text()) {
        object.insert(name.clone(), json!(1));
        let text = Value::from(object).to_string();
        let twice = format!("{{{}:2,{}", json!(name), &text[1..]);
        prop_assert_eq!(crate::json::parse(twice.as_bytes()).unwrap_err().code(), "duplicate_key");
    }
}
