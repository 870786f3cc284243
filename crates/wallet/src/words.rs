//! The words that people read, outside the window too: the same file as in it.

mod sentences;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

pub use sentences::{counts, name};

/// Values that fill the gaps in a sentence.
pub type Gaps = BTreeMap<String, String>;

/// The words, read once.
pub struct Words(Value);

impl Words {
    /// The English words.
    #[must_use]
    pub fn english() -> Self {
        let text = include_str!("../../../ui/src/words/en.json");
        Self(serde_json::from_str(text).expect("the words file is JSON, a test reads it"))
    }

    /// A sentence by its dotted key, with its gaps filled; `None` when there is none.
    #[must_use]
    pub fn say(&self, key: &str, gaps: &Gaps) -> Option<String> {
        let sentence = key.split('.').try_fold(&self.0, |value, part| value.get(part))?.as_str()?;
        Some(fill(sentence, gaps))
    }
}

/// Fills `{name}` from the gaps; what is not there is left empty. A recognition's date is its list's.
fn fill(sentence: &str, gaps: &Gaps) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((gap, after)) = after.split_once('}') else { break };
        filled.push_str(before);
        let value = gaps.get(gap).or_else(|| gaps.get("as_of").filter(|_| gap == "date"));
        filled.push_str(value.map(String::as_str).unwrap_or_default());
        rest = after;
    }
    filled + rest
}

/// A date or a time as "30 May 2026"; `None` when it is none.
#[must_use]
pub fn day(text: &str) -> Option<String> {
    let date: Date = text.get(..10)?.parse().ok()?;
    Some(date.strftime("%-d %B %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_missing_ones_left_empty() {
        let gaps = Gaps::from([("name".to_owned(), "A {b} school".to_owned())]);
        assert_eq!(fill("{name}: {nothing}!", &gaps), "A {b} school: !");
        assert_eq!(fill("open { brace", &gaps), "open { brace");
    }

    #[test]
    fn dates_are_written_out() {
        assert_eq!(day("2026-05-30T12:00:00Z").as_deref(), Some("30 May 2026"));
        assert_eq!(day("2026-13-30"), None);
        assert_eq!(day("å"), None);
    }
}
