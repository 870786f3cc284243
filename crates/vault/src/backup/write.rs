//! Making a backup: written beside its name, read back, and named only when it is what the wallet holds.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rusqlite::Row;
use serde::Serialize;

use super::archive::Packing;
use super::content::{
    ABOUT, About, COLLECTIONS, Contents, DOCUMENTS, DocumentFile, Entry, EventFile, FORMAT, HISTORY,
    HOLDER_KEYS, HolderKeyFile, ORIGINALS, READ_ME, RECORDS, RecordFile,
};
use super::fault::BackupFault;
use super::read;
use super::sealed::{Sealing, Work};
use crate::fault::VaultFault;
use crate::folder::private;
use crate::key::Passphrase;
use crate::organise::{COLLECTIONS_OF, names};
use crate::store::Vault;

impl Vault {
    /// Writes everything in the wallet into one encrypted file. It gets its name, in place of a file of that
    /// name, when it was read back and found to be what the wallet holds.
    ///
    /// # Errors
    /// [`BackupFault::FolderAbsent`], [`BackupFault::NotRehearsed`], or a fault of storage; then there is no new file, and an old one of that
    /// name is still there.
    pub fn back_up(
        &self,
        file: &Path,
        passphrase: &Passphrase,
        made_at: &str,
        work: Work,
    ) -> Result<Contents, BackupFault> {
        let folder = folder_of(file);
        if !folder.is_dir() {
            return Err(BackupFault::FolderAbsent { folder: folder.to_owned() });
        }
        let unfinished = beside(file);
        let made = self
            .write_backup(&unfinished, passphrase, made_at, work)
            .and_then(|()| self.rehearse_backup(&unfinished, passphrase))
            .and_then(|contents| {
                name(&unfinished, file).map_err(|error| VaultFault::file(file, error))?;
                Ok(contents)
            });
        made.inspect_err(|_| {
            // The first fault is the one to tell.
            let _ = fs::remove_file(&unfinished);
        })
    }

    fn write_backup(
        &self,
        path: &Path,
        passphrase: &Passphrase,
        made_at: &str,
        work: Work,
    ) -> Result<(), BackupFault> {
        let refused = |error: Stopped| match error {
            Stopped::Database(error) => self.refused(error),
            Stopped::File(error) => VaultFault::file(path, error),
        };
        let write = || -> Result<(), Stopped> {
            let file = private().truncate(true).open(path)?;
            let mut packing = Packing::new(Sealing::start(BufWriter::new(file), passphrase, work)?);
            self.pack(&mut packing, made_at)?;
            let file = packing.finish()?.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
            Ok(file.sync_all()?)
        };
        Ok(write().map_err(refused)?)
    }

    /// Reads a new backup, and compares every record with the wallet.
    fn rehearse_backup(&self, path: &Path, passphrase: &Passphrase) -> Result<Contents, BackupFault> {
        let contents = read(path, passphrase, |entry| match entry {
            Entry::Record(record) if self.original(&record.id)? != record.original => {
                Err(BackupFault::NotRehearsed)
            }
            _ => Ok(()),
        });
        let contents = contents.map_err(|fault| match fault {
            BackupFault::Vault(fault) => BackupFault::Vault(fault),
            _ => BackupFault::NotRehearsed,
        })?;
        if contents.records == self.count()? { Ok(contents) } else { Err(BackupFault::NotRehearsed) }
    }

    fn pack<W: Write>(&self, packing: &mut Packing<W>, made_at: &str) -> Result<(), Stopped> {
        let count = |sql| self.connection.query_row(sql, [], |row| row.get(0));
        let about = About {
            format: FORMAT.to_owned(),
            made_at: made_at.to_owned(),
            records: count("SELECT count(*) FROM record")?,
            originals: count("SELECT count(*) FROM original")?,
        };
        packing.file(ABOUT, &json(&about))?;
        packing.file(READ_ME, READ_ME_TEXT.as_bytes())?;
        self.pack_records(packing)?;
        self.pack_documents(packing)?;
        let collections =
            names(&self.connection, "SELECT name FROM collection WHERE ?1 = '' ORDER BY name", "")?;
        packing.file(COLLECTIONS, &json(&collections))?;
        self.pack_holder_keys(packing)?;
        self.pack_history(packing)
    }

    fn pack_records<W: Write>(&self, packing: &mut Packing<W>) -> Result<(), Stopped> {
        let mut statement = self.connection.prepare(
            "SELECT original.id, original.bytes, record.name, part, file_name, stored_at, archived,
                    coalesce(note.text, ''), title, issuer, issued, expires, same, series, words.text, face,
                    checked_at, report, evidence
             FROM record JOIN original ON original.id = record.original
             JOIN card ON card.record = record.id JOIN words ON words.record = record.id
             JOIN judgement ON judgement.record = record.id LEFT JOIN note ON note.record = record.id
             ORDER BY original.id, part",
        )?;
        let mut rows = statement.query([])?;
        let mut last: Option<(i64, String)> = None;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let path = match last.take() {
                Some((before, path)) if before == number => path,
                _ => {
                    let path = original_path(row)?;
                    packing.file(&path, row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?;
                    path
                }
            };
            let record = self.record_file(row, path.clone())?;
            packing.file(&format!("{RECORDS}{}.json", record.record), &json(&record))?;
            last = Some((number, path));
        }
        Ok(())
    }

