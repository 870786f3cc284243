//! What can go wrong with storage, told apart by what a person can do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::record::RecordId;

/// Why the vault did not do what was asked. Whatever was stored before is still stored.
#[derive(Debug, Error)]
pub enum VaultFault {
    /// There is a wallet in the folder already.
    #[error("{} holds a wallet already", folder.display())]
    Exists {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no wallet in the folder.
    #[error("{} holds no wallet", folder.display())]
    Absent {
        /// The folder.
        folder: PathBuf,
    },
    /// Another program, or another window of this one, has the wallet open.
    #[error("the wallet in {} is in use", folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// A later version of this program wrote it. Nothing was changed.
    #[error("the {part} was written by a later version")]
    Newer {
        /// What is newer.
        part: Part,
    },
    /// It is not what was written, or the key is not the one it was written with.
    #[error("the {part} is damaged, or is not of this wallet")]
    Damaged {
        /// What is damaged.
        part: Part,
    },
    /// The disk, or the person's share of it, is full.
    #[error("no space left to store anything")]
    Full,
    /// The operating system does not let this program write, or read, there.
    #[error("no permission for {}", path.display())]
    Denied {
        /// The file or folder.
        path: PathBuf,
    },
    /// The disk does not read or write as it should.
    #[error("the disk failed: {cause}")]
    Disk {
        /// What the system said.
        cause: String,
    },
    /// No record has this id.
    #[error("no record {record}")]
    RecordUnknown {
        /// The id.
        record: RecordId,
    },
    /// A file operation failed in a way that has no name of its own.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database failed in a way that has no name of its own.
    #[error("database: {0}")]
    Database(#[source] rusqlite::Error),
}

impl VaultFault {
    /// The fault as it appears in output: stable snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Exists { .. } => "wallet_exists",
            Self::Absent { .. } => "no_wallet",
            Self::InUse { .. } => "wallet_in_use",
            Self::Newer { .. } => "wallet_newer",
            Self::Damaged { .. } => "wallet_damaged",
            Self::Full => "storage_full",
            Self::Denied { .. } => "storage_denied",
            Self::Disk { .. } => "storage_failed",
            Self::RecordUnknown { .. } => "record_unknown",
            Self::File { .. } | Self::Database(_) => "internal",
        }
    }

    /// Sorts a failed file operation.
    pub(crate) fn file(path: &Path, source: io::Error) -> Self {
        use io::ErrorKind as Kind;
        let path = path.to_owned();
        match source.kind() {
            // A limit on the size of files leaves no more room than a full disk.
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full,
            Kind::PermissionDenied
            | Kind::ReadOnlyFilesystem
            | Kind::NotADirectory
            | Kind::IsADirectory
            | Kind::AlreadyExists => Self::Denied { path },
            _ => Self::File { path, source },
        }
    }

    /// Sorts a failed database operation on the wallet in a folder.
    pub(crate) fn database(source: rusqlite::Error, folder: &Path) -> Self {
        let folder = folder.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Denied { path: folder }
            }
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Self::Damaged { part: Part::Database }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse { folder },
            Some(ErrorCode::SystemIoFailure) => Self::Disk { cause: source.to_string() },
            _ => Self::Database(source),
        }
    }
}

/// A part of the wallet's storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `wallet.db`.
    Database,
    /// `wallet.key`.
    KeyFile,
    /// The stored bytes of one record.
    Original,
}

impl Part {
    /// The part as it appears in output: stable snake case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::KeyFile => "key_file",
            Self::Original => "original",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Database => "database",
            Self::KeyFile => "key file",
            Self::Original => "stored file",
        })
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn database_failures_are_told_apart() {
        let cases = [
            (ffi::SQLITE_FULL, "storage_full"),
            (ffi::SQLITE_READONLY, "storage_denied"),
            (ffi::SQLITE_READONLY_DIRECTORY, "storage_denied"),
            (ffi::SQLITE_CANTOPEN, "storage_denied"),
            (ffi::SQLITE_PERM, "storage_denied"),
            (ffi::SQLITE_NOTADB, "wallet_damaged"),
            (ffi::SQLITE_CORRUPT, "wallet_damaged"),
            (ffi::SQLITE_CORRUPT_INDEX, "wallet_damaged"),
            (ffi::SQLITE_BUSY, "wallet_in_use"),
            (ffi::SQLITE_LOCKED, "wallet_in_use"),
            (ffi::SQLITE_IOERR, "storage_failed"),
            (ffi::SQLITE_IOERR_WRITE, "storage_failed"),
            (ffi::SQLITE_CONSTRAINT, "internal"),
        ];
        for (sqlite, code) in cases {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(sqlite), None);
            assert_eq!(VaultFault::database(error, Path::new("wallet")).code(), code, "SQLite code {sqlite}");
        }
    }

    #[test]
    fn file_failures_are_told_apart() {
        use io::ErrorKind as Kind;
        let cases = [
            (Kind::StorageFull, "storage_full"),
            (Kind::QuotaExceeded, "storage_full"),
            (Kind::FileTooLarge, "storage_full"),
            (Kind::PermissionDenied, "storage_denied"),
            (Kind::ReadOnlyFilesystem, "storage_denied"),
            (Kind::NotADirectory, "storage_denied"),
            (Kind::TimedOut, "internal"),
        ];
        for (kind, code) in cases {
            assert_eq!(VaultFault::file(Path::new("wallet"), kind.into()).code(), code, "{kind:?}");
        }
    }
}
