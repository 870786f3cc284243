//! Whether an award may be in a target, read off the rules.

use std::collections::BTreeSet;

use crate::{
    award::{Award, AwardCredits, Kind, Level, Verdict},
    credits::Credits,
    qualification::{Condition, Constraint, CreditRange, Outcomes, Target},
    question::Question,
};

/// A unit, slot or outcomes target, with the conditions around it.
pub(super) struct Leaf<'a> {
    pub(super) target: &'a Target,
    around: Vec<&'a Condition>,
}

/// Whether an award fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit<'a> {
    /// With so many credits, by a decision of recognition or its own code.
    Yes { credits: Credits, by: Option<&'a str> },
    /// Not known. The credits, if they are.
    Open { credits: Option<Credits> },
    /// It does not.
    No,
}

/// Three answers to one rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    Open,
    No,
}

impl<'a> Leaf<'a> {
    pub(super) fn all_of(root: &'a Condition) -> Vec<Self> {
        fn walk<'a>(condition: &'a Condition, around: &[&'a Condition], found: &mut Vec<Leaf<'a>>) {
            let mut around = around.to_vec();
            around.push(condition);
            for target in &condition.targets {
                match target {
                    Target::Condition(nested) => walk(nested, &around, found),
                    _ => found.push(Leaf { target, around: around.clone() }),
                }
            }
        }
        let mut found = Vec::new();
        walk(root, &[], &mut found);
        found
    }

    /// Whether it is anywhere below `condition`.
    pub(super) fn is_below(&self, condition: &Condition) -> bool {
        self.around.iter().any(|one| one.id == condition.id)
    }

