//! Opening and making a vault.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::fault::{Part, VaultFault};
use crate::folder::{Folder, Lock};
use crate::found::Recall;
use crate::key::DatabaseKey;
use crate::key_file::KeyFile;
use crate::schema::{self, SchemaFault};

/// An open wallet database.
///
/// What a call reported stored is on the disk, and survives a killed program and a power cut. A vault
/// in a folder keeps other programs out until it is dropped; dropping it forgets the key.
pub struct Vault {
    /// Before the lock, so that the database is closed when the lock falls.
    pub(crate) connection: Connection,
    pub(crate) recall: Recall,
    pub(crate) folder: PathBuf,
    _lock: Option<Lock>,
}

impl Vault {
    /// Whether a folder holds a wallet.
    ///
    /// # Errors
    /// [`VaultFault::Denied`], [`VaultFault::File`] when the folder may not be looked into.
    pub fn exists(folder: &Path) -> Result<bool, VaultFault> {
        Folder::at(folder).holds_database()
    }

    /// Makes a wallet in a folder, which is made too where needed, readable by this person only.
    ///
    /// Interrupted at any point, there is either a whole wallet afterwards or none.
    ///
    /// # Errors
    /// - [`VaultFault::Exists`] when there is one; it is left alone.
    /// - [`VaultFault::InUse`] when another program is making one right now.
    /// - [`VaultFault::Full`], [`VaultFault::Denied`], [`VaultFault::File`].
    pub fn create(folder: &Path, key: &DatabaseKey, key_file: &KeyFile) -> Result<Self, VaultFault> {
        let folder = Folder::make(folder)?;
        let lock = folder.lock()?;
        if folder.holds_database()? {
            return Err(VaultFault::Exists { folder: folder.path().to_owned() });
        }
        folder.write_key_file(&key_file.to_bytes())?;
        let unfinished = make_unfinished(&folder, key)?;
        // Closing folds the write-ahead log into the file, which then can be renamed.
        unfinished.connection.close().map_err(|(_, error)| VaultFault::database(error, folder.path()))?;
        folder.finish_database()?;
        Self::open_locked(&folder, key, lock)
    }

    /// Opens the wallet in a folder, and updates its tables when an earlier version wrote them.
    ///
    /// # Errors
    /// - [`VaultFault::Absent`] when there is none.
    /// - [`VaultFault::InUse`] when another program has it open.
    /// - [`VaultFault::Newer`] when a later version wrote it; it is left alone.
    /// - [`VaultFault::Damaged`] when the key is not the one it was written with, or it is not what
    ///   was written; an encrypted file does not tell which.
    /// - [`VaultFault::Full`], [`VaultFault::Denied`], [`VaultFault::File`].
    pub fn open(folder: &Path, key: &DatabaseKey) -> Result<Self, VaultFault> {
        let folder = Folder::at(folder);
        if !folder.holds_database()? {
            return Err(folder.absent());
        }
        let lock = folder.lock()?;
        Self::open_locked(&folder, key, lock)
    }

    /// Says that the key is kept in another way: afterwards the key file is the old one or the new one, whole.
    ///
    /// # Errors
    /// [`VaultFault::Full`], [`VaultFault::Denied`], [`VaultFault::File`]; then it is the old one.
    pub fn protect(&self, key_file: &KeyFile) -> Result<(), VaultFault> {
        Folder::at(&self.folder).write_key_file(&key_file.to_bytes())
    }

    /// Removes the wallet in a folder for good: database, key file, and what a repair or an interruption left
    /// beside them. Files of others stay, and so does the folder then.
    ///
    /// # Errors
    /// - [`VaultFault::Absent`] when there is no such folder.
    /// - [`VaultFault::InUse`] when a program has the wallet open; then nothing is removed.
    /// - [`VaultFault::Denied`], [`VaultFault::File`]; then some of it may be gone.
    pub fn erase(folder: &Path) -> Result<(), VaultFault> {
        let folder = Folder::at(folder);
        if !folder.path().is_dir() {
            return Err(folder.absent());
        }
        let lock = folder.lock()?;
        folder.erase()?;
        drop(lock);
        folder.leave();
        Ok(())
    }

