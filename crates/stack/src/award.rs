//! What a learner brings: awards, decisions of recognition, and the policy under which they are counted.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::credits::Credits;

/// Name of an award, unique within a question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AwardId(pub String);

impl fmt::Display for AwardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One claim of one credential. It is indivisible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// Its id.
    pub id: AwardId,
    /// Codes and identifiers of what was achieved. Two awards that share one are awards of the same unit.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Title, as issued.
    #[serde(default)]
    pub title: String,
    /// What it is worth. Without it, it can only prove outcomes and fill units that count no credits.
    #[serde(default)]
    pub credits: Option<AwardCredits>,
    /// EQF level.
    #[serde(default)]
    pub eqf_level: Option<u8>,
    /// How it was learned.
    pub kind: Kind,
    /// Who awarded it.
    #[serde(default)]
    pub awarded_by: Option<String>,
    /// When it was awarded.
    #[serde(default)]
    pub awarded_on: Option<Date>,
    /// The last day on which it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Grade, as issued.
    #[serde(default)]
    pub grade: Option<String>,
    /// Outcomes that it proves.
    #[serde(default)]
    pub outcomes: Vec<AwardOutcome>,
    /// How it was assessed; `None`: not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<Assessment>,
    /// Schemes that accredit it; `None`: not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accredited_by: Option<Vec<String>>,
    /// Ids of other qualifications toward which it already counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted_in: Vec<String>,
    /// Whether its credential holds.
    pub verdict: Verdict,
    /// Why, as a code of the verification report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict_code: Option<String>,
    /// The award that it is part of.
    #[serde(default)]
    pub parent: Option<AwardId>,
    /// The credential that it is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
}

/// Credits of an award, in their own framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardCredits {
    /// How many.
    pub value: Credits,
    /// Of what: `ects`, `fi-competence-point` …
    pub framework: String,
}

/// An outcome that an award proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardOutcome {
    /// Which.
    pub uri: String,
    /// At which level, if one is stated.
    #[serde(default)]
    pub level: Option<Level>,
}

/// Maturity of an outcome on a skills card, from the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SkillLevel"))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Knows about it.
    Awareness,
    /// Does it.
    Practitioner,
    /// Leads in it.
    Expert,
}

/// How something was learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LearningKind"))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// In education that leads to qualifications.
    Formal,
    /// In organised learning outside it.
    NonFormal,
    /// In daily life.
    Informal,
    /// At work.
    WorkBased,
    /// A decision that recognises prior learning.
    PriorLearning,
    /// The learner's own word. It counts nothing.
    SelfDeclared,
}

/// How an award was assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// In which way, if stated.
    #[serde(default)]
    pub kind: Option<String>,
    /// By whom: kinds of assessors; empty: not stated.
    #[serde(default)]
    pub assessors: Vec<String>,
}

/// Whether the credential of an award holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Genuine, and somebody trusted vouches for its issuer.
    Verified,
    /// Genuine, but nobody trusted vouches for its issuer.
    Unrecognised,
    /// Not known.
    #[serde(alias = "unknown")]
    Undetermined,
    /// It does not hold.
    Invalid,
}

/// A decision that one unit stands for another. It is somebody's, has a date, and counts only while switched on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Equivalence {
    /// Its id.
    pub id: String,
    /// Code of the unit that was achieved.
    pub from: String,
    /// Code of the unit that it stands for.
    pub to: String,
    /// What it is worth there; without it, the award's own credits.
    #[serde(default)]
    pub credits: Option<AwardCredits>,
    /// Who decided.
    pub decided_by: String,
    /// When.
    pub date: Date,
    /// Where the decision can be seen.
    pub evidence: String,
    /// Qualifications it was made for, by id; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scope: Vec<String>,
    /// Whether the learner has switched it on.
    #[serde(default)]
    pub enabled: bool,
}

impl Equivalence {
    /// Whether it may be used for the qualification `id` on `date`.
    #[must_use]
    pub fn applies(&self, id: &str, date: Date) -> bool {
        self.enabled && self.date <= date && (self.scope.is_empty() || self.scope.iter().any(|one| one == id))
    }
}

/// Under which rules awards are counted at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The day for which is counted.
    pub date: Date,
    /// Verdicts that count.
    #[serde(default = "verified_only")]
    pub counts: Vec<Verdict>,
    /// Conversions between credit frameworks.
    #[serde(default)]
    pub conversions: Vec<Conversion>,
}

impl Policy {
    /// Verified awards only, no conversions.
    #[must_use]
    pub fn on(date: Date) -> Self {
        Self { date, counts: verified_only(), conversions: Vec::new() }
    }
}

fn verified_only() -> Vec<Verdict> {
    vec![Verdict::Verified]
}

/// A stated rate between two credit frameworks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// The framework of the award.
    pub from: String,
    /// The framework of the qualification.
    pub to: String,
    /// One credit of the first is so many of the second.
    pub factor: Credits,
    /// Who says so.
    pub source: String,
}
