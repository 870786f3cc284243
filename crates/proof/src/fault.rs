//! Why a code cannot be made, or read.

use crate::limits::{MAX_FRAMES, MAX_PARTS, MAX_PROOF_BYTES};

/// Why a proof cannot be packed, or a code that was read holds none. What is damaged is told apart from what a
/// later version may have made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CarriageFault {
    /// Larger than [`MAX_PROOF_BYTES`], or says that it would become so.
    #[error("larger than {MAX_PROOF_BYTES} bytes")]
    TooLarge,
    /// Of more than [`MAX_PARTS`] parts.
    #[error("of more than {MAX_PARTS} parts")]
    TooManyParts,
    /// More than [`MAX_FRAMES`] frames.
    #[error("more than {MAX_FRAMES} frames")]
    TooManyFrames,
    /// Made by a later version, or by another program.
    #[error("made in a way that is not known here: version {0}")]
    VersionUnknown(u8),
    /// Packed with a dictionary that is not known here.
    #[error("packed with a dictionary that is not known here: {0}")]
    DictionaryUnknown(u8),
    /// Something is missing from it, or was changed on the way.
    #[error("damaged: {0}")]
    Damaged(&'static str),
}

impl CarriageFault {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge | Self::TooManyParts => "proof_too_large",
            Self::TooManyFrames => "too_many_frames",
            Self::VersionUnknown(_) => "proof_version_unknown",
            Self::DictionaryUnknown(_) => "proof_dictionary_unknown",
            Self::Damaged(_) => "code_damaged",
        }
    }
}
