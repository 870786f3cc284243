//! The common, display-ready description of a credential, whatever its profile.
//!
//! A view is built from what the signature covers and from nothing else. It is still only what the
//! issuer *says*; whether to believe it is the [`Report`](crate::Report)'s matter.

mod accreditation;
mod achievement;
mod described;
mod jurisdiction;
mod place;
mod process;
mod record;
mod supplement;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use accreditation::{Accreditation, Scope};
pub use achievement::{Alignment, Criteria, LearningOutcome, LearningResult, Related, RubricLevel};
pub use described::{Described, Statement, StatementValue};
pub use place::{Place, PlaceOf};
pub use process::Process;
pub use record::{Association, LearnerRecord};
pub use supplement::{CarriedContent, CarriedFile, Supplement};

/// Text in one or more languages: BCP 47 tag (lower case, `und` when none is given) to text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Text(pub BTreeMap<String, String>);

impl Text {
    /// The text in the first of `languages` that it has, else in English, else in any language.
    #[must_use]
    pub fn pick<'a>(&'a self, languages: &[&str]) -> Option<&'a str> {
        languages
            .iter()
            .chain(&["en", "und"])
            .find_map(|language| self.0.get(*language))
            .or_else(|| self.0.values().next())
            .map(String::as_str)
    }

    /// True when there is no text in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A term from a vocabulary: its identifier and its label as the credential gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Concept {
    /// URI of the term.
    pub id: Option<String>,
    /// Label.
    pub label: Text,
}

/// An organisation or a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Party {
    /// Identifier inside the credential.
    pub id: Option<String>,
    /// Name.
    pub name: Text,
    /// Legal identifier (for EDC issuers: the eIDAS identifier).
    pub legal_identifier: Option<String>,
    /// Country.
    pub country: Option<Concept>,
    /// Web address, as text. Never fetched.
    pub homepage: Option<String>,
    /// Description.
    #[serde(default)]
    pub description: Text,
    /// Logo or portrait, when it is carried inside the credential.
    #[serde(default)]
    pub image: Option<Image>,
}

/// The learner that the credential is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Subject {
    /// Identifier inside the credential.
    pub id: Option<String>,
    /// Full name.
    pub name: Text,
    /// Date of birth as issued.
    pub date_of_birth: Option<String>,
    /// Other identifiers by which the learner is named.
    #[serde(default)]
    pub identifiers: Vec<Identifier>,
}

/// An identifier that stands in a credential, in the open or as a hash.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Identifier {
    /// What kind of identifier, as issued: `emailAddress`, `studentId` …
    pub kind: Option<String>,
    /// The identifier, or its hash.
    pub value: String,
    /// True when `value` is a hash.
    pub hashed: bool,
    /// What was added before hashing.
    pub salt: Option<String>,
}

/// A picture carried inside the credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Image {
    /// Language of the page.
    pub language: Option<String>,
    /// Page number, from 1.
    pub page: u32,
    /// `image/png` or `image/jpeg`, decided from the bytes, not from the label.
    pub media_type: String,
    /// The picture, base64.
    pub base64: String,
}

/// Credit points.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Credit {
    /// The framework, such as ECTS.
    pub framework: Concept,
    /// Number of points as issued (a decimal as text, never rounded).
    pub points: String,
}

/// What the issuer looked at before it issued the credential.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CredentialEvidence {
    /// Identifier; often an address. Never fetched.
    pub id: Option<String>,
    /// Names of its types.
    pub kinds: Vec<String>,
    /// Name.
    pub name: Text,
    /// Description.
    pub description: Text,
    /// How it came about, in words.
    pub narrative: Text,
    /// Genre, as issued.
    pub genre: Text,
    /// Whom it is meant for.
    pub audience: Text,
    /// What else is said about it.
    pub statements: Vec<Statement>,
}

/// A variant of a European Digital Credential, by its own word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    /// Its provider says that it is accredited for what it awards.
    Accredited,
    /// It was made from a credential of another format; its seal is of whoever converted it.
    Converted,
    /// It was sealed by an organisation that another one asked to.
    IssuedByMandate,
    /// It supplements a diploma.
    DiplomaSupplement,
    /// It is itself an accreditation.
    Accreditation,
}

/// What an endorsement says about what it endorses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Endorsement {
    /// Identifier of what is endorsed.
    pub of: Option<String>,
    /// The endorsement in words.
    pub comment: Text,
}

/// How something was assessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Assessment {
    /// Title.
    pub title: Text,
    /// Type of assessment.
    pub kinds: Vec<Concept>,
    /// Grade as issued.
    pub grade: Text,
    /// Supervision and identity verification.
    pub identity_check: Option<Concept>,
    /// When it took place or was graded, as issued.
    pub date: Option<String>,
}

/// What kind of claim is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// Something was achieved.
    #[default]
    Achievement,
    /// Something was attended or done.
    Activity,
    /// Something was assessed.
    Assessment,
    /// A right was given.
    Entitlement,
}

