//! What Open Badges 3.0 requires (§B, its data model), beyond the Verifiable Credentials Data Model.
//!
//! Checked are required properties and types. Not checked: enumerations, which may be extended, and formats.

use jsonld::Node;
use serde_json::Value;

use super::is_endorsement;
use super::terms;
use crate::profile::vcdm::Version;
use crate::profile::vcdm::credential::{Credential, contexts};
use crate::profile::vcdm::shape::{At, Broken, Kind, Shape};
use crate::profile::vcdm::terms::{
    CREDENTIAL_SUBJECT, DESCRIPTION, EVIDENCE, ISSUER, NAME, Term, VALID_FROM,
};

/// Holds a badge or an endorsement against the rules.
pub(super) fn judge(broken: &mut Broken, version: Version, document: &Value, credential: Credential<'_>) {
    let node = credential.node;
    if !contexts(document).get(1).is_some_and(|second| second.is_some_and(is_context)) {
        broken.add("VerifiableCredential.@context is Open Badges 3.0 second".to_owned(), &At::Root);
    }
    broken.judge(if is_endorsement(node) { &ENDORSEMENT } else { &BADGE }, node, &At::Root);
    if version == Version::V2 {
        broken.judge(&BEGINNING, node, &At::Root);
    }
    broken.judge_all(&PROFILE, node, ("issuer", ISSUER));
    for value in node.all_of(CREDENTIAL_SUBJECT) {
        let Some(subject) = value.node() else { continue };
        if broken.is_full() {
            return;
        }
        if is_endorsement(node) {
            broken.judge(&ENDORSEMENT_SUBJECT, subject, &At::Value(value));
        } else {
            broken.judge(&SUBJECT, subject, &At::Value(value));
            if subject.iri().is_none() && subject_has_no_identifier(subject) {
                broken.add("AchievementSubject.id or identifier 1..*".to_owned(), &At::Value(value));
            }
            inside(broken, subject);
        }
    }
    broken.judge_all(&EVIDENCE_ITEM, node, ("evidence", EVIDENCE));
}

/// An address of the context, in any edition.
fn is_context(address: &str) -> bool {
    address.starts_with("https://purl.imsglobal.org/spec/ob/v3p0/context")
}

fn subject_has_no_identifier(subject: Node<'_>) -> bool {
    subject.all_of(terms::IDENTIFIER).next().is_none()
}

fn inside(broken: &mut Broken, subject: Node<'_>) {
    broken.judge_all(&IDENTITY, subject, ("identifier", terms::IDENTIFIER));
    broken.judge_all(&RESULT, subject, ("result", terms::RESULT));
    broken.judge_all(&PROFILE, subject, ("source", terms::SOURCE));
    for result in nodes(subject, terms::RESULT) {
        broken.judge_all(&ALIGNMENT, result, ("alignment", terms::ALIGNMENT));
    }
    achievements(broken, subject, terms::ACHIEVEMENT);
}

/// Holds the achievements under a property against the rules.
pub(in crate::profile) fn achievements(broken: &mut Broken, subject: Node<'_>, term: Term) {
    broken.judge_all(&ACHIEVEMENT, subject, ("achievement", term));
    for achievement in nodes(subject, term) {
        if !broken.is_first("Achievement", "parts", achievement) {
            continue;
        }
        broken.judge_all(&ALIGNMENT, achievement, ("alignment", terms::ALIGNMENT));
        broken.judge_all(&RELATED, achievement, ("related", terms::RELATED));
        broken.judge_all(&PROFILE, achievement, ("creator", terms::CREATOR));
        broken.judge_all(&RESULT_DESCRIPTION, achievement, ("resultDescription", terms::RESULT_DESCRIPTION));
        for description in nodes(achievement, terms::RESULT_DESCRIPTION) {
            broken.judge_all(&ALIGNMENT, description, ("alignment", terms::ALIGNMENT));
            broken.judge_all(&LEVEL, description, ("rubricCriterionLevel", terms::RUBRIC_CRITERION_LEVEL));
        }
    }
}

fn nodes<'g>(node: Node<'g>, term: Term) -> impl Iterator<Item = Node<'g>> {
    node.all_of(term).filter_map(|value| value.node())
}

static BADGE: Shape = Shape {
    kind: Kind::Of(terms::OPEN_BADGE_CREDENTIAL),
    id: true,
    exactly_one: &[("credentialSubject", CREDENTIAL_SUBJECT)],
    at_least_one: &[("name", NAME)],
    ..Shape::of("AchievementCredential")
};
static BEGINNING: Shape =
    Shape { exactly_one: &[("validFrom", VALID_FROM)], ..Shape::of("OpenBadgeCredential") };
static ENDORSEMENT: Shape = Shape {
    kind: Kind::Of(terms::ENDORSEMENT_CREDENTIAL),
    id: true,
    exactly_one: &[("credentialSubject", CREDENTIAL_SUBJECT)],
    ..Shape::of("EndorsementCredential")
};
static SUBJECT: Shape = Shape {
    kind: Kind::Of(terms::ACHIEVEMENT_SUBJECT),
    exactly_one: &[("achievement", terms::ACHIEVEMENT)],
    ..Shape::of("AchievementSubject")
};
static ENDORSEMENT_SUBJECT: Shape =
    Shape { kind: Kind::Of(terms::ENDORSEMENT_SUBJECT), id: true, ..Shape::of("EndorsementSubject") };
static ACHIEVEMENT: Shape = Shape {
    kind: Kind::Of(terms::ACHIEVEMENT_CLASS),
    id: true,
    exactly_one: &[("criteria", terms::CRITERIA)],
    at_least_one: &[("name", NAME), ("description", DESCRIPTION)],
    ..Shape::of("Achievement")
};
static PROFILE: Shape =
    Shape { kind: Kind::Of(terms::PROFILE), id: true, or_named: true, ..Shape::of("Profile") };
static ALIGNMENT: Shape = Shape {
    kind: Kind::Of(terms::ALIGNMENT_CLASS),
    exactly_one: &[("targetUrl", terms::TARGET_URL)],
    at_least_one: &[("targetName", terms::TARGET_NAME)],
    ..Shape::of("Alignment")
};
static RESULT: Shape = Shape { kind: Kind::Of(terms::RESULT_CLASS), ..Shape::of("Result") };
static RESULT_DESCRIPTION: Shape = Shape {
    kind: Kind::Of(terms::RESULT_DESCRIPTION_CLASS),
    id: true,
    exactly_one: &[("resultType", terms::RESULT_TYPE)],
    at_least_one: &[("name", NAME)],
    ..Shape::of("ResultDescription")
};
static LEVEL: Shape = Shape {
    kind: Kind::Of(terms::RUBRIC_CRITERION_LEVEL_CLASS),
    id: true,
    at_least_one: &[("name", NAME)],
    ..Shape::of("RubricCriterionLevel")
};
static RELATED: Shape = Shape { kind: Kind::Of(terms::RELATED_CLASS), id: true, ..Shape::of("Related") };
static IDENTITY: Shape = Shape {
    kind: Kind::Of(terms::IDENTITY_OBJECT),
    exactly_one: &[
        ("hashed", terms::HASHED),
        ("identityHash", terms::IDENTITY_HASH),
        ("identityType", terms::IDENTITY_TYPE),
    ],
    ..Shape::of("IdentityObject")
};
static EVIDENCE_ITEM: Shape = Shape { kind: Kind::Of(terms::EVIDENCE_CLASS), ..Shape::of("Evidence") };
