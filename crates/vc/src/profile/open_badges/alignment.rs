//! What achievements and results correspond to in frameworks.

use jsonld::Node;

use super::terms;
use crate::profile::vcdm::reader::Reader;
use crate::view::{Alignment, Concept};

/// The alignments of a node.
pub(super) fn all(reader: &mut Reader, node: Node<'_>) -> Vec<Alignment> {
    reader.items(node, terms::ALIGNMENT, |reader, alignment| Alignment {
        name: reader.text(alignment, terms::TARGET_NAME),
        url: reader.string(alignment, terms::TARGET_URL),
        code: reader.string(alignment, terms::TARGET_CODE),
        kind: reader.string(alignment, terms::TARGET_TYPE),
        framework: reader.text(alignment, terms::TARGET_FRAMEWORK),
        description: reader.text(alignment, terms::TARGET_DESCRIPTION),
    })
}

/// The ESCO skills among alignments.
pub(super) fn skills(alignments: &[Alignment]) -> Vec<Concept> {
    among(alignments, "data.europa.eu/esco/skill/").collect()
}

/// The level of the European Qualifications Framework, when one is named and no other.
pub(super) fn eqf_level(alignments: &[Alignment]) -> Option<Concept> {
    let mut levels = among(alignments, "data.europa.eu/snb/eqf/");
    let level = levels.next()?;
    levels.all(|other| other.id == level.id).then_some(level)
}

/// The terms of a vocabulary among alignments, by where their addresses begin.
fn among<'a>(alignments: &'a [Alignment], vocabulary: &'a str) -> impl Iterator<Item = Concept> + 'a {
    let is_term = move |url: &&str| {
        let address = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
        address.and_then(|it| it.strip_prefix(vocabulary)).is_some_and(|term| !term.is_empty())
    };
    alignments.iter().filter_map(move |alignment| {
        let url = alignment.url.as_deref().filter(is_term)?;
        Some(Concept { id: Some(url.to_owned()), label: alignment.name.clone() })
    })
}
