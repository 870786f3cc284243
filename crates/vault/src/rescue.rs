//! Rescue: what still opens in a damaged wallet goes into a new one, which then takes its place.
//!
//! Every page of the database is sealed by itself, so that damage to one leaves the others readable. A page that
//! fails makes a connection useless, so every miss opens the wallet anew. The damaged file is only read, and stays
//! beside the new one. When the first pages, which say what tables there are, do not open, nothing can be told.

mod reader;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::params;

use self::reader::{Reader, Row};
use crate::events;
use crate::fault::VaultFault;
use crate::folder::{Folder, Lock};
use crate::holder_keys;
use crate::key::DatabaseKey;
use crate::organise::{make_collection, put_into, set_note};
use crate::record::{NewRecord, RecordId, sha256};
use crate::records::{insert, row_of};
use crate::store::{self, Vault};

/// A rescue that is not finished: nothing has taken the place of the damaged wallet yet.
pub struct Rescue {
    reader: Reader,
    folder: Folder,
    lock: Lock,
    /// Originals without a whole record, by their place in the damaged table.
    bare: Vec<i64>,
    /// Every record that is heard of, with its face where that opens.
    heard_of: BTreeMap<RecordId, Option<String>>,
    kept: usize,
}

/// A record of which nothing was rescued. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct Lost {
    /// Its id.
    pub record: RecordId,
    /// What a list showed of it, in the caller's own format, where that still opens.
    pub face: Option<String>,
}

/// A file whose records are not whole. No `Debug`: it is personal.
pub struct BareFile {
    /// What it was called, where that still opens.
    pub file_name: Option<String>,
    /// Its bytes; their hash is the one that was taken when they came in.
    pub bytes: Vec<u8>,
}

impl Vault {
    /// Begins a rescue: reads all that still opens in the wallet in a folder into a new one, which the caller may add
    /// to. It takes the place of the damaged one at [`Rescue::finish`].
    ///
    /// # Errors
    /// - [`VaultFault::Damaged`] when not even the tables can be found, or the key is another one.
    /// - [`VaultFault::Newer`], [`VaultFault::Absent`], [`VaultFault::InUse`], [`VaultFault::Full`],
    ///   [`VaultFault::Denied`]. The wallet is as it was.
    pub fn rescue(folder: &Path, key: &DatabaseKey) -> Result<(Rescue, Self), VaultFault> {
        let folder = Folder::at(folder);
        if !folder.holds_database()? {
            return Err(folder.absent());
        }
        let lock = folder.lock()?;
        let reader = Reader::open(&folder, key)?;
        let mut new = store::make_unfinished(&folder, key)?;
        // Nothing depends on the new file before it is finished, and then it is synced as a whole.
        let hasty = new.connection.execute_batch("PRAGMA synchronous = OFF");
        hasty.map_err(|error| new.refused(error))?;
        let (bare, heard_of) = (Vec::new(), BTreeMap::new());
        let mut rescue = Rescue { reader, folder, lock, bare, heard_of, kept: 0 };
        rescue.others(&mut new)?;
        rescue.records(&mut new)?;
        rescue.look_for_bare_files(&new)?;
        Ok((rescue, new))
    }
}

