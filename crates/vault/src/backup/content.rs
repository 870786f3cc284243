//! What the files in a backup say. Version 1; a change needs a new version and a frozen file.

use serde::{Deserialize, Serialize};

use crate::documents::Document;
use crate::events::Event;
use crate::holder_keys::HolderKey;
use crate::record::{IndexCard, Judgement, RecordId};

/// What a backup holds, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// When it was made, as text.
    pub made_at: String,
    /// Credentials.
    pub records: usize,
    /// Files that they came in.
    pub originals: usize,
    /// Bytes of those files.
    pub bytes: u64,
    /// Texts that belong to no credential.
    pub documents: usize,
    /// Collections.
    pub collections: usize,
    /// Keys of the holder.
    pub holder_keys: usize,
    /// Lines of the history.
    pub events: usize,
}

/// One thing out of a backup. No `Debug`: all of it is personal.
pub enum Entry<'a> {
    /// A credential.
    Record(Box<RecordEntry<'a>>),
    /// A text that belongs to no credential, with its kind.
    Document(&'a str, Document),
    /// A collection, which may be empty.
    Collection(&'a str),
    /// A key of the holder, with its secret half.
    HolderKey(HolderKey, &'a [u8]),
    /// A line of the history.
    Event(Event),
}

/// A credential out of a backup.
pub struct RecordEntry<'a> {
    /// Its id: that of these bytes and this part.
    pub id: RecordId,
    /// The file it came in.
    pub original: &'a [u8],
    /// Its place in that file.
    pub part: u32,
    /// What the file was called.
    pub file_name: Option<String>,
    /// When it was stored.
    pub stored_at: String,
    /// Its card.
    pub card: IndexCard,
    /// What was found out about it.
    pub judgement: Judgement,
    /// Whether it is put away.
    pub archived: bool,
    /// What the learner wrote about it.
    pub note: String,
    /// The collections it is in.
    pub collections: Vec<String>,
}

/// `about.json`, the first file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    pub(super) format: String,
    pub(super) made_at: String,
    pub(super) records: usize,
    pub(super) originals: usize,
}

/// `records/<id>.json`, after its original.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordFile {
    pub(super) record: String,
    pub(super) original: String,
    pub(super) part: u32,
    pub(super) file_name: Option<String>,
    pub(super) stored_at: String,
    pub(super) archived: bool,
    pub(super) note: String,
    pub(super) collections: Vec<String>,
    pub(super) title: String,
    pub(super) issuer: String,
    pub(super) issued: Option<i64>,
    pub(super) expires: Option<i64>,
    pub(super) same: Option<String>,
    pub(super) series: Option<String>,
    pub(super) search_text: String,
    pub(super) face: String,
    pub(super) checked_at: String,
    pub(super) report: String,
    pub(super) evidence: String,
}

/// `documents/<number>.json`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentFile {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) text: String,
}

/// One of `holder-keys.json`. The bytes as hex.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HolderKeyFile {
    pub(super) name: String,
    pub(super) algorithm: String,
    pub(super) public: String,
    pub(super) secret: String,
    pub(super) made_at: String,
}

impl Drop for HolderKeyFile {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.secret);
    }
}

/// One of `history/<number>.json`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventFile {
    pub(super) at: String,
    pub(super) kind: String,
    pub(super) record: Option<String>,
    pub(super) text: String,
}

/// The version that is written, and the only one that is read.
pub(super) const FORMAT: &str = "tessera-backup/1";

/// What all versions begin with.
pub(super) const FORMAT_NAME: &str = "tessera-backup/";

pub(super) const ABOUT: &str = "about.json";
pub(super) const READ_ME: &str = "READ-ME.txt";
pub(super) const ORIGINALS: &str = "originals/";
pub(super) const RECORDS: &str = "records/";
pub(super) const DOCUMENTS: &str = "documents/";
pub(super) const COLLECTIONS: &str = "collections.json";
pub(super) const HOLDER_KEYS: &str = "holder-keys.json";
pub(super) const HISTORY: &str = "history/";
