//! RDF datasets: interned terms, quads, and where in the document each quad comes from.

use std::fmt::Write as _;
use std::hash::Hasher as _;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::limits::{MAX_QUADS, MAX_TERM_COLLISIONS, MAX_TERM_TEXT_BYTES};
use crate::refusal::{Dropped, Limit, Refusal};

/// A term of a dataset: an IRI, a blank node or a literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId(u32);

impl TermId {
    /// Position among the terms of its dataset, from 0.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An absolute IRI.
    Iri,
    /// A blank node. Its label means nothing outside the dataset.
    Blank,
    /// A literal.
    Literal,
}

/// One statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quad {
    /// What is spoken about.
    pub subject: TermId,
    /// Which property.
    pub predicate: TermId,
    /// Its value.
    pub object: TermId,
    /// The graph it stands in; `None` is the default graph.
    pub graph: Option<TermId>,
}

/// A set of quads over interned terms.
///
/// Terms are kept as N-Quads text, so that canonicalisation sorts and hashes them as they are. The same
/// quad may be said more than once, from different places of the document.
#[derive(Debug, Clone, Default)]
pub struct Dataset<'d> {
    text: String,
    terms: Vec<Term>,
    interned: HashTable<TermId>,
    quads: Vec<Quad>,
    origins: Vec<PlaceId>,
    places: Vec<Place<'d>>,
    blank_nodes: u32,
    /// Nodes that the document does not name, and where they stand.
    unnamed: Vec<(TermId, PlaceId)>,
    /// Terms compared in vain so far.
    collisions: usize,
    pub(crate) root: Option<TermId>,
    pub(crate) dropped: Vec<Dropped>,
}

#[derive(Debug, Clone, Copy)]
struct Term {
    start: u32,
    end: u32,
    kind: Kind,
}

/// A place in the document. The root is [`PlaceId::ROOT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlaceId(u32);

impl PlaceId {
    pub(crate) const ROOT: PlaceId = PlaceId(0);
}

#[derive(Debug, Clone, Copy)]
struct Place<'d> {
    parent: PlaceId,
    step: Step<'d>,
}

/// One step from a JSON value into it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'d> {
    /// A member of an object.
    Key(&'d str),
    /// An item of an array, from 0.
    Index(u32),
}

impl<'d> Dataset<'d> {
    /// An empty dataset with room for an ordinary credential.
    pub(crate) fn with_room() -> Self {
        Self {
            text: String::with_capacity(8 * 1024),
            terms: Vec::with_capacity(128),
            interned: HashTable::with_capacity(112),
            quads: Vec::with_capacity(96),
            origins: Vec::with_capacity(96),
            places: Vec::with_capacity(160),
            ..Self::default()
        }
    }

    /// The quads, in the order in which the document says them.
    #[must_use]
    pub fn quads(&self) -> &[Quad] {
        &self.quads
    }

    /// The subject of the document's outermost object, when it is exactly one node.
    #[must_use]
    pub fn root(&self) -> Option<TermId> {
        self.root
    }

    /// What stands in the document and is said by no quad: nobody can have signed it.
    ///
    /// Bounded by [`MAX_DROPPED`](crate::limits::MAX_DROPPED); empty means that nothing was left out.
    #[must_use]
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    /// What a term is.
    #[must_use]
    pub fn kind(&self, term: TermId) -> Kind {
        self.terms[term.index()].kind
    }

    /// A term in N-Quads form: `<iri>`, `_:label`, `"text"@en` or `"text"^^<datatype>`.
    #[must_use]
    pub fn n_quads(&self, term: TermId) -> &str {
        let Term { start, end, .. } = self.terms[term.index()];
        &self.text[start as usize..end as usize]
    }

    /// Bytes of a term in N-Quads form.
    pub(crate) fn text_len(&self, term: TermId) -> usize {
        let Term { start, end, .. } = self.terms[term.index()];
        (end - start) as usize
    }

    /// An IRI without its brackets; `None` for other terms.
    #[must_use]
    pub fn iri(&self, term: TermId) -> Option<&str> {
        let text = self.n_quads(term);
        (self.kind(term) == Kind::Iri).then(|| &text[1..text.len() - 1])
    }

    /// Number of terms; every [`TermId`] of this dataset is below it.
    pub(crate) fn term_count(&self) -> usize {
        self.terms.len()
    }

