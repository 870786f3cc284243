//! Rules that others published, in their own formats. What cannot be expressed is named, never guessed.

pub mod ctdl;
pub mod eperusteet;

use jiff::civil::Date;

use crate::{
    format::{ReadError, parse},
    qualification::Qualification,
};

/// What an import cannot know from the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// When the file was taken from its source.
    pub retrieved: Date,
    /// Under which terms.
    pub licence: String,
}

/// Rules from another format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The rules, as far as they could be expressed.
    pub qualification: Qualification,
    /// What could not be.
    pub unexpressed: Vec<Unexpressed>,
}

/// Something of a file that the rules do not say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unexpressed {
    /// JSON pointer into the file.
    pub at: String,
    /// What.
    pub what: Untold,
}

/// Kinds of what cannot be expressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Untold {
    /// A rule in words.
    RuleInWords,
    /// What may be in an open slot is said in words, or not at all; anything in the framework of the qualification is
    /// taken.
    SlotContent,
    /// An open slot states no credits.
    SlotWithoutCredits,
    /// A member that names another structure or a special role.
    ForeignStructure,
    /// Alternative parts of a unit.
    PartsOfUnit,
    /// A constraint on a property that awards do not have.
    Constraint,
    /// Which operator joins the parts; `all` was assumed.
    Operator,
    /// A reference to something that is not in the file.
    Reference,
    /// An order between things of which one is not a unit.
    Order,
    /// Credits that are no rule.
    CreditValue,
}

impl Untold {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::RuleInWords => "rule_in_words",
            Self::SlotContent => "slot_content",
            Self::SlotWithoutCredits => "slot_without_credits",
            Self::ForeignStructure => "foreign_structure",
            Self::PartsOfUnit => "parts_of_unit",
            Self::Constraint => "constraint",
            Self::Operator => "operator",
            Self::Reference => "reference",
            Self::Order => "order",
            Self::CreditValue => "credit_value",
        }
    }
}

/// Reads rules in any format that is known here: our own, an ePerusteet structure, or a CTDL pathway. Of several
/// structures in one file, all are given, in its order.
///
/// # Errors
/// When it is none of these, or its rules contradict themselves.
pub fn read(bytes: &[u8], provenance: &Provenance) -> Result<Vec<Imported>, ReadError> {
    match parse(bytes)? {
        serde_json::Value::Object(members) if members.contains_key("suoritustavat") => {
            eperusteet::read(bytes, provenance)
        }
        serde_json::Value::Object(members) if members.contains_key("@graph") => {
            ctdl::read(bytes, provenance).map(|one| vec![one])
        }
        _ => {
            let qualification = Qualification::from_json(bytes)?;
            Ok(vec![Imported { qualification, unexpressed: Vec::new() }])
        }
    }
}
