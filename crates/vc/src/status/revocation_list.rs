//! The revocation list of 1EdTech (Revocation List Status Method 1.0): identifiers of credentials, as JSON.
//!
//! Nobody signs it, so whoever serves it can leave a credential out. That a credential is on it counts; that it
//! is not on it says nothing.

use std::collections::BTreeMap;

use serde_json::Value;

use super::list::{Entries, Held};
use super::lists::Kind;
use super::{Asking, invalid, items, malformed, open};
use crate::json;
use crate::limits::MAX_STATUS_LIST_BYTES;
use crate::profile::{StatusEntry, shown};
use crate::report::{Check, CheckResult, Code};
use crate::verify::evidence::EvidenceItem;

/// The credentials that a list says are revoked, each with the reason given.
#[derive(Debug)]
pub(super) struct Revocations(BTreeMap<String, Option<String>>);

impl Revocations {
    /// What it takes in memory, in bytes.
    pub(super) fn size(&self) -> usize {
        let text =
            |(id, reason): (&String, &Option<String>)| id.len() + reason.as_ref().map_or(0, String::len);
        self.0.iter().map(text).sum::<usize>() + self.0.len() * size_of::<(String, Option<String>)>()
    }
}

/// The answer of a list about a credential.
///
/// # Errors
/// The undetermined check that says why there is none; not being on the list is one.
pub(super) fn answer(entry: &StatusEntry, asking: Asking<'_>) -> Result<CheckResult, CheckResult> {
    let url = entry.id.as_deref().ok_or_else(|| malformed("credentialStatus.id"))?;
    let credential = asking.credential.ok_or_else(|| malformed("id"))?;
    let list = asking.list(url, Kind::Revocations)?;
    let Entries::Revocations(Revocations(revoked)) = &list.entries else { return Err(invalid("format")) };
    let reason = revoked.get(credential).ok_or_else(|| open(Code::StatusListUnsigned))?;
    let result = CheckResult::fail(Check::Status, Code::Revoked);
    Ok(match reason {
        Some(reason) => result.with("reason", reason.clone()),
        None => result,
    })
}

/// Reads a list.
///
/// # Errors
/// The undetermined check that says why it is none.
pub(super) fn read(item: &EvidenceItem) -> Result<Held, CheckResult> {
    if item.bytes.len() > MAX_STATUS_LIST_BYTES {
        return Err(invalid("format"));
    }
    let list = json::parse(&item.bytes).map_err(|_| invalid("format"))?;
    // The specification names the property in the plural, 1EdTech's own validator reads the singular.
    let entries = ["revokedCredential", "revokedCredentials"].map(|name| list.get(name));
    if !list.is_object() || entries == [None, None] {
        return Err(invalid("revokedCredentials"));
    }
    let revoked = entries.into_iter().flat_map(items).filter_map(|entry| {
        // An entry may be the bare identifier, and may say that it is about one that is in force again.
        let is_revoked = entry.get("revoked").is_none_or(|revoked| revoked != &Value::Bool(false));
        let id = entry.get("id").unwrap_or(entry).as_str().filter(|_| is_revoked)?;
        Some((id.to_owned(), entry.get("revocationReason").and_then(Value::as_str).map(shown)))
    });
    Ok(Held { entries: Entries::Revocations(Revocations(revoked.collect())), ttl: None })
}
