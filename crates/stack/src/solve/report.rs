//! From a solution back to awards, targets and reasons.

use rustc_hash::FxHashMap;

use super::{
    Sums,
    fitting::{Holdings, Place, mask},
    measure::floor_of,
    problem::{Child, LeafKind, Problem},
    relax::{Pursued, Relaxed},
};
use crate::{
    credits::Credits,
    plan::{Assigned, Deficit, MissingShare, OpenQuestion},
    qualification::{NodeId, Target},
};

/// Which awards are in which leaf.
pub(super) struct Filled<'p, 'a> {
    pub(super) problem: &'p Problem<'a>,
    pub(super) holdings: &'p Holdings<'a>,
    /// By leaf, each by award.
    pub(super) leaves: Vec<Vec<Place<'a>>>,
    /// By node and leaf: whether it counts that nothing is in it.
    pub(super) in_play: (Vec<bool>, Vec<bool>),
}

impl<'p, 'a> Filled<'p, 'a> {
    pub(super) fn of(problem: &'p Problem<'a>, holdings: &'p Holdings<'a>, solution: &Relaxed) -> Self {
        let mut leaves: Vec<Vec<Place<'a>>> = vec![Vec::new(); problem.leaves.len()];
        let mut given: FxHashMap<usize, usize> = FxHashMap::default();
        let mut uses = solution.uses.clone();
        uses.sort_unstable();
        for (leaf, class, number) in uses {
            let from = given.entry(class).or_default();
            let to = *from + usize::from(number);
            for award in &problem.classes[class].awards[*from..to] {
                leaves[leaf].extend(problem.leaves[leaf].places.iter().find(|place| place.award == *award));
            }
            *from = to;
        }
        leaves.iter_mut().for_each(|places| places.sort_by_key(|place| place.award));
        let mut filled = Self {
            problem,
            holdings,
            leaves,
            in_play: (vec![false; problem.nodes.len()], vec![false; problem.leaves.len()]),
        };
        filled.play(0, solution);
        filled
    }

    fn play(&mut self, node: usize, solution: &Relaxed) {
        self.in_play.0[node] = true;
        let optional = self.problem.nodes[node].optional;
        for child in &self.problem.nodes[node].children {
            match *child {
                Child::Node(nested) => {
                    if !optional || solution.pursued.contains(&Pursued::Node(nested)) {
                        self.play(nested, solution);
                    }
                }
                Child::Leaf(leaf) => {
                    let outcomes = matches!(self.problem.leaves[leaf].kind, LeafKind::Outcomes { .. });
                    let pursued = solution.pursued.contains(&Pursued::Leaf(leaf));
                    self.in_play.1[leaf] = !outcomes || !optional || pursued;
                }
            }
        }
    }

    /// Ids of what is pursued where there is a choice, in the order of the rules.
    pub(super) fn choices(&self, solution: &Relaxed) -> Vec<NodeId> {
        let chosen = solution.pursued.iter().map(|one| match one {
            Pursued::Node(node) => self.problem.nodes[*node].rules.id.clone(),
            Pursued::Leaf(leaf) => self.problem.leaves[*leaf].target.id().clone(),
        });
        chosen.collect()
    }

    pub(super) fn assignment(&self) -> Vec<Assigned> {
        let mut all = Vec::new();
        for (leaf, places) in self.problem.leaves.iter().zip(&self.leaves) {
            all.extend(places.iter().map(|place| Assigned {
                award: self.holdings.award(place.award).id.clone(),
                target: leaf.target.id().clone(),
                credits: place.credits,
                equivalence: place.by.map(str::to_owned),
            }));
        }
        all
    }

    /// Credits that count.
    pub(super) fn credits(&self) -> Credits {
        self.leaves.iter().flatten().map(|place| place.credits).sum()
    }

