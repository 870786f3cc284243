//! Further rules of a condition: shares, caps, ages, and ties between targets.

use serde::{Deserialize, Serialize};

use super::NodeId;
use crate::credits::{Credits, Share};

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
