//! Putting records in, reading them, judging them again, and removing them.

use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::events::{Event, append};
use crate::fault::{Part, VaultFault};
use crate::fold::fold;
use crate::record::{IndexCard, Judgement, NewRecord, Record, RecordId, Stored, sha256};
use crate::store::Vault;

impl Vault {
    /// Stores a credential, unless the same part of the same file is stored already.
    ///
    /// # Errors
    /// [`VaultFault::Full`], [`VaultFault::Denied`], [`VaultFault::Damaged`] or
    /// [`VaultFault::Database`]; then nothing of it is stored.
    pub fn put(&mut self, new: &NewRecord<'_>) -> Result<Stored, VaultFault> {
        let hash = sha256(new.original);
        self.transact(|transaction| insert(transaction, new, hash))
    }

    /// Stores several credentials, all of them or none; what is stored already stays as it is. `events` tells
    /// of each what the history then says, if it is new; where there are fewer, it says nothing.
    ///
    /// # Errors
    /// As for [`put`](Self::put); then nothing of any of them is stored.
    pub fn put_all(&mut self, new: &[NewRecord<'_>], events: &[Event]) -> Result<Vec<Stored>, VaultFault> {
        let mut last: Option<(&[u8], [u8; 32])> = None;
        let hashes: Vec<_> = new
            .iter()
            .map(|new| match last {
                // The credentials of one file share its bytes: hashed once.
                Some((bytes, hash)) if std::ptr::eq(bytes, new.original) => hash,
                _ => last.insert((new.original, sha256(new.original))).1,
            })
            .collect();
        self.transact(|transaction| {
            let mut events = events.iter();
            let mut put = |(new, hash)| {
                let (stored, event) = (insert(transaction, new, hash)?, events.next());
                if let (Stored::New(_), Some(event)) = (&stored, event) {
                    append(transaction, event)?;
                }
                Ok(stored)
            };
            new.iter().zip(hashes).map(&mut put).collect()
        })
    }

    /// Everything about a record but its bytes.
    ///
    /// # Errors
    /// [`VaultFault::RecordUnknown`], or a failure of the database.
    pub fn record(&self, id: &RecordId) -> Result<Record, VaultFault> {
        self.connection
            .prepare_cached(
                "SELECT record.part, record.file_name, record.stored_at, length(original.bytes),
                        judgement.checked_at, judgement.report, judgement.evidence
                 FROM record
                 JOIN original ON original.id = record.original
                 JOIN judgement ON judgement.record = record.id
                 WHERE record.name = ?1",
            )
            .and_then(|mut statement| {
                statement
                    .query_row([id.as_str()], |row| {
                        Ok(Record {
                            id: id.clone(),
                            part: row.get(0)?,
                            file_name: row.get(1)?,
                            stored_at: row.get(2)?,
                            bytes: row.get(3)?,
                            judgement: Judgement {
                                checked_at: row.get(4)?,
                                report: row.get(5)?,
                                evidence: row.get(6)?,
                            },
                        })
                    })
                    .optional()
            })
            .map_err(|error| self.refused(error))?
            .ok_or_else(|| VaultFault::RecordUnknown { record: id.clone() })
    }

    /// What a list shows of a record, in the caller's own format.
    ///
    /// # Errors
    /// [`VaultFault::RecordUnknown`], or a failure of the database.
    pub fn face(&self, id: &RecordId) -> Result<String, VaultFault> {
        self.connection
            .query_row("SELECT face FROM card WHERE name = ?1", [id.as_str()], |row| row.get(0))
            .optional()
            .map_err(|error| self.refused(error))?
            .ok_or_else(|| VaultFault::RecordUnknown { record: id.clone() })
    }

    /// The file of a record, byte for byte as it came in. Its hash is checked on the way out.
    ///
    /// # Errors
    /// [`VaultFault::RecordUnknown`], [`VaultFault::Damaged`] when the bytes do not have their hash,
    /// or a failure of the database.
    pub fn original(&self, id: &RecordId) -> Result<Vec<u8>, VaultFault> {
        let (hash, bytes): ([u8; 32], Vec<u8>) = self
            .connection
            .prepare_cached(
                "SELECT original.sha256, original.bytes
                 FROM record JOIN original ON original.id = record.original WHERE record.name = ?1",
            )
            .and_then(|mut statement| {
                statement.query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()
            })
            .map_err(|error| self.refused(error))?
            .ok_or_else(|| VaultFault::RecordUnknown { record: id.clone() })?;
        if sha256(&bytes) == hash { Ok(bytes) } else { Err(VaultFault::Damaged { part: Part::Original }) }
    }

    /// Replaces what was found out about a record, and its card.
    ///
    /// # Errors
    /// [`VaultFault::RecordUnknown`], or as for [`put`](Self::put); then the old judgement stays.
    pub fn judge_again(
        &mut self,
        id: &RecordId,
        judgement: &Judgement,
        card: &IndexCard,
    ) -> Result<(), VaultFault> {
        let found = self.transact(|transaction| {
            let Some(row) = row_of(transaction, id)? else { return Ok(false) };
            change_judgement(transaction, row, judgement)?;
            change_card(transaction, row, card)?;
            Ok(true)
        })?;
        if found { Ok(()) } else { Err(VaultFault::RecordUnknown { record: id.clone() }) }
    }

    /// Removes a record: its bytes are overwritten, its words leave the search index.
    ///
    /// # Errors
    /// [`VaultFault::RecordUnknown`], or as for [`put`](Self::put); then it is still there.
    pub fn delete(&mut self, id: &RecordId) -> Result<(), VaultFault> {
        if self.delete_all(std::slice::from_ref(id), &[])?.is_empty() {
            return Err(VaultFault::RecordUnknown { record: id.clone() });
        }
        Ok(())
    }

    /// Removes records as [`delete`](Self::delete) does, all of them or none, and writes the events about them
    /// into the history; answers those that were there. Ids that name no record are passed over, and so is
    /// what `events` says of them.
    ///
    /// # Errors
    /// As for [`put`](Self::put); then all are still there.
    pub fn delete_all(&mut self, ids: &[RecordId], events: &[Event]) -> Result<Vec<RecordId>, VaultFault> {
        let removed = self.transact(|transaction| {
            let mut removed = Vec::new();
            for id in ids {
                if remove(transaction, id)? {
                    removed.push(id.clone());
                }
            }
            let told = |event: &&Event| event.record.as_ref().is_some_and(|record| removed.contains(record));
            events.iter().filter(told).try_for_each(|event| append(transaction, event))?;
            Ok(removed)
        })?;
        self.fold_log();
        Ok(removed)
    }

    /// Number of records.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn count(&self) -> Result<usize, VaultFault> {
        self.connection
            .query_row("SELECT count(*) FROM card", [], |row| row.get(0))
            .map_err(|error| self.refused(error))
    }

