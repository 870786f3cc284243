//! Adds up an assignment: sums, deficits, and rules that are broken.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Held,
    fault::{Faults, What},
    fits,
    measure::{Bound, measure},
};
use crate::{
    credits::Credits,
    plan::{Deficit, MissingShare, Shortfall},
    qualification::{Condition, Constraint, Logical, NodeId, OpenSlot, Outcomes, Target},
    question::Question,
};

/// The sums of an assignment.
pub(super) struct Tally {
    pub(super) credits: Credits,
    pub(super) shortfall: Shortfall,
    /// Conditions and slots that are short of credits, or of targets by number.
    short: u16,
    pub(super) deficits: Vec<Deficit>,
}

impl Tally {
    pub(super) fn of(
        question: &Question<'_>,
        held: &[Held<'_>],
        choices: &[NodeId],
        faults: &mut Faults,
    ) -> Self {
        let mut in_target: BTreeMap<&NodeId, Vec<&Held<'_>>> = BTreeMap::new();
        for one in held {
            in_target.entry(one.target.id()).or_default().push(one);
        }
        let mut adder = Adder {
            in_target,
            choices: choices.iter().collect(),
            used: BTreeSet::new(),
            deficits: Vec::new(),
            faults,
        };
        let root = &question.qualification.root;
        let sum = adder.condition(root);
        if adder.used.len() != choices.len() {
            adder.faults.note(What::NoSuchChoice, &"");
        }
        let shortfall = Shortfall { mandatory: sum.mandatory, number: sum.number, credits: sum.need };
        Self { credits: sum.credits, shortfall, short: sum.short, deficits: adder.deficits }
    }
}

/// What an assignment, given as pairs of award and target, leaves missing when `choices` are pursued, and over how many
/// conditions and slots that is spread. `None` when it breaks a rule. For comparing assignments, in tests above all.
#[must_use]
pub fn shortfall_of(
    question: &Question<'_>,
    pairs: &[(usize, NodeId)],
    choices: &[NodeId],
) -> Option<(Shortfall, u16)> {
    let mut faults = Faults::default();
    let leaves = fits::Leaf::all_of(&question.qualification.root);
    let mut held = Vec::new();
    for (award, target) in pairs {
        let award = question.awards.get(*award)?;
        let leaf = leaves.iter().find(|leaf| leaf.target.id() == target)?;
        let fits::Fit::Yes { credits, .. } = leaf.fit(question, award) else { return None };
        held.push(Held { award, target: leaf.target, credits });
    }
    super::apart(&held, question, &mut faults);
    let tally = Tally::of(question, &held, choices, &mut faults);
    faults.found.is_empty().then_some((tally.shortfall, tally.short))
}

/// What a condition and everything below it come to.
#[derive(Default)]
struct Sum<'a> {
    credits: Credits,
    /// Credits to earn at least until everything below is met.
    need: Credits,
    mandatory: u16,
    number: u16,
    short: u16,
    held: Vec<&'a Held<'a>>,
}

struct Adder<'a> {
    in_target: BTreeMap<&'a NodeId, Vec<&'a Held<'a>>>,
    choices: BTreeSet<&'a NodeId>,
    used: BTreeSet<&'a NodeId>,
    deficits: Vec<Deficit>,
    faults: &'a mut Faults,
}

