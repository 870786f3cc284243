//! The elements of Annex I.

use serde::Serialize;

/// An element of Annex I, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// Who learned.
    Learner,
    /// What the micro-credential is called.
    Title,
    /// The country or region of the issuer.
    IssuerCountry,
    /// Who awarded it.
    AwardingBody,
    /// When it was issued.
    DateOfIssuing,
    /// What the learner knows, understands and can do.
    LearningOutcomes,
    /// Notional workload, in ECTS wherever possible.
    Workload,
    /// Level, and cycle if there is one, of the learning experience.
    Level,
    /// Type of assessment.
    AssessmentType,
    /// Form of participation in the learning activity.
    Participation,
    /// Type of quality assurance behind it.
    QualityAssurance,
    /// What was needed to enrol.
    Prerequisites,
    /// Supervision and identity verification during assessment.
    Supervision,
    /// Grade achieved.
    Grade,
    /// How it can be combined with others.
    Stackability,
    /// Further information.
    FurtherInformation,
}

impl Element {
    /// All elements: the mandatory ones first.
    pub const ALL: [Self; 16] = [
        Self::Learner,
        Self::Title,
        Self::IssuerCountry,
        Self::AwardingBody,
        Self::DateOfIssuing,
        Self::LearningOutcomes,
        Self::Workload,
        Self::Level,
        Self::AssessmentType,
        Self::Participation,
        Self::QualityAssurance,
        Self::Prerequisites,
        Self::Supervision,
        Self::Grade,
        Self::Stackability,
        Self::FurtherInformation,
    ];

    /// True when Annex I demands it.
    #[must_use]
    pub fn is_mandatory(self) -> bool {
        self <= Self::QualityAssurance
    }

    /// Its name in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::Title => "title",
            Self::IssuerCountry => "issuer_country",
            Self::AwardingBody => "awarding_body",
            Self::DateOfIssuing => "date_of_issuing",
            Self::LearningOutcomes => "learning_outcomes",
            Self::Workload => "workload",
            Self::Level => "level",
            Self::AssessmentType => "assessment_type",
            Self::Participation => "participation",
            Self::QualityAssurance => "quality_assurance",
            Self::Prerequisites => "prerequisites",
            Self::Supervision => "supervision",
            Self::Grade => "grade",
            Self::Stackability => "stackability",
            Self::FurtherInformation => "further_information",
        }
    }
}
