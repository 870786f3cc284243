//! What issuers of Open Badges 2.0 publish on the web: keys, profiles, and lists of badges they took back.

use jiff::{SignedDuration, Timestamp};
use rustls_pki_types::{SubjectPublicKeyInfoDer, pem::PemObject as _};
use serde_json::Value;

use crate::json;
use crate::key::public_key::PublicKey;
use crate::limits::{MAX_DID_DOCUMENT_BYTES, MAX_STATUS_LIST_BYTES, MAX_VERIFICATION_METHODS};
use crate::profile::open_badges_2::identifier;
use crate::report::Code;
use crate::verify::evidence::{Evidence, Need};

/// What is at an address, where it can be asked for.
pub(super) fn need(address: &str) -> Option<Need> {
    address.starts_with("https://").then(|| Need::BadgeDocument { url: address.to_owned() })
}

/// A document that says that it is the one at its address.
pub(super) struct Published(Value);

impl Published {
    /// The document at an address, or the code of why it is not known.
    pub(super) fn document(address: &str, evidence: &Evidence) -> Result<Self, Code> {
        let need = need(address).ok_or(Code::IssuerKeysMissing)?;
        let item = evidence.answer(&need).ok_or(Code::IssuerKeysMissing)?;
        let document = Some(&item.bytes).filter(|bytes| bytes.len() <= MAX_DID_DOCUMENT_BYTES);
        let document = document.and_then(|bytes| json::parse(bytes).ok());
        let document =
            document.filter(|document| document.is_object() && identifier(document) == Some(address));
        document.map(Self).ok_or(Code::IssuerKeysInvalid)
    }

    /// The key that it is (CryptographicKey).
    pub(super) fn key(&self) -> Result<PublicKey, Code> {
        let pem = self.0.get("publicKeyPem").and_then(Value::as_str).ok_or(Code::IssuerKeysInvalid)?;
        let spki = SubjectPublicKeyInfoDer::from_pem_slice(pem.as_bytes());
        let key = PublicKey::from_spki(&spki.map_err(|_| Code::KeyUnusable)?);
        key.map_err(|_| Code::KeyUnusable)
    }

    /// Whose key it says it is.
    pub(super) fn owner(&self) -> Option<&str> {
        self.0.get("owner").and_then(identifier)
    }

    /// True for a profile that names the key at an address as one of its own.
    pub(super) fn lists(&self, key: &str) -> bool {
        let keys = match self.0.get("publicKey") {
            Some(Value::Array(keys)) => keys.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        keys.iter().take(MAX_VERIFICATION_METHODS).any(|listed| identifier(listed) == Some(key))
    }

    /// Where a profile says which badges were taken back.
    pub(super) fn revocation_list(&self) -> Option<&str> {
        self.0.get("revocationList").and_then(identifier)
    }
}

/// Whether a list names a badge, by its identifier or its `uid`; or the code of why that is not known.
pub(super) fn is_revoked(
    address: &str,
    issuer: Option<&str>,
    badge: &Value,
    evidence: &Evidence,
    (at, longest): (Timestamp, SignedDuration),
) -> Result<bool, Code> {
    let need = need(address).ok_or(Code::StatusListMissing)?;
    let item = evidence.answer(&need).ok_or(Code::StatusListMissing)?;
    let list = Some(&item.bytes).filter(|bytes| bytes.len() <= MAX_STATUS_LIST_BYTES);
    let list = list.and_then(|bytes| json::parse(bytes).ok()).ok_or(Code::StatusListInvalid)?;
    if list.get("issuer").and_then(identifier) != issuer || identifier(&list) != Some(address) {
        return Err(Code::StatusListInvalid);
    }
    let revoked = list.get("revokedAssertions").and_then(Value::as_array).ok_or(Code::StatusListInvalid)?;
    let is_named = |one: &Value| {
        let same = |name: &str| badge.get(name).is_some_and(|value| one.get(name) == Some(value));
        one.as_str().is_some_and(|id| identifier(badge) == Some(id)) || same("id") || same("uid")
    };
    if revoked.iter().any(is_named) {
        return Ok(true);
    }
    match at.duration_since(item.fetched_at) > longest {
        true => Err(Code::StatusListStale),
        false => Ok(false),
    }
}
