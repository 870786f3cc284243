//! The folder of a wallet: its files, who may read them, and the lock that keeps a second program out.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::fault::{Part, VaultFault};

/// A folder that holds, or will hold, a wallet.
pub(crate) struct Folder {
    path: PathBuf,
}

/// Held while a wallet is open. The operating system releases it when the program ends, however it ends.
pub(crate) struct Lock {
    _file: File,
}

impl Folder {
    pub(crate) fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// Makes the folder, and those above it, for this person only. One that exists stays as it is.
    pub(crate) fn make(path: &Path) -> Result<Self, VaultFault> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).map_err(|error| VaultFault::file(path, error))?;
        Ok(Self::at(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.path.join("wallet.db")
    }

    /// Whether there is a database. A folder that may not be looked into does not tell.
    pub(crate) fn holds_database(&self) -> Result<bool, VaultFault> {
        let path = self.database();
        path.try_exists().map_err(|error| VaultFault::file(&path, error))
    }

    /// A database that is not yet whole. The name of the finished one appears only when it is.
    pub(crate) fn unfinished_database(&self) -> PathBuf {
        self.path.join("wallet.db.new")
    }

    pub(crate) fn absent(&self) -> VaultFault {
        VaultFault::Absent { folder: self.path.clone() }
    }

    pub(crate) fn lock(&self) -> Result<Lock, VaultFault> {
        let path = self.path.join(LOCK);
        let file = private().truncate(false).open(&path).map_err(|error| VaultFault::file(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(VaultFault::InUse { folder: self.path.clone() }),
            Err(TryLockError::Error(error)) => Err(VaultFault::file(&path, error)),
        }
    }

    /// Removes what an interrupted creation left, and makes an empty file that only this person reads.
    pub(crate) fn start_database(&self) -> Result<(), VaultFault> {
        let path = self.unfinished_database();
        for suffix in ["-wal", "-shm", "-journal"] {
            let mut beside = path.clone().into_os_string();
            beside.push(suffix);
            remove_if_there(Path::new(&beside))?;
        }
        private().truncate(true).open(&path).map(drop).map_err(|error| VaultFault::file(&path, error))
    }

    /// Gives the finished database its name.
    pub(crate) fn finish_database(&self) -> Result<(), VaultFault> {
        let unfinished = self.unfinished_database();
        fs::rename(&unfinished, self.database()).map_err(|error| VaultFault::file(&unfinished, error))?;
        self.sync()
    }

    /// Removes every file of a wallet, the database first, so that what is left after an interruption is no wallet;
    /// then the folder, unless something else lies in it.
    pub(crate) fn erase(&self) -> Result<(), VaultFault> {
        let ours = |name: &str| name.starts_with("wallet.db") || name.starts_with("wallet.key");
        let entries = fs::read_dir(&self.path).map_err(|error| VaultFault::file(&self.path, error))?;
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| ours(name))
            .collect();
        names.sort();
        for name in names {
            remove_if_there(&self.path.join(name))?;
        }
        self.sync()
    }

    /// Removes what is left of an erased wallet: nothing of it is lost when that does not work.
    pub(crate) fn leave(&self) {
        let _ = fs::remove_file(self.path.join(LOCK));
        let _ = fs::remove_dir(&self.path);
    }

    pub(crate) fn read_key_file(&self, max_bytes: u64) -> Result<Option<Vec<u8>>, VaultFault> {
        let path = self.key_file();
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(VaultFault::file(&path, error)),
        };
        let mut bytes = Vec::new();
        file.take(max_bytes + 1).read_to_end(&mut bytes).map_err(|error| VaultFault::file(&path, error))?;
        if bytes.len() as u64 > max_bytes {
            return Err(VaultFault::Damaged { part: Part::KeyFile });
        }
        Ok(Some(bytes))
    }

    /// Replaces the key file: afterwards there is the old one or the new one, whole, also after a power cut.
    pub(crate) fn write_key_file(&self, bytes: &[u8]) -> Result<(), VaultFault> {
        let unfinished = self.path.join("wallet.key.new");
        let write = || {
            let mut file = private().truncate(true).open(&unfinished)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&unfinished, self.key_file())
        };
        write().map_err(|error| VaultFault::file(&unfinished, error))?;
        self.sync()
    }

    fn key_file(&self) -> PathBuf {
        self.path.join("wallet.key")
    }

    /// Makes names in the folder outlast a power cut, where the system offers that.
    pub(crate) fn sync(&self) -> Result<(), VaultFault> {
        #[cfg(unix)]
        File::open(&self.path)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| VaultFault::file(&self.path, error))?;
        Ok(())
    }
}

/// Held by the program that has the wallet open; empty.
const LOCK: &str = "wallet.lock";

/// Opens for writing, and makes for this person only.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn remove_if_there(path: &Path) -> Result<(), VaultFault> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(VaultFault::file(path, error)),
        _ => Ok(()),
    }
}
