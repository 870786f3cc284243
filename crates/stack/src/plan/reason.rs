//! Why an award does not count.

use serde::{Deserialize, Serialize};

/// Why an award does not count. Stable: reasons are added, never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "UnusedReason"))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It would fit no target.
    NoTarget,
    /// Its credential does not hold.
    CredentialInvalid,
    /// The policy does not count its verdict.
    VerdictNotCounted,
    /// It is not known whether its credential holds.
    VerdictUnknown,
    /// It is the learner's own word.
    SelfDeclared,
    /// It is no longer valid.
    Expired,
    /// It is awarded after the day that is counted for.
    NotYetAwarded,
    /// It states no credits, and the target counts them.
    CreditsNotStated,
    /// Its credits are in a framework that the target does not take.
    FrameworkNotAccepted,
    /// Nobody stated what its credits are in the framework of the qualification.
    ConversionUnknown,
    /// It is worth less than the target asks.
    CreditsBelowTarget,
    /// It is worth more than the target takes.
    CreditsAboveTarget,
    /// Its level is too low, or not stated.
    LevelTooLow,
    /// The target does not take its kind of learning.
    KindNotAccepted,
    /// The target does not take its awarding body.
    AwardingBodyNotAccepted,
    /// It is a unit of this qualification, and the slot is for others.
    OwnUnit,
    /// It is too old.
    TooOld,
    /// Its date is not stated, and its age matters.
    DateUnknown,
    /// It is not accredited as asked.
    NotAccredited,
    /// It is not stated whether it is accredited.
    AccreditationUnknown,
    /// Its grade is too low.
    GradeTooLow,
    /// Its grade is not stated, or not on the scale.
    GradeUnknown,
    /// It was assessed in another way, or by others, than asked.
    AssessmentNotAccepted,
    /// It is not stated how it was assessed.
    AssessmentUnknown,
    /// It proves none of the outcomes asked for at the level asked for.
    OutcomesNotProven,
    /// Another award of the same unit counts.
    SameUnitCounted,
    /// The award that it is part of counts, or a part of it does.
    NestedCounted,
    /// It fits only where the plan pursues something else.
    OtherChoice,
    /// It fits, but is not needed or has no room.
    Surplus,
}

impl Reason {
    /// Whether the award may turn out to count once more is known.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::VerdictUnknown
                | Self::ConversionUnknown
                | Self::DateUnknown
                | Self::AccreditationUnknown
                | Self::GradeUnknown
                | Self::AssessmentUnknown
        )
    }
}