    /// Awards that count although something about them is open.
    pub(super) fn open_questions(&self) -> Vec<OpenQuestion> {
        let mut open: Vec<_> = self.leaves.iter().flatten().filter(|place| place.open.is_some()).collect();
        open.sort_by_key(|place| place.award);
        let question = |place: &&Place<'_>| OpenQuestion {
            award: Some(self.holdings.award(place.award).id.clone()),
            reason: place.open,
        };
        open.iter().map(question).collect()
    }

    /// What is missing, in the order of the rules, and the sums.
    pub(super) fn deficits(&self) -> (Vec<Deficit>, Sums) {
        let mut found = Vec::new();
        let (sums, _) = self.missing_in(0, &mut found);
        (found, sums)
    }

    fn missing_in(&self, index: usize, found: &mut Vec<Deficit>) -> (Sums, Vec<Place<'a>>) {
        let node = &self.problem.nodes[index];
        let place = found.len();
        let mut sums = Sums::default();
        let mut held = Vec::new();
        let mut count = 0_u16;
        let mut deficit = no_deficit(&node.rules.id);
        for child in &node.children {
            match *child {
                Child::Node(nested) if !self.in_play.0[nested] => {}
                Child::Node(nested) => {
                    count += 1;
                    let (inner, more) = self.missing_in(nested, found);
                    sums.need = sums.need + inner.need;
                    sums.mandatory += inner.mandatory;
                    sums.number += inner.number;
                    held.extend(more);
                }
                Child::Leaf(leaf) => {
                    let places = &self.leaves[leaf];
                    let nests = matches!(self.problem.leaves[leaf].kind, LeafKind::Outcomes { .. });
                    count += u16::from(!places.is_empty() || nests && self.in_play.1[leaf]);
                    self.missing_at(leaf, &mut sums, &mut deficit, found);
                    held.extend(places.iter().copied());
                }
            }
        }
        sums.credits = held.iter().map(|place| place.credits).sum();
        deficit.missing_number = node.least.saturating_sub(count);
        let short = node.rules.credits.map_or(Credits::ZERO, |range| range.min.less(sums.credits));
        sums.need = sums.need.max(short);
        for (number, constraint) in (0..).zip(&node.rules.constraints) {
            let Some((least, counts)) = floor_of(node.rules, constraint) else { continue };
            let counted = held.iter().filter(|place| counts(self.holdings.award(place.award)));
            let credits = least.less(counted.map(|place| place.credits).sum());
            if credits > Credits::ZERO {
                deficit.missing_share.push(MissingShare { constraint: number, credits });
                sums.need = sums.need.max(credits);
            }
        }
        sums.mandatory += deficit.missing_mandatory.len() as u16;
        sums.number += deficit.missing_number;
        deficit.missing_credits = sums.need;
        if deficit != no_deficit(&node.rules.id) {
            found.insert(place, deficit);
        }
        (sums, held)
    }

    fn missing_at(&self, leaf: usize, sums: &mut Sums, around: &mut Deficit, found: &mut Vec<Deficit>) {
        let places = &self.leaves[leaf];
        match self.problem.leaves[leaf].target {
            Target::Condition(_) => {}
            Target::Unit(unit) => {
                if unit.mandatory && places.is_empty() {
                    around.missing_mandatory.push(unit.id.clone());
                    sums.need = sums.need + unit.credits.map_or(Credits::ZERO, |range| range.min);
                }
            }
            Target::OpenSlot(slot) => {
                let held: Credits = places.iter().map(|place| place.credits).sum();
                let missing_credits = slot.credits.min.less(held);
                if !places.is_empty() && missing_credits > Credits::ZERO {
                    sums.need = sums.need + missing_credits;
                    found.push(Deficit { missing_credits, ..no_deficit(&slot.id) });
                }
            }
            Target::Outcomes(outcomes) => {
                let shown = self.shown(leaf);
                let missing_number = outcomes.required.saturating_sub(shown.count_ones() as u16);
                if self.in_play.1[leaf] && missing_number > 0 {
                    let missing = outcomes.items.iter().enumerate().filter(|(bit, _)| shown >> bit & 1 == 0);
                    let missing_outcomes = missing.map(|(_, item)| item.uri.clone()).collect();
                    sums.number += missing_number;
                    found.push(Deficit { missing_number, missing_outcomes, ..no_deficit(&outcomes.id) });
                }
            }
        }
    }

    /// The outcomes that the awards in a leaf prove, as bits.
    pub(super) fn shown(&self, leaf: usize) -> u128 {
        let Target::Outcomes(outcomes) = self.problem.leaves[leaf].target else { return 0 };
        self.leaves[leaf]
            .iter()
            .fold(0, |shown, place| shown | mask(outcomes, self.holdings.award(place.award)))
    }
}

fn no_deficit(condition: &NodeId) -> Deficit {
    Deficit {
        condition: condition.clone(),
        missing_credits: Credits::ZERO,
        missing_number: 0,
        missing_mandatory: Vec::new(),
        missing_share: Vec::new(),
        missing_outcomes: Vec::new(),
    }
}
