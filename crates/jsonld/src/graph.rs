//! Reading a dataset by subject and property.
//!
//! What is read here is exactly what canonicalisation hashes, so what is shown is what was signed.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::dataset::{Dataset, Kind, Quad, TermId};

/// A dataset, indexed by graph and subject.
#[derive(Debug, Clone)]
pub struct Graph<'a> {
    dataset: &'a Dataset<'a>,
    /// What is said: first the default graph by subject and property, then the named graphs by name, subject
    /// and property; of one property in the order of the document.
    said: Vec<Said<'a>>,
    /// Where in `said` the part about each term in the default graph begins, and behind the last one its end.
    starts: Vec<u32>,
}

/// One quad, and the name of its property.
#[derive(Debug, Clone, Copy)]
struct Said<'a> {
    quad: u32,
    property: &'a str,
}

impl<'a> Graph<'a> {
    /// Indexes a dataset.
    #[must_use]
    pub fn new(dataset: &'a Dataset<'a>) -> Self {
        let quads = dataset.quads();
        let count = u32::try_from(quads.len()).expect("quads are bounded far below 2^32");
        let mut said: Vec<Said<'a>> = (0..count)
            .filter_map(|quad| {
                let property = dataset.iri(quads[quad as usize].predicate)?;
                Some(Said { quad, property })
            })
            .collect();
        said.sort_unstable_by_key(|said| {
            let Quad { graph, subject, predicate, .. } = quads[said.quad as usize];
            let number = |term: TermId| term.index() as u64;
            // Two numbers compare faster than four.
            let outer = graph.map_or(0, |graph| number(graph) + 1) << 32 | number(subject);
            (outer, number(predicate) << 32 | u64::from(said.quad))
        });
        Self { dataset, starts: starts(dataset, &said), said }
    }

    /// The node of the document's outermost object.
    #[must_use]
    pub fn root(&self) -> Option<Node<'_>> {
        self.dataset.root().map(|id| self.node(id))
    }

    /// A node of the default graph.
    #[must_use]
    pub fn node(&self, id: TermId) -> Node<'_> {
        self.node_in(None, id)
    }

    /// True when some node, in whatever graph, refers to `id`.
    #[must_use]
    pub fn refers_to(&self, id: TermId) -> bool {
        self.dataset.quads().iter().any(|quad| quad.object == id)
    }

    /// The subjects of a named graph, each once.
    pub fn subjects(&self, name: TermId) -> impl Iterator<Item = Node<'_>> {
        let quads = self.dataset.quads();
        let graph = self.part(&self.said, |quad| quad.graph.cmp(&Some(name)));
        let alike = |one: &Said<'_>, other: &Said<'_>| {
            quads[one.quad as usize].subject == quads[other.quad as usize].subject
        };
        graph.chunk_by(alike).map(move |said| {
            let id = quads[said[0].quad as usize].subject;
            Node { graph: self, name: Some(name), id, said }
        })
    }

    fn node_in(&self, name: Option<TermId>, id: TermId) -> Node<'_> {
        let said = match name {
            None => &self.said[self.starts[id.index()] as usize..self.starts[id.index() + 1] as usize],
            Some(_) => self.part(&self.said, |quad| (quad.graph, quad.subject).cmp(&(name, id))),
        };
        Node { graph: self, name, id, said }
    }

    /// The part of `said` that compares as equal, by the order in which it stands.
    fn part<'s>(&self, said: &'s [Said<'a>], compare: impl Fn(&Quad) -> Ordering) -> &'s [Said<'a>] {
        let compare = |said: &Said<'_>| compare(&self.dataset.quads()[said.quad as usize]);
        let rest = &said[said.partition_point(|said| compare(said).is_lt())..];
        &rest[..rest.partition_point(|said| compare(said).is_eq())]
    }
}

/// Counts what is said about each term in the default graph, and adds up.
fn starts(dataset: &Dataset<'_>, said: &[Said<'_>]) -> Vec<u32> {
    let mut starts = vec![0; dataset.term_count() + 1];
    let quads = said.iter().map(|said| dataset.quads()[said.quad as usize]);
    for quad in quads.take_while(|quad| quad.graph.is_none()) {
        starts[quad.subject.index() + 1] += 1;
    }
    let mut total = 0;
    for start in &mut starts {
        total += *start;
        *start = total;
    }
    starts
}

/// A node of a graph.
#[derive(Debug, Clone, Copy)]
pub struct Node<'g> {
    graph: &'g Graph<'g>,
    name: Option<TermId>,
    id: TermId,
    /// What is said about it, by property.
    said: &'g [Said<'g>],
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.name, self.id) == (other.name, other.id)
    }
}

