//! What is missing, in words that a person can act on: deficits and next steps with names.

use std::collections::{BTreeMap, BTreeSet};

use stack::plan::{Deficit, Impossible, Proof};
use stack::qualification::{Condition, NodeId, Target};
use stack::{Credits, Plan};
use vc::view::Text;

use super::index::{Index, Node, said, text};
use super::view::{Addition, Missing, Step};

/// The deficits of a plan where they arise: a group that lacks only what a group in it lacks is left out.
pub(super) fn deficits(index: &Index<'_>, plan: &Plan) -> Vec<Missing> {
    let by_id: BTreeMap<&NodeId, &Deficit> =
        plan.deficits.iter().map(|deficit| (&deficit.condition, deficit)).collect();
    let mut decisive = BTreeSet::new();
    plan.proof.iter().for_each(|proof| named(proof, &mut decisive));
    let own = plan.deficits.iter().filter(|deficit| arises(index, deficit, &by_id));
    own.map(|deficit| Missing {
        id: deficit.condition.0.clone(),
        name: name(index, &deficit.condition),
        credits: deficit.missing_credits.to_string(),
        number: deficit.missing_number,
        mandatory: deficit
            .missing_mandatory
            .iter()
            .filter_map(|id| index.node(id).map(|node| node.offer(id)))
            .collect(),
        outcomes: deficit
            .missing_outcomes
            .iter()
            .map(|uri| outcome(index, &deficit.condition, uri))
            .collect(),
        floors: deficit.missing_share.iter().map(|floor| floor.credits.to_string()).collect(),
        decisive: decisive.contains(&deficit.condition),
    })
    .collect()
}

/// The next steps of a plan.
pub(super) fn steps(index: &Index<'_>, plan: &Plan) -> Vec<Step> {
    let addition = |add: &stack::plan::Addition| Addition {
        target: add.target.0.clone(),
        name: index.name(&add.target),
        code: add.code.clone(),
        credits: add.credits.to_string(),
        outcomes: add.outcomes.iter().map(|uri| outcome(index, &add.target, uri)).collect(),
        mandatory: index.node(&add.target).is_some_and(Node::is_mandatory),
    };
    let step = |step: &stack::plan::NextStep| Step {
        add: step.add.iter().map(addition).collect(),
        cost: step.cost.to_string(),
    };
    plan.next_steps.iter().map(step).collect()
}

/// Whether something is missing in a group itself.
fn arises(index: &Index<'_>, deficit: &Deficit, all: &BTreeMap<&NodeId, &Deficit>) -> bool {
    let counted = deficit.missing_number > 0
        || !deficit.missing_mandatory.is_empty()
        || !deficit.missing_outcomes.is_empty()
        || !deficit.missing_share.is_empty();
    let Some(Node::Condition(condition)) = index.node(&deficit.condition) else { return true };
    let below: Credits = condition
        .targets
        .iter()
        .filter_map(|target| all.get(target.id()))
        .map(|one| one.missing_credits)
        .sum();
    counted || deficit.missing_credits > below
}

/// A name for a group; empty for the whole.
fn name(index: &Index<'_>, id: &NodeId) -> Text {
    index.node(id).map(Node::name).unwrap_or_default()
}

/// The name of an outcome in the target that asks for it, else its address.
fn outcome(index: &Index<'_>, target: &NodeId, uri: &str) -> Text {
    let found = match index.node(target) {
        Some(Node::Outcomes(outcomes)) => outcomes.items.iter().find(|item| item.uri == uri),
        Some(Node::Condition(condition)) => items(condition).find(|item| item.uri == uri),
        _ => None,
    };
    found.map(|item| text(&item.name)).filter(|name| !name.is_empty()).unwrap_or_else(|| said(uri))
}

fn items(condition: &Condition) -> impl Iterator<Item = &stack::qualification::Outcome> {
    condition
        .targets
        .iter()
        .filter_map(|target| match target {
            Target::Outcomes(outcomes) => Some(&outcomes.items),
            _ => None,
        })
        .flatten()
}

/// The parts of the rules that a proof speaks of.
fn named<'a>(proof: &'a Proof, parts: &mut BTreeSet<&'a NodeId>) {
    match proof {
        Proof::TooFewCredits { conditions, .. } => parts.extend(conditions),
        Proof::NoSuchSum { condition }
        | Proof::TooFewTargets { condition, .. }
        | Proof::FloorOutOfReach { condition, .. } => _ = parts.insert(condition),
        Proof::NoAwardFor { target } | Proof::TooFewOutcomes { target, .. } => _ = parts.insert(target),
        Proof::NoChoice { condition, each } => {
            parts.insert(condition);
            for Impossible { because, .. } in each {
                named(because, parts);
            }
        }
        Proof::Searched => {}
    }
}
