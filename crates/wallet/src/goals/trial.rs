//! Something that is not earned yet, counted as if it were.

use stack::qualification::{NodeId, Qualification};
use stack::{Change, Credits, Scenario};

use super::asked::Trial;
use super::index::{Index, Node};
use super::telling::plain;
use crate::fault::WalletFault;

/// Adds an award for the target, as the rules ask it.
pub(super) fn earn(
    scenario: &mut Scenario,
    published: &Qualification,
    trial: &Trial,
) -> Result<(), WalletFault> {
    let unknown = || WalletFault::GoalPartUnknown { part: trial.target.clone() };
    let index = Index::of(published);
    let id = NodeId(trial.target.clone());
    // An outcome is named by its address, and stands for the target that asks it.
    let (target, only) = match (index.node(&id), index.asking(&trial.target)) {
        (Some(Node::Condition(_)), _) | (None, None) => return Err(unknown()),
        (Some(_), _) => (id, trial.outcomes.as_slice()),
        (None, Some(asking)) => (asking.id.clone(), std::slice::from_ref(&trial.target)),
    };
    let stated = trial.credits.as_deref().map(str::parse::<Credits>).transpose();
    let credits = stated.map_err(|_| unknown())?;
    scenario.change(Change::Earn { target: target.clone(), credits })?;
    if let Some(award) = scenario.awards.last_mut() {
        award.title = plain(&index.name(&target));
        award.outcomes.retain(|outcome| only.is_empty() || only.contains(&outcome.uri));
    }
    Ok(())
}

/// Ids of awards that are tried out begin so; records are hexadecimal, so none of theirs does.
pub(super) const PREFIX: &str = "what-if:";
