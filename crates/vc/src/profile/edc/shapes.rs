//! The cardinalities and vocabularies of `EDC-generic-full` with `EDC-generic-no-cv`, AP 1.1.0, as data.
//!
//! Property names are those of the JSON-LD context. Four rules of the shapes are absent because the
//! context has no name for their property, so that no document can break them:
//! `LearningAssessment.resultDistribution`, `LearningOpportunity.defaultLanguage`, `Person.nationalId`,
//! `Phone.areaDialing`.

/// What a class of nodes must look like.
pub(super) struct Shape {
    /// Name of the class.
    pub(super) class: &'static str,
    /// Properties with one value.
    pub(super) exactly_one: &'static [&'static str],
    /// Properties with one value or more.
    pub(super) at_least_one: &'static [&'static str],
    /// Properties with one value or none.
    pub(super) at_most_one: &'static [&'static str],
    /// Properties whose values are terms of a vocabulary, with its identifier.
    pub(super) within: &'static [(&'static str, &'static str)],
}

/// The role of an issuer, whatever its class.
pub(super) static ISSUER: Shape = Shape { class: "Issuer", exactly_one: &["eIDASIdentifier"], ..EMPTY };

/// Properties of the rules whose values are texts by language.
pub(super) const IN_LANGUAGES: &[&str] = &[
    "familyName",
    "fullName",
    "givenName",
    "legalName",
    "noteLiteral",
    "prefLabel",
    "schemeAgency",
    "title",
];

const EMPTY: Shape = Shape { class: "", exactly_one: &[], at_least_one: &[], at_most_one: &[], within: &[] };

