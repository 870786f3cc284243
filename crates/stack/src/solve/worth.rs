//! What one award is worth in one target, and what the rules hold against it.

use super::fitting::{Holdings, OwnUnits};
use crate::{
    award::{Award, AwardCredits},
    credits::Credits,
    plan::Reason,
    qualification::{Constraint, CreditRange, OpenSlot, Unit},
    question::Question,
};

/// Credits, the decision of recognition, and why the credits are not known.
type Worth<'a> = (Credits, Option<&'a str>, Option<Reason>);

impl<'a> Holdings<'a> {
    pub(super) fn in_unit(&self, award: &'a Award, unit: &Unit) -> Result<Worth<'a>, Reason> {
        let mut refusal = Reason::NoTarget;
        let mut unclear = None;
        let direct = award.codes.contains(&unit.code).then_some((award.credits.as_ref(), None));
        let decided = self
            .decisions_for(&unit.code)
            .filter(|one| award.codes.contains(&one.from))
            .map(|one| (one.credits.as_ref().or(award.credits.as_ref()), Some(one.id.as_str())));
        for (credits, by) in direct.into_iter().chain(decided) {
            match unit.credits.map_or(Ok(Some(Credits::ZERO)), |range| self.value(credits, range)) {
                Ok(Some(value)) => return Ok((value, by, None)),
                Ok(None) => unclear = unclear.or(Some((Credits::ZERO, by, Some(Reason::ConversionUnknown)))),
                Err(reason) => refusal = reason,
            }
        }
        unclear.ok_or(refusal)
    }

    pub(super) fn in_slot(
        &self,
        award: &Award,
        slot: &OpenSlot,
        own: &OwnUnits<'_>,
    ) -> Result<Worth<'a>, Reason> {
        let accepts = &slot.accepts;
        let named = |list: &[String], one: &str| list.is_empty() || list.iter().any(|each| each == one);
        if !accepts.codes.is_empty() && !accepts.codes.iter().any(|code| award.codes.contains(code)) {
            return Err(Reason::NoTarget);
        }
        let credits = award.credits.as_ref().ok_or(Reason::CreditsNotStated)?;
        if !named(&accepts.frameworks, &credits.framework) {
            return Err(Reason::FrameworkNotAccepted);
        }
        if !accepts.own_units && award.codes.iter().any(|code| own.0.contains(code.as_str())) {
            return Err(Reason::OwnUnit);
        }
        if !accepts.kinds.is_empty() && !accepts.kinds.contains(&award.kind) {
            return Err(Reason::KindNotAccepted);
        }
        if !named(&accepts.awarded_by, award.awarded_by.as_deref().unwrap_or_default()) {
            return Err(Reason::AwardingBodyNotAccepted);
        }
        if accepts.min_eqf > award.eqf_level.max(Some(0)) {
            return Err(Reason::LevelTooLow);
        }
        let range = CreditRange { min: Credits::from_thousandths(1), max: slot.credits.max };
        Ok(match self.value(Some(credits), range)? {
            Some(value) => (value, None, None),
            None => (Credits::ZERO, None, Some(Reason::ConversionUnknown)),
        })
    }

    /// Credits in the framework of the qualification; `None`: nobody stated the conversion.
    fn value(&self, credits: Option<&AwardCredits>, range: CreditRange) -> Result<Option<Credits>, Reason> {
        let AwardCredits { value, framework } = credits.ok_or(Reason::CreditsNotStated)?;
        let Question { qualification, policy, .. } = self.question;
        let value = if *framework == qualification.credit_framework {
            *value
        } else {
            let mut rates = policy.conversions.iter();
            match rates.find(|rate| rate.from == *framework && rate.to == qualification.credit_framework) {
                Some(rate) => value.times(rate.factor),
                None => return Ok(None),
            }
        };
        match range.max {
            _ if value < range.min => Err(Reason::CreditsBelowTarget),
            Some(max) if value > max => Err(Reason::CreditsAboveTarget),
            _ => Ok(Some(value)),
        }
    }

    /// Why a constraint does not let the award count, or may not.
    pub(super) fn refused(&self, constraint: &Constraint, award: &Award) -> Option<Reason> {
        let Question { qualification, policy, .. } = self.question;
        match constraint {
            Constraint::Recency(rule) => {
                let Some(on) = award.awarded_on else { return Some(Reason::DateUnknown) };
                let oldest = policy.date.checked_sub(jiff::Span::new().years(rule.max_years));
                (!oldest.is_ok_and(|oldest| oldest <= on)).then_some(Reason::TooOld)
            }
            Constraint::Accredited(rule) => {
                let Some(schemes) = &award.accredited_by else { return Some(Reason::AccreditationUnknown) };
                let suits = |scheme: &String| rule.scheme.as_ref().is_none_or(|wanted| wanted == scheme);
                (!schemes.iter().any(suits)).then_some(Reason::NotAccredited)
            }
            Constraint::MinGrade(rule) => {
                let rank = |grade: &str| qualification.grade_scale.iter().position(|one| one == grade);
                let Some(reached) = award.grade.as_deref().and_then(rank) else {
                    return Some(Reason::GradeUnknown);
                };
                (rank(&rule.min).is_none_or(|least| reached < least)).then_some(Reason::GradeTooLow)
            }
            Constraint::AssessmentKind(rule) => {
                let Some(kind) = award.assessment.as_ref().and_then(|one| one.kind.as_ref()) else {
                    return Some(Reason::AssessmentUnknown);
                };
                (!rule.kinds.contains(kind)).then_some(Reason::AssessmentNotAccepted)
            }
            Constraint::AssessorKinds(rule) => {
                let stated = award.assessment.as_ref().filter(|assessment| !assessment.assessors.is_empty());
                let Some(assessment) = stated else { return Some(Reason::AssessmentUnknown) };
                let missing = rule.kinds.iter().any(|kind| !assessment.assessors.contains(kind));
                missing.then_some(Reason::AssessmentNotAccepted)
            }
            _ => None,
        }
    }
}
