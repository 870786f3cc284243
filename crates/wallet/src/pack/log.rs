//! The history tells which packs went out, to whom and with what.

use serde::{Deserialize, Serialize};
use vault::Event;

use super::Pack;
use crate::fault::WalletFault;
use crate::session::Wallet;

/// A pack as the history keeps it.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    version: u32,
    /// What it is known by; nothing before that was written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sha256: Option<String>,
    pub(super) audience: String,
    pub(super) goal: String,
    evidence: Vec<String>,
    credentials: Vec<String>,
}

impl Kept {
    /// Nothing for what another version wrote.
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|kept: &Self| kept.version == VERSION)
    }

    /// How many things went out.
    pub(super) fn things(&self) -> usize {
        self.evidence.len() + self.credentials.len()
    }
}

impl Wallet {
    pub(super) fn note_pack(&mut self, pack: &Pack) -> Result<(), WalletFault> {
        let title = pack.goal.as_ref().and_then(|goal| goal.title.pick(&[]));
        let kept = Kept {
            version: VERSION,
            sha256: Some(pack.sha256.clone()),
            audience: pack.audience.clone(),
            goal: title.unwrap_or_default().to_owned(),
            evidence: pack.evidence.iter().map(|one| one.item.title.clone()).collect(),
            credentials: pack.credentials.iter().map(|one| one.title.clone()).collect(),
        };
        let text = serde_json::to_string(&kept)?;
        let (at, kind) = (pack.made_at.clone(), PACKED.to_owned());
        Ok(self.vault.note_events(&[Event { at, kind, record: None, text }])?)
    }
}

/// The goal, the audience, and how many things went out; nothing for what another version wrote.
pub(crate) fn headline(text: &str) -> Option<(String, String, usize)> {
    let kept = Kept::read(text)?;
    let things = kept.things();
    Some((kept.goal, kept.audience, things))
}

/// Kind of the events that tell of packs; stored.
pub(crate) const PACKED: &str = "packed";

const VERSION: u32 = 1;
