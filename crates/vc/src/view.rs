//! The common, display-ready description of a credential, whatever its profile.
//!
//! A view is built from what the signature covers and from nothing else. It is still only what the
//! issuer *says*; whether to believe it is the [`Report`](crate::Report)'s matter.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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

/// Something the learner can do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LearningOutcome {
    /// Title.
    pub title: Text,
    /// Related skills (ESCO and others).
    pub skills: Vec<Concept>,
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
    /// Prerequisites.
    pub entry_requirements: Text,
    /// Parts of this claim.
    pub parts: Vec<Claim>,
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
}
