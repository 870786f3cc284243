//! Reading what others wrote: strict, bounded, and with the place of a mistake.

use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use crate::{award::Award, limits, lint, plan::Plan, qualification::Qualification};

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is larger than [`limits::MAX_FILE_BYTES`].
    #[error("{bytes} bytes are too many")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is not JSON, or not of the shape that is asked.
    #[error("{problem}, at {at:?} (line {line}, column {column})")]
    Shape {
        /// JSON pointer to the value that was being read.
        at: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong, in English.
        problem: String,
    },
    /// The rules contradict themselves.
    #[error("{} mistakes in the rules, first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Mistakes(Vec<lint::Mistake>),
}

impl ReadError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too_large",
            Self::Shape { .. } => "wrong_shape",
            Self::Mistakes(_) => "contradictory_rules",
        }
    }
}

impl Qualification {
    /// Reads rules in the format `tessera-qualification/1`, and checks that they make sense together.
    ///
    /// ```
    /// let mistake = stack::Qualification::from_json(br#"{"format":"tessera-qualification/1","colour":"red"}"#);
    /// assert_eq!(mistake.expect_err("an unknown member").code(), "wrong_shape");
    /// ```
    ///
    /// # Errors
    /// When it is too large, has an unknown or missing member, or contradicts itself.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ReadError> {
        let read: Self = parse(bytes)?;
        let mistakes = lint::mistakes(&read);
        if mistakes.is_empty() { Ok(read) } else { Err(ReadError::Mistakes(mistakes)) }
    }
}

impl Award {
    /// Reads an array of awards.
    ///
    /// # Errors
    /// When it is too large, or has an unknown or missing member.
    pub fn list_from_json(bytes: &[u8]) -> Result<Vec<Self>, ReadError> {
        parse(bytes)
    }
}

impl Plan {
    /// Reads a report that was saved, to check it again.
    ///
    /// # Errors
    /// When it is too large, or has an unknown or missing member.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ReadError> {
        parse(bytes)
    }
}

/// Reads any of the types of this crate, such as [`Policy`](crate::Policy) or a list of equivalences.
///
/// # Errors
/// When it is too large, or has an unknown or missing member.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ReadError> {
    if bytes.len() > limits::MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let at = pointer(error.path());
        shape(at, error.inner())
    })?;
    json.end().map_err(|error| shape(String::new(), &error))?;
    Ok(read)
}

fn shape(at: String, error: &serde_json::Error) -> ReadError {
    let text = error.to_string();
    let problem = text.rsplit_once(" at line ").map_or(text.as_str(), |(problem, _)| problem);
    ReadError::Shape { at, line: error.line(), column: error.column(), problem: problem.to_owned() }
}

fn pointer(path: &Path) -> String {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Segment::Enum { variant } => Some(format!("/{variant}")),
            Segment::Unknown => None,
        })
        .collect()
}
