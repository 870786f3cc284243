//! Order among records: what is put away, gathered under a name, written about, or another issue of the same.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use crate::fault::VaultFault;
use crate::fold::fold;
use crate::record::RecordId;
use crate::records::row_of;
use crate::store::Vault;

/// A name under which records are gathered. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct Collection {
    /// The name.
    pub name: String,
    /// How many records are in it.
    pub records: usize,
}

/// How another record is related. The caller says by [`IndexCard::same`](crate::IndexCard::same) and
/// [`IndexCard::series`](crate::IndexCard::series) what is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kin {
    /// The same credential, in other bytes.
    Same,
    /// Another credential of the same series.
    Series,
}

impl Vault {
    /// Puts records away, or takes them out again; answers those for which that changed anything. Ids that
    /// name no record are passed over.
    ///
    /// # Errors
    /// [`VaultFault::Full`], [`VaultFault::Denied`], [`VaultFault::Damaged`] or [`VaultFault::Database`];
    /// then nothing changed.
    pub fn archive(&mut self, records: &[RecordId], away: bool) -> Result<Vec<RecordId>, VaultFault> {
        self.transact(|transaction| {
            let mut statement = transaction.prepare_cached(
                "UPDATE card SET archived = ?2 WHERE record = (SELECT id FROM record WHERE name = ?1)
                 AND archived <> ?2",
            )?;
            changed(records, |record| Ok(statement.execute(params![record.as_str(), away])? > 0))
        })
    }

    /// Whether a record is put away.
    ///
    /// # Errors
    /// [`VaultFault::RecordUnknown`], or a failure of the database.
    pub fn archived(&self, record: &RecordId) -> Result<bool, VaultFault> {
        self.connection
            .query_row("SELECT archived FROM card WHERE name = ?1", [record.as_str()], |row| row.get(0))
            .optional()
            .map_err(|error| self.refused(error))?
            .ok_or_else(|| VaultFault::RecordUnknown { record: record.clone() })
    }

    /// Keeps what the learner wrote about a record, in place of what was there; an empty text is none. Its
    /// words find the record.
    ///
    /// # Errors
    /// [`VaultFault::RecordUnknown`], or as for [`archive`](Self::archive).
    pub fn write_note(&mut self, record: &RecordId, text: &str) -> Result<(), VaultFault> {
        let found = self.transact(|transaction| {
            let Some(row) = row_of(transaction, record)? else { return Ok(false) };
            set_note(transaction, row, text)?;
            Ok(true)
        })?;
        if !found {
            return Err(VaultFault::RecordUnknown { record: record.clone() });
        }
        self.fold_log();
        Ok(())
    }

