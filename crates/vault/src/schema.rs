//! The tables, and how older ones become newer ones. A migration that was released is never changed.

use rusqlite::Connection;
use rusqlite_migration::{Error as MigrationError, M, MigrationDefinitionError, Migrations};

/// Every step from an empty database to the present schema, in order.
const STEPS: &[M<'static>] =
    &[M::up(include_str!("migrations/0001.sql")), M::up(include_str!("migrations/0002.sql"))];

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
    Migrations::from_slice(STEPS).to_latest(connection).map_err(|error| match error {
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
        Migrations::from_slice(STEPS).validate().unwrap();
    }
}
