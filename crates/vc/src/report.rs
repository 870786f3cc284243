//! What verification says: eight checks, four outcomes, one verdict.

mod code;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::code::Code;
use crate::view::CredentialView;

/// The data model of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ProfileId {
    /// European Digital Credential for Learning (ELM 3).
    Edc,
    /// Open Badges 3.0: an achievement or an endorsement.
    #[serde(rename = "open_badges_3")]
    OpenBadges3,
    /// Open Badges 2.0 or 1.1: an assertion.
    #[serde(rename = "open_badges_2")]
    OpenBadges2,
    /// Comprehensive Learner Record 2.0: several credentials about one learner, and how they belong together.
    #[serde(rename = "clr_2")]
    Clr2,
    /// W3C Verifiable Credentials Data Model 2.0, of no profile that is known more closely.
    #[serde(rename = "vcdm_2")]
    Vcdm2,
    /// W3C Verifiable Credentials Data Model 1.1, of no profile that is known more closely.
    #[serde(rename = "vcdm_1")]
    Vcdm1,
    /// SD-JWT VC of the IETF.
    SdJwtVc,
}

/// What kind of document was judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// What an issuer says.
    #[default]
    Credential,
    /// What somebody shows: credentials, and who shows them.
    Presentation,
}

/// How the integrity of a credential is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SecuringId {
    /// JAdES, ETSI TS 119 182-1: a JWS with a certificate and time stamps.
    Jades,
    /// Verifiable Credential Data Integrity 1.0: proofs inside the document.
    DataIntegrity,
    /// A JSON Web Token that is the credential or holds it.
    Jws,
    /// Selective disclosure (RFC 9901): a token over digests, and what they are of.
    SdJwt,
    /// Nothing: the credential is unsigned.
    None,
}

/// The eight facts that are checked, in the order they are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// It parses strictly as its profile.
    Format,
    /// Every signature holds over exactly these bytes.
    Signature,
    /// The key belongs to the issuer that the credential names.
    Issuer,
    /// Somebody the reader trusts vouches for the issuer.
    Recognition,
    /// It is in force, and was sealed with a certificate valid at that time.
    Validity,
    /// It is neither revoked nor suspended.
    Status,
    /// The presenter holds the key that it is bound to.
    Holder,
    /// It has what its type requires.
    Schema,
}

impl Check {
    /// All checks, in reporting order.
    pub const ALL: [Check; 8] = [
        Check::Format,
        Check::Signature,
        Check::Issuer,
        Check::Recognition,
        Check::Validity,
        Check::Status,
        Check::Holder,
        Check::Schema,
    ];
}

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The fact holds.
    Pass,
    /// The fact does not hold.
    Fail,
    /// It could not be found out. Never counted as a pass.
    Undetermined,
    /// The question does not arise for this credential.
    NotApplicable,
}

/// The conclusion of a report; follows from its checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Genuine, unchanged, in force, and vouched for.
    Verified,
    /// Genuine, but nobody on the trust lists in use vouches for the issuer.
    Unrecognised,
    /// Something that matters could not be found out.
    Undetermined,
    /// Something that matters does not hold.
    Invalid,
}

/// One check and what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CheckResult {
    /// Which fact.
    pub check: Check,
    /// What it came to.
    pub outcome: Outcome,
    /// Why; present whenever the outcome is not a plain pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub code: Option<Code>,
    /// By whose word: `list@date`. Only for recognition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub by: Option<String>,
    /// The values that were compared, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub detail: BTreeMap<String, String>,
}

impl CheckResult {
    /// The fact holds.
    pub(crate) fn pass(check: Check) -> Self {
        Self { check, outcome: Outcome::Pass, code: None, by: None, detail: BTreeMap::new() }
    }

    /// The fact does not hold, and why.
    pub(crate) fn fail(check: Check, code: Code) -> Self {
        Self { outcome: Outcome::Fail, code: Some(code), ..Self::pass(check) }
    }

    /// It is not known whether the fact holds, and why.
    pub(crate) fn undetermined(check: Check, code: Code) -> Self {
        Self { outcome: Outcome::Undetermined, code: Some(code), ..Self::pass(check) }
    }

    /// The question does not arise, and why.
    pub(crate) fn not_applicable(check: Check, code: Code) -> Self {
        Self { outcome: Outcome::NotApplicable, code: Some(code), ..Self::pass(check) }
    }

    /// Adds a value that was compared.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.detail.insert(name.to_owned(), value.into());
        self
    }

    /// How bad the outcome is: 0 for a pass, then not applicable, undetermined, fail.
    pub(crate) fn severity(&self) -> u8 {
        match self.outcome {
            Outcome::Pass => 0,
            Outcome::NotApplicable => 1,
            Outcome::Undetermined => 2,
            Outcome::Fail => 3,
        }
    }
}

