//! What to earn: the cheapest ways to meet the rules.

use std::collections::BTreeSet;

use super::{
    budget::{Budget, Work},
    fitting::Holdings,
    problem::{LeafKind, Problem},
    relax::{Decisions, Value},
    report::Filled,
    search::{Found, Goal, search},
};
use crate::{
    limits,
    plan::{Addition, NextStep},
    qualification::Target,
    question::Refused,
};

/// The cheapest ways that differ in what is earned, the cheapest first: by credits, then by number. None that only adds
/// to another. Each unit is earned as itself: what would count only by a decision of recognition is not proposed.
pub(super) fn steps(
    problem: &Problem<'_>,
    holdings: &Holdings<'_>,
    budget: &Budget<'_>,
) -> Result<Vec<NextStep>, Refused> {
    let work = &mut Work::within(budget);
    let mut ways = Vec::new();
    let mut tried = BTreeSet::new();
    tried.extend(way(problem, BTreeSet::new(), work)?.map(|way| ways.push(way)).map(|()| BTreeSet::new()));
    let mut steps: Vec<NextStep> = Vec::new();
    while steps.len() < limits::MAX_NEXT_STEPS && !ways.is_empty() {
        let cheapest =
            (0..ways.len()).min_by_key(|index| (ways[*index].found.solution.value, *index)).unwrap_or(0);
        let Way { found, without } = ways.remove(cheapest);
        let step = step(problem, holdings, &found);
        if steps.contains(&step) {
            continue;
        }
        steps.push(step);
        if steps.len() == limits::MAX_NEXT_STEPS {
            break;
        }
        // Any other way does without something that this one earns.
        for (leaf, _) in &found.solution.earned {
            let mut without = without.clone();
            if without.insert(*leaf) && tried.insert(without.clone()) {
                ways.extend(way(problem, without, work)?);
            }
        }
    }
    Ok(steps)
}

struct Way {
    found: Found,
    /// Leaves in which nothing is earned.
    without: BTreeSet<usize>,
}

/// The cheapest way that earns nothing in these leaves; only if it is proven to be.
fn way(problem: &Problem<'_>, without: BTreeSet<usize>, work: &mut Work<'_>) -> Result<Option<Way>, Refused> {
    let start =
        Decisions { earning: true, unearned: without.iter().copied().collect(), ..Decisions::default() };
    let found = search(problem, start, Goal::Met, work)?;
    Ok(found
        .filter(|found| found.proven && Value::is_met(found.solution.value))
        .map(|found| Way { found, without }))
}

fn step(problem: &Problem<'_>, holdings: &Holdings<'_>, found: &Found) -> NextStep {
    let filled = Filled::of(problem, holdings, &found.solution);
    let mut earned = found.solution.earned.clone();
    earned.sort_unstable();
    let add: Vec<Addition> =
        earned.iter().map(|(leaf, steps)| addition(problem, &filled, *leaf, *steps)).collect();
    NextStep { cost: add.iter().map(|one| one.credits).sum(), add }
}

fn addition(problem: &Problem<'_>, filled: &Filled<'_, '_>, leaf: usize, steps: u32) -> Addition {
    let target = problem.leaves[leaf].target;
    let outcomes = match target {
        Target::Outcomes(outcomes) => {
            let shown = filled.shown(leaf);
            let missing = outcomes.items.iter().enumerate().filter(|(bit, _)| shown >> bit & 1 == 0);
            missing.take(steps as usize).map(|(_, item)| item.uri.clone()).collect()
        }
        _ => Vec::new(),
    };
    let code = match target {
        Target::Unit(unit) => Some(unit.code.clone()),
        _ => None,
    };
    let credits = match problem.leaves[leaf].kind {
        LeafKind::Outcomes { .. } => crate::credits::Credits::ZERO,
        LeafKind::Unit { .. } | LeafKind::Slot { .. } => problem.credits(steps),
    };
    Addition { target: target.id().clone(), code, credits, outcomes }
}