impl Rescue {
    /// How many records were rescued whole.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.kept
    }

    /// The next file whose records are not whole; each once.
    pub fn next_bare(&mut self) -> Option<BareFile> {
        loop {
            let place = self.bare.pop()?;
            if let Some((_, bytes)) = self.reader.original(place) {
                return Some(BareFile { file_name: self.reader.file_name(place), bytes });
            }
        }
    }

    /// Puts the new wallet, closed, in the place of the damaged one, which stays beside it under another name; opens it,
    /// and says which records are not in it and how the damaged file is called now.
    ///
    /// # Errors
    /// [`VaultFault::Full`], [`VaultFault::Denied`], [`VaultFault::File`]; then the damaged wallet is still there.
    pub fn finish(self, new: Vault, key: &DatabaseKey) -> Result<(Vault, Vec<Lost>, PathBuf), VaultFault> {
        let Self { reader, folder, lock, heard_of, .. } = self;
        drop(reader);
        let Vault { connection, .. } = new;
        connection.close().map_err(|(_, error)| VaultFault::database(error, folder.path()))?;
        let copy = folder.replace_damaged_database()?;
        let vault = Vault::open_locked(&folder, key, lock)?;
        let missing = |id: &RecordId| matches!(vault.record(id), Err(VaultFault::RecordUnknown { .. }));
        let lost = heard_of.into_iter().filter(|(id, _)| missing(id));
        let lost = lost.map(|(record, face)| Lost { record, face }).collect();
        Ok((vault, lost, copy))
    }

    fn records(&mut self, new: &mut Vault) -> Result<(), VaultFault> {
        for place in 1..=self.reader.last_record() {
            if let Some((name, face)) = self.reader.card(place) {
                self.heard_of.insert(name, Some(face));
            }
            match self.reader.record(place) {
                Row::Whole(record) => {
                    let (name, original, bytes) = (record.name.clone(), record.original, &record.bytes);
                    self.heard_of.entry(name).or_default();
                    if bytes.is_none() {
                        continue;
                    }
                    if self.take_in(new, *record)? {
                        self.kept += 1;
                    } else {
                        self.bare.push(original);
                    }
                }
                Row::Named(name) => _ = self.heard_of.entry(name).or_default(),
                Row::Gone => {}
            }
        }
        for name in self.reader.names() {
            self.heard_of.entry(name).or_default();
        }
        Ok(())
    }

    /// True when the record is in the new wallet now.
    fn take_in(&mut self, new: &mut Vault, record: reader::Found) -> Result<bool, VaultFault> {
        let (Some(bytes), Some((card, judgement))) = (record.bytes, record.known) else { return Ok(false) };
        let hash = sha256(&bytes);
        if RecordId::of(&hash, record.part) != record.name {
            return Ok(false);
        }
        let collections = self.reader.collections(&record.name);
        new.transact(|transaction| {
            let new = NewRecord {
                original: &bytes,
                part: record.part,
                file_name: record.file_name.as_deref(),
                stored_at: &record.stored_at,
                card,
                judgement,
            };
            insert(transaction, &new, hash)?;
            for collection in &collections {
                put_into(transaction, collection, &record.name)?;
            }
            if let Some(row) = row_of(transaction, &record.name)? {
                if let Some(note) = &record.note {
                    set_note(transaction, row, note)?;
                }
                transaction.execute(
                    "UPDATE card SET archived = ?2 WHERE record = ?1",
                    params![row, record.archived],
                )?;
            }
            Ok(true)
        })
    }

    /// Files whose records are heard of and not rescued, or that no record leads to.
    fn look_for_bare_files(&mut self, new: &Vault) -> Result<(), VaultFault> {
        let missing: BTreeSet<RecordId> =
            self.heard_of.keys().filter(|id| new.record(id).is_err()).map(|id| id.sibling(0)).collect();
        let mut bare: BTreeSet<i64> = self.bare.drain(..).collect();
        for place in 1..=self.reader.last_original() {
            let Some(hash) = self.reader.hash(place) else { continue };
            let first = RecordId::of(&hash, 0);
            let known = new
                .connection
                .query_row("SELECT count(*) FROM original WHERE sha256 = ?1", [hash], |row| {
                    row.get::<_, i64>(0)
                })
                .map_err(|error| new.refused(error))?;
            if missing.contains(&first) || known == 0 {
                bare.insert(place);
            }
        }
        self.bare = bare.into_iter().rev().collect();
        Ok(())
    }

    /// What belongs to no credential.
    fn others(&mut self, new: &mut Vault) -> Result<(), VaultFault> {
        let (documents, collections) = (self.reader.documents(), self.reader.collection_names());
        let (keys, events) = (self.reader.holder_keys(), self.reader.events());
        new.transact(|transaction| {
            for (kind, document) in &documents {
                transaction.execute(
                    "INSERT OR IGNORE INTO document (kind, name, text) VALUES (?1, ?2, ?3)",
                    params![kind, document.name, document.text],
                )?;
            }
            for name in &collections {
                make_collection(transaction, name)?;
            }
            for (key, secret) in &keys {
                holder_keys::insert(transaction, key, secret)?;
            }
            events.iter().try_for_each(|event| events::append(transaction, event))
        })
    }
}

impl Folder {
    /// Gives the finished database its name in place of a damaged one, which is kept under a name of its own.
    fn replace_damaged_database(&self) -> Result<PathBuf, VaultFault> {
        let (database, unfinished) = (self.database(), self.unfinished_database());
        let copy = (1..)
            .map(|number| self.path().join(format!("wallet.db.damaged-{number}")))
            .find(|path| !path.exists())
            .expect("a folder has fewer files than there are numbers");
        let replace = || {
            fs::File::open(&unfinished)?.sync_all()?;
            // Where a disk knows no second names for a file, its bytes are copied.
            fs::hard_link(&database, &copy).or_else(|_| fs::copy(&database, &copy).map(drop))?;
            let (log, log_copy) = (beside(&database, "-wal"), beside(&copy, "-wal"));
            if log.exists() {
                fs::rename(log, log_copy)?;
            }
            fs::rename(&unfinished, &database)
        };
        replace().map_err(|error| VaultFault::file(&copy, error))?;
        self.sync()?;
        Ok(copy)
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests;