    fn record_file(&self, row: &Row<'_>, original: String) -> rusqlite::Result<RecordFile> {
        let record: String = row.get(2)?;
        Ok(RecordFile {
            collections: names(&self.connection, COLLECTIONS_OF, &record)?,
            record,
            original,
            part: row.get(3)?,
            file_name: row.get(4)?,
            stored_at: row.get(5)?,
            archived: row.get(6)?,
            note: row.get(7)?,
            title: row.get(8)?,
            issuer: row.get(9)?,
            issued: row.get(10)?,
            expires: row.get(11)?,
            same: row.get(12)?,
            series: row.get(13)?,
            search_text: row.get(14)?,
            face: row.get(15)?,
            checked_at: row.get(16)?,
            report: row.get(17)?,
            evidence: row.get(18)?,
        })
    }

    fn pack_documents<W: Write>(&self, packing: &mut Packing<W>) -> Result<(), Stopped> {
        let mut statement =
            self.connection.prepare("SELECT kind, name, text FROM document ORDER BY kind, name")?;
        let mut rows = statement.query([])?;
        for number in 1.. {
            let Some(row) = rows.next()? else { break };
            let file = DocumentFile { kind: row.get(0)?, name: row.get(1)?, text: row.get(2)? };
            packing.file(&format!("{DOCUMENTS}{number:06}.json"), &json(&file))?;
        }
        Ok(())
    }

    fn pack_holder_keys<W: Write>(&self, packing: &mut Packing<W>) -> Result<(), Stopped> {
        let mut statement = self
            .connection
            .prepare("SELECT name, algorithm, public, secret, made_at FROM holder_key ORDER BY name")?;
        let read = |row: &Row<'_>| {
            let hexed =
                |column| -> rusqlite::Result<String> { Ok(hex::encode(row.get_ref(column)?.as_blob()?)) };
            Ok(HolderKeyFile {
                name: row.get(0)?,
                algorithm: row.get(1)?,
                public: hexed(2)?,
                secret: hexed(3)?,
                made_at: row.get(4)?,
            })
        };
        let keys = statement.query_map([], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(packing.file(HOLDER_KEYS, &zeroize::Zeroizing::new(json(&keys)))?)
    }

    fn pack_history<W: Write>(&self, packing: &mut Packing<W>) -> Result<(), Stopped> {
        let mut statement =
            self.connection.prepare("SELECT at, kind, record, text FROM event ORDER BY id")?;
        let read = |row: &Row<'_>| {
            Ok(EventFile { at: row.get(0)?, kind: row.get(1)?, record: row.get(2)?, text: row.get(3)? })
        };
        let mut events = statement.query_map([], read)?;
        for number in 1.. {
            let some = events.by_ref().take(MAX_EVENTS_IN_ENTRY).collect::<rusqlite::Result<Vec<_>>>()?;
            if some.is_empty() {
                break;
            }
            packing.file(&format!("{HISTORY}{number:06}.json"), &json(&some))?;
        }
        Ok(())
    }
}

/// Named by hash, so that names stay short and apart; what the file was called stands with its record.
fn original_path(row: &Row<'_>) -> rusqlite::Result<String> {
    let (record, file_name): (String, Option<String>) = (row.get(2)?, row.get(4)?);
    let hash = record.split('-').next().unwrap_or_default();
    let ending = file_name.as_deref().and_then(|name| Path::new(name).extension()?.to_str());
    let plain = |ending: &&str| ending.len() <= 8 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    Ok(format!("{ORIGINALS}{hash}.{}", ending.filter(plain).unwrap_or("bin")))
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec_pretty(value).expect("texts, numbers and lists are always JSON")
}

/// Where a file is made before it gets its name: in the same folder, so that renaming moves nothing.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".unfinished");
    name.into()
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn name(unfinished: &Path, file: &Path) -> io::Result<()> {
    fs::rename(unfinished, file)?;
    if cfg!(unix) {
        File::open(folder_of(file))?.sync_all()?;
    }
    Ok(())
}

/// What stopped the writing.
enum Stopped {
    Database(rusqlite::Error),
    File(io::Error),
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

/// For whoever opens the archive without this program.
const READ_ME_TEXT: &str = "This is a backup of a Tessera wallet.

originals/        the credentials, exactly as their issuers gave them
records/          one JSON file per credential: what it was called, when it came, what was found out about it
documents/        goals, decisions and settings
history/          what happened, in order
holder-keys.json  your own keys: keep them secret
SHA256SUMS        check with: sha256sum --check SHA256SUMS
";

/// Lines of the history in one file of a backup.
pub const MAX_EVENTS_IN_ENTRY: usize = 1000;