    /// The term for an IRI, when some quad uses it.
    #[must_use]
    pub fn find_iri(&self, iri: &str) -> Option<TermId> {
        self.interned.find(hash(iri), |term| self.iri(*term) == Some(iri)).copied()
    }

    /// JSON pointer (RFC 6901) to what a quad comes from; `quad` is its position in [`Dataset::quads`].
    #[must_use]
    pub fn pointer(&self, quad: usize) -> String {
        self.origins.get(quad).map(|place| self.place_pointer(*place)).unwrap_or_default()
    }

    /// The nodes that the document does not name, each with a JSON pointer to what it comes from, in the order in
    /// which they were met. Several come from one place where a list or a graph of its own begins there.
    pub fn unnamed(&self) -> impl Iterator<Item = (TermId, String)> {
        self.unnamed.iter().map(|(node, place)| (*node, self.place_pointer(*place)))
    }

    pub(crate) fn place_pointer(&self, place: PlaceId) -> String {
        let mut steps = Vec::new();
        let mut at = place;
        while at != PlaceId::ROOT {
            let Place { parent, step } = self.places[at.0 as usize - 1];
            steps.push(step);
            at = parent;
        }
        let mut pointer = String::new();
        for step in steps.into_iter().rev() {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
                Step::Index(index) => _ = write!(pointer, "{index}"),
            }
        }
        pointer
    }

    /// A place one step inside another.
    pub(crate) fn place(&mut self, parent: PlaceId, step: Step<'d>) -> PlaceId {
        self.places.push(Place { parent, step });
        PlaceId(u32::try_from(self.places.len()).expect("fewer places than JSON values, which are bounded"))
    }

    /// Interns an IRI. The caller has made sure that it is absolute and well-formed.
    pub(crate) fn intern_iri(&mut self, iri: &str) -> Result<TermId, Refusal> {
        self.intern(Kind::Iri, |text| {
            text.push('<');
            text.push_str(iri);
            text.push('>');
        })
    }

    /// Interns a blank node by its label, without `_:`.
    pub(crate) fn intern_blank(&mut self, label: &str) -> Result<TermId, Refusal> {
        self.intern(Kind::Blank, |text| {
            text.push_str("_:");
            text.push_str(label);
        })
    }

    /// A blank node that is new. Its label cannot be written in a document.
    pub(crate) fn fresh_blank(&mut self, place: PlaceId) -> Result<TermId, Refusal> {
        let number = self.blank_nodes;
        self.blank_nodes += 1;
        let node = self.intern(Kind::Blank, |text| _ = write!(text, "_:\u{1}{number}"))?;
        self.unnamed.push((node, place));
        Ok(node)
    }

    /// Interns a literal; `datatype` is an IRI without brackets, `None` for a plain string.
    pub(crate) fn intern_literal(&mut self, value: &str, datatype: Option<&str>) -> Result<TermId, Refusal> {
        self.intern(Kind::Literal, |text| {
            push_quoted(text, value);
            if let Some(datatype) = datatype {
                text.push_str("^^<");
                text.push_str(datatype);
                text.push('>');
            }
        })
    }

    /// Interns a literal with a language tag.
    pub(crate) fn intern_text(&mut self, value: &str, language: &str) -> Result<TermId, Refusal> {
        self.intern(Kind::Literal, |text| {
            push_quoted(text, value);
            text.push('@');
            text.push_str(language);
        })
    }

    /// Says a quad.
    pub(crate) fn push(&mut self, quad: Quad, origin: PlaceId) -> Result<(), Refusal> {
        if self.quads.len() == MAX_QUADS {
            return Err(Refusal::TooComplex(Limit::Quads));
        }
        self.quads.push(quad);
        self.origins.push(origin);
        Ok(())
    }

    fn intern(&mut self, kind: Kind, write: impl FnOnce(&mut String)) -> Result<TermId, Refusal> {
        let start = self.text.len();
        write(&mut self.text);
        let end = self.text.len();
        if end > MAX_TERM_TEXT_BYTES {
            return Err(Refusal::TooComplex(Limit::Text));
        }
        let Self { text, terms, interned, collisions, .. } = self;
        let slice = |term: &TermId| {
            let Term { start, end, .. } = terms[term.index()];
            &text[start as usize..end as usize]
        };
        let written = &text[start..end];
        let hash = hash_of(kind, written);
        let mut compared = 0;
        let known = interned.find(hash, |term| {
            compared += 1;
            slice(term) == written
        });
        let known = known.copied();
        *collisions += compared - usize::from(known.is_some());
        if *collisions > MAX_TERM_COLLISIONS {
            return Err(Refusal::TooComplex(Limit::Text));
        }
        if let Some(known) = known {
            self.text.truncate(start);
            return Ok(known);
        }
        let bounded = "text is bounded far below 4 GiB";
        let id = TermId(u32::try_from(terms.len()).expect(bounded));
        interned.insert_unique(hash, id, |term| hash_of(terms[term.index()].kind, slice(term)));
        let (start, end) = (u32::try_from(start).expect(bounded), u32::try_from(end).expect(bounded));
        self.terms.push(Term { start, end, kind });
        Ok(id)
    }
}

