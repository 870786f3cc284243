//! Backup and restore: the whole wallet as one encrypted file, made for the day the computer is gone.

use std::path::Path;

use serde::Serialize;
use vault::backup::{Contents, Work};
use vault::{Event, Passphrase};

use crate::fault::WalletFault;
use crate::open::long_enough;
use crate::session::{Session, Wallet};

/// What a backup holds, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackupContents {
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// Credentials.
    pub credentials: usize,
    /// Files that they came in.
    pub files: usize,
    /// Collections.
    pub collections: usize,
    /// Goals, decisions and settings.
    pub documents: usize,
    /// Keys of the holder.
    pub keys: usize,
    /// Lines of the history.
    pub events: usize,
}

/// What a restore changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Restoration {
    /// What was in the backup.
    pub contents: BackupContents,
    /// Credentials that are in the wallet now and were not before.
    pub new: usize,
    /// Credentials that were in the wallet already; they stay as they are.
    pub present: usize,
}

impl Session {
    /// Writes everything in the person's own wallet into one encrypted file, which has its name only when it
    /// was read back, decrypted and compared with the wallet.
    ///
    /// # Errors
    /// `passphrase_too_short`, `folder_not_found`, `backup_not_rehearsed`, or a fault of storage; then an older file of that name is
    /// still there.
    pub fn back_up(&mut self, file: &Path, passphrase: String) -> Result<BackupContents, WalletFault> {
        let passphrase = long_enough(passphrase)?;
        let made = self.own()?.back_up(file, &passphrase);
        self.used();
        made
    }

    /// Opens every record of a backup and hashes it. The wallet may be locked, or not exist.
    ///
    /// # Errors
    /// `backup_not_found`, `backup_foreign`, `backup_newer`, `backup_passphrase_wrong`, `backup_truncated`,
    /// `backup_damaged`, `backup_too_costly`.
    pub fn inspect_backup(&self, file: &Path, passphrase: String) -> Result<BackupContents, WalletFault> {
        Ok(vault::backup::inspect(file, &Passphrase::new(passphrase))?.into())
    }

    /// Takes in what is in a backup and not yet in the person's own wallet: all of it or, after a fault, nothing.
    /// What the wallet has already stays as it is.
    ///
    /// # Errors
    /// As for [`inspect_backup`](Self::inspect_backup), or a fault of storage.
    pub fn restore(&mut self, file: &Path, passphrase: String) -> Result<Restoration, WalletFault> {
        let restored = self.own()?.restore(file, &Passphrase::new(passphrase));
        self.used();
        restored
    }

    /// When the last backup was made, RFC 3339; `None` when the wallet knows of none.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn last_backup(&mut self) -> Result<Option<String>, WalletFault> {
        self.own()?.last_backup()
    }
}

impl Wallet {
    fn back_up(&mut self, file: &Path, passphrase: &Passphrase) -> Result<BackupContents, WalletFault> {
        let now = self.clock.now().to_string();
        let contents = self.vault.back_up(file, passphrase, &now, Work::RECOMMENDED)?;
        self.backed_up_at(&now)?;
        self.remember(BACKUP, contents.records)?;
        Ok(contents.into())
    }

    fn restore(&mut self, file: &Path, passphrase: &Passphrase) -> Result<Restoration, WalletFault> {
        let before = self.vault.count()?;
        let restored = self.vault.restore(file, passphrase)?;
        if before == 0 {
            self.backed_up_at(&restored.contents.made_at)?;
        }
        self.remember(RESTORE, restored.new)?;
        let (new, present) = (restored.new, restored.present);
        Ok(Restoration { contents: restored.contents.into(), new, present })
    }

    /// How many, and never which file: names of folders are nobody's business.
    fn remember(&mut self, kind: &str, credentials: usize) -> Result<(), WalletFault> {
        let text = serde_json::json!({ "credentials": credentials }).to_string();
        let at = self.clock.now().to_string();
        Ok(self.vault.note_events(&[Event { at, kind: kind.to_owned(), record: None, text }])?)
    }
}

impl From<Contents> for BackupContents {
    fn from(contents: Contents) -> Self {
        Self {
            made_at: contents.made_at,
            credentials: contents.records,
            files: contents.originals,
            collections: contents.collections,
            documents: contents.documents,
            keys: contents.holder_keys,
            events: contents.events,
        }
    }
}

/// Kinds of events; stored.
pub(crate) const BACKUP: &str = "backup";
const RESTORE: &str = "restore";

#[cfg(test)]
mod tests;
