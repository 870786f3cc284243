//! What a qualification asks. The names are those of ELM, CTDL and ePerusteet; the JSON shape is a contract.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    award::{Kind, Level},
    credits::{Credits, Share},
};

/// The format that [`Qualification`] is written in.
pub const FORMAT: &str = "tessera-qualification/1";

/// Text in several languages, by language tag.
pub type Words = BTreeMap<String, String>;

/// Name of a condition or target, unique within its qualification.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(pub String);

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One version of the published rules of a qualification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Qualification {
    /// Always [`FORMAT`].
    pub format: String,
    /// Identifier of the rules, such as their decree number.
    pub id: String,
    /// Title.
    pub title: Words,
    /// Version of the rules.
    pub version: String,
    /// When the rules apply.
    pub in_force: InForce,
    /// Level in the European Qualifications Framework, 1 to 8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eqf_level: Option<u8>,
    /// What its credits are counted in. Others count only by a conversion that somebody states.
    pub credit_framework: String,
    /// Where the rules come from.
    pub source: Source,
    /// How much weight the definition has.
    #[serde(default, skip_serializing_if = "Standing::is_published")]
    pub standing: Standing,
    /// Grades from the worst to the best. Without it, grades are not compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grade_scale: Vec<String>,
    /// What a reader must know that the rules below do not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Words>,
    /// The rules.
    pub root: Condition,
}

/// Days on which rules apply, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InForce {
    /// First day.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub to: Option<Date>,
}

/// Where a definition comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Where it was published.
    pub url: String,
    /// When it was read there.
    pub retrieved: Date,
    /// Under which terms it may be used.
    pub licence: String,
    /// SHA-256 of the file it was made from, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// How much weight a definition has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "GoalStanding"))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It follows rules that an authority published.
    #[default]
    Published,
    /// A draft, not authoritative: nobody has adopted such rules.
    DraftNotAuthoritative,
    /// An example, made to show something.
    Example,
}

impl Standing {
    fn is_published(&self) -> bool {
        *self == Self::Published
    }
}

/// A group of targets, and what must come together in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its id.
    pub id: NodeId,
    /// Its name.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub name: Words,
    /// What the group is for. The count does not depend on it.
    #[serde(default)]
    pub role: Role,
    /// Which of its targets are asked for.
    pub logical: Logical,
    /// Sum of the credits counted anywhere below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<CreditRange>,
    /// Number of its own targets that are taken: units and slots that hold an award, and conditions and
    /// outcomes that are pursued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_number: Option<NumberRange>,
    /// What it is made of, in the order of the rules.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Further rules for everything below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<Constraint>,
}

/// What a group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Its content is laid down.
    #[default]
    Defined,
    /// The learner or the provider fills it.
    Open,
    /// A field of specialisation.
    Specialisation,
    /// It leads to a title.
    Title,
    /// Its content comes from elsewhere.
    Foreign,
}

/// Which targets of a condition are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Logical {
    /// Every nested condition, every outcomes target and every mandatory unit. Other units and slots are on
    /// offer, as far as credits and number ask for them.
    All,
    /// At least so many of the targets; nested conditions that are not pursued ask nothing and hold nothing.
    Any(u16),
    /// One target; the others hold nothing.
    ExactlyOne,
}

/// Bounds on credits, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditRange {
    /// At least.
    pub min: Credits,
    /// At most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Credits>,
}

/// Bounds on a number, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRange {
    /// At least.
    pub min: u16,
    /// At most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u16>,
}

/// Something that a condition is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A unit with a code.
    Unit(Unit),
    /// A nested group.
    Condition(Condition),
    /// Learning outcomes.
    Outcomes(Outcomes),
    /// A place for what the rules do not name.
    OpenSlot(OpenSlot),
}

impl Target {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &NodeId {
        match self {
            Self::Unit(unit) => &unit.id,
            Self::Condition(condition) => &condition.id,
            Self::Outcomes(outcomes) => &outcomes.id,
            Self::OpenSlot(slot) => &slot.id,
        }
    }
}

/// A unit. It holds one award at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its id.
    pub id: NodeId,
    /// The code that awards of it carry.
    pub code: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub name: Words,
    /// What an award of it must be worth. Without it the unit counts no credits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<CreditRange>,
    /// Whether its condition fails without it.
    #[serde(default)]
    pub mandatory: bool,
}

