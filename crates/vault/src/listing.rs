//! Lists of cards: sorted, and narrowed by what a person types.

use std::ops::RangeInclusive;

use rusqlite::{Row, named_params};

use crate::fault::VaultFault;
use crate::record::RecordId;
use crate::store::Vault;

/// What comes first in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// The latest issued; without a date last.
    #[default]
    Issued,
    /// By title.
    Title,
    /// By issuer, then title.
    Issuer,
    /// The first to expire; what never expires last.
    Expires,
}

/// One line of a list. No `Debug`: it is personal.
pub struct Listed {
    /// The record.
    pub record: RecordId,
    /// [`IndexCard::face`](crate::IndexCard::face).
    pub face: String,
}

impl Vault {
    /// The cards that have, for each word typed, a word that begins with it; at most `limit`, where one
    /// is given. Case, and accents on Latin letters, do not matter. Without a letter or digit in `typed`: all cards.
    ///
    /// # Errors
    /// A failure of the database. No text typed is an error.
    pub fn list(&self, typed: &str, order: Order, limit: Option<usize>) -> Result<Vec<Listed>, VaultFault> {
        let words = match_expression(typed);
        let filter = match words {
            Some(_) => "WHERE card.record IN (SELECT rowid FROM search WHERE search MATCH :words)",
            // Keeps the parameter in the statement, so that both forms bind alike.
            None => "WHERE :words IS NULL",
        };
        let sql = format!(
            "SELECT card.name, card.face FROM card {filter} ORDER BY {}, card.record LIMIT :limit",
            order.sql()
        );
        let limit = limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(NO_LIMIT);
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut statement| {
                statement.query_map(named_params! { ":words": words, ":limit": limit }, line)?.collect()
            })
            .map_err(|error| self.refused(error))
    }
}

impl Order {
    /// Each has an index of these columns; see the schema.
    fn sql(self) -> &'static str {
        match self {
            Self::Issued => "card.issued DESC, card.title",
            Self::Title => "card.title",
            Self::Issuer => "card.issuer, card.title",
            Self::Expires => "card.expires IS NULL, card.expires, card.title",
        }
    }
}

fn line(row: &Row<'_>) -> rusqlite::Result<Listed> {
    let name: String = row.get(0)?;
    let record = RecordId::parse(&name).ok_or(rusqlite::Error::InvalidQuery)?;
    Ok(Listed { record, face: row.get(1)? })
}

/// What a person typed, as an FTS5 expression: each word a quoted prefix, so that nothing in it is an
/// operator. `None` when there is no word.
fn match_expression(typed: &str) -> Option<String> {
    let words: Vec<String> = typed
        .split(|character: char| !character.is_alphanumeric() && !COMBINING.contains(&character))
        .filter(|word| word.contains(char::is_alphanumeric))
        .take(MAX_WORDS)
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Accents that follow their letter, as some keyboards and file systems write them.
const COMBINING: RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// Most words of a search that are looked at. Nobody types more.
const MAX_WORDS: usize = 16;

/// SQLite's own word for it.
const NO_LIMIT: i64 = -1;

#[cfg(test)]
mod tests;
