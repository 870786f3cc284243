//! What can go wrong in a use case: a stable code, and the values that belong to it.

use std::collections::BTreeMap;
use std::path::Path;

use thiserror::Error;
use vault::{VaultFault, WrapFault};
use vc::limits::MAX_INPUT_BYTES;
use vc::{JsonFault, TrustListFault, Unreadable};

use crate::ports::{KeychainFault, RandomFault};

/// Why a use case did not do what was asked. Nothing half-done is left behind.
#[derive(Debug, Error)]
pub enum WalletFault {
    /// There is a wallet, but it is not open.
    #[error("the wallet is locked")]
    Locked,
    /// The wallet is protected by a passphrase, and none was given.
    #[error("a passphrase is needed")]
    PassphraseRequired,
    /// The passphrase is too short to protect anything.
    #[error("a passphrase has at least {minimum} characters")]
    PassphraseTooShort {
        /// Least number of characters.
        minimum: usize,
    },
    /// The keychain works, but has no key, or not the key, of this wallet.
    #[error("the keychain does not have the key of this wallet")]
    KeyNotInKeychain,
    /// The keychain of the operating system cannot be used.
    #[error(transparent)]
    Keychain(#[from] KeychainFault),
    /// The system gives no random bytes.
    #[error(transparent)]
    Random(#[from] RandomFault),
    /// The passphrase does not open the key, or the key file is damaged.
    #[error(transparent)]
    Key(#[from] WrapFault),
    /// Storage.
    #[error(transparent)]
    Vault(#[from] VaultFault),
    /// The input is no credential.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The trust list cannot be used.
    #[error(transparent)]
    TrustList(#[from] TrustListFault),
    /// No record has this id.
    #[error("no record {record}")]
    RecordUnknown {
        /// The id as it was given.
        record: String,
    },
    /// A stored report or card cannot be read.
    #[error("what was stored cannot be read: {0}")]
    Stored(#[from] serde_json::Error),
    /// A stored file holds fewer credentials than when it was stored.
    #[error("the stored file holds fewer credentials than before")]
    PartMissing,
}

impl WalletFault {
    /// The fault as it appears in output: stable snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Locked => "wallet_locked",
            Self::PassphraseRequired => "passphrase_required",
            Self::PassphraseTooShort { .. } => "passphrase_too_short",
            Self::KeyNotInKeychain => "keychain_unavailable",
            Self::Keychain(fault) => fault.code(),
            Self::Random(_) => "internal",
            Self::Key(fault) => fault.code(),
            Self::Vault(fault) => fault.code(),
            Self::Unreadable(fault) => fault.code(),
            Self::TrustList(fault) => fault.code(),
            Self::RecordUnknown { .. } => "record_unknown",
            Self::Stored(_) | Self::PartMissing => "wallet_damaged",
        }
    }

    /// The values that belong to the code, by name.
    #[must_use]
    pub fn detail(&self) -> BTreeMap<&'static str, String> {
        let mut detail = BTreeMap::new();
        let mut with = |name, value| detail.insert(name, value);
        match self {
            Self::PassphraseTooShort { minimum } => _ = with("minimum", minimum.to_string()),
            Self::KeyNotInKeychain => _ = with("reason", "key_absent".to_owned()),
            Self::Keychain(KeychainFault::Unavailable { reason } | KeychainFault::Refused { reason }) => {
                with("reason", reason.clone());
            }
            Self::RecordUnknown { record } => _ = with("record", record.clone()),
            Self::Stored(_) | Self::PartMissing => _ = with("part", "database".to_owned()),
            Self::Random(fault) => _ = with("cause", fault.to_string()),
            Self::Key(fault) if fault.code() == "internal" => _ = with("cause", fault.to_string()),
            Self::Key(WrapFault::Damaged) => _ = with("part", "key_file".to_owned()),
            Self::Unreadable(fault) => detail = unreadable(fault),
            Self::Vault(fault) => detail = vault(fault),
            Self::Locked | Self::PassphraseRequired | Self::Key(_) | Self::TrustList(_) => {}
        }
        detail
    }
}

fn unreadable(fault: &Unreadable) -> BTreeMap<&'static str, String> {
    match fault {
        Unreadable::TooLarge => [("limit", MAX_INPUT_BYTES.to_string())].into(),
        Unreadable::Json(JsonFault::InvalidUtf8 { at }) => [("at", at.to_string())].into(),
        Unreadable::Json(JsonFault::Malformed { line, column }) => {
            [("line", line.to_string()), ("column", column.to_string())].into()
        }
        Unreadable::Json(JsonFault::DuplicateKey { key, line, column }) => {
            [("key", key.clone()), ("line", line.to_string()), ("column", column.to_string())].into()
        }
        _ => BTreeMap::new(),
    }
}

fn vault(fault: &VaultFault) -> BTreeMap<&'static str, String> {
    let shown = |path: &Path| path.display().to_string();
    match fault {
        VaultFault::Exists { folder } | VaultFault::Absent { folder } | VaultFault::InUse { folder } => {
            [("folder", shown(folder))].into()
        }
        VaultFault::Denied { path } => [("path", shown(path))].into(),
        VaultFault::Newer { part } | VaultFault::Damaged { part } => {
            [("part", part.as_str().to_owned())].into()
        }
        VaultFault::RecordUnknown { record } => [("record", record.to_string())].into(),
        VaultFault::Full => BTreeMap::new(),
        VaultFault::File { .. } | VaultFault::Database(_) => [("cause", fault.to_string())].into(),
    }
}
