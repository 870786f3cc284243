//! Delete: a credential, its reports and its words are gone for good.

use vault::RecordId;

use crate::fault::WalletFault;
use crate::session::Wallet;

impl Wallet {
    pub(crate) fn delete(&mut self, record: &RecordId) -> Result<(), WalletFault> {
        Ok(self.vault.delete(record)?)
    }
}