    /// What the learner wrote about a record; empty when nothing.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn note(&self, record: &RecordId) -> Result<String, VaultFault> {
        self.connection
            .query_row(
                "SELECT text FROM note WHERE record = (SELECT id FROM record WHERE name = ?1)",
                [record.as_str()],
                |row| row.get(0),
            )
            .optional()
            .map(Option::unwrap_or_default)
            .map_err(|error| self.refused(error))
    }

    /// The collections, by name.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn collections(&self) -> Result<Vec<Collection>, VaultFault> {
        self.connection
            .prepare_cached(
                "SELECT name, (SELECT count(*) FROM member WHERE collection = collection.id)
                 FROM collection ORDER BY name",
            )
            .and_then(|mut statement| {
                let read =
                    |row: &rusqlite::Row<'_>| Ok(Collection { name: row.get(0)?, records: row.get(1)? });
                statement.query_map([], read)?.collect()
            })
            .map_err(|error| self.refused(error))
    }

    /// The names of the collections that a record is in.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn collections_of(&self, record: &RecordId) -> Result<Vec<String>, VaultFault> {
        names(&self.connection, COLLECTIONS_OF, record.as_str()).map_err(|error| self.refused(error))
    }

    /// Puts records into a collection, which is made where needed; answers those that were not in it. Ids
    /// that name no record are passed over.
    ///
    /// # Errors
    /// As for [`archive`](Self::archive).
    pub fn gather(&mut self, collection: &str, records: &[RecordId]) -> Result<Vec<RecordId>, VaultFault> {
        self.transact(|transaction| changed(records, |record| put_into(transaction, collection, record)))
    }

    /// Takes records out of a collection; answers those that were in it.
    ///
    /// # Errors
    /// As for [`archive`](Self::archive).
    pub fn scatter(&mut self, collection: &str, records: &[RecordId]) -> Result<Vec<RecordId>, VaultFault> {
        self.transact(|transaction| {
            let mut statement = transaction.prepare_cached(
                "DELETE FROM member WHERE collection = (SELECT id FROM collection WHERE name = ?1)
                 AND record = (SELECT id FROM record WHERE name = ?2)",
            )?;
            changed(records, |record| Ok(statement.execute(params![collection, record.as_str()])? > 0))
        })
    }

    /// Makes an empty collection; false when there is one of that name.
    ///
    /// # Errors
    /// As for [`archive`](Self::archive).
    pub fn found_collection(&mut self, name: &str) -> Result<bool, VaultFault> {
        self.transact(|transaction| make_collection(transaction, name))
    }

    /// Gives a collection another name; false when there is none, or the other name is taken.
    ///
    /// # Errors
    /// As for [`archive`](Self::archive).
    pub fn rename_collection(&mut self, name: &str, other: &str) -> Result<bool, VaultFault> {
        let sql = "UPDATE OR IGNORE collection SET name = ?2 WHERE name = ?1";
        Ok(self.transact(|transaction| transaction.execute(sql, [name, other]))? > 0)
    }

    /// Removes a collection, and no record; answers the records that were in it.
    ///
    /// # Errors
    /// As for [`archive`](Self::archive).
    pub fn dissolve(&mut self, name: &str) -> Result<Vec<RecordId>, VaultFault> {
        self.transact(|transaction| {
            let members = names(
                transaction,
                "SELECT record.name FROM member JOIN collection ON collection.id = member.collection
                 JOIN record ON record.id = member.record WHERE collection.name = ?1 ORDER BY record.id",
                name,
            )?;
            transaction.execute("DELETE FROM collection WHERE name = ?1", [name])?;
            Ok(members.iter().filter_map(|name| RecordId::parse(name)).collect())
        })
    }

    /// The other records that are the same credential or of the same series, the latest issued first.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn kin(&self, record: &RecordId) -> Result<Vec<(RecordId, Kin)>, VaultFault> {
        let read = |row: &rusqlite::Row<'_>| {
            let name: String = row.get(0)?;
            let record = RecordId::parse(&name).ok_or(rusqlite::Error::InvalidQuery)?;
            Ok((record, if row.get(1)? { Kin::Same } else { Kin::Series }))
        };
        self.connection
            .prepare_cached(
                "SELECT other.name, coalesce(other.same = card.same, 0) AS is_same FROM card
                 JOIN card AS other ON other.same = card.same OR other.series = card.series
                 WHERE card.name = ?1 AND other.record <> card.record
                 ORDER BY is_same DESC, other.issued DESC, other.record DESC LIMIT ?2",
            )
            .and_then(|mut statement| statement.query_map(params![record.as_str(), MAX_KIN], read)?.collect())
            .map_err(|error| self.refused(error))
    }
}

/// The collections of a record, by name.
pub(crate) const COLLECTIONS_OF: &str =
    "SELECT collection.name FROM member JOIN collection ON collection.id = member.collection
     JOIN record ON record.id = member.record WHERE record.name = ?1 ORDER BY collection.name";

pub(crate) fn names(connection: &Connection, sql: &str, key: &str) -> rusqlite::Result<Vec<String>> {
    connection.prepare_cached(sql)?.query_map([key], |row| row.get(0))?.collect()
}

pub(crate) fn set_note(transaction: &Transaction<'_>, row: i64, text: &str) -> rusqlite::Result<()> {
    if text.is_empty() {
        transaction.execute("DELETE FROM note WHERE record = ?1", [row])?;
    } else {
        transaction
            .execute("INSERT OR REPLACE INTO note (record, text) VALUES (?1, ?2)", params![row, text])?;
    }
    transaction.execute("UPDATE words SET note = ?2 WHERE record = ?1", params![row, fold(text)])?;
    Ok(())
}

/// True when it was not in it, and is now.
pub(crate) fn put_into(
    transaction: &Transaction<'_>,
    collection: &str,
    record: &RecordId,
) -> rusqlite::Result<bool> {
    make_collection(transaction, collection)?;
    let put = transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO member (collection, record)
             SELECT collection.id, record.id FROM collection, record WHERE collection.name = ?1 AND record.name = ?2",
        )?
        .execute(params![collection, record.as_str()])?;
    Ok(put > 0)
}

pub(crate) fn make_collection(transaction: &Transaction<'_>, name: &str) -> rusqlite::Result<bool> {
    let sql = "INSERT OR IGNORE INTO collection (name) VALUES (?1)";
    Ok(transaction.prepare_cached(sql)?.execute([name])? > 0)
}

fn changed(
    records: &[RecordId],
    mut change: impl FnMut(&RecordId) -> rusqlite::Result<bool>,
) -> rusqlite::Result<Vec<RecordId>> {
    let mut changed = Vec::new();
    for record in records {
        if change(record)? {
            changed.push(record.clone());
        }
    }
    Ok(changed)
}

/// Most kin that are named; whoever fills a wallet with a thousand renewals reads no longer list.
const MAX_KIN: usize = 100;

#[cfg(test)]
mod tests;
