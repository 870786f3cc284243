//! Lists of cards: sorted, and narrowed by what a person types.

use rusqlite::{Row, Statement, ToSql};

use crate::fault::VaultFault;
use crate::fold::{fold, in_word};
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

/// Which cards a list shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    /// What the person typed: cards that have, for each word of it, a word that begins with it. Case and
    /// accents do not matter. Without a letter or digit in it: all cards.
    pub typed: &'a str,
    /// What comes first.
    pub order: Order,
    /// Where to look.
    pub shelf: Shelf,
    /// Only those of this collection.
    pub collection: Option<&'a str>,
    /// How many to pass over.
    pub offset: usize,
    /// How many to answer with; `None`: all.
    pub limit: Option<usize>,
}

/// Where records lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shelf {
    /// Those that are not put away.
    #[default]
    Current,
    /// Those that are put away.
    Archived,
    /// All; those that are put away last.
    Both,
}

/// One line of a list. No `Debug`: it is personal.
pub struct Listed {
    /// The record.
    pub record: RecordId,
    /// [`IndexCard::face`](crate::IndexCard::face).
    pub face: String,
}

impl Vault {
    /// The cards that fit, in order.
    ///
    /// # Errors
    /// A failure of the database. No text typed is an error.
    pub fn list(&self, query: Query<'_>) -> Result<Vec<Listed>, VaultFault> {
        let Query { order, offset, limit, .. } = query;
        let ordered = format!(
            "SELECT card.name, card.face FROM card {FITTING} ORDER BY card.archived, {}, card.record
             LIMIT :limit OFFSET :offset",
            order.sql()
        );
        let limit = limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(NO_LIMIT);
        let offset = i64::try_from(offset).unwrap_or(i64::MAX);
        self.fitting(&ordered, query, |statement, parameters| {
            let mut parameters = parameters.to_vec();
            parameters.extend([(":limit", &limit as &dyn ToSql), (":offset", &offset)]);
            statement.query_map(parameters.as_slice(), line)?.collect()
        })
    }

    /// How many cards fit, whatever the offset and limit.
    ///
    /// # Errors
    /// As for [`list`](Self::list).
    pub fn count_fitting(&self, query: Query<'_>) -> Result<usize, VaultFault> {
        let sql = format!("SELECT count(*) FROM card {FITTING}");
        self.fitting(&sql, query, |statement, parameters| statement.query_row(parameters, |row| row.get(0)))
    }

    /// Prepares a statement with only the conditions that the query asks for, and runs it.
    fn fitting<T>(
        &self,
        sql: &str,
        query: Query<'_>,
        run: impl FnOnce(&mut Statement<'_>, &[(&str, &dyn ToSql)]) -> rusqlite::Result<T>,
    ) -> Result<T, VaultFault> {
        let words = match_expression(query.typed);
        let archived = query.shelf.archived();
        let mut conditions = Vec::new();
        let mut parameters: Vec<(&str, &dyn ToSql)> = Vec::new();
        if let Some(archived) = &archived {
            conditions.push("card.archived = :archived");
            parameters.push((":archived", archived));
        }
        if words.is_some() {
            conditions.push("card.record IN (SELECT rowid FROM search WHERE search MATCH :words)");
            parameters.push((":words", &words));
        }
        if query.collection.is_some() {
            conditions.push(
                "card.record IN (SELECT record FROM member JOIN collection ON collection.id = collection
                                 WHERE collection.name = :collection)",
            );
            parameters.push((":collection", &query.collection));
        }
        let all =
            if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        self.connection
            .prepare_cached(&sql.replace(FITTING, &all))
            .and_then(|mut statement| run(&mut statement, &parameters))
            .map_err(|error| self.refused(error))
    }
}

impl Order {
    /// Each has an index of these columns, after `archived`; see the schema.
    fn sql(self) -> &'static str {
        match self {
            Self::Issued => "card.issued DESC, card.title",
            Self::Title => "card.title",
            Self::Issuer => "card.issuer, card.title",
            Self::Expires => "card.expires IS NULL, card.expires, card.title",
        }
    }
}

impl Shelf {
    fn archived(self) -> Option<bool> {
        match self {
            Self::Current => Some(false),
            Self::Archived => Some(true),
            Self::Both => None,
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
        .split(|character| !in_word(character))
        .filter(|word| word.contains(char::is_alphanumeric))
        .take(MAX_WORDS)
        .map(|word| format!("\"{}\"*", fold(word).trim_end()))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Stands in a statement for the conditions of its query.
const FITTING: &str = "{fitting}";

/// Most words of a search that are looked at. Nobody types more.
const MAX_WORDS: usize = 16;

/// SQLite's own word for it.
const NO_LIMIT: i64 = -1;

#[cfg(test)]
mod tests;
