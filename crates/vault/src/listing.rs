//! Lists of cards: grouped, sorted, and narrowed by what a person types.

use std::ops::RangeInclusive;
use std::sync::Arc;

use rusqlite::{OptionalExtension as _, Row, Statement, ToSql};

use crate::fault::VaultFault;
use crate::fold::{fold, in_word};
use crate::found::Found;
use crate::organise::Kin;
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

/// What stands together in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Grouping {
    /// Nothing: one list.
    #[default]
    None,
    /// What comes from one issuer; issuers by name.
    Issuer,
    /// What was issued in one year, the latest year first; without a date last.
    Year,
}

/// Which cards a list shows.
#[derive(Debug, Clone, Default)]
pub struct Query<'a> {
    /// What the person typed: cards that have, for each word of it, a word that begins with it. Case and
    /// accents do not matter. Without a letter or digit in it: all cards.
    pub typed: &'a str,
    /// What comes first, within a group where there are groups.
    pub order: Order,
    /// What stands together.
    pub grouping: Grouping,
    /// Where to look.
    pub shelf: Shelf,
    /// Only those of this collection.
    pub collection: Option<&'a str>,
    /// Only those that expire in this span.
    pub expires: Option<RangeInclusive<i64>>,
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
    /// How another record is related; the closest kinship counts.
    pub kin: Option<Kin>,
}

/// Neighbours in a list. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct Group {
    /// The folded issuer or the year; empty without one.
    pub name: String,
    /// How many cards it has.
    pub records: usize,
}

impl Vault {
    /// The cards that fit, in order.
    ///
    /// # Errors
    /// A failure of the database. No text typed is an error.
    pub fn list(&self, query: &Query<'_>) -> Result<Vec<Listed>, VaultFault> {
        // The order is read from an index alone; faces are fetched only of what is shown.
        let rows: Vec<i64> = self.fitting(&query.ordered(), query, |statement, parameters| {
            let limit = query.limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(NO_LIMIT);
            let offset = i64::try_from(query.offset).unwrap_or(i64::MAX);
            let mut parameters = parameters.to_vec();
            parameters.extend([(":limit", &limit as &dyn ToSql), (":offset", &offset)]);
            statement.query_map(parameters.as_slice(), |row| row.get(0))?.collect()
        })?;
        self.connection
            .prepare_cached(FACE)
            .and_then(|mut statement| rows.iter().map(|row| statement.query_row([row], line)).collect())
            .map_err(|error| self.refused(error))
    }

    /// The records that fit, whatever the order, offset and limit.
    ///
    /// # Errors
    /// As for [`list`](Self::list).
    pub fn fitting_records(&self, query: &Query<'_>) -> Result<Vec<RecordId>, VaultFault> {
        let sql = format!("SELECT card.name FROM card {FITTING}");
        self.fitting(&sql, query, |statement, parameters| {
            let names = statement.query_map(parameters, |row| row.get::<_, String>(0))?;
            names.map(|name| RecordId::parse(&name?).ok_or(rusqlite::Error::InvalidQuery)).collect()
        })
    }

