//! How items and their files lie in the vault: as documents, so that backups, exports and repairs take them along.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use vault::{Document, Part, VaultFault, sha256_hex};

use super::{Declared, DeclaredFault, DeclaredFile, DeclaredSkill, LearningSetting};
use crate::fault::WalletFault;
use crate::session::Wallet;

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Item {
    #[serde(skip)]
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) told: Told,
    pub(crate) files: Vec<DeclaredFile>,
    pub(crate) added_at: String,
    pub(crate) changed_at: String,
}

/// What the learner wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) place: String,
    pub(crate) setting: LearningSetting,
    pub(crate) from: Option<String>,
    pub(crate) until: Option<String>,
    pub(crate) hours: Option<u32>,
    pub(crate) skills: Vec<String>,
    pub(crate) links: Vec<String>,
}

/// As it is stored.
#[derive(Serialize, Deserialize)]
struct Stored<T> {
    version: u32,
    item: T,
}

const STORED_VERSION: u32 = 1;

/// Kind of the documents that are items.
pub(crate) const ITEM: &str = "declared";

/// Kind of the documents that are files: named by their SHA-256, the bytes in base64.
pub(crate) const FILE: &str = "declared_file";

impl Wallet {
    /// Every item, what was added last first.
    pub(crate) fn items(&self) -> Result<Vec<Item>, WalletFault> {
        let mut items =
            self.vault.kept(ITEM)?.into_iter().map(read).collect::<Result<Vec<_>, WalletFault>>()?;
        items.sort_by(|a, b| (&b.added_at, &b.id).cmp(&(&a.added_at, &a.id)));
        Ok(items)
    }

    pub(crate) fn item(&self, id: &str) -> Result<Item, WalletFault> {
        match self.vault.document(ITEM, id)? {
            Some(document) => read(document),
            None => Err(DeclaredFault::Unknown { id: id.to_owned() }.into()),
        }
    }

    /// Keeps an item, with the bytes of its last file where they are new, and lets go of files that no item has now.
    pub(super) fn keep_item(
        &mut self,
        item: &Item,
        bytes: Option<&[u8]>,
        gone: &[String],
    ) -> Result<(), WalletFault> {
        let text = serde_json::to_string(&Stored { version: STORED_VERSION, item })?;
        let document = Document { name: item.id.clone(), text };
        let file = bytes
            .zip(item.files.last())
            .map(|(bytes, file)| Document { name: file.sha256.clone(), text: STANDARD.encode(bytes) });
        let kept: Vec<(&str, &Document)> =
            [(ITEM, &document)].into_iter().chain(file.iter().map(|file| (FILE, file))).collect();
        let gone = self.in_no_other(&item.id, gone)?;
        let forgotten: Vec<(&str, &str)> = gone.iter().map(|sha256| (FILE, sha256.as_str())).collect();
        Ok(self.vault.exchange(&kept, &forgotten)?)
    }

    pub(super) fn forget_item(&mut self, id: &str, gone: &[String]) -> Result<(), WalletFault> {
        let gone = self.in_no_other(id, gone)?;
        let files = gone.iter().map(|sha256| (FILE, sha256.as_str()));
        let forgotten: Vec<(&str, &str)> = [(ITEM, id)].into_iter().chain(files).collect();
        Ok(self.vault.exchange(&[], &forgotten)?)
    }

    /// The bytes of a file, as they came in.
    pub(crate) fn file_bytes(&self, sha256: &str) -> Result<Vec<u8>, WalletFault> {
        let damaged = || VaultFault::Damaged { part: Part::Original };
        let document = self.vault.document(FILE, sha256)?.ok_or_else(damaged)?;
        let bytes = STANDARD.decode(document.text).map_err(|_| damaged())?;
        if sha256_hex(&bytes) == sha256 { Ok(bytes) } else { Err(damaged().into()) }
    }

    /// Of these files, those that no other item has.
    fn in_no_other(&self, id: &str, files: &[String]) -> Result<Vec<String>, WalletFault> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let others = self.items()?;
        let held = |sha256: &String| {
            let mut files = others.iter().filter(|item| item.id != id).flat_map(|item| &item.files);
            files.any(|file| file.sha256 == *sha256)
        };
        Ok(files.iter().filter(|sha256| !held(sha256)).cloned().collect())
    }
}

fn read(document: Document) -> Result<Item, WalletFault> {
    let item = serde_json::from_str::<Stored<Item>>(&document.text)?.item;
    Ok(Item { id: document.name, ..item })
}

/// Bytes of the files of all items; one that several have counts once.
pub(super) fn bytes_of_all(items: &[Item]) -> u64 {
    let files: BTreeMap<&str, u64> =
        items.iter().flat_map(|item| &item.files).map(|file| (file.sha256.as_str(), file.bytes)).collect();
    files.values().fold(0, |sum: u64, bytes| sum.saturating_add(*bytes))
}

impl From<Item> for Declared {
    fn from(item: Item) -> Self {
        let Item { id, told, files, added_at, changed_at } = item;
        let Told { title, description, place, setting, from, until, hours, skills, links } = told;
        let skills = skills.into_iter().map(DeclaredSkill::stated).collect();
        Self {
            id,
            title,
            description,
            place,
            setting,
            from,
            until,
            hours,
            skills,
            links,
            files,
            added_at,
            changed_at,
        }
    }
}

impl DeclaredSkill {
    fn stated(stated: String) -> Self {
        let label = europass::vocabulary::label(&stated).map(str::to_owned);
        Self { stated, label }
    }
}
