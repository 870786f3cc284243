//! Results and the scales on which they stand.

use std::collections::HashMap;

use jsonld::Node;

use super::{alignment, terms};
use crate::profile::vcdm::reader::Reader;
use crate::profile::vcdm::terms::{DESCRIPTION, NAME, Term};
use crate::view::{LearningResult, RubricLevel};

/// The results of `subject`, each with its description in `achievement`.
///
/// A description of another achievement describes nothing here (Open Badges 3.0 §B.1.16).
pub(super) fn all(reader: &mut Reader, subject: Node<'_>, achievement: Node<'_>) -> Vec<LearningResult> {
    let descriptions = by_iri(reader, achievement, terms::RESULT_DESCRIPTION);
    reader.items(subject, terms::RESULT, |reader, result| {
        let description = linked(reader, result, terms::RESULT_DESCRIPTION, &descriptions);
        let mut read = description.map(|it| scale(reader, it, result)).unwrap_or_default();
        read.value = reader.string(result, terms::VALUE);
        read.status = reader.string(result, terms::STATUS);
        read.alignments.extend(alignment::all(reader, result));
        read
    })
}

/// A result before its own values: what its description says, and the level that it points to.
fn scale(reader: &mut Reader, description: Node<'_>, result: Node<'_>) -> LearningResult {
    let achieved = reader.string(result, terms::ACHIEVED_LEVEL);
    let required = reader.string(description, terms::REQUIRED_LEVEL);
    let levels = reader.items(description, terms::RUBRIC_CRITERION_LEVEL, level);
    let named = |id: Option<String>| levels.iter().find(|level| id.is_some() && level.id == id).cloned();
    LearningResult {
        title: reader.text(description, NAME),
        kind: reader.string(description, terms::RESULT_TYPE),
        achieved_level: named(achieved),
        required_level: named(required),
        required_value: reader.string(description, terms::REQUIRED_VALUE),
        allowed_values: reader.strings(description, terms::ALLOWED_VALUE),
        minimum: reader.string(description, terms::VALUE_MIN),
        maximum: reader.string(description, terms::VALUE_MAX),
        alignments: alignment::all(reader, description),
        levels,
        ..LearningResult::default()
    }
}

fn level(reader: &mut Reader, level: Node<'_>) -> RubricLevel {
    RubricLevel {
        id: reader.iri(level),
        name: reader.text(level, NAME),
        level: reader.string(level, terms::LEVEL),
        points: reader.string(level, terms::POINTS),
        description: reader.text(level, DESCRIPTION),
        alignments: alignment::all(reader, level),
    }
}

/// The node under `term` that `node` names by its IRI.
fn linked<'g>(
    reader: &mut Reader,
    node: Node<'_>,
    term: Term,
    known: &HashMap<&str, Node<'g>>,
) -> Option<Node<'g>> {
    reader.string(node, term).and_then(|iri| known.get(iri.as_str()).copied())
}

fn by_iri<'g>(reader: &mut Reader, node: Node<'g>, term: Term) -> HashMap<&'g str, Node<'g>> {
    reader.nodes(node, term).into_iter().filter_map(|node| Some((node.iri()?, node))).collect()
}
