//! IRIs: which text is one (RFC 3987 §2.2), and references resolved (RFC 3986 §5.2).

/// True for a well-formed absolute IRI, with or without a fragment.
pub(crate) fn is_iri(text: &str) -> bool {
    let Some(scheme) = scheme_end(text) else { return false };
    let mut rest = &text[scheme + 1..];
    if let Some(hierarchy) = rest.strip_prefix("//") {
        let end = hierarchy.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
        let (authority, after) = hierarchy.split_at(end.unwrap_or(hierarchy.len()));
        if !is_authority(authority) {
            return false;
        }
        rest = after;
    }
    rest = after_allowed(rest, PATH, false);
    if let Some(query) = rest.strip_prefix('?') {
        rest = after_allowed(query, QUERY, true);
    }
    if let Some(fragment) = rest.strip_prefix('#') {
        rest = after_allowed(fragment, QUERY, false);
    }
    rest.is_empty()
}

/// True for what begins with a scheme and has no space in it: an IRI as careless contexts write it.
pub(crate) fn has_scheme(text: &str) -> bool {
    scheme_end(text).is_some() && !text.contains(char::is_whitespace)
}

/// True for the label of a blank node, without `_:` (RDF 1.1 N-Quads, `BLANK_NODE_LABEL`).
pub(crate) fn is_blank_label(label: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '\u{b7}' | '\u{203f}' | '\u{2040}');
    label.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && label.ends_with(inner)
        && label.chars().all(|c| inner(c) || c == '.')
}

/// Resolves a reference against an absolute IRI, without normalising anything else.
pub(crate) fn resolve(base: &str, reference: &str) -> String {
    let given = Parts::of(reference);
    if given.scheme.is_some() {
        return given.with_path(&without_dots(given.path));
    }
    let base = Parts::of(base);
    let mut target = Parts { scheme: base.scheme, ..given };
    if given.authority.is_some() {
        return target.with_path(&without_dots(given.path));
    }
    target.authority = base.authority;
    if given.path.is_empty() {
        target.query = given.query.or(base.query);
        return target.with_path(base.path);
    }
    if given.path.starts_with('/') {
        return target.with_path(&without_dots(given.path));
    }
    let merged = match base.path.rfind('/') {
        Some(end) => format!("{}{}", &base.path[..=end], given.path),
        None if base.authority.is_some() => format!("/{}", given.path),
        None => given.path.to_owned(),
    };
    target.with_path(&without_dots(&merged))
}

/// The components of a reference (RFC 3986, appendix B).
#[derive(Clone, Copy)]
struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        match scheme_end(text) {
            Some(end) => Self { scheme: Some(&text[..end]), ..Self::of_rest(&text[end + 1..]) },
            None => Self::of_rest(text),
        }
    }

    /// All but the scheme.
    fn of_rest(rest: &'a str) -> Self {
        let (rest, fragment) = split(rest, '#');
        let (rest, query) = split(rest, '?');
        let (authority, path) = match rest.strip_prefix("//") {
            Some(hierarchy) => {
                let (authority, path) = hierarchy.split_at(hierarchy.find('/').unwrap_or(hierarchy.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self { scheme: None, authority, path, query, fragment }
    }

    fn with_path(&self, path: &str) -> String {
        let mut text = String::with_capacity(64);
        let mut push = |before: &str, part: Option<&str>, after: &str| {
            if let Some(part) = part {
                text.push_str(before);
                text.push_str(part);
                text.push_str(after);
            }
        };
        push("", self.scheme, ":");
        push("//", self.authority, "");
        push("", Some(path), "");
        push("?", self.query, "");
        push("#", self.fragment, "");
        text
    }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// Position of the colon that ends the scheme.
fn scheme_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let end =
        bytes.iter().position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'+' | b'-' | b'.'))?;
    (bytes[end] == b':' && bytes[0].is_ascii_alphabetic()).then_some(end)
}

/// Removes `.` and `..` segments (§5.2.4).
fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let rooted = path.starts_with('/');
    let mut open = false;
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        open = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => _ = segments.pop(),
            name => segments.push(name),
        }
    }
    if open {
        segments.push("");
    }
    let joined = segments.join("/");
    if rooted { format!("/{joined}") } else { joined }
}

