//! `did:web`: where a domain publishes its document.

/// The address of the document; `None` when the identifier names no public domain.
///
/// `did:web:school.example%3A8443:units:law` is `https://school.example:8443/units/law/did.json`. Only the
/// colon before a port is decoded, so nothing can hide in the domain; a path cannot climb.
pub(super) fn document_url(specific: &str) -> Option<String> {
    file_url(specific, "did.json")
}

/// The address of a file beside the document.
pub(super) fn file_url(specific: &str, file: &str) -> Option<String> {
    let mut parts = specific.split(':');
    let authority = parts.next()?.replace("%3A", ":").replace("%3a", ":");
    let (domain, port) = match authority.split_once(':') {
        Some((domain, port)) => (domain, Some(port)),
        None => (authority.as_str(), None),
    };
    if !is_domain(domain) || !port.is_none_or(is_port) {
        return None;
    }
    let mut url = format!("https://{authority}");
    let mut has_path = false;
    for part in parts {
        if !is_segment(part) {
            return None;
        }
        url.push('/');
        url.push_str(part);
        has_path = true;
    }
    url.push_str(if has_path { "/" } else { "/.well-known/" });
    url.push_str(file);
    Some(url)
}

/// Letters, digits and hyphens between dots, at least two labels, the last not a number: no IP address.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(is_label)
        && !last.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// A path segment that stays one: nothing encoded that would be a dot, a slash or a control character.
fn is_segment(segment: &str) -> bool {
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let pair: Vec<u8> = bytes.by_ref().take(2).collect();
            let decoded = std::str::from_utf8(&pair).ok().filter(|pair| pair.len() == 2);
            match decoded.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
                Some(0x21..=0x2d | 0x30..=0x5b | 0x5d..=0x7e | 0x80..) => {}
                _ => return false,
            }
        }
    }
    !segment.is_empty() && segment != "." && segment != ".."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_ports_and_paths_are_mapped() {
        for (specific, url) in [
            ("school.example", "https://school.example/.well-known/did.json"),
            ("school.example:units:law", "https://school.example/units/law/did.json"),
            ("school.example%3A8443", "https://school.example:8443/.well-known/did.json"),
            ("school.example%3a8443:law", "https://school.example:8443/law/did.json"),
            ("school.example:a%20", ""),
            ("school.example:caf%C3%A9", "https://school.example/caf%C3%A9/did.json"),
        ] {
            assert_eq!(document_url(specific).unwrap_or_default(), url, "{specific}");
        }
    }

    #[test]
    fn what_is_no_public_domain_has_no_document() {
        for specific in [
            "",
            "localhost",
            "127.0.0.1",
            "10.1",
            "school.example%3A",
            "school.example%3A0",
            "school.example%3A70000",
            "school.example%3A80%3A80",
            "school.example%2Fx",
            "user%40school.example",
            "school..example",
            "school.example%3A+80",
        ] {
            assert_eq!(document_url(specific), None, "{specific}");
        }
    }

    #[test]
    fn a_path_cannot_climb() {
        for path in ["", ".", "..", "%2e%2e", "a%2Fb", "a%5Cb", "a%00", "a%", "a%2", "a%+1"] {
            assert_eq!(document_url(&format!("school.example:{path}")), None, "{path}");
        }
    }
}
