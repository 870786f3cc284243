//! Addresses that something made here may link to.

use crate::limits::MAX_LINK_CHARACTERS;

/// An address as a link: https only, with a host, in the characters of RFC 3986; `None` for everything else.
///
/// Terms of the European vocabularies are named with http and answer to both, so they are linked with https.
#[must_use]
pub fn link(address: &str) -> Option<String> {
    let address = address.trim();
    let secure = match address.strip_prefix("http://data.europa.eu/") {
        Some(term) => format!("https://data.europa.eu/{term}"),
        None => address.to_owned(),
    };
    let rest = secure.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let of_rfc_3986 = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    let of_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte);
    let plain = host.bytes().all(of_host) && host.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    (plain && rest.bytes().all(of_rfc_3986) && secure.len() <= MAX_LINK_CHARACTERS).then_some(secure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_with_a_plain_host_is_a_link() {
        for (address, expected) in [
            ("https://school.example/a?b=c#d", Some("https://school.example/a?b=c#d")),
            (" https://school.example ", Some("https://school.example")),
            ("http://data.europa.eu/esco/skill/1", Some("https://data.europa.eu/esco/skill/1")),
            ("http://school.example", None),
            ("HTTPS://school.example", None),
            ("https://", None),
            ("https:///path", None),
            ("https://user@school.example", None),
            ("https://school.example/\"onload=x", None),
            ("https://school.example/<b>", None),
            ("https://school.example/a b", None),
            ("https://школа.example", None),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("urn:credential:1", None),
            ("//school.example", None),
        ] {
            assert_eq!(link(address).as_deref(), expected, "{address}");
        }
        assert_eq!(link(&format!("https://a.example/{}", "a".repeat(MAX_LINK_CHARACTERS))), None);
    }
}
