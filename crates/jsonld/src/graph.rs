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
    /// Positions of quads, by graph, subject and property, then in the order of the document.
    order: Vec<u32>,
}

impl<'a> Graph<'a> {
    /// Indexes a dataset.
    #[must_use]
    pub fn new(dataset: &'a Dataset<'a>) -> Self {
        let quads = dataset.quads();
        let count = u32::try_from(quads.len()).expect("quads are bounded far below 2^32");
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_unstable_by_key(|at| {
            let Quad { graph, subject, predicate, .. } = quads[*at as usize];
            (graph, subject, predicate, *at)
        });
        Self { dataset, order }
    }

    /// The node of the document's outermost object.
    #[must_use]
    pub fn root(&self) -> Option<Node<'_>> {
        self.dataset.root().map(|id| Node { graph: self, name: None, id })
    }

    /// A node of the default graph.
    #[must_use]
    pub fn node(&self, id: TermId) -> Node<'_> {
        Node { graph: self, name: None, id }
    }

    /// True when some node, in whatever graph, refers to `id`.
    #[must_use]
    pub fn refers_to(&self, id: TermId) -> bool {
        self.dataset.quads().iter().any(|quad| quad.object == id)
    }

    /// The subjects of a named graph, each once.
    pub fn subjects(&self, name: TermId) -> impl Iterator<Item = Node<'_>> {
        let mut last = None;
        let quads = self.dataset.quads();
        let first = self.order.partition_point(|at| quads[*at as usize].graph < Some(name));
        self.order[first..]
            .iter()
            .map(|at| quads[*at as usize])
            .take_while(move |quad| quad.graph == Some(name))
            .filter(move |quad| last.replace(quad.subject) != Some(quad.subject))
            .map(move |quad| Node { graph: self, name: Some(name), id: quad.subject })
    }

    /// The positions of the quads that compare as equal, by the order of the index.
    fn between(&self, compare: impl Fn(&Quad) -> Ordering) -> &[u32] {
        let quads = self.dataset.quads();
        let compare = |at: &u32| compare(&quads[*at as usize]);
        let rest = &self.order[self.order.partition_point(|at| compare(at).is_lt())..];
        &rest[..rest.partition_point(|at| compare(at).is_eq())]
    }
}

