//! Archives: many files in one, read one by one and never unpacked to a disk.

use std::io::{Cursor, Read as _};

use thiserror::Error;
use vc::limits::MAX_INPUT_BYTES;
use zip::ZipArchive;
use zip::result::ZipError;

/// Largest archive that is opened, in bytes. It is held in memory.
pub const MAX_ARCHIVE_BYTES: usize = 64 * 1024 * 1024;

/// Most entries of one archive, folders included. An export of a whole school year has a few thousand.
pub(crate) const MAX_ARCHIVE_ENTRIES: usize = 10_000;

/// Most bytes that are read from one archive after decompression: a few seconds of work.
pub(crate) const MAX_ARCHIVE_INFLATED_BYTES: usize = 512 * 1024 * 1024;

/// Longest name of an entry that is shown, in characters.
const MAX_NAME_CHARACTERS: usize = 240;

/// An open ZIP archive.
///
/// Names are for people alone: nothing is written under them, so that one that leads out of its folder leads
/// nowhere. Archives in archives are not opened.
pub struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    files: Vec<File>,
    /// How much may still be read.
    left: usize,
}

struct File {
    /// Its place in the archive.
    index: usize,
    name: String,
}

/// Why an archive, or a file in it, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ArchiveFault {
    /// Larger than [`MAX_ARCHIVE_BYTES`].
    #[error("larger than {MAX_ARCHIVE_BYTES} bytes")]
    TooLarge,
    /// More than [`MAX_ARCHIVE_ENTRIES`].
    #[error("more than {MAX_ARCHIVE_ENTRIES} files in one archive")]
    TooMany,
    /// More than [`MAX_ARCHIVE_INFLATED_BYTES`] in all.
    #[error("more than {MAX_ARCHIVE_INFLATED_BYTES} bytes in one archive")]
    TooMuch,
    /// Cut off or changed, or none at all.
    #[error("the archive is damaged")]
    Damaged,
    /// Nothing in it.
    #[error("there is no file in the archive")]
    Empty,
    /// A file in it is larger than [`MAX_INPUT_BYTES`].
    #[error("larger than {MAX_INPUT_BYTES} bytes")]
    FileTooLarge,
    /// A file in it is protected by a password.
    #[error("protected by a password")]
    Encrypted,
    /// A file in it is packed in a way that is not known here.
    #[error("packed in a way that is not known here")]
    Method,
    /// A file in it is an archive itself, or a document of an office program, which is one.
    #[error("an archive in an archive")]
    Nested,
}

impl ArchiveFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "archive_too_large",
            Self::FileTooLarge => "too_large",
            Self::TooMany | Self::TooMuch => "archive_over_budget",
            Self::Damaged => "archive_damaged",
            Self::Empty => "archive_empty",
            Self::Encrypted => "archive_encrypted",
            Self::Method => "archive_method_unknown",
            Self::Nested => "archive_in_archive",
        }
    }
}

impl Archive {
    /// True when the bytes begin as a ZIP archive does.
    #[must_use]
    pub fn recognises(bytes: &[u8]) -> bool {
        [b"PK\x03\x04", b"PK\x05\x06"].iter().any(|start| bytes.starts_with(*start))
    }

    /// Opens an archive. No file in it is looked at yet.
    ///
    /// # Errors
    /// [`ArchiveFault`] about the archive as a whole.
    pub fn open(bytes: Vec<u8>) -> Result<Self, ArchiveFault> {
        if bytes.len() > MAX_ARCHIVE_BYTES {
            return Err(ArchiveFault::TooLarge);
        }
        // Before anything is read of it: every entry of the directory begins with these four bytes.
        if bytes.windows(4).filter(|window| window == b"PK\x01\x02").count() > MAX_ARCHIVE_ENTRIES {
            return Err(ArchiveFault::TooMany);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveFault::Damaged)?;
        let mut files = Vec::new();
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|_| ArchiveFault::Damaged)?;
            if !entry.is_file() {
                continue;
            }
            let name = entry.name().map(|name| shown(&name)).unwrap_or_default();
            if !is_of_the_system(&name) {
                files.push(File { index, name });
            }
        }
        match files.is_empty() {
            true => Err(ArchiveFault::Empty),
            false => Ok(Self { zip, files, left: MAX_ARCHIVE_INFLATED_BYTES }),
        }
    }

    /// The files in it, by name, in its order. Folders, links and what operating systems leave behind are
    /// passed over.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// The bytes of the file at a place in [`names`](Self::names); at most [`MAX_INPUT_BYTES`].
    ///
    /// # Errors
    /// [`ArchiveFault`] about this file; the others can be read all the same. [`ArchiveFault::TooMuch`] once
    /// too much was read of the archive.
    pub fn read(&mut self, place: usize) -> Result<Vec<u8>, ArchiveFault> {
        let file = self.files.get(place).ok_or(ArchiveFault::Damaged)?;
        if self.left == 0 {
            return Err(ArchiveFault::TooMuch);
        }
        let entry = self.zip.by_index(file.index).map_err(|fault| match fault {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                ArchiveFault::Encrypted
            }
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
                ArchiveFault::Method
            }
            _ => ArchiveFault::Damaged,
        })?;
        // What an entry says about its size decides nothing.
        let limit = self.left.min(MAX_INPUT_BYTES);
        let mut bytes = Vec::new();
        let read = entry.take(limit as u64 + 1).read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len());
        read.map_err(|_| ArchiveFault::Damaged)?;
        if bytes.len() > limit {
            return Err(if limit < MAX_INPUT_BYTES {
                ArchiveFault::TooMuch
            } else {
                ArchiveFault::FileTooLarge
            });
        }
        if Self::recognises(&bytes) { Err(ArchiveFault::Nested) } else { Ok(bytes) }
    }
}

/// A name as people may see it: no control characters, no endless one.
fn shown(name: &str) -> String {
    let clean = name.chars().filter(|character| !character.is_control());
    clean.take(MAX_NAME_CHARACTERS).collect()
}

/// What operating systems put into archives by themselves.
fn is_of_the_system(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("__MACOSX/") || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&last)
}

#[cfg(test)]
mod tests;
