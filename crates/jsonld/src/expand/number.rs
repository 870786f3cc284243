//! Numbers as literals (JSON-LD 1.1 API §8.6).

use serde_json::Number;

pub(super) const XSD_INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
pub(super) const XSD_DOUBLE: &str = "http://www.w3.org/2001/XMLSchema#double";

/// Up to here a double holds every integer: 2^53.
const MAX_EXACT: u64 = 1 << 53;

/// The lexical form of a number and the datatype that goes with it where none is given.
///
/// A number without a fraction is an integer below 10^21, unless `xsd:double` is asked for. Numbers of
/// JSON-LD are doubles, so integers beyond 2^53 are rounded.
pub(super) fn lexical(number: &Number, datatype: Option<&str>) -> (String, &'static str) {
    let as_double = datatype == Some(XSD_DOUBLE);
    let exact = number.as_i64().filter(|value| value.unsigned_abs() <= MAX_EXACT);
    if let Some(value) = exact.filter(|_| !as_double) {
        return (value.to_string(), XSD_INTEGER);
    }
    let value = number.as_f64().expect("every number of serde_json fits a double");
    if !as_double && value.fract() == 0.0 && value.abs() < 1e21 {
        // Adding zero turns -0 into 0.
        return (format!("{:.0}", value + 0.0), XSD_INTEGER);
    }
    (double(value), XSD_DOUBLE)
}

/// The canonical form of `xsd:double` with at most 16 digits, such as `5.3E0`.
fn double(value: f64) -> String {
    let text = format!("{value:.15E}");
    let (digits, exponent) = text.split_once('E').unwrap_or((&text, "0"));
    let digits = digits.trim_end_matches('0');
    let zero = if digits.ends_with('.') { "0" } else { "" };
    format!("{digits}{zero}E{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, datatype: Option<&str>) -> (String, &'static str) {
        lexical(&serde_json::from_str(json).unwrap(), datatype)
    }

    #[test]
    fn integers() {
        for (json, text) in [
            ("0", "0"),
            ("-0", "0"),
            ("-0.0", "0"),
            ("-7", "-7"),
            ("1.0", "1"),
            ("9007199254740992", "9007199254740992"),
            ("9007199254740993", "9007199254740992"),
            ("18446744073709551615", "18446744073709551616"),
            ("1e20", "100000000000000000000"),
        ] {
            assert_eq!(read(json, None), (text.to_owned(), XSD_INTEGER), "{json}");
        }
    }

    #[test]
    fn doubles() {
        for (json, text) in [
            ("5.3", "5.3E0"),
            ("-0.001", "-1.0E-3"),
            ("1e21", "1.0E21"),
            ("0.1", "1.0E-1"),
            ("3.141592653589793", "3.141592653589793E0"),
        ] {
            assert_eq!(read(json, None), (text.to_owned(), XSD_DOUBLE), "{json}");
        }
        assert_eq!(read("5", Some(XSD_DOUBLE)), ("5.0E0".to_owned(), XSD_DOUBLE));
        assert_eq!(read("-0.0", Some(XSD_DOUBLE)), ("-0.0E0".to_owned(), XSD_DOUBLE));
    }

    #[test]
    fn another_datatype_keeps_the_form() {
        assert_eq!(read("5", Some("http://www.w3.org/2001/XMLSchema#decimal")).0, "5");
        assert_eq!(read("5.5", Some("http://www.w3.org/2001/XMLSchema#decimal")).0, "5.5E0");
    }
}