/// A node of a graph.
#[derive(Debug, Clone, Copy)]
pub struct Node<'g> {
    graph: &'g Graph<'g>,
    name: Option<TermId>,
    id: TermId,
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
    /// Costs no more than there are values, however much else is said about the node.
    pub fn all(&self, property: &str) -> impl Iterator<Item = Object<'g>> + use<'g> {
        let Node { graph, name, .. } = *self;
        let predicate = graph.dataset.find_iri(property);
        let said = predicate.map_or(&[][..], |predicate| self.said_by(predicate));
        said.iter().map(move |quad| Object::of(graph, name, *quad))
    }

    /// The values of a property that is known under several IRIs, as [`Node::all`].
    pub fn all_of<'p>(&self, properties: &'p [&'p str]) -> impl Iterator<Item = Object<'g>> + use<'g, 'p> {
        let node = *self;
        let Node { graph, name, .. } = node;
        let (dataset, quads) = (graph.dataset, graph.dataset.quads());
        // Among few, comparing names is faster than looking up each.
        let (scanned, sought) = match self.said() {
            few if few.len() <= FEW => (few, &[][..]),
            _ => (&[][..], properties),
        };
        let scanned = scanned.iter().filter(move |at| {
            let predicate = dataset.iri(quads[**at as usize].predicate);
            predicate.is_some_and(|predicate| properties.contains(&predicate))
        });
        let sought = sought.iter().filter_map(move |property| dataset.find_iri(property));
        let sought = sought.flat_map(move |predicate| node.said_by(predicate));
        scanned.chain(sought).map(move |quad| Object::of(graph, name, *quad))
    }

    /// All that is said about it, in the order of the document: IRIs of properties, and values.
    #[must_use]
    pub fn statements(&self) -> Vec<(&'g str, Object<'g>)> {
        let Node { graph, name, .. } = *self;
        let mut positions = self.said().to_vec();
        positions.sort_unstable();
        let said = positions.into_iter().filter_map(|quad| {
            let property = graph.dataset.iri(graph.dataset.quads()[quad as usize].predicate)?;
            Some((property, Object::of(graph, name, quad)))
        });
        said.collect()
    }

    /// True when something is said about it, rather than that it is only referred to.
    #[must_use]
    pub fn is_described(&self) -> bool {
        !self.said().is_empty()
    }

    /// Positions of the quads about it.
    fn said(&self) -> &'g [u32] {
        let Node { graph, name, id } = *self;
        graph.between(|quad| (quad.graph, quad.subject).cmp(&(name, id)))
    }

    /// Positions of the quads about it with one property.
    fn said_by(&self, predicate: TermId) -> &'g [u32] {
        let Node { graph, name, id } = *self;
        graph.between(|quad| (quad.graph, quad.subject, quad.predicate).cmp(&(name, id, predicate)))
    }

    /// The first value of a property.
    #[must_use]
    pub fn first(&self, property: &str) -> Option<Object<'g>> {
        self.all(property).next()
    }

    /// The values of a property that are nodes.
    pub fn nodes(&self, property: &str) -> impl Iterator<Item = Node<'g>> + use<'g> {
        self.all(property).filter_map(|object| object.node())
    }

    /// The values of a property that are literals.
    pub fn literals(&self, property: &str) -> impl Iterator<Item = Literal<'g>> + use<'g> {
        self.all(property).filter_map(|object| object.literal())
    }

    /// The IRIs of its types.
    pub fn types(&self) -> impl Iterator<Item = &'g str> + use<'g> {
        self.nodes(RDF_TYPE).filter_map(|class| class.iri())
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
        (self.graph.dataset.kind(self.id) != Kind::Literal).then_some(Node {
            graph: self.graph,
            name: self.name,
            id: self.id,
        })
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
        for _ in &self.graph.order {
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
mod tests {
    use super::*;

    #[test]
    fn a_node_is_read_in_its_own_graph_only() {
        let dataset = read(
            "<a:s> <a:p> \"outside\" .\n<a:s> <a:p> \"inside\" <a:g> .\n<a:t> <a:p> \"t\" <a:g> .\n\
             <a:s> <a:q> \"q\" .\n<a:v> <a:proof> <a:g> .\n<a:s> <a:p> \"again\" .\n<a:s> <a:p> \"h\" <a:h> .\n",
        );
        let graph = Graph::new(&dataset);
        let texts = |node: Node<'_>| {
            node.literals("a:p").map(|literal| literal.text.into_owned()).collect::<Vec<_>>()
        };
        let node = |iri| graph.node(dataset.find_iri(iri).unwrap());
        assert_eq!(texts(node("a:s")), ["outside", "again"]);

        let inside: Vec<_> = node("a:v").first("a:proof").unwrap().graph_subjects().collect();
        assert_eq!(inside.iter().map(|node| node.iri().unwrap()).collect::<Vec<_>>(), ["a:s", "a:t"]);
        assert_eq!(texts(inside[0]), ["inside"]);
        assert_eq!(node("a:s").all("a:unknown").count(), 0);
        assert!(graph.root().is_none());
    }

    #[test]
    fn properties_of_few_and_many_are_found_alike() {
        for count in [3, FEW, FEW + 1, 10 * FEW] {
            let quad = |at| format!("<a:s> <a:{at}> \"a\" .\n<a:s> <a:{at}> \"b\" .\n");
            let dataset = read(&(0..count).map(quad).collect::<String>());
            let graph = Graph::new(&dataset);
            let node = graph.node(dataset.find_iri("a:s").unwrap());
            assert_eq!(node.all_of(&["a:2", "a:0"]).count(), 4, "{count}");
            assert_eq!(node.all_of(&["a:1", "a:unknown"]).count(), 2, "{count}");
            assert_eq!(node.all_of(&["a:unknown"]).count(), 0, "{count}");
            let said = node.statements();
            assert_eq!((said.len(), said[2].0), (2 * count, "a:1"), "{count}");
        }
    }

    #[test]
    fn what_is_only_referred_to_is_not_described() {
        let dataset = read("<a:s> <a:p> <a:o> .\n");
        let graph = Graph::new(&dataset);
        let node = |iri| graph.node(dataset.find_iri(iri).unwrap());
        assert_eq!((node("a:s").is_described(), node("a:o").is_described()), (true, false));
    }

    #[test]
    fn what_is_referred_to_from_any_graph_is_known() {
        let dataset = read("<a:s> <a:p> <a:o> <a:g> .\n");
        let graph = Graph::new(&dataset);
        let refers = |iri| graph.refers_to(dataset.find_iri(iri).unwrap());
        assert_eq!((refers("a:o"), refers("a:s"), refers("a:g")), (true, false, false));
    }

    #[test]
    fn literals_have_text_datatype_and_language() {
        let dataset = read(
            "<a:s> <a:p> \"plain\" .\n<a:s> <a:p> \"5\"^^<a:d> .\n<a:s> <a:p> \"hei\"@fi-FI .\n\
             <a:s> <a:p> \"\" .\n<a:s> <a:p> \"\\\"@en\" .\n<a:s> <a:p> <a:o> .\n",
        );
        let graph = Graph::new(&dataset);
        let node = graph.node(dataset.find_iri("a:s").unwrap());
        let literals: Vec<_> = node
            .literals("a:p")
            .map(|Literal { text, datatype, language, .. }| (text.into_owned(), datatype, language))
            .collect();
        assert_eq!(
            literals,
            [
                ("plain".to_owned(), XSD_STRING, None),
                ("5".to_owned(), "a:d", None),
                ("hei".to_owned(), RDF_LANG_STRING, Some("fi-FI")),
                (String::new(), XSD_STRING, None),
                ("\"@en".to_owned(), XSD_STRING, None),
            ]
        );
        assert_eq!(node.nodes("a:p").map(|node| node.iri()).collect::<Vec<_>>(), [Some("a:o")]);
    }

    #[test]
    fn every_character_comes_back_from_its_escape() {
        let all: String = ('\0'..='\u{ff}').chain(['\u{2028}', '\u{ffff}', '\u{1f303}']).collect();
        let mut dataset = Dataset::default();
        let literal = dataset.intern_literal(&all, None).unwrap();
        assert_eq!(Literal::of(dataset.n_quads(literal)).text, all);
    }

    #[test]
    fn types_are_iris() {
        let dataset = read(&format!("<a:s> <{RDF_TYPE}> <a:A> .\n<a:s> <{RDF_TYPE}> _:b .\n"));
        let graph = Graph::new(&dataset);
        let node = graph.node(dataset.find_iri("a:s").unwrap());
        assert!(node.is_a("a:A") && !node.is_a("a:B"));
        assert_eq!(node.types().count(), 1);
    }

    #[test]
    fn a_list_has_its_items_in_order_and_ends() {
        let whole = format!(
            "<a:s> <a:p> _:a .\n_:b <{RDF_REST}> <{RDF_NIL}> .\n_:b <{RDF_FIRST}> \"2\" .\n\
             _:a <{RDF_FIRST}> \"1\" .\n_:a <{RDF_REST}> _:b .\n"
        );
        let empty = format!("<a:s> <a:p> <{RDF_NIL}> .\n");
        let alone = "<a:s> <a:p> \"1\" .\n".to_owned();
        let endless = format!("<a:s> <a:p> _:a .\n_:a <{RDF_FIRST}> \"1\" .\n_:a <{RDF_REST}> _:a .\n");
        let without_items = format!(
            "<a:s> <a:p> _:a .\n_:a <{RDF_FIRST}> \"1\" .\n_:a <{RDF_REST}> _:b .\n_:b <{RDF_REST}> _:b .\n"
        );
        let counted = |text: &str| {
            let dataset = read(text);
            let graph = Graph::new(&dataset);
            let value = graph.node(dataset.find_iri("a:s").unwrap()).first("a:p").unwrap();
            value.items().iter().map(|item| item.literal().unwrap().text.into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(counted(&whole), ["1", "2"]);
        assert_eq!(counted(&empty), [""; 0]);
        assert_eq!(counted(&alone), ["1"]);
        assert_eq!(counted(&endless).len(), 3);
        assert_eq!(counted(&without_items), ["1"]);
    }

    fn read(text: &str) -> Dataset<'static> {
        Dataset::from_n_quads(text).unwrap()
    }
}
