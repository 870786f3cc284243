//! Things and what is said about them, where no profile knows them more closely.

use serde::{Deserialize, Serialize};

/// A thing, and what the credential says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Described {
    /// Identifier.
    pub id: Option<String>,
    /// Names of its types.
    pub kinds: Vec<String>,
    /// What is said about it. Empty for a thing that is only named.
    pub statements: Vec<Statement>,
}

/// One property of a thing and its values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Statement {
    /// IRI of the property.
    pub property: String,
    /// The last part of the IRI, in words. Not translated.
    pub label: String,
    /// The values, in the order of the document.
    pub values: Vec<StatementValue>,
}

/// A value of a property.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StatementValue {
    /// Text.
    Text {
        /// The text.
        text: String,
        /// BCP 47 tag, lower case; `None` when none is given.
        language: Option<String>,
    },
    /// A number, date or other value that is not text for reading.
    Typed {
        /// The value as issued.
        text: String,
        /// IRI of its datatype.
        datatype: String,
    },
    /// A thing, with what is said about it.
    Thing(Described),
}
