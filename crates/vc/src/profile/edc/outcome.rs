//! Learning outcomes, and how far they were reached.
//!
//! The model has no property for a level of maturity. It is taken from terms that are called so, and from nothing else.

use super::beside;
use super::node::Object;
use super::reader::Reader;
use crate::view::{Concept, LearningOutcome, Process, RubricLevel};

/// The outcomes of a specification.
pub(super) fn all<'a>(reader: &mut Reader<'a>, specification: &'a Object) -> Vec<LearningOutcome> {
    reader.items(specification, "learningOutcome", |reader, outcome| {
        let mut skills = reader.concepts(outcome, "relatedESCOSkill");
        skills.extend(reader.concepts(outcome, "relatedSkill"));
        let kind = reader.concept(outcome, "dcType");
        let level = kind.iter().chain(&skills).find(|term| is_maturity(term)).map(level);
        skills.retain(|skill| !is_maturity(skill));
        let process = kind.iter().chain(&skills).find_map(process);
        skills.retain(|skill| self::process(skill).is_none());
        let title = reader.text(outcome, "title");
        let mut notes = Vec::new();
        beside::notes(reader, outcome, &mut notes);
        LearningOutcome {
            process: process.or_else(|| Process::of(&title)),
            title,
            skills,
            level,
            kind: kind.filter(|kind| !is_maturity(kind) && self::process(kind).is_none()),
            reuse: reader.concept(outcome, "reusabilityLevel"),
            notes,
        }
    })
}

/// The maturity that a specification states for the whole.
pub(super) fn maturity<'a>(reader: &mut Reader<'a>, specification: &'a Object) -> Option<Concept> {
    let mut terms = reader.concepts(specification, "educationLevel");
    terms.extend(reader.concepts(specification, "dcType"));
    terms.into_iter().find(is_maturity)
}

fn is_maturity(term: &Concept) -> bool {
    let english = term.label.pick(&["en"]).unwrap_or_default().trim();
    MATURITY.iter().any(|word| english.eq_ignore_ascii_case(word))
}

fn level(term: &Concept) -> RubricLevel {
    RubricLevel { id: term.id.clone(), name: term.label.clone(), ..RubricLevel::default() }
}

/// The process that a term names which is one of Bloom's by its address.
fn process(term: &Concept) -> Option<Process> {
    let address = term.id.as_deref()?;
    if !address.to_ascii_lowercase().contains("bloom") {
        return None;
    }
    let name = term.label.pick(&["en"]).and_then(Process::named);
    name.or_else(|| Process::named(address.rsplit(['/', '#', ':']).next()?))
}

/// The levels of maturity of skills cards, lowest first.
const MATURITY: [&str; 3] = ["awareness", "practitioner", "expert"];