    /// The log holds pages from before, encrypted: folds it in and empties it. Where that cannot be done
    /// now, it is done at the next opportunity; what was deleted is.
    pub(crate) fn fold_log(&self) {
        let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }

    /// Does something wholly or not at all.
    pub(crate) fn transact<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, VaultFault> {
        let done = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(
            |transaction| {
                let done = work(&transaction)?;
                transaction.commit()?;
                Ok(done)
            },
        );
        done.map_err(|error| self.refused(error))
    }
}

pub(crate) fn insert(
    transaction: &Transaction<'_>,
    new: &NewRecord<'_>,
    hash: [u8; 32],
) -> rusqlite::Result<Stored> {
    let held: Option<String> = transaction
        .prepare_cached(
            "SELECT record.name FROM record JOIN original ON original.id = record.original
             WHERE original.sha256 = ?1 AND record.part = ?2",
        )?
        .query_row(params![hash, new.part], |row| row.get(0))
        .optional()?;
    let id = RecordId::of(&hash, new.part);
    if held.is_some() {
        return Ok(Stored::Duplicate(id));
    }
    transaction
        .prepare_cached("INSERT OR IGNORE INTO original (sha256, bytes) VALUES (?1, ?2)")?
        .execute(params![hash, new.original])?;
    transaction
        .prepare_cached(
            "INSERT INTO record (name, original, part, file_name, stored_at)
             VALUES (?1, (SELECT id FROM original WHERE sha256 = ?2), ?3, ?4, ?5)",
        )?
        .execute(params![id.as_str(), hash, new.part, new.file_name, new.stored_at])?;
    let row = transaction.last_insert_rowid();
    add_judgement(transaction, row, &new.judgement)?;
    add_card(transaction, row, &id, &new.card)?;
    Ok(Stored::New(id))
}

