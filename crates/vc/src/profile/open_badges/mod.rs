//! Open Badges 3.0: achievements and endorsements.
//!
//! Built on the Verifiable Credentials Data Model; read, like it, from what signatures cover and by IRIs.
//! An endorsement that a badge carries is a credential of its own, with its own report.

mod alignment;
pub(super) mod claim;
mod result;
pub(super) mod rules;
pub(super) mod terms;
#[cfg(test)]
mod tests;

use jsonld::Node;
use serde_json::Value;

use super::vcdm::credential::{Credential, read};
use super::vcdm::reader::Reader;
use super::vcdm::shape::Broken;
use super::vcdm::statements::about;
use super::vcdm::terms::{DESCRIPTION, ENDORSEMENT, IMAGE, NAME, NARRATIVE, Term};
use super::vcdm::{self, Version, is_credential, types};
use super::{Profile, Reading};
use crate::linked::Linked;
use crate::report::ProfileId;
use crate::view::{Claim, CredentialView, Described, Endorsement};

/// The Open Badges profile.
pub(crate) struct OpenBadges;

impl Profile for OpenBadges {
    fn id(&self) -> ProfileId {
        ProfileId::OpenBadges3
    }

    fn recognises(&self, document: &Value) -> bool {
        const NAMES: [&str; 3] = ["OpenBadgeCredential", "AchievementCredential", "EndorsementCredential"];
        const IRIS: [Term; 2] = [terms::OPEN_BADGE_CREDENTIAL, terms::ENDORSEMENT_CREDENTIAL];
        let is_iri = |class| IRIS.iter().any(|iris| iris.contains(&class));
        is_credential(document) && types(document).any(|class| NAMES.contains(&class) || is_iri(class))
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
    if let Some(first) = subjects.first() {
        view.subject = claim::subject(reader, *first);
    }
    let awarded = reader.string(credential.node, terms::AWARDED_DATE);
    for subject in &subjects {
        let about = if subjects.len() > 1 { reader.iri(*subject) } else { None };
        for mut claim in claim::all(reader, *subject) {
            claim.about.clone_from(&about);
            claim.awarded_on.clone_from(&awarded);
            view.claims.push(claim);
        }
    }
    view.issued = awarded.or(view.issued.take());
    if is_endorsement(credential.node) {
        view.endorsement = subjects.first().map(|subject| endorsement(reader, *subject));
    }
    if let ([claim], true) = (view.claims.as_slice(), view.title.is_empty()) {
        view.title = claim.title.clone();
    }
    view.languages = languages(view, &view.claims);
    view.kinds.retain(|kind| kind != "EndorsementSubject");
    view.subjects = more(reader, &subjects);
    view.statements = vcdm::more(reader, credential, CREDENTIAL_SHOWN);
}

fn is_endorsement(node: Node<'_>) -> bool {
    node.types().any(|class| terms::ENDORSEMENT_CREDENTIAL.contains(&class))
}

fn endorsement(reader: &mut Reader, subject: Node<'_>) -> Endorsement {
    Endorsement { of: reader.iri(subject), comment: reader.text(subject, terms::ENDORSEMENT_COMMENT) }
}

/// The languages of the texts: first those that achievements say they are in.
pub(super) fn languages(view: &CredentialView, claims: &[Claim]) -> Vec<String> {
    let mut languages = Vec::new();
    let said = claims.iter().filter_map(|claim| claim.language.as_ref());
    let texts = claims.iter().flat_map(|claim| [&claim.title, &claim.description]);
    let tags = [&view.title, &view.description].into_iter().chain(texts).flat_map(|text| text.0.keys());
    for tag in said.chain(tags).filter(|tag| *tag != "und").map(|tag| tag.to_ascii_lowercase()) {
        if languages.len() == MAX_LANGUAGES {
            break;
        }
        if !languages.contains(&tag) {
            languages.push(tag);
        }
    }
    languages
}

/// What is said about subjects and achievements that claims have no place for.
fn more(reader: &mut Reader, subjects: &[Node<'_>]) -> Vec<Described> {
    let mut more = Vec::new();
    for subject in subjects {
        more.push(about(reader, *subject, SUBJECT_SHOWN));
        for achievement in reader.nodes(*subject, terms::ACHIEVEMENT) {
            more.push(about(reader, achievement, ACHIEVEMENT_SHOWN));
        }
    }
    more.retain(|described| !described.statements.is_empty());
    more
}

/// Most languages named for one credential. The Union has 24.
const MAX_LANGUAGES: usize = 64;

/// Properties of a badge and its issuer that have their place elsewhere. Endorsements have reports of their
/// own, and what they say of what carries them stands there.
pub(super) const CREDENTIAL_SHOWN: &[Term] =
    &[terms::AWARDED_DATE, ENDORSEMENT, terms::ENDORSEMENT_JWT, terms::ENDORSEMENT_COMMENT];

/// Properties of a subject that have their place in claims.
pub(super) const SUBJECT_SHOWN: &[Term] = &[
    NAME,
    terms::ACHIEVEMENT,
    terms::ACTIVITY_START_DATE,
    terms::ACTIVITY_END_DATE,
    terms::CREDITS_EARNED,
    terms::DATE_OF_BIRTH,
    terms::ENDORSEMENT_COMMENT,
    terms::IDENTIFIER,
    terms::LICENSE_NUMBER,
    NARRATIVE,
    terms::RESULT,
    terms::ROLE,
    terms::SOURCE,
    terms::TERM,
    IMAGE,
];

/// Properties of an achievement that have their place in claims.
pub(super) const ACHIEVEMENT_SHOWN: &[Term] = &[
    NAME,
    DESCRIPTION,
    terms::ACHIEVEMENT_TYPE,
    terms::ALIGNMENT,
    terms::CREATOR,
    terms::CREDITS_AVAILABLE,
    terms::CRITERIA,
    ENDORSEMENT,
    terms::ENDORSEMENT_COMMENT,
    terms::ENDORSEMENT_JWT,
    terms::FIELD_OF_STUDY,
    terms::HUMAN_CODE,
    terms::IN_LANGUAGE,
    NARRATIVE,
    terms::RELATED,
    terms::RESULT_DESCRIPTION,
    terms::SPECIALIZATION,
    terms::TAG,
    terms::VERSION,
    IMAGE,
];
