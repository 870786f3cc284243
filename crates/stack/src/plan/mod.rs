//! The answer: what counts where, what is missing, and why.

mod proof;
mod reason;

use serde::{Deserialize, Serialize};

pub use proof::{Impossible, Proof};
pub use reason::Reason;

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
