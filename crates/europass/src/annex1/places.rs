//! Where each element may stand, by form. The first place is the one to recommend.
//!
//! The mapping to ELM is inferred from the published shapes and the Commission's own samples; no official table is
//! public. Open Badges has fields for a few elements; for others a badge can be aligned to a term of the European
//! vocabularies, which is exact, while its criteria and descriptions are prose and count for nothing.

use vc::ProfileId;

use super::element::Element;

/// The shape of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// European Learning Model.
    Elm,
    /// Open Badges, and whatever else is linked data.
    Badge,
    /// The flat claims of `urn:eu.europa.ec.eudi:learning:credential:1`.
    Claims,
}

/// A place: names of properties, joined by dots; lists and references are passed through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// From the credential.
    Credential(&'static str),
    /// From the credential, as long as it awards one thing only.
    Only(&'static str),
    /// From what is awarded: an achievement (ELM), a subject (badges), the claims themselves.
    Award(&'static str),
    /// An alignment to a term of these vocabularies, from what is awarded.
    Aligned(&'static str, &'static [&'static str]),
    /// An alignment to a competency, from what is awarded.
    Competency(&'static str),
    /// An identifier that says who it is, from what is awarded.
    Identity(&'static str),
}

impl Place {
    pub(super) fn path(&self) -> &'static str {
        match self {
            Self::Credential(path) | Self::Only(path) | Self::Award(path) => path,
            Self::Aligned(path, _) | Self::Competency(path) | Self::Identity(path) => path,
        }
    }

    pub(super) fn is_in_award(&self) -> bool {
        !matches!(self, Self::Credential(_) | Self::Only(_))
    }

    pub(super) fn is_about_the_only_award(&self) -> bool {
        matches!(self, Self::Only(_))
    }

    /// How to say it to an issuer.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Aligned(path, vocabularies) => {
                let vocabulary = vocabularies.first().copied().unwrap_or_default();
                format!("{path}.targetUrl = http://{vocabulary}…")
            }
            other => other.path().to_owned(),
        }
    }
}

impl Form {
    /// The forms that documents of a profile have.
    pub(super) fn of(profile: ProfileId) -> &'static [Self] {
        match profile {
            ProfileId::Edc => &[Self::Elm],
            ProfileId::SdJwtVc => &[Self::Claims, Self::Elm, Self::Badge],
            _ => &[Self::Badge],
        }
    }

    /// The form to recommend for a profile.
    pub(super) fn main(profile: ProfileId) -> Self {
        match profile {
            // The flat claims have no type of assessment.
            ProfileId::Edc | ProfileId::SdJwtVc => Self::Elm,
            _ => Self::Badge,
        }
    }

    /// Where an element may stand.
    pub(super) fn places(self, element: Element) -> &'static [Place] {
        match self {
            Self::Elm => elm(element),
            Self::Badge => badge(element),
            Self::Claims => claims(element),
        }
    }
}

use Place::{Aligned, Award, Competency, Credential, Identity, Only};

fn elm(element: Element) -> &'static [Place] {
    match element {
        // A date of birth alone is nobody's name.
        Element::Learner => &[
            Credential("credentialSubject.fullName"),
            Credential("credentialSubject.givenName"),
            Credential("credentialSubject.familyName"),
            Credential("credentialSubject.nationalID.notation"),
            Credential("credentialSubject.identifier.notation"),
        ],
        Element::Title => &[Award("title"), Award("specifiedBy.title"), Credential("displayParameter.title")],
        Element::IssuerCountry => &[
            Award("awardedBy.awardingBody.location.address.countryCode"),
            Award("awardedBy.awardingBody.location.spatialCode"),
            Credential("issuer.location.address.countryCode"),
            Credential("issuer.eIDASIdentifier.spatial"),
        ],
        Element::AwardingBody => &[
            Award("awardedBy.awardingBody.legalName"),
            Award("awardedBy.awardingBody.prefLabel"),
            Award("awardedBy.awardingBody.fullName"),
        ],
        Element::DateOfIssuing => &[
            Credential("issued"),
            Credential("issuanceDate"),
            Award("awardedBy.awardingDate"),
            Credential("validFrom"),
        ],
        Element::LearningOutcomes => &[
            Award("specifiedBy.learningOutcome.title"),
            Award("specifiedBy.learningOutcome.relatedESCOSkill"),
            Award("specifiedBy.learningOutcome.relatedSkill"),
            Award("specifiedBy.learningOutcomeSummary.noteLiteral"),
        ],
        Element::Workload => &[
            Award("specifiedBy.creditPoint.point"),
            Award("specifiedBy.volumeOfLearning"),
            Award("creditReceived.point"),
            Award("influencedBy.workload"),
        ],
        Element::Level => &[
            Award("specifiedBy.eqfLevel"),
            Award("specifiedBy.nqfLevel"),
            Award("specifiedBy.educationLevel"),
        ],
        Element::AssessmentType => &[Award("provenBy.specifiedBy.dcType"), Award("provenBy.dcType")],
        Element::Participation => &[Award("specifiedBy.mode"), Award("influencedBy.specifiedBy.mode")],
        Element::QualityAssurance => &[
            Award("specifiedBy.accreditation"),
            Award("awardedBy.awardingBody.accreditation"),
            Only("evidence.accreditation"),
        ],
        Element::Prerequisites => &[Award("specifiedBy.entryRequirement.noteLiteral")],
        Element::Supervision => &[Award("provenBy.idVerification")],
        Element::Grade => &[Award("provenBy.grade.noteLiteral")],
        Element::Stackability => &[
            Award("specifiedBy.isPartialQualification"),
            Award("isPartOf"),
            Award("hasPart"),
            Award("specifiedBy.isPartOf"),
            Award("specifiedBy.hasPart"),
            Award("entitlesTo"),
        ],
        Element::FurtherInformation => &[
            Award("specifiedBy.additionalNote.noteLiteral"),
            Award("additionalNote.noteLiteral"),
            Award("specifiedBy.supplementaryDocument"),
            Award("supplementaryDocument"),
            Award("specifiedBy.homepage"),
        ],
    }
}

