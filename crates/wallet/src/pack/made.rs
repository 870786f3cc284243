//! The packs that went out, and which decisions answer them.

use serde::Serialize;
use vault::Which;

use super::log::{Kept, PACKED};
use crate::fault::WalletFault;
use crate::goals::Answered;
use crate::session::{Session, Wallet};

/// A pack that was made, as the history tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PackMade {
    /// SHA-256 of what is in it, in hexadecimal; nothing where an earlier version did not write it down.
    pub sha256: Option<String>,
    /// When it was made last, RFC 3339.
    pub made_at: String,
    /// For whom.
    pub audience: String,
    /// Title of the goal that it is held against; empty without one.
    pub goal: String,
    /// How many things are in it.
    pub things: usize,
    /// What was decided on it, as the learner entered it.
    pub answers: Vec<PackAnswer>,
}

/// A decision that answers a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PackAnswer {
    /// Its id in the ledger.
    pub decision: String,
    /// Code of the unit that was achieved.
    pub from: String,
    /// Code of the unit that it stands for.
    pub to: String,
    /// Who decided.
    pub decided_by: String,
    /// When, `2026-11-22`.
    pub date: String,
}

impl Session {
    /// The packs that the history knows, what was made last first, each once.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn packs(&mut self) -> Result<Vec<PackMade>, WalletFault> {
        self.open()?.packs()
    }
}

impl Wallet {
    fn packs(&self) -> Result<Vec<PackMade>, WalletFault> {
        let ledger = self.decisions()?;
        let answers = |sha256: &str| {
            let of_it =
                ledger.iter().filter(|one| one.answers.as_ref().is_some_and(|pack| pack.sha256 == sha256));
            let answer = of_it.map(|one| PackAnswer {
                decision: one.decision.id.clone(),
                from: one.decision.from.clone(),
                to: one.decision.to.clone(),
                decided_by: one.decision.decided_by.clone(),
                date: one.decision.date.to_string(),
            });
            answer.collect()
        };
        let mut packs: Vec<PackMade> = Vec::new();
        for (made_at, kept) in self.packed()? {
            let is_told = |pack: &PackMade| pack.sha256.is_some() && pack.sha256 == kept.sha256;
            if !packs.iter().any(is_told) {
                packs.push(PackMade {
                    answers: kept.sha256.as_deref().map(answers).unwrap_or_default(),
                    things: kept.things(),
                    sha256: kept.sha256,
                    made_at,
                    audience: kept.audience,
                    goal: kept.goal,
                });
            }
        }
        Ok(packs)
    }

    /// The pack that a decision answers, as the history tells of it.
    pub(crate) fn answered(&self, sha256: &str) -> Result<Option<Answered>, WalletFault> {
        let mut packed = self.packed()?.into_iter();
        let found = packed.find(|(_, kept)| kept.sha256.as_deref() == Some(sha256));
        let answered = |(made_at, kept): (String, Kept)| Answered {
            sha256: sha256.to_owned(),
            made_at,
            audience: kept.audience,
        };
        Ok(found.map(answered))
    }

    /// What the history tells of packs, the last first, with when.
    fn packed(&self) -> Result<Vec<(String, Kept)>, WalletFault> {
        let which = Which { kind: Some(PACKED), ..Which::default() };
        let events = self.vault.events(which, MAX_PACKS_TOLD)?.into_iter();
        Ok(events.filter_map(|one| Some((one.event.at, Kept::read(&one.event.text)?))).collect())
    }
}

/// How many of the packs that went out are looked at, the last first.
const MAX_PACKS_TOLD: usize = 1000;
