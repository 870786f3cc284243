//! Whether what is stored is what was stored.

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::fault::VaultFault;
use crate::record::{RecordId, sha256};
use crate::store::Vault;

/// Something that is not as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// A record whose original does not have its hash, or whose other parts are missing or do not read.
    Record(RecordId),
    /// The tables themselves; what SQLite says.
    Tables(String),
}

impl Vault {
    /// Reads everything, hashes every original, and says what is not as it was stored. Takes as long as
    /// reading the whole file.
    ///
    /// # Errors
    /// A failure of the database other than damage.
    pub fn integrity(&self) -> Result<Vec<Flaw>, VaultFault> {
        // A page that fails makes the connection useless, so the pages come first.
        let tables = said_by(&self.connection, "PRAGMA cipher_integrity_check").into_iter().chain(
            said_by(&self.connection, "PRAGMA integrity_check").into_iter().filter(|line| line != "ok"),
        );
        let mut flaws: Vec<Flaw> = tables.take(MAX_SAID).map(Flaw::Tables).collect();
        if flaws.is_empty() {
            let named = self.named().map_err(|error| self.refused(error))?;
            flaws.extend(named.into_iter().filter(|id| !self.opens(id)).map(Flaw::Record));
        }
        Ok(flaws)
    }

    /// Every record, by the table that lists are read from.
    fn named(&self) -> rusqlite::Result<Vec<RecordId>> {
        let mut statement = self.connection.prepare("SELECT name FROM card ORDER BY record")?;
        let names = statement.query_map([], |row| row.get::<_, String>(0))?;
        names.map(|name| RecordId::parse(&name?).ok_or(rusqlite::Error::InvalidQuery)).collect()
    }

    /// True when all of a record opens, and its bytes are those that came in.
    fn opens(&self, id: &RecordId) -> bool {
        let (Ok(original), Ok(record)) = (self.original(id), self.record(id)) else { return false };
        RecordId::of(&sha256(&original), record.part) == *id
    }
}

/// The lines that a check answers with; one that cannot be made is a line too.
fn said_by(connection: &Connection, pragma: &str) -> Vec<String> {
    let read = |row: &rusqlite::Row<'_>| row.get::<_, Value>(0);
    let lines = connection
        .prepare(pragma)
        .and_then(|mut statement| statement.query_map([], read)?.collect::<rusqlite::Result<Vec<_>>>());
    match lines {
        Ok(values) => values
            .into_iter()
            .map(|value| match value {
                Value::Text(text) => text,
                other => format!("{other:?}"),
            })
            .collect(),
        Err(error) => vec![error.to_string()],
    }
}

/// Most lines about tables that are kept; the first says enough.
const MAX_SAID: usize = 20;

#[cfg(test)]
mod tests;
