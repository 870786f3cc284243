//! The parts of a proof in CBOR (RFC 8949): text as it stands, and base64 as the bytes that it stands for.
//!
//! Tokens are base64url of JSON, and certificates base64 in that: nothing can be compressed through either. So a
//! proof is a sequence of items, an array. An item is a text; bytes, for what is no text; or under tag 21
//! (base64url without padding) or 22 (base64 with padding) the bytes, or the sequence of items, that is encoded
//! there.

use base64::Engine as _;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ciborium::Value;

use crate::fault::CarriageFault;
use crate::limits::{MAX_PARTS, MAX_PROOF_BYTES, MAX_WRAPPED_DEPTH};

/// Takes a proof apart.
///
/// # Errors
/// [`CarriageFault::TooManyParts`].
pub(super) fn write(proof: &[u8]) -> Result<Vec<u8>, CarriageFault> {
    let mut room = MAX_PARTS;
    let items = items(proof, MAX_WRAPPED_DEPTH, &mut room);
    let mut out = Vec::new();
    ciborium::into_writer(&Value::Array(items), &mut out).expect("memory takes what is written");
    Ok(out)
}

/// Puts it together again.
///
/// # Errors
/// [`CarriageFault`].
pub(super) fn read(cbor: &[u8]) -> Result<Vec<u8>, CarriageFault> {
    let mut rest = cbor;
    let value = ciborium::de::from_reader_with_recursion_limit(&mut rest, 3 * MAX_WRAPPED_DEPTH)
        .or(Err(CarriageFault::Damaged("parts")))?;
    let Value::Array(items) = value else { return Err(CarriageFault::Damaged("parts")) };
    if !rest.is_empty() {
        return Err(CarriageFault::Damaged("parts"));
    }
    let mut room = MAX_PARTS;
    join(&items, &mut room)
}

/// The items of some bytes, with what is encoded in them unwrapped.
fn items(bytes: &[u8], depth: usize, room: &mut usize) -> Vec<Value> {
    let Ok(text) = std::str::from_utf8(bytes) else { return vec![Value::Bytes(bytes.to_vec())] };
    let (mut items, mut plain) = (Vec::new(), 0);
    for run in runs(text).filter(|_| depth > 0) {
        // Each may need a text in front and one behind; what has no room stays text.
        if *room < 3 {
            break;
        }
        let Some((tag, bytes)) = decoded(run) else { continue };
        let start = run.as_ptr().addr() - text.as_ptr().addr();
        if plain < start {
            items.push(Value::Text(text[plain..start].to_owned()));
        }
        *room -= 2;
        let mut inner = self::items(&bytes, depth - 1, room);
        let content = match (&inner[..], std::str::from_utf8(&bytes)) {
            ([Value::Bytes(_)], _) => inner.remove(0),
            _ => Value::Array(inner),
        };
        items.push(Value::Tag(tag, Box::new(content)));
        plain = start + run.len();
    }
    if plain < text.len() {
        *room = room.saturating_sub(1);
        items.push(Value::Text(text[plain..].to_owned()));
    }
    items
}

/// Runs of letters that base64 is made of, long enough to be worth it.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_+/=".contains(letter);
    text.split(move |letter| !is_part(letter)).filter(|run| run.len() >= MIN_RUN)
}

/// The bytes that a run stands for, if that is what it does: only what is encoded from them again alike, and
/// no words, which compress better as they are.
fn decoded(run: &str) -> Option<(u64, Vec<u8>)> {
    let has = |kind: fn(&u8) -> bool| run.bytes().any(|letter| kind(&letter));
    let is_json = ["ey", "ew", "Wy", "W3"].iter().any(|start| run.starts_with(start));
    let is_noise = run.len() >= MIN_NOISE
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && (run.len() >= MIN_STANDARD || !run.contains('/'));
    let (tag, engine) = encoding(run);
    let bytes = engine.decode(run).ok().filter(|bytes| engine.encode(bytes) == run)?;
    (is_noise || is_json && std::str::from_utf8(&bytes).is_ok()).then_some((tag, bytes))
}

fn encoding(run: &str) -> (u64, &'static GeneralPurpose) {
    let is_url = run.contains(['-', '_'])
        || !run.len().is_multiple_of(4)
        || run.starts_with("ey")
        || run.len() < MIN_STANDARD;
    if is_url && !run.contains(['+', '/', '=']) { (URL, &URL_SAFE_NO_PAD) } else { (PADDED, &STANDARD) }
}

