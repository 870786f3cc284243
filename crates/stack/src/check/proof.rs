//! Whether a proof that rules cannot be met holds.

use std::collections::BTreeSet;

use super::{
    Held,
    fits::{Fit, Leaf, any_without_credits, proven},
    measure,
};
use crate::{
    award::Award,
    credits::Credits,
    limits,
    plan::{Impossible, Proof},
    qualification::{Condition, Logical, NodeId, Target},
    question::Question,
};

/// Whether `proof` shows that `condition` cannot be met by any assignment, whatever is still open.
pub(super) fn holds(question: &Question<'_>, condition: &Condition, proof: &Proof) -> bool {
    let leaves = Leaf::all_of(&question.qualification.root);
    !any_without_credits(question, &leaves) && Prover { question, leaves }.impossible(condition, proof)
}

struct Prover<'a> {
    question: &'a Question<'a>,
    leaves: Vec<Leaf<'a>>,
}

impl<'a> Prover<'a> {
    fn impossible(&self, within: &Condition, proof: &Proof) -> bool {
        let asked = |id: &NodeId| asked_for(within, id);
        match proof {
            Proof::TooFewCredits { conditions, demand, available } => {
                let Some(set) = conditions.iter().map(asked).collect::<Option<Vec<_>>>() else {
                    return false;
                };
                let apart = set.iter().enumerate().all(|(index, one)| {
                    set[index + 1..]
                        .iter()
                        .all(|other| !is_inside(one, &other.id) && !is_inside(other, &one.id))
                });
                let ask: Credits = set.iter().filter_map(|one| one.credits).map(|range| range.min).sum();
                let most = self.most(|leaf| set.iter().any(|one| leaf.is_below(one)), |_| true);
                apart && *demand == ask && *available == most && most < ask
            }
            Proof::NoSuchSum { condition } => {
                let Some(condition) = asked(condition) else { return false };
                let Some(range) = condition.credits else { return false };
                let Some(sums) = self.sums(condition, range.max) else { return false };
                !sums.iter().any(|sum| *sum >= range.min && range.max.is_none_or(|max| *sum <= max))
            }
            Proof::NoAwardFor { target } => mandatory(within, target) && self.taken_by_none(target),
            Proof::TooFewTargets { condition, available } => {
                let Some(condition) = asked(condition) else { return false };
                let can = condition.targets.iter().filter(|target| match target {
                    Target::Unit(_) | Target::OpenSlot(_) => !self.taken_by_none(target.id()),
                    Target::Condition(_) | Target::Outcomes(_) => true,
                });
                let can = u16::try_from(can.count()).unwrap_or(u16::MAX);
                *available == can && can < least_number(condition)
            }
            Proof::TooFewOutcomes { target, available } => {
                outcomes_asked(within, target) && self.too_few_outcomes(target, *available)
            }
            Proof::FloorOutOfReach { condition, constraint, available } => {
                let Some(condition) = asked(condition) else { return false };
                let Some(constraint) = condition.constraints.get(usize::from(*constraint)) else {
                    return false;
                };
                let Some((least, measured)) = measure::floor(condition, constraint) else { return false };
                let most = self.most(|leaf| leaf.is_below(condition), |held| measured.counts(held));
                *available == most && most < least
            }
            Proof::NoChoice { condition, each } => {
                let Some(condition) = asked(condition) else { return false };
                let different: BTreeSet<_> = each.iter().map(|one| &one.target).collect();
                let left = condition.targets.len().saturating_sub(each.len());
                condition.logical != Logical::All
                    && different.len() == each.len()
                    && left < usize::from(least_number(condition))
                    && each.iter().all(|one| self.cannot_be_chosen(condition, one))
            }
            Proof::Searched => false,
        }
    }

    fn cannot_be_chosen(&self, among: &Condition, one: &Impossible) -> bool {
        let target = among.targets.iter().find(|target| *target.id() == one.target);
        match (target, &one.because) {
            (Some(Target::Condition(nested)), because) => self.impossible(nested, because),
            (Some(Target::Unit(_) | Target::OpenSlot(_)), Proof::NoAwardFor { target }) => {
                *target == one.target && self.taken_by_none(target)
            }
            (Some(Target::Outcomes(_)), Proof::TooFewOutcomes { target, available }) => {
                *target == one.target && self.too_few_outcomes(target, *available)
            }
            _ => false,
        }
    }

    fn too_few_outcomes(&self, target: &NodeId, available: u16) -> bool {
        let Some(leaf) = self.leaves.iter().find(|leaf| leaf.target.id() == target) else { return false };
        let Target::Outcomes(outcomes) = leaf.target else { return false };
        let awards = self.question.awards.iter().filter(|award| self.possible(leaf, award).is_some());
        let shown: BTreeSet<_> = awards.flat_map(|award| proven(outcomes, award)).collect();
        shown.len() == usize::from(available) && available < outcomes.required
    }

