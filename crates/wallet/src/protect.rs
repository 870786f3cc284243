//! Protecting the wallet otherwise: another passphrase, or the keychain instead of one. The key of the
//! database stays the same; only how it is kept changes.

use jiff::{SignedDuration, Timestamp};
use vault::Passphrase;

use crate::fault::WalletFault;
use crate::open::{self, Protection};
use crate::session::{Session, WalletState};

impl Session {
    /// Protects the open wallet by another passphrase, by the keychain, or by a passphrase instead of the
    /// keychain. `current` is the present passphrase where there is one. Interrupted at any moment, the old way
    /// or the new one opens the wallet.
    ///
    /// # Errors
    /// `wallet_locked`, `passphrase_required`, `wrong_passphrase`, `passphrase_wait`, `passphrase_too_short`,
    /// `keychain_unavailable`, or a fault of storage; then it is protected as before.
    pub fn protect(
        &mut self,
        protection: Protection,
        current: Option<String>,
        new: Option<String>,
    ) -> Result<WalletState, WalletFault> {
        let (folder, ports) = (self.folder.clone(), self.ports.clone());
        self.own()?;
        self.tries.wait(ports.clock.now())?;
        let vault = &self.own()?.vault;
        let current = current.map(Passphrase::new);
        let outcome = open::protect_anew(&folder, &ports, vault, protection, current, new);
        self.tries.count(&outcome, ports.clock.now());
        outcome?;
        self.state()
    }
}

/// How often a wrong passphrase was given, and when last. Lasts as long as the session: who starts the
/// program anew for every guess, or guesses without it, is slowed by Argon2id.
#[derive(Debug, Default)]
pub(crate) struct Tries {
    wrong: u32,
    last: Option<Timestamp>,
}

impl Tries {
    /// Refuses a try that comes too early.
    pub(crate) fn wait(&mut self, now: Timestamp) -> Result<(), WalletFault> {
        let Some(last) = self.last else { return Ok(()) };
        // A clock that was set back must not keep anyone out for longer than the wait itself.
        let since = if now < last { *self.last.insert(now) } else { last };
        let left = self.pause() - now.duration_since(since);
        if left.is_positive() {
            let seconds = left.as_secs() + i64::from(left.subsec_nanos() > 0);
            return Err(WalletFault::PassphraseWait { seconds });
        }
        Ok(())
    }

    /// Notes how a try ended.
    pub(crate) fn count<T>(&mut self, outcome: &Result<T, WalletFault>, now: Timestamp) {
        match outcome {
            Ok(_) => *self = Self::default(),
            Err(WalletFault::Key(vault::WrapFault::WrongPassphrase)) => {
                self.wrong = self.wrong.saturating_add(1);
                self.last = Some(now);
            }
            Err(_) => {}
        }
    }

    fn pause(&self) -> SignedDuration {
        let doublings = self.wrong.saturating_sub(FREE_TRIES);
        let seconds = if doublings == 0 { 0 } else { 1i64 << (doublings - 1).min(10) };
        SignedDuration::from_secs(seconds.min(LONGEST_PAUSE_SECONDS))
    }
}

/// Slips of the finger that cost nothing.
const FREE_TRIES: u32 = 3;

/// Each further one doubles the pause, up to this. Longer would punish the owner more than a guesser.
const LONGEST_PAUSE_SECONDS: i64 = 60;

#[cfg(test)]
mod tests;
