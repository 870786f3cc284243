//! European Digital Credentials: what their achievements mean as awards.

use stack::{Assessment, Award, Kind};
use vc::view::{Claim, Concept, Text};

use super::{common, plain};

/// An achievement. Its code is that of what it is specified by.
pub(super) fn award(claim: &Claim) -> Option<Award> {
    let accreditations: Vec<_> = claim.quality_assurance.iter().filter_map(plain).collect();
    Some(Award {
        codes: claim.code.iter().cloned().collect(),
        grade: claim.assessments.iter().find_map(|assessment| plain(&assessment.grade)),
        assessment: assessment(claim),
        accredited_by: (!accreditations.is_empty()).then_some(accreditations),
        ..common(claim, kind(claim))
    })
}

/// How it was learned: as the learning setting says. Where it says nothing, what has a level in a
/// qualifications framework is formal, what was learned at work is work-based, and the rest non-formal.
fn kind(claim: &Claim) -> Kind {
    let assessed = claim.assessments.iter().flat_map(|assessment| &assessment.kinds);
    if assessed.chain(&claim.setting).any(|term| says(&term.label, "prior learning")) {
        return Kind::PriorLearning;
    }
    match &claim.setting {
        Some(setting) => match setting_term(setting) {
            Some(FORMAL) => Kind::Formal,
            Some(NON_FORMAL) => Kind::NonFormal,
            _ if says(&setting.label, "informal") => Kind::Informal,
            _ if says(&setting.label, "non-formal") => Kind::NonFormal,
            _ if says(&setting.label, "formal") => Kind::Formal,
            _ => Kind::NonFormal,
        },
        None if claim.eqf_level.is_some() || !claim.nqf_levels.is_empty() => Kind::Formal,
        None if claim.modes.iter().any(|mode| says(&mode.label, "work based")) => Kind::WorkBased,
        None => Kind::NonFormal,
    }
}

/// The last part of an address in the vocabulary `learning-setting`.
fn setting_term(setting: &Concept) -> Option<&str> {
    setting.id.as_deref()?.strip_prefix("http://data.europa.eu/snb/learning-setting/")
}

const FORMAL: &str = "6fd4685715";
const NON_FORMAL: &str = "e207a81fc7";

fn says(label: &Text, words: &str) -> bool {
    label.pick(&["en"]).is_some_and(|label| label.to_lowercase().contains(words))
}

/// The kind of the first assessment that has one, as `practical_assessment`. By which kinds of people, the
/// model does not say.
fn assessment(claim: &Claim) -> Option<Assessment> {
    let mut kinds = claim.assessments.iter().flat_map(|assessment| &assessment.kinds);
    let kind = kinds.find_map(|kind| kind.label.pick(&["en"]))?;
    let kind = kind.trim().to_lowercase().replace([' ', '-'], "_");
    Some(Assessment { kind: Some(kind), assessors: Vec::new() })
}
