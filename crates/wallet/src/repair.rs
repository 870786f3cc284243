//! Checking the wallet, and mending it: what still opens goes into a new one, and what is lost is named.

use serde::Serialize;
use vault::{DatabaseKey, Flaw, KeyFile, Lost, Passphrase, Vault};

use crate::card::Card;
use crate::fault::WalletFault;
use crate::import::Incoming;
use crate::open;
use crate::session::{Session, Wallet};

/// Whether everything in the wallet is as it was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Health {
    /// What is not; empty when all is well.
    pub flaws: Vec<Damaged>,
}

/// Something that is not as it was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Damaged {
    /// The record; nothing when it is not known which records are hit.
    pub record: Option<String>,
    /// Its title, where that still opens.
    pub title: Option<String>,
}

/// What a repair came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Repaired {
    /// Credentials that are in the wallet now with all that was known about them.
    pub kept: usize,
    /// Credentials whose file was still whole, and which were judged again; notes on them are lost.
    pub judged_again: usize,
    /// Credentials that are lost.
    pub lost: Vec<Damaged>,
    /// The name of the damaged file, which is kept beside the wallet.
    pub copy: String,
}

impl Session {
    /// Reads everything in the person's own wallet and says what is not as it was stored. Takes as long as reading
    /// the whole file.
    ///
    /// # Errors
    /// `wallet_locked`, or a fault of storage other than damage.
    pub fn check(&mut self) -> Result<Health, WalletFault> {
        let checked = self.own()?.check();
        self.used();
        checked
    }

    /// Locks the wallet, moves everything that still opens into a new one, and opens that. The damaged file stays
    /// beside it. Nothing is replaced before all of that is done; after a fault, an open wallet is open again if it can
    /// be.
    ///
    /// # Errors
    /// `wallet_damaged` when not even the tables open: then only a backup helps; `passphrase_required`,
    /// `wrong_passphrase`, `passphrase_wait`, `keychain_unavailable`, or a fault of storage. The wallet is as it was.
    pub fn repair(&mut self, passphrase: Option<String>) -> Result<Repaired, WalletFault> {
        self.tries.wait(self.ports.clock.now())?;
        let key = KeyFile::read(&self.folder)
            .map_err(WalletFault::from)
            .and_then(|file| open::key(&file, &self.ports, passphrase.map(Passphrase::new)));
        self.tries.count(&key, self.ports.clock.now());
        let key = key?;

        let was_open = self.own().is_ok();
        self.close();
        let repaired = self.move_into_new(&key);
        if repaired.is_err() && was_open {
            // The first fault is the one to tell.
            let _ = Vault::open(&self.folder, &key)
                .map_err(WalletFault::from)
                .and_then(|vault| self.begin(vault));
        }
        repaired
    }

    fn move_into_new(&mut self, key: &DatabaseKey) -> Result<Repaired, WalletFault> {
        let (mut rescue, new) = Vault::rescue(&self.folder, key)?;
        let mut wallet = self.around(new)?;
        let mut judged_again = 0;
        while let Some(file) = rescue.next_bare() {
            judged_again += wallet.take_in_again(file.file_name.as_deref(), &file.bytes)?;
        }
        let kept = rescue.kept();
        let (vault, lost, copy) = rescue.finish(wallet.vault, key)?;
        self.begin(vault)?;
        let copy = copy.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Repaired { kept, judged_again, lost: lost.into_iter().map(Damaged::from).collect(), copy })
    }
}

impl Wallet {
    fn check(&self) -> Result<Health, WalletFault> {
        let flaws = self.vault.integrity()?.into_iter().map(|flaw| match flaw {
            Flaw::Record(record) => {
                let title = self.card(&record).map(|card| card.title);
                Damaged { record: Some(record.to_string()), title }
            }
            Flaw::Tables(_) => Damaged { record: None, title: None },
        });
        let mut flaws: Vec<Damaged> = flaws.collect();
        // Which pages are hit says nothing to a person; that some are is said once.
        flaws.dedup();
        Ok(Health { flaws })
    }

    fn card(&self, record: &vault::RecordId) -> Option<Card> {
        serde_json::from_str(&self.vault.face(record).ok()?).ok()
    }

    /// How many credentials of a file are in the wallet now and were not before. One that cannot be read any more
    /// is not: it is then named among the lost.
    fn take_in_again(&mut self, name: Option<&str>, bytes: &[u8]) -> Result<usize, WalletFault> {
        match self.import_file(Incoming { name, bytes }) {
            Ok(intake) => {
                Ok(intake.taken.iter().filter(|one| one.stored == crate::import::Stored::New).count())
            }
            Err(WalletFault::Unreadable(_)) => Ok(0),
            Err(fault) => Err(fault),
        }
    }
}

impl From<Lost> for Damaged {
    fn from(lost: Lost) -> Self {
        let card = lost.face.and_then(|face| serde_json::from_str::<Card>(&face).ok());
        Self { record: Some(lost.record.to_string()), title: card.map(|card| card.title) }
    }
}

#[cfg(test)]
mod tests;
