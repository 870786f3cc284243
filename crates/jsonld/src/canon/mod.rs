//! RDF Dataset Canonicalization (RDFC-1.0, W3C Recommendation 2024-05-21).

mod issuer;
mod lines;
mod mentions;
mod n_degree;
mod sum;
#[cfg(test)]
mod tests;

use self::issuer::Issuer;
use self::lines::Lines;
use self::mentions::{Blank, Mentions};
use self::n_degree::Search;
use self::sum::Sum;
use crate::dataset::{Dataset, TermId};
use crate::limits::MAX_CANON_STEPS;
use crate::refusal::Refusal;

/// The hash used inside canonicalisation. P-384 suites need SHA-384 here too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hash {
    /// SHA-256.
    #[default]
    Sha256,
    /// SHA-384.
    Sha384,
}

/// How often a neighbour is counted that several quads reach with the same hash (§4.8.3, step 3).
///
/// The step says "add a mapping", the overview "once for every mention"; implementations differ. It makes
/// a difference only when [`Canonical::ambiguous`] is true.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reading {
    /// Once.
    #[default]
    Once,
    /// Once for every quad that reaches it.
    EveryMention,
}

/// A canonical dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canonical {
    /// The canonical N-Quads document (§5): sorted lines, each once.
    pub n_quads: String,
    /// The canonical label of each blank node, such as `c14n0`, in the order in which they were issued.
    pub labels: Vec<(TermId, String)>,
    /// True when blank nodes were tied and a neighbour was reached more than once, so that the other
    /// [`Reading`] may give another result.
    pub ambiguous: bool,
}

/// Canonicalises a dataset (§4.4.3).
///
/// # Errors
/// [`Refusal::TooComplex`] when too many blank nodes look alike, or when the result would be too long.
pub fn canonicalise(dataset: &Dataset<'_>, hash: Hash, reading: Reading) -> Result<Canonical, Refusal> {
    canonicalise_within(dataset, hash, reading, &mut { MAX_CANON_STEPS })
}

/// Canonicalises a dataset in at most `steps` steps, and takes those that were needed off `steps`: several
/// datasets can share what a caller is ready to spend.
///
/// # Errors
/// As [`canonicalise`].
pub fn canonicalise_within(
    dataset: &Dataset<'_>,
    hash: Hash,
    reading: Reading,
    steps: &mut usize,
) -> Result<Canonical, Refusal> {
    let mentions = Mentions::new(dataset)?;
    let lines = Lines::new(&mentions);
    let first_degree = first_degree(&mentions, &lines, hash);
    let mut blanks: Vec<Blank> = mentions.blanks().collect();
    blanks.sort_by_key(|blank| first_degree[blank.index()]);
    let alike = |one: &Blank, other: &Blank| first_degree[one.index()] == first_degree[other.index()];

    let mut issuer = Issuer::new(blanks.len());
    for group in blanks.chunk_by(alike) {
        if let [unique] = group {
            issuer.issue(*unique);
        }
    }
    let mut ambiguous = false;
    if issuer.issued().len() < blanks.len() {
        let mut search = Search::new(&mentions, &first_degree, issuer, (hash, reading), *steps);
        let mut ties = blanks.chunk_by(alike).filter(|group| group.len() > 1);
        let labelled = ties.try_for_each(|tied| search.label(tied));
        *steps = search.steps;
        labelled?;
        (issuer, ambiguous) = (search.canonical, search.repeated);
    }

    let labels: Vec<String> = (0..blanks.len()).map(|number| format!("_:c14n{number}")).collect();
    let n_quads = text(&mentions, &lines, &issuer, &labels);
    let terms = issuer.issued().iter().map(|blank| mentions.terms[blank.index()]);
    let labels = terms.zip(labels.iter().map(|label| label["_:".len()..].to_owned())).collect();
    Ok(Canonical { n_quads, labels, ambiguous })
}

/// Hash First Degree Quads (§4.6.3) of each blank node.
fn first_degree(mentions: &Mentions<'_>, lines: &Lines<'_>, hash: Hash) -> Vec<Sum> {
    let mut text = String::new();
    let of = |own| {
        text.clear();
        lines.push(&mut text, mentions.of(own), |blank| if blank == own { (0, "_:a") } else { (1, "_:z") });
        hash.sum(text.as_bytes())
    };
    mentions.blanks().map(of).collect()
}

/// The quads with canonical labels, in canonical N-Quads (§5).
fn text(mentions: &Mentions<'_>, lines: &Lines<'_>, issuer: &Issuer, labels: &[String]) -> String {
    // Labels sort as texts: `c14n10` before `c14n2`.
    let mut sorted: Vec<u32> = (0..).take(labels.len()).collect();
    sorted.sort_unstable_by_key(|number| &labels[*number as usize]);
    let mut ranks = vec![0; labels.len()];
    for (rank, number) in (0..).zip(sorted) {
        ranks[number as usize] = rank;
    }
    let name = |blank| {
        let number = issuer.number(blank).expect("every blank node is labelled by now") as usize;
        (ranks[number], labels[number].as_str())
    };
    let mut text = String::with_capacity(mentions.bytes);
    lines.push(&mut text, mentions.quads.iter(), name);
    text
}
