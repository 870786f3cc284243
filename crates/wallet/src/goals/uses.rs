//! What a learner can do with goals: each use case is one method of the session.

use std::collections::BTreeMap;

use jiff::civil::Date;
use stack::import::{self, Provenance};
use stack::qualification::Logical;
use stack::{Equivalence, NodeId, Outlook, Qualification, ReadError};

use super::asked::Asked;
use super::catalogue::{Rules, catalogue};
use super::entry::{AddedGoal, AddedGoals, NewDecision, Unexpressed};
use super::evaluation::{Evaluation, Terms};
use super::gather::Holdings;
use super::goal;
use super::index::{Index, text};
use super::ledger::Entered;
use super::skills;
use super::skills_view::Skills;
use super::view::{Decision, Goal, GoalLine, GoalList};
use crate::fault::WalletFault;
use crate::session::{Session, Wallet};

/// Which rules to count by.
#[derive(Debug, Clone)]
pub enum Which {
    /// Those of the catalogue, or of the learner, with this id.
    Id(String),
    /// These.
    Given(Box<Rules>),
}

impl Session {
    /// How far the awards go toward every goal, the nearest first.
    ///
    /// A credential that was judged over an hour ago is judged again first, as by [`recheck`](Self::recheck).
    ///
    /// # Errors
    /// `goal_not_counted` when the engine refuses; or a fault of storage.
    pub fn goals(&mut self, count_unrecognised: bool) -> Result<GoalList, WalletFault> {
        self.open()?.goals(count_unrecognised)
    }

    /// One goal with everything that counts toward it, and why the rest does not.
    ///
    /// # Errors
    /// `goal_unknown`, `goal_part_unknown`, `day_unreadable`, `goal_not_counted`, or a fault of storage.
    pub fn goal(&mut self, id: &str, asked: &Asked) -> Result<Goal, WalletFault> {
        Ok(self.count(Which::Id(id.to_owned()), asked, None)?.goal())
    }

    /// Counts the awards of the wallet toward rules; with `ledger` these decisions, else those of the wallet.
    ///
    /// # Errors
    /// As for [`goal`](Self::goal).
    pub fn count(
        &mut self,
        which: Which,
        asked: &Asked,
        ledger: Option<Vec<Equivalence>>,
    ) -> Result<Evaluation, WalletFault> {
        self.open()?.count(which, asked, ledger)
    }

    /// The rules with an id: of the catalogue, or of the learner.
    ///
    /// # Errors
    /// `goal_unknown`, or a fault of storage.
    pub fn rules(&mut self, id: &str) -> Result<Rules, WalletFault> {
        self.open()?.rules(id)
    }

    /// Keeps what the learner chose in a goal; without a target the nearest is taken again.
    ///
    /// # Errors
    /// `goal_unknown`, `goal_part_unknown`, or a fault of storage.
    pub fn choose_in_goal(
        &mut self,
        id: &str,
        condition: &str,
        target: Option<&str>,
    ) -> Result<(), WalletFault> {
        self.open()?.choose_in_goal(id, condition, target)
    }

    /// Adds the rules in a file: our own format, an ePerusteet structure, or a CTDL pathway. All of them, or after a
    /// fault none.
    ///
    /// # Errors
    /// `too_large`, `wrong_shape` or `contradictory_rules` with the place; `goal_exists` when the program itself
    /// comes with rules of that id; `goal_not_counted` when nothing can be counted by them; or a fault of storage.
    pub fn add_goal(&mut self, bytes: &[u8]) -> Result<AddedGoals, WalletFault> {
        self.open()?.add_goal(bytes)
    }

    /// Removes rules that the learner added, with what was chosen in them.
    ///
    /// # Errors
    /// `goal_unknown`, or a fault of storage.
    pub fn remove_goal(&mut self, id: &str) -> Result<(), WalletFault> {
        let wallet = self.open()?;
        wallet.forget_rules(id)?;
        wallet.forget_choices(id)
    }

    /// Puts a decision into the ledger. It is switched off until the learner switches it on.
    ///
    /// # Errors
    /// `decision_unclear` with the member that is not stated or cannot be read, `answers` for a pack that the history does
    /// not know; or a fault of storage.
    pub fn add_decision(&mut self, new: NewDecision) -> Result<Decision, WalletFault> {
        let Entered { decision, answers } = self.open()?.enter(new)?;
        Ok(goal::decision(&decision, answers))
    }

