//! Confirms an answer from the rules alone. It shares no code with the solver, only the types.

mod fault;
mod fits;
mod measure;
mod proof;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    award::{Award, AwardId},
    credits::Credits,
    plan::{self, Outlook, Plan, Proof},
    qualification::{NodeId, Target},
    question::{Question, Refused},
};
use fault::Faults;
use fits::{Fit, Leaf};
use tally::Tally;

pub use fault::{Fault, What};
pub use tally::shortfall_of;

/// What was confirmed about an answer. In every case: each award counts once, where the rules let it, no rule is
/// broken, and the sums and deficits are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Confirmed {
    /// The rules are met.
    Met,
    /// They are not, and the proof holds.
    NotMet,
    /// They are not by this assignment. That no other meets them rests on the solver's search.
    NotMetBySearch,
    /// Something open remains, so that nothing is claimed.
    Unknown,
}

/// Confirms that `plan` answers `question`: the assignment obeys every rule, the sums and deficits are right, and
/// a claim that the rules cannot be met is proven. Not checked: that no other assignment misses less, and the
/// next steps.
///
/// # Errors
/// Everything that is wrong, if anything is.
pub fn check(question: &Question<'_>, plan: &Plan) -> Result<Confirmed, Vec<Fault>> {
    let mut faults = Faults::default();
    if let Err(
        refused @ (Refused::DuplicateAward(_) | Refused::PartOfItself(_) | Refused::TooManyAwards(_)),
    ) = question.refuse_nonsense()
    {
        faults.note(What::Question, &refused);
        return Err(faults.found);
    }
    let rules = &plan.qualification;
    let asked = question.qualification;
    if plan.format != plan::FORMAT
        || rules.id != asked.id
        || rules.version != asked.version
        || rules.title != asked.title
    {
        faults.note(What::OtherRules, &rules.id);
    }
    if plan.inputs_sha256 != question.sha256() {
        faults.note(What::OtherInputs, &plan.inputs_sha256);
    }
    let leaves = Leaf::all_of(&question.qualification.root);
    let held = placed(question, plan, &leaves, &mut faults);
    complete(question, plan, &leaves, &mut faults);
    apart(&held, question, &mut faults);
    let tally = Tally::of(question, &held, &plan.choices, &mut faults);
    if tally.credits != plan.credits {
        faults.note(What::WrongSum, &plan.credits);
    }
    if tally.deficits != plan.deficits || tally.shortfall.credits != plan.missing_credits {
        faults.note(What::WrongDeficits, &"");
    }
    let confirmed = concluded(question, plan, &tally, &leaves, &mut faults);
    if faults.found.is_empty() { Ok(confirmed) } else { Err(faults.found) }
}

/// The units, slots and outcomes targets that award number `award` of the question fits, each for itself.
#[must_use]
pub fn fitting(question: &Question<'_>, award: usize) -> Vec<NodeId> {
    let Some(award) = question.awards.get(award) else { return Vec::new() };
    let leaves = Leaf::all_of(&question.qualification.root);
    let fits = leaves.iter().filter(|leaf| matches!(leaf.fit(question, award), Fit::Yes { .. }));
    fits.map(|leaf| leaf.target.id().clone()).collect()
}

/// An award in its place.
#[derive(Debug, Clone, Copy)]
struct Held<'a> {
    award: &'a Award,
    target: &'a Target,
    credits: Credits,
}

/// Each counted award, in a target that it fits, with the right credits.
fn placed<'a>(
    question: &Question<'a>,
    plan: &Plan,
    leaves: &[Leaf<'a>],
    faults: &mut Faults,
) -> Vec<Held<'a>> {
    let awards: BTreeMap<&AwardId, &'a Award> =
        question.awards.iter().map(|award| (&award.id, award)).collect();
    let targets: BTreeMap<&NodeId, &Leaf<'a>> = leaves.iter().map(|leaf| (leaf.target.id(), leaf)).collect();
    let mut held = Vec::new();
    for assigned in &plan.assignment {
        let Some(award) = awards.get(&assigned.award) else {
            faults.note(What::UnknownAward, &assigned.award);
            continue;
        };
        let Some(leaf) = targets.get(&assigned.target) else {
            faults.note(What::UnknownTarget, &assigned.target);
            continue;
        };
        match leaf.fit(question, award) {
            Fit::Yes { credits, by }
                if credits == assigned.credits && by == assigned.equivalence.as_deref() => {}
            Fit::Yes { .. } => faults.note(What::WrongCredits, &award.id),
            Fit::Open { .. } | Fit::No => faults.note(What::DoesNotFit, &award.id),
        }
        held.push(Held { award, target: leaf.target, credits: assigned.credits });
    }
    held
}

