//! A pack for an assessor: what a learner says of what they learned, the credentials that bear on it, and what it is held
//! against. Prior learning is recognised by people, so a pack claims nothing: it lists, and names whose word each thing is.

mod asked;
mod contents;
mod gather;
mod log;
mod made;
mod page;
mod paper;
mod telling;
mod write;

use serde::{Deserialize, Serialize};
use stack::Kind;
use vc::view::Text;
use vc::{Code, Verdict};

pub(crate) use log::{PACKED, headline};
pub use made::{PackAnswer, PackMade};

use crate::declared::Declared;
use crate::export::Original;
use crate::fault::WalletFault;
use crate::session::Session;

/// What goes into a pack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PackRequest {
    /// The goal that it is held against, by id.
    pub goal: Option<String>,
    /// What the learner declared, by id, in the order in which it is told.
    pub evidence: Vec<String>,
    /// Credentials, by record, in the order in which they are told.
    pub credentials: Vec<String>,
    /// What the learner is called in it.
    pub learner: String,
    /// For whom it is.
    pub audience: String,
    /// What the learner asks for, in their own words; may be empty.
    pub message: String,
}

/// What bears on a goal, to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PackOffer {
    /// Everything that the learner declared; what names something that the goal asks comes first.
    pub evidence: Vec<Offered>,
    /// The credentials that are not invalid, in the same order.
    pub credentials: Vec<Offered>,
    /// What the learner is called in their CV, if that was said.
    pub learner: String,
}

/// Something that can go into a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Offered {
    /// Its id, or its record.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it names something that the goal asks; a credential only where it is verified.
    pub fits: bool,
}

/// A pack, as it is shown before it is written, and drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Pack {
    /// SHA-256 of what is in it, in hexadecimal: the same for the same contents, whenever they are put together.
    pub sha256: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// What the learner is called.
    pub learner: String,
    /// For whom it is.
    pub audience: String,
    /// What the learner asks for.
    pub message: String,
    /// What it is held against.
    pub goal: Option<PackGoal>,
    /// What the goal asks, and what in the pack names it; without a goal empty.
    pub points: Vec<PackPoint>,
    /// What the learner says. Nobody vouches for it.
    pub evidence: Vec<PackEvidence>,
    /// The credentials. Their issuers vouch for them.
    pub credentials: Vec<PackCredential>,
    /// Bytes of all files together.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
}

/// The rules that a pack is held against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PackGoal {
    /// Id of the rules.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Version of the rules.
    pub version: String,
    /// Where they were published.
    pub source: String,
}

/// Something that a goal asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PackPoint {
    /// Code of a unit, or address of an outcome.
    pub code: String,
    /// What it is called.
    pub name: Text,
    /// Places, from 1, of the evidence that names it.
    pub evidence: Vec<usize>,
    /// Places, from 1, of the credentials that name it.
    pub credentials: Vec<usize>,
}

/// Something that the learner says, with its files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PackEvidence {
    /// What is said.
    pub item: Declared,
    /// Its files, as they lie in the pack.
    pub files: Vec<PackFile>,
}

/// A credential in a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PackCredential {
    /// Its record.
    pub record: String,
    /// Its title.
    pub title: String,
    /// Name of its issuer.
    pub issuer: String,
    /// When it was awarded, as it says.
    pub awarded: Option<String>,
    /// In force until, as it says.
    pub valid_until: Option<String>,
    /// Credits, or time.
    pub size: Option<String>,
    /// Whether it holds.
    pub verdict: Verdict,
    /// What decides the verdict.
    pub code: Option<Code>,
    /// In which ways what it says was learned, each once.
    pub kinds: Vec<Kind>,
    /// For what time it was judged, RFC 3339.
    pub checked_at: String,
    /// The original, as it lies in the pack.
    pub file: PackFile,
}

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PackFile {
    /// Its path in the folder: plain names parted by `/`.
    pub path: String,
    /// What it was called.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
}

impl Session {
    /// What bears on a goal, or without one everything, to choose from.
    ///
    /// # Errors
    /// `goal_unknown`, or a fault of storage.
    pub fn offer_pack(&mut self, goal: Option<&str>) -> Result<PackOffer, WalletFault> {
        self.open()?.offer_pack(goal)
    }

    /// What would go out; nothing is written, and nothing noted.
    ///
    /// # Errors
    /// `pack_empty`, `pack_too_much`, `pack_text`, `goal_unknown`, `declared_unknown`, `record_unknown`,
    /// `credential_invalid`, `not_shareable` for an issuer's own copy, or a fault of storage.
    pub fn preview_pack(&mut self, request: &PackRequest) -> Result<Pack, WalletFault> {
        self.open()?.pack(request)
    }

    /// Hands every file of a pack to `write`, the list of hashes last. Once the whole has its name,
    /// [`note_pack`](Self::note_pack) tells the history.
    ///
    /// # Errors
    /// As for [`preview_pack`](Self::preview_pack), `wallet_damaged` when a file is not what came in, or whatever `write`
    /// answers.
    pub fn write_pack<E: From<WalletFault>>(
        &mut self,
        request: &PackRequest,
        write: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<Pack, E> {
        let wallet = self.open()?;
        let pack = wallet.pack(request)?;
        wallet.write_pack(&pack, write)?;
        Ok(pack)
    }

    /// The same on paper, as PDF: everything but the originals, with their hashes. Once it is saved,
    /// [`note_pack`](Self::note_pack) tells the history.
    ///
    /// # Errors
    /// As for [`preview_pack`](Self::preview_pack), or `not_printable`.
    pub fn print_pack(&mut self, request: &PackRequest) -> Result<(Pack, Original), WalletFault> {
        let pack = self.open()?.pack(request)?;
        let bytes = paper::of(&pack)?;
        Ok((pack, Original { file_name: "tessera-evidence.pdf".to_owned(), bytes }))
    }

    /// Writes down in the history that a pack went out.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn note_pack(&mut self, pack: &Pack) -> Result<(), WalletFault> {
        self.open()?.note_pack(pack)
    }
}

/// Most pieces of evidence, and most credentials, of one pack: what a person can look through.
pub const MAX_PACKED: usize = 100;

/// Most bytes of all files of a pack.
pub const MAX_PACK_BYTES: u64 = 500_000_000;

/// Longest message, in characters.
pub const MAX_MESSAGE_CHARACTERS: usize = 5000;

/// Longest name of the learner, or of the audience, in characters.
const MAX_NAME_CHARACTERS: usize = 200;

#[cfg(test)]
mod tests;