/// All shapes, by class name in ascending order.
pub(super) static SHAPES: &[Shape] = &[
    Shape {
        class: "Accreditation",
        exactly_one: &["accreditingAgent", "dcType"],
        at_least_one: &["title"],
        at_most_one: &[
            "dateIssued",
            "dateModified",
            "decision",
            "expiryDate",
            "limitQualification",
            "report",
            "reviewDate",
            "status",
            "valid",
        ],
        within: &[
            ("dcType", ACCREDITATION),
            ("limitEQFLevel", EQF),
            ("limitField", ISCED_F),
            ("limitJurisdiction", ATU),
        ],
    },
    Shape {
        class: "Address",
        exactly_one: &["countryCode"],
        at_most_one: &["fullAddress"],
        within: &[("countryCode", COUNTRY)],
        ..EMPTY
    },
    Shape { class: "Agent", at_most_one: &["dateModified"], ..EMPTY },
    Shape { class: "Amount", exactly_one: &["unit", "value"], within: &[("unit", CURRENCY)], ..EMPTY },
    Shape {
        class: "AwardingOpportunity",
        at_least_one: &["awardingBody"],
        at_most_one: &["learningAchievementSpecification", "location", "temporal"],
        ..EMPTY
    },
    Shape {
        class: "AwardingProcess",
        at_least_one: &["awardingBody"],
        at_most_one: &["awardingDate", "educationalSystemNote", "location"],
        ..EMPTY
    },
    Shape {
        class: "Claim",
        exactly_one: &["awardedBy"],
        at_least_one: &["title"],
        within: &[("dcType", CLAIM_TYPE)],
        ..EMPTY
    },
    Shape { class: "Concept", at_most_one: &["notation"], ..EMPTY },
    Shape { class: "CreditPoint", exactly_one: &["framework", "point"], ..EMPTY },
    Shape { class: "DisplayDetail", exactly_one: &["image", "page"], ..EMPTY },
    Shape {
        class: "DisplayParameter",
        exactly_one: &["primaryLanguage"],
        at_least_one: &["individualDisplay", "language", "title"],
        at_most_one: &["summaryDisplay"],
        within: &[("language", LANGUAGE), ("primaryLanguage", LANGUAGE)],
    },
    Shape {
        class: "EuropeanDigitalCredential",
        exactly_one: &["credentialSubject", "displayParameter", "issued", "issuer", "validFrom"],
        at_least_one: &["credentialProfiles", "credentialSchema"],
        at_most_one: &["credentialStatus", "expirationDate", "issuanceDate", "validUntil"],
        within: &[("credentialProfiles", CREDENTIAL)],
    },
    Shape {
        class: "Evidence",
        exactly_one: &["dcType"],
        at_most_one: &["accreditation", "evidenceStatement", "evidenceTarget"],
        within: &[("dcType", EVIDENCE_TYPE)],
        ..EMPTY
    },
    Shape { class: "GradingScheme", at_least_one: &["title"], ..EMPTY },
    Shape { class: "Grant", at_least_one: &["title"], at_most_one: &["contentURL", "dcType"], ..EMPTY },
    Shape { class: "Group", at_least_one: &["prefLabel"], ..EMPTY },
    Shape {
        class: "Identifier",
        exactly_one: &["notation"],
        at_most_one: &["creator", "dateIssued", "schemeAgency", "schemeId", "schemeName", "schemeVersion"],
        ..EMPTY
    },
    Shape {
        class: "IndividualDisplay",
        exactly_one: &["language"],
        at_least_one: &["displayDetail"],
        ..EMPTY
    },
    Shape {
        class: "LearningAchievement",
        exactly_one: &["awardedBy"],
        at_least_one: &["title"],
        at_most_one: &["learningOpportunity", "specifiedBy"],
        ..EMPTY
    },
    Shape {
        class: "LearningAchievementSpecification",
        at_least_one: &["title"],
        at_most_one: &[
            "dateModified",
            "entryRequirement",
            "learningOutcomeSummary",
            "learningSetting",
            "maximumDuration",
            "status",
            "volumeOfLearning",
        ],
        within: &[("language", LANGUAGE), ("learningSetting", LEARNING_SETTING), ("thematicArea", ISCED_F)],
        ..EMPTY
    },
    Shape {
        class: "LearningActivity",
        exactly_one: &["awardedBy"],
        at_least_one: &["title"],
        at_most_one: &["learningOpportunity", "levelOfCompletion", "specifiedBy", "workload"],
        ..EMPTY
    },
    Shape {
        class: "LearningActivitySpecification",
        at_least_one: &["title"],
        at_most_one: &["dateModified", "status", "volumeOfLearning"],
        within: &[("language", LANGUAGE)],
        ..EMPTY
    },
    Shape {
        class: "LearningAssessment",
        exactly_one: &["awardedBy", "grade"],
        at_least_one: &["title"],
        at_most_one: &[
            "dateIssued",
            "gradeStatus",
            "idVerification",
            "location",
            "proves",
            "shortenedGrading",
            "specifiedBy",
        ],
        ..EMPTY
    },
    Shape {
        class: "LearningAssessmentSpecification",
        at_least_one: &["title"],
        at_most_one: &["dateModified", "dcType", "gradingScheme", "status"],
        within: &[("language", LANGUAGE)],
        ..EMPTY
    },
    Shape {
        class: "LearningEntitlement",
        exactly_one: &["awardedBy"],
        at_least_one: &["title"],
        at_most_one: &["dateIssued", "dcType", "expiryDate", "specifiedBy"],
        ..EMPTY
    },
    Shape {
        class: "LearningEntitlementSpecification",
        exactly_one: &["dcType", "entitlementStatus"],
        at_least_one: &["title"],
        at_most_one: &["dateModified", "status"],
        within: &[
            ("entitlementStatus", ENTITLEMENT_STATUS),
            ("limitJurisdiction", ATU),
            ("limitOccupation", OCCUPATIONS),
        ],
    },
    Shape {
        class: "LearningOpportunity",
        at_least_one: &["providedBy", "title"],
        at_most_one: &[
            "admissionProcedure",
            "bannerImage",
            "dateModified",
            "duration",
            "learningAchievementSpecification",
            "learningActivitySpecification",
            "learningSchedule",
            "scheduleInformation",
            "status",
            "temporal",
        ],
        ..EMPTY
    },
    Shape {
        class: "LearningOutcome",
        at_least_one: &["title"],
        at_most_one: &["dcType", "reusabilityLevel"],
        within: &[
            ("dcType", SKILL_TYPE),
            ("relatedESCOSkill", SKILLS),
            ("reusabilityLevel", SKILL_REUSE_LEVEL),
        ],
        ..EMPTY
    },
    Shape {
        class: "LegalIdentifier",
        exactly_one: &["notation", "spatial"],
        at_most_one: &["creator", "dateIssued", "schemeAgency", "schemeId", "schemeName", "schemeVersion"],
        within: &[("spatial", COUNTRY)],
        ..EMPTY
    },
    Shape { class: "Location", at_least_one: &["address"], ..EMPTY },
    Shape {
        class: "MediaObject",
        exactly_one: &["content", "contentEncoding", "contentType"],
        at_most_one: &["attachmentType", "contentSize", "contentURL"],
        ..EMPTY
    },
    Shape { class: "Note", at_least_one: &["noteLiteral"], at_most_one: &["noteFormat", "subject"], ..EMPTY },
    Shape {
        class: "Organisation",
        at_least_one: &["legalName", "location"],
        at_most_one: &["dateModified", "eIDASIdentifier", "logo", "registration", "subOrganizationOf"],
        ..EMPTY
    },
    Shape { class: "PeriodOfTime", at_most_one: &["endDate", "startDate"], ..EMPTY },
    Shape {
        class: "Person",
        at_least_one: &["hasClaim"],
        at_most_one: &[
            "dateModified",
            "dateOfBirth",
            "familyName",
            "fullName",
            "gender",
            "givenName",
            "location",
            "placeOfBirth",
        ],
        within: &[("citizenshipCountry", COUNTRY)],
        ..EMPTY
    },
    Shape { class: "Phone", at_most_one: &["countryDialing", "dialNumber", "phoneNumber"], ..EMPTY },
    Shape { class: "PriceDetail", at_most_one: &["amount"], ..EMPTY },
    Shape {
        class: "Qualification",
        at_least_one: &["title"],
        at_most_one: &[
            "dateModified",
            "entryRequirement",
            "eqfLevel",
            "isPartialQualification",
            "learningOutcomeSummary",
            "learningSetting",
            "maximumDuration",
            "status",
            "volumeOfLearning",
        ],
        within: &[
            ("eqfLevel", EQF),
            ("language", LANGUAGE),
            ("learningSetting", LEARNING_SETTING),
            ("nqfLevel", QDR),
            ("thematicArea", ISCED_F),
        ],
        ..EMPTY
    },
    Shape {
        class: "ResultCategory",
        exactly_one: &["count", "label"],
        at_most_one: &["maximumScore", "minimumScore", "score"],
        ..EMPTY
    },
    Shape {
        class: "ShortenedGrading",
        exactly_one: &["percentageEqual", "percentageHigher", "percentageLower"],
        ..EMPTY
    },
    Shape {
        class: "Specification",
        at_least_one: &["title"],
        at_most_one: &["dateModified", "status"],
        ..EMPTY
    },
    Shape {
        class: "VerificationCheck",
        exactly_one: &["dcType", "elmSubject", "verificationStatus"],
        within: &[("dcType", VERIFICATION), ("verificationStatus", VERIFICATION_STATUS)],
        ..EMPTY
    },
    Shape {
        class: "WebResource",
        exactly_one: &["contentURL"],
        at_most_one: &["language"],
        within: &[("language", LANGUAGE)],
        ..EMPTY
    },
];

