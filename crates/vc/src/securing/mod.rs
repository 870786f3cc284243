//! How integrity is protected: one folder per mechanism.
//!
//! A new mechanism is a folder with an implementation of [`Securing`] and one line in [`SECURING`].

mod certified;
pub(crate) mod data_integrity;
pub mod jades;
pub mod jws;
mod open_badges_2;
pub(crate) mod owner;
pub mod sd_jwt;
pub mod selective;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::container::Piece;
use crate::json::{self, JsonFault};
use crate::key::chain::Paths;
use crate::linked::Linked;
use crate::report::{CheckResult, DocumentKind, ProofSummary, SealSummary, SecuringId, UnsignedPart};
use crate::trust::TrustList;
use crate::verify::challenge::{Challenge, Shown};
use crate::verify::evidence::{Evidence, Need};
use crate::verify::policy::Policy;
use crate::verify::unverified::Unreadable;
use crate::verify::work::Work;

/// All mechanisms. The first that recognises a piece splits it.
pub(crate) static SECURING: &[&dyn Securing] = &[
    &open_badges_2::HostedBadge,
    &open_badges_2::SignedBadge,
    &sd_jwt::SdJwt,
    &jws::Jws,
    &jades::Jades,
    &data_integrity::DataIntegrity,
];

/// A way to protect integrity: separates the content from its protection.
pub(crate) trait Securing: Sync {
    /// Its name in reports.
    fn id(&self) -> SecuringId;
    /// True when the piece is protected in this way. Looks at names only.
    fn recognises(&self, piece: &Piece) -> bool;
    /// Splits a piece that it recognises.
    ///
    /// # Errors
    /// When it cannot be read.
    fn split(&self, piece: Piece) -> Result<Split, Unreadable>;
}

/// Content and its protection, apart.
pub(crate) struct Split {
    /// The protection.
    pub(crate) secured: Box<dyn Secured>,
    /// What it protects.
    pub(crate) content: Content,
}

/// What is protected.
pub(crate) struct Content {
    /// The document, or why it is not strict JSON.
    pub(crate) document: Result<Value, JsonFault>,
    /// Where it is not strict: a lenient look at it, only to tell the profile.
    pub(crate) glimpse: Option<Value>,
}

impl Content {
    /// Reads signed bytes.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let document = json::parse(bytes);
        let glimpse = document.as_ref().err().and_then(|_| serde_json::from_slice(bytes).ok());
        Self { document, glimpse }
    }
}

/// The protection of a document, nothing proven yet.
pub(crate) trait Secured: Send + Sync {
    /// What else it would help to know. Nothing is asked that could not change an outcome.
    fn needs(&self, evidence: &Evidence, trust: &[TrustList]) -> Vec<Need>;
    /// Answers the checks that are about keys and signatures.
    fn prove(&self, question: &Question<'_, '_>) -> Answer;
    /// The status, where the protection says something about it beside the content. What was fetched over
    /// `longest` before is stale.
    fn status(&self, _: &Evidence, _at: Timestamp, _longest: SignedDuration) -> Option<CheckResult> {
        None
    }
}

/// What a mechanism is asked.
pub(crate) struct Question<'a, 'd> {
    /// The content as linked data; `None` when it is no JSON.
    pub(crate) linked: Option<&'a Linked<'d>>,
    /// What kind of document it is: a presentation is signed to show who somebody is, and not to assert.
    pub(crate) kind: DocumentKind,
    /// How the content names its issuer, or the holder of a presentation.
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
    /// What is asked of whoever shows the credential.
    pub(crate) challenge: &'a Challenge,
    /// For whom it is judged.
    pub(crate) policy: Policy,
    /// What may be spent.
    pub(crate) work: &'a Work,
}

/// What a mechanism answers.
pub(crate) struct Answer {
    /// The signature check.
    pub(crate) signature: CheckResult,
    /// The issuer check.
    pub(crate) issuer: CheckResult,
    /// The recognition check.
    pub(crate) recognition: CheckResult,
    /// The protection's side of the validity check; dates in the content come on top.
    pub(crate) validity: CheckResult,
    /// The protection's side of the format check, where it has one.
    pub(crate) format: Option<CheckResult>,
    /// The holder check, where somebody shows the key that the credential is bound to, or had to.
    pub(crate) holder: Option<CheckResult>,
    /// Who shows it, for a presentation: one for each signature that holds.
    pub(crate) showings: Vec<Showing>,
    /// For people.
    pub(crate) seal: Option<SealSummary>,
    /// For people: each proof.
    pub(crate) proofs: Vec<ProofSummary>,
    /// What stands in the protection and is in no signature.
    pub(crate) unsigned: Vec<UnsignedPart>,
    /// True when the signatures that hold cover the text itself, also what it says by no quad.
    pub(crate) covers_text: bool,
}

/// That somebody signed a presentation.
pub(crate) struct Showing {
    /// The key's side of the holder check.
    pub(crate) key: CheckResult,
    /// Who it is, where that can be told.
    pub(crate) presenter: Option<String>,
    /// What was signed with it.
    pub(crate) shown: Shown,
}

impl Showing {
    /// By the owner of a key, for a signature that holds.
    pub(crate) fn by(owner: &owner::Owner, shown: Shown, question: &Question<'_, '_>) -> Self {
        let presenter = owner.identifier().map(str::to_owned);
        Self { key: owner.check_presenter(question), presenter, shown }
    }
}