    /// Every decision in the ledger, by id; none is said to be used, since that is a matter of a goal.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn decisions(&mut self) -> Result<Vec<Decision>, WalletFault> {
        let ledger = self.open()?.decisions()?.into_iter();
        Ok(ledger.map(|Entered { decision, answers }| goal::decision(&decision, answers)).collect())
    }

    /// Switches a decision on or off.
    ///
    /// # Errors
    /// `decision_unknown`, or a fault of storage.
    pub fn switch_decision(&mut self, id: &str, enabled: bool) -> Result<(), WalletFault> {
        self.open()?.switch(id, enabled)
    }

    /// Takes a decision out of the ledger.
    ///
    /// # Errors
    /// `decision_unknown`, or a fault of storage.
    pub fn remove_decision(&mut self, id: &str) -> Result<(), WalletFault> {
        self.open()?.strike(id)
    }

    /// Outcomes across all credentials, how far they cover every skills card, and what the chosen cards share.
    ///
    /// # Errors
    /// `goal_unknown` when a chosen card is none; or a fault of storage.
    pub fn skills(&mut self, cards: &[String], count_unrecognised: bool) -> Result<Skills, WalletFault> {
        self.open()?.skills(cards, count_unrecognised)
    }
}

impl Wallet {
    fn goals(&mut self, count_unrecognised: bool) -> Result<GoalList, WalletFault> {
        let holdings = self.holdings(None)?;
        let asked = Asked { count_unrecognised, ..Asked::default() };
        list(self.all_rules()?, &holdings, self.today(), |id| self.terms(id, &asked, None))
    }

    fn count(
        &mut self,
        which: Which,
        asked: &Asked,
        ledger: Option<Vec<Equivalence>>,
    ) -> Result<Evaluation, WalletFault> {
        let rules = match which {
            Which::Id(id) => self.rules(&id)?,
            Which::Given(rules) => *rules,
        };
        let terms = self.terms(&rules.qualification.id, asked, ledger)?;
        let holdings = self.holdings(Some(terms.on))?;
        Evaluation::new(rules, holdings, terms, asked)
    }

    pub(crate) fn terms(
        &self,
        goal: &str,
        asked: &Asked,
        ledger: Option<Vec<Equivalence>>,
    ) -> Result<Terms, WalletFault> {
        let (equivalences, answers) = match ledger {
            Some(given) => (given, BTreeMap::new()),
            None => {
                let ledger = self.decisions()?.into_iter();
                let told = |Entered { decision, answers }| {
                    (answers.map(|pack| (decision.id.clone(), pack)), decision)
                };
                let (answers, decisions): (Vec<_>, Vec<_>) = ledger.map(told).unzip();
                (decisions, answers.into_iter().flatten().collect())
            }
        };
        Ok(Terms {
            on: day(asked)?.unwrap_or(self.today()),
            count_unrecognised: asked.count_unrecognised,
            equivalences,
            answers,
            choices: self.choices(goal)?,
        })
    }

    fn choose_in_goal(&mut self, id: &str, condition: &str, target: Option<&str>) -> Result<(), WalletFault> {
        let rules = self.rules(id)?;
        if let Some(target) = target {
            super::evaluation::offers(&rules.qualification, condition, target)?;
        }
        self.choose(id, condition, target)
    }

    fn add_goal(&mut self, bytes: &[u8]) -> Result<AddedGoals, WalletFault> {
        let all = read_rules(bytes, self.today())?;
        for rules in &all {
            let id = &rules.qualification.id;
            if catalogue().iter().any(|built_in| built_in.qualification.id == *id) {
                return Err(WalletFault::GoalExists { id: id.clone() });
            }
            // Rules that the engine cannot count anything by are not taken in.
            let terms = self.terms(id, &Asked::default(), None)?;
            Evaluation::new(rules.clone(), Holdings::default(), terms, &Asked::default())?;
        }
        let mut goals = Vec::new();
        for rules in all {
            let replaced = self.keep_rules(&rules)?;
            let Qualification { id, title, .. } = &rules.qualification;
            let (id, title) = (id.clone(), text(title));
            goals.push(AddedGoal { id, title, replaced, unexpressed: rules.unexpressed });
        }
        Ok(AddedGoals { goals })
    }

    fn skills(&mut self, cards: &[String], count_unrecognised: bool) -> Result<Skills, WalletFault> {
        let asked = Asked { count_unrecognised, ..Asked::default() };
        let terms = self.terms("", &asked, None)?;
        let holdings = self.holdings(None)?;
        skills::of(&self.all_rules()?, &holdings, &terms, self.labels()?, cards)
    }
}

