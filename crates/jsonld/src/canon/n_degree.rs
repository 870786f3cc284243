//! Telling apart blank nodes whose own quads look alike (§4.7, §4.8).

use std::fmt::Write as _;

use super::issuer::Issuer;
use super::mentions::{Blank, Mentions};
use super::sum::Sum;
use super::{Hash, Reading};
use crate::dataset::TermId;
use crate::limits::{MAX_CANON_DEPTH, MAX_LIKE_NEIGHBOURS};
use crate::refusal::{Limit, Refusal};

/// A search from one blank node after the other, each along the paths that lead away from it.
#[derive(Debug)]
pub(super) struct Search<'a> {
    mentions: &'a Mentions<'a>,
    /// The hash of the quads of each blank node (§4.6).
    first_degree: &'a [Sum],
    hash: Hash,
    reading: Reading,
    /// The labels that are settled.
    pub(super) canonical: Issuer,
    /// The labels of the path at hand, `b0` and so on.
    path_labels: Issuer,
    /// Steps that may still be taken.
    pub(super) steps: usize,
    /// Whether a neighbour was reached more than once, with the same hash.
    pub(super) repeated: bool,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        mentions: &'a Mentions<'a>,
        first_degree: &'a [Sum],
        canonical: Issuer,
        (hash, reading): (Hash, Reading),
        steps: usize,
    ) -> Self {
        let path_labels = Issuer::new(first_degree.len());
        Self { mentions, first_degree, hash, reading, canonical, path_labels, steps, repeated: false }
    }

    /// Labels blank nodes whose first-degree hash is the same (§4.4.3, step 5).
    pub(super) fn label(&mut self, tied: &[Blank]) -> Result<(), Refusal> {
        let mut found = Vec::new();
        for blank in tied {
            if self.canonical.number(*blank).is_none() {
                self.path_labels.issue(*blank);
                let sum = self.n_degree(*blank, 0)?;
                found.push((sum, self.path_labels.take_back(0)));
            }
        }
        found.sort_by_key(|(sum, _)| *sum);
        for blank in found.into_iter().flat_map(|(_, path)| path) {
            self.canonical.issue(blank);
        }
        Ok(())
    }

    /// Hash N-Degree Quads (§4.8.3). Leaves the labels that it issued in `path_labels`.
    fn n_degree(&mut self, blank: Blank, depth: usize) -> Result<Sum, Refusal> {
        if depth == MAX_CANON_DEPTH {
            return Err(TOO_MANY);
        }
        let neighbours = self.neighbours(blank)?;
        let mut text = String::new();
        for like in neighbours.chunk_by(|one, other| one.0 == other.0) {
            like[0].0.push_hex(&mut text);
            let mut order: Vec<Blank> = like.iter().map(|(_, blank)| *blank).collect();
            text.push_str(&self.least_path(&mut order, depth)?);
        }
        self.sum(&text)
    }

    /// The blank nodes in the quads of another, by how they are related to it and then by number.
    fn neighbours(&mut self, blank: Blank) -> Result<Vec<(Sum, Blank)>, Refusal> {
        let mentions = self.mentions;
        let mut neighbours = Vec::new();
        for quad in mentions.of(blank) {
            let components = [
                ('s', Some(quad.subject), Some(quad.predicate)),
                ('o', Some(quad.object), Some(quad.predicate)),
                ('g', quad.graph, None),
            ];
            for (position, component, predicate) in components {
                let related = component.and_then(|term| mentions.blank(term));
                if let Some(related) = related.filter(|related| *related != blank) {
                    neighbours.push((self.related(position, predicate, related)?, related));
                }
            }
        }
        neighbours.sort_unstable();
        let mentioned = neighbours.len();
        if self.reading == Reading::Once {
            neighbours.dedup();
        }
        self.repeated |=
            neighbours.len() < mentioned || neighbours.array_windows().any(|[one, next]| one == next);
        Ok(neighbours)
    }

    /// Hash Related Blank Node (§4.7.3); `predicate` is `None` for a graph name.
    fn related(&mut self, position: char, predicate: Option<TermId>, related: Blank) -> Result<Sum, Refusal> {
        let mut text = String::from(position);
        if let Some(predicate) = predicate {
            text.push_str(self.mentions.dataset.n_quads(predicate));
        }
        match (self.canonical.number(related), self.path_labels.number(related)) {
            (Some(number), _) => push_label(&mut text, "c14n", number),
            (None, Some(number)) => push_label(&mut text, "b", number),
            (None, None) => self.first_degree[related.index()].push_hex(&mut text),
        }
        self.sum(&text)
    }

    /// The least of the paths through like neighbours, in whatever order (step 5.4).
    fn least_path(&mut self, order: &mut [Blank], depth: usize) -> Result<String, Refusal> {
        if let [_] = order {
            return self.path(order, "", depth).map(|path| path.unwrap_or_default());
        }
        if order.chunk_by(|one, next| one == next).count() > MAX_LIKE_NEIGHBOURS {
            return Err(TOO_MANY);
        }
        let before = self.path_labels.issued().len();
        let (mut least, mut labelled) = (String::new(), Vec::new());
        loop {
            let path = self.path(order, &least, depth)?;
            let labels = self.path_labels.take_back(before);
            if let Some(path) = path {
                (least, labelled) = (path, labels);
            }
            if !next_order(order) {
                break;
            }
        }
        for blank in labelled {
            self.path_labels.issue(blank);
        }
        Ok(least)
    }

    /// The path through like neighbours in one order (steps 5.4.4 to 5.4.6); `None` when it is no less
    /// than `least`, where that is not empty.
    fn path(&mut self, order: &[Blank], least: &str, depth: usize) -> Result<Option<String>, Refusal> {
        let behind = |path: &String| !least.is_empty() && path.as_str() > least;
        let mut path = String::new();
        let mut fresh = Vec::new();
        for blank in order {
            if let Some(number) = self.canonical.number(*blank) {
                push_label(&mut path, "c14n", number);
                continue;
            }
            if self.path_labels.number(*blank).is_none() {
                fresh.push(*blank);
            }
            push_label(&mut path, "b", self.path_labels.issue(*blank));
        }
        self.spend(path.len())?;
        for blank in fresh {
            if behind(&path) {
                return Ok(None);
            }
            let sum = self.n_degree(blank, depth + 1)?;
            push_label(&mut path, "b", self.path_labels.issue(blank));
            path.push('<');
            sum.push_hex(&mut path);
            path.push('>');
        }
        Ok((least.is_empty() || path.as_str() < least).then_some(path))
    }

    fn sum(&mut self, text: &str) -> Result<Sum, Refusal> {
        self.spend(text.len())?;
        Ok(self.hash.sum(text.as_bytes()))
    }

    /// Spends a step, and one more for each KiB of the text at hand.
    fn spend(&mut self, bytes: usize) -> Result<(), Refusal> {
        let left = self.steps.checked_sub(1 + bytes / 1024);
        self.steps = left.unwrap_or(0);
        if left.is_some() { Ok(()) } else { Err(TOO_MANY) }
    }
}

const TOO_MANY: Refusal = Refusal::TooComplex(Limit::BlankNodes);

fn push_label(text: &mut String, prefix: &str, number: u32) {
    let _ = write!(text, "_:{prefix}{number}");
}

/// Puts the next order in place, if there is one; like blank nodes are not told apart. Begin with the
/// least order to go through all.
fn next_order(order: &mut [Blank]) -> bool {
    let Some(last) = order.array_windows().rposition(|[one, next]| one < next) else { return false };
    let swapped = order.iter().rposition(|blank| *blank > order[last]).unwrap_or(last);
    order.swap(last, swapped);
    order[last + 1..].reverse();
    true
}
