//! What is wrong with a log.

/// Which rule a log breaks (did:webvh 1.0, "Read (Resolve)").
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LogFault {
    /// Larger than `MAX_DID_LOG_BYTES`, or with more of something than any real log has.
    #[error("it is too large")]
    TooLarge,
    /// A line is no entry, or there is none.
    #[error("a line is not an entry")]
    Shape,
    /// A parameter is unknown, of the wrong kind, or not allowed where it stands.
    #[error("a parameter is not allowed")]
    Parameters,
    /// The identifier is not the hash of the first entry.
    #[error("the identifier is not the hash of its first entry")]
    Scid,
    /// Entries are not numbered in turn, or one is not chained to the one before.
    #[error("an entry is not chained to the one before")]
    Chain,
    /// A time is no time, not later than the one before, or in the future.
    #[error("the times do not follow one another")]
    Time,
    /// An entry is not signed by a key that may change the document.
    #[error("an entry is not signed by who may")]
    Proof,
    /// Keys are not among those that were announced.
    #[error("a key was not announced")]
    PreRotation,
    /// A document is of another identifier, or moved without leave.
    #[error("a document is of another identifier")]
    Document,
    /// Something follows the end of the identifier.
    #[error("something follows the end")]
    Deactivated,
    /// Too few witnesses have signed.
    #[error("too few witnesses have signed")]
    Witness,
}