    /// A vault that is never written to a disk, and is gone when dropped.
    ///
    /// # Errors
    /// [`VaultFault::Database`] when there is no memory for it.
    pub fn in_memory() -> Result<Self, VaultFault> {
        let folder = PathBuf::new();
        let refused = |error| VaultFault::database(error, &folder);
        let mut connection = Connection::open_in_memory().map_err(refused)?;
        configure(&connection).map_err(refused)?;
        schema::make(&mut connection).map_err(|fault| schema_fault(fault, &folder))?;
        Ok(Self { connection, recall: Recall::default(), folder, _lock: None })
    }

    pub(crate) fn open_locked(folder: &Folder, key: &DatabaseKey, lock: Lock) -> Result<Self, VaultFault> {
        let mut connection = connect(&folder.database(), key, folder)?;
        schema::update(&mut connection).map_err(|fault| schema_fault(fault, folder.path()))?;
        Ok(Self {
            connection,
            recall: Recall::default(),
            folder: folder.path().to_owned(),
            _lock: Some(lock),
        })
    }

    pub(crate) fn refused(&self, error: rusqlite::Error) -> VaultFault {
        VaultFault::database(error, &self.folder)
    }
}

/// From now on, wipes what databases give back to the system, of every vault in this program and until it ends. For
/// programs that go on after a vault is closed. Costs about a millisecond of system time for each record stored.
///
/// # Errors
/// [`VaultFault::Database`] when there is no memory for it.
pub fn wipe_freed_memory() -> Result<(), VaultFault> {
    Connection::open_in_memory()
        .and_then(|connection| connection.execute_batch("PRAGMA cipher_memory_security = ON;"))
        .map_err(|error| VaultFault::database(error, Path::new("")))
}

/// An empty database that has not got its name yet. Whoever makes it holds the lock of the folder.
pub(crate) fn make_unfinished(folder: &Folder, key: &DatabaseKey) -> Result<Vault, VaultFault> {
    folder.start_database()?;
    let mut connection = connect(&folder.unfinished_database(), key, folder)?;
    schema::make(&mut connection).map_err(|fault| schema_fault(fault, folder.path()))?;
    Ok(Vault { connection, recall: Recall::default(), folder: folder.path().to_owned(), _lock: None })
}

/// Opens a file that exists, as an encrypted database.
pub(crate) fn connect(path: &Path, key: &DatabaseKey, folder: &Folder) -> Result<Connection, VaultFault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let unlock = || {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.execute_batch(QUIET)?;
        connection.execute_batch(&key.unlocking_sql())?;
        connection.execute_batch(CIPHER)?;
        configure(&connection)?;
        Ok(connection)
    };
    unlock().map_err(|error| VaultFault::database(error, folder.path()))
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    // The schema cannot be rewritten through SQL, and functions in it must be harmless.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.execute_batch(SETTINGS)
}

pub(crate) fn schema_fault(fault: SchemaFault, folder: &Path) -> VaultFault {
    match fault {
        SchemaFault::Newer => VaultFault::Newer { part: Part::Database },
        SchemaFault::Missing => VaultFault::Damaged { part: Part::Database },
        SchemaFault::Database(error) => VaultFault::database(error, folder),
    }
}

/// What goes wrong is returned; SQLCipher shall not also print it.
const QUIET: &str = "PRAGMA cipher_log_level = NONE;";

/// The file format of SQLCipher 4, also under later versions of SQLCipher.
const CIPHER: &str = "PRAGMA cipher_compatibility = 4;";

/// `FULL`: a commit is on the disk when it returns. `EXCLUSIVE`: one program at a time, so the
/// write-ahead log needs no shared-memory file. 12 MiB of cache hold two indexes of 100,000 cards decrypted.
const SETTINGS: &str = "
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -12288;
";

#[cfg(test)]
mod tests;