impl<'g> Node<'g> {
    /// Its term.
    #[must_use]
    pub fn id(&self) -> TermId {
        self.id
    }

    /// Its IRI; `None` for a blank node.
    #[must_use]
    pub fn iri(&self) -> Option<&'g str> {
        self.graph.dataset.iri(self.id)
    }

    /// The values of a property, in the order of the document. A value said twice comes twice.
    ///
    /// Costs little more than there are values, however much else is said about the node.
    pub fn all<'p>(&self, property: &'p str) -> impl Iterator<Item = Object<'g>> + use<'g, 'p> {
        let (few, many) = match self.said.len() <= FEW {
            true => (self.said, &[][..]),
            false => (&[][..], self.said_by(property)),
        };
        let few = few.iter().filter(move |said| said.property == property);
        self.objects(few.chain(many))
    }

    /// The values of a property that is known under several IRIs, as [`Node::all`].
    pub fn all_of<'p>(&self, properties: &'p [&'p str]) -> impl Iterator<Item = Object<'g>> + use<'g, 'p> {
        let node = *self;
        // Among few, comparing names is faster than looking up each.
        let (few, many) = match self.said.len() <= FEW {
            true => (self.said, &[][..]),
            false => (&[][..], properties),
        };
        let few = few.iter().filter(|said| properties.contains(&said.property));
        self.objects(few.chain(many.iter().flat_map(move |property| node.said_by(property))))
    }

    /// All that is said about it: the properties in the order of the document, each with its values.
    #[must_use]
    pub fn statements(&self) -> Vec<(&'g str, impl Iterator<Item = Object<'g>> + use<'g>)> {
        let mut groups: Vec<&[Said<'g>]> =
            self.said.chunk_by(|one, other| one.property == other.property).collect();
        groups.sort_unstable_by_key(|group| group[0].quad);
        groups.into_iter().map(|group| (group[0].property, self.objects(group.iter()))).collect()
    }

    /// True when something is said about it, rather than that it is only referred to.
    #[must_use]
    pub fn is_described(&self) -> bool {
        !self.said.is_empty()
    }

    /// What is said about it with one property.
    fn said_by(&self, property: &str) -> &'g [Said<'g>] {
        let predicate = self.graph.dataset.find_iri(property);
        predicate.map_or(&[], |id| self.graph.part(self.said, |quad| quad.predicate.cmp(&id)))
    }

    fn objects<S: Iterator<Item = &'g Said<'g>>>(
        self,
        said: S,
    ) -> impl Iterator<Item = Object<'g>> + use<'g, S> {
        let Node { graph, name, .. } = self;
        said.map(move |said| Object::of(graph, name, said.quad))
    }

    /// The first value of a property.
    #[must_use]
    pub fn first(&self, property: &str) -> Option<Object<'g>> {
        self.all(property).next()
    }

    /// The values of a property that are nodes.
    pub fn nodes<'p>(&self, property: &'p str) -> impl Iterator<Item = Node<'g>> + use<'g, 'p> {
        self.all(property).filter_map(|object| object.node())
    }

    /// The values of a property that are literals.
    pub fn literals<'p>(&self, property: &'p str) -> impl Iterator<Item = Literal<'g>> + use<'g, 'p> {
        self.all(property).filter_map(|object| object.literal())
    }

    /// The IRIs of its types.
    pub fn types(&self) -> impl Iterator<Item = &'g str> + use<'g> {
        let classes = self.all(RDF_TYPE);
        classes.filter_map(|class| class.graph.dataset.iri(class.id))
    }

    /// True when it is of a type.
    #[must_use]
    pub fn is_a(&self, class: &str) -> bool {
        self.types().any(|known| known == class)
    }
}

/// A value of a property.
#[derive(Debug, Clone, Copy)]
pub struct Object<'g> {
    graph: &'g Graph<'g>,
    name: Option<TermId>,
    id: TermId,
    quad: u32,
}

impl<'g> Object<'g> {
    fn of(graph: &'g Graph<'g>, name: Option<TermId>, quad: u32) -> Self {
        Self { graph, name, id: graph.dataset.quads()[quad as usize].object, quad }
    }

    /// The term.
    #[must_use]
    pub fn id(&self) -> TermId {
        self.id
    }

