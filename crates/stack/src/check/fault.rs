//! What can be wrong with an answer.

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} {about}", .what.code())]
pub struct Fault {
    /// What.
    pub what: What,
    /// The award, target or condition it is about, if one.
    pub about: String,
}

/// Kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The question itself makes no sense.
    Question,
    /// The answer is to another question.
    OtherInputs,
    /// It is in another format, or about other rules.
    OtherRules,
    /// It names an award that there is not.
    UnknownAward,
    /// It names a target that there is not.
    UnknownTarget,
    /// It counts an award twice, or names it both as counted and as unused.
    AwardTwice,
    /// It says nothing about an award.
    AwardLost,
    /// The award does not fit there.
    DoesNotFit,
    /// Counted with other credits, or by another decision, than the rules say.
    WrongCredits,
    /// A unit holds two awards.
    UnitTwice,
    /// Two awards of the same unit count.
    SameUnit,
    /// An award and a part of it count.
    Nested,
    /// More credits than the maximum.
    OverMaximum,
    /// More targets than the maximum.
    TooManyTargets,
    /// Something holds an award but is not pursued.
    NotPursued,
    /// A choice that there is not.
    NoSuchChoice,
    /// Two targets that exclude each other hold awards.
    Exclusive,
    /// A prerequisite is missing.
    Prerequisite,
    /// A cap is passed.
    OverCap,
    /// An award in an outcomes target proves nothing there that the others do not.
    ProvesNothing,
    /// The sum of credits is wrong.
    WrongSum,
    /// The deficits are not those of this assignment.
    WrongDeficits,
    /// The result does not follow.
    WrongResult,
    /// The proof does not hold.
    WrongProof,
    /// The bound contradicts the assignment.
    WrongBound,
    /// The reason given for an unused award is open or final, and it is the other.
    WrongReason,
}

impl What {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::OtherInputs => "other_inputs",
            Self::OtherRules => "other_rules",
            Self::UnknownAward => "unknown_award",
            Self::UnknownTarget => "unknown_target",
            Self::AwardTwice => "award_twice",
            Self::AwardLost => "award_lost",
            Self::DoesNotFit => "does_not_fit",
            Self::WrongCredits => "wrong_credits",
            Self::UnitTwice => "unit_twice",
            Self::SameUnit => "same_unit",
            Self::Nested => "nested",
            Self::OverMaximum => "over_maximum",
            Self::TooManyTargets => "too_many_targets",
            Self::NotPursued => "not_pursued",
            Self::NoSuchChoice => "no_such_choice",
            Self::Exclusive => "exclusive",
            Self::Prerequisite => "prerequisite",
            Self::OverCap => "over_cap",
            Self::ProvesNothing => "proves_nothing",
            Self::WrongSum => "wrong_sum",
            Self::WrongDeficits => "wrong_deficits",
            Self::WrongResult => "wrong_result",
            Self::WrongProof => "wrong_proof",
            Self::WrongBound => "wrong_bound",
            Self::WrongReason => "wrong_reason",
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) found: Vec<Fault>,
}

impl Faults {
    pub(super) fn note(&mut self, what: What, about: &dyn std::fmt::Display) {
        self.found.push(Fault { what, about: about.to_string() });
    }
}
