//! What a relaxed solution does that the rules forbid, and how the possibilities are split to forbid it.

use std::collections::BTreeMap;

use super::{
    problem::Problem,
    relax::{Decisions, Relaxed},
};

/// A rule that a relaxed solution breaks.
pub(super) enum Conflict {
    /// A class is used more often than it has awards; so often in this leaf, beside what is fixed there.
    Overused { class: usize, leaf: usize, number: u16 },
    /// This class and one of the others count, and must not.
    Apart { class: usize, others: Vec<usize> },
    /// This leaf and one of the others hold awards, and must not.
    Exclusive { leaf: usize, others: Vec<usize> },
    /// A leaf holds an award without its prerequisite.
    Unprepared { from: usize, to: usize },
    /// A unit is to be earned here, and in the other leaf the same one, or one that stands for it.
    EarnedTwice { leaf: usize, other: usize },
    /// A unit is to be earned here, and an award of it, of this class, counts elsewhere.
    EarnedAgain { leaf: usize, class: usize },
}

impl Conflict {
    /// Two parts of what was possible. Together they hold every solution; neither holds the one at hand.
    pub(super) fn branches(&self, decisions: &Decisions) -> Vec<Decisions> {
        let with = |change: &dyn Fn(&mut Decisions)| {
            let mut changed = decisions.clone();
            change(&mut changed);
            changed
        };
        match self {
            Self::Overused { class, leaf, number } => {
                vec![
                    with(&|decisions| {
                        decisions.most.insert((*class, *leaf), number - 1);
                    }),
                    with(&|decisions| {
                        decisions.fixed.push((*leaf, *class, *number));
                        if let Some(most) = decisions.most.get_mut(&(*class, *leaf)) {
                            *most = most.saturating_sub(*number);
                        }
                    }),
                ]
            }
            Self::Apart { class, others } => {
                vec![with(&|decisions| bar(decisions, &[*class])), with(&|decisions| bar(decisions, others))]
            }
            Self::Exclusive { leaf, others } => vec![
                with(&|decisions| close(decisions, &[*leaf])),
                with(&|decisions| close(decisions, others)),
            ],
            Self::Unprepared { from, to } => vec![
                with(&|decisions| {
                    decisions.filled.insert(*from);
                    decisions.impossible |= decisions.closed.contains(from);
                }),
                with(&|decisions| close(decisions, &[*to])),
            ],
            Self::EarnedTwice { leaf, other } => [leaf, other]
                .map(|leaf| {
                    with(&|decisions| {
                        decisions.unearned.insert(*leaf);
                    })
                })
                .into(),
            Self::EarnedAgain { leaf, class } => vec![
                with(&|decisions| bar(decisions, &[*class])),
                with(&|decisions| {
                    decisions.unearned.insert(*leaf);
                }),
            ],
        }
    }
}

/// Bars classes. If one of them is fixed somewhere, nothing is left of the branch.
fn bar(decisions: &mut Decisions, classes: &[usize]) {
    decisions.barred.extend(classes);
    decisions.impossible |= decisions.fixed.iter().any(|(_, class, _)| classes.contains(class));
}

/// Closes leaves. If something is fixed in one of them, or must be, nothing is left of the branch.
fn close(decisions: &mut Decisions, leaves: &[usize]) {
    decisions.closed.extend(leaves);
    decisions.impossible |= decisions.fixed.iter().any(|(leaf, ..)| leaves.contains(leaf))
        || leaves.iter().any(|leaf| decisions.filled.contains(leaf));
}

/// The first rule that a solution under these decisions breaks, in a fixed order.
pub(super) fn conflict(problem: &Problem<'_>, relaxed: &Relaxed, decisions: &Decisions) -> Option<Conflict> {
    overused(problem, relaxed, decisions)
        .or_else(|| apart(problem, relaxed))
        .or_else(|| exclusive(problem, relaxed))
        .or_else(|| unprepared(problem, relaxed))
        .or_else(|| earned_again(problem, relaxed))
}