/// Every award is spoken about, once; one that is said to be open is.
fn complete(question: &Question<'_>, plan: &Plan, leaves: &[Leaf<'_>], faults: &mut Faults) {
    let known: BTreeMap<_, _> = question.awards.iter().map(|award| (&award.id, award)).collect();
    let mut named = BTreeSet::new();
    for id in plan.assignment.iter().map(|one| &one.award).chain(plan.unused.iter().map(|one| &one.award)) {
        if !named.insert(id) {
            faults.note(What::AwardTwice, id);
        }
    }
    for id in known.keys().filter(|id| !named.contains(*id)) {
        faults.note(What::AwardLost, id);
    }
    for unused in &plan.unused {
        let Some(award) = known.get(&unused.award) else {
            faults.note(What::UnknownAward, &unused.award);
            continue;
        };
        let mut fits = leaves.iter().map(|leaf| leaf.fit(question, award));
        let open = unused.reason.is_open();
        if open && fits.any(|fit| matches!(fit, Fit::Yes { .. })) {
            faults.note(What::WrongReason, &unused.award);
        }
    }
}

/// No unit twice, and nothing together with its own part.
fn apart(held: &[Held<'_>], question: &Question<'_>, faults: &mut Faults) {
    let parents: BTreeMap<_, _> =
        question.awards.iter().map(|award| (&award.id, award.parent.as_ref())).collect();
    let counted: BTreeSet<_> = held.iter().map(|one| &one.award.id).collect();
    for (index, one) in held.iter().enumerate() {
        let codes = fits::codes(question, one.award);
        for other in &held[index + 1..] {
            if fits::codes(question, other.award).iter().any(|code| codes.contains(code)) {
                faults.note(What::SameUnit, &other.award.id);
            }
            if matches!(one.target, Target::Unit(_)) && one.target.id() == other.target.id() {
                faults.note(What::UnitTwice, one.target.id());
            }
        }
        let mut above = one.award.parent.as_ref();
        while let Some(id) = above {
            if counted.contains(id) {
                faults.note(What::Nested, &one.award.id);
            }
            above = parents.get(id).copied().flatten();
        }
    }
}

/// Whether the result follows from what was found.
fn concluded(
    question: &Question<'_>,
    plan: &Plan,
    tally: &Tally,
    leaves: &[Leaf<'_>],
    faults: &mut Faults,
) -> Confirmed {
    let met = tally.deficits.is_empty();
    if plan.bound > tally.shortfall || (plan.proven_best && plan.bound != tally.shortfall) {
        faults.note(What::WrongBound, &"");
    }
    if (plan.proof.is_some() != (plan.result == Outlook::NotMet)) || (met && plan.result != Outlook::Met) {
        faults.note(What::WrongResult, &"");
    }
    match plan.result {
        Outlook::Met => {
            if !met {
                faults.note(What::WrongResult, &"met");
            }
            Confirmed::Met
        }
        Outlook::Unknown => {
            if plan.open_questions.is_empty() {
                faults.note(What::WrongResult, &"unknown");
            }
            for open in plan.open_questions.iter().filter_map(|open| open.award.as_ref()) {
                let award = question.awards.iter().find(|award| award.id == *open);
                let is_open =
                    |award| leaves.iter().any(|leaf| matches!(leaf.fit(question, award), Fit::Open { .. }));
                if !award.is_some_and(is_open) {
                    faults.note(What::WrongResult, open);
                }
            }
            Confirmed::Unknown
        }
        Outlook::NotMet => match &plan.proof {
            Some(Proof::Searched) if plan.proven_best && !fits::any_without_credits(question, leaves) => {
                Confirmed::NotMetBySearch
            }
            Some(proof) if proof::holds(question, &question.qualification.root, proof) => Confirmed::NotMet,
            _ => {
                faults.note(What::WrongProof, &"");
                Confirmed::NotMet
            }
        },
    }
}
