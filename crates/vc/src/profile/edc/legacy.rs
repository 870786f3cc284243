//! The format before: Europass credentials in XML (EDCI 1.x, 2021 to 2023), sealed with XAdES. Recognised, so that
//! whoever has one is told what it is; not read.

/// True for a file that begins like a Europass credential in XML, or like what the Europass viewer exported. Looks at
/// names only.
pub(crate) fn is_legacy(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if !start.starts_with(b"<") {
        return false;
    }
    let head = String::from_utf8_lossy(start.get(..HEAD_BYTES).unwrap_or(start));
    head.contains("\"http://data.europa.eu/snb")
        && ["europassCredential", "verifiablePresentation"]
            .iter()
            .any(|root| head.contains(&format!("<{root}")) || head.contains(&format!(":{root}")))
}

/// How much of a file is looked at, in bytes. The names stand in the first element.
const HEAD_BYTES: usize = 4 * 1024;

#[cfg(test)]
mod tests {
    use super::is_legacy;

    #[test]
    fn the_older_format_is_known_by_its_names() {
        let namespace = "xmlns=\"http://data.europa.eu/snb\"";
        for text in [
            format!("<?xml version=\"1.0\"?>\n<europassCredential {namespace} xsdVersion=\"0.10.0\">"),
            format!("<vp:verifiablePresentation {namespace}>"),
            format!("\u{feff}<verifiablePresentation {namespace}>"),
        ] {
            assert!(is_legacy(text.as_bytes()), "{text}");
        }
        for text in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\">".to_owned(),
            "<europassCredential xmlns=\"https://example.org/\">".to_owned(),
            format!("europassCredential {namespace}"),
            format!("<learner {namespace}>"),
            format!("<!--{}--><europassCredential {namespace}>", "x".repeat(super::HEAD_BYTES)),
            String::new(),
        ] {
            assert!(!is_legacy(text.as_bytes()), "{text:.60}");
        }
    }
}
