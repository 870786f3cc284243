//! What a qualification asks. The names are those of ELM, CTDL and ePerusteet; the JSON shape is a contract.

mod condition;
mod constraint;

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use condition::{
    Accepts, Condition, CreditRange, Logical, NumberRange, OpenSlot, Outcome, Outcomes, Role, Target, Unit,
};
pub use constraint::{
    Accredited, AwardingBodyShare, Constraint, Kinds, LevelShare, MinGrade, Portion, Prerequisite, Recency,
    SharingLimit,
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
