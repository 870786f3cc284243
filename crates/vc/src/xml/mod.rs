//! XML, as far as signed lists need it: a bounded reader, the canonical form, and signatures over it.
//!
//! Documents with a document type are refused, and with it every entity but the five of XML itself.

pub(crate) mod canonical;
pub(crate) mod signed;

use roxmltree::{Document, Error, Node, ParsingOptions};

use crate::limits::{
    MAX_XML_ATTRIBUTES, MAX_XML_DEPTH, MAX_XML_ELEMENT_ATTRIBUTES, MAX_XML_NAMESPACES, MAX_XML_NODES,
};

/// Why a text is not an XML document that is read here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XmlFault {
    /// Not UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// Not well-formed, or with a document type.
    #[error("not an XML document without a document type: {0}")]
    Malformed(String),
    /// Past a named limit on size, depth or count.
    #[error("larger or more deeply nested than is read")]
    OverBudget,
    /// `xml:base` around what is signed, which Canonical XML 1.1 would join; no list has it.
    #[error("xml:base around what is signed is not supported")]
    BaseAround,
}

/// Reads a document whose cost stays within the limits.
pub(crate) fn parse(bytes: &[u8]) -> Result<Document<'_>, XmlFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| XmlFault::NotUtf8)?;
    within_budget(text)?;
    let nodes_limit = u32::try_from(MAX_XML_NODES).expect("the limit is small");
    let options = ParsingOptions { allow_dtd: false, nodes_limit, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::NodesLimitReached => XmlFault::OverBudget,
        error => XmlFault::Malformed(error.to_string()),
    })?;
    if deepest(&document) > MAX_XML_DEPTH { Err(XmlFault::OverBudget) } else { Ok(document) }
}

/// The child elements of this name, in order.
pub(crate) fn children<'a, 'input>(
    node: Node<'a, 'input>,
    name: (&'static str, &'static str),
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.has_tag_name(name))
}

/// The only child element of this name.
pub(crate) fn only<'a, 'input>(
    node: Node<'a, 'input>,
    name: (&'static str, &'static str),
) -> Option<Node<'a, 'input>> {
    let mut found = children(node, name);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The text in an element that holds nothing else, without the space around it.
pub(crate) fn text<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let mut children = node.children();
    match (children.next(), children.next()) {
        (Some(only), None) if only.is_text() => only.text().map(str::trim),
        _ => None,
    }
}

/// Holds the counts that the parser's own cost grows with faster than they do. A `<` stands in no attribute,
/// so what lies between two of them holds all attributes of a tag.
fn within_budget(text: &str) -> Result<(), XmlFault> {
    let mut attributes = 0;
    for tag in text.split('<') {
        let signs = tag.bytes().filter(|byte| *byte == b'=').count();
        attributes += signs;
        if signs > MAX_XML_ELEMENT_ATTRIBUTES || attributes > MAX_XML_ATTRIBUTES {
            return Err(XmlFault::OverBudget);
        }
    }
    let namespaces = text.matches("xmlns").take(MAX_XML_NAMESPACES + 1).count();
    if namespaces > MAX_XML_NAMESPACES { Err(XmlFault::OverBudget) } else { Ok(()) }
}

fn deepest(document: &Document<'_>) -> usize {
    // Parents come before their children.
    let mut depths = Vec::new();
    for node in document.root().descendants() {
        let around = node.parent().and_then(|parent| depths.get(parent.id().get_usize())).copied();
        depths.push(around.map_or(0, |depth: usize| depth + 1));
    }
    depths.into_iter().max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> XmlFault {
        parse(text.as_bytes()).err().unwrap_or_else(|| panic!("read: {}", &text[..text.len().min(80)]))
    }

    #[test]
    fn a_document_type_is_refused() {
        let text = r#"<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>"#;
        assert!(matches!(refused(text), XmlFault::Malformed(_)));
        assert!(matches!(refused("<a>&b;</a>"), XmlFault::Malformed(_)));
    }

    #[test]
    fn what_would_cost_too_much_is_refused_before_it_costs() {
        let many = |count: usize, of: &dyn Fn(usize) -> String| (0..count).map(of).collect::<String>();
        let cases = [
            format!("{}{}", "<a>".repeat(MAX_XML_DEPTH + 1), "</a>".repeat(MAX_XML_DEPTH + 1)),
            format!("{}{}", "<a>".repeat(300_000), "</a>".repeat(300_000)),
            format!("<a>{}</a>", "<b/>".repeat(MAX_XML_NODES)),
            format!("<a {}/>", many(300_000, &|at| format!("b{at}='' "))),
            format!("<a>{}</a>", many(MAX_XML_NAMESPACES + 1, &|at| format!("<b xmlns:c{at}='d'/>"))),
            format!("<a>{}</a>", "<b c=''/>".repeat(MAX_XML_ATTRIBUTES + 1)),
        ];
        for text in cases {
            assert_eq!(refused(&text), XmlFault::OverBudget, "{}", &text[..40]);
        }
    }
}
