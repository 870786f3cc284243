//! The IRIs of Open Badges 3.0, in all the editions of its context and the drafts before it: they name some
//! things differently, above all properties by the name of the class of their values.

use crate::profile::vcdm::terms::{Term, ob, schema_org};

// Classes
pub(super) const OPEN_BADGE_CREDENTIAL: Term = ob!("OpenBadgeCredential", "AchievementCredential");
pub(super) const ENDORSEMENT_CREDENTIAL: Term = ob!("EndorsementCredential");
pub(super) const ACHIEVEMENT_CLASS: Term = ob!("Achievement");
pub(super) const ACHIEVEMENT_SUBJECT: Term = ob!("AchievementSubject");
pub(super) const ENDORSEMENT_SUBJECT: Term = ob!("EndorsementSubject");
pub(super) const PROFILE: Term = ob!("Profile");
pub(super) const RESULT_CLASS: Term = ob!("Result");
pub(super) const RESULT_DESCRIPTION_CLASS: Term = ob!("ResultDescription");
pub(super) const RUBRIC_CRITERION_LEVEL_CLASS: Term = ob!("RubricCriterionLevel");
pub(super) const IDENTITY_OBJECT: Term = ob!("IdentityObject");
pub(super) const EVIDENCE_CLASS: Term = ob!("Evidence");
pub(super) const RELATED_CLASS: Term = ob!("Related");
/// Open Badges 3.0.0 has another name for it.
pub(super) const ALIGNMENT_CLASS: Term =
    &["https://schema.org/AlignmentObject", "https://schema.org/Alignment"];

// A credential
pub(super) const AWARDED_DATE: Term = ob!("awardedDate");
pub(super) const ENDORSEMENT_JWT: Term = ob!("endorsementJwt");

// A subject
/// The first is that of 3.0.3, the second that of 3.0.1 and 3.0.2, the third that of 3.0.0 and before.
pub(in crate::profile) const ACHIEVEMENT: Term = ob!("achievement", "achievement-0", "Achievement");
pub(super) const ACTIVITY_START_DATE: Term = ob!("activityStartDate");
pub(super) const ACTIVITY_END_DATE: Term = ob!("activityEndDate");
pub(super) const CREDITS_EARNED: Term = ob!("creditsEarned");
pub(super) const DATE_OF_BIRTH: Term = ob!("dateOfBirth");
pub(super) const ENDORSEMENT_COMMENT: Term = ob!("endorsementComment");
pub(in crate::profile) const IDENTIFIER: Term = ob!("identifier", "Identifier");
pub(super) const LICENSE_NUMBER: Term = ob!("licenseNumber");
pub(super) const RESULT: Term = ob!("result", "Result");
pub(super) const ROLE: Term = ob!("role");
pub(super) const SOURCE: Term = ob!("source");
pub(super) const TERM: Term = ob!("term");
pub(super) const HASHED: Term = ob!("hashed");
pub(super) const IDENTITY_HASH: Term = ob!("identityHash");
pub(super) const IDENTITY_TYPE: Term = ob!("identityType");
pub(super) const SALT: Term = ob!("salt");

// An achievement
pub(super) const ACHIEVEMENT_TYPE: Term = ob!("achievementType");
pub(super) const ALIGNMENT: Term = ob!("alignment", "Alignment");
/// The second is that of 3.0.0 and before.
pub(super) const CREATOR: Term = ob!("creator", "Profile");
pub(super) const CREDITS_AVAILABLE: Term = ob!("creditsAvailable");
pub(super) const CRITERIA: Term = ob!("Criteria", "criteria");
pub(super) const FIELD_OF_STUDY: Term = ob!("fieldOfStudy");
pub(super) const HUMAN_CODE: Term = ob!("humanCode");
pub(super) const IN_LANGUAGE: Term = schema_org!("inLanguage");
pub(super) const RELATED: Term = ob!("related");
pub(super) const RESULT_DESCRIPTION: Term = ob!("resultDescription");
pub(super) const SPECIALIZATION: Term = ob!("specialization");
pub(super) const TAG: Term = schema_org!("keywords");
pub(super) const VERSION: Term = ob!("version");

// An alignment
pub(super) const TARGET_CODE: Term = ob!("targetCode");
pub(super) const TARGET_DESCRIPTION: Term = schema_org!("targetDescription");
pub(super) const TARGET_FRAMEWORK: Term = schema_org!("targetFramework");
pub(super) const TARGET_NAME: Term = schema_org!("targetName");
pub(super) const TARGET_TYPE: Term = ob!("targetType");
pub(super) const TARGET_URL: Term = schema_org!("targetUrl");

// A result and its description
pub(super) const ACHIEVED_LEVEL: Term = ob!("achievedLevel");
pub(super) const ALLOWED_VALUE: Term = ob!("allowedValue");
pub(super) const LEVEL: Term = ob!("level");
pub(super) const POINTS: Term = ob!("points");
pub(super) const REQUIRED_LEVEL: Term = ob!("requiredLevel");
pub(super) const REQUIRED_VALUE: Term = ob!("requiredValue");
pub(super) const RESULT_TYPE: Term = ob!("resultType");
pub(super) const RUBRIC_CRITERION_LEVEL: Term = ob!("rubricCriterionLevel", "RubricCriterionLevel");
pub(super) const STATUS: Term = ob!("status");
pub(super) const VALUE: Term = schema_org!("value");
pub(super) const VALUE_MAX: Term = ob!("valueMax");
pub(super) const VALUE_MIN: Term = ob!("valueMin");
