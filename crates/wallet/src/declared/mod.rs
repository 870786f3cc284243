//! What learners say themselves of what they learned: in their own words, with links and files of their own.
//!
//! Nobody vouches for it, so it makes no award, counts nothing toward any goal, and is shown as what it is. Its worth is
//! what an assessor makes of it.

mod fault;
mod files;
mod limits;
mod stored;
mod unclear;

use serde::{Deserialize, Serialize};
use vault::sha256_hex;

pub use fault::DeclaredFault;
pub use files::{plain_file_name, safe_name};
pub use limits::{
    MAX_DECLARED, MAX_DECLARED_FILE_BYTES, MAX_DECLARED_FILES, MAX_DECLARED_TOTAL_BYTES,
    MAX_DESCRIPTION_CHARACTERS,
};

pub(crate) use stored::{FILE, ITEM};

use crate::fault::WalletFault;
use crate::session::{Session, Wallet};

/// Everything that a learner declared, what was added last first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeclaredList {
    /// The items.
    pub items: Vec<Declared>,
    /// Bytes of all files together; one that several items have counts once.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
    /// Most bytes of all files together.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub most_bytes: u64,
}

/// Something learned, as the learner tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Declared {
    /// By which it is called.
    pub id: String,
    /// What it is called by the learner.
    pub title: String,
    /// What was done and learned.
    pub description: String,
    /// Where, or with whom; empty when it is not told.
    pub place: String,
    /// In which setting.
    pub setting: LearningSetting,
    /// First day, `2026-11-22`.
    pub from: Option<String>,
    /// Last day; nothing when it goes on, or is not told.
    pub until: Option<String>,
    /// How many hours it took.
    pub hours: Option<u32>,
    /// What the learner can do since.
    pub skills: Vec<DeclaredSkill>,
    /// Addresses where something of it is to be seen: `http` or `https`. Never fetched.
    pub links: Vec<String>,
    /// Files that show something of it.
    pub files: Vec<DeclaredFile>,
    /// When it was added, RFC 3339.
    pub added_at: String,
    /// When it was last changed, RFC 3339.
    pub changed_at: String,
}

/// In which setting something was learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LearningSetting {
    /// In education that leads to qualifications.
    Formal,
    /// In a course or training outside it.
    NonFormal,
    /// In daily life.
    Informal,
    /// At work.
    WorkBased,
    /// As a volunteer.
    Voluntary,
}

/// A skill as the learner states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeclaredSkill {
    /// Words, or the address of a term.
    pub stated: String,
    /// The name of that term, where this program knows it.
    pub label: Option<String>,
}

/// A file of the learner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeclaredFile {
    /// What it is called; no folder.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
}

/// What a learner writes into an item; files come by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NewDeclared {
    /// What it is to be called.
    pub title: String,
    /// What was done and learned; may be empty.
    pub description: String,
    /// Where, or with whom; may be empty.
    pub place: String,
    /// In which setting.
    pub setting: LearningSetting,
    /// First day, `2026-11-22`; empty when it is not told.
    pub from: String,
    /// Last day; empty when it goes on, or is not told.
    pub until: String,
    /// How many hours it took, in digits; empty when it is not told.
    pub hours: String,
    /// Skills: words, or the address of a term. Empty ones are passed over.
    pub skills: Vec<String>,
    /// Addresses. Empty ones are passed over.
    pub links: Vec<String>,
}

impl Session {
    /// Everything that the learner declared, what was added last first.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn declared(&mut self) -> Result<DeclaredList, WalletFault> {
        self.open()?.declared()
    }

    /// Keeps an item: a new one, or with an `id` what is now written in that one. Its files stay.
    ///
    /// # Errors
    /// `declared_unknown`, `declared_unclear`, `declared_too_many`, or a fault of storage; then nothing changed.
    pub fn declare(&mut self, id: Option<&str>, item: NewDeclared) -> Result<Declared, WalletFault> {
        self.open()?.declare(id, item)
    }

    /// Removes an item, and its files where no other item has them.
    ///
    /// # Errors
    /// `declared_unknown`, or a fault of storage; then nothing changed.
    pub fn withdraw_declared(&mut self, id: &str) -> Result<(), WalletFault> {
        self.open()?.withdraw_declared(id)
    }

    /// Keeps a file with an item. The same bytes twice are one file.
    ///
    /// # Errors
    /// `declared_unknown`, `declared_file_empty`, `declared_file_too_large`, `declared_files_too_many`,
    /// `declared_files_full`, or a fault of storage; then nothing changed.
    pub fn attach(&mut self, id: &str, name: &str, bytes: &[u8]) -> Result<Declared, WalletFault> {
        self.open()?.attach(id, name, bytes)
    }

    /// Removes a file, named by its SHA-256, from an item.
    ///
    /// # Errors
    /// `declared_unknown`, `declared_file_unknown`, or a fault of storage; then nothing changed.
    pub fn detach(&mut self, id: &str, sha256: &str) -> Result<Declared, WalletFault> {
        self.open()?.detach(id, sha256)
    }

    /// A file of an item with its bytes, as they came in.
    ///
    /// # Errors
    /// `declared_unknown`, `declared_file_unknown`, `wallet_damaged` when the bytes are not those that came in, or a
    /// fault of storage.
    pub fn attached(&mut self, id: &str, sha256: &str) -> Result<(DeclaredFile, Vec<u8>), WalletFault> {
        let wallet = self.open()?;
        let item = wallet.item(id)?;
        let file = item.files.into_iter().find(|file| file.sha256 == sha256);
        let file = file.ok_or(DeclaredFault::FileUnknown)?;
        let bytes = wallet.file_bytes(&file.sha256)?;
        Ok((file, bytes))
    }
}