fn is_authority(authority: &str) -> bool {
    if allowed(authority, NAME) {
        return true;
    }
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = match host.rsplit_once(':') {
        Some((before, port)) if !port.contains(']') => (before, port),
        _ => (host, ""),
    };
    let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => address.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.')),
        None => allowed(host, NAME),
    };
    is_host && allowed(user, USER) && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Characters of a component, as bits of [`CLASSES`].
const NAME: u8 = 1;
const USER: u8 = 2;
const PATH: u8 = 4;
const QUERY: u8 = 8;

const CLASSES: [u8; 128] = {
    let mut classes = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => NAME | USER | PATH | QUERY,
            b'!' | b'$' | b'&'..=b',' | b';' | b'=' => NAME | USER | PATH | QUERY,
            b':' => USER | PATH | QUERY,
            b'@' | b'/' => PATH | QUERY,
            b'?' => QUERY,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

fn allowed(text: &str, class: u8) -> bool {
    after_allowed(text, class, false).is_empty()
}

/// What follows the characters of a component.
fn after_allowed(text: &str, class: u8, private: bool) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b'%' if bytes.get(at + 1..at + 3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit)) => 3,
            0..128 if CLASSES[usize::from(byte)] & class != 0 => 1,
            0..128 => break,
            _ => match text[at..].chars().next() {
                Some(c) if is_beyond_ascii(c) || private && is_private(c) => c.len_utf8(),
                _ => break,
            },
        };
    }
    &text[at..]
}

/// `ucschar` of RFC 3987.
fn is_beyond_ascii(c: char) -> bool {
    let code = u32::from(c);
    matches!(code, 0xa0..=0xd7ff | 0xf900..=0xfdcf | 0xfdf0..=0xffef)
        || (0x1_0000..=0xe_fffd).contains(&code)
            && code & 0xffff <= 0xfffd
            && !(0xe_0000..0xe_1000).contains(&code)
}

/// `iprivate` of RFC 3987, allowed in queries.
fn is_private(c: char) -> bool {
    let code = u32::from(c);
    matches!(code, 0xe000..=0xf8ff | 0xf_0000..=0xf_fffd | 0x10_0000..=0x10_fffd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_an_iri() {
        for iri in [
            "http://example.org/",
            "https://example.org:8080/a/b;c=1?x=y/z?#frag/ment?",
            "urn:uuid:2d39bfcb-73b9-4c0f-9a9c-6bdb5d1d0fd5",
            "did:key:z6Mk#z6Mk",
            "mailto:a@b.example",
            "tag:x,2020:%C3%A9",
            "http://[::1]:80/",
            "http://user:pw@example.org",
            "https://esco.example/skill/\u{e9}t\u{e9}?\u{e000}",
            "x:",
        ] {
            assert!(is_iri(iri), "{iri}");
        }
        for text in [
            "",
            "relative",
            "/path",
            ":x",
            "1a:b",
            "_:b0",
            "http://example.org/a b",
            "http://example.org/#a#b",
            "http://example.org/<a>",
            "http://example.org/{a}",
            "http://example.org/a\\b",
            "http://example.org/%zz",
            "http://example.org/%a",
            "http://example.org/a[1]",
            "http://exa mple.org/",
            "http://example.org:80a/",
            "http://example.org/\u{e000}",
            "http://example.org/\u{0}",
        ] {
            assert!(!is_iri(text), "{text}");
        }
    }

    #[test]
    fn labels_of_blank_nodes() {
        for label in ["b0", "0", "_x", "a.b", "a-b", "\u{e9}"] {
            assert!(is_blank_label(label), "{label}");
        }
        for label in ["", "a b", ".a", "a.", "-a", "a\u{1}", "a>"] {
            assert!(!is_blank_label(label), "{label}");
        }
    }

    /// The examples of RFC 3986 §5.4.
    #[test]
    fn references_resolve() {
        let base = "http://a/b/c/d;p?q";
        for (reference, target) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/../x", "http://a/b/c/g#s/../x"),
        ] {
            assert_eq!(resolve(base, reference), target, "{reference}");
        }
        assert_eq!(resolve("http://a", "g"), "http://a/g");
        assert_eq!(resolve("urn:a:b", "#c"), "urn:a:b#c");
    }
}
