//! An award as a target asks for it.

use jiff::civil::Date;

use crate::{
    award::{Assessment, Award, AwardCredits, AwardId, AwardOutcome, Kind, Verdict},
    credits::Credits,
    qualification::{Condition, Constraint, CreditRange, NodeId, OpenSlot, Outcome, Qualification, Target},
};

/// The award that somebody would have who earned `target` on `date`, exactly as the rules ask: with its code, its level
/// and assessment, and `credits`, or as few as it takes. `None`: there is no such unit, slot or outcomes target.
pub(super) fn earned(
    qualification: &Qualification,
    target: &NodeId,
    credits: Option<Credits>,
    date: Date,
) -> Option<Award> {
    let mut around = Vec::new();
    let found = find(&qualification.root, target, &mut around)?;
    let own = &qualification.credit_framework;
    let id = format!("what-if:{target}");
    let mut award = Award {
        id: AwardId(id.clone()),
        codes: vec![id],
        title: String::new(),
        credits: None,
        eqf_level: qualification.eqf_level,
        kind: Kind::Formal,
        awarded_by: None,
        awarded_on: Some(date),
        valid_until: None,
        grade: qualification.grade_scale.last().cloned(),
        outcomes: Vec::new(),
        assessment: None,
        accredited_by: None,
        counted_in: Vec::new(),
        verdict: Verdict::Verified,
        verdict_code: None,
        parent: None,
        credential: None,
    };
    for constraint in around.iter().flat_map(|condition| &condition.constraints) {
        oblige(&mut award, constraint);
    }
    match found {
        Target::Condition(_) => return None,
        Target::Unit(unit) => {
            award.codes = vec![unit.code.clone()];
            award.credits = unit.credits.map(|range| worth(credits.unwrap_or(range.min), own));
        }
        Target::OpenSlot(slot) => suit(&mut award, slot, credits, own),
        Target::Outcomes(outcomes) => {
            let proven = |item: &Outcome| AwardOutcome { uri: item.uri.clone(), level: item.min_level };
            award.outcomes = outcomes.items.iter().map(proven).collect();
        }
    }
    Some(award)
}

/// The target, and the conditions around it.
fn find<'a>(condition: &'a Condition, id: &NodeId, around: &mut Vec<&'a Condition>) -> Option<&'a Target> {
    around.push(condition);
    for target in &condition.targets {
        if target.id() == id {
            return Some(target);
        }
        if let Target::Condition(nested) = target
            && let Some(found) = find(nested, id, around)
        {
            return Some(found);
        }
    }
    around.pop();
    None
}

/// Gives the award what a constraint asks of a single one.
fn oblige(award: &mut Award, constraint: &Constraint) {
    match constraint {
        Constraint::LevelShare(rule) => award.eqf_level = award.eqf_level.max(Some(rule.min_eqf)),
        Constraint::AwardingBodyShare(rule) => award.awarded_by = rule.bodies.first().cloned(),
        Constraint::Accredited(rule) => {
            let scheme = rule.scheme.clone().unwrap_or_else(|| award.id.0.clone());
            award.accredited_by.get_or_insert_default().push(scheme);
        }
        Constraint::AssessmentKind(rule) => assessed(award).kind = rule.kinds.first().cloned(),
        Constraint::AssessorKinds(rule) => assessed(award).assessors.extend(rule.kinds.iter().cloned()),
        Constraint::PriorLearningCap(_)
        | Constraint::NonFormalCap(_)
        | Constraint::Recency(_)
        | Constraint::MinGrade(_)
        | Constraint::MutuallyExclusive(_)
        | Constraint::Prerequisite(_)
        | Constraint::SharingLimit(_) => {}
    }
}

fn assessed(award: &mut Award) -> &mut Assessment {
    award.assessment.get_or_insert(Assessment { kind: None, assessors: Vec::new() })
}

/// Gives the award what a slot accepts.
fn suit(award: &mut Award, slot: &OpenSlot, credits: Option<Credits>, own: &str) {
    let accepts = &slot.accepts;
    if let Some(code) = accepts.codes.first() {
        award.codes = vec![code.clone()];
    }
    award.eqf_level = award.eqf_level.max(accepts.min_eqf);
    award.kind = accepts.kinds.first().copied().unwrap_or(award.kind);
    award.awarded_by = accepts.awarded_by.first().cloned().or(award.awarded_by.take());
    let takes_own = accepts.frameworks.is_empty() || accepts.frameworks.iter().any(|one| one == own);
    let framework = if takes_own { own } else { &accepts.frameworks[0] };
    award.credits = Some(worth(credits.unwrap_or_else(|| least(slot.credits)), framework));
}

/// The least that a slot takes: its minimum, or one credit if it asks for nothing.
fn least(range: CreditRange) -> Credits {
    let one = Credits::whole(1);
    if range.min > Credits::ZERO { range.min } else { range.max.map_or(one, |max| max.min(one)) }
}

fn worth(value: Credits, framework: &str) -> AwardCredits {
    AwardCredits { value, framework: framework.to_owned() }
}