fn badge(element: Element) -> &'static [Place] {
    match element {
        Element::Learner => &[
            Award("identifier.identityHash"),
            Identity("id"),
            Award("name"),
            Award("givenName"),
            Award("familyName"),
        ],
        Element::Title => &[Award("achievement.name"), Credential("name")],
        Element::IssuerCountry => &[
            Credential("issuer.address.addressCountryCode"),
            Credential("issuer.address.addressCountry"),
            Credential("issuer.address.addressRegion"),
            Award("source.address.addressCountryCode"),
            Award("source.address.addressCountry"),
        ],
        Element::AwardingBody => &[Credential("issuer.name"), Award("source.name")],
        Element::DateOfIssuing => {
            &[Credential("awardedDate"), Credential("validFrom"), Credential("issuanceDate")]
        }
        Element::LearningOutcomes => &[Competency("achievement.alignment"), Competency("result.alignment")],
        Element::Workload => &[Award("achievement.creditsAvailable"), Award("creditsEarned")],
        Element::Level => &[Aligned(ALIGNMENT, &["data.europa.eu/snb/eqf/", "data.europa.eu/snb/qdr/"])],
        Element::AssessmentType => &[Aligned(ALIGNMENT, &["data.europa.eu/snb/assessment/"])],
        // So the vocabulary of forms of participation is called.
        Element::Participation => &[Aligned(ALIGNMENT, &["data.europa.eu/snb/learning-assessment/"])],
        Element::QualityAssurance => &[Aligned(ALIGNMENT, &["data.europa.eu/snb/accreditation/"])],
        Element::Supervision => &[Aligned(ALIGNMENT, &["data.europa.eu/snb/supervision-verification/"])],
        Element::Grade => &[Award("result.value"), Award("result.achievedLevel")],
        Element::FurtherInformation => &[Award("achievement.criteria.id"), Credential("issuer.url")],
        Element::Prerequisites | Element::Stackability => &[],
    }
}

const ALIGNMENT: &str = "achievement.alignment";

/// Names of both editions that the reference issuer has had. There is none for the type of assessment.
fn claims(element: Element) -> &'static [Place] {
    match element {
        Element::Learner => &[Award("learner_identification"), Award("family_name"), Award("given_name")],
        Element::Title => &[Award("achievement_title")],
        Element::IssuerCountry => &[Award("issuing_country")],
        Element::AwardingBody => &[Award("issuing_authority")],
        Element::DateOfIssuing => &[Award("date_of_issuance"), Award("iat")],
        Element::LearningOutcomes => &[Award("learning_outcomes")],
        Element::Workload => &[Award("expected_study_time")],
        Element::Level => &[Award("level_of_learning_experience")],
        Element::AssessmentType => &[],
        Element::Participation => &[Award("form_of_participation")],
        Element::QualityAssurance => &[Award("types_of_quality_assurance")],
        Element::Prerequisites => &[Award("prerequisites_to_enroll")],
        Element::Supervision => &[Award("evaluator_verification")],
        Element::Grade => &[Award("assessment_grade")],
        Element::Stackability => &[Award("integration_stackability_options")],
        Element::FurtherInformation => &[],
    }
}
