//! Trust lists as people see them.

use jiff::Timestamp;
use serde::Serialize;
use vc::TrustList;
use vc::trust::{KeyUse, TrustedIssuer, TrustedKey};

use super::kept::KeptList;

/// A trust list in the wallet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrustListLine {
    /// Its id, unique in the wallet.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Who keeps it, or where it comes from.
    pub source: String,
    /// The date of the list, if it has one.
    pub as_of: Option<String>,
    /// When it was added, RFC 3339.
    pub added_at: String,
    /// How many it vouches for now.
    pub entries: usize,
    /// Whether it is used.
    pub in_use: bool,
    /// Who signed it; `None` for a list that nobody signed.
    pub signed_by: Option<String>,
    /// When the next edition is due, RFC 3339; only for a list that is signed.
    pub next_update: Option<String>,
    /// Whether that has passed, so that it vouches for nobody.
    pub stale: bool,
    /// How many may sign other lists by its word.
    pub list_signers: usize,
}

/// One on a trust list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrustEntry {
    /// Name of the holder of the key, as the list gives it.
    pub name: String,
    /// Country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The key: a DID, or the SHA-256 of a public key in hexadecimal.
    pub key: String,
    /// For what it may vouch: `issuer`, `seal`, `timestamp` or `any`.
    pub vouches_for: &'static str,
    /// Whether the list vouches for it now.
    pub in_force: bool,
}

/// What became of a file with a trust list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AddedTrustList {
    /// The list as it is now.
    pub line: TrustListLine,
    /// Whether it took the place of another with its id.
    pub replaced: bool,
}

impl TrustListLine {
    pub(super) fn of(kept: &KeptList, now: Timestamp) -> Self {
        let KeptList { in_use, added_at, list } = kept;
        let edition = list.publication.as_ref();
        Self {
            id: list.id.clone(),
            title: list.title.clone(),
            source: list.source.clone(),
            as_of: list.as_of.map(|date| date.to_string()),
            added_at: added_at.to_string(),
            entries: list.issuers.iter().filter(|issuer| issuer.is_in_force(now)).count(),
            in_use: *in_use,
            signed_by: edition.map(|edition| edition.signer.name.clone()),
            next_update: edition.map(|edition| edition.next_update.to_string()),
            stale: edition.is_some_and(|edition| edition.next_update < now),
            list_signers: edition.map_or(0, |edition| edition.signers.len()),
        }
    }
}

/// Everybody on a list, in its order.
pub(super) fn entries(list: &TrustList, now: Timestamp) -> Vec<TrustEntry> {
    list.issuers.iter().map(|issuer| TrustEntry::of(issuer, now)).collect()
}

impl TrustEntry {
    fn of(issuer: &TrustedIssuer, now: Timestamp) -> Self {
        let (key, vouches_for) = match &issuer.key {
            TrustedKey::Did(did) => (did.clone(), "issuer"),
            TrustedKey::X509 { spki_sha256, key_use, .. } => (
                spki_sha256.clone(),
                match key_use {
                    KeyUse::Seal => "seal",
                    KeyUse::Timestamp => "timestamp",
                    KeyUse::Any => "any",
                },
            ),
        };
        Self {
            name: issuer.name.clone(),
            country: issuer.country.clone(),
            key,
            vouches_for,
            in_force: issuer.is_in_force(now),
        }
    }
}
