//! What was put into a picture, a document or a list comes out of it.

use proptest::prelude::*;
use serde_json::Value;

use super::pdf::tests::{deflated, document, plain};
use super::{Piece, baker, pieces};
use crate::arbitrary::{moment, object};

/// The JSON values of a file.
fn read(file: &[u8]) -> Vec<Value> {
    let found = pieces(file).expect("a file that was just made is opened");
    let value = |piece| match piece {
        Ok(Piece::Json(value)) => Some(value),
        _ => None,
    };
    let values: Option<_> = found.into_iter().map(value).collect();
    values.expect("JSON alone was put in")
}

/// JSON in ASCII alone.
fn ascii(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        match letter.is_ascii() {
            true => plain.push(letter),
            false => {
                letter.encode_utf16(&mut [0; 2]).iter().for_each(|unit| plain += &format!("\\u{unit:04x}"))
            }
        }
    }
    plain
}

/// A text as it may stand in XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A token whose header and claims are these; nobody signed it.
fn token(claims: &str) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    format!("{}.{}.c2ln", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#), URL_SAFE_NO_PAD.encode(claims))
}

proptest! {
    #![proptest_config(moment())]

    #[test]
    fn what_is_baked_into_a_png_comes_out(object in object()) {
        let value = Value::from(object);
        let text = value.to_string();
        for chunk in [
            baker::plain_text("openbadgecredential", ascii(&text).as_bytes()),
            baker::international_text("openbadgecredential", text.as_bytes()),
            baker::compressed_text("openbadges", text.as_bytes()),
        ] {
            prop_assert_eq!(read(&baker::png(&[chunk])), std::slice::from_ref(&value));
        }
    }

    #[test]
    fn what_is_baked_into_an_svg_comes_out(object in object()) {
        let value = Value::from(object);
        let text = escaped(&value.to_string());
        for (prefix, name) in [("b2", "assertion"), ("b3", "credential")] {
            let inside = format!("<{prefix}:{name} verify=\"https://a.example\">{text}</{prefix}:{name}>");
            prop_assert_eq!(read(&baker::svg(&inside)), std::slice::from_ref(&value));
        }
    }

    #[test]
    fn what_is_attached_to_a_pdf_comes_out(object in object()) {
        let value = Value::from(object);
        let text = value.to_string();
        for attached in [plain(4, text.as_bytes()), deflated(4, text.as_bytes())] {
            prop_assert_eq!(read(&document(&[attached])), std::slice::from_ref(&value));
        }
    }

    #[test]
    fn the_members_of_a_list_come_out_in_order(objects in prop::collection::vec(object(), 1..5)) {
        let list: Vec<Value> = objects.into_iter().map(Value::from).collect();
        let text = Value::from(list.clone()).to_string();
        prop_assert_eq!(read(text.as_bytes()), list);
    }

    #[test]
    fn a_token_comes_out_letter_by_letter(object in object()) {
        let token = token(&Value::from(object).to_string());
        let baked = baker::png(&[baker::international_text("openbadgecredential", token.as_bytes())]);
        let attribute = format!("<b3:credential verify=\"{token}\"/>");
        for file in [token.clone().into_bytes(), baked, baker::svg(&attribute)] {
            let found = pieces(&file).expect("a file that was just made is opened");
            prop_assert!(
                matches!(&found[..], [Ok(Piece::Token(text))] if *text == token),
                "{found:?}"
            );
        }
    }
}