/// Everything that was found out about one credential at one time.
///
/// A stored report can be read back, but only a fresh one can become [`Verified`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Report {
    /// Version of this shape, for stored reports.
    pub version: u32,
    /// What kind of document it is.
    #[serde(default)]
    pub kind: DocumentKind,
    /// The data model.
    pub profile: ProfileId,
    /// The securing mechanism.
    pub securing: SecuringId,
    /// The conclusion.
    pub verdict: Verdict,
    /// All eight checks, in order.
    pub checks: Vec<CheckResult>,
    /// The time for which everything was judged.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub at: Timestamp,
    /// The seal, where there is one: by whom, when, with which certificate.
    pub seal: Option<SealSummary>,
    /// The proofs, where there are any.
    #[serde(default)]
    pub proofs: Vec<ProofSummary>,
    /// What stands in the file and is in no signature.
    #[serde(default)]
    pub unsigned: Vec<UnsignedPart>,
    /// The credentials that it carries, each judged by itself: the outer one does not vouch for them.
    #[serde(default)]
    pub nested: Vec<NestedReport>,
    /// What the credential says, read from what the signature covers.
    pub claims: CredentialView,
    /// SHA-256 of the original bytes, lower-case hex.
    pub sha256: String,
    /// Set by verification alone; a report that was read from storage has it not.
    #[serde(skip)]
    pub(crate) fresh: bool,
}

/// A credential that was verified just now. Only verification makes one.
#[derive(Debug, Clone)]
pub struct Verified(Report);

impl Verified {
    /// The report behind it.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.0
    }
}

/// Facts about a seal that a person may want to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SealSummary {
    /// Organisation in the certificate (subject O, else CN).
    pub sealed_by: String,
    /// `organizationIdentifier` of the certificate subject, when present.
    pub organization_identifier: Option<String>,
    /// Country of the certificate subject, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Name of the certificate's issuer.
    pub certificate_issuer: String,
    /// End of the certificate's own validity.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub certificate_until: Timestamp,
    /// Time that the signer claims (`sigT` or `iat`).
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub claimed_time: Option<Timestamp>,
    /// Time that a trusted time stamp proves.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub proven_time: Option<Timestamp>,
    /// Signature algorithm, as the header names it.
    pub algorithm: String,
}

/// One Data Integrity proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ProofSummary {
    /// Its cryptographic suite, as it names it.
    pub suite: String,
    /// The key that it names.
    pub verification_method: Option<String>,
    /// When it says that it was made.
    pub created: Option<String>,
    /// What its signature came to.
    pub outcome: Outcome,
    /// Why; present whenever the outcome is not a pass.
    pub code: Option<Code>,
    /// What had to be assumed for it to hold, such as an older edition of a context.
    pub notes: Vec<String>,
}

/// Something that stands in the file and is in no signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct UnsignedPart {
    /// JSON pointer.
    pub at: String,
    /// Why it is in no signature, stable snake case; see `jsonld::Why`.
    pub why: String,
    /// What stands there, shortened.
    pub value: String,
}

/// A credential inside another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NestedReport {
    /// JSON pointer to it.
    pub at: String,
    /// What it is there for.
    pub kind: NestedKind,
    /// True when it speaks about the very thing that carries it; an endorsement must.
    pub about_parent: bool,
    /// Its own report.
    pub report: Report,
}

/// What a nested credential is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NestedKind {
    /// It endorses an achievement, an issuer or a credential.
    Endorsement,
    /// Any other credential.
    Credential,
}

impl Report {
    /// Version written into new reports.
    pub const VERSION: u32 = 1;

    /// The result of one check.
    #[must_use]
    pub fn check(&self, check: Check) -> Option<&CheckResult> {
        self.checks.iter().find(|result| result.check == check)
    }

    /// The check that decides the verdict: the first that is as bad as the verdict says.
    #[must_use]
    pub fn deciding(&self) -> Option<&CheckResult> {
        let wanted = match self.verdict {
            Verdict::Verified => return None,
            Verdict::Invalid => Outcome::Fail,
            Verdict::Undetermined | Verdict::Unrecognised => Outcome::Undetermined,
        };
        self.checks.iter().find(|result| {
            result.outcome == wanted
                && result.check != Check::Schema
                && (self.verdict == Verdict::Unrecognised || result.check != Check::Recognition)
        })
    }

    /// The credential as verified.
    ///
    /// # Errors
    /// The report itself, when its verdict is another or it was read from storage.
    pub fn into_verified(self) -> Result<Verified, Box<Report>> {
        if self.fresh && self.verdict == Verdict::Verified { Ok(Verified(self)) } else { Err(Box::new(self)) }
    }
}
