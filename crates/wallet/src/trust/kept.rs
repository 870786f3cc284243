//! Trust lists as the vault keeps them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vault::Document;
use vc::TrustList;

use crate::fault::WalletFault;
use crate::session::Wallet;

/// A list that is kept, and whether it is used.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct KeptList {
    pub(super) in_use: bool,
    pub(super) added_at: Timestamp,
    pub(super) list: TrustList,
}

/// As it is stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    #[serde(flatten)]
    kept: KeptList,
}

const STORED_VERSION: u32 = 1;

/// Kind of the documents that hold them.
pub(super) const TRUST_LIST: &str = "trust_list";

impl Wallet {
    pub(super) fn kept_lists(&self) -> Result<Vec<KeptList>, WalletFault> {
        let documents = self.vault.kept(TRUST_LIST)?.into_iter();
        documents.map(|document| Ok(serde_json::from_str::<Stored>(&document.text)?.kept)).collect()
    }

    pub(super) fn kept_list(&self, id: &str) -> Result<KeptList, WalletFault> {
        let found = self.kept_lists()?.into_iter().find(|kept| kept.list.id == id);
        found.ok_or_else(|| WalletFault::TrustListUnknown { id: id.to_owned() })
    }

    pub(super) fn keep_list(&mut self, kept: &KeptList) -> Result<(), WalletFault> {
        let text = serde_json::to_string(&Stored { version: STORED_VERSION, kept: kept.clone() })?;
        self.vault.keep(TRUST_LIST, &Document { name: kept.list.id.clone(), text })?;
        Ok(())
    }

    pub(super) fn forget_list(&mut self, id: &str) -> Result<(), WalletFault> {
        let unknown = || WalletFault::TrustListUnknown { id: id.to_owned() };
        if self.vault.forget(TRUST_LIST, id)? { Ok(()) } else { Err(unknown()) }
    }
}
