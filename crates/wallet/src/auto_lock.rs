//! Locking by itself: after some minutes without anybody, and when the computer slept.
//!
//! Nobody tells this program that the computer goes to sleep. It is seen afterwards: the clock on the wall went on
//! while the clock that counts only waking time stood still. Where a system has no such clock, the sleep counts as
//! time without anybody. A clock that is set forward looks the same, and locks too.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::fault::WalletFault;
use crate::ports::Clock;
use crate::session::{Session, WalletState};

/// When the wallet is locked by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Locking {
    /// After how many minutes without anybody; nothing for never.
    pub after_minutes: Option<u32>,
}

impl Session {
    /// Looks whether it is time to lock the person's own wallet, and locks it; called every few seconds. `active`
    /// says that the person did something since the last call.
    ///
    /// # Errors
    /// As for [`state`](Self::state).
    pub fn presence(&mut self, active: bool) -> Result<WalletState, WalletFault> {
        let now = Seen::now(&*self.ports.clock);
        if self.own().is_ok() {
            let slept = now.asleep_since(&self.seen) >= LONGEST_NAP;
            let alone = now.awake.saturating_sub(self.used_at);
            let left = self.lock_after().is_some_and(|after| alone >= after);
            if slept || left {
                self.close();
            }
        }
        self.seen = now;
        if active {
            self.used();
        }
        self.state()
    }

    /// When the wallet is locked by itself.
    ///
    /// # Errors
    /// `wallet_locked`, or a fault of storage.
    pub fn locking(&mut self) -> Result<Locking, WalletFault> {
        let Setting { after_minutes, .. } = self.own()?.setting(SETTING)?;
        Ok(Locking { after_minutes })
    }

    /// Says after how many minutes to lock, from 1 to [`MAX_MINUTES_TO_LOCK`]; outside that, the nearest of them;
    /// `None` never, but for sleep.
    ///
    /// # Errors
    /// `wallet_locked`, or a fault of storage; then it is as it was.
    pub fn set_locking(&mut self, after_minutes: Option<u32>) -> Result<Locking, WalletFault> {
        let after_minutes = after_minutes.map(|minutes| minutes.clamp(1, MAX_MINUTES_TO_LOCK));
        self.own()?.set(SETTING, &Setting { version: 1, after_minutes })?;
        self.locking()
    }

    /// The person is there, and wants something done.
    pub(crate) fn used(&mut self) {
        self.used_at = self.ports.clock.awake();
    }

    /// A setting that cannot be read does not keep the wallet open.
    fn lock_after(&mut self) -> Option<Duration> {
        let minutes = self.locking().map_or(Some(USUAL_MINUTES), |locking| locking.after_minutes)?;
        Some(Duration::from_secs(u64::from(minutes) * 60))
    }
}

/// What both clocks said at one moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    wall: Timestamp,
    awake: Duration,
}

impl Seen {
    pub(crate) fn now(clock: &dyn Clock) -> Self {
        Self { wall: clock.now(), awake: clock.awake() }
    }

    /// How long the computer slept since then. A clock that was set back says: not at all.
    fn asleep_since(&self, earlier: &Self) -> Duration {
        let wall = Duration::try_from(self.wall.duration_since(earlier.wall)).unwrap_or_default();
        wall.saturating_sub(self.awake.saturating_sub(earlier.awake))
    }
}

/// As it is stored.
#[derive(Serialize, Deserialize)]
struct Setting {
    version: u32,
    after_minutes: Option<u32>,
}

impl Default for Setting {
    fn default() -> Self {
        Self { version: 1, after_minutes: Some(USUAL_MINUTES) }
    }
}

/// Name of the setting; stored.
const SETTING: &str = "locking";

/// Minutes until the wallet locks, until the learner says otherwise.
const USUAL_MINUTES: u32 = 5;

/// Most minutes until the wallet locks.
pub const MAX_MINUTES_TO_LOCK: u32 = 240;

/// Time servers set clocks right by seconds; who was away for longer than this is to say who they are.
const LONGEST_NAP: Duration = Duration::from_secs(30);

#[cfg(test)]
mod tests;
