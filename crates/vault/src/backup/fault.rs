//! What can be wrong with a backup, told apart by what a person can do about it.

use std::path::PathBuf;

use thiserror::Error;

use crate::fault::VaultFault;

/// Why a backup was not made, or not read. The wallet is as it was.
#[derive(Debug, Error)]
pub enum BackupFault {
    /// There is no such file.
    #[error("{} does not exist", path.display())]
    Absent {
        /// The file.
        path: PathBuf,
    },
    /// There is no such folder to write it into.
    #[error("there is no folder {}", folder.display())]
    FolderAbsent {
        /// The folder.
        folder: PathBuf,
    },
    /// It is no backup of this program.
    #[error("this is not a backup of Tessera")]
    Foreign,
    /// A later version of this program wrote it.
    #[error("the backup was written by a later version")]
    Newer,
    /// The passphrase does not open it. A file whose very first lines were altered looks the same.
    #[error("the passphrase does not open this backup")]
    WrongPassphrase,
    /// Its end is missing.
    #[error("the backup is cut off")]
    Truncated,
    /// It is not what was written.
    #[error("the backup is damaged")]
    Damaged,
    /// Opening it would take more memory than this program gives to a file.
    #[error("opening the backup takes more work than is allowed: 2^{asked}, not 2^{allowed}")]
    TooCostly {
        /// The work factor of the file, as a power of two.
        asked: u8,
        /// The largest allowed.
        allowed: u8,
    },
    /// What was read back is not what is in the wallet.
    #[error("the backup did not pass its own rehearsal")]
    NotRehearsed,
    /// The wallet, or the disk.
    #[error(transparent)]
    Vault(#[from] VaultFault),
}

impl BackupFault {
    /// The fault as it appears in output: stable snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Absent { .. } => "backup_not_found",
            Self::FolderAbsent { .. } => "folder_not_found",
            Self::Foreign => "backup_foreign",
            Self::Newer => "backup_newer",
            Self::WrongPassphrase => "backup_passphrase_wrong",
            Self::Truncated => "backup_truncated",
            Self::Damaged => "backup_damaged",
            Self::TooCostly { .. } => "backup_too_costly",
            Self::NotRehearsed => "backup_not_rehearsed",
            Self::Vault(fault) => fault.code(),
        }
    }
}
