//! What a person puts in: definitions of goals, and decisions of recognition.

use serde::{Deserialize, Serialize};
use vc::view::Text;

/// What became of a file with definitions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AddedGoals {
    /// In the order of the file.
    pub goals: Vec<AddedGoal>,
}

/// A definition that was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AddedGoal {
    /// Id of its rules.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Whether it took the place of one that was added before.
    pub replaced: bool,
    /// What of the file could not be expressed as rules, in its order.
    pub unexpressed: Vec<Unexpressed>,
}

/// Something of a file that the rules do not say. Stored with added goals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Unexpressed {
    /// JSON pointer into the file.
    pub at: String,
    /// What: `rule_in_words`, `slot_content`, `slot_without_credits`, `foreign_structure`, `parts_of_unit`,
    /// `constraint`, `operator`, `reference`, `order`, `credit_value`.
    pub what: String,
}

/// A decision of recognition to put into the ledger. It is switched off at first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    /// Code of the unit that was achieved.
    pub from: String,
    /// Code of the unit that it stands for.
    pub to: String,
    /// Credits it has there; `None`: those of the award.
    pub credits: Option<String>,
    /// What they are counted in. Needed with credits.
    pub framework: Option<String>,
    /// Who decided.
    pub decided_by: String,
    /// When, `2026-11-22`.
    pub date: String,
    /// Where the decision can be seen.
    pub evidence: String,
    /// Qualifications it was made for, by id; empty: any.
    pub scope: Vec<String>,
    /// The pack that it answers, by the SHA-256 of its contents.
    #[serde(default)]
    pub answers: Option<String>,
}

/// The pack that a decision answers, as it was told when the decision was entered. Stored with the decision, so that it
/// is still known when the history was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Answered {
    /// SHA-256 of its contents, in hexadecimal.
    pub sha256: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// For whom.
    pub audience: String,
}