    /// Whether no award fits the unit or slot.
    fn taken_by_none(&self, target: &NodeId) -> bool {
        let leaf = self.leaves.iter().find(|leaf| leaf.target.id() == target);
        leaf.is_some_and(|leaf| self.question.awards.iter().all(|award| self.possible(leaf, award).is_none()))
    }

    /// What the awards that fit somewhere in these leaves can be worth together at most.
    fn most(&self, within: impl Fn(&Leaf<'a>) -> bool, counts: impl Fn(&Held<'_>) -> bool) -> Credits {
        let best = |award: &'a Award| {
            let worth = self.leaves.iter().filter(|leaf| within(leaf)).filter_map(|leaf| {
                let credits = self.possible(leaf, award)?;
                counts(&Held { award, target: leaf.target, credits }).then_some(credits)
            });
            worth.max().unwrap_or_default()
        };
        self.question.awards.iter().map(best).sum()
    }

    /// Every sum of credits up to `most` that the leaves of `condition` could hold, if each had all awards for itself.
    /// `None`: they are too many to list.
    fn sums(&self, condition: &Condition, most: Option<Credits>) -> Option<BTreeSet<Credits>> {
        let mut sums = BTreeSet::from([Credits::ZERO]);
        for leaf in self.leaves.iter().filter(|leaf| leaf.is_below(condition)) {
            let worth = self.question.awards.iter().filter_map(|award| self.possible(leaf, award));
            let mut here = BTreeSet::from([Credits::ZERO]);
            for credits in worth {
                match leaf.target {
                    Target::OpenSlot(slot) => {
                        let more: Vec<_> = here.iter().map(|sum| *sum + credits).collect();
                        here.extend(
                            more.into_iter().filter(|sum| slot.credits.max.is_none_or(|max| *sum <= max)),
                        );
                    }
                    _ => {
                        here.insert(credits);
                    }
                }
                if here.len() > limits::MAX_SUMS {
                    return None;
                }
            }
            let all = sums.iter().flat_map(|sum| here.iter().map(move |more| *sum + *more));
            sums = all.filter(|sum| most.is_none_or(|most| *sum <= most)).collect();
            if sums.len() > limits::MAX_SUMS {
                return None;
            }
        }
        Some(sums)
    }

    fn possible(&self, leaf: &Leaf<'a>, award: &Award) -> Option<Credits> {
        match leaf.fit(self.question, award) {
            Fit::Yes { credits, .. } | Fit::Open { credits: Some(credits) } => Some(credits),
            Fit::Open { credits: None } | Fit::No => None,
        }
    }
}

/// The condition `id`, if `within` cannot be met without it.
fn asked_for<'a>(within: &'a Condition, id: &NodeId) -> Option<&'a Condition> {
    all_asked(within).into_iter().find(|condition| condition.id == *id)
}

/// `within`, and the conditions below it that it cannot be met without.
fn all_asked(within: &Condition) -> Vec<&Condition> {
    let mut found = vec![within];
    let mut next = 0;
    while let Some(condition) = found.get(next).copied() {
        next += 1;
        if condition.logical == Logical::All {
            found.extend(condition.targets.iter().filter_map(|target| match target {
                Target::Condition(nested) => Some(nested),
                _ => None,
            }));
        }
    }
    found
}

fn is_inside(outer: &Condition, id: &NodeId) -> bool {
    outer.targets.iter().any(|target| match target {
        Target::Condition(nested) => nested.id == *id || is_inside(nested, id),
        _ => false,
    }) || outer.id == *id
}

fn mandatory(within: &Condition, id: &NodeId) -> bool {
    all_asked(within).iter().flat_map(|condition| &condition.targets).any(|target| match target {
        Target::Unit(unit) => unit.id == *id && unit.mandatory,
        _ => false,
    })
}

fn outcomes_asked(within: &Condition, id: &NodeId) -> bool {
    all_asked(within)
        .iter()
        .filter(|condition| condition.logical == Logical::All)
        .flat_map(|condition| &condition.targets)
        .any(|target| matches!(target, Target::Outcomes(outcomes) if outcomes.id == *id))
}

fn least_number(condition: &Condition) -> u16 {
    let chosen = match condition.logical {
        Logical::All => 0,
        Logical::Any(wanted) => wanted,
        Logical::ExactlyOne => 1,
    };
    chosen.max(condition.required_number.map_or(0, |number| number.min))
}
