//! Why something was not declared.

use std::collections::BTreeMap;

use thiserror::Error;

/// Why something was not declared. Nothing changed then.
#[derive(Debug, Error)]
pub enum DeclaredFault {
    /// There is no such item.
    #[error("no self-declared item {id}")]
    Unknown {
        /// The id as it was given.
        id: String,
    },
    /// Something is not written as it has to be.
    #[error("the self-declared item does not state its {member} as it should")]
    Unclear {
        /// What.
        member: &'static str,
    },
    /// There are enough.
    #[error("at most {limit} items are kept")]
    TooMany {
        /// Most items.
        limit: usize,
    },
    /// The item has no such file.
    #[error("the item has no such file")]
    FileUnknown,
    /// There is nothing in the file.
    #[error("the file is empty")]
    FileEmpty,
    /// The file is too large.
    #[error("a file has at most {limit} bytes")]
    FileTooLarge {
        /// Most bytes.
        limit: usize,
    },
    /// The item has enough files.
    #[error("an item has at most {limit} files")]
    FilesTooMany {
        /// Most files.
        limit: usize,
    },
    /// The files of all items together would be too large.
    #[error("all files together have at most {limit} bytes")]
    FilesFull {
        /// Most bytes.
        limit: u64,
    },
}

impl DeclaredFault {
    /// Stable snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "declared_unknown",
            Self::Unclear { .. } => "declared_unclear",
            Self::TooMany { .. } => "declared_too_many",
            Self::FileUnknown => "declared_file_unknown",
            Self::FileEmpty => "declared_file_empty",
            Self::FileTooLarge { .. } => "declared_file_too_large",
            Self::FilesTooMany { .. } => "declared_files_too_many",
            Self::FilesFull { .. } => "declared_files_full",
        }
    }

    /// The values that belong to the code.
    pub(crate) fn detail(&self) -> BTreeMap<&'static str, String> {
        match self {
            Self::Unknown { id } => [("id", id.clone())].into(),
            Self::Unclear { member } => [("member", (*member).to_owned())].into(),
            Self::TooMany { limit } | Self::FileTooLarge { limit } | Self::FilesTooMany { limit } => {
                [("limit", limit.to_string())].into()
            }
            Self::FilesFull { limit } => [("limit", limit.to_string())].into(),
            Self::FileUnknown | Self::FileEmpty => BTreeMap::new(),
        }
    }
}
