//! Branch and bound: whatever the relaxed solution uses twice is told apart, the most promising branch first.

use std::{cmp::Ordering, collections::BinaryHeap};

use super::{
    budget::{Allowance, Spent, Work},
    conflict::conflict,
    problem::Problem,
    relax::{Decisions, Relaxed, Value, relax},
};
use crate::{limits, question::Refused};

/// When a search may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// With the best solution.
    Best,
    /// With the best one that meets the rules, or as soon as it is clear that there is none.
    Met,
}

/// The best that was found.
pub(super) struct Found {
    /// A solution that breaks no rule.
    pub(super) solution: Relaxed,
    /// Nothing has a smaller value than this.
    pub(super) bound: Value,
    /// Whether the solution has that value.
    pub(super) proven: bool,
}

/// Searches from `start`. `None`: there is no solution of the kind that is wanted.
pub(super) fn search(
    problem: &Problem<'_>,
    start: Decisions,
    goal: Goal,
    work: &mut Work<'_>,
) -> Result<Option<Found>, Refused> {
    let mut open = BinaryHeap::new();
    let mut number = 0;
    let mut cut = false;
    let mut parent = None;
    let mut next = vec![start];
    loop {
        let mut spent = work.nodes == 0 && parent.is_some();
        for decisions in next {
            match relax(problem, &decisions, &work.allowance) {
                Ok(Some(relaxed)) => {
                    cut |= relaxed.cut;
                    open.push(Branch { relaxed, decisions, number });
                }
                Ok(None) => {}
                Err(Spent) => spent = true,
            }
            number += 1;
            work.nodes = work.nodes.saturating_sub(1);
        }
        work.go_on()?;
        if spent {
            return Ok(given_up(problem, parent, cut));
        }
        let Some(branch) = open.pop() else { return Ok(None) };
        let bound = if cut { NOTHING_KNOWN } else { branch.relaxed.value };
        if goal == Goal::Met && !bound.is_met() {
            return Ok(None);
        }
        let Some(conflict) = conflict(problem, &branch.relaxed, &branch.decisions) else {
            return Ok(Some(Found { bound, proven: !cut, solution: branch.relaxed }));
        };
        next = conflict.branches(&branch.decisions);
        parent = Some(branch);
    }
}

const NOTHING_KNOWN: Value = Value { missing: 0, need: 0, effort: 0 };

/// The best that is at hand when the work is done and the search is not. The most promising branch bounds all others.
fn given_up(problem: &Problem<'_>, branch: Option<Branch>, cut: bool) -> Option<Found> {
    let bound = branch.as_ref().filter(|_| !cut).map_or(NOTHING_KNOWN, |branch| branch.relaxed.value);
    let solution = branch.and_then(|branch| dive(problem, branch).ok().flatten());
    let solution = solution.or_else(|| nothing(problem))?;
    Some(Found { proven: bound == solution.value, bound, solution })
}

/// Closes the conflicts of a branch one after the other. Every step takes something away, so it ends; not always well.
fn dive(problem: &Problem<'_>, mut branch: Branch) -> Result<Option<Relaxed>, Spent> {
    let allowance = Allowance::of(limits::DIVE_PAIRS);
    while let Some(conflict) = conflict(problem, &branch.relaxed, &branch.decisions) {
        let mut best: Option<Branch> = None;
        for decisions in conflict.branches(&branch.decisions) {
            if let Some(relaxed) = relax(problem, &decisions, &allowance)?
                && best.as_ref().is_none_or(|best| relaxed.value < best.relaxed.value)
            {
                best = Some(Branch { relaxed, decisions, number: 0 });
            }
        }
        let Some(next) = best else { return Ok(None) };
        branch = next;
    }
    Ok(Some(branch.relaxed))
}

/// Nothing counted. It breaks no rule that counting more would obey.
fn nothing(problem: &Problem<'_>) -> Option<Relaxed> {
    let closed = (0..problem.leaves.len()).collect();
    relax(problem, &Decisions { closed, ..Decisions::default() }, &Allowance::of(u64::MAX)).ok().flatten()
}

/// Part of the possibilities, with the best that the relaxed question allows in it.
struct Branch {
    relaxed: Relaxed,
    decisions: Decisions,
    number: u64,
}

impl Ord for Branch {
    /// The greatest is taken first: the smallest value, and of equals the latest.
    fn cmp(&self, other: &Self) -> Ordering {
        other.relaxed.value.cmp(&self.relaxed.value).then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for Branch {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Branch {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Branch {}
