//! What an issuer hid and a holder shows is what the issuer signed, and never more.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::tests::{digest, disclosure};
use super::{Parts, reveal};
use crate::arbitrary::{moment, object};
use crate::securing::jws::tests::encode;

/// An issuer that hides what the choices say, innermost first.
struct Hiding {
    choices: Vec<bool>,
    disclosures: Vec<String>,
}

impl Hiding {
    fn value(&mut self, value: Value) -> Value {
        match value {
            Value::Object(members) => self.object(members).into(),
            Value::Array(items) => items.into_iter().map(|item| self.item(item)).collect(),
            plain => plain,
        }
    }

    fn object(&mut self, members: Map<String, Value>) -> Map<String, Value> {
        let (mut open, mut digests) = (Map::new(), Vec::new());
        for (name, value) in members {
            let value = self.value(value);
            match self.choices.pop() {
                Some(true) => digests.push(self.hide(|salt| json!([salt, name, value]))),
                _ => _ = open.insert(name, value),
            }
        }
        if !digests.is_empty() {
            open.insert("_sd".to_owned(), digests.into());
        }
        open
    }

    fn item(&mut self, item: Value) -> Value {
        let item = self.value(item);
        match self.choices.pop() {
            Some(true) => json!({"...": self.hide(|salt| json!([salt, item]))}),
            _ => item,
        }
    }

    /// Makes a disclosure; gives its digest back.
    fn hide(&mut self, disclosed: impl FnOnce(String) -> Value) -> Value {
        let made = disclosure(disclosed(self.disclosures.len().to_string()));
        let digest = digest(&made);
        self.disclosures.push(made);
        digest
    }
}

/// Is every member and item of the one in the other, in its place and order.
fn is_part(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            part.iter().all(|(name, value)| whole.get(name).is_some_and(|whole| is_part(value, whole)))
        }
        (Value::Array(part), Value::Array(whole)) => {
            let mut rest = whole.iter();
            part.iter().all(|item| rest.any(|whole| is_part(item, whole)))
        }
        (part, whole) => part == whole,
    }
}

proptest! {
    #![proptest_config(moment())]

    #[test]
    fn all_disclosures_make_the_claims_whole(
        claims in object(),
        choices in prop::collection::vec(any::<bool>(), 0..40),
        turned in any::<prop::sample::Index>(),
    ) {
        let mut hiding = Hiding { choices, disclosures: Vec::new() };
        let signed = hiding.object(claims.clone());
        let mut shown = hiding.disclosures;
        if !shown.is_empty() {
            let by = turned.index(shown.len());
            shown.rotate_left(by); // their order says nothing
        }
        prop_assert_eq!(reveal(&signed, &shown).expect("disclosures that were just made"), claims);
    }

    #[test]
    fn some_disclosures_show_a_part_or_are_refused(
        claims in object(),
        choices in prop::collection::vec(any::<bool>(), 0..40),
        kept in prop::collection::vec(any::<bool>(), 40),
    ) {
        let mut hiding = Hiding { choices, disclosures: Vec::new() };
        let signed = hiding.object(claims.clone());
        let shown: Vec<String> =
            hiding.disclosures.into_iter().zip(kept).filter_map(|(one, kept)| kept.then_some(one)).collect();
        // Refused where one is shown without the one that it stands in.
        if let Ok(revealed) = reveal(&signed, &shown) {
            prop_assert!(is_part(&revealed.into(), &claims.into()));
        }
    }

    #[test]
    fn tildes_and_json_say_the_same(
        claims in object(),
        disclosures in prop::collection::vec(object(), 0..4),
        shows in any::<bool>(),
    ) {
        let [header, payload, signature] =
            [json!({"alg": "ES256"}).to_string(), Value::from(claims).to_string(), "sig".to_owned()]
                .map(|part| encode(part.as_bytes()));
        let disclosures: Vec<String> =
            disclosures.into_iter().map(|one| disclosure(json!(["s", "n", one]))).collect();
        let binding = if shows { "a.b.c" } else { "" };
        let before: String = disclosures.iter().map(|text| format!("{text}~")).collect();
        let compact = format!("{header}.{payload}.{signature}~{before}{binding}");
        let read = Parts::from_compact(&compact).expect("parts that were just joined");
        prop_assert_eq!(format!("{}{binding}", read.covered()), compact);

        let mut beside = json!({"disclosures": disclosures});
        if shows {
            beside["kb_jwt"] = json!(binding);
        }
        let value =
            json!({"payload": payload, "protected": header, "signature": signature, "header": beside});
        let from_json = Parts::from_json(value).expect("the JSON form of the same");
        prop_assert_eq!(from_json.covered(), read.covered());
        prop_assert_eq!((from_json.disclosures, from_json.binding), (read.disclosures, read.binding));
    }
}
