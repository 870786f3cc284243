//! An achievement of a subject, as one claim.

use jsonld::Node;

use super::{alignment, result, terms};
use crate::profile::vcdm::party;
use crate::profile::vcdm::reader::Reader;
use crate::profile::vcdm::terms::{DESCRIPTION, IMAGE, NAME, NARRATIVE};
use crate::view::{Claim, Concept, Credit, Criteria, Identifier, LearningOutcome, Related, Subject};

/// The claims about a subject.
pub(super) fn all(reader: &mut Reader, subject: Node<'_>) -> Vec<Claim> {
    let achievements = reader.nodes(subject, terms::ACHIEVEMENT);
    achievements
        .into_iter()
        .map_while(|achievement| reader.take_claim().then(|| claim(reader, subject, achievement)))
        .collect()
}

fn claim(reader: &mut Reader, subject: Node<'_>, achievement: Node<'_>) -> Claim {
    let described = achievement_itself(reader, achievement);
    let mut claim = Claim {
        awarded_by: reader.items(subject, terms::SOURCE, party::read),
        credits: credits(reader, subject),
        results: result::all(reader, subject, achievement),
        started_on: reader.string(subject, terms::ACTIVITY_START_DATE),
        ended_on: reader.string(subject, terms::ACTIVITY_END_DATE),
        role: reader.text(subject, terms::ROLE),
        term: reader.text(subject, terms::TERM),
        license_number: reader.string(subject, terms::LICENSE_NUMBER),
        outcome_summary: reader.text(subject, NARRATIVE),
        ..described
    };
    claim.outcomes = outcomes(&claim);
    claim
}

/// What an achievement is, whoever reached it.
pub(in crate::profile) fn achievement_itself(reader: &mut Reader, achievement: Node<'_>) -> Claim {
    let alignments = alignment::all(reader, achievement);
    Claim {
        id: reader.iri(achievement),
        title: reader.text(achievement, NAME),
        description: reader.text(achievement, DESCRIPTION),
        eqf_level: alignment::eqf_level(&alignments),
        achievement_type: reader.string(achievement, terms::ACHIEVEMENT_TYPE),
        criteria: reader.node(achievement, terms::CRITERIA).map(|it| criteria(reader, it)),
        field_of_study: reader.text(achievement, terms::FIELD_OF_STUDY),
        specialization: reader.text(achievement, terms::SPECIALIZATION),
        code: reader.string(achievement, terms::HUMAN_CODE),
        version: reader.string(achievement, terms::VERSION),
        language: reader.string(achievement, terms::IN_LANGUAGE),
        tags: reader.strings(achievement, terms::TAG),
        credits_available: reader.decimal(achievement, terms::CREDITS_AVAILABLE),
        created_by: reader.items(achievement, terms::CREATOR, party::read),
        related: reader.items(achievement, terms::RELATED, related),
        image: reader.picture(achievement, IMAGE),
        alignments,
        ..Claim::default()
    }
}

fn criteria(reader: &mut Reader, criteria: Node<'_>) -> Criteria {
    Criteria { narrative: reader.text(criteria, NARRATIVE), url: reader.iri(criteria) }
}

fn related(reader: &mut Reader, related: Node<'_>) -> Related {
    Related {
        id: reader.iri(related),
        version: reader.string(related, terms::VERSION),
        language: reader.string(related, terms::IN_LANGUAGE),
    }
}

/// Credits earned. Open Badges does not say in which framework, so none is assumed.
fn credits(reader: &mut Reader, subject: Node<'_>) -> Vec<Credit> {
    let points = reader.decimal(subject, terms::CREDITS_EARNED);
    points.map(|points| Credit { framework: Concept::default(), points }).into_iter().collect()
}

/// The skills that the claim is aligned to, as learning outcomes with the level that was reached.
///
/// A result that is aligned to skills itself places those on its scale. The skills of the achievement are
/// placed by the only other result that has a level, if there is exactly one.
fn outcomes(claim: &Claim) -> Vec<LearningOutcome> {
    let mut outcomes = Vec::new();
    let mut general = Vec::new();
    for result in &claim.results {
        match alignment::skills(&result.alignments) {
            skills if skills.is_empty() => general.extend(&result.achieved_level),
            skills => {
                let (title, level) = (result.title.clone(), result.achieved_level.clone());
                outcomes.push(LearningOutcome { title, skills, level, ..LearningOutcome::default() });
            }
        }
    }
    let skills = alignment::skills(&claim.alignments);
    if !skills.is_empty() {
        let level = match general.as_slice() {
            [level] => Some((*level).clone()),
            _ => None,
        };
        outcomes.insert(
            0,
            LearningOutcome { title: claim.title.clone(), skills, level, ..LearningOutcome::default() },
        );
    }
    outcomes
}

/// The learner.
pub(in crate::profile) fn subject(reader: &mut Reader, subject: Node<'_>) -> Subject {
    Subject {
        id: reader.iri(subject),
        name: party::name(reader, subject),
        date_of_birth: reader.string(subject, terms::DATE_OF_BIRTH),
        identifiers: reader.items(subject, terms::IDENTIFIER, identifier),
    }
}

/// An identifier of the learner, in the open or as a hash.
pub(in crate::profile) fn identifier(reader: &mut Reader, identity: Node<'_>) -> Identifier {
    // Only a plain "false" says that the value stands in the open.
    let hashed = reader.string(identity, terms::HASHED).is_none_or(|hashed| hashed != "false");
    Identifier {
        kind: reader.string(identity, terms::IDENTITY_TYPE),
        value: reader.string(identity, terms::IDENTITY_HASH).unwrap_or_default(),
        hashed,
        salt: reader.string(identity, terms::SALT),
    }
}