impl Wallet {
    pub(crate) fn declared(&self) -> Result<DeclaredList, WalletFault> {
        let items = self.items()?;
        let bytes = stored::bytes_of_all(&items);
        let items = items.into_iter().map(Declared::from).collect();
        Ok(DeclaredList { items, bytes, most_bytes: MAX_DECLARED_TOTAL_BYTES })
    }

    fn declare(&mut self, id: Option<&str>, new: NewDeclared) -> Result<Declared, WalletFault> {
        let told = unclear::checked(new)?;
        let now = self.clock.now().to_string();
        let item = match id {
            Some(id) => stored::Item { told, changed_at: now, ..self.item(id)? },
            None => {
                if self.items()?.len() >= MAX_DECLARED {
                    return Err(DeclaredFault::TooMany { limit: MAX_DECLARED }.into());
                }
                let mut id = [0; ID_BYTES];
                self.random.fill(&mut id)?;
                let (id, files) = (hex::encode(id), Vec::new());
                stored::Item { id, told, files, added_at: now.clone(), changed_at: now }
            }
        };
        self.keep_item(&item, None, &[])?;
        Ok(item.into())
    }

    fn withdraw_declared(&mut self, id: &str) -> Result<(), WalletFault> {
        let item = self.item(id)?;
        let gone: Vec<String> = item.files.into_iter().map(|file| file.sha256).collect();
        self.forget_item(&item.id, &gone)
    }

    fn attach(&mut self, id: &str, name: &str, bytes: &[u8]) -> Result<Declared, WalletFault> {
        let mut item = self.item(id)?;
        if bytes.is_empty() {
            return Err(DeclaredFault::FileEmpty.into());
        }
        if bytes.len() > MAX_DECLARED_FILE_BYTES {
            return Err(DeclaredFault::FileTooLarge { limit: MAX_DECLARED_FILE_BYTES }.into());
        }
        let size = bytes.len() as u64;
        let file = DeclaredFile { name: safe_name(name), sha256: sha256_hex(bytes), bytes: size };
        if item.files.iter().any(|one| one.sha256 == file.sha256) {
            return Ok(item.into());
        }
        if item.files.len() >= MAX_DECLARED_FILES {
            return Err(DeclaredFault::FilesTooMany { limit: MAX_DECLARED_FILES }.into());
        }
        let all = self.items()?;
        let known = all.iter().flat_map(|one| &one.files).any(|one| one.sha256 == file.sha256);
        if !known && stored::bytes_of_all(&all).saturating_add(size) > MAX_DECLARED_TOTAL_BYTES {
            return Err(DeclaredFault::FilesFull { limit: MAX_DECLARED_TOTAL_BYTES }.into());
        }
        item.files.push(file);
        item.changed_at = self.clock.now().to_string();
        self.keep_item(&item, (!known).then_some(bytes), &[])?;
        Ok(item.into())
    }

    fn detach(&mut self, id: &str, sha256: &str) -> Result<Declared, WalletFault> {
        let mut item = self.item(id)?;
        let before = item.files.len();
        item.files.retain(|file| file.sha256 != sha256);
        if item.files.len() == before {
            return Err(DeclaredFault::FileUnknown.into());
        }
        item.changed_at = self.clock.now().to_string();
        self.keep_item(&item, None, &[sha256.to_owned()])?;
        Ok(item.into())
    }
}

/// Bytes of an id. Items of two wallets stay apart when one is restored into the other.
const ID_BYTES: usize = 8;

#[cfg(test)]
mod tests;