/// A set of learning outcomes. The awards in it together must show enough of them; they count no credits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcomes {
    /// Its id.
    pub id: NodeId,
    /// Its name.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub name: Words,
    /// How many of the items are needed.
    pub required: u16,
    /// The outcomes.
    pub items: Vec<Outcome>,
}

/// One learning outcome that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Which.
    pub uri: String,
    /// The least level. Without it any level, or none, will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_level: Option<Level>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub name: Words,
    /// What it belongs to, for display.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub theme: Words,
}

/// A place for awards that the rules do not name. It holds several, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenSlot {
    /// Its id.
    pub id: NodeId,
    /// Its name.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub name: Words,
    /// What the awards in it must be worth together, if there are any.
    pub credits: CreditRange,
    /// Which awards may be in it.
    #[serde(default)]
    pub accepts: Accepts,
}

/// Which awards an open slot takes. What is left out is not asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepts {
    /// Frameworks in which the award's own credits are counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frameworks: Vec<String>,
    /// Least EQF level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_eqf: Option<u8>,
    /// Kinds of learning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Awarding bodies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awarded_by: Vec<String>,
    /// Codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Whether awards of units of this same qualification may be in it.
    #[serde(default)]
    pub own_units: bool,
}

/// A further rule of a condition, for everything below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Constraint {
    /// So much of it at a level at least. Awards without a level are below every level.
    LevelShare(LevelShare),
    /// So much of it from certain awarding bodies.
    AwardingBodyShare(AwardingBodyShare),
    /// Not more than so much from recognised prior learning.
    PriorLearningCap(Portion),
    /// Not more than so much from non-formal and informal learning.
    NonFormalCap(Portion),
    /// Awards may not be older.
    Recency(Recency),
    /// Awards must be accredited.
    Accredited(Accredited),
    /// Awards must have a grade at least, on the qualification's scale.
    MinGrade(MinGrade),
    /// Awards must have been assessed in one of these ways.
    AssessmentKind(Kinds),
    /// Awards must have been assessed by all of these.
    AssessorKinds(Kinds),
    /// At most one of these targets may hold an award.
    MutuallyExclusive(Vec<NodeId>),
    /// A target may hold an award only if another does.
    Prerequisite(Prerequisite),
    /// Not more than so much that also counts toward another qualification.
    SharingLimit(SharingLimit),
}

/// A part of a condition: a share of the credits that it asks at least, or an amount.
///
/// Published thresholds are often rounded to whole modules; then the amount is the rule. One of both is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portion {
    /// As a share of the condition's `credits.min`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// As an amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<Credits>,
}

/// See [`Constraint::LevelShare`]. One of `share` and `credits` is given, as in [`Portion`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelShare {
    /// The EQF level.
    pub min_eqf: u8,
    /// As a share of the condition's `credits.min`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// As an amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<Credits>,
}

/// See [`Constraint::AwardingBodyShare`]. One of `share` and `credits` is given, as in [`Portion`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardingBodyShare {
    /// The bodies.
    pub bodies: Vec<String>,
    /// As a share of the condition's `credits.min`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// As an amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<Credits>,
}

/// See [`Constraint::Recency`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recency {
    /// Most whole years from the award to the day of evaluation.
    pub max_years: u16,
}

/// See [`Constraint::Accredited`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accredited {
    /// By which scheme; without it, by any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
}

/// See [`Constraint::MinGrade`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinGrade {
    /// The least grade, from the qualification's `grade_scale`.
    pub min: String,
}

/// See [`Constraint::AssessmentKind`] and [`Constraint::AssessorKinds`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kinds {
    /// The kinds, in the words of the awards.
    pub kinds: Vec<String>,
}

/// See [`Constraint::Prerequisite`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prerequisite {
    /// What must come first.
    pub from: NodeId,
    /// What builds on it.
    pub to: NodeId,
}

/// See [`Constraint::SharingLimit`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharingLimit {
    /// Id of the other qualification.
    #[serde(rename = "with")]
    pub other: String,
    /// Most credits.
    pub credits: Credits,
}
