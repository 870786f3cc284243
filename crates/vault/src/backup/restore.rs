//! Restoring: into an empty wallet, or into one that has credentials already. Nothing there is replaced.

use std::path::Path;

use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::content::{Contents, Entry, RecordEntry};
use super::fault::BackupFault;
use super::read::{inspect, read};
use crate::documents::Document;
use crate::events::{self, Event};
use crate::fault::{Part, VaultFault};
use crate::holder_keys;
use crate::key::Passphrase;
use crate::organise::{make_collection, put_into, set_note};
use crate::record::{NewRecord, RecordId, Stored, sha256};
use crate::records::{insert, row_of};
use crate::store::Vault;

/// What a restore changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What was in the backup.
    pub contents: Contents,
    /// Credentials that are in the wallet now and were not before.
    pub new: usize,
    /// Credentials that were in the wallet already; they stay as they are.
    pub present: usize,
}

impl Vault {
    /// Takes in what is in a backup and not yet in the wallet: all of it or, after a fault, nothing.
    ///
    /// The whole backup is read once before the wallet is touched, and every credential that was stored
    /// is read back and hashed before anything stays. What the wallet has already wins: credentials, notes,
    /// texts and keys of the same name are left as they are. Restoring twice changes nothing.
    ///
    /// # Errors
    /// As for [`read`]; or a fault of storage.
    pub fn restore(&mut self, file: &Path, passphrase: &Passphrase) -> Result<Restored, BackupFault> {
        inspect(file, passphrase)?;
        let folder = self.folder.clone();
        let refused = |error| BackupFault::Vault(VaultFault::database(error, &folder));
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(refused)?;
        let mut taken = Vec::new();
        let mut present = 0;
        let contents = read(file, passphrase, |entry| {
            match take_in(&transaction, entry).map_err(refused)? {
                Taken::New(id) => taken.push(id),
                Taken::Present => present += 1,
                Taken::Other => {}
            }
            Ok(())
        })?;
        for id in &taken {
            if !reads_back(&transaction, id).map_err(refused)? {
                return Err(VaultFault::Damaged { part: Part::Original }.into());
            }
        }
        transaction.commit().map_err(refused)?;
        Ok(Restored { contents, new: taken.len(), present })
    }
}

/// What became of one thing.
enum Taken {
    New(RecordId),
    Present,
    Other,
}

fn take_in(transaction: &Transaction<'_>, entry: Entry<'_>) -> rusqlite::Result<Taken> {
    match entry {
        Entry::Record(record) => return take_in_record(transaction, *record),
        Entry::Document(kind, Document { name, text }) => {
            transaction
                .prepare_cached("INSERT OR IGNORE INTO document (kind, name, text) VALUES (?1, ?2, ?3)")?
                .execute(params![kind, name, text])?;
        }
        Entry::Collection(name) => _ = make_collection(transaction, name)?,
        Entry::HolderKey(key, secret) => _ = holder_keys::insert(transaction, &key, secret)?,
        Entry::Event(event) => {
            if !happened(transaction, &event)? {
                events::append(transaction, &event)?;
            }
        }
    }
    Ok(Taken::Other)
}

fn take_in_record(transaction: &Transaction<'_>, entry: RecordEntry<'_>) -> rusqlite::Result<Taken> {
    let RecordEntry { id, original, part, file_name, stored_at, card, judgement, .. } = entry;
    let new =
        NewRecord { original, part, file_name: file_name.as_deref(), stored_at: &stored_at, card, judgement };
    let stored = insert(transaction, &new, sha256(original))?;
    for collection in &entry.collections {
        put_into(transaction, collection, &id)?;
    }
    let Some(row) = row_of(transaction, &id)? else { return Err(rusqlite::Error::QueryReturnedNoRows) };
    let noted: bool =
        transaction.query_row("SELECT count(*) > 0 FROM note WHERE record = ?1", [row], |row| row.get(0))?;
    if !noted && !entry.note.is_empty() {
        set_note(transaction, row, &entry.note)?;
    }
    let Stored::New(id) = stored else { return Ok(Taken::Present) };
    transaction.execute("UPDATE card SET archived = ?2 WHERE record = ?1", params![row, entry.archived])?;
    Ok(Taken::New(id))
}

fn happened(transaction: &Transaction<'_>, event: &Event) -> rusqlite::Result<bool> {
    let Event { at, kind, record, text } = event;
    let record = record.as_ref().map(RecordId::as_str);
    let found = transaction
        .prepare_cached("SELECT 1 FROM event WHERE at = ?1 AND kind = ?2 AND record IS ?3 AND text = ?4")?
        .query_row(params![at, kind, record, text], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}

fn reads_back(transaction: &Transaction<'_>, id: &RecordId) -> rusqlite::Result<bool> {
    transaction
        .prepare_cached(
            "SELECT original.sha256, original.bytes FROM record
             JOIN original ON original.id = record.original WHERE record.name = ?1",
        )?
        .query_row([id.as_str()], |row| {
            let hash: [u8; 32] = row.get(0)?;
            Ok(sha256(row.get_ref(1)?.as_blob()?) == hash)
        })
}
