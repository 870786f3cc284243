//! Documents that a credential names beside what it says, or carries.

use serde::{Deserialize, Serialize};

use super::Text;

/// A document. What is only named is never fetched, and what is carried is never opened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Supplement {
    /// Title.
    pub title: Text,
    /// Description.
    pub description: Text,
    /// Where it is said to be, as text.
    pub url: Option<String>,
    /// The file, where the credential carries it.
    pub file: Option<CarriedFile>,
}

/// A file inside a credential.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CarriedFile {
    /// What kind of file it is, by the credential's own word.
    pub media_type: Option<String>,
    /// Its size in bytes, and their SHA-256 in hexadecimal digits; `None` when it is not in base64.
    pub content: Option<CarriedContent>,
}

/// What is inside a carried file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CarriedContent {
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256, in hexadecimal digits.
    pub sha256: String,
}
