//! The options of a [`Sealer`](super::Sealer).

/// How the seal is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// JWS JSON, general, with the payload as it is (`b64: false`): what Europass makes.
    General,
    /// JWS JSON, flattened, with the payload as it is.
    Flattened,
    /// JWS JSON, general, with a base64url payload.
    GeneralEncoded,
    /// JWS compact, with a base64url payload. It has no unprotected header: always [`Level::B`].
    Compact,
}

/// How much proof the seal carries; each level includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The signature.
    B,
    /// A time stamp over the signature.
    T,
    /// Certificates and revocation answers.
    Lt,
    /// A time stamp over everything.
    Lta,
}

/// The header in which the signer claims a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimedTime {
    /// `sigT`, RFC 3339, critical.
    SigT,
    /// `iat`, seconds.
    Iat,
    /// None.
    Absent,
}

/// What `x5c` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateHeader {
    /// The seal certificate alone.
    Leaf,
    /// The seal certificate and the authority that issued it.
    Chain,
    /// No `x5c` at all.
    Absent,
}

/// The one thing that is wrong with a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    /// `adoTst` is a genuine time stamp of something else.
    ContentTimestampOfOther,
    /// `sigTst` is a genuine time stamp of something else.
    SignatureTimestampOfOther,
    /// `arcTst` is a genuine time stamp of something else.
    ArchiveTimestampOfOther,
    /// The last byte of the signature inside `sigTst` is flipped.
    SignatureTimestampBroken,
    /// The claimed time was changed after signing.
    ClaimedTimeAltered,
    /// A critical header of this name that nobody understands.
    UnknownCritical(&'static str),
    /// `b64` is used and not critical (RFC 7797 §6).
    EncodingNotCritical,
    /// `alg` says this instead of what was used.
    AlgorithmNamed(&'static str),
    /// `x5t#S256` is the digest of another certificate.
    CertificateDigestOfOther,
    /// After sealing, `x5c` and `x5t#S256` were replaced by those of a self-signed double.
    CertificateReplaced,
    /// The revocation list says that the certificate was revoked the day before.
    RevokedInList,
    /// The OCSP response says that the certificate was revoked the day before.
    RevokedInOcsp,
    /// The last byte of the seal's signature is flipped.
    SignatureBroken,
}
