//! What Comprehensive Learner Record 2.0 requires (§B, its data model), beyond the Verifiable Credentials Data
//! Model. The credentials in it are held against their own rules.
//!
//! Checked are required properties and types. Not checked: kinds of associations, which may be extended.

use jsonld::Node;
use serde_json::Value;

use super::terms;
use crate::profile::open_badges::rules::achievements;
use crate::profile::vcdm::Version;
use crate::profile::vcdm::credential::{Credential, contexts};
use crate::profile::vcdm::shape::{At, Broken, Kind, Shape};
use crate::profile::vcdm::terms::{CREDENTIAL_SUBJECT, NAME, VALID_FROM};

/// Holds a learner record against the rules.
pub(super) fn judge(broken: &mut Broken, version: Version, document: &Value, credential: Credential<'_>) {
    let node = credential.node;
    if !contexts(document).get(1).is_some_and(|second| second.is_some_and(is_context)) {
        broken.add("VerifiableCredential.@context is CLR 2.0 second".to_owned(), &At::Root);
    }
    broken.judge(&RECORD, node, &At::Root);
    if version == Version::V2 {
        broken.judge(&BEGINNING, node, &At::Root);
    }
    for value in node.all_of(CREDENTIAL_SUBJECT) {
        let Some(subject) = value.node() else { continue };
        broken.judge(&SUBJECT, subject, &At::Value(value));
        inside(broken, subject);
        if broken.is_full() {
            return;
        }
    }
}

/// An address of the context, in any edition.
fn is_context(address: &str) -> bool {
    ["https://purl.imsglobal.org/spec/clr/v2p0/context", "https://dc.imsglobal.org/draft/clr/v2p0/context"]
        .iter()
        .any(|known| address.starts_with(known))
}

fn inside(broken: &mut Broken, subject: Node<'_>) {
    achievements(broken, subject, terms::ACHIEVEMENT);
    broken.judge_all(&ASSOCIATION, subject, ("association", terms::ASSOCIATION));
    for value in subject.all_of(terms::VERIFIABLE_CREDENTIAL) {
        if broken.is_full() {
            return;
        }
        if value.node().is_none() {
            broken.add("ClrSubject.verifiableCredential is an object".to_owned(), &At::Value(value));
        }
    }
}

static RECORD: Shape = Shape {
    kind: Kind::Of(terms::CLR_CREDENTIAL),
    id: true,
    exactly_one: &[("credentialSubject", CREDENTIAL_SUBJECT)],
    at_least_one: &[("name", NAME)],
    at_most_one: &[("partial", terms::PARTIAL)],
    ..Shape::of("ClrCredential")
};
static BEGINNING: Shape = Shape { exactly_one: &[("validFrom", VALID_FROM)], ..Shape::of("ClrCredential") };
static SUBJECT: Shape = Shape {
    kind: Kind::Of(terms::CLR_SUBJECT),
    at_least_one: &[("verifiableCredential", terms::VERIFIABLE_CREDENTIAL)],
    ..Shape::of("ClrSubject")
};
static ASSOCIATION: Shape = Shape {
    kind: Kind::Of(terms::ASSOCIATION_CLASS),
    exactly_one: &[
        ("associationType", terms::ASSOCIATION_TYPE),
        ("sourceId", terms::SOURCE_ID),
        ("targetId", terms::TARGET_ID),
    ],
    ..Shape::of("Association")
};
