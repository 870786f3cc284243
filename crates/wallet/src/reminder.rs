//! When the next backup is due: after so many days in which something came, or after many new credentials.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vault::Which;

use crate::backup::BACKUP;
use crate::fault::WalletFault;
use crate::session::{Session, Wallet};

/// How old the last backup is, and whether it is time for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Reminder {
    /// When the last backup was made, RFC 3339; nothing when the wallet knows of none.
    pub last_backup: Option<String>,
    /// Whole days since then.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub days: Option<i64>,
    /// Credentials that came since then, and are in no backup that the wallet knows of.
    pub new_credentials: usize,
    /// Whether the learner should make one now.
    pub due: bool,
    /// After how many days to remind; nothing for never.
    pub every_days: Option<u32>,
}

impl Session {
    /// How old the last backup of the person's own wallet is, and whether it is time for another.
    ///
    /// # Errors
    /// `wallet_locked`, or a fault of storage.
    pub fn reminder(&mut self) -> Result<Reminder, WalletFault> {
        self.own()?.reminder()
    }

    /// Says after how many days to remind, from 1 to [`MAX_DAYS_TO_REMINDER`]; outside that, the nearest of
    /// them; `None` never.
    ///
    /// # Errors
    /// `wallet_locked`, or a fault of storage; then it is as it was.
    pub fn set_reminder(&mut self, every_days: Option<u32>) -> Result<Reminder, WalletFault> {
        let wallet = self.own()?;
        let every_days = every_days.map(|days| days.clamp(1, MAX_DAYS_TO_REMINDER));
        let setting = Setting { every_days, ..wallet.setting(SETTING)? };
        wallet.set(SETTING, &setting)?;
        wallet.reminder()
    }
}

impl Wallet {
    fn reminder(&self) -> Result<Reminder, WalletFault> {
        let Setting { every_days, .. } = self.setting(SETTING)?;
        let last_backup = self.last_backup()?;
        let now = self.clock.now();
        // A clock that was set back makes a backup no older, and no newer.
        let age = |at: Timestamp| now.duration_since(at).as_hours().max(0) / 24;
        let days = last_backup.as_deref().and_then(|at| at.parse().ok()).map(age);
        let new_credentials = self.vault.stored_since(last_backup.as_deref())?;
        let due = every_days.is_some_and(|every| match days {
            None => new_credentials > 0,
            Some(days) => {
                new_credentials >= MANY_NEW
                    || (new_credentials > 0 && days >= i64::from(every))
                    || days >= OLD_DAYS.max(i64::from(every))
            }
        });
        Ok(Reminder { last_backup, days, new_credentials, due, every_days })
    }

    /// When the last backup was made; kept apart from the history, which the learner may erase.
    pub(crate) fn last_backup(&self) -> Result<Option<String>, WalletFault> {
        let Setting { last, .. } = self.setting(SETTING)?;
        if last.is_some() {
            return Ok(last);
        }
        let which = Which { kind: Some(BACKUP), ..Which::default() };
        Ok(self.vault.events(which, 1)?.pop().map(|happened| happened.event.at))
    }

    /// Remembers that all that is in the wallet was in a backup at a time.
    pub(crate) fn backed_up_at(&mut self, at: &str) -> Result<(), WalletFault> {
        let setting = Setting { last: Some(at.to_owned()), ..self.setting(SETTING)? };
        self.set(SETTING, &setting)
    }
}

/// As it is stored.
#[derive(Serialize, Deserialize)]
struct Setting {
    version: u32,
    every_days: Option<u32>,
    last: Option<String>,
}

impl Default for Setting {
    fn default() -> Self {
        Self { version: 1, every_days: Some(USUAL_DAYS), last: None }
    }
}

/// Name of the setting; stored.
const SETTING: &str = "backup";

/// Days between reminders, until the learner says otherwise.
const USUAL_DAYS: u32 = 30;

/// Most days between reminders.
pub const MAX_DAYS_TO_REMINDER: u32 = 365;

/// New credentials that make a backup due at once.
const MANY_NEW: usize = 20;

/// Days after which a backup is due although nothing came: files and disks age too.
const OLD_DAYS: i64 = 365;

#[cfg(test)]
mod tests;