/// True when it was there.
fn remove(transaction: &Transaction<'_>, id: &RecordId) -> rusqlite::Result<bool> {
    let Some(row) = row_of(transaction, id)? else { return Ok(false) };
    let original: i64 =
        transaction.query_row("SELECT original FROM record WHERE id = ?1", [row], |row| row.get(0))?;
    transaction.execute("DELETE FROM record WHERE id = ?1", [row])?;
    transaction.execute(
        "DELETE FROM original WHERE id = ?1 AND NOT EXISTS
         (SELECT 1 FROM record WHERE record.original = original.id)",
        [original],
    )?;
    Ok(true)
}

pub(crate) fn row_of(transaction: &Transaction<'_>, id: &RecordId) -> rusqlite::Result<Option<i64>> {
    transaction.query_row("SELECT id FROM record WHERE name = ?1", [id.as_str()], |row| row.get(0)).optional()
}

fn add_judgement(transaction: &Transaction<'_>, row: i64, judgement: &Judgement) -> rusqlite::Result<()> {
    let Judgement { checked_at, report, evidence } = judgement;
    transaction
        .prepare_cached(
            "INSERT INTO judgement (record, checked_at, report, evidence) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![row, checked_at, report, evidence])?;
    Ok(())
}

/// Plain insertions only, none with a trigger or an alternative: before each of those the search index would write
/// out what it has gathered, a segment for each record instead of one for many.
fn add_card(
    transaction: &Transaction<'_>,
    row: i64,
    id: &RecordId,
    card: &IndexCard,
) -> rusqlite::Result<()> {
    let IndexCard { title, issuer, issued, expires, search_text, same, series, face } = card;
    transaction
        .prepare_cached(
            "INSERT INTO card (record, name, title, issuer, issued, expires, same, series, face)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![row, id.as_str(), fold(title), fold(issuer), issued, expires, same, series, face])?;
    let text = fold(search_text);
    transaction
        .prepare_cached("INSERT INTO words (record, text) VALUES (?1, ?2)")?
        .execute(params![row, text])?;
    transaction
        .prepare_cached("INSERT INTO search (rowid, text, note) VALUES (?1, ?2, '')")?
        .execute(params![row, text])?;
    Ok(())
}

fn change_judgement(transaction: &Transaction<'_>, row: i64, judgement: &Judgement) -> rusqlite::Result<()> {
    let Judgement { checked_at, report, evidence } = judgement;
    transaction
        .prepare_cached("UPDATE judgement SET checked_at = ?2, report = ?3, evidence = ?4 WHERE record = ?1")?
        .execute(params![row, checked_at, report, evidence])?;
    Ok(())
}

fn change_card(transaction: &Transaction<'_>, row: i64, card: &IndexCard) -> rusqlite::Result<()> {
    let IndexCard { title, issuer, issued, expires, search_text, same, series, face } = card;
    transaction
        .prepare_cached(
            "UPDATE card SET title = ?2, issuer = ?3, issued = ?4, expires = ?5, same = ?6, series = ?7, face = ?8
             WHERE record = ?1",
        )?
        .execute(params![row, fold(title), fold(issuer), issued, expires, same, series, face])?;
    transaction
        .prepare_cached("UPDATE words SET text = ?2 WHERE record = ?1 AND text <> ?2")?
        .execute(params![row, fold(search_text)])?;
    Ok(())
}

#[cfg(test)]
mod tests;
