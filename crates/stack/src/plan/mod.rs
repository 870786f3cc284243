//! The answer: what counts where, what is missing, and why.

use serde::{Deserialize, Serialize};

use crate::{
    award::AwardId,
    credits::Credits,
    qualification::{NodeId, Words},
};

/// The format that [`Plan`] is written in.
pub const FORMAT: &str = "tessera-plan/1";

/// What awards add up to under one version of a qualification's rules. It says what meets the published rules;
/// whether somebody holds the qualification is for the competent body to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Always [`FORMAT`].
    pub format: String,
    /// Whose rules.
    pub qualification: Rules,
    /// Whether they are met.
    pub result: Outlook,
    /// Credits that count.
    pub credits: Credits,
    /// Credits still missing, at least.
    pub missing_credits: Credits,
    /// The nested conditions and outcomes that are pursued where there is a choice.
    pub choices: Vec<NodeId>,
    /// What counts where, in the order of the rules, then by award.
    pub assignment: Vec<Assigned>,
    /// What does not count, by award.
    pub unused: Vec<Unused>,
    /// What is missing, in the order of the rules.
    pub deficits: Vec<Deficit>,
    /// Why nothing better is possible; only when the result is `not_met`.
    pub proof: Option<Proof>,
    /// Why the result is `unknown`.
    pub open_questions: Vec<OpenQuestion>,
    /// Proven from below: no assignment of what is certain misses less. It is what this one misses when
    /// `proven_best`; when the search ended early it may be less, and a longer search may raise it.
    pub bound: Shortfall,
    /// Whether it is proven that no other assignment is better.
    pub proven_best: bool,
    /// The cheapest ways to meet the rules, the cheapest first.
    pub next_steps: Vec<NextStep>,
    /// SHA-256 over the rules, the awards by id, the equivalences and the policy, in hexadecimal.
    pub inputs_sha256: String,
}

/// Which rules an answer is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Id of the qualification.
    pub id: String,
    /// Version of its rules.
    pub version: String,
    /// Its title.
    pub title: Words,
}

/// Whether rules are met. What is unknown is never rounded up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// They are not, whatever the open questions turn out to be.
    NotMet,
    /// It depends on what is not known.
    Unknown,
    /// They are.
    Met,
}

/// An award that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assigned {
    /// Which.
    pub award: AwardId,
    /// Where: a unit, slot or outcomes target.
    pub target: NodeId,
    /// With how many credits of the qualification's framework.
    pub credits: Credits,
    /// The decision of recognition by which it counts there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equivalence: Option<String>,
}

/// An award that does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unused {
    /// Which.
    pub award: AwardId,
    /// Why not.
    pub reason: Reason,
    /// What the reason is about: another award, a target, a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

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

/// What one condition or outcomes target still needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deficit {
    /// Which: a condition, a slot that is partly filled, or an outcomes target.
    pub condition: NodeId,
    /// Its own credits that are missing, with those of everything below it.
    pub missing_credits: Credits,
    /// Targets that are missing, or outcomes.
    pub missing_number: u16,
    /// Mandatory units that are missing.
    pub missing_mandatory: Vec<NodeId>,
    /// Credits missing from floors such as a level share, by constraint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing_share: Vec<MissingShare>,
    /// Outcomes that nothing proves, when it is an outcomes target.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing_outcomes: Vec<String>,
}

/// How far a floor is missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingShare {
    /// Position in the condition's `constraints`, from 0.
    pub constraint: u16,
    /// By so many credits.
    pub credits: Credits,
}

/// How much is missing in all. The number counts first, then the mandatory units, then the credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shortfall {
    /// Targets and outcomes asked for by number, chosen fields among them.
    pub number: u16,
    /// Mandatory units.
    pub mandatory: u16,
    /// Credits, at least.
    pub credits: Credits,
}

impl Shortfall {
    /// Nothing is missing.
    pub const NONE: Self = Self { mandatory: 0, number: 0, credits: Credits::ZERO };
}

/// Why rules cannot be met, in a form that can be checked without a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Proof {
    /// A set of conditions and slots, none inside another, whose eligible awards are together worth less than
    /// they ask.
    TooFewCredits {
        /// The set.
        conditions: Vec<NodeId>,
        /// What they ask at least, together.
        demand: Credits,
        /// What all awards that fit anywhere in them are worth.
        available: Credits,
    },
    /// No choice among the awards that fit into this condition adds up to what it asks.
    NoSuchSum {
        /// The condition.
        condition: NodeId,
    },
    /// No award fits this mandatory unit.
    NoAwardFor {
        /// The unit.
        target: NodeId,
    },
    /// Fewer of its targets can be taken than asked.
    TooFewTargets {
        /// The condition.
        condition: NodeId,
        /// How many can be.
        available: u16,
    },
    /// The awards together prove fewer outcomes than asked.
    TooFewOutcomes {
        /// The outcomes target.
        target: NodeId,
        /// How many they prove.
        available: u16,
    },
    /// The credits that can count toward a floor are less than it.
    FloorOutOfReach {
        /// The condition.
        condition: NodeId,
        /// Position in its `constraints`, from 0.
        constraint: u16,
        /// What is available.
        available: Credits,
    },
    /// So many of the targets to choose from are impossible that not enough are left.
    NoChoice {
        /// The condition.
        condition: NodeId,
        /// The impossible ones, and why.
        each: Vec<Impossible>,
    },
    /// No short proof: all assignments were searched. Only doing so again would confirm it.
    Searched,
}

/// A target that cannot be met, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Impossible {
    /// Which.
    pub target: NodeId,
    /// Why.
    pub because: Proof,
}

/// Something that is not known and would matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenQuestion {
    /// About which award; `None`: the search ended before an answer was proven.
    pub award: Option<AwardId>,
    /// What.
    pub reason: Option<Reason>,
}

/// One way to meet the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextStep {
    /// What to earn.
    pub add: Vec<Addition>,
    /// Credits to earn in all.
    pub cost: Credits,
}

/// Something to earn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addition {
    /// Where it would count.
    pub target: NodeId,
    /// Code of the unit; `None`: the learner chooses.
    pub code: Option<String>,
    /// Credits.
    pub credits: Credits,
    /// Outcomes to prove.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<String>,
}
