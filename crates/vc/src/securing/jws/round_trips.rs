//! A signature in any of its three forms covers the same bytes, which are those that were written.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::Envelope;
use super::tests::encode;
use crate::arbitrary::{moment, object};

/// Protected header, content, signature, and what it covers, of a token with one signature.
fn told(envelope: &Envelope) -> (Map<String, Value>, Vec<u8>, Vec<u8>, Vec<u8>) {
    assert_eq!(envelope.signatures.len(), 1, "{envelope:?}");
    let entry = &envelope.signatures[0];
    let header = entry.header.as_ref().expect("every form has a protected header").parameters.clone();
    (
        header,
        envelope.content.clone().expect("no form is detached"),
        entry.signature.clone(),
        envelope.signing_input(entry),
    )
}

proptest! {
    #![proptest_config(moment())]

    #[test]
    fn three_forms_of_a_token_say_the_same(
        mut header in object(),
        content in prop::collection::vec(any::<u8>(), 1..200),
        signature in prop::collection::vec(any::<u8>(), 0..70),
    ) {
        header.insert("alg".to_owned(), json!("ES256"));
        let [protected, payload, signed] =
            [Value::from(header.clone()).to_string().as_bytes(), &content, &signature].map(encode);
        let entry = json!({"protected": protected, "signature": signed});
        let mut flattened = entry.clone();
        flattened["payload"] = json!(payload);
        let forms = [
            Envelope::from_compact(&format!("{protected}.{payload}.{signed}")).expect("three parts"),
            Envelope::from_json(flattened).expect("the flattened form"),
            Envelope::from_json(json!({"payload": payload, "signatures": [entry]})).expect("the general form"),
        ];
        let input = format!("{protected}.{payload}").into_bytes();
        for form in &forms {
            let expected = (header.clone(), content.clone(), signature.clone(), input.clone());
            prop_assert_eq!(told(form), expected);
        }
    }
}