const OCCUPATIONS: &str = "http://data.europa.eu/esco/concept-scheme/occupations";
const SKILLS: &str = "http://data.europa.eu/esco/concept-scheme/skills";
const ACCREDITATION: &str = "http://data.europa.eu/snb/accreditation/25831c2";
const CLAIM_TYPE: &str = "http://data.europa.eu/snb/claim-type/25831c2";
const CREDENTIAL: &str = "http://data.europa.eu/snb/credential/25831c2";
const ENTITLEMENT_STATUS: &str = "http://data.europa.eu/snb/entitlement-status/25831c2";
const EQF: &str = "http://data.europa.eu/snb/eqf/25831c2";
const EVIDENCE_TYPE: &str = "http://data.europa.eu/snb/evidence-type/25831c2";
const ISCED_F: &str = "http://data.europa.eu/snb/isced-f/25831c2";
const LEARNING_SETTING: &str = "http://data.europa.eu/snb/learning-setting/25831c2";
const QDR: &str = "http://data.europa.eu/snb/qdr/25831c2";
const SKILL_REUSE_LEVEL: &str = "http://data.europa.eu/snb/skill-reuse-level/25831c2";
const SKILL_TYPE: &str = "http://data.europa.eu/snb/skill-type/25831c2";
const VERIFICATION_STATUS: &str = "http://data.europa.eu/snb/verification-status/25831c2";
const VERIFICATION: &str = "http://data.europa.eu/snb/verification/25831c2";
const ATU: &str = "http://publications.europa.eu/resource/authority/atu";
const COUNTRY: &str = "http://publications.europa.eu/resource/authority/country";
const CURRENCY: &str = "http://publications.europa.eu/resource/authority/currency";
const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language";
