//! Credentials pasted into text: a mail, a chat, a web page's source.

use super::Piece;
use crate::json;
use crate::limits::{MAX_TEXT_ATTEMPTS, MAX_TEXT_WORK};
use crate::verify::unverified::Unreadable;

/// The JSON objects in a text, outermost only; `None` when there is none.
///
/// An object counts when it holds a type or a context, as every credential does: text has other braces.
pub(super) fn pieces(text: &[u8]) -> Option<Vec<Result<Piece, Unreadable>>> {
    let text = std::str::from_utf8(text).ok()?;
    let mut found = Vec::new();
    let (mut at, mut work) = (0, MAX_TEXT_WORK);
    for _ in 0..MAX_TEXT_ATTEMPTS {
        let Some(start) = text[at..].find('{').map(|offset| at + offset) else { break };
        at = start + 1;
        let Some(left) = work.checked_sub(text.len() - start) else { break };
        work = left;
        let Some(end) = balanced(&text[start..]).map(|length| start + length) else { continue };
        if let Ok(value) = json::parse(&text.as_bytes()[start..end])
            && (value.get("@context").is_some()
                || value.get("type").is_some()
                || value.get("payload").is_some())
        {
            found.push(Ok(Piece::Json(value)));
            at = end;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Length of the object that `text` begins with, its braces and strings counted; `None` when it never ends.
fn balanced(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        pieces(text.as_bytes()).map_or(0, |found| found.len())
    }

    #[test]
    fn objects_are_found_between_words() {
        assert_eq!(
            count("Hello {name}!\n```json\n{\"type\": \"a } \\\" {\"}\n```\nand {\"@context\": []} bye"),
            2
        );
    }

    #[test]
    fn other_braces_are_no_credentials() {
        assert_eq!(count("fn main() { let x = {}; }"), 0);
        assert_eq!(count("{\"a\": 1}"), 0);
        assert_eq!(count(&"{".repeat(100_000)), 0);
    }

    #[test]
    fn an_object_that_breaks_off_hides_nothing_behind_it() {
        assert_eq!(count("broken { here: {\"type\": \"a\"}"), 1);
    }
}
