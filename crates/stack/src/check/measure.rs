//! Floors and caps, read off the rules.

use super::Held;
use crate::{
    award::Kind,
    credits::{Credits, Share},
    qualification::{Condition, Constraint},
};

/// Whether something counts toward a floor or cap.
pub(super) type Counts<'a> = Box<dyn Fn(&Held<'_>) -> bool + 'a>;

/// A floor or cap: which awards it counts, and the bound on them.
pub(super) struct Measured<'a> {
    pub(super) counts: Counts<'a>,
    pub(super) bound: Bound,
}

/// The bound: a share of the condition's minimum, or an amount.
pub(super) enum Bound {
    AtLeast(Option<Share>, Option<Credits>),
    AtMost(Option<Share>, Option<Credits>),
}

/// What a constraint measures, if it is a floor or cap.
pub(super) fn measure(constraint: &Constraint) -> Option<Measured<'_>> {
    let (counts, bound): (Counts<'_>, _) = match constraint {
        Constraint::LevelShare(rule) => (
            Box::new(|one| one.award.eqf_level.is_some_and(|level| level >= rule.min_eqf)),
            Bound::AtLeast(rule.share, rule.credits),
        ),
        Constraint::AwardingBodyShare(rule) => (
            Box::new(|one| one.award.awarded_by.as_ref().is_some_and(|body| rule.bodies.contains(body))),
            Bound::AtLeast(rule.share, rule.credits),
        ),
        Constraint::PriorLearningCap(rule) => {
            (Box::new(|one| one.award.kind == Kind::PriorLearning), Bound::AtMost(rule.share, rule.credits))
        }
        Constraint::NonFormalCap(rule) => (
            Box::new(|one| matches!(one.award.kind, Kind::NonFormal | Kind::Informal)),
            Bound::AtMost(rule.share, rule.credits),
        ),
        Constraint::SharingLimit(rule) => (
            Box::new(|one| one.award.counted_in.contains(&rule.other)),
            Bound::AtMost(None, Some(rule.credits)),
        ),
        _ => return None,
    };
    Some(Measured { counts, bound })
}

/// The floor that a constraint sets for `condition`, and whether it counts an award.
pub(super) fn floor<'a>(
    condition: &Condition,
    constraint: &'a Constraint,
) -> Option<(Credits, Measured<'a>)> {
    let measured = measure(constraint)?;
    let whole = condition.credits.map_or(Credits::ZERO, |range| range.min);
    match measured.bound {
        Bound::AtLeast(share, amount) => {
            let least = amount.or(share.map(|share| share.at_least_of(whole))).unwrap_or_default();
            Some((least, measured))
        }
        Bound::AtMost(..) => None,
    }
}

impl Measured<'_> {
    pub(super) fn counts(&self, held: &Held<'_>) -> bool {
        (self.counts)(held)
    }
}
