//! Export: the original file, byte for byte.

use vault::RecordId;

use crate::fault::WalletFault;
use crate::session::Wallet;

/// A file as it came in.
pub struct Original {
    /// A name to save it under: its own, or one made from its record. Never a path.
    pub file_name: String,
    /// Its bytes. Their SHA-256 was compared with the one taken at import.
    pub bytes: Vec<u8>,
}

impl Wallet {
    pub(crate) fn export(&self, record: &RecordId) -> Result<Original, WalletFault> {
        let bytes = self.vault.original(record)?;
        let file_name = self.vault.record(record)?.file_name;
        Ok(Original { file_name: file_name.unwrap_or_else(|| format!("credential-{record}.json")), bytes })
    }
}
