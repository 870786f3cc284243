//! Renewal: which credentials end soon, what came in their place, and what the learner said of it.
//!
//! Whether one credential renews another is decided by [`rule`]: by identifiers of issuer, learner and achievement.
//! Where they do not settle it, the learner is asked. What the learner says never makes anything count: a renewal counts
//! by what it says itself, and a yes only keeps the old one from counting beside it.

mod counted;
mod gather;
mod kept;
mod rule;
mod toll;

use serde::Serialize;

pub use toll::{GoalAfter, Toll};

pub(crate) use counted::{is_own_code, join};

use crate::card::Card;
use crate::fault::WalletFault;
use crate::session::{Session, read};
use kept::Kept;

/// What ends soon or ended lately, the first to end first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Endings {
    /// How many days before the end to remind; nothing for never.
    pub remind_days: Option<u32>,
    /// The credentials; those that were put away are left out.
    pub endings: Vec<Ending>,
    /// How many more there are than are listed.
    pub more: usize,
}

/// A credential that ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Ending {
    /// The credential.
    pub card: Card,
    /// Days until its last day; negative when it is over.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub days: i64,
    /// Whether the learner is to be reminded.
    pub standing: EndingStanding,
    /// The first day on which to remind again, `2026-11-22`; only where the learner put it off.
    pub snoozed_until: Option<String>,
    /// What came in its place.
    pub renewed_by: Option<Renewed>,
    /// What may have come in its place: only the learner knows. Nothing where something has.
    pub possible: Vec<Card>,
}

/// How things stand with a credential that ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EndingStanding {
    /// It ends, and nothing came in its place.
    Due,
    /// The learner put the reminder off.
    Snoozed,
    /// Another came in its place.
    Renewed,
}

/// What came in the place of a credential that ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Renewed {
    /// The renewal.
    pub card: Card,
    /// True when the learner said so; else issuer, learner and achievement are the same by their identifiers.
    pub said: bool,
}

impl Session {
    /// What ends soon or ended lately. A renewal that is found for the first time goes into the history.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn endings(&mut self) -> Result<Endings, WalletFault> {
        self.open()?.endings()
    }

    /// What the goals lose when each of those ends, as far as nothing came in its place.
    ///
    /// # Errors
    /// As for [`goals`](Self::goals).
    pub fn endings_in_goals(&mut self, count_unrecognised: bool) -> Result<Vec<Toll>, WalletFault> {
        self.open()?.tolls(count_unrecognised)
    }

    /// Says how many days before the end to remind, from 1 to [`MAX_DAYS_BEFORE_END`]; outside that, the nearest
    /// of them; `None` never.
    ///
    /// # Errors
    /// A fault of storage; then it is as it was.
    pub fn remind_before_end(&mut self, days: Option<u32>) -> Result<Endings, WalletFault> {
        let wallet = self.open()?;
        wallet.set_remind_days(days.map(|days| days.clamp(1, MAX_DAYS_BEFORE_END)))?;
        wallet.endings()
    }

    /// Puts the reminder of a credential off for so many days, from 1 to [`MAX_DAYS_BEFORE_END`]; `None` takes that
    /// back.
    ///
    /// # Errors
    /// `record_unknown`, or a fault of storage; then it is as it was.
    pub fn snooze_ending(&mut self, record: &str, days: Option<u32>) -> Result<Endings, WalletFault> {
        let (wallet, record) = (self.open()?, read(record)?);
        wallet.vault.record(&record)?;
        let until = days.map(|days| wallet.day_after(days.clamp(1, MAX_DAYS_BEFORE_END)));
        let kept = Kept { snoozed_until: until, ..wallet.kept_renewal(&record)? };
        wallet.keep_renewal(&record, &kept)?;
        wallet.endings()
    }

    /// What the learner says: that `later` came in the place of `record`, that it did not, or, with `None`, nothing
    /// any more.
    ///
    /// # Errors
    /// `record_unknown`; `renewal_unlikely` for a yes to what cannot be one; or a fault of storage. Then it is as it
    /// was.
    pub fn answer_renewal(
        &mut self,
        record: &str,
        later: &str,
        renews: Option<bool>,
    ) -> Result<Endings, WalletFault> {
        let wallet = self.open()?;
        wallet.answer(&read(record)?, &read(later)?, renews)?;
        wallet.endings()
    }
}

/// Most days before the end of a credential to remind, and most days to put a reminder off.
pub const MAX_DAYS_BEFORE_END: u32 = 365;

/// Days before the end to remind, until the learner says otherwise.
pub(crate) const USUAL_DAYS_BEFORE_END: u32 = 90;

/// Most credentials that are listed as ending.
pub const MAX_ENDINGS: usize = 100;

#[cfg(test)]
mod tests;
