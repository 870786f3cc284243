//! What is kept about credentials that end: reminders put off, and what the learner said of renewals.

use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use vault::{Document, RecordId};

use super::{MAX_DAYS_BEFORE_END, USUAL_DAYS_BEFORE_END};
use crate::fault::WalletFault;
use crate::session::Wallet;

/// What is kept about one credential that ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) version: u32,
    /// The first day on which to remind again, `2026-11-22`.
    #[serde(default)]
    pub(super) snoozed_until: Option<String>,
    /// What came in its place, as the learner says.
    #[serde(default)]
    pub(super) yes: Option<String>,
    /// What did not, as the learner says.
    #[serde(default)]
    pub(super) no: Vec<String>,
    /// The renewal that the history tells of.
    #[serde(default)]
    pub(super) told: Option<String>,
}

impl Default for Kept {
    fn default() -> Self {
        Self { version: VERSION, snoozed_until: None, yes: None, no: Vec::new(), told: None }
    }
}

impl Kept {
    fn names(&self, record: &str) -> bool {
        [&self.yes, &self.told].into_iter().flatten().chain(&self.no).any(|named| named == record)
    }

    fn without(mut self, record: &str) -> Self {
        self.yes = self.yes.filter(|named| named != record);
        self.told = self.told.filter(|named| named != record);
        self.no.retain(|named| named != record);
        self
    }
}

/// As the setting is stored.
#[derive(Serialize, Deserialize)]
struct Setting {
    version: u32,
    days: Option<u32>,
}

impl Default for Setting {
    fn default() -> Self {
        Self { version: VERSION, days: Some(USUAL_DAYS_BEFORE_END) }
    }
}

impl Wallet {
    /// How many days before the end to remind.
    pub(crate) fn remind_days(&self) -> Result<Option<u32>, WalletFault> {
        let Setting { days, .. } = self.setting(SETTING)?;
        Ok(days.map(|days| days.clamp(1, MAX_DAYS_BEFORE_END)))
    }

    pub(super) fn set_remind_days(&mut self, days: Option<u32>) -> Result<(), WalletFault> {
        self.set(SETTING, &Setting { version: VERSION, days })
    }

    /// The day that is so many days after today, `2026-11-22`.
    pub(super) fn day_after(&self, days: u32) -> String {
        let today = self.today();
        today.checked_add(i64::from(days).days()).unwrap_or(today).to_string()
    }

    /// What is kept about one credential; nothing where a later version wrote it in another form.
    pub(super) fn kept_renewal(&self, record: &RecordId) -> Result<Kept, WalletFault> {
        let found = self.vault.document(RENEWAL, record.as_str())?;
        Ok(found.and_then(|document| serde_json::from_str(&document.text).ok()).unwrap_or_default())
    }

    pub(super) fn keep_renewal(&mut self, record: &RecordId, kept: &Kept) -> Result<(), WalletFault> {
        if *kept == Kept::default() {
            self.vault.forget(RENEWAL, record.as_str())?;
            return Ok(());
        }
        let document = Document { name: record.to_string(), text: serde_json::to_string(kept)? };
        self.vault.keep(RENEWAL, &document)?;
        Ok(())
    }

    /// What the learner said came in the place of what: old and new record.
    pub(crate) fn said_renewals(&self) -> Result<Vec<(String, String)>, WalletFault> {
        let all = self.vault.kept(RENEWAL)?.into_iter();
        Ok(all
            .filter_map(|document| {
                let kept: Kept = serde_json::from_str(&document.text).ok()?;
                Some((document.name, kept.yes?))
            })
            .collect())
    }

    /// Forgets what is kept about these, and that they came in the place of others.
    pub(crate) fn forget_renewals(&mut self, records: &[RecordId]) -> Result<(), WalletFault> {
        for document in self.vault.kept(RENEWAL)? {
            if records.iter().any(|record| record.as_str() == document.name) {
                self.vault.forget(RENEWAL, &document.name)?;
                continue;
            }
            let (Ok(kept), Some(of)) =
                (serde_json::from_str::<Kept>(&document.text), RecordId::parse(&document.name))
            else {
                continue;
            };
            if records.iter().any(|record| kept.names(record.as_str())) {
                let kept = records.iter().fold(kept, |kept, record| kept.without(record.as_str()));
                self.keep_renewal(&of, &kept)?;
            }
        }
        Ok(())
    }
}

/// Version of what is stored.
const VERSION: u32 = 1;

/// Kind of the documents about credentials that end; stored.
const RENEWAL: &str = "renewal";

/// Name of the setting; stored.
const SETTING: &str = "endings";
