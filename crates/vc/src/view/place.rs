//! Where something took place.

use serde::{Deserialize, Serialize};

use super::{Concept, Text};

/// A place that a claim names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "NamedPlace"))]
pub struct Place {
    /// What took place there.
    pub of: PlaceOf,
    /// What it is called.
    pub name: Text,
    /// Its address, as one text.
    pub address: Text,
    /// Country.
    pub country: Option<Concept>,
    /// The parts of a country in which it lies.
    pub areas: Vec<Concept>,
}

/// What took place somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PlaceOf {
    /// Learning.
    Learning,
    /// An assessment.
    Assessment,
    /// The award.
    Award,
}