/// IRIs are hashed without their brackets, so that one can be looked up as it is.
fn hash_of(kind: Kind, n_quads: &str) -> u64 {
    match kind {
        Kind::Iri => hash(&n_quads[1..n_quads.len() - 1]),
        Kind::Blank | Kind::Literal => hash(n_quads),
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Writes a string literal as canonical N-Quads does (RDF 1.1 N-Quads, canonical form): escapes for
/// `"`, `\`, BS, HT, LF, FF, CR, other controls and DEL by their number (`\u001B`), everything else as it is.
fn push_quoted(text: &mut String, value: &str) {
    text.push('"');
    // Without a branch for each byte, the compiler looks at many at a time.
    if value.bytes().fold(false, |found, byte| found | is_escaped(byte)) {
        push_escaped(text, value);
    } else {
        text.push_str(value);
    }
    text.push('"');
}

fn push_escaped(text: &mut String, value: &str) {
    let mut plain = 0;
    for (at, byte) in value.bytes().enumerate().filter(|(_, byte)| is_escaped(*byte)) {
        text.push_str(&value[plain..at]);
        plain = at + 1;
        match byte {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            0x08 => text.push_str("\\b"),
            b'\t' => text.push_str("\\t"),
            b'\n' => text.push_str("\\n"),
            0x0c => text.push_str("\\f"),
            b'\r' => text.push_str("\\r"),
            control => _ = write!(text, "\\u{control:04X}"),
        }
    }
    text.push_str(&value[plain..]);
}

fn is_escaped(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\') | (byte == 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Different texts with one hash: eight of their bytes cancel its state, and the rest is multiplied with
    /// zero. Found by trying, as anyone can.
    fn colliding() -> impl Iterator<Item = String> {
        let mix = |a: u64, b: u64| {
            let product = u128::from(a) * u128::from(b);
            (product as u64) ^ ((product >> 64) as u64)
        };
        let word = |text: &str| u64::from_le_bytes(text.as_bytes().try_into().unwrap());
        let (block, zero) = (0..)
            .find_map(|attempt| {
                let block = format!("\"{attempt:015}");
                let first = word(&block[..8]) ^ 0x243f_6a88_85a3_08d3;
                let zero = mix(first, word(&block[8..]) ^ 0xa409_3822_299f_31d0).to_le_bytes();
                let plain = zero.iter().all(|byte| byte.is_ascii_alphanumeric());
                plain.then(|| (block, String::from_utf8(zero.to_vec()).unwrap()))
            })
            .unwrap();
        (0..).map(move |at| format!("{}{at:016}{zero}-------", &block[1..]))
    }

    #[test]
    fn texts_made_to_collide_are_refused() {
        let texts: Vec<String> = colliding().take(2_000).collect();
        let whole = |text: &String| hash(&format!("\"{text}\""));
        assert!(texts.iter().all(|text| whole(text) == whole(&texts[0])), "they must collide");
        let mut dataset = Dataset::default();
        let outcome = texts.iter().try_for_each(|text| dataset.intern_literal(text, None).map(drop));
        assert_eq!(outcome, Err(Refusal::TooComplex(Limit::Text)));
    }

    #[test]
    fn ordinary_texts_do_not_collide() {
        let mut dataset = Dataset::default();
        for at in 0..100_000 {
            dataset.intern_literal(&format!("text {at}"), None).unwrap();
        }
        assert!(dataset.collisions < MAX_TERM_COLLISIONS / 10, "{}", dataset.collisions);
    }
}
