//! Learning outcomes across awards: what is shown, how far a role card is covered, and what cards have in common.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fitting::{Holdings, OwnUnits, leaves_of, standing};
use crate::{
    award::{Award, AwardId, Level, Policy},
    plan::Reason,
    qualification::{Condition, NodeId, Outcome, Qualification, Target, Words},
    question::Question,
};

/// One outcome, and every award that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skill {
    /// Which.
    pub uri: String,
    /// The highest level that a counting award states.
    pub level: Option<Level>,
    /// The awards, those that count first, each kind by level from the highest, then by id.
    pub proofs: Vec<SkillProof>,
}

/// An award that names an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SkillProof {
    /// Which.
    pub award: AwardId,
    /// At which level, if one is stated.
    pub level: Option<Level>,
    /// Why it does not count, or may not; `None`: it counts.
    pub reason: Option<Reason>,
}

/// How far the outcomes that rules ask for are proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// How many the rules ask for. 0: they ask for none.
    pub required: u32,
    /// How many of those are proven. More than a target requires do not count for another.
    pub proven: u32,
    /// Each outcome, in the order of the rules.
    pub items: Vec<Covered>,
}

/// One outcome that rules ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Covered {
    /// The outcomes target it is of.
    pub target: NodeId,
    /// What is asked.
    pub asked: Outcome,
    /// Whether it is proven.
    pub state: ItemState,
    /// The awards that prove it or, if none does, those that name it at too low a level. By id.
    pub awards: Vec<AwardId>,
}

/// Whether an outcome is proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// By an award that counts.
    Proven,
    /// Awards that count name it, at too low a level or at none.
    LevelTooLow,
    /// It may be, once more is known about an award.
    Open,
    /// It is not.
    Missing,
}

/// An outcome that several cards ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoreOutcome {
    /// Which.
    pub uri: String,
    /// Its name, from the first card that has one.
    pub name: Words,
    /// The highest level that one of them asks for.
    pub min_level: Option<Level>,
    /// Ids of the cards, in the order given.
    pub cards: Vec<String>,
}

/// Every outcome that awards name, by URI. An award that does not count proves nothing, and is told apart.
#[must_use]
pub fn held(awards: &[Award], policy: &Policy) -> Vec<Skill> {
    let mut by_uri: BTreeMap<&str, Vec<SkillProof>> = BTreeMap::new();
    for award in awards {
        let mut levels: BTreeMap<&str, Option<Level>> = BTreeMap::new();
        for outcome in &award.outcomes {
            let level = levels.entry(&outcome.uri).or_default();
            *level = outcome.level.max(*level);
        }
        let reason = standing(policy, award);
        for (uri, level) in levels {
            by_uri.entry(uri).or_default().push(SkillProof { award: award.id.clone(), level, reason });
        }
    }
    let skill = |(uri, mut proofs): (&str, Vec<SkillProof>)| {
        proofs.sort_by(|one, other| {
            let rank = |proof: &SkillProof| (proof.reason.is_some(), std::cmp::Reverse(proof.level));
            rank(one).cmp(&rank(other)).then_with(|| one.award.cmp(&other.award))
        });
        let counting = proofs.iter().filter(|proof| proof.reason.is_none());
        Skill { uri: uri.to_owned(), level: counting.filter_map(|proof| proof.level).max(), proofs }
    };
    by_uri.into_iter().map(skill).collect()
}

/// How far the outcomes that the rules ask for are proven, each for itself. An award may prove outcomes of several targets
/// here; for the result, where it counts once, ask [`solve`](crate::solve()).
#[must_use]
pub fn coverage(question: &Question<'_>) -> Coverage {
    let holdings = Holdings::new(*question);
    let own = OwnUnits::of(&question.qualification.root);
    let mut coverage = Coverage { required: 0, proven: 0, items: Vec::new() };
    for (target, around) in leaves_of(&question.qualification.root) {
        let Target::Outcomes(outcomes) = target else { continue };
        let first = coverage.items.len();
        for item in &outcomes.items {
            let (state, awards) = covered(&holdings, target, &around, &own, item);
            coverage.items.push(Covered { target: outcomes.id.clone(), asked: item.clone(), state, awards });
        }
        let proven = coverage.items[first..].iter().filter(|item| item.state == ItemState::Proven).count();
        coverage.required += u32::from(outcomes.required);
        coverage.proven += u32::from(outcomes.required).min(proven as u32);
    }
    coverage
}

/// What at least `at_least` of the cards ask for: those that most ask for first, then by URI. A card that names an outcome
/// twice counts once.
#[must_use]
pub fn core(cards: &[&Qualification], at_least: usize) -> Vec<CoreOutcome> {
    let mut by_uri: BTreeMap<&str, CoreOutcome> = BTreeMap::new();
    for card in cards {
        for item in items(&card.root) {
            let shared = by_uri.entry(&item.uri).or_insert_with(|| CoreOutcome {
                uri: item.uri.clone(),
                name: Words::new(),
                min_level: None,
                cards: Vec::new(),
            });
            if shared.name.is_empty() {
                shared.name.clone_from(&item.name);
            }
            shared.min_level = shared.min_level.max(item.min_level);
            if shared.cards.last() != Some(&card.id) {
                shared.cards.push(card.id.clone());
            }
        }
    }
    let mut core: Vec<_> = by_uri.into_values().filter(|one| one.cards.len() >= at_least).collect();
    core.sort_by(|one, other| other.cards.len().cmp(&one.cards.len()).then_with(|| one.uri.cmp(&other.uri)));
    core
}

fn covered<'a>(
    holdings: &Holdings<'a>,
    target: &'a Target,
    around: &[&'a Condition],
    own: &OwnUnits<'_>,
    item: &Outcome,
) -> (ItemState, Vec<AwardId>) {
    let mut proven = Vec::new();
    let mut open = Vec::new();
    let mut below = Vec::new();
    for (index, award) in (0..).zip(&holdings.awards) {
        let mut named = award.outcomes.iter().filter(|one| one.uri == item.uri).peekable();
        if named.peek().is_none() {
            continue;
        }
        let reaches = named.any(|one| one.level >= item.min_level);
        match holdings.place(index, target, around, own) {
            Ok(place) if reaches && place.open.is_none() => proven.push(award.id.clone()),
            Ok(_) if reaches => open.push(award.id.clone()),
            Ok(place) if place.open.is_none() => below.push(award.id.clone()),
            Err(Reason::OutcomesNotProven) => below.push(award.id.clone()),
            Ok(_) | Err(_) => {}
        }
    }
    if !proven.is_empty() {
        (ItemState::Proven, proven)
    } else if !open.is_empty() {
        (ItemState::Open, open)
    } else if !below.is_empty() {
        (ItemState::LevelTooLow, below)
    } else {
        (ItemState::Missing, Vec::new())
    }
}

/// The outcomes anywhere below, in the order of the rules.
fn items(root: &Condition) -> Vec<&Outcome> {
    let targets = leaves_of(root).into_iter().filter_map(|(target, _)| match target {
        Target::Outcomes(outcomes) => Some(&outcomes.items),
        _ => None,
    });
    targets.flatten().collect()
}
