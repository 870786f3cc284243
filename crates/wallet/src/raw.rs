//! The raw view of a file: JSON with line breaks, anything else as it is.

/// The beginning of a file as text, at most `max_bytes` of it. JSON is indented; its tokens are not
/// touched, so numbers, order and escapes read as they stand in the file.
pub(crate) fn readable(bytes: &[u8], max_bytes: usize) -> String {
    // Indenting only adds bytes, so no more input than this can show.
    let head = &bytes[..bytes.len().min(max_bytes)];
    let text = String::from_utf8_lossy(head);
    let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
    let mut readable = if is_json { indent(&text, max_bytes) } else { text.into_owned() };
    readable.truncate(readable.floor_char_boundary(max_bytes));
    readable
}

/// Indents JSON that is known to be JSON, or the beginning of it.
fn indent(json: &str, max_bytes: usize) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    let mut tokens = json.chars().peekable();
    while let Some(token) = tokens.next() {
        if out.len() >= max_bytes {
            break;
        }
        match token {
            '"' => {
                out.push('"');
                copy_string(&mut tokens, &mut out);
            }
            '{' | '[' => {
                out.push(token);
                while tokens.next_if(|next| next.is_ascii_whitespace()).is_some() {}
                if let Some(close) = tokens.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(close);
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(token);
            }
            ',' => {
                out.push(',');
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            blank if blank.is_ascii_whitespace() => {}
            other => out.push(other),
        }
    }
    out
}

/// The rest of a string, to its closing quote.
fn copy_string(tokens: &mut impl Iterator<Item = char>, out: &mut String) {
    let mut escaped = false;
    for character in tokens {
        out.push(character);
        match character {
            '"' if !escaped => return,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_indented_and_its_tokens_stay() {
        let json = r#"{"b":1.50,"a":[1e3,"x, {y}: \"z\"\\",{}, [ ]],"c":{"d":null}}"#;
        let expected = "{\n  \"b\": 1.50,\n  \"a\": [\n    1e3,\n    \"x, {y}: \\\"z\\\"\\\\\",\n    {},\n    []\n  ],\n  \"c\": {\n    \"d\": null\n  }\n}";
        assert_eq!(readable(json.as_bytes(), 1000), expected);
        assert_eq!(readable(expected.as_bytes(), 1000), expected);
    }

    #[test]
    fn other_text_stays() {
        assert_eq!(readable(b"eyJh.eyJi.c2ln\n", 1000), "eyJh.eyJi.c2ln\n");
        assert_eq!(readable(b"{\"a\": ", 1000), "{\"a\": ");
        assert_eq!(readable(b"\xff{}", 1000), "\u{fffd}{}");
    }

    #[test]
    fn never_longer_than_allowed() {
        let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
        let long = format!("\"{}\"", "é".repeat(100));
        for text in [deep, long, "\u{20ac}".repeat(100)] {
            for max in 0..40 {
                assert!(readable(text.as_bytes(), max).len() <= max);
            }
        }
    }
}