/// One claim about the learner, with its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Claim {
    /// Identifier inside the credential.
    pub id: Option<String>,
    /// What kind of claim.
    pub kind: ClaimKind,
    /// Title.
    pub title: Text,
    /// Description.
    pub description: Text,
    /// Who awarded it.
    pub awarded_by: Vec<Party>,
    /// When it was awarded, as issued.
    pub awarded_on: Option<String>,
    /// Learning outcomes.
    pub outcomes: Vec<LearningOutcome>,
    /// Learning outcomes as one text.
    pub outcome_summary: Text,
    /// Credit points.
    pub credits: Vec<Credit>,
    /// Notional workload as issued (ISO 8601 duration); never repaired.
    pub workload: Option<String>,
    /// EQF level.
    pub eqf_level: Option<Concept>,
    /// Levels of national frameworks.
    pub nqf_levels: Vec<Concept>,
    /// Assessments.
    pub assessments: Vec<Assessment>,
    /// Form of participation.
    pub modes: Vec<Concept>,
    /// Setting (formal, non-formal).
    pub setting: Option<Concept>,
    /// Quality assurance: titles of accreditations.
    pub quality_assurance: Vec<Text>,
    /// The accreditations behind it, each with what it covers.
    #[serde(default)]
    pub accreditations: Vec<Accreditation>,
    /// Fields of study, as terms (ISCED-F).
    #[serde(default)]
    pub fields: Vec<Concept>,
    /// What it entitles to: titles.
    #[serde(default)]
    pub entitlements: Vec<Text>,
    /// Prerequisites.
    pub entry_requirements: Text,
    /// Parts of this claim.
    pub parts: Vec<Claim>,
    /// Whom it is about, where the credential speaks about several.
    #[serde(default)]
    pub about: Option<String>,
    /// What kind of achievement, as issued: `Course`, `Certificate`, `BachelorDegree` …
    #[serde(default)]
    pub achievement_type: Option<String>,
    /// What had to be done for it.
    #[serde(default)]
    pub criteria: Option<Criteria>,
    /// Field of study.
    #[serde(default)]
    pub field_of_study: Text,
    /// Specialisation within the field.
    #[serde(default)]
    pub specialization: Text,
    /// Code under which people know it, such as a course number.
    #[serde(default)]
    pub code: Option<String>,
    /// Version of the description, as issued.
    #[serde(default)]
    pub version: Option<String>,
    /// Language of the description, as issued.
    #[serde(default)]
    pub language: Option<String>,
    /// Keywords.
    #[serde(default)]
    pub tags: Vec<String>,
    /// What it corresponds to in frameworks.
    #[serde(default)]
    pub alignments: Vec<Alignment>,
    /// Results that were reached.
    #[serde(default)]
    pub results: Vec<LearningResult>,
    /// Credit points that can be earned with it, as issued; those earned are in `credits`.
    #[serde(default)]
    pub credits_available: Option<String>,
    /// First day of what was done, as issued.
    #[serde(default)]
    pub started_on: Option<String>,
    /// Last day of what was done, as issued.
    #[serde(default)]
    pub ended_on: Option<String>,
    /// The learner's role.
    #[serde(default)]
    pub role: Text,
    /// The academic term.
    #[serde(default)]
    pub term: Text,
    /// Number of the licence that comes with it.
    #[serde(default)]
    pub license_number: Option<String>,
    /// Who described the achievement, which may be somebody else than who awarded it.
    #[serde(default)]
    pub created_by: Vec<Party>,
    /// What it is related to.
    #[serde(default)]
    pub related: Vec<Related>,
    /// Its picture, when it is carried inside the credential.
    #[serde(default)]
    pub image: Option<Image>,
    /// The maturity at which it was reached (awareness, practitioner, expert), where that is stated for the whole.
    #[serde(default)]
    pub maturity: Option<Concept>,
    /// Where it took place.
    #[serde(default)]
    pub places: Vec<Place>,
    /// Remarks.
    #[serde(default)]
    pub notes: Vec<Text>,
    /// Documents beside it.
    #[serde(default)]
    pub documents: Vec<Supplement>,
}

/// What a credential says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CredentialView {
    /// Identifier of the credential.
    pub id: Option<String>,
    /// Title.
    pub title: Text,
    /// Description.
    pub description: Text,
    /// Who issued (for EDC: sealed) it.
    pub issuer: Party,
    /// Whom it is about.
    pub subject: Subject,
    /// When it was issued, as issued.
    pub issued: Option<String>,
    /// In force from, as issued.
    pub valid_from: Option<String>,
    /// In force until, as issued.
    pub valid_until: Option<String>,
    /// The claims.
    pub claims: Vec<Claim>,
    /// Pictures of the certificate.
    pub images: Vec<Image>,
    /// Languages that the credential is written in, main language first.
    pub languages: Vec<String>,
    /// Names of its types, in the order of the document; the type that all credentials share is left out.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// What the issuer looked at.
    #[serde(default)]
    pub evidence: Vec<CredentialEvidence>,
    /// What an endorsement says; for endorsements only.
    #[serde(default)]
    pub endorsement: Option<Endorsement>,
    /// Each subject with all that is said about it, where no profile knows the claims more closely.
    #[serde(default)]
    pub subjects: Vec<Described>,
    /// The variants that it says it is of; for European Digital Credentials only.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// How what it carries belongs together; for learner records only.
    #[serde(default)]
    pub record: Option<LearnerRecord>,
    /// What else the credential says about itself.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// The schemas that it says it follows, by address. Never fetched.
    #[serde(default)]
    pub schemas: Vec<String>,
    /// Number of pictures that are not inside the credential. They are never loaded.
    #[serde(default)]
    pub remote_images: u32,
    /// Documents that come with the credential as a whole.
    #[serde(default)]
    pub documents: Vec<Supplement>,
}
