//! Conditions and their targets: what must come together.

use serde::{Deserialize, Serialize};

use super::{Constraint, NodeId, Words};
use crate::{
    award::{Kind, Level},
    credits::Credits,
};

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
