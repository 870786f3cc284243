//! Delete: a credential, its reports and its words are gone for good; the history says that it was there.

use vault::RecordId;

use crate::card::Card;
use crate::fault::WalletFault;
use crate::history::{Subject, What, event};
use crate::session::{Session, Wallet, read};

impl Session {
    /// Removes credentials and everything known about them: all of them or, after a fault, none. Answers how
    /// many there were; ids that name no record are passed over.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn delete_all(&mut self, records: &[String]) -> Result<usize, WalletFault> {
        let records: Vec<RecordId> = records.iter().filter_map(|record| read(record).ok()).collect();
        self.open()?.delete_all(&records)
    }
}

impl Wallet {
    pub(crate) fn delete(&mut self, record: &RecordId) -> Result<(), WalletFault> {
        match self.delete_all(std::slice::from_ref(record))? {
            0 => Err(WalletFault::RecordUnknown { record: record.to_string() }),
            _ => Ok(()),
        }
    }

    fn delete_all(&mut self, records: &[RecordId]) -> Result<usize, WalletFault> {
        let at = self.clock.now();
        let mut events = Vec::new();
        for record in records {
            if let Some(face) = self.vault.face_if_known(record)? {
                let card: Card = serde_json::from_str(&face)?;
                events.push(event(What::Deleted, at, record, &Subject::of(&card, None))?);
            }
        }
        let deleted = self.vault.delete_all(records, &events)?;
        self.forget_renewals(&deleted)?;
        Ok(deleted.len())
    }
}
