//! Language tags.

/// True for a well-formed tag, as far as its shape goes (BCP 47 §2.1): subtags of one to eight characters.
pub(super) fn is_tag(tag: &str) -> bool {
    tag.split('-').enumerate().all(|(at, part)| {
        let fits = |byte: u8| if at == 0 { byte.is_ascii_alphabetic() } else { byte.is_ascii_alphanumeric() };
        (1..=8).contains(&part.len()) && part.bytes().all(fits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_of_tags() {
        for tag in ["en", "de-CH-1996", "x-private", "sl-rozaj-biske"] {
            assert!(is_tag(tag), "{tag}");
        }
        for text in ["", "en us", "en_US", "e1", "en-", "-en", "abcdefghi", "\u{e9}s"] {
            assert!(!is_tag(text), "{text}");
        }
    }
}
