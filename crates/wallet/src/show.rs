//! Show: one credential with its last report.

use serde::Serialize;
use vault::{Record, RecordId};
use vc::Report;

use crate::fault::WalletFault;
use crate::raw;
use crate::session::Wallet;

/// One credential with its last report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Detail {
    /// Its record.
    pub record: String,
    /// What was found out last.
    pub report: Report,
    /// What the file was called.
    pub file_name: Option<String>,
    /// When it was taken in, RFC 3339.
    pub stored_at: String,
    /// For what time it was judged last, RFC 3339.
    pub checked_at: String,
    /// Size of the original file, in bytes.
    pub bytes: usize,
    /// The beginning of the original file, indented for reading.
    pub original: String,
}

impl Wallet {
    pub(crate) fn show(&self, record: &RecordId) -> Result<Detail, WalletFault> {
        let stored = self.vault.record(record)?;
        let report = serde_json::from_str(&stored.judgement.report)?;
        self.detail(stored, report)
    }

    pub(crate) fn detail(&self, stored: Record, report: Report) -> Result<Detail, WalletFault> {
        let original = self.vault.original(&stored.id)?;
        Ok(Detail {
            record: stored.id.to_string(),
            checked_at: report.at.to_string(),
            report,
            file_name: stored.file_name,
            stored_at: stored.stored_at,
            bytes: original.len(),
            original: raw::readable(&original, MAX_RAW_BYTES),
        })
    }
}

/// Most of an original shown as text, in bytes. Enough to look into; the whole is exported.
const MAX_RAW_BYTES: usize = 64 * 1024;
