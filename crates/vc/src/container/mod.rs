//! What a file holds: one credential, a list of them, text with credentials in it, or a picture or document that
//! carries them.

#[cfg(test)]
mod baker;
mod carried;
mod fault;
mod pdf;
mod png;
mod svg;
mod text;
mod vpqr;

use std::cell::Cell;

use serde_json::Value;

pub use self::fault::{Carrier, CarrierFault};

use crate::json::{self, JsonFault};
use crate::limits::{MAX_INPUT_BYTES, MAX_PIECES};
use crate::verify::unverified::Unreadable;

/// One piece of a file that may be a credential.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    /// A JSON value, read strictly.
    Json(Value),
    /// A JWS in compact form, as it stands.
    Token(String),
}

/// Takes a file apart, in its order. A piece that cannot be read does not hide the others.
///
/// # Errors
/// [`Unreadable`] when the file as a whole cannot be read.
pub(crate) fn pieces(bytes: &[u8]) -> Result<Vec<Result<Piece, Unreadable>>, Unreadable> {
    if bytes.len() > MAX_INPUT_BYTES {
        return Err(Unreadable::TooLarge);
    }
    if png::recognises(bytes) {
        return png::carried(bytes)?.pieces(Carrier::Png);
    }
    if pdf::recognises(bytes) {
        return pdf::carried(bytes)?.pieces(Carrier::Pdf);
    }
    let trimmed = bytes.trim_ascii();
    match trimmed.first() {
        None => Err(Unreadable::Empty),
        Some(b'V') if vpqr::recognises(trimmed) => Err(vpqr::fault(trimmed).into()),
        Some(b'<') if svg::recognises(trimmed) => svg::carried(trimmed)?.pieces(Carrier::Svg),
        Some(b'{') => match json::parse(bytes) {
            Ok(value) => Ok(vec![Ok(Piece::Json(value))]),
            Err(fault) => in_text(trimmed, fault),
        },
        Some(b'[') => match json::parse(bytes) {
            Ok(value) => several(value),
            Err(fault) => in_text(trimmed, fault),
        },
        // Byte-order marks: refused by name, since what was signed never begins with one.
        Some(0xef | 0xfe | 0xff) => Ok(vec![Ok(Piece::Json(json::parse(bytes)?))]),
        Some(_) => match token(trimmed) {
            Some(token) => Ok(vec![Ok(token)]),
            None => text::pieces(trimmed).ok_or(Unreadable::UnknownFormat),
        },
    }
}

/// Text may begin with a bracket too. What is JSON and breaks another rule is no text: picking pieces out of
/// it would lose the others.
fn in_text(text: &[u8], fault: JsonFault) -> Result<Vec<Result<Piece, Unreadable>>, Unreadable> {
    let pieces = matches!(fault, JsonFault::Malformed { .. }).then(|| text::pieces(text)).flatten();
    pieces.ok_or(Unreadable::Json(fault))
}

/// What a credential is written as where nothing else stands beside it: JSON, a list, or a token.
///
/// `seen` counts the JSON values of the whole file.
fn alone(text: &[u8], seen: &Cell<usize>) -> Result<Vec<Result<Piece, Unreadable>>, Unreadable> {
    let trimmed = text.trim_ascii();
    match trimmed.first() {
        None => Err(Unreadable::Empty),
        Some(b'{' | b'[' | 0xef | 0xfe | 0xff) => several(json::parse_one_of_several(trimmed, seen)?),
        Some(_) => token(trimmed).map(|token| vec![Ok(token)]).ok_or(Unreadable::UnknownFormat),
    }
}

fn several(value: Value) -> Result<Vec<Result<Piece, Unreadable>>, Unreadable> {
    match value {
        Value::Array(items) => list(items),
        Value::Object(_) => Ok(vec![Ok(Piece::Json(value))]),
        _ => Err(Unreadable::UnknownFormat),
    }
}

fn list(items: Vec<Value>) -> Result<Vec<Result<Piece, Unreadable>>, Unreadable> {
    if items.is_empty() {
        return Err(Unreadable::Empty);
    }
    if items.len() > MAX_PIECES {
        return Err(Unreadable::TooMany);
    }
    Ok(items.into_iter().map(piece).collect())
}

fn piece(item: Value) -> Result<Piece, Unreadable> {
    match item {
        Value::Object(_) => Ok(Piece::Json(item)),
        Value::String(text) => token(text.trim().as_bytes()).ok_or(Unreadable::UnknownFormat),
        _ => Err(Unreadable::UnknownFormat),
    }
}

/// A compact JWS, alone. A JOSE header is a JSON object, so its base64url starts with `ey`.
pub(crate) fn token(text: &[u8]) -> Option<Piece> {
    let text = std::str::from_utf8(text).ok()?;
    let looks_like = text.starts_with("ey")
        && text.matches('.').count() >= 2
        && !text.contains(|letter: char| letter.is_whitespace());
    looks_like.then(|| Piece::Token(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(bytes: &[u8]) -> Vec<&'static str> {
        pieces(bytes)
            .unwrap()
            .iter()
            .map(|piece| match piece {
                Ok(Piece::Json(_)) => "json",
                Ok(Piece::Token(_)) => "token",
                Err(fault) => fault.code(),
            })
            .collect()
    }

    #[test]
    fn a_file_is_one_object_a_list_or_a_token() {
        assert_eq!(kinds(b" {\"a\":1}\n"), ["json"]);
        assert_eq!(
            kinds(br#"[{"a":1}, "eyJ.e30.c2ln", 7, {"b":2}]"#),
            ["json", "token", "unknown_format", "json"]
        );
        assert_eq!(kinds(b"\neyJhbGciOiJub25lIn0.e30.\n"), ["token"]);
    }

    #[test]
    fn a_list_of_too_many_or_of_none_is_refused() {
        let many = |count: usize| format!("[{}]", vec!["1"; count].join(","));
        assert!(pieces(many(MAX_PIECES).as_bytes()).is_ok());
        assert_eq!(pieces(many(MAX_PIECES + 1).as_bytes()).unwrap_err(), Unreadable::TooMany);
        assert_eq!(pieces(b"[]").unwrap_err(), Unreadable::Empty);
    }

    #[test]
    fn a_list_over_a_limit_is_refused_whole() {
        let one = r#"{"type": "a", "values": [1, 2, 3, 4, 5, 6]}"#;
        let list = format!("[{}]", vec![one; crate::limits::MAX_JSON_VALUES / 8].join(","));
        assert_eq!(pieces(list.as_bytes()).unwrap_err().code(), "too_many_values");
        assert_eq!(
            pieces(br#"[{"type": "a"}, {"type": "b", "type": "c"}]"#).unwrap_err().code(),
            "duplicate_key"
        );
        assert_eq!(kinds(b"[see below] {\"type\": \"a\"}"), ["json"]);
    }

    #[test]
    fn broken_json_keeps_its_own_fault() {
        assert_eq!(pieces(b"{\"a\":1,\"a\":2}").unwrap_err().code(), "duplicate_key");
        assert_eq!(pieces(b"{\"a\":").unwrap_err().code(), "malformed");
        assert_eq!(pieces(b"\xef\xbb\xbf{}").unwrap_err().code(), "bom");
        assert_eq!(pieces(b"no credential").unwrap_err(), Unreadable::UnknownFormat);
    }
}