    /// The face of one card; `None` when no record has this id.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn face_if_known(&self, record: &RecordId) -> Result<Option<String>, VaultFault> {
        self.connection
            .prepare_cached(
                "SELECT card.face FROM record JOIN card ON card.record = record.id WHERE record.name = ?1",
            )
            .and_then(|mut statement| statement.query_row([record.as_str()], |row| row.get(0)).optional())
            .map_err(|error| self.refused(error))
    }

    /// The groups of the cards that fit, in order, at most `most`, whatever the offset and limit; one when
    /// nothing stands together.
    ///
    /// # Errors
    /// As for [`list`](Self::list).
    pub fn groups(&self, query: &Query<'_>, most: usize) -> Result<Vec<Group>, VaultFault> {
        let Some((key, direction)) = query.grouping.sql() else {
            let records = self.count_fitting(query)?;
            return Ok(vec![Group { name: String::new(), records }]);
        };
        let sql = format!(
            "SELECT coalesce({key}, ''), count(*) FROM card {FITTING} GROUP BY card.archived, {key}
             ORDER BY card.archived, {key} {direction} LIMIT :most"
        );
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.fitting(&sql, query, |statement, parameters| {
            let mut parameters = parameters.to_vec();
            parameters.push((":most", &most));
            let read = |row: &Row<'_>| {
                let name = match row.get(0)? {
                    rusqlite::types::Value::Integer(year) => year.to_string(),
                    rusqlite::types::Value::Text(name) => name,
                    _ => String::new(),
                };
                Ok(Group { name, records: row.get(1)? })
            };
            statement.query_map(parameters.as_slice(), read)?.collect()
        })
    }

    /// How many cards fit, whatever the offset and limit.
    ///
    /// # Errors
    /// As for [`list`](Self::list).
    pub fn count_fitting(&self, query: &Query<'_>) -> Result<usize, VaultFault> {
        let sql = format!("SELECT count(*) FROM card {FITTING}");
        let count = || {
            self.fitting(&sql, query, |statement, parameters| {
                statement.query_row(parameters, |row| row.get(0))
            })
        };
        if query.collection.is_some() || query.expires.is_some() {
            return count();
        }
        match self.found(query).map_err(|error| self.refused(error))?.as_deref() {
            None => self.recall.on_shelf(&self.connection, query.shelf, count),
            Some(Found::Few(_)) => count(),
            Some(Found::Many(_, number)) => match query.shelf {
                Shelf::Both => Ok(*number),
                Shelf::Archived => count(),
                // What is put away is little, as a rule: counted and taken off.
                Shelf::Current => {
                    Ok(number - self.count_fitting(&Query { shelf: Shelf::Archived, ..query.clone() })?)
                }
            },
        }
    }

    /// Prepares a statement with only the conditions that the query asks for, and runs it.
    fn fitting<T>(
        &self,
        sql: &str,
        query: &Query<'_>,
        run: impl FnOnce(&mut Statement<'_>, &[(&str, &dyn ToSql)]) -> rusqlite::Result<T>,
    ) -> Result<T, VaultFault> {
        let archived = query.shelf.archived();
        let expires = query.expires.as_ref().map(|span| (*span.start(), *span.end()));
        let mut conditions = Vec::new();
        let mut parameters: Vec<(&str, &dyn ToSql)> = Vec::new();
        if let Some(archived) = &archived {
            conditions.push("card.archived = :archived");
            parameters.push((":archived", archived));
        }
        let found = self.found(query).map_err(|error| self.refused(error))?.map(|found| found.condition());
        conditions.extend(found.as_deref());
        if query.collection.is_some() {
            conditions.push(
                "card.record IN (SELECT record FROM member JOIN collection ON collection.id = collection
                                 WHERE collection.name = :collection)",
            );
            parameters.push((":collection", &query.collection));
        }
        if let Some((from, until)) = &expires {
            conditions.push("(card.expires IS NULL) = 0 AND card.expires BETWEEN :from AND :until");
            parameters.extend([(":from", from as &dyn ToSql), (":until", until)]);
        }
        let all =
            if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        // Rows that a search found are part of the text: nothing to keep.
        let sql = sql.replace(FITTING, &all);
        let done = match found {
            Some(_) => {
                self.connection.prepare(&sql).and_then(|mut statement| run(&mut statement, &parameters))
            }
            None => self
                .connection
                .prepare_cached(&sql)
                .and_then(|mut statement| run(&mut statement, &parameters)),
        };
        done.map_err(|error| self.refused(error))
    }

    /// What fits the words that were typed; `None` when there are none.
    fn found(&self, query: &Query<'_>) -> rusqlite::Result<Option<Arc<Found>>> {
        let expression = match_expression(query.typed);
        expression.map(|expression| self.recall.search(&self.connection, &expression)).transpose()
    }
}

impl Query<'_> {
    /// The rows that fit, in order.
    fn ordered(&self) -> String {
        let within = match (self.grouping, self.order) {
            // Within an issuer, by issuer is by title.
            (Grouping::Issuer, Order::Issuer) => Order::Title.sql(),
            (_, order) => order.sql(),
        };
        let groups = match (self.grouping.sql(), self.order) {
            (None, _) => String::new(),
            // The order by date is one by year.
            (Some(_), Order::Issued) if self.grouping == Grouping::Year => String::new(),
            (Some((key, direction)), _) => format!("{key} {direction}, "),
        };
        format!(
            "SELECT card.record FROM card {FITTING} ORDER BY card.archived, {groups}{within}, card.record
             LIMIT :limit OFFSET :offset"
        )
    }
}

impl Grouping {
    /// What members of a group share, and how groups are ordered.
    fn sql(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::None => None,
            Self::Issuer => Some(("card.issuer", "")),
            Self::Year => Some(("CAST(strftime('%Y', card.issued, 'unixepoch') AS INTEGER)", "DESC")),
        }
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
    pub(crate) fn archived(self) -> Option<bool> {
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
    let kin = match (row.get(2)?, row.get(3)?) {
        (true, _) => Some(Kin::Same),
        (false, true) => Some(Kin::Series),
        (false, false) => None,
    };
    Ok(Listed { record, face: row.get(1)?, kin })
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

/// One card, and whether it has kin.
const FACE: &str = "SELECT card.name, card.face,
    EXISTS (SELECT 1 FROM card AS other WHERE other.same = card.same AND other.record <> card.record),
    EXISTS (SELECT 1 FROM card AS other WHERE other.series = card.series AND other.record <> card.record)
    FROM card WHERE card.record = ?1";

/// Stands in a statement for the conditions of its query.
const FITTING: &str = "{fitting}";

/// Most words of a search that are looked at. Nobody types more.
const MAX_WORDS: usize = 16;

/// SQLite's own word for it.
const NO_LIMIT: i64 = -1;

#[cfg(test)]
mod tests;