    pub(super) fn fit(&self, question: &Question<'a>, award: &Award) -> Fit<'a> {
        let constraints = self.around.iter().flat_map(|condition| &condition.constraints);
        let answers: Vec<_> = std::iter::once(counts(question, award))
            .chain(constraints.map(|constraint| allowed(question, constraint, award)))
            .collect();
        if answers.contains(&Answer::No) {
            return Fit::No;
        }
        match (self.worth(question, award), answers.contains(&Answer::Open)) {
            (Fit::Yes { credits, .. }, true) => Fit::Open { credits: Some(credits) },
            (fit, _) => fit,
        }
    }

    /// What it is worth here, if the award itself counts.
    fn worth(&self, question: &Question<'a>, award: &Award) -> Fit<'a> {
        match self.target {
            Target::Condition(_) => Fit::No,
            Target::Outcomes(outcomes) => match proven(outcomes, award).is_empty() {
                true => Fit::No,
                false => Fit::Yes { credits: Credits::ZERO, by: None },
            },
            Target::OpenSlot(slot) => {
                let accepts = &slot.accepts;
                let Some(credits) = &award.credits else { return Fit::No };
                let own = award.codes.iter().any(|code| names_unit(&question.qualification.root, code));
                let taken = (accepts.frameworks.is_empty()
                    || accepts.frameworks.contains(&credits.framework))
                    && (accepts.kinds.is_empty() || accepts.kinds.contains(&award.kind))
                    && (accepts.codes.is_empty()
                        || accepts.codes.iter().any(|code| award.codes.contains(code)))
                    && (accepts.awarded_by.is_empty()
                        || award.awarded_by.as_ref().is_some_and(|body| accepts.awarded_by.contains(body)))
                    && accepts
                        .min_eqf
                        .is_none_or(|least| award.eqf_level.is_some_and(|level| level >= least))
                    && (accepts.own_units || !own);
                let above_nothing = Credits::from_thousandths(1);
                let range = CreditRange { min: above_nothing, max: slot.credits.max };
                if taken { valued(question, Some(credits), Some(range), None) } else { Fit::No }
            }
            Target::Unit(unit) => {
                let direct = award.codes.contains(&unit.code).then_some((award.credits.as_ref(), None));
                let mut decisions: Vec<_> = question
                    .equivalences
                    .iter()
                    .filter(|one| one.applies(&question.qualification.id, question.policy.date))
                    .filter(|one| one.to == unit.code && award.codes.contains(&one.from))
                    .collect();
                decisions.sort_by(|a, b| a.id.cmp(&b.id));
                let by_decision = decisions
                    .iter()
                    .map(|one| (one.credits.as_ref().or(award.credits.as_ref()), Some(one.id.as_str())));
                let ways: Vec<_> = direct
                    .into_iter()
                    .chain(by_decision)
                    .map(|(credits, by)| valued(question, credits, unit.credits, by))
                    .collect();
                let first = |wanted: fn(&Fit<'_>) -> bool| ways.iter().copied().find(|way| wanted(way));
                first(|way| matches!(way, Fit::Yes { .. }))
                    .or_else(|| first(|way| matches!(way, Fit::Open { .. })))
                    .unwrap_or(Fit::No)
            }
        }
    }
}

/// The codes by which an award is of the same unit as another: its own, and those that it stands for.
pub(super) fn codes<'a>(question: &Question<'a>, award: &'a Award) -> BTreeSet<&'a str> {
    let stands_for = question
        .equivalences
        .iter()
        .filter(|one| one.applies(&question.qualification.id, question.policy.date))
        .filter(|one| award.codes.contains(&one.from))
        .map(|one| one.to.as_str());
    award.codes.iter().map(String::as_str).chain(stands_for).collect()
}

/// Positions of the items that `award` proves.
pub(super) fn proven(outcomes: &Outcomes, award: &Award) -> BTreeSet<usize> {
    let shows = |uri: &str, least: Option<Level>| {
        award.outcomes.iter().any(|one| {
            one.uri == uri && least.is_none_or(|least| one.level.is_some_and(|level| level >= least))
        })
    };
    let items = outcomes.items.iter().enumerate();
    items.filter(|(_, item)| shows(&item.uri, item.min_level)).map(|(index, _)| index).collect()
}

/// Whether some award would fit somewhere, but nobody can say with how many credits.
pub(super) fn any_without_credits(question: &Question<'_>, leaves: &[Leaf<'_>]) -> bool {
    let mut pairs =
        question.awards.iter().flat_map(|award| leaves.iter().map(move |leaf| leaf.fit(question, award)));
    pairs.any(|fit| fit == Fit::Open { credits: None })
}

/// Whether the award counts at all.
fn counts(question: &Question<'_>, award: &Award) -> Answer {
    let date = question.policy.date;
    let in_time =
        award.awarded_on.is_none_or(|on| on <= date) && award.valid_until.is_none_or(|until| until >= date);
    match award.verdict {
        _ if award.kind == Kind::SelfDeclared || !in_time => Answer::No,
        Verdict::Invalid => Answer::No,
        Verdict::Undetermined => Answer::Open,
        verdict if question.policy.counts.contains(&verdict) => Answer::Yes,
        Verdict::Verified | Verdict::Unrecognised => Answer::No,
    }
}

/// Whether a constraint lets a single award count. Floors, caps and ties between targets are not about one award.
fn allowed(question: &Question<'_>, constraint: &Constraint, award: &Award) -> Answer {
    let if_so = |holds: bool| if holds { Answer::Yes } else { Answer::No };
    match constraint {
        Constraint::Recency(rule) => match award.awarded_on {
            None => Answer::Open,
            Some(on) => {
                let span = jiff::Span::new().years(rule.max_years);
                if_so(question.policy.date.checked_sub(span).is_ok_and(|oldest| on >= oldest))
            }
        },
        Constraint::Accredited(rule) => match (&award.accredited_by, &rule.scheme) {
            (None, _) => Answer::Open,
            (Some(schemes), Some(wanted)) => if_so(schemes.contains(wanted)),
            (Some(schemes), None) => if_so(!schemes.is_empty()),
        },
        Constraint::MinGrade(rule) => {
            let place =
                |grade: &String| question.qualification.grade_scale.iter().position(|one| one == grade);
            match award.grade.as_ref().and_then(place) {
                None => Answer::Open,
                Some(reached) => if_so(place(&rule.min).is_some_and(|least| reached >= least)),
            }
        }
        Constraint::AssessmentKind(rule) => match award.assessment.as_ref().and_then(|one| one.kind.as_ref())
        {
            None => Answer::Open,
            Some(kind) => if_so(rule.kinds.contains(kind)),
        },
        Constraint::AssessorKinds(rule) => match &award.assessment {
            None => Answer::Open,
            Some(assessment) if assessment.assessors.is_empty() => Answer::Open,
            Some(assessment) => if_so(rule.kinds.iter().all(|kind| assessment.assessors.contains(kind))),
        },
        Constraint::LevelShare(_)
        | Constraint::AwardingBodyShare(_)
        | Constraint::PriorLearningCap(_)
        | Constraint::NonFormalCap(_)
        | Constraint::MutuallyExclusive(_)
        | Constraint::Prerequisite(_)
        | Constraint::SharingLimit(_) => Answer::Yes,
    }
}

/// Credits in the framework of the qualification, if they are within the range.
fn valued<'a>(
    question: &Question<'_>,
    credits: Option<&AwardCredits>,
    range: Option<CreditRange>,
    by: Option<&'a str>,
) -> Fit<'a> {
    let Some(range) = range else { return Fit::Yes { credits: Credits::ZERO, by } };
    let Some(credits) = credits else { return Fit::No };
    let own = &question.qualification.credit_framework;
    let rate = question.policy.conversions.iter().find(|one| one.from == credits.framework && one.to == *own);
    let value = match rate {
        _ if credits.framework == *own => credits.value,
        Some(rate) => credits.value.times(rate.factor),
        None => return Fit::Open { credits: None },
    };
    let within = value >= range.min && range.max.is_none_or(|max| value <= max);
    if within { Fit::Yes { credits: value, by } } else { Fit::No }
}

fn names_unit(condition: &Condition, code: &str) -> bool {
    condition.targets.iter().any(|target| match target {
        Target::Unit(unit) => unit.code == code,
        Target::Condition(nested) => names_unit(nested, code),
        Target::Outcomes(_) | Target::OpenSlot(_) => false,
    })
}
