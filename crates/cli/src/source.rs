//! Where input comes from: files, folders, standard input, and addresses.

use std::io;
use std::path::PathBuf;

use platform::files::{self, FileFault};
use vc::limits::MAX_INPUT_BYTES;
use wallet::ports::FetchFault;
use wallet::{Archive, ArchiveFault, MAX_ARCHIVE_BYTES, WalletFault};

/// One thing to read.
pub(crate) enum Source {
    /// Standard input.
    Stdin,
    /// A file, or why a path could not be looked at.
    File(Result<PathBuf, FileFault>),
    /// An https address.
    Address(String),
}

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceFault {
    #[error(transparent)]
    File(#[from] FileFault),
    #[error(transparent)]
    Fetch(#[from] WalletFault),
    #[error(transparent)]
    Archive(#[from] ArchiveFault),
}

/// What a source turned out to be.
pub(crate) enum Content {
    /// One file.
    File(Vec<u8>),
    /// Many.
    Archive(Box<Archive>),
}

impl SourceFault {
    /// Stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::File(fault) => fault.code(),
            Self::Fetch(fault) => fault.code(),
            Self::Archive(fault) => fault.code(),
        }
    }

    /// True when the input is at hand but is none that could be read.
    pub(crate) fn is_about_content(&self) -> bool {
        matches!(
            self,
            Self::File(FileFault::TooLarge { .. })
                | Self::Fetch(WalletFault::Fetch(FetchFault::TooLarge { .. }))
                | Self::Archive(_)
        )
    }
}

/// Everything to read, folders walked in path order.
pub(crate) fn sources(paths: &[PathBuf], with_addresses: bool) -> Vec<Source> {
    let mut sources = Vec::new();
    for path in paths {
        match path.to_str() {
            Some("-") => sources.push(Source::Stdin),
            Some(address) if with_addresses && address.contains("://") => {
                sources.push(Source::Address(address.to_owned()));
            }
            _ => sources.extend(files::walk(path).map(Source::File)),
        }
    }
    sources
}

impl Source {
    /// How output names it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(Ok(path)) => path.display().to_string(),
            Self::File(Err(fault)) => match fault {
                FileFault::NotFound { path }
                | FileFault::Denied { path }
                | FileFault::TooLarge { path, .. }
                | FileFault::Full { path }
                | FileFault::Exists { path }
                | FileFault::Unusable { path, .. } => path.display().to_string(),
                FileFault::NoHome => String::new(),
            },
            Self::Address(address) => address.clone(),
        }
    }

    /// The name of the file, to keep with the record.
    pub(crate) fn file_name(&self) -> Option<String> {
        match self {
            Self::File(Ok(path)) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Self::Address(address) => address.rsplit('/').next().map(str::to_owned),
            Self::Stdin | Self::File(Err(_)) => None,
        }
    }

    /// Its bytes, never more than [`MAX_INPUT_BYTES`]; or the archive that it is. The network is asked by `fetch`.
    pub(crate) fn read(
        self,
        fetch: impl FnOnce(&str) -> Result<Vec<u8>, WalletFault>,
    ) -> Result<Content, SourceFault> {
        let (bytes, path) = match self {
            Self::Stdin => {
                let path = PathBuf::from("-");
                (files::drain_at_most(io::stdin().lock(), &path, MAX_ARCHIVE_BYTES)?, path)
            }
            Self::File(path) => {
                let path = path?;
                (files::read_at_most(&path, MAX_ARCHIVE_BYTES)?, path)
            }
            Self::Address(url) => (fetch(&url)?, PathBuf::new()),
        };
        match bytes.len() {
            _ if Archive::recognises(&bytes) => Ok(Content::Archive(Box::new(Archive::open(bytes)?))),
            length if length > MAX_INPUT_BYTES => {
                Err(FileFault::TooLarge { path, limit: MAX_INPUT_BYTES }.into())
            }
            _ => Ok(Content::File(bytes)),
        }
    }
}
