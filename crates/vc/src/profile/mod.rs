//! What claims mean: one folder per data model.
//!
//! A new profile is a folder with an implementation of [`Profile`] and one line in [`PROFILES`].

mod edc;

use jiff::Timestamp;
use serde_json::Value;

use crate::report::{Code, ProfileId};
use crate::view::CredentialView;

/// All profiles. The first that recognises a document reads it.
pub(crate) static PROFILES: &[&dyn Profile] = &[&edc::Edc];

/// A data model: recognises its documents and reads them.
pub(crate) trait Profile: Sync {
    /// Its name in reports.
    fn id(&self) -> ProfileId;
    /// True when the document says it is of this profile. Looks at the type only.
    fn recognises(&self, document: &Value) -> bool;
    /// Reads the document. Total: what is missing is left empty, what is broken is a finding.
    fn read(&self, document: &Value) -> Reading;
}

/// What a profile makes of a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    /// For people.
    pub(crate) view: CredentialView,
    /// For the issuer check: what must agree with the certificate. `None`: the document does not say.
    pub(crate) issuer_identifier: Option<String>,
    /// Latest of the dates from which it is in force.
    pub(crate) valid_from: Option<Timestamp>,
    /// Earliest of the dates until which it is in force.
    pub(crate) valid_until: Option<Timestamp>,
    /// Number of status entries it declares.
    pub(crate) status_entries: usize,
    /// Why the format check does not pass, if so.
    pub(crate) format: Option<ReadingFault>,
    /// A date that decides about validity and cannot be read, as `field = value`.
    pub(crate) unreadable_date: Option<(String, String)>,
    /// Rules of the profile that are broken, in document order.
    pub(crate) broken_rules: Vec<BrokenRule>,
}

/// Why a document does not parse as its profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadingFault {
    /// The code to report.
    pub(crate) code: Code,
    /// The value at fault.
    pub(crate) value: String,
}

/// A rule of the profile that the document breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BrokenRule {
    /// The rule's name: `<Class>.<property> <min>..<max>` or `<Class>.<property> in <scheme>`, as in the
    /// published shapes.
    pub(crate) rule: String,
    /// JSON pointer to the object that breaks it.
    pub(crate) at: String,
}