impl<'a> Adder<'a> {
    fn condition(&mut self, condition: &'a Condition) -> Sum<'a> {
        let place = self.deficits.len();
        let mut sum = Sum::default();
        let mut deficit = nothing_missing(&condition.id);
        let mut taken: u16 = 0;
        for target in &condition.targets {
            let held = self.in_target.get(target.id()).cloned().unwrap_or_default();
            match target {
                Target::Unit(unit) => {
                    taken += u16::from(!held.is_empty());
                    if unit.mandatory && held.is_empty() {
                        deficit.missing_mandatory.push(unit.id.clone());
                        sum.need = sum.need + unit.credits.map_or(Credits::ZERO, |credits| credits.min);
                    }
                    sum.take(held);
                }
                Target::OpenSlot(slot) => {
                    taken += u16::from(!held.is_empty());
                    self.slot(slot, held, &mut sum);
                }
                Target::Outcomes(outcomes) => {
                    if self.pursued(condition, &outcomes.id, !held.is_empty()) {
                        taken += 1;
                        self.outcomes(outcomes, held, &mut sum);
                    }
                }
                Target::Condition(nested) => {
                    let before = self.deficits.len();
                    let used = self.used.clone();
                    let inner = self.condition(nested);
                    if self.pursued(condition, &nested.id, !inner.held.is_empty()) {
                        taken += 1;
                        sum.add(inner);
                    } else {
                        self.deficits.truncate(before);
                        self.used = used;
                    }
                }
            }
        }
        self.number(condition, taken, &mut deficit);
        self.credits(condition, &mut sum, &mut deficit);
        self.ties(condition, &sum);
        sum.mandatory += u16::try_from(deficit.missing_mandatory.len()).unwrap_or(u16::MAX);
        sum.number += deficit.missing_number;
        sum.short += u16::from(sum.need > Credits::ZERO || deficit.missing_number > 0);
        deficit.missing_credits = sum.need;
        if deficit != nothing_missing(&condition.id) {
            self.deficits.insert(place, deficit);
        }
        sum
    }

    /// Whether a nested target is pursued. Under `all` it always is.
    fn pursued(&mut self, within: &Condition, id: &'a NodeId, holds: bool) -> bool {
        if within.logical == Logical::All {
            return true;
        }
        let chosen = self.choices.contains(id);
        if chosen {
            self.used.insert(id);
        } else if holds {
            self.faults.note(What::NotPursued, id);
        }
        chosen
    }

    fn slot(&mut self, slot: &OpenSlot, held: Vec<&'a Held<'a>>, sum: &mut Sum<'a>) {
        let credits: Credits = held.iter().map(|one| one.credits).sum();
        if slot.credits.max.is_some_and(|max| credits > max) {
            self.faults.note(What::OverMaximum, &slot.id);
        }
        let missing = if held.is_empty() { Credits::ZERO } else { slot.credits.min.less(credits) };
        if missing > Credits::ZERO {
            self.deficits.push(Deficit { missing_credits: missing, ..nothing_missing(&slot.id) });
        }
        sum.need = sum.need + missing;
        sum.short += u16::from(missing > Credits::ZERO);
        sum.take(held);
    }

    fn outcomes(&mut self, outcomes: &Outcomes, held: Vec<&'a Held<'a>>, sum: &mut Sum<'a>) {
        let mut shown = BTreeSet::new();
        for one in &held {
            let others = held.iter().filter(|other| other.award.id != one.award.id);
            let without: BTreeSet<_> = others.flat_map(|other| fits::proven(outcomes, other.award)).collect();
            let proven = fits::proven(outcomes, one.award);
            if proven.is_subset(&without) {
                self.faults.note(What::ProvesNothing, &one.award.id);
            }
            shown.extend(proven);
        }
        let shown_number = u16::try_from(shown.len()).unwrap_or(u16::MAX);
        let missing_number = outcomes.required.saturating_sub(shown_number);
        if missing_number > 0 {
            let missing = outcomes.items.iter().enumerate().filter(|(index, _)| !shown.contains(index));
            let missing_outcomes = missing.map(|(_, item)| item.uri.clone()).collect();
            self.deficits.push(Deficit { missing_number, missing_outcomes, ..nothing_missing(&outcomes.id) });
        }
        sum.number += missing_number;
        sum.take(held);
    }

    fn number(&mut self, condition: &Condition, taken: u16, deficit: &mut Deficit) {
        let (least, most) = match condition.logical {
            Logical::All => (0, None),
            Logical::Any(wanted) => (wanted, None),
            Logical::ExactlyOne => (1, Some(1)),
        };
        let asked = condition.required_number;
        let least = least.max(asked.map_or(0, |number| number.min));
        for most in [most, asked.and_then(|number| number.max)].into_iter().flatten() {
            if taken > most {
                self.faults.note(What::TooManyTargets, &condition.id);
            }
        }
        deficit.missing_number = least.saturating_sub(taken);
    }

    fn credits(&mut self, condition: &Condition, sum: &mut Sum<'a>, deficit: &mut Deficit) {
        if let Some(range) = condition.credits {
            if range.max.is_some_and(|max| sum.credits > max) {
                self.faults.note(What::OverMaximum, &condition.id);
            }
            sum.need = sum.need.max(range.min.less(sum.credits));
        }
        for (index, constraint) in (0_u16..).zip(&condition.constraints) {
            let Some(measured) = measure(constraint) else { continue };
            let counted: Credits =
                sum.held.iter().filter(|one| (measured.counts)(one)).map(|one| one.credits).sum();
            let whole = condition.credits.map_or(Credits::ZERO, |range| range.min);
            match measured.bound {
                Bound::AtLeast(share, amount) => {
                    let missing = amount
                        .or(share.map(|share| share.at_least_of(whole)))
                        .unwrap_or_default()
                        .less(counted);
                    if missing > Credits::ZERO {
                        deficit.missing_share.push(MissingShare { constraint: index, credits: missing });
                    }
                    sum.need = sum.need.max(missing);
                }
                Bound::AtMost(share, amount) => {
                    let most = amount.or(share.map(|share| share.at_most_of(whole))).unwrap_or_default();
                    if counted > most {
                        self.faults.note(What::OverCap, &condition.id);
                    }
                }
            }
        }
    }

    /// Rules between targets.
    fn ties(&mut self, condition: &Condition, sum: &Sum<'_>) {
        let filled = |id: &NodeId| sum.held.iter().any(|one| one.target.id() == id);
        for constraint in &condition.constraints {
            match constraint {
                Constraint::MutuallyExclusive(targets)
                    if targets.iter().filter(|target| filled(target)).count() > 1 =>
                {
                    self.faults.note(What::Exclusive, &condition.id);
                }
                Constraint::Prerequisite(rule) if filled(&rule.to) && !filled(&rule.from) => {
                    self.faults.note(What::Prerequisite, &rule.to);
                }
                _ => {}
            }
        }
    }
}

impl<'a> Sum<'a> {
    fn take(&mut self, held: Vec<&'a Held<'a>>) {
        self.credits = self.credits + held.iter().map(|one| one.credits).sum();
        self.held.extend(held);
    }

    fn add(&mut self, inner: Self) {
        self.credits = self.credits + inner.credits;
        self.need = self.need + inner.need;
        self.mandatory += inner.mandatory;
        self.number += inner.number;
        self.short += inner.short;
        self.held.extend(inner.held);
    }
}

fn nothing_missing(condition: &NodeId) -> Deficit {
    Deficit {
        condition: condition.clone(),
        missing_credits: Credits::ZERO,
        missing_number: 0,
        missing_mandatory: Vec::new(),
        missing_share: Vec::new(),
        missing_outcomes: Vec::new(),
    }
}
