//! Erasing the wallet: told beforehand what goes, and then gone.

use serde::Serialize;
use vault::{KeyFile, KeychainEntry, Vault};

use crate::backup::BackupContents;
use crate::fault::WalletFault;
use crate::session::{Phase, Session, WalletState};

/// What erasing the wallet would lose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Loss {
    /// What is in the wallet; nothing while it is locked, when nobody can know.
    pub contents: Option<BackupContents>,
    /// When the last backup was made, RFC 3339; nothing when the wallet is locked or knows of none.
    pub last_backup: Option<String>,
    /// Credentials that are in no backup that the wallet knows of; nothing while it is locked.
    pub new_credentials: Option<usize>,
    /// The folder of the wallet.
    pub location: String,
}

impl Session {
    /// What [`erase`](Self::erase) would lose.
    ///
    /// # Errors
    /// `no_wallet`, or a fault of storage.
    pub fn loss(&mut self) -> Result<Loss, WalletFault> {
        let location = self.folder.display().to_string();
        let wallet = match self.own() {
            Ok(wallet) => wallet,
            Err(WalletFault::Locked) => {
                return Ok(Loss { contents: None, last_backup: None, new_credentials: None, location });
            }
            Err(fault) => return Err(fault),
        };
        let contents = wallet.vault.holdings(&wallet.clock.now().to_string())?.into();
        let last_backup = wallet.last_backup()?;
        let new_credentials = wallet.vault.stored_since(last_backup.as_deref())?;
        Ok(Loss { contents: Some(contents), last_backup, new_credentials: Some(new_credentials), location })
    }

    /// Removes the person's own wallet from this computer for good, open or locked, and its key from the keychain.
    /// Backups and exported files stay. On a disk of flash memory traces may outlast this; they are encrypted.
    ///
    /// # Errors
    /// `no_wallet`, `wallet_in_use` when another program has it open, or a fault of storage; then it may be gone
    /// in part.
    pub fn erase(&mut self) -> Result<WalletState, WalletFault> {
        let state = self.lock();
        if state.is_ok_and(|state| state.phase == Phase::Absent) {
            return Err(self.absent());
        }
        let key_file = KeyFile::read(&self.folder);
        Vault::erase(&self.folder)?;
        if let Ok(KeyFile::Keychain(KeychainEntry { entry })) = key_file {
            // A key that stays behind opens nothing any more.
            let _ = self.ports.keychain.remove(&entry);
        }
        self.tries = crate::protect::Tries::default();
        self.state()
    }
}

#[cfg(test)]
mod tests;
