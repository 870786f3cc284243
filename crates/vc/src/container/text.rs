//! Credentials pasted into text: a mail, a chat, a web page's source.

use std::cell::Cell;
use std::ops::Range;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use super::Piece;
use crate::json;
use crate::limits::{MAX_TEXT_ATTEMPTS, MAX_TEXT_WORK};
use crate::verify::unverified::Unreadable;

/// The JSON objects and compact tokens in a text, outermost only and in its order; `None` when there is none.
///
/// An object counts when it holds a type or a context, as every credential does: text has other braces. A
/// token counts when its first part is a JOSE header.
pub(super) fn pieces(text: &[u8]) -> Option<Vec<Result<Piece, Unreadable>>> {
    let text = std::str::from_utf8(text).ok()?;
    let objects = objects(text);
    let between =
        |token: &(Range<usize>, Piece)| objects.iter().all(|(span, _)| !span.contains(&token.0.start));
    let tokens: Vec<_> = tokens(text).filter(between).collect();
    let mut found: Vec<_> = objects.into_iter().chain(tokens).collect();
    found.sort_by_key(|(span, _)| span.start);
    (!found.is_empty()).then(|| found.into_iter().map(|(_, piece)| Ok(piece)).collect())
}

fn objects(text: &str) -> Vec<(Range<usize>, Piece)> {
    let mut found = Vec::new();
    let (mut at, mut work, values) = (0, MAX_TEXT_WORK, Cell::new(0));
    for _ in 0..MAX_TEXT_ATTEMPTS {
        let Some(start) = text[at..].find('{').map(|offset| at + offset) else { break };
        at = start + 1;
        let Some(left) = work.checked_sub(text.len() - start) else { break };
        work = left;
        let Some(end) = balanced(&text[start..]).map(|length| start + length) else { continue };
        if let Ok(value) = json::parse_one_of_several(&text.as_bytes()[start..end], &values)
            && (value.get("@context").is_some()
                || value.get("type").is_some()
                || value.get("payload").is_some())
        {
            found.push((start..end, Piece::Json(value)));
            at = end;
        }
    }
    found
}

/// Runs of letters that tokens are made of, each with its header looked at.
fn tokens(text: &str) -> impl Iterator<Item = (Range<usize>, Piece)> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.~".contains(letter);
    let runs = text.split(move |letter| !is_part(letter));
    let candidates = runs.filter(|run| run.starts_with("ey")).map(|run| run.trim_end_matches('.'));
    candidates.filter(|run| is_token(run)).take(MAX_TEXT_ATTEMPTS).map(move |run| {
        let start = run.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + run.len(), Piece::Token(run.to_owned()))
    })
}

fn is_token(run: &str) -> bool {
    let mut parts = run.split('~').next().unwrap_or_default().split('.');
    let header = parts.next().and_then(|header| URL_SAFE_NO_PAD.decode(header).ok());
    let header = header.and_then(|header| serde_json::from_slice::<Value>(&header).ok());
    header.is_some_and(|header| header.get("alg").is_some()) && parts.count() == 2
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

    #[test]
    fn tokens_are_found_between_words() {
        let token = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln";
        for text in [
            format!("Your badge:\n\n{token}\n\nBye"),
            format!("<a href=\"https://wallet.example/#credential={token}\">here</a>"),
            format!("It is {token}."),
            format!("data:application/vc+jwt,{token}"),
            format!("{token}~ZGlz~"),
        ] {
            assert_eq!(count(&text), 1, "{text}");
        }
        let both =
            format!("first {{\"type\": \"a\", \"id\": \"{token}\"}} then {token} and {{\"type\": \"b\"}}");
        let kinds: Vec<bool> = pieces(both.as_bytes())
            .unwrap()
            .iter()
            .map(|piece| matches!(piece, Ok(Piece::Token(_))))
            .collect();
        assert_eq!(kinds, [false, true, false]);
    }

    #[test]
    fn words_that_look_like_tokens_are_none() {
        for text in
            ["eyes.and.ears", "eyJ.e30.c2ln", "eyJhbGciOiJFUzI1NiJ9.e30", "eyJ0eXAiOiJKV1QifQ.e30.c2ln"]
        {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
