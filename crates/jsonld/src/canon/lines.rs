//! Canonical N-Quads lines (§5): sorting quads as their lines sort, without writing them, and writing them.

use super::mentions::{Blank, Mentions};
use crate::dataset::{Quad, TermId};

/// What a blank node is called, for now: its place among all names, and the name.
pub(super) type Name<'t> = (u32, &'t str);

/// Sorts and writes quads.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    mentions: &'a Mentions<'a>,
    /// The place of each term that is subject, predicate or graph name, among all that are and are named.
    ranks: Vec<u32>,
}

/// Blank nodes come after IRIs, as `_` does after `<`.
const FIRST_BLANK: u32 = 1 << 31;

impl<'a> Lines<'a> {
    pub(super) fn new(mentions: &'a Mentions<'a>) -> Self {
        const UNRANKED: u32 = u32::MAX;
        let mut ranks = vec![UNRANKED; mentions.dataset.term_count()];
        let mut terms = Vec::new();
        for quad in &mentions.quads {
            for term in [quad.subject, quad.predicate].into_iter().chain(quad.graph) {
                let rank = &mut ranks[term.index()];
                // Blank nodes are placed by their names.
                if *rank == UNRANKED && mentions.blank(term).is_none() {
                    *rank = 0;
                    terms.push((mentions.dataset.n_quads(term).as_bytes(), term));
                }
            }
        }
        terms.sort_unstable();
        for (rank, (_, term)) in (0..).zip(&terms) {
            ranks[term.index()] = rank;
        }
        Self { mentions, ranks }
    }

    /// Appends the lines of quads, in code point order.
    ///
    /// Sorting term by term is the same as sorting lines: where one term's text begins another's, the next
    /// byte is a space on one side, and no term goes on with a byte below it.
    pub(super) fn push<'q, 't>(
        &self,
        text: &mut String,
        quads: impl Iterator<Item = &'q Quad>,
        name: impl Fn(Blank) -> Name<'t>,
    ) where
        'a: 't,
    {
        let rank = |term| self.rank(term, &name);
        let place = |quad: &Quad| (rank(quad.subject), self.ranks[quad.predicate.index()]);
        let mut lines: Vec<_> = quads.map(|quad| (place(quad), quad)).collect();
        lines.sort_unstable_by(|(place, quad), (other_place, other)| {
            place.cmp(other_place).then_with(|| {
                let objects = [quad.object, other.object].map(|object| self.text(object, &name));
                // Without a graph name the full stop comes next, before any name could begin.
                objects[0].cmp(objects[1]).then_with(|| quad.graph.map(rank).cmp(&other.graph.map(rank)))
            })
        });
        for (_, quad) in lines {
            let mut push = |term| {
                text.push_str(self.text(term, &name));
                text.push(' ');
            };
            push(quad.subject);
            push(quad.predicate);
            push(quad.object);
            quad.graph.into_iter().for_each(push);
            text.push_str(".\n");
        }
    }

    fn rank<'t>(&self, term: TermId, name: &impl Fn(Blank) -> Name<'t>) -> u32 {
        self.mentions
            .blank(term)
            .map_or_else(|| self.ranks[term.index()], |blank| FIRST_BLANK + name(blank).0)
    }

    fn text<'t>(&self, term: TermId, name: &impl Fn(Blank) -> Name<'t>) -> &'t str
    where
        'a: 't,
    {
        self.mentions.blank(term).map_or_else(|| self.mentions.dataset.n_quads(term), |blank| name(blank).1)
    }
}
