//! What was learned, how well, and what that corresponds to elsewhere.

use serde::{Deserialize, Serialize};

use super::{Concept, Process, Text};

/// Something the learner can do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LearningOutcome {
    /// Title.
    pub title: Text,
    /// Related skills (ESCO and others).
    pub skills: Vec<Concept>,
    /// The level that was reached, where one is said.
    #[serde(default)]
    pub level: Option<RubricLevel>,
    /// What kind of outcome it is, such as knowledge or skill.
    #[serde(default)]
    pub kind: Option<Concept>,
    /// How widely it is of use, such as in one sector.
    #[serde(default)]
    pub reuse: Option<Concept>,
    /// Where it stands in the taxonomy of Bloom, by its own words.
    #[serde(default)]
    pub process: Option<Process>,
    /// Remarks.
    #[serde(default)]
    pub notes: Vec<Text>,
}

/// A step of a scale on which results are placed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RubricLevel {
    /// Identifier inside the credential.
    pub id: Option<String>,
    /// Name.
    pub name: Text,
    /// The step as issued, such as `3` or `expert`.
    pub level: Option<String>,
    /// Points for it, as issued.
    pub points: Option<String>,
    /// What it stands for.
    pub description: Text,
    /// What it corresponds to elsewhere.
    pub alignments: Vec<Alignment>,
}

/// Something in a framework that the credential says it corresponds to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Alignment {
    /// Name of what is aligned to.
    pub name: Text,
    /// Its address, as text. Never fetched.
    pub url: Option<String>,
    /// Its code in the framework.
    pub code: Option<String>,
    /// What kind of thing it is, as issued.
    pub kind: Option<String>,
    /// The framework.
    pub framework: Text,
    /// Description.
    pub description: Text,
}

/// A result that was reached: a grade, a score, a level, a status.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LearningResult {
    /// What was measured.
    pub title: Text,
    /// What kind of result, as issued: `LetterGrade`, `RubricCriterionLevel` …
    pub kind: Option<String>,
    /// The value as issued.
    pub value: Option<String>,
    /// The status as issued: `Completed`, `Failed` …
    pub status: Option<String>,
    /// The level that was reached.
    pub achieved_level: Option<RubricLevel>,
    /// The level that had to be reached.
    pub required_level: Option<RubricLevel>,
    /// The value that had to be reached.
    pub required_value: Option<String>,
    /// The values that are possible, from low to high.
    pub allowed_values: Vec<String>,
    /// Lowest possible value.
    pub minimum: Option<String>,
    /// Highest possible value.
    pub maximum: Option<String>,
    /// The whole scale.
    pub levels: Vec<RubricLevel>,
    /// What it corresponds to elsewhere.
    pub alignments: Vec<Alignment>,
}

/// What had to be done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Criteria {
    /// In words; may be Markdown, never interpreted here.
    pub narrative: Text,
    /// Address of a page about it, as text. Never fetched.
    pub url: Option<String>,
}

/// Something else that an achievement is related to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Related {
    /// Its identifier.
    pub id: Option<String>,
    /// Its version, as issued.
    pub version: Option<String>,
    /// Its language, as issued.
    pub language: Option<String>,
}