fn overused(problem: &Problem<'_>, relaxed: &Relaxed, decisions: &Decisions) -> Option<Conflict> {
    // How often a leaf uses a class: in all, and beside what is fixed.
    let mut uses: BTreeMap<(usize, usize), (u16, u16)> = BTreeMap::new();
    for (leaf, class, number) in &relaxed.uses {
        let (all, free) = uses.entry((*class, *leaf)).or_default();
        *all += number;
        *free += number;
    }
    for (leaf, class, number) in &decisions.fixed {
        if let Some((_, free)) = uses.get_mut(&(*class, *leaf)) {
            *free = free.saturating_sub(*number);
        }
    }
    let uses: Vec<_> = uses.into_iter().collect();
    uses.chunk_by(|((one, _), _), ((other, _), _)| one == other).find_map(|uses| {
        let sum: usize = uses.iter().map(|(_, (all, _))| usize::from(*all)).sum();
        let ((class, leaf), (_, number)) = *uses.iter().max_by_key(|(_, (_, free))| *free)?;
        (sum > problem.classes[class].awards.len()).then_some(Conflict::Overused { class, leaf, number })
    })
}

fn apart(problem: &Problem<'_>, relaxed: &Relaxed) -> Option<Conflict> {
    let uses = |class: &usize| relaxed.uses.iter().any(|(_, used, _)| used == class);
    for clique in &problem.cliques {
        let used: Vec<usize> = clique.iter().copied().filter(uses).collect();
        if used.len() > 1 {
            let others = clique.iter().copied().filter(|class| *class != used[0]).collect();
            return Some(Conflict::Apart { class: used[0], others });
        }
    }
    problem.nested.iter().find_map(|(class, parts)| {
        (uses(class) && parts.iter().any(uses))
            .then(|| Conflict::Apart { class: *class, others: parts.clone() })
    })
}

fn exclusive(problem: &Problem<'_>, relaxed: &Relaxed) -> Option<Conflict> {
    problem.exclusive.iter().find_map(|leaves| {
        let first = leaves.iter().find(|leaf| relaxed.fills(**leaf))?;
        let others: Vec<usize> = leaves.iter().copied().filter(|leaf| leaf != first).collect();
        others.iter().any(|leaf| relaxed.fills(*leaf)).then_some(Conflict::Exclusive { leaf: *first, others })
    })
}

fn unprepared(problem: &Problem<'_>, relaxed: &Relaxed) -> Option<Conflict> {
    let broken = |(from, to): &&(usize, usize)| relaxed.fills(*to) && !relaxed.fills(*from);
    problem.prerequisites.iter().find(broken).map(|(from, to)| Conflict::Unprepared { from: *from, to: *to })
}

fn earned_again(problem: &Problem<'_>, relaxed: &Relaxed) -> Option<Conflict> {
    let same = |one: &[&str], other: &[&str]| one.iter().any(|code| other.contains(code));
    relaxed.earned.iter().enumerate().find_map(|(index, (leaf, _))| {
        let codes = &problem.leaves[*leaf].codes;
        let mut others = relaxed.earned[index + 1..].iter();
        if let Some((other, _)) = others.find(|(other, _)| same(codes, &problem.leaves[*other].codes)) {
            return Some(Conflict::EarnedTwice { leaf: *leaf, other: *other });
        }
        let held = relaxed.uses.iter().find(|(_, class, _)| same(codes, &problem.classes[*class].unit_codes));
        held.map(|(_, class, _)| Conflict::EarnedAgain { leaf: *leaf, class: *class })
    })
}

impl Relaxed {
    /// Whether a leaf holds an award, or is to.
    pub(super) fn fills(&self, leaf: usize) -> bool {
        self.uses.iter().any(|(at, ..)| *at == leaf) || self.earned.iter().any(|(at, _)| *at == leaf)
    }
}
