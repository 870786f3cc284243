//! The tables, and how older ones become newer ones. A migration that was released is never changed.

use rusqlite::{Connection, Transaction, params};
use rusqlite_migration::{Error as MigrationError, HookResult, M, MigrationDefinitionError, Migrations};

use crate::fold::fold;

/// Every step from an empty database to the present schema, in order.
fn steps() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("migrations/0001.sql")),
        M::up(include_str!("migrations/0002.sql")),
        M::up_with_hook(include_str!("migrations/0003.sql"), fold_all),
        M::up(include_str!("migrations/0004.sql")),
        M::up(include_str!("migrations/0005.sql")),
    ])
}

/// Words and sort keys as `fold` makes them, and the index of them.
fn fold_all(transaction: &Transaction<'_>) -> HookResult {
    let mut records = transaction.prepare(
        "SELECT card.record, title, issuer, words.text FROM card JOIN words ON words.record = card.record",
    )?;
    let mut cards = transaction.prepare("UPDATE card SET title = ?2, issuer = ?3 WHERE record = ?1")?;
    let mut words = transaction.prepare("UPDATE words SET text = ?2 WHERE record = ?1")?;
    let mut rows = records.query([])?;
    while let Some(row) = rows.next()? {
        let record: i64 = row.get(0)?;
        let folded = |column| row.get::<_, String>(column).map(|text| fold(&text));
        cards.execute(params![record, folded(1)?, folded(2)?])?;
        words.execute(params![record, folded(3)?])?;
    }
    transaction.execute_batch(include_str!("migrations/0003_search.sql"))?;
    Ok(())
}

/// Why the tables are not as they should be.
pub(crate) enum SchemaFault {
    /// A later version of this program changed them.
    Newer,
    /// There are none, where there should be some.
    Missing,
    /// A statement failed.
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for SchemaFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// Makes the tables in an empty database.
pub(crate) fn make(connection: &mut Connection) -> Result<(), SchemaFault> {
    advance(connection)
}

/// Brings the tables of an existing database up to date. Each step happens wholly or not at all.
pub(crate) fn update(connection: &mut Connection) -> Result<(), SchemaFault> {
    match version(connection)? {
        0 => Err(SchemaFault::Missing),
        _ => advance(connection),
    }
}

fn advance(connection: &mut Connection) -> Result<(), SchemaFault> {
    steps().to_latest(connection).map_err(|error| match error {
        MigrationError::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => {
            SchemaFault::Newer
        }
        MigrationError::RusqliteError { err, .. } => SchemaFault::Database(err),
        // The number of steps applied is outside what this program ever writes.
        _ => SchemaFault::Missing,
    })
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_apply_to_an_empty_database() {
        steps().validate().unwrap();
    }
}
