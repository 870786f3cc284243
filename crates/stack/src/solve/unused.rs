//! Why an award does not count: the most telling of all reasons.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    fitting::{OwnUnits, Place},
    problem::{Child, LeafKind},
    report::Filled,
};
use crate::{
    award::AwardId,
    plan::{Reason, Unused},
};

impl<'a> Filled<'_, 'a> {
    /// Every award that does not count, and why.
    pub(super) fn unused(&self) -> Vec<Unused> {
        let own = OwnUnits::of(&self.holdings.question.qualification.root);
        let counted: FxHashSet<u32> = self.leaves.iter().flatten().map(|place| place.award).collect();
        let mut by_code: FxHashMap<&str, u32> = FxHashMap::default();
        for award in &counted {
            by_code.extend(
                self.holdings.codes(self.holdings.award(*award)).into_iter().map(|code| (code, *award)),
            );
        }
        let related = self.wholes_and_parts(&counted);
        let reachable = self.reachable();
        let mut unused = Vec::new();
        for index in (0..self.holdings.awards.len() as u32).filter(|index| !counted.contains(index)) {
            let award = self.holdings.award(index);
            let (reason, about) = match self.closest(index, &own, &reachable) {
                (reason @ (Reason::Surplus | Reason::OtherChoice | Reason::CreditsNotStated), about) => {
                    let same = self.holdings.codes(award).into_iter().find_map(|code| by_code.get(code));
                    match (same, related.get(&award.id)) {
                        (Some(other), _) => {
                            (Reason::SameUnitCounted, Some(self.holdings.award(*other).id.0.clone()))
                        }
                        (None, Some(other)) => (Reason::NestedCounted, Some(other.0.clone())),
                        (None, None) => (reason, about),
                    }
                }
                (reason @ Reason::CredentialInvalid, _) => (reason, award.verdict_code.clone()),
                other => other,
            };
            unused.push(Unused { award: award.id.clone(), reason, about });
        }
        unused
    }

    /// For awards that contain a counted one, or are inside one: that one.
    fn wholes_and_parts(&self, counted: &FxHashSet<u32>) -> FxHashMap<&'a AwardId, &'a AwardId> {
        let parents: FxHashMap<_, _> =
            self.holdings.awards.iter().map(|award| (&award.id, award.parent.as_ref())).collect();
        let ids: FxHashSet<_> = counted.iter().map(|award| &self.holdings.award(*award).id).collect();
        let mut related = FxHashMap::default();
        for award in &self.holdings.awards {
            let mut above = award.parent.as_ref();
            while let Some(id) = above {
                if ids.contains(id) {
                    related.entry(&award.id).or_insert(id);
                }
                if ids.contains(&award.id) {
                    related.entry(id).or_insert(&award.id);
                }
                above = parents.get(id).copied().flatten();
            }
        }
        related
    }

    /// Leaves in what is pursued.
    fn reachable(&self) -> FxHashSet<usize> {
        let pursued = self.problem.nodes.iter().zip(&self.in_play.0).filter(|(_, in_play)| **in_play);
        let leaves = pursued.flat_map(|(node, _)| &node.children).filter_map(|child| match child {
            Child::Leaf(leaf) => Some(*leaf),
            Child::Node(_) => None,
        });
        leaves.filter(|leaf| self.in_play.1[*leaf]).collect()
    }

    /// The most telling reason, and the target that it is about.
    fn closest(
        &self,
        award: u32,
        own: &OwnUnits<'_>,
        reachable: &FxHashSet<usize>,
    ) -> (Reason, Option<String>) {
        let mut closest = (0, Reason::NoTarget, None);
        for (index, leaf) in self.problem.leaves.iter().enumerate() {
            let reason = match self.holdings.place(award, leaf.target, &leaf.around, own) {
                Ok(Place { open: Some(reason), .. }) | Err(reason) => reason,
                Ok(_) if reachable.contains(&index) => Reason::Surplus,
                Ok(_) => Reason::OtherChoice,
            };
            let rank = match reason {
                Reason::NoTarget => 0,
                Reason::OwnUnit => 1,
                Reason::OtherChoice => 5,
                Reason::Surplus => 6,
                reason if reason.is_open() => 4,
                _ if matches!(leaf.kind, LeafKind::Unit { .. }) => 3,
                _ => 2,
            };
            if rank > closest.0 {
                closest = (rank, reason, Some(leaf.target.id().0.clone()));
            }
        }
        match closest {
            (_, Reason::NoTarget, _) => (self.holdings.standing(award).unwrap_or(Reason::NoTarget), None),
            (_, reason, about) => (reason, about.filter(|_| self.holdings.standing(award) != Some(reason))),
        }
    }
}
