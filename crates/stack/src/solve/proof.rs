//! Short proofs that rules cannot be met, for whoever does not want to search again.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    fitting::{Holdings, mask},
    measure::floor_of,
    problem::{Child, LeafKind, Problem},
};
use crate::{
    award::Award,
    credits::Credits,
    limits,
    plan::{Impossible, Proof},
    qualification::{Condition, Target},
};

/// A short proof, if there is one. `problem` holds the open awards too.
pub(super) fn of(problem: &Problem<'_>, holdings: &Holdings<'_>) -> Option<Proof> {
    Prover { problem, holdings }.impossible(0)
}

struct Prover<'p, 'a> {
    problem: &'p Problem<'a>,
    holdings: &'p Holdings<'a>,
}

impl Prover<'_, '_> {
    /// Why this condition cannot be met.
    fn impossible(&self, node: usize) -> Option<Proof> {
        let asked = self.asked(node);
        let each = |proof: &dyn Fn(usize) -> Option<Proof>| asked.iter().find_map(|node| proof(*node));
        each(&|node| self.too_few_credits(&[node]))
            .or_else(|| each(&|node| self.no_award(node)))
            .or_else(|| each(&|node| self.too_few_outcomes(node)))
            .or_else(|| each(&|node| self.too_few_targets(node)))
            .or_else(|| each(&|node| self.floor_out_of_reach(node)))
            .or_else(|| self.pairs(&asked))
            .or_else(|| each(&|node| self.no_such_sum(node)))
            .or_else(|| each(&|node| self.no_choice(node)))
    }

    /// This condition, and those below it that it cannot be met without.
    fn asked(&self, node: usize) -> Vec<usize> {
        let mut found = vec![node];
        let mut next = 0;
        while let Some(node) = found.get(next).map(|index| &self.problem.nodes[*index]) {
            next += 1;
            if !node.optional {
                found.extend(node.children.iter().filter_map(|child| match child {
                    Child::Node(nested) => Some(*nested),
                    Child::Leaf(_) => None,
                }));
            }
        }
        found
    }

    fn rules(&self, node: usize) -> &Condition {
        self.problem.nodes[node].rules
    }

    fn leaves(&self, node: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut rest = vec![node];
        while let Some(node) = rest.pop() {
            for child in &self.problem.nodes[node].children {
                match child {
                    Child::Leaf(leaf) => found.push(*leaf),
                    Child::Node(nested) => rest.push(*nested),
                }
            }
        }
        found
    }

    /// What the awards in these leaves are worth together at most.
    fn most(&self, leaves: &[usize], counts: &dyn Fn(&Award) -> bool) -> Credits {
        let mut worth: FxHashMap<u32, Credits> = FxHashMap::default();
        for place in leaves.iter().flat_map(|leaf| &self.problem.leaves[*leaf].places) {
            if counts(self.holdings.award(place.award)) {
                let most = worth.entry(place.award).or_default();
                *most = place.credits.max(*most);
            }
        }
        worth.into_values().sum()
    }

    fn too_few_credits(&self, nodes: &[usize]) -> Option<Proof> {
        let demand: Credits =
            nodes.iter().filter_map(|node| self.rules(*node).credits).map(|range| range.min).sum();
        let leaves: FxHashSet<usize> = nodes.iter().flat_map(|node| self.leaves(*node)).collect();
        let available = self.most(&leaves.into_iter().collect::<Vec<_>>(), &|_| true);
        let conditions = nodes.iter().map(|node| self.rules(*node).id.clone()).collect();
        (available < demand).then_some(Proof::TooFewCredits { conditions, demand, available })
    }

    /// Two conditions that compete for the same awards.
    fn pairs(&self, asked: &[usize]) -> Option<Proof> {
        let with_credits: Vec<usize> = asked
            .iter()
            .copied()
            .filter(|node| self.rules(*node).credits.is_some())
            .take(MAX_PAIRED)
            .collect();
        with_credits.iter().enumerate().find_map(|(index, one)| {
            let leaves = self.leaves(*one);
            let apart = |other: &&usize| !self.leaves(**other).iter().any(|leaf| leaves.contains(leaf));
            with_credits[index + 1..]
                .iter()
                .filter(apart)
                .find_map(|other| self.too_few_credits(&[*one, *other]))
        })
    }

    fn no_award(&self, node: usize) -> Option<Proof> {
        let mut leaves = self.problem.nodes[node].children.iter().filter_map(|child| match child {
            Child::Leaf(leaf) => Some(&self.problem.leaves[*leaf]),
            Child::Node(_) => None,
        });
        let leaf = leaves.find(|leaf| {
            matches!(leaf.kind, LeafKind::Unit { mandatory: true, .. }) && leaf.places.is_empty()
        });
        leaf.map(|leaf| Proof::NoAwardFor { target: leaf.target.id().clone() })
    }

