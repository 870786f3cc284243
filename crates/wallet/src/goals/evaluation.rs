//! One goal, counted: from rules and awards to a plan that the independent checker confirmed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use stack::check::{self, Confirmed};
use stack::qualification::{Logical, NodeId};
use stack::{AwardId, Change, Equivalence, Plan, Policy, Qualification, Question, Scenario, Verdict};

use super::asked::{Asked, WhatIf};
use super::catalogue::Rules;
use super::entry::Answered;
use super::gather::Holdings;
use super::index::{Index, Node};
use super::trial;
use crate::fault::WalletFault;

/// What is counted, beside the awards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The day that is counted for.
    pub on: Date,
    /// Whether genuine credentials of providers that nobody vouches for count as well.
    pub count_unrecognised: bool,
    /// Decisions of recognition; those that are switched on are used.
    pub equivalences: Vec<Equivalence>,
    /// The packs that decisions answer, by id of the decision.
    pub answers: BTreeMap<String, Answered>,
    /// What the learner chose, condition to target.
    pub choices: BTreeMap<String, String>,
}

/// A goal, counted.
pub struct Evaluation {
    pub(super) rules: Rules,
    pub(super) holdings: Holdings,
    pub(super) terms: Terms,
    /// Of what is kept and what was asked, the choices that the rules offer.
    pub(super) chosen: BTreeMap<String, String>,
    pub(super) what_if: WhatIf,
    /// What was put to the engine: choices and trials included.
    pub(super) scenario: Scenario,
    pub(super) plan: Plan,
    pub(super) confirmed: Confirmed,
}

impl Evaluation {
    /// Counts awards toward rules.
    ///
    /// A choice in `terms` that the rules do not offer is left out: rules may have changed since it was made. One in
    /// `asked` is a mistake.
    ///
    /// # Errors
    /// `goal_part_unknown` when `asked` names an award, condition, target or decision that there is not;
    /// `goal_not_counted` when the engine refuses, as for too many awards.
    pub fn new(rules: Rules, holdings: Holdings, terms: Terms, asked: &Asked) -> Result<Self, WalletFault> {
        let policy = policy(&terms);
        let question = Question {
            qualification: &rules.qualification,
            awards: &holdings.awards,
            equivalences: &terms.equivalences,
            policy: &policy,
        };
        let mut scenario = Scenario::of(&question);
        let mut chosen = BTreeMap::new();
        for (condition, target) in &terms.choices {
            if pursue(&mut scenario, &rules.qualification, condition, target).is_ok() {
                chosen.insert(condition.clone(), target.clone());
            }
        }
        // A choice of the moment goes before a kept one, so it starts from the rules as they are.
        if !asked.choices.is_empty() {
            chosen.extend(asked.choices.clone());
            scenario.qualification = rules.qualification.clone();
            for (condition, target) in &chosen {
                pursue(&mut scenario, &rules.qualification, condition, target)?;
            }
        }
        try_out(&mut scenario, &rules.qualification, &asked.what_if)?;
        let plan = stack::solve(&scenario.question())?;
        let confirmed = check::check(&scenario.question(), &plan).map_err(WalletFault::PlanRefused)?;
        Ok(Self { rules, holdings, terms, chosen, what_if: asked.what_if.clone(), scenario, plan, confirmed })
    }

    /// The answer of the engine.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// True when something is tried out, so that the answer is not about the awards as they are.
    #[must_use]
    pub fn is_trial(&self) -> bool {
        !self.what_if.is_empty()
    }

    /// The rules as they were published, before any choice.
    pub(super) fn published(&self) -> &Qualification {
        &self.rules.qualification
    }

    /// Ids of the decisions by which something counts.
    pub(super) fn used_decisions(&self) -> BTreeSet<&str> {
        self.plan.assignment.iter().filter_map(|one| one.equivalence.as_deref()).collect()
    }
}

/// What counts at all.
pub(super) fn policy(terms: &Terms) -> Policy {
    let mut policy = Policy::on(terms.on);
    if terms.count_unrecognised {
        policy.counts.push(Verdict::Unrecognised);
    }
    policy
}

fn pursue(
    scenario: &mut Scenario,
    published: &Qualification,
    condition: &str,
    target: &str,
) -> Result<(), WalletFault> {
    offers(published, condition, target)?;
    let (condition, target) = (NodeId(condition.to_owned()), NodeId(target.to_owned()));
    Ok(scenario.change(Change::Pursue { condition, target })?)
}

/// Confirms that exactly one target of a condition is asked, and that this is one of them.
pub(super) fn offers(published: &Qualification, condition: &str, target: &str) -> Result<(), WalletFault> {
    let unknown = |part: &str| WalletFault::GoalPartUnknown { part: part.to_owned() };
    match Index::of(published).node(&NodeId(condition.to_owned())) {
        Some(Node::Condition(found)) if found.logical == Logical::ExactlyOne => {
            let offered = found.targets.iter().any(|one| one.id().0 == target);
            if offered { Ok(()) } else { Err(unknown(target)) }
        }
        _ => Err(unknown(condition)),
    }
}

fn try_out(scenario: &mut Scenario, published: &Qualification, what_if: &WhatIf) -> Result<(), WalletFault> {
    let WhatIf { drop, expire, add, switch } = what_if;
    for (equivalence, enabled) in switch {
        scenario.change(Change::Switch { equivalence: equivalence.clone(), enabled: *enabled })?;
    }
    for award in expire {
        scenario.change(Change::Expire(AwardId(award.clone())))?;
    }
    for trial in add {
        trial::earn(scenario, published, trial)?;
    }
    for award in drop {
        scenario.change(Change::Drop(AwardId(award.clone())))?;
    }
    Ok(())
}
