//! Comprehensive Learner Records 2.0: credentials about one learner in one file, and how they belong together.
//!
//! A record says what its issuer knows. That an achievement was reached is said by a credential in it, which has
//! a report of its own; an achievement that the record only describes proves nothing about the learner.

mod rules;
mod terms;
#[cfg(test)]
mod tests;

use jsonld::Node;
use serde_json::Value;

use super::open_badges::{self, claim};
use super::vcdm::credential::{Credential, read};
use super::vcdm::reader::Reader;
use super::vcdm::shape::Broken;
use super::vcdm::statements::about;
use super::vcdm::{self, Version, is_credential, types};
use super::{Profile, Reading};
use crate::linked::Linked;
use crate::report::ProfileId;
use crate::view::{Association, Claim, CredentialView, Described, LearnerRecord};

/// The profile of learner records.
pub(crate) struct Clr;

impl Profile for Clr {
    fn id(&self) -> ProfileId {
        ProfileId::Clr2
    }

    fn recognises(&self, document: &Value) -> bool {
        let is_record = |class| class == "ClrCredential" || terms::CLR_CREDENTIAL.contains(&class);
        is_credential(document) && types(document).any(is_record)
    }

    fn read(&self, linked: &Linked<'_>) -> Reading {
        read(linked, |credential, reader, reading| {
            describe(credential, reader, &mut reading.view);
            let version = Version::of(linked.document());
            let mut broken = Broken::default();
            vcdm::rules::judge(&mut broken, version, linked.document(), credential);
            rules::judge(&mut broken, version, linked.document(), credential);
            reading.broken_rules = broken.into_rules();
        })
    }
}

fn describe(credential: Credential<'_>, reader: &mut Reader, view: &mut CredentialView) {
    let subjects = credential.subjects(reader);
    let mut record = LearnerRecord { partial: partial(reader, credential.node), ..LearnerRecord::default() };
    if let Some(first) = subjects.first() {
        view.subject = claim::subject(reader, *first);
        view.subject.identifiers.extend(reader.items(*first, terms::IDENTIFIER, claim::identifier));
    }
    for subject in &subjects {
        record.achievements.extend(achievements(reader, *subject));
        record.associations.extend(reader.items(*subject, terms::ASSOCIATION, association));
    }
    view.languages = open_badges::languages(view, &record.achievements);
    view.record = Some(record);
    view.subjects = more(reader, &subjects);
    let shown = [open_badges::CREDENTIAL_SHOWN, &[terms::PARTIAL]].concat();
    view.statements = vcdm::more(reader, credential, &shown);
}

/// What the record describes; nobody is said to have reached it.
fn achievements(reader: &mut Reader, subject: Node<'_>) -> Vec<Claim> {
    let described = reader.nodes(subject, terms::ACHIEVEMENT);
    described
        .into_iter()
        .map_while(|one| reader.take_claim().then(|| claim::achievement_itself(reader, one)))
        .collect()
}

fn association(reader: &mut Reader, association: Node<'_>) -> Association {
    let mut text = |term| reader.string(association, term).unwrap_or_default();
    Association {
        kind: text(terms::ASSOCIATION_TYPE),
        source: text(terms::SOURCE_ID),
        target: text(terms::TARGET_ID),
    }
}

/// Only a plain "false" says that nothing was left out.
fn partial(reader: &mut Reader, node: Node<'_>) -> Option<bool> {
    reader.string(node, terms::PARTIAL).map(|partial| partial != "false")
}

/// What is said about the learner and the achievements that has no other place.
///
/// The credentials in a record share its graph, and speak about the same learner: what they say about the
/// learner as badges is told in their own reports.
fn more(reader: &mut Reader, subjects: &[Node<'_>]) -> Vec<Described> {
    let shown = [open_badges::SUBJECT_SHOWN, SUBJECT_SHOWN].concat();
    let mut more = Vec::new();
    for subject in subjects {
        more.push(about(reader, *subject, &shown));
        for achievement in reader.nodes(*subject, terms::ACHIEVEMENT) {
            more.push(about(reader, achievement, open_badges::ACHIEVEMENT_SHOWN));
        }
    }
    more.retain(|described| !described.statements.is_empty());
    more
}

/// Properties of the learner that have their place in the record.
const SUBJECT_SHOWN: &[vcdm::terms::Term] =
    &[terms::ACHIEVEMENT, terms::ASSOCIATION, terms::IDENTIFIER, terms::VERIFIABLE_CREDENTIAL];