    /// It as a node of the same graph; `None` for a literal.
    #[must_use]
    pub fn node(&self) -> Option<Node<'g>> {
        let is_node = self.graph.dataset.kind(self.id) != Kind::Literal;
        is_node.then(|| self.graph.node_in(self.name, self.id))
    }

    /// It as a literal; `None` for a node.
    #[must_use]
    pub fn literal(&self) -> Option<Literal<'g>> {
        (self.graph.dataset.kind(self.id) == Kind::Literal)
            .then(|| Literal::of(self.graph.dataset.n_quads(self.id)))
    }

    /// JSON pointer to what it comes from.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.graph.dataset.pointer(self.quad as usize)
    }

    /// The subjects of the graph that it names, where a value is a graph of its own.
    pub fn graph_subjects(&self) -> impl Iterator<Item = Node<'g>> + use<'g> {
        self.graph.subjects(self.id)
    }

    /// Its items, when it is an RDF list; itself otherwise. A list that loops ends.
    #[must_use]
    pub fn items(&self) -> Vec<Object<'g>> {
        let is_cell = |cell: &Object<'g>| {
            cell.graph.dataset.iri(cell.id) == Some(RDF_NIL)
                || cell.node().is_some_and(|node| node.first(RDF_FIRST).is_some())
        };
        if !is_cell(self) {
            return vec![*self];
        }
        let mut items = Vec::new();
        let mut cell = Some(*self);
        // No list has more cells than there are quads.
        for _ in &self.graph.said {
            let Some(node) = cell.as_ref().and_then(Object::node) else { break };
            items.extend(node.first(RDF_FIRST));
            cell = node.first(RDF_REST);
        }
        items
    }
}

/// A literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal<'g> {
    /// Its text.
    pub text: Cow<'g, str>,
    /// The IRI of its datatype.
    pub datatype: &'g str,
    /// Its language tag, in lower case.
    pub language: Option<&'g str>,
    /// `ltr` or `rtl`, where the text has a direction that is part of what is said.
    pub direction: Option<&'g str>,
}

impl<'g> Literal<'g> {
    fn of(n_quads: &'g str) -> Self {
        let end = n_quads.rfind('"').expect("a literal ends with a quotation mark, a datatype or a tag");
        let (quoted, rest) = (&n_quads[1..end], &n_quads[end + 1..]);
        let (datatype, language, direction) = match rest.split_at_checked(1) {
            Some(("@", tag)) => (RDF_LANG_STRING, Some(tag), None),
            Some((_, marked)) => directed(&marked[2..marked.len() - 1]),
            None => (XSD_STRING, None, None),
        };
        Self { text: unescape(quoted), datatype, language, direction }
    }
}

/// Datatype, language and direction; a text with a direction is a text, whatever carries the direction.
fn directed(datatype: &str) -> (&str, Option<&str>, Option<&str>) {
    match datatype.strip_prefix(I18N).and_then(|rest| rest.rsplit_once('_')) {
        Some(("", direction)) => (XSD_STRING, None, Some(direction)),
        Some((language, direction)) => (RDF_LANG_STRING, Some(language), Some(direction)),
        None => (datatype, None, None),
    }
}

/// Undoes the escapes of canonical N-Quads.
fn unescape(quoted: &str) -> Cow<'_, str> {
    if !quoted.contains('\\') {
        return Cow::Borrowed(quoted);
    }
    let mut text = String::with_capacity(quoted.len());
    let mut rest = quoted;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let escape = rest[at + 1..].chars().next().unwrap_or_default();
        rest = &rest[(at + 1 + escape.len_utf8()).min(rest.len())..];
        text.push(match escape {
            'b' => '\u{8}',
            't' => '\t',
            'n' => '\n',
            'f' => '\u{c}',
            'r' => '\r',
            'u' => {
                let (code, after) = rest.split_at_checked(4).unwrap_or((rest, ""));
                rest = after;
                u32::from_str_radix(code, 16)
                    .ok()
                    .and_then(char::from_u32)
                    .unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            plain => plain,
        });
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Quads about a node up to which properties are told by comparing names.
const FEW: usize = 32;

/// `rdf:type`.
pub const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
/// `rdf:first`.
pub const RDF_FIRST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
/// `rdf:rest`.
pub const RDF_REST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
/// `rdf:nil`.
pub const RDF_NIL: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
/// `rdf:langString`.
pub const RDF_LANG_STRING: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
/// Followed by a language and `_ltr` or `_rtl`: a text with a direction (JSON-LD 1.1 §4.2.4.1).
pub const I18N: &str = "https://www.w3.org/ns/i18n#";
/// `xsd:string`.
pub const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

#[cfg(test)]
mod tests;
