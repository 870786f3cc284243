//! Files: read within bounds, found in order, written whole.

#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write as _};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use thiserror::Error;

/// Environment variable that names another wallet folder.
pub const WALLET_VARIABLE: &str = "TESSERA_WALLET";

/// Why a file could not be read or written.
#[derive(Debug, Error)]
pub enum FileFault {
    /// There is no such file or folder.
    #[error("{} does not exist", path.display())]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// The system does not allow it.
    #[error("{} may not be opened", path.display())]
    Denied {
        /// The file.
        path: PathBuf,
    },
    /// The file is larger than is read.
    #[error("{} is larger than {limit} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Most bytes that are read.
        limit: usize,
    },
    /// No room is left to write it.
    #[error("no room is left for {}", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// There is something of that name, and it stays.
    #[error("{} exists already", path.display())]
    Exists {
        /// The file or folder.
        path: PathBuf,
    },
    /// Something else went wrong.
    #[error("{}: {source}", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nobody is logged in whose folder could be used.
    #[error("this user has no home folder")]
    NoHome,
}

impl FileFault {
    /// The fault as it appears in output: stable snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "file_not_found",
            Self::Denied { .. } => "storage_denied",
            Self::TooLarge { .. } => "too_large",
            Self::Full { .. } => "storage_full",
            Self::Exists { .. } => "file_exists",
            Self::Unusable { .. } => "file_unusable",
            Self::NoHome => "no_home",
        }
    }

    pub(crate) fn new(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            ErrorKind::NotFound => Self::NotFound { path },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied { path },
            // A limit on the size of files leaves no more room than a full disk.
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full { path }
            }
            ErrorKind::AlreadyExists => Self::Exists { path },
            _ => Self::Unusable { path, source },
        }
    }
}

/// Reads a whole file of at most `limit` bytes.
///
/// # Errors
/// [`FileFault::TooLarge`] after `limit` bytes, and whatever keeps the file from being read.
pub fn read_at_most(path: &Path, limit: usize) -> Result<Vec<u8>, FileFault> {
    let file = File::open(path).map_err(|error| FileFault::new(path, error))?;
    drain_at_most(file, path, limit)
}

/// Reads a stream to its end, at most `limit` bytes. `name` is what messages call it.
///
/// # Errors
/// [`FileFault::TooLarge`] after `limit` bytes, and whatever breaks the stream off.
pub fn drain_at_most(stream: impl Read, name: &Path, limit: usize) -> Result<Vec<u8>, FileFault> {
    let mut bytes = Vec::new();
    let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    stream.take(bound).read_to_end(&mut bytes).map_err(|error| FileFault::new(name, error))?;
    if bytes.len() > limit {
        return Err(FileFault::TooLarge { path: name.to_owned(), limit });
    }
    Ok(bytes)
}

/// The files at a path, in path order: the path itself, or every ordinary file in the folder and the
/// folders in it.
///
/// Links and special files inside a folder are passed over, so that a folder never leads out of
/// itself; a path that is itself a link is followed, since somebody named it. What cannot be looked
/// into comes out as a fault in its place, and the walk goes on.
pub fn walk(path: &Path) -> impl Iterator<Item = Result<PathBuf, FileFault>> + use<> {
    Walk { start: Some(path.to_owned()), pending: Vec::new() }
}

struct Walk {
    start: Option<PathBuf>,
    /// Still to be visited, the next one last.
    pending: Vec<PathBuf>,
}

impl Walk {
    /// Puts the entries of a folder next in line.
    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
        let mut names = entries.collect::<io::Result<Vec<OsString>>>()?;
        names.sort_unstable_by(|a, b| b.cmp(a));
        self.pending.extend(names.into_iter().map(|name| folder.join(name)));
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (path, named) = match self.start.take() {
                Some(path) => (path, true),
                None => (self.pending.pop()?, false),
            };
            let metadata = if named { fs::metadata(&path) } else { fs::symlink_metadata(&path) };
            let entered = match metadata {
                Ok(metadata) if metadata.is_dir() => self.enter(&path),
                Ok(metadata) if named || metadata.is_file() => return Some(Ok(path)),
                Ok(_) => Ok(()),
                Err(error) => Err(error),
            };
            if let Err(error) = entered {
                return Some(Err(FileFault::new(&path, error)));
            }
        }
    }
}

/// Writes a file so that it is there whole or not at all, readable by its owner only. A file of that
/// name is replaced.
///
/// # Errors
/// Whatever keeps the file from being written; the one before is then still there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
    let folder = folder_of(path);
    let write = || {
        // Made with mode 0600 on Unix, and removed again unless it is renamed.
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        sync_folder(folder)
    };
    write().map_err(|error: io::Error| FileFault::new(path, error))
}

/// The folder that a path lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the new name last through a power cut.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// The folder that the system has for the files of this program. It need not exist.
pub(crate) fn program_folder() -> Option<PathBuf> {
    ProjectDirs::from("eu", "", "Tessera").map(|folders| folders.data_dir().to_owned())
}
