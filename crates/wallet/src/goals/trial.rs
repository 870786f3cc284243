//! An award that is not earned yet, made up to see what it would change.

use jiff::civil::Date;
use stack::qualification::{NodeId, Qualification};
use stack::{Award, AwardCredits, AwardId, AwardOutcome, Credits, Kind, Verdict};

use super::asked::Trial;
use super::index::{Index, Node};
use crate::fault::WalletFault;

/// What an award for the target would be like: as the rules ask, awarded on `date`.
pub(super) fn award(
    published: &Qualification,
    date: Date,
    place: usize,
    trial: &Trial,
) -> Result<Award, WalletFault> {
    let unknown = || WalletFault::GoalPartUnknown { part: trial.target.clone() };
    let index = Index::of(published);
    let id = NodeId(trial.target.clone());
    // An outcome is named by its address, and stands for the target that asks it.
    let by_outcome = || index.asking(&trial.target).map(Node::Outcomes);
    let node = index.node(&id).or_else(by_outcome).ok_or_else(unknown)?;
    let least = match node {
        Node::Unit(unit) => unit.credits.map(|range| range.min),
        Node::OpenSlot(slot) => Some(slot.credits.min),
        Node::Outcomes(_) => None,
        Node::Condition(_) => return Err(unknown()),
    };
    let stated = trial.credits.as_deref().map(str::parse::<Credits>).transpose();
    let value = stated.map_err(|_| unknown())?.or(least);
    let framework = published.credit_framework.clone();
    let (codes, kind, eqf, framework, outcomes) = match node {
        Node::Unit(unit) => (vec![unit.code.clone()], None, None, framework, Vec::new()),
        Node::OpenSlot(slot) => {
            let accepts = &slot.accepts;
            let framework = accepts.frameworks.first().cloned().unwrap_or(framework);
            let codes = accepts.codes.first().cloned().into_iter().collect();
            (codes, accepts.kinds.first().copied(), accepts.min_eqf, framework, Vec::new())
        }
        Node::Outcomes(asked) => {
            let all = trial.outcomes.is_empty() && asked.id == id;
            let wanted = |uri: &String| all || *uri == trial.target || trial.outcomes.contains(uri);
            let items = asked.items.iter().filter(|item| wanted(&item.uri));
            let proven = items.map(|item| AwardOutcome { uri: item.uri.clone(), level: item.min_level });
            (Vec::new(), None, None, framework, proven.collect())
        }
        Node::Condition(_) => return Err(unknown()),
    };
    Ok(Award {
        id: AwardId(format!("{PREFIX}{place}")),
        codes,
        title: node.name().pick(&[]).unwrap_or(&trial.target).to_owned(),
        credits: value.map(|value| AwardCredits { value, framework }),
        eqf_level: published.eqf_level.max(eqf),
        kind: kind.unwrap_or(Kind::Formal),
        awarded_by: None,
        awarded_on: Some(date),
        valid_until: None,
        grade: published.grade_scale.last().cloned(),
        outcomes,
        assessment: None,
        accredited_by: None,
        counted_in: Vec::new(),
        verdict: Verdict::Verified,
        verdict_code: None,
        parent: None,
        credential: None,
    })
}

/// Ids of awards that are tried out begin so; records are hexadecimal, so none of theirs does.
pub(super) const PREFIX: &str = "what-if-";