fn join(items: &[Value], room: &mut usize) -> Result<Vec<u8>, CarriageFault> {
    let mut out = Vec::new();
    for item in items {
        *room = room.checked_sub(1).ok_or(CarriageFault::TooManyParts)?;
        match item {
            Value::Text(text) => out.extend_from_slice(text.as_bytes()),
            Value::Bytes(bytes) => out.extend_from_slice(bytes),
            Value::Tag(tag, content) => {
                let engine = match *tag {
                    URL => &URL_SAFE_NO_PAD,
                    PADDED => &STANDARD,
                    _ => return Err(CarriageFault::Damaged("parts")),
                };
                let bytes = match &**content {
                    Value::Bytes(bytes) => bytes.clone(),
                    Value::Array(items) => join(items, room)?,
                    _ => return Err(CarriageFault::Damaged("parts")),
                };
                out.extend_from_slice(engine.encode(bytes).as_bytes());
            }
            _ => return Err(CarriageFault::Damaged("parts")),
        }
        if out.len() > MAX_PROOF_BYTES {
            return Err(CarriageFault::TooLarge);
        }
    }
    Ok(out)
}

/// Expected conversion to base64url, and to base64 (RFC 8949 §3.4.5.2).
const URL: u64 = 21;
const PADDED: u64 = 22;

/// Shortest run that is looked at: `{"a":1}` has 10.
const MIN_RUN: usize = 10;

/// Shortest run that is taken for noise and no word. A digest has 43.
const MIN_NOISE: usize = 40;

/// A shorter run of letters that both alphabets have is rather of a token than of a certificate, and one with
/// slashes rather an address.
const MIN_STANDARD: usize = 256;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn back(proof: &[u8]) -> Vec<u8> {
        read(&write(proof).unwrap()).unwrap()
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(proof: Vec<u8>) {
            prop_assert_eq!(back(&proof), proof);
        }

        #[test]
        fn any_text_of_base64_letters_comes_back(text in "[A-Za-z0-9+/_=.~\"-]{0,400}") {
            prop_assert_eq!(back(text.as_bytes()), text.as_bytes());
        }

        #[test]
        fn what_is_encoded_comes_back(bytes: Vec<Vec<u8>>, url: bool, inner in "\\PC{0,80}") {
            let encode = |bytes: &[u8]| if url { URL_SAFE_NO_PAD.encode(bytes) } else { STANDARD.encode(bytes) };
            let inside: Vec<_> = bytes.iter().map(|bytes| encode(bytes)).collect();
            let text = encode(format!("{{\"a\":\"{inner}\",\"b\":{inside:?}}}").as_bytes());
            prop_assert_eq!(back(text.as_bytes()), text.as_bytes());
        }

        #[test]
        fn any_cbor_is_read_or_refused(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
    }

    #[test]
    fn tokens_are_unwrapped_and_certificates_in_them() {
        let der: Vec<u8> = (0..=255).rev().chain(0..=99).collect();
        let certificate = STANDARD.encode(&der);
        let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"EdDSA","x5c":["{certificate}"]}}"#));
        let token = format!(
            "{header}.{}.{}~",
            URL_SAFE_NO_PAD.encode(r#"{"iss":"a"}"#),
            URL_SAFE_NO_PAD.encode(&der[..64])
        );
        let cbor = write(token.as_bytes()).unwrap();
        for plain in [&br#"{"alg":"EdDSA","x5c":[""#[..], br#"{"iss":"a"}"#, &der, &der[..64]] {
            assert!(cbor.windows(plain.len()).any(|window| window == plain));
        }
        assert_eq!(read(&cbor).unwrap(), token.as_bytes());
    }

    #[test]
    fn words_stay_words() {
        let text = r#"{"type":"VerifiableCredential","a":"https://example.org/VerifiableCredential/1/AlsoAVeryLongPath2"}"#;
        assert!(write(text.as_bytes()).unwrap().windows(text.len()).any(|window| window == text.as_bytes()));
    }

    #[test]
    fn more_parts_than_there_is_room_for_stay_text() {
        let many = format!("{}.", URL_SAFE_NO_PAD.encode(r#"{"a":1}"#)).repeat(MAX_PARTS);
        assert_eq!(back(many.as_bytes()), many.as_bytes());
    }

    #[test]
    fn foreign_parts_are_bounded() {
        let cbor = |value: &Value| {
            let mut out = Vec::new();
            ciborium::into_writer(value, &mut out).unwrap();
            out
        };
        let text = || Value::Text("a".to_owned());
        assert_eq!(read(&cbor(&Value::Array(vec![text(); MAX_PARTS]))).unwrap().len(), MAX_PARTS);
        assert_eq!(read(&cbor(&Value::Array(vec![text(); MAX_PARTS + 1]))), Err(CarriageFault::TooManyParts));
        let deep = (0..100).fold(text(), |inner, _| Value::Tag(URL, Box::new(Value::Array(vec![inner]))));
        for value in [
            text(),
            Value::Array(vec![Value::Null]),
            Value::Array(vec![Value::Tag(1, Box::new(text()))]),
            Value::Array(vec![deep]),
        ] {
            assert_eq!(read(&cbor(&value)), Err(CarriageFault::Damaged("parts")));
        }
    }
}
