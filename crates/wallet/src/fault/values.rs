//! The values that belong to the faults of what a use case is made of.

use std::collections::BTreeMap;
use std::path::Path;

use vault::VaultFault;
use vc::limits::MAX_INPUT_BYTES;
use vc::{CarrierFault, JsonFault, TrustListFault, Unreadable};

pub(super) fn unreadable(fault: &Unreadable) -> BTreeMap<&'static str, String> {
    match fault {
        Unreadable::TooLarge => [("limit", MAX_INPUT_BYTES.to_string())].into(),
        Unreadable::Json(JsonFault::InvalidUtf8 { at }) => [("at", at.to_string())].into(),
        Unreadable::Json(JsonFault::Malformed { line, column }) => {
            [("line", line.to_string()), ("column", column.to_string())].into()
        }
        Unreadable::Json(JsonFault::DuplicateKey { key, line, column }) => {
            [("key", key.clone()), ("line", line.to_string()), ("column", column.to_string())].into()
        }
        Unreadable::Carrier(CarrierFault::AddressOnly { address }) => [("address", address.clone())].into(),
        Unreadable::Carrier(CarrierFault::Damaged { at, .. }) => [("at", at.to_string())].into(),
        _ => BTreeMap::new(),
    }
}

pub(super) fn trust_list(fault: &TrustListFault) -> BTreeMap<&'static str, String> {
    match fault {
        TrustListFault::Member { at } => [("at", at.clone())].into(),
        TrustListFault::Certificate { index } => [("index", index.to_string())].into(),
        TrustListFault::FormatUnknown(format) => [("format", format.clone())].into(),
        TrustListFault::SignerUnknown(signer) | TrustListFault::SignerNotInForce(signer) => [
            ("signer", signer.name.clone()),
            ("fingerprint", signer.sha256.clone()),
            ("territory", signer.territory.clone()),
        ]
        .into(),
        _ => [("problem", fault.to_string())].into(),
    }
}

pub(super) fn rules_unreadable(fault: &stack::ReadError) -> BTreeMap<&'static str, String> {
    match fault {
        stack::ReadError::TooLarge { .. } => [("limit", stack::limits::MAX_FILE_BYTES.to_string())].into(),
        stack::ReadError::Shape { at, line, column, problem } => [
            ("at", at.clone()),
            ("line", line.to_string()),
            ("column", column.to_string()),
            ("problem", problem.clone()),
        ]
        .into(),
        stack::ReadError::Mistakes(mistakes) => {
            let first = mistakes.first();
            [
                ("count", mistakes.len().to_string()),
                ("at", first.map(|one| one.at.clone()).unwrap_or_default()),
                ("mistake", first.map(|one| one.what.code().to_owned()).unwrap_or_default()),
            ]
            .into()
        }
    }
}

pub(super) fn vault(fault: &VaultFault) -> BTreeMap<&'static str, String> {
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
        VaultFault::Disk { cause } => [("cause", cause.clone())].into(),
        VaultFault::File { .. } | VaultFault::Database(_) => [("cause", fault.to_string())].into(),
    }
}
