//! Settings that lie in the wallet: each a small JSON text with a version.

use serde::Serialize;
use serde::de::DeserializeOwned;
use vault::Document;

use crate::fault::WalletFault;
use crate::session::Wallet;

impl Wallet {
    /// A setting; the usual one when it was never set, or a later version wrote it in another form.
    pub(crate) fn setting<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T, WalletFault> {
        let kept = self.vault.kept(KIND)?.into_iter().find(|document| document.name == name);
        Ok(kept.and_then(|document| serde_json::from_str(&document.text).ok()).unwrap_or_default())
    }

    /// Keeps a setting in place of the one before.
    pub(crate) fn set(&mut self, name: &str, setting: &impl Serialize) -> Result<(), WalletFault> {
        let text = serde_json::to_string(setting)?;
        self.vault.keep(KIND, &Document { name: name.to_owned(), text })?;
        Ok(())
    }
}

/// Kind of the documents that are settings; stored.
const KIND: &str = "setting";
