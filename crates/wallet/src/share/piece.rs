//! The credential in a file, as it can be shown, and lists of several.

use proof::present::sd_jwt::SdJwt;
use serde_json::Value;
use serde_json::value::RawValue;

/// The credential in a file: the file itself, or its item of a list. What stands in a message or a picture is
/// not cut out of it.
pub(crate) fn piece(original: &[u8], part: usize) -> Option<String> {
    let text = std::str::from_utf8(original).ok()?;
    match text.trim_start().bytes().next()? {
        b'{' if part == 0 && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() => {
            Some(text.to_owned())
        }
        b'e' if part == 0 && !text.trim().contains(char::is_whitespace) => Some(text.trim().to_owned()),
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            let item = items.get(part)?.get();
            serde_json::from_str::<String>(item)
                .ok()
                .or_else(|| item.starts_with('{').then(|| item.to_owned()))
        }
        _ => None,
    }
}

/// True for the compact form of what can be shown in part.
pub(crate) fn is_sd_jwt(text: &str) -> bool {
    text.starts_with("ey") && text.contains('~')
}

/// The key of the holder that an issuer names in what can be shown in part.
pub(crate) fn confirmation(original: &[u8], part: u32) -> Option<Value> {
    let text = piece(original, usize::try_from(part).ok()?).filter(|text| is_sd_jwt(text))?;
    SdJwt::read(&text).ok()?.confirmation().cloned()
}

/// One proof as it is, or a list of several; documents stand in it as they are, byte for byte.
pub(crate) fn together(mut texts: Vec<String>) -> String {
    if texts.len() == 1 {
        return texts.remove(0);
    }
    let items = texts.iter().map(|text| match text.trim_start().starts_with('{') {
        true => text.clone(),
        false => Value::from(text.as_str()).to_string(),
    });
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_of_a_list_is_shown_without_the_others() {
        let list = br#"[ {"a" : 1}, "eyJ.e30.c2ln~", 7 ]"#;
        assert_eq!(piece(list, 0).as_deref(), Some(r#"{"a" : 1}"#));
        assert_eq!(piece(list, 1).as_deref(), Some("eyJ.e30.c2ln~"));
        assert_eq!(piece(list, 2), None);
        assert_eq!(piece(list, 3), None);
    }

    #[test]
    fn message_around_a_credential_is_never_shown() {
        assert_eq!(piece(b"Dear Aino, here it is: {\"type\": \"a\"}", 0), None);
        assert_eq!(piece(b"{\"type\": \"a\"} Dear Aino", 0), None);
        assert_eq!(piece(b"eyJ.e30.c2ln Dear Aino", 0), None);
        assert_eq!(piece(b"\x89PNG", 0), None);
    }

    #[test]
    fn documents_in_a_list_stay_as_they_are() {
        let texts = vec!["{\"a\" : 1.0}\n".to_owned(), "eyJ.e30.c2ln~".to_owned()];
        assert_eq!(together(texts), "[{\"a\" : 1.0}\n,\"eyJ.e30.c2ln~\"]");
        assert_eq!(together(vec!["eyJ.e30.c2ln~".to_owned()]), "eyJ.e30.c2ln~");
    }
}
