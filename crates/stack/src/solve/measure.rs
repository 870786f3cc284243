//! Floors and caps: what they count, and how much of it.

use crate::{
    award::{Award, Kind},
    credits::{Credits, Share},
    qualification::{Condition, Constraint},
};

/// What a floor or cap counts.
#[derive(PartialEq)]
pub(super) enum Measure<'a> {
    Level(u8),
    Bodies(&'a [String]),
    PriorLearning,
    NonFormal,
    Shared(&'a str),
}

/// A floor or cap of one condition.
pub(super) enum Bound {
    Floor(Credits),
    Cap(Credits),
}

impl Measure<'_> {
    /// Whether it counts an award.
    pub(super) fn counts(&self, award: &Award) -> bool {
        match self {
            Self::Level(least) => award.eqf_level.is_some_and(|level| level >= *least),
            Self::Bodies(bodies) => award.awarded_by.as_ref().is_some_and(|body| bodies.contains(body)),
            Self::PriorLearning => award.kind == Kind::PriorLearning,
            Self::NonFormal => matches!(award.kind, Kind::NonFormal | Kind::Informal),
            Self::Shared(other) => award.counted_in.iter().any(|one| one == other),
        }
    }
}

/// What a constraint measures, if it is a floor or cap, and the bound.
pub(super) fn measured<'a>(
    condition: &Condition,
    constraint: &'a Constraint,
) -> Option<(Measure<'a>, Bound)> {
    let whole = condition.credits.map_or(Credits::ZERO, |range| range.min);
    let floor = |share: Option<Share>, credits: Option<Credits>| {
        Bound::Floor(credits.unwrap_or_else(|| share.map_or(Credits::ZERO, |share| share.at_least_of(whole))))
    };
    let cap = |share: Option<Share>, credits: Option<Credits>| {
        Bound::Cap(credits.unwrap_or_else(|| share.map_or(Credits::ZERO, |share| share.at_most_of(whole))))
    };
    Some(match constraint {
        Constraint::LevelShare(rule) => (Measure::Level(rule.min_eqf), floor(rule.share, rule.credits)),
        Constraint::AwardingBodyShare(rule) => {
            (Measure::Bodies(&rule.bodies), floor(rule.share, rule.credits))
        }
        Constraint::PriorLearningCap(rule) => (Measure::PriorLearning, cap(rule.share, rule.credits)),
        Constraint::NonFormalCap(rule) => (Measure::NonFormal, cap(rule.share, rule.credits)),
        Constraint::SharingLimit(rule) => (Measure::Shared(&rule.other), Bound::Cap(rule.credits)),
        _ => return None,
    })
}

/// Whether an award counts toward the floor of a constraint, and how high that is.
pub(super) fn floor_of<'a>(
    condition: &Condition,
    constraint: &'a Constraint,
) -> Option<(Credits, impl Fn(&Award) -> bool + 'a)> {
    match measured(condition, constraint)? {
        (measure, Bound::Floor(least)) => Some((least, move |award: &Award| measure.counts(award))),
        (_, Bound::Cap(_)) => None,
    }
}
