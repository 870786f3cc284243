//! Organise: what is put away, gathered in collections, written about, and related.

use serde::Serialize;
use vault::{Collection, RecordId};

use crate::card::{Card, Kinship};
use crate::fault::WalletFault;
use crate::session::{Session, Wallet, read};

/// A collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Gathering {
    /// Its name.
    pub name: String,
    /// How many credentials are in it, also those that are put away.
    pub credentials: usize,
}

impl From<Collection> for Gathering {
    fn from(collection: Collection) -> Self {
        Self { name: collection.name, credentials: collection.records }
    }
}

/// How the learner keeps a credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Keeping {
    /// True when it is put away.
    pub archived: bool,
    /// What the learner wrote about it; empty when nothing.
    pub note: String,
    /// The collections it is in, by name.
    pub collections: Vec<String>,
    /// Others in the wallet that are related: first the same credential issued again, then those renewed; the
    /// latest first.
    pub kin: Vec<Card>,
}

/// Each answers the records for which it changed anything, so that the opposite undoes it. Ids that name no
/// record are passed over.
impl Session {
    /// Puts credentials away, or takes them out again.
    ///
    /// # Errors
    /// Faults of storage; then nothing changed.
    pub fn archive(&mut self, records: &[String], away: bool) -> Result<Vec<String>, WalletFault> {
        let records = known(records);
        Ok(texts(&self.open()?.vault.archive(&records, away)?))
    }

    /// Puts credentials into a collection, which is made where needed, also for none.
    ///
    /// # Errors
    /// `collection_name_unusable`, or a fault of storage; then nothing changed.
    pub fn gather(&mut self, collection: &str, records: &[String]) -> Result<Vec<String>, WalletFault> {
        let (name, records) = (usable(collection)?, known(records));
        let vault = &mut self.open()?.vault;
        vault.found_collection(&name)?;
        Ok(texts(&vault.gather(&name, &records)?))
    }

    /// Takes credentials out of a collection, which stays.
    ///
    /// # Errors
    /// Faults of storage; then nothing changed.
    pub fn scatter(&mut self, collection: &str, records: &[String]) -> Result<Vec<String>, WalletFault> {
        let records = known(records);
        Ok(texts(&self.open()?.vault.scatter(collection, &records)?))
    }

    /// Removes a collection, and no credential; answers those that were in it.
    ///
    /// # Errors
    /// Faults of storage; then nothing changed.
    pub fn dissolve(&mut self, collection: &str) -> Result<Vec<String>, WalletFault> {
        Ok(texts(&self.open()?.vault.dissolve(collection)?))
    }

    /// Gives a collection another name; answers the name as it is now.
    ///
    /// # Errors
    /// `collection_name_unusable`, `collection_unknown`, `collection_exists`, or a fault of storage; then the
    /// name is as it was.
    pub fn rename_collection(&mut self, collection: &str, other: &str) -> Result<String, WalletFault> {
        let other = usable(other)?;
        let vault = &mut self.open()?.vault;
        if vault.rename_collection(collection, &other)? {
            return Ok(other);
        }
        match vault.collections()?.iter().any(|known| known.name == collection) {
            true => Err(WalletFault::CollectionExists { name: other }),
            false => Err(WalletFault::CollectionUnknown { name: collection.to_owned() }),
        }
    }

    /// Keeps what the learner wrote about a credential, in place of what was there; an empty text is none.
    ///
    /// # Errors
    /// `record_unknown`, `note_too_long`, or a fault of storage; then the note is as it was.
    pub fn write_note(&mut self, record: &str, text: &str) -> Result<(), WalletFault> {
        if text.chars().count() > MAX_NOTE_CHARACTERS {
            return Err(WalletFault::NoteTooLong { limit: MAX_NOTE_CHARACTERS });
        }
        Ok(self.open()?.vault.write_note(&read(record)?, text.trim())?)
    }

    /// How the learner keeps a credential.
    ///
    /// # Errors
    /// `record_unknown`, or a fault of storage.
    pub fn keeping(&mut self, record: &str) -> Result<Keeping, WalletFault> {
        self.open()?.keeping(&read(record)?)
    }
}

impl Wallet {
    fn keeping(&self, record: &RecordId) -> Result<Keeping, WalletFault> {
        let vault = &self.vault;
        let mut kin = Vec::new();
        for (other, how) in vault.kin(record)?.into_iter().take(MAX_KIN) {
            if let Some(face) = vault.face_if_known(&other)? {
                let card: Card = serde_json::from_str(&face)?;
                kin.push(Card { kinship: Some(Kinship::from(how)), ..card });
            }
        }
        Ok(Keeping {
            archived: vault.archived(record)?,
            note: vault.note(record)?,
            collections: vault.collections_of(record)?,
            kin,
        })
    }
}

/// A name without the spaces around it, that a person can read and say.
fn usable(name: &str) -> Result<String, WalletFault> {
    let name = name.trim();
    let readable = !name.is_empty() && !name.contains(char::is_control);
    if readable && name.chars().count() <= MAX_COLLECTION_CHARACTERS {
        return Ok(name.to_owned());
    }
    Err(WalletFault::CollectionNameUnusable { limit: MAX_COLLECTION_CHARACTERS })
}

fn known(records: &[String]) -> Vec<RecordId> {
    records.iter().filter_map(|record| RecordId::parse(record)).collect()
}

fn texts(records: &[RecordId]) -> Vec<String> {
    records.iter().map(ToString::to_string).collect()
}

/// Longest name of a collection: a line on a narrow screen.
const MAX_COLLECTION_CHARACTERS: usize = 60;

/// Longest note about a credential: some pages.
pub const MAX_NOTE_CHARACTERS: usize = 10_000;

/// Most related credentials that are shown.
const MAX_KIN: usize = 20;

#[cfg(test)]
mod tests;
