//! What the use cases ask of the world. `platform` answers, and in tests the module `fakes`.
//!
//! Ports are synchronous: a use case is called off the main thread, and may block.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use vc::Need;
use zeroize::Zeroizing;

/// The world as one value, cheap to clone.
#[derive(Clone)]
pub struct Ports {
    /// The network.
    pub http: Arc<dyn Http>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Unpredictable bytes.
    pub random: Arc<dyn Random>,
    /// The keychain of the operating system.
    pub keychain: Arc<dyn Keychain>,
}

/// Fetches documents from public servers.
///
/// An implementation speaks `https` only, and reaches no private address: not by name, not after a
/// redirect. What comes back is foreign bytes, as untrusted as the credential that named the address.
pub trait Http: Send + Sync {
    /// Fetches one document with GET.
    ///
    /// # Errors
    /// A [`FetchFault`] when the address may not be reached, or the answer is not the document. No
    /// partial document is ever returned.
    fn fetch(&self, request: &Request) -> Result<Response, FetchFault>;
}

/// One document to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The address, as the credential or the person gave it.
    pub url: String,
    /// Value of the `Accept` header.
    pub accept: &'static str,
    /// Largest answer taken, in bytes after decompression.
    pub max_bytes: usize,
    /// Why it is fetched, for the network log.
    pub purpose: Purpose,
}

/// Why something is fetched. There are no other reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A verification asks for the certificate of an authority.
    IssuerCertificate,
    /// A verification asks for a list of revoked certificates.
    RevocationList,
    /// A verification asks for the document in which an issuer lists its keys.
    DidDocument,
    /// A verification asks for the log of all documents of an issuer.
    DidLog,
    /// A verification asks what witnesses have signed about such a log.
    DidWitness,
    /// A verification asks what an issuer publishes about its keys at its own address.
    IssuerMetadata,
    /// A verification asks for the keys of an issuer.
    KeySet,
    /// A verification asks for a key, a profile or a list of revoked badges of Open Badges 2.0.
    BadgeDocument,
    /// A verification asks whether an issuer has revoked or suspended a credential.
    StatusList,
    /// The person asked to import a credential from an address.
    Credential,
}

impl From<&Need> for Purpose {
    fn from(need: &Need) -> Self {
        match need {
            Need::IssuerCertificate { .. } => Self::IssuerCertificate,
            Need::RevocationList { .. } => Self::RevocationList,
            Need::DidDocument { .. } => Self::DidDocument,
            Need::DidLog { .. } => Self::DidLog,
            Need::DidWitness { .. } => Self::DidWitness,
            Need::IssuerMetadata { .. } => Self::IssuerMetadata,
            Need::KeySet { .. } => Self::KeySet,
            Need::BadgeDocument { .. } => Self::BadgeDocument,
            Need::StatusList { .. } => Self::StatusList,
        }
    }
}

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Where it came from in the end, after redirects.
    pub url: String,
    /// The document, decompressed.
    pub bytes: Vec<u8>,
}

/// Why a document could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FetchFault {
    /// The address is not a plain `https` address: unreadable, another scheme, or with credentials in it.
    #[error("not an address that may be fetched: {url}")]
    UrlRefused {
        /// The address, without credentials.
        url: String,
    },
    /// The host is, or resolves to, an address that is not on the public internet.
    #[error("{host} is not on the public internet")]
    AddressRefused {
        /// The host that the address names.
        host: String,
    },
    /// The host has no address, refuses the connection, or fails the TLS handshake.
    #[error("{host} cannot be reached")]
    Unreachable {
        /// The host that the address names.
        host: String,
    },
    /// No whole answer in time.
    #[error("{host} did not answer in time")]
    TimedOut {
        /// The host that the address names.
        host: String,
    },
    /// More redirects than are followed.
    #[error("more than {limit} redirects")]
    TooManyRedirects {
        /// How many are followed.
        limit: usize,
    },
    /// The server answered, but not with the document.
    #[error("{host} answered with status {status}")]
    Status {
        /// The host that answered.
        host: String,
        /// Its HTTP status.
        status: u16,
    },
    /// The document is larger than the request allows.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// [`Request::max_bytes`].
        limit: usize,
    },
    /// The answer broke off, or its compression is damaged.
    #[error("the answer of {host} broke off")]
    BrokenOff {
        /// The host that answered.
        host: String,
    },
}

impl FetchFault {
    /// The fault as it appears in output: stable snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UrlRefused { .. } => "url_refused",
            Self::AddressRefused { .. } => "address_refused",
            Self::Unreachable { .. } => "unreachable",
            Self::TimedOut { .. } => "timed_out",
            Self::TooManyRedirects { .. } => "too_many_redirects",
            Self::Status { .. } => "http_status",
            Self::TooLarge { .. } => "answer_too_large",
            Self::BrokenOff { .. } => "answer_broken_off",
        }
    }
}

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// How long the computer has been awake since some moment that stays the same while the program runs. Nobody
    /// sets this clock. Where the system has none that stands still in sleep, sleep counts as well.
    fn awake(&self) -> Duration;
}

/// Makes unpredictable bytes, fit for keys.
pub trait Random: Send + Sync {
    /// Fills the whole buffer.
    ///
    /// # Errors
    /// [`RandomFault`] when the system has no randomness to give. The buffer must not be used then.
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomFault>;
}

/// The system has no randomness to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the system gives no random bytes")]
pub struct RandomFault;

/// Keeps secrets where the operating system keeps the secrets of its user.
///
/// That a keychain answers a `read` does not prove that it takes a `write`; who depends on it tries
/// write, read and remove first.
pub trait Keychain: Send + Sync {
    /// The secret kept under a name, or `None` when there is none.
    ///
    /// # Errors
    /// A [`KeychainFault`] when the keychain cannot tell.
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainFault>;

    /// Keeps a secret under a name, in place of the one before.
    ///
    /// # Errors
    /// A [`KeychainFault`] when the secret is not kept.
    fn write(&self, name: &str, secret: &[u8]) -> Result<(), KeychainFault>;

    /// Forgets the secret under a name. Not an error when there is none.
    ///
    /// # Errors
    /// A [`KeychainFault`] when the secret may still be there.
    fn remove(&self, name: &str) -> Result<(), KeychainFault>;
}

/// Why a keychain cannot be used. Never holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeychainFault {
    /// This system has no keychain, or it does not run.
    #[error("no keychain: {reason}")]
    Unavailable {
        /// What the system said.
        reason: String,
    },
    /// There is a keychain, but it is locked, or refuses.
    #[error("the keychain refused: {reason}")]
    Refused {
        /// What the system said.
        reason: String,
    },
}

impl KeychainFault {
    /// The fault as it appears in output. One code for both: a person can do the same about either.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unavailable { .. } | Self::Refused { .. } => "keychain_unavailable",
        }
    }
}
