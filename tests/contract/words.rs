//! The words file says everything that the core may have to say.

use serde_json::Value;

use crate::text;

#[test]
fn every_reason_to_be_unsigned_has_words_and_no_other() {
    let words: Value = serde_json::from_str(&text("ui/src/words/en.json")).unwrap();
    let mut said: Vec<&str> =
        words["unsigned"]["why"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut reasons: Vec<&str> = jsonld::Why::ALL.map(jsonld::Why::code).into();
    reasons.push("unknown"); // for a report of a later version
    said.sort_unstable();
    reasons.sort_unstable();
    assert_eq!(said, reasons);
}
