//! The canonical form of JSON (RFC 8785), as JSON-LD 1.1 API §8.6 asks for `rdf:JSON` and the `jcs` suites sign it.

use serde_json::{Number, Value};

use crate::refusal::Limit;

/// Canonical JSON; at most `depth` levels of it.
///
/// Numbers are written as the doubles nearest to them, as the RFC asks: that two whole numbers beyond 2⁵³ read
/// the same is the caller's matter.
///
/// # Errors
/// [`Limit::Depth`] for a value that is nested deeper.
pub fn canonical(value: &Value, depth: usize) -> Result<String, Limit> {
    let mut text = String::new();
    write(&mut text, value, depth)?;
    Ok(text)
}

fn write(text: &mut String, value: &Value, depth: usize) -> Result<(), Limit> {
    let deeper = depth.checked_sub(1).ok_or(Limit::Depth)?;
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => write_number(text, number),
        Value::String(string) => write_string(text, string),
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write(text, item, deeper)?;
            }
            text.push(']');
        }
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            members.sort_unstable_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (at, (key, member)) in members.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_string(text, key);
                text.push(':');
                write(text, member, deeper)?;
            }
            text.push('}');
        }
    }
    Ok(())
}

/// As ECMAScript writes numbers. Every JSON number is read as a double, large integers included.
fn write_number(text: &mut String, number: &Number) {
    let double = number.as_f64().expect("every number of serde_json fits a double");
    text.push_str(ryu_js::Buffer::new().format(double));
}

fn write_string(text: &mut String, string: &str) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            control if control < ' ' => text.push_str(&format!("\\u{:04x}", u32::from(control))),
            plain => text.push(plain),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical_text(json: &str) -> String {
        canonical(&serde_json::from_str(json).unwrap(), 64).unwrap()
    }

    #[test]
    fn numbers_are_written_as_ecmascript_does() {
        for (json, text) in [
            ("-0", "0"),
            ("-0.0", "0"),
            ("1.0", "1"),
            ("1e30", "1e+30"),
            ("4.50", "4.5"),
            ("2e-3", "0.002"),
            ("0.000000000000000000000000001", "1e-27"),
            ("333333333.33333329", "333333333.3333333"),
            ("9007199254740993", "9007199254740992"),
        ] {
            assert_eq!(canonical_text(json), text, "{json}");
        }
    }

    #[test]
    fn members_are_sorted_by_utf16() {
        let json =
            "{\"\u{20ac}\":1,\"\\r\":2,\"\u{fb33}\":3,\"1\":4,\"\u{1f600}\":5,\"\u{80}\":6,\"\u{f6}\":7}";
        assert_eq!(
            canonical_text(json),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
    }

    #[test]
    fn strings_are_escaped_as_little_as_possible() {
        assert_eq!(
            canonical_text(r#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/\u007f""#),
            "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7f}\""
        );
    }

    #[test]
    fn depth_is_bounded() {
        let value: Value = serde_json::from_str("[[[1]]]").unwrap();
        assert_eq!(canonical(&value, 4).as_deref(), Ok("[[[1]]]"));
        assert_eq!(canonical(&value, 3), Err(Limit::Depth));
    }
}
