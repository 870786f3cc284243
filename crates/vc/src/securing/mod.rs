//! How integrity is protected: one folder per mechanism.
//!
//! A new mechanism is a folder with an implementation of [`Securing`] and one line in [`SECURING`].

pub mod jades;
pub mod jws;

use jiff::Timestamp;

use crate::key::chain::Paths;
use crate::report::{CheckResult, SealSummary, SecuringId};
use crate::trust::TrustList;
use crate::verify::evidence::{Evidence, Need};
use crate::verify::unverified::Unreadable;

/// All mechanisms. The first that recognises the bytes splits them.
pub(crate) static SECURING: &[&dyn Securing] = &[&jades::Jades];

/// A way to protect integrity: separates the content from its protection.
pub(crate) trait Securing: Sync {
    /// Its name in reports.
    fn id(&self) -> SecuringId;
    /// Splits the bytes of a file; `None` when they are not of this mechanism at all.
    ///
    /// # Errors
    /// When they are, but cannot be read.
    fn split(&self, bytes: &[u8]) -> Result<Option<Box<dyn Secured>>, Unreadable>;
}

/// A document with its protection, nothing proven yet.
pub(crate) trait Secured: Send + Sync {
    /// What the protection covers; `None` when it is not in the file.
    fn content(&self) -> Option<&[u8]>;
    /// What else it would help to know. Nothing is asked that could not change an outcome.
    fn needs(&self, evidence: &Evidence, trust: &[TrustList]) -> Vec<Need>;
    /// Answers the checks that are about keys and signatures.
    fn prove(&self, question: &Question<'_>) -> Answer;
}

/// What a mechanism is asked.
pub(crate) struct Question<'a> {
    /// How the content names its issuer.
    pub(crate) issuer_identifier: Option<&'a str>,
    /// Name of the issuer in the content, for people.
    pub(crate) issuer_name: &'a str,
    /// Answers at hand.
    pub(crate) evidence: &'a Evidence,
    /// Who is trusted.
    pub(crate) trust: &'a [TrustList],
    /// Paths known already.
    pub(crate) paths: &'a Paths,
    /// The time to judge for.
    pub(crate) at: Timestamp,
}

/// What a mechanism answers.
pub(crate) struct Answer {
    /// The signature check.
    pub(crate) signature: CheckResult,
    /// The issuer check.
    pub(crate) issuer: CheckResult,
    /// The recognition check.
    pub(crate) recognition: CheckResult,
    /// The seal's side of the validity check; dates in the content come on top.
    pub(crate) validity: CheckResult,
    /// For people.
    pub(crate) seal: Option<SealSummary>,
}