    fn too_few_outcomes(&self, node: usize) -> Option<Proof> {
        let node = &self.problem.nodes[node];
        let mut leaves = node.children.iter().filter_map(|child| match child {
            Child::Leaf(leaf) if !node.optional => Some(*leaf),
            _ => None,
        });
        leaves.find_map(|leaf| self.outcomes_out_of_reach(leaf))
    }

    fn outcomes_out_of_reach(&self, leaf: usize) -> Option<Proof> {
        let leaf = &self.problem.leaves[leaf];
        let Target::Outcomes(outcomes) = leaf.target else { return None };
        let awards = leaf.places.iter().map(|place| self.holdings.award(place.award));
        let available = awards.fold(0, |shown, award| shown | mask(outcomes, award)).count_ones() as u16;
        (available < outcomes.required)
            .then(|| Proof::TooFewOutcomes { target: outcomes.id.clone(), available })
    }

    fn too_few_targets(&self, node: usize) -> Option<Proof> {
        let node = &self.problem.nodes[node];
        let can = node.children.iter().filter(|child| match child {
            Child::Node(_) => true,
            Child::Leaf(leaf) => {
                let leaf = &self.problem.leaves[*leaf];
                matches!(leaf.kind, LeafKind::Outcomes { .. }) || !leaf.places.is_empty()
            }
        });
        let available = can.count() as u16;
        (available < node.least).then(|| Proof::TooFewTargets { condition: node.rules.id.clone(), available })
    }

    fn floor_out_of_reach(&self, node: usize) -> Option<Proof> {
        let rules = self.rules(node);
        (0..).zip(&rules.constraints).find_map(|(number, constraint)| {
            let (least, counts) = floor_of(rules, constraint)?;
            let available = self.most(&self.leaves(node), &counts);
            let condition = rules.id.clone();
            (available < least).then_some(Proof::FloorOutOfReach { condition, constraint: number, available })
        })
    }

    fn no_such_sum(&self, node: usize) -> Option<Proof> {
        let rules = self.rules(node);
        let range = rules.credits?;
        let mut sums = FxHashSet::from_iter([Credits::ZERO]);
        for leaf in self.leaves(node) {
            let leaf = &self.problem.leaves[leaf];
            let mut here = FxHashSet::from_iter([Credits::ZERO]);
            for place in &leaf.places {
                match leaf.target {
                    Target::OpenSlot(slot) => {
                        let room = |sum: &Credits| slot.credits.max.is_none_or(|max| *sum <= max);
                        let more: Vec<_> = here.iter().map(|sum| *sum + place.credits).filter(room).collect();
                        here.extend(more);
                    }
                    _ => drop(here.insert(place.credits)),
                }
                if here.len() > limits::MAX_SUMS {
                    return None;
                }
            }
            let room = |sum: &Credits| range.max.is_none_or(|max| *sum <= max);
            sums = sums.iter().flat_map(|sum| here.iter().map(|more| *sum + *more)).filter(room).collect();
            if sums.len() > limits::MAX_SUMS {
                return None;
            }
        }
        let none = !sums.iter().any(|sum| *sum >= range.min);
        none.then(|| Proof::NoSuchSum { condition: rules.id.clone() })
    }

    fn no_choice(&self, node: usize) -> Option<Proof> {
        let node = &self.problem.nodes[node];
        if !node.optional {
            return None;
        }
        let because = |child: &Child| match child {
            Child::Node(nested) => Some((&self.rules(*nested).id, self.impossible(*nested)?)),
            Child::Leaf(leaf) => {
                let id = self.problem.leaves[*leaf].target.id();
                match self.problem.leaves[*leaf].kind {
                    LeafKind::Outcomes { .. } => Some((id, self.outcomes_out_of_reach(*leaf)?)),
                    _ if self.problem.leaves[*leaf].places.is_empty() => {
                        Some((id, Proof::NoAwardFor { target: id.clone() }))
                    }
                    _ => None,
                }
            }
        };
        let each: Vec<_> = node
            .children
            .iter()
            .filter_map(because)
            .map(|(target, because)| Impossible { target: target.clone(), because })
            .collect();
        let left = node.children.len() - each.len();
        (left < usize::from(node.least)).then(|| Proof::NoChoice { condition: node.rules.id.clone(), each })
    }
}

/// Conditions that are tried in pairs.
const MAX_PAIRED: usize = 24;
