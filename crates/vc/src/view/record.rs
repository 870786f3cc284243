//! A record of several credentials, and how what they are about belongs together.

use serde::{Deserialize, Serialize};

use super::Claim;

/// What a learner record says beside the credentials that it carries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LearnerRecord {
    /// Whether its issuer knows of more credentials of the learner; `None`: it does not say.
    pub partial: Option<bool>,
    /// The achievements that it describes. That the learner reached one is said by a credential in it, if at all.
    pub achievements: Vec<Claim>,
    /// How achievements and credentials belong together.
    pub associations: Vec<Association>,
}

/// That two achievements or credentials belong together, read from the first to the second.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Association {
    /// How, as issued: `isPartOf`, `precedes` …
    pub kind: String,
    /// Identifier of the first.
    pub source: String,
    /// Identifier of the second.
    pub target: String,
}
