//! Reading a backup: everything in it, in order, each thing checked before it is handed on.

use std::path::Path;

use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::archive::{self, Unpacked};
use super::content::{
    ABOUT, About, COLLECTIONS, Contents, DOCUMENTS, DocumentFile, Entry, EventFile, FORMAT, FORMAT_NAME,
    HISTORY, HOLDER_KEYS, HolderKeyFile, ORIGINALS, READ_ME, RECORDS, RecordEntry, RecordFile,
};
use super::fault::BackupFault;
use super::sealed::Opened;
use crate::documents::Document;
use crate::events::Event;
use crate::holder_keys::HolderKey;
use crate::key::Passphrase;
use crate::record::{IndexCard, Judgement, RecordId};

/// Opens every record of a backup and hashes it, and says what is in it.
///
/// # Errors
/// As for [`read`].
pub fn inspect(file: &Path, passphrase: &Passphrase) -> Result<Contents, BackupFault> {
    read(file, passphrase, |_| Ok(()))
}

/// Hands everything in a backup to `each`, in order. What was handed over counts only when this succeeds:
/// the hashes stand at the end.
///
/// # Errors
/// - [`BackupFault::Absent`], [`BackupFault::Foreign`], [`BackupFault::Newer`],
///   [`BackupFault::TooCostly`] before anything is handed over.
/// - [`BackupFault::WrongPassphrase`]: also when the key in the first lines of the file was altered; the
///   format leaves no way to tell.
/// - [`BackupFault::Truncated`] when the end is missing, [`BackupFault::Damaged`] when anything else is.
/// - Whatever `each` answers.
pub fn read(
    file: &Path,
    passphrase: &Passphrase,
    mut each: impl FnMut(Entry<'_>) -> Result<(), BackupFault>,
) -> Result<Contents, BackupFault> {
    let mut opened = Opened::open(file, passphrase)?;
    let mut reading = Reading::default();
    let unpacked = archive::unpack(&mut opened, |path, bytes| reading.file(path, bytes, &mut each));
    match unpacked {
        Ok(()) => reading.finish(),
        Err(Unpacked::Broken(error)) => Err(opened.broken(&error)),
        Err(Unpacked::Altered) => Err(BackupFault::Damaged),
        Err(Unpacked::Refused(fault)) => Err(fault),
    }
}

/// How far the reading is.
#[derive(Default)]
struct Reading {
    about: Option<About>,
    /// The file that the next records came in, and its path.
    original: Option<(String, Vec<u8>)>,
    contents: Contents,
}

impl Reading {
    fn file(
        &mut self,
        path: &str,
        bytes: &[u8],
        each: &mut impl FnMut(Entry<'_>) -> Result<(), BackupFault>,
    ) -> Result<(), BackupFault> {
        if self.about.is_none() {
            return self.begin(path, bytes);
        }
        match path {
            READ_ME => Ok(()),
            COLLECTIONS => {
                let names: Vec<String> = parsed(bytes)?;
                self.contents.collections += names.len();
                names.iter().try_for_each(|name| each(Entry::Collection(name)))
            }
            HOLDER_KEYS => {
                let keys: Vec<HolderKeyFile> = parsed(bytes)?;
                self.contents.holder_keys += keys.len();
                keys.iter().try_for_each(|key| holder_key(key, each))
            }
            _ if path.starts_with(ORIGINALS) => {
                self.contents.originals += 1;
                self.contents.bytes += bytes.len() as u64;
                self.original = Some((path.to_owned(), bytes.to_vec()));
                Ok(())
            }
            _ if path.starts_with(RECORDS) => self.record(parsed(bytes)?, each),
            _ if path.starts_with(DOCUMENTS) => {
                let DocumentFile { kind, name, text } = parsed(bytes)?;
                self.contents.documents += 1;
                each(Entry::Document(&kind, Document { name, text }))
            }
            _ if path.starts_with(HISTORY) => {
                let events: Vec<EventFile> = parsed(bytes)?;
                self.contents.events += events.len();
                events.into_iter().try_for_each(|event| each(Entry::Event(read_event(event)?)))
            }
            _ => Err(BackupFault::Damaged),
        }
    }

    fn begin(&mut self, path: &str, bytes: &[u8]) -> Result<(), BackupFault> {
        #[derive(serde::Deserialize)]
        struct Head {
            format: String,
        }
        if path != ABOUT {
            return Err(BackupFault::Foreign);
        }
        let head: Head = serde_json::from_slice(bytes).map_err(|_| BackupFault::Foreign)?;
        match head.format.as_str() {
            FORMAT => {}
            later if later.starts_with(FORMAT_NAME) => return Err(BackupFault::Newer),
            _ => return Err(BackupFault::Foreign),
        }
        let about: About = parsed(bytes)?;
        self.contents.made_at.clone_from(&about.made_at);
        self.about = Some(about);
        Ok(())
    }

    fn record(
        &mut self,
        file: RecordFile,
        each: &mut impl FnMut(Entry<'_>) -> Result<(), BackupFault>,
    ) -> Result<(), BackupFault> {
        let (path, original) = self.original.as_ref().ok_or(BackupFault::Damaged)?;
        let id = RecordId::of_file(original, file.part);
        if *path != file.original || id.as_str() != file.record {
            return Err(BackupFault::Damaged);
        }
        self.contents.records += 1;
        each(Entry::Record(Box::new(RecordEntry {
            id,
            original,
            part: file.part,
            file_name: file.file_name,
            stored_at: file.stored_at,
            card: IndexCard {
                title: file.title,
                issuer: file.issuer,
                issued: file.issued,
                expires: file.expires,
                same: file.same,
                series: file.series,
                search_text: file.search_text,
                face: file.face,
            },
            judgement: Judgement {
                checked_at: file.checked_at,
                report: file.report,
                evidence: file.evidence,
            },
            archived: file.archived,
            note: file.note,
            collections: file.collections,
        })))
    }

    fn finish(self) -> Result<Contents, BackupFault> {
        let about = self.about.ok_or(BackupFault::Foreign)?;
        let whole = about.records == self.contents.records && about.originals == self.contents.originals;
        if whole { Ok(self.contents) } else { Err(BackupFault::Damaged) }
    }
}

fn holder_key(
    file: &HolderKeyFile,
    each: &mut impl FnMut(Entry<'_>) -> Result<(), BackupFault>,
) -> Result<(), BackupFault> {
    let unhex = |text: &str| hex::decode(text).map_err(|_| BackupFault::Damaged);
    let secret = Zeroizing::new(unhex(&file.secret)?);
    let key = HolderKey {
        name: file.name.clone(),
        algorithm: file.algorithm.clone(),
        public: unhex(&file.public)?,
        made_at: file.made_at.clone(),
    };
    each(Entry::HolderKey(key, &secret))
}

fn read_event(file: EventFile) -> Result<Event, BackupFault> {
    let record = match file.record {
        Some(name) => Some(RecordId::parse(&name).ok_or(BackupFault::Damaged)?),
        None => None,
    };
    Ok(Event { at: file.at, kind: file.kind, record, text: file.text })
}

/// The file is sealed and hashed: what does not read was never written by this program.
fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, BackupFault> {
    serde_json::from_slice(bytes).map_err(|_| BackupFault::Damaged)
}
