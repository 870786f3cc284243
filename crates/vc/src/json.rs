//! Strict JSON: RFC 8259, UTF-8 without a byte-order mark, no key twice, bounded depth and count.

use std::{cell::Cell, fmt};

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::limits::{MAX_JSON_DEPTH, MAX_JSON_VALUES};

/// Why bytes are not strict JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonFault {
    /// A byte-order mark stands in front.
    #[error("a byte-order mark stands before the text")]
    Bom,
    /// Not UTF-8.
    #[error("not UTF-8 from byte {at}")]
    InvalidUtf8 {
        /// Offset of the first bad byte.
        at: usize,
    },
    /// Not JSON.
    #[error("not JSON at line {line}, column {column}")]
    Malformed {
        /// Line, from 1.
        line: usize,
        /// Column, from 1; 0 at the end of a line.
        column: usize,
    },
    /// An object holds a key twice.
    #[error("an object holds the key {key:?} twice, at line {line}, column {column}")]
    DuplicateKey {
        /// The key.
        key: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Nested deeper than [`MAX_JSON_DEPTH`].
    #[error("nested deeper than {MAX_JSON_DEPTH}")]
    TooDeep,
    /// More values than [`MAX_JSON_VALUES`].
    #[error("more than {MAX_JSON_VALUES} values")]
    TooManyValues,
}

impl JsonFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::InvalidUtf8 { .. } => "invalid_utf8",
            Self::Malformed { .. } => "malformed",
            Self::DuplicateKey { .. } => "duplicate_key",
            Self::TooDeep => "too_deep",
            Self::TooManyValues => "too_many_values",
        }
    }
}

/// Reads one JSON text.
///
/// # Errors
/// Every way in which `bytes` is not strict JSON within the limits; see [`JsonFault`].
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, JsonFault> {
    parse_one_of_several(bytes, &Cell::new(0))
}

/// Reads one of several JSON texts of a file: together they may hold what one may. `seen` counts the values
/// so far.
///
/// # Errors
/// As for [`parse`].
pub(crate) fn parse_one_of_several(bytes: &[u8], seen: &Cell<usize>) -> Result<Value, JsonFault> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(JsonFault::Bom);
    }
    let text =
        std::str::from_utf8(bytes).map_err(|fault| JsonFault::InvalidUtf8 { at: fault.valid_up_to() })?;
    let budget = Budget { values: seen, fault: Cell::new(None) };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = Strict { budget: &budget, depth: 0 }.deserialize(&mut deserializer);
    let result = result.and_then(|value| deserializer.end().map(|()| value));
    result.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        match budget.fault.take() {
            Some(Stop::DuplicateKey(key)) => JsonFault::DuplicateKey { key, line, column },
            Some(Stop::TooDeep) => JsonFault::TooDeep,
            Some(Stop::TooManyValues) => JsonFault::TooManyValues,
            None => JsonFault::Malformed { line, column },
        }
    })
}

/// Why our own visitor stopped; kept beside serde's error, which only carries text.
enum Stop {
    DuplicateKey(String),
    TooDeep,
    TooManyValues,
}

struct Budget<'s> {
    values: &'s Cell<usize>,
    fault: Cell<Option<Stop>>,
}

impl Budget<'_> {
    fn stop<E: serde::de::Error>(&self, stop: Stop) -> E {
        self.fault.set(Some(stop));
        E::custom("stopped")
    }
}

#[derive(Clone, Copy)]
struct Strict<'b> {
    budget: &'b Budget<'b>,
    depth: usize,
}

impl Strict<'_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_JSON_DEPTH {
            return Err(self.budget.stop(Stop::TooDeep));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let seen = self.budget.values.get() + 1;
        if seen > MAX_JSON_VALUES {
            return Err(self.budget.stop(Stop::TooManyValues));
        }
        self.budget.values.set(seen);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut object = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            match object.entry(key) {
                Entry::Vacant(place) => _ = place.insert(access.next_value_seed(inner)?),
                Entry::Occupied(twice) => {
                    return Err(self.budget.stop(Stop::DuplicateKey(twice.key().clone())));
                }
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_json_is_read_as_it_stands() {
        let value = parse(br#"{"a":[1,-2,3.5,true,null,"\u00e5"],"b":{}}"#).unwrap();
        assert_eq!(value, serde_json::json!({"a": [1, -2, 3.5, true, null, "å"], "b": {}}));
    }

    #[test]
    fn a_key_twice_is_refused_and_named() {
        let fault = parse(b"{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2}}").unwrap_err();
        assert!(matches!(fault, JsonFault::DuplicateKey { key, line: 2, .. } if key == "c"));
        // The same key written two ways is still the same key.
        let fault = parse(br#"{"a":1,"\u0061":2}"#).unwrap_err();
        assert!(matches!(fault, JsonFault::DuplicateKey { key, .. } if key == "a"));
    }

    #[test]
    fn depth_is_bounded_on_both_sides_of_the_limit() {
        let nested = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
        assert!(parse(&nested(MAX_JSON_DEPTH)).is_ok());
        assert_eq!(parse(&nested(MAX_JSON_DEPTH + 1)), Err(JsonFault::TooDeep));
        assert_eq!(parse(&nested(10_000)), Err(JsonFault::TooDeep));
    }

    #[test]
    fn count_is_bounded_on_both_sides_of_the_limit() {
        let array = |count: usize| format!("[{}]", vec!["1"; count].join(",")).into_bytes();
        assert!(parse(&array(MAX_JSON_VALUES - 1)).is_ok());
        assert_eq!(parse(&array(MAX_JSON_VALUES)), Err(JsonFault::TooManyValues));
    }

    #[test]
    fn text_that_is_not_strict_json_is_refused() {
        assert_eq!(parse(b"\xef\xbb\xbf{}"), Err(JsonFault::Bom));
        assert_eq!(parse(b"[\"\xff\"]"), Err(JsonFault::InvalidUtf8 { at: 2 }));
        for bad in ["", "{", "[1,]", "{'a':1}", "01", "1e999", "[1] 2", "NaN", "\"\n\"", r#""\ud800""#] {
            assert!(matches!(parse(bad.as_bytes()), Err(JsonFault::Malformed { .. })), "{bad}");
        }
    }
}
