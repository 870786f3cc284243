//! The ledger: decisions of recognition, and what the learner chose in each goal.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stack::{AwardCredits, Equivalence};
use vault::Document;

use super::entry::{Answered, NewDecision};
use crate::fault::WalletFault;
use crate::session::Wallet;

/// A decision, as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredDecision {
    version: u32,
    decision: Equivalence,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answers: Option<Answered>,
}

/// A decision in the ledger, and the pack that it answers.
pub(crate) struct Entered {
    pub(crate) decision: Equivalence,
    pub(crate) answers: Option<Answered>,
}

/// Choices in one goal, as they are stored: condition to target.
#[derive(Serialize, Deserialize)]
struct StoredChoices {
    version: u32,
    choices: BTreeMap<String, String>,
}

const STORED_VERSION: u32 = 1;

/// Kinds of the documents that hold them.
const DECISION: &str = "decision";
const CHOICES: &str = "choices";

impl Wallet {
    /// Every decision, by id.
    pub(crate) fn decisions(&self) -> Result<Vec<Entered>, WalletFault> {
        let read = |document: Document| -> Result<Entered, WalletFault> {
            let StoredDecision { decision, answers, .. } = serde_json::from_str(&document.text)?;
            Ok(Entered { decision, answers })
        };
        self.vault.kept(DECISION)?.into_iter().map(read).collect()
    }

    /// Puts a decision into the ledger, switched off.
    pub(super) fn enter(&mut self, new: NewDecision) -> Result<Entered, WalletFault> {
        let ledger = self.decisions()?;
        let number = |one: &Entered| one.decision.id.strip_prefix(ID)?.parse::<u64>().ok();
        let last = ledger.iter().filter_map(number).max();
        let id = format!("{ID}{:04}", last.unwrap_or(0).saturating_add(1));
        let unknown = || WalletFault::DecisionUnclear { member: "answers" };
        let answered = |sha256: &String| self.answered(sha256)?.ok_or_else(unknown);
        let answers = new.answers.as_ref().map(answered).transpose()?;
        let entered = Entered { decision: equivalence(id, new)?, answers };
        self.keep_decision(&entered)?;
        Ok(entered)
    }

    pub(super) fn switch(&mut self, id: &str, enabled: bool) -> Result<(), WalletFault> {
        let found = self.decisions()?.into_iter().find(|one| one.decision.id == id);
        let mut entered = found.ok_or_else(|| WalletFault::DecisionUnknown { id: id.to_owned() })?;
        entered.decision.enabled = enabled;
        self.keep_decision(&entered)
    }

    pub(super) fn strike(&mut self, id: &str) -> Result<(), WalletFault> {
        let unknown = || WalletFault::DecisionUnknown { id: id.to_owned() };
        if self.vault.forget(DECISION, id)? { Ok(()) } else { Err(unknown()) }
    }

    fn keep_decision(&mut self, entered: &Entered) -> Result<(), WalletFault> {
        let Entered { decision, answers } = entered;
        let version = STORED_VERSION;
        let stored = StoredDecision { version, decision: decision.clone(), answers: answers.clone() };
        let text = serde_json::to_string(&stored)?;
        self.vault.keep(DECISION, &Document { name: decision.id.clone(), text })?;
        Ok(())
    }

    /// What the learner chose in a goal.
    pub(super) fn choices(&self, goal: &str) -> Result<BTreeMap<String, String>, WalletFault> {
        let found = self.vault.kept(CHOICES)?.into_iter().find(|document| document.name == goal);
        let Some(document) = found else { return Ok(BTreeMap::new()) };
        Ok(serde_json::from_str::<StoredChoices>(&document.text)?.choices)
    }

    /// Keeps a choice; without a target the nearest is taken again.
    pub(super) fn choose(
        &mut self,
        goal: &str,
        condition: &str,
        target: Option<&str>,
    ) -> Result<(), WalletFault> {
        let mut choices = self.choices(goal)?;
        match target {
            Some(target) => _ = choices.insert(condition.to_owned(), target.to_owned()),
            None => _ = choices.remove(condition),
        }
        let text = serde_json::to_string(&StoredChoices { version: STORED_VERSION, choices })?;
        self.vault.keep(CHOICES, &Document { name: goal.to_owned(), text })?;
        Ok(())
    }

    pub(super) fn forget_choices(&mut self, goal: &str) -> Result<(), WalletFault> {
        self.vault.forget(CHOICES, goal)?;
        Ok(())
    }
}

/// Ids of decisions begin so; a number follows.
const ID: &str = "decision-";

/// A decision that somebody made: with an author, a date and evidence, or it is none.
fn equivalence(id: String, new: NewDecision) -> Result<Equivalence, WalletFault> {
    let NewDecision { from, to, credits, framework, decided_by, date, evidence, scope, answers: _ } = new;
    let stated = |member: &'static str, text: String| -> Result<String, WalletFault> {
        let text = text.trim();
        let fits = !text.is_empty() && text.chars().count() <= MAX_TEXT_CHARACTERS;
        if fits { Ok(text.to_owned()) } else { Err(WalletFault::DecisionUnclear { member }) }
    };
    let credits = match (credits, framework) {
        (None, _) => None,
        (Some(value), Some(framework)) => Some(AwardCredits {
            value: value.trim().parse().map_err(|_| WalletFault::DecisionUnclear { member: "credits" })?,
            framework: stated("framework", framework)?,
        }),
        (Some(_), None) => return Err(WalletFault::DecisionUnclear { member: "framework" }),
    };
    Ok(Equivalence {
        id,
        from: stated("from", from)?,
        to: stated("to", to)?,
        credits,
        decided_by: stated("decided_by", decided_by)?,
        date: date.trim().parse().map_err(|_| WalletFault::DecisionUnclear { member: "date" })?,
        evidence: stated("evidence", evidence)?,
        scope: scope.into_iter().map(|id| stated("scope", id)).collect::<Result<_, _>>()?,
        enabled: false,
    })
}

/// Longest text in a decision, in characters. Addresses of decisions are far shorter.
const MAX_TEXT_CHARACTERS: usize = 2000;
