//! Which quads mention which blank node (§4.4.3, step 2).

use crate::dataset::{Dataset, Kind, Quad, TermId};
use crate::limits::MAX_CANONICAL_BYTES;
use crate::refusal::{Limit, Refusal};

/// A blank node of the dataset, numbered from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Blank(u32);

impl Blank {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The quads of a dataset, each once, by the blank nodes that they mention.
#[derive(Debug)]
pub(super) struct Mentions<'a> {
    pub(super) dataset: &'a Dataset<'a>,
    pub(super) quads: Vec<Quad>,
    /// The term of each blank node.
    pub(super) terms: Vec<TermId>,
    /// The blank node of each term, [`NOT_BLANK`] for others.
    blanks: Vec<u32>,
    /// Positions of quads, those of one blank node after those of another.
    positions: Vec<u32>,
    /// Where the positions of each blank node end.
    ends: Vec<u32>,
    /// About the length of all quads as lines.
    pub(super) bytes: usize,
}

const NOT_BLANK: u32 = u32::MAX;

/// Bytes of a line that belong to no term, with room for longer labels.
const SPACES_AND_STOP: usize = 16;

impl<'a> Mentions<'a> {
    /// # Errors
    /// [`Limit::Text`] when the canonical text would be too long.
    pub(super) fn new(dataset: &'a Dataset<'a>) -> Result<Self, Refusal> {
        let mut quads = dataset.quads().to_vec();
        quads.sort_unstable_by_key(|quad| {
            let graph = quad.graph.map_or(0, |graph| graph.index() + 1);
            (pair(quad.subject.index(), quad.predicate.index()), pair(quad.object.index(), graph))
        });
        quads.dedup();
        let mut bytes = 0;
        for quad in &quads {
            bytes += dataset.text_len(quad.subject) + dataset.text_len(quad.predicate);
            bytes += dataset.text_len(quad.object) + quad.graph.map_or(0, |graph| dataset.text_len(graph));
            bytes += SPACES_AND_STOP;
        }
        if bytes > MAX_CANONICAL_BYTES {
            return Err(Refusal::TooComplex(Limit::Text));
        }

        let mut all =
            Self { dataset, quads, terms: vec![], blanks: vec![], positions: vec![], ends: vec![], bytes };
        all.number();
        all.index();
        Ok(all)
    }

    /// The blank node that a term is.
    pub(super) fn blank(&self, term: TermId) -> Option<Blank> {
        Some(self.blanks[term.index()]).filter(|number| *number != NOT_BLANK).map(Blank)
    }

    /// Every blank node.
    pub(super) fn blanks(&self) -> impl Iterator<Item = Blank> + use<> {
        (0..count(self.terms.len())).map(Blank)
    }

    /// The quads that mention a blank node, each once.
    pub(super) fn of(&self, blank: Blank) -> impl Iterator<Item = &Quad> {
        let end = self.ends[blank.index()] as usize;
        let start = blank.index().checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.positions[start..end].iter().map(|position| &self.quads[*position as usize])
    }

    /// The blank nodes of a quad, each once.
    fn in_quad(&self, quad: &Quad) -> impl Iterator<Item = Blank> {
        let subject = self.blank(quad.subject);
        let object = self.blank(quad.object).filter(|blank| Some(*blank) != subject);
        let graph = quad.graph.and_then(|graph| self.blank(graph));
        let graph = graph.filter(|blank| Some(*blank) != subject && Some(*blank) != object);
        [subject, object, graph].into_iter().flatten()
    }

    /// Gives each blank node its number.
    fn number(&mut self) {
        self.blanks = vec![NOT_BLANK; self.dataset.term_count()];
        for quad in &self.quads {
            for term in [Some(quad.subject), Some(quad.object), quad.graph].into_iter().flatten() {
                let number = &mut self.blanks[term.index()];
                if *number == NOT_BLANK && self.dataset.kind(term) == Kind::Blank {
                    *number = count(self.terms.len());
                    self.terms.push(term);
                }
            }
        }
    }

    /// Lists the quads of each blank node: counts them, then puts each in its place.
    fn index(&mut self) {
        let mut ends = vec![0; self.terms.len()];
        for blank in self.quads.iter().flat_map(|quad| self.in_quad(quad)) {
            ends[blank.index()] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            total += std::mem::replace(end, total);
        }
        let mut positions = vec![0; total as usize];
        for (position, quad) in self.quads.iter().enumerate() {
            for blank in self.in_quad(quad) {
                let next = &mut ends[blank.index()];
                positions[*next as usize] = count(position);
                *next += 1;
            }
        }
        (self.positions, self.ends) = (positions, ends);
    }
}

fn pair(one: usize, other: usize) -> u64 {
    u64::from(count(one)) << 32 | u64::from(count(other))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).expect("terms and quads are bounded far below 2^32")
}