/// Reads the rules in a file, of any format that is known. `today` is when it was taken from where it is from.
///
/// # Errors
/// `too_large`, `wrong_shape` or `contradictory_rules`, with the place.
pub fn read_rules(bytes: &[u8], today: Date) -> Result<Vec<Rules>, ReadError> {
    let provenance = Provenance { retrieved: today, licence: LICENCE_UNKNOWN.to_owned() };
    let told = |one: import::Unexpressed| Unexpressed { at: one.at, what: one.what.code().to_owned() };
    let all = import::read(bytes, &provenance)?.into_iter();
    Ok(all
        .map(|one| Rules {
            qualification: one.qualification,
            added: true,
            unexpressed: one.unexpressed.into_iter().map(told).collect(),
        })
        .collect())
}

/// What is said about the terms of a file that a person brings.
const LICENCE_UNKNOWN: &str = "not stated";

fn day(asked: &Asked) -> Result<Option<Date>, WalletFault> {
    let read = |day: &String| day.parse().map_err(|_| WalletFault::DayUnreadable { day: day.clone() });
    asked.on.as_ref().map(read).transpose()
}

/// Counts awards toward each of the rules, by the terms of each, and lists them, the nearest first.
///
/// # Errors
/// `goal_not_counted` when the engine refuses; and those of `terms`.
pub fn list(
    rules: Vec<Rules>,
    holdings: &Holdings,
    on: Date,
    terms: impl Fn(&str) -> Result<Terms, WalletFault>,
) -> Result<GoalList, WalletFault> {
    let counted = rules.into_iter().map(|rules| {
        let terms = terms(&rules.qualification.id)?;
        line(rules, holdings, terms)
    });
    let mut goals: Vec<GoalLine> = counted.collect::<Result<_, WalletFault>>()?;
    nearest_first(&mut goals);
    Ok(GoalList { on: on.to_string(), awards: holdings.awards.len(), goals })
}

/// One line of the list. Where the engine refuses to count these awards the outlook is unknown, so that one goal
/// does not hide the others.
fn line(rules: Rules, holdings: &Holdings, terms: Terms) -> Result<GoalLine, WalletFault> {
    let (again, same) = (rules.clone(), terms.clone());
    match Evaluation::new(rules, holdings.clone(), terms, &Asked::default()) {
        Err(WalletFault::GoalNotCounted(_)) => {
            let nothing = Evaluation::new(again, Holdings::default(), same, &Asked::default())?;
            Ok(GoalLine { outlook: Outlook::Unknown, ..nothing.line() })
        }
        counted => Ok(counted?.line()),
    }
}

/// Met first, then by the part that is in place, then by what is missing, then in the order of the catalogue.
fn nearest_first(goals: &mut [GoalLine]) {
    goals.sort_by(|a, b| {
        let [(a_done, a_whole), (b_done, b_whole)] = [a, b].map(measure);
        b.outlook
            .cmp(&a.outlook)
            .then((u128::from(b_done) * u128::from(a_whole)).cmp(&(u128::from(a_done) * u128::from(b_whole))))
            .then(a.missing.number.cmp(&b.missing.number))
            .then(a.missing.mandatory.cmp(&b.missing.mandatory))
    });
}

/// How much of how much is in place, in whatever the goal is measured in.
fn measure(line: &GoalLine) -> (u64, u64) {
    let thousandths = |credits: &str| credits.parse::<stack::Credits>().map(stack::Credits::thousandths);
    match line.needed.as_deref().map(thousandths) {
        Some(Ok(needed)) => (thousandths(&line.credits).unwrap_or(0), needed.max(1)),
        _ => (line.parts.filled as u64, line.parts.needed.max(1) as u64),
    }
}

/// Where a target can be chosen, by its id or its name in any language: the condition, and the target's id.
#[must_use]
pub fn choice(published: &Qualification, target: &str) -> Option<(String, String)> {
    let index = Index::of(published);
    let mut found = index
        .conditions()
        .filter(|condition| condition.logical == Logical::ExactlyOne)
        .flat_map(|condition| condition.targets.iter().map(move |one| (condition, one.id())));
    let is_named = |id: &NodeId| {
        let name = index.name(id);
        id.0 == target || name.0.values().any(|name| name.to_lowercase() == target.to_lowercase())
    };
    let (condition, id) = found.find(|(_, id)| is_named(id))?;
    Some((condition.id.0.clone(), id.0.clone()))
}
