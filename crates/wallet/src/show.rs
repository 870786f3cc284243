//! Show: one credential with its last report.

use europass::annex1::{Completeness, completeness};
use jiff::Timestamp;
use serde::Serialize;
use vault::{Record, RecordId};
use vc::{Code, Report, Unverified, Verdict};

use crate::evidence;
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
    /// What it came to when it was taken in, where that is not what it comes to now.
    pub when_received: Option<WhenReceived>,
    /// Size of the original file, in bytes.
    pub bytes: usize,
    /// The beginning of the original file, indented for reading.
    pub original: String,
    /// Which elements of a micro-credential it states; `None` when the file is not read as it was.
    pub annex1: Option<Completeness>,
}

/// What a credential came to when it was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhenReceived {
    /// The verdict then.
    pub verdict: Verdict,
    /// Code of the check that decided it.
    pub code: Option<Code>,
}

impl Wallet {
    pub(crate) fn show_at(&self, record: &RecordId, at: Timestamp) -> Result<Detail, WalletFault> {
        let stored = self.vault.record(record)?;
        let report = self.judged_for(&stored, at)?.ok_or(WalletFault::PartMissing)?;
        self.detail(stored, report)
    }

    /// Judged for another time, from what was known by then.
    pub(crate) fn judged_for(&self, record: &Record, at: Timestamp) -> Result<Option<Report>, WalletFault> {
        Ok(self.unverified(record)?.map(|unverified| self.judged(record, &unverified, at)))
    }

    fn judged(&self, record: &Record, unverified: &Unverified, at: Timestamp) -> Report {
        let known = evidence::as_of(&evidence::kept(record), at);
        self.judge.judge_for(unverified, &known, at)
    }

    /// The credential of a record, read again; nothing when it is none any more.
    pub(crate) fn unverified(&self, record: &Record) -> Result<Option<Unverified>, WalletFault> {
        part_of(&self.vault.original(&record.id)?, record)
    }

    /// Valid when received is not valid now, and the other way round: said only where the two differ.
    fn when_received(&self, stored: &Record, unverified: &Unverified, now: &Report) -> Option<WhenReceived> {
        let received = stored.stored_at.parse::<Timestamp>().ok().filter(|received| *received < now.at)?;
        let then = self.judged(stored, unverified, received);
        (then.verdict != now.verdict).then(|| WhenReceived {
            verdict: then.verdict,
            code: then.deciding().and_then(|deciding| deciding.code),
        })
    }

    pub(crate) fn show(&self, record: &RecordId) -> Result<Detail, WalletFault> {
        let stored = self.vault.record(record)?;
        let report = serde_json::from_str(&stored.judgement.report)?;
        self.detail(stored, report)
    }

    /// Terms that a credential names by address alone are labelled, as the published vocabularies do.
    pub(crate) fn detail(&self, stored: Record, mut report: Report) -> Result<Detail, WalletFault> {
        let original = self.vault.original(&stored.id)?;
        // Read once: for a large credential that is most of the work.
        let unverified = part_of(&original, &stored)?;
        let when_received =
            unverified.as_ref().and_then(|unverified| self.when_received(&stored, unverified, &report));
        let annex1 = unverified.map(|unverified| completeness(&unverified, &report));
        self.label(&mut report.claims)?;
        Ok(Detail {
            annex1,
            record: stored.id.to_string(),
            checked_at: report.at.to_string(),
            report,
            file_name: stored.file_name,
            stored_at: stored.stored_at,
            when_received,
            bytes: original.len(),
            original: raw::readable(&original, MAX_RAW_BYTES),
        })
    }
}

/// The credential of a record in its file; nothing when it is none any more.
fn part_of(original: &[u8], record: &Record) -> Result<Option<Unverified>, WalletFault> {
    let part = usize::try_from(record.part).map_err(|_| WalletFault::PartMissing)?;
    let Ok(parts) = vc::parse(original) else { return Ok(None) };
    Ok(parts.into_iter().nth(part).and_then(Result::ok))
}

/// Most of an original shown as text, in bytes. Enough to look into; the whole is exported.
const MAX_RAW_BYTES: usize = 64 * 1024;
