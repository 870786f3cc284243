//! What verification may need to know beyond the credential, and the answers at hand.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something outside the credential that would help to judge it.
///
/// Needs are the only reason for a network request. Answering one is the caller's job; a need left
/// unanswered leaves the check undetermined, it never passes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Need {
    /// The certificate of the authority that issued the seal certificate (RFC 5280 §4.2.2.1, `caIssuers`).
    IssuerCertificate {
        /// Where the certificate says it is.
        url: String,
    },
    /// The list of certificates that the authority revoked (RFC 5280 §4.2.1.13).
    RevocationList {
        /// Where the certificate says it is.
        url: String,
    },
    /// The document in which an issuer lists its keys (W3C DID 1.0).
    DidDocument {
        /// The identifier.
        did: String,
        /// Where its method says the document is.
        url: String,
    },
    /// The log of all documents of an issuer (did:webvh 1.0).
    DidLog {
        /// The identifier.
        did: String,
        /// Where its method says the log is.
        url: String,
    },
    /// What witnesses have signed about a log (did:webvh 1.0).
    DidWitness {
        /// Where its method says it is.
        url: String,
    },
    /// What an issuer publishes about its keys at its own address (SD-JWT VC, JWT VC Issuer Metadata).
    IssuerMetadata {
        /// Where the issuer's address says it is.
        url: String,
    },
    /// The keys of an issuer (RFC 7517 §5).
    KeySet {
        /// Where the issuer's metadata says they are.
        url: String,
    },
    /// A key, a profile or a list of revoked badges of an issuer of Open Badges 2.0.
    BadgeDocument {
        /// Where the badge, or the issuer's profile, says it is.
        url: String,
    },
    /// The list in which an issuer says which credentials are revoked or suspended.
    StatusList {
        /// Where the credential says it is.
        url: String,
    },
}

impl Need {
    /// The address that answers the need.
    #[must_use]
    pub fn url(&self) -> &str {
        match self {
            Need::IssuerCertificate { url }
            | Need::RevocationList { url }
            | Need::DidDocument { url, .. }
            | Need::DidLog { url, .. }
            | Need::DidWitness { url }
            | Need::IssuerMetadata { url }
            | Need::KeySet { url }
            | Need::BadgeDocument { url }
            | Need::StatusList { url } => url,
        }
    }

    /// The identifier whose document answers the need, where it is one.
    #[must_use]
    pub fn did(&self) -> Option<&str> {
        match self {
            Need::DidDocument { did, .. } | Need::DidLog { did, .. } => Some(did),
            Need::IssuerCertificate { .. }
            | Need::RevocationList { .. }
            | Need::DidWitness { .. }
            | Need::IssuerMetadata { .. }
            | Need::KeySet { .. }
            | Need::BadgeDocument { .. }
            | Need::StatusList { .. } => None,
        }
    }
}

/// One answer: bytes, where they came from and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceItem {
    /// What was asked.
    pub need: Need,
    /// When it was fetched, or written into the answer book.
    pub fetched_at: Timestamp,
    /// The answer, unchanged.
    #[serde(with = "base64_bytes")]
    pub bytes: Vec<u8>,
}

/// The answers at hand. Stored with the credential, so that a report can be repeated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Version of this shape, for stored evidence.
    #[serde(default)]
    pub version: u32,
    /// The answers.
    pub items: Vec<EvidenceItem>,
}

impl Evidence {
    /// Version written into new evidence.
    pub const VERSION: u32 = 1;

    /// No answers.
    #[must_use]
    pub fn none() -> Self {
        Self { version: Self::VERSION, items: Vec::new() }
    }

    /// The answer to a need, if there is one.
    #[must_use]
    pub fn answer(&self, need: &Need) -> Option<&EvidenceItem> {
        self.items.iter().find(|item| &item.need == need)
    }
}

mod base64_bytes {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
