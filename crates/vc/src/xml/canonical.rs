//! Canonical XML 1.0 and 1.1 and Exclusive XML Canonicalization 1.0, without comments.
//!
//! What is made canonical is the document or one element of it, perhaps without one element inside: the
//! node sets that same-document references of signatures name.

use roxmltree::{Attribute, Document, Node, NodeId};

use super::XmlFault;
use crate::limits::MAX_CANONICAL_XML_BYTES;

/// A canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// Canonical XML 1.0.
    Inclusive10,
    /// Canonical XML 1.1.
    Inclusive11,
    /// Exclusive, with these prefixes treated as in the inclusive form; the empty one is the default.
    Exclusive {
        /// The prefixes.
        inclusive: Vec<String>,
    },
}

/// The canonical form of an element, or of the document for its root, without the element `omitted`.
///
/// # Errors
/// [`XmlFault::OverBudget`] past the limit on its size, and [`XmlFault::BaseAround`].
pub(crate) fn canonical(
    apex: Node<'_, '_>,
    omitted: Option<NodeId>,
    form: &Form,
) -> Result<Vec<u8>, XmlFault> {
    let mut writer = Writer { form, omitted, source: apex.document(), out: Vec::new(), rendered: Vec::new() };
    if apex.is_root() {
        writer.document(apex)?;
    } else {
        let inherited = inherited(apex, form)?;
        writer.element(apex, &inherited)?;
    }
    Ok(writer.out)
}

struct Writer<'a, 'input> {
    form: &'a Form,
    omitted: Option<NodeId>,
    source: &'a Document<'input>,
    out: Vec<u8>,
    /// Namespaces that the elements around have written, the innermost last.
    rendered: Vec<(&'a str, &'a str)>,
}

impl<'a, 'input> Writer<'a, 'input> {
    fn document(&mut self, root: Node<'a, 'input>) -> Result<(), XmlFault> {
        let mut before = true;
        for child in root.children() {
            if child.is_element() {
                self.element(child, &[])?;
                before = false;
            } else if let Some(instruction) = child.pi() {
                if !before {
                    self.push("\n")?;
                }
                self.instruction(&instruction)?;
                if before {
                    self.push("\n")?;
                }
            }
        }
        Ok(())
    }

    fn element(
        &mut self,
        node: Node<'a, 'input>,
        inherited: &[Attribute<'a, 'input>],
    ) -> Result<(), XmlFault> {
        let outside = self.rendered.len();
        let name = self.name_of(node);
        self.push("<")?;
        self.push(name)?;
        for (prefix, uri) in self.namespaces(node, name) {
            self.push(if prefix.is_empty() { " xmlns" } else { " xmlns:" })?;
            self.push(prefix)?;
            self.push("=\"")?;
            self.escaped(uri, in_attribute)?;
            self.push("\"")?;
            self.rendered.push((prefix, uri));
        }
        let mut attributes: Vec<Attribute<'a, 'input>> =
            node.attributes().chain(inherited.iter().copied()).collect();
        attributes.sort_by_key(|attribute| (attribute.namespace().unwrap_or_default(), attribute.name()));
        for attribute in attributes {
            self.push(" ")?;
            self.push(self.qualified(&attribute))?;
            self.push("=\"")?;
            self.escaped(attribute.value(), in_attribute)?;
            self.push("\"")?;
        }
        self.push(">")?;
        let omitted = self.omitted;
        for child in node.children().filter(|child| Some(child.id()) != omitted) {
            if child.is_element() {
                self.element(child, &[])?;
            } else if let Some(instruction) = child.pi() {
                self.instruction(&instruction)?;
            } else if child.is_text() {
                self.escaped(child.text().unwrap_or_default(), in_text)?;
            }
        }
        self.push("</")?;
        self.push(name)?;
        self.push(">")?;
        self.rendered.truncate(outside);
        Ok(())
    }

    /// The namespaces to write on an element, by prefix.
    fn namespaces(&self, node: Node<'a, 'input>, name: &'a str) -> Vec<(&'a str, &'a str)> {
        let in_scope = node.namespaces().map(|space| (space.name().unwrap_or_default(), space.uri()));
        let in_scope = in_scope.filter(|(prefix, _)| *prefix != "xml");
        let mut wanted: Vec<(&str, &str)> = match self.form {
            Form::Inclusive10 | Form::Inclusive11 => in_scope.collect(),
            Form::Exclusive { inclusive } => {
                let mut used: Vec<&str> = vec![prefix_of(name)];
                let qualified = node.attributes().map(|attribute| prefix_of(self.qualified(&attribute)));
                used.extend(qualified.filter(|prefix| !prefix.is_empty()));
                in_scope
                    .filter(|(prefix, _)| used.contains(prefix) || inclusive.iter().any(|one| one == prefix))
                    .collect()
            }
        };
        // An element in no namespace takes the default away where one is written around it.
        let uses_default = prefix_of(name).is_empty() && node.tag_name().namespace().is_none();
        if uses_default && !wanted.iter().any(|(prefix, _)| prefix.is_empty()) {
            wanted.push(("", ""));
        }
        wanted.retain(|(prefix, uri)| self.written(prefix) != *uri);
        wanted.sort_unstable();
        wanted
    }

    /// What a prefix stands for where the writer is; nothing is the same as the empty name.
    fn written(&self, prefix: &str) -> &'a str {
        self.rendered.iter().rev().find(|(known, _)| *known == prefix).map_or("", |(_, uri)| uri)
    }

    fn instruction(&mut self, instruction: &roxmltree::PI<'_>) -> Result<(), XmlFault> {
        self.push("<?")?;
        self.push(instruction.target)?;
        if let Some(value) = instruction.value {
            self.push(" ")?;
            self.push(value)?;
        }
        self.push("?>")
    }

    /// The name of an element as it stands in the document, with its prefix.
    fn name_of(&self, node: Node<'_, '_>) -> &'a str {
        let tag = self.source.input_text().get(node.range()).unwrap_or_default();
        let name = tag.strip_prefix('<').unwrap_or(tag);
        name.split(|at: char| at.is_ascii_whitespace() || at == '>' || at == '/').next().unwrap_or_default()
    }

    fn qualified(&self, attribute: &Attribute<'_, '_>) -> &'a str {
        self.source.input_text().get(attribute.range_qname()).unwrap_or_default()
    }

    fn escaped(&mut self, text: &str, escape: fn(u8) -> Option<&'static str>) -> Result<(), XmlFault> {
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            if let Some(escaped) = escape(byte) {
                self.push(&text[start..at])?;
                self.push(escaped)?;
                start = at + 1;
            }
        }
        self.push(&text[start..])
    }

    fn push(&mut self, text: &str) -> Result<(), XmlFault> {
        if self.out.len() + text.len() > MAX_CANONICAL_XML_BYTES {
            return Err(XmlFault::OverBudget);
        }
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// Attributes of the `xml` namespace that an element takes from those around it (Canonical XML 1.0 §2.4,
/// 1.1 §2.4). The exclusive form takes none.
fn inherited<'a, 'input>(
    apex: Node<'a, 'input>,
    form: &Form,
) -> Result<Vec<Attribute<'a, 'input>>, XmlFault> {
    let mut found: Vec<Attribute<'a, 'input>> = Vec::new();
    if matches!(form, Form::Exclusive { .. }) {
        return Ok(found);
    }
    let of_xml = |node: Node<'a, 'input>| {
        node.attributes().filter(|attribute| attribute.namespace() == Some(XML_NAMESPACE))
    };
    let own: Vec<&str> = of_xml(apex).map(|attribute| attribute.name()).collect();
    for attribute in apex.ancestors().skip(1).flat_map(of_xml) {
        let name = attribute.name();
        if *form == Form::Inclusive11 && name == "base" {
            return Err(XmlFault::BaseAround);
        }
        let taken = *form == Form::Inclusive10 || name == "lang" || name == "space";
        if taken && !own.contains(&name) && !found.iter().any(|nearer| nearer.name() == name) {
            found.push(attribute);
        }
    }
    Ok(found)
}

fn prefix_of(name: &str) -> &str {
    name.split_once(':').map_or("", |(prefix, _)| prefix)
}

fn in_text(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    }
}

fn in_attribute(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#x9;"),
        b'\n' => Some("&#xA;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    }
}

const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::xml::parse;

    const EXCLUSIVE: Form = Form::Exclusive { inclusive: Vec::new() };

    fn text(apex: Node<'_, '_>, form: &Form) -> String {
        String::from_utf8(canonical(apex, None, form).unwrap()).unwrap()
    }

    fn whole(xml: &str, form: &Form) -> String {
        text(parse(xml.as_bytes()).unwrap().root(), form)
    }

    /// Made by `tests/tools/canonical_xml.py`.
    fn cases() -> Vec<Value> {
        serde_json::from_str(include_str!("canonical_cases.json")).unwrap()
    }

    #[test]
    fn the_forms_are_those_of_libxml2() {
        for case in cases() {
            let document = parse(case["document"].as_str().unwrap().as_bytes()).unwrap();
            let at = usize::try_from(case["part"].as_u64().unwrap()).unwrap();
            let part = document.descendants().filter(Node::is_element).nth(at).unwrap();
            let prefixes = case["prefixes"].as_array().unwrap().iter();
            let inclusive = prefixes.map(|prefix| prefix.as_str().unwrap().to_owned()).collect();
            for (name, apex, form) in [
                ("inclusive", document.root(), Form::Inclusive10),
                ("inclusive", document.root(), Form::Inclusive11),
                ("exclusive", document.root(), EXCLUSIVE),
                ("part_inclusive", part, Form::Inclusive10),
                ("part_exclusive", part, Form::Exclusive { inclusive }),
            ] {
                assert_eq!(text(apex, &form), case[name].as_str().unwrap(), "{name} of {}", case["document"]);
            }
        }
    }

    #[test]
    fn what_is_canonical_stays_as_it_is() {
        for case in cases() {
            for form in [Form::Inclusive10, EXCLUSIVE] {
                let once = whole(case["document"].as_str().unwrap(), &form);
                assert_eq!(whole(&once, &form), once);
            }
        }
    }

    #[test]
    fn attributes_come_in_one_order_however_they_stand() {
        let orders = [
            r#"<a xmlns:y="u:1" xmlns:x="u:2" x:m="1" y:m="2" b="3"/>"#,
            r#"<a b="3" y:m="2" x:m="1" xmlns:x="u:2" xmlns:y="u:1"/>"#,
        ];
        for order in orders {
            let expected = r#"<a xmlns:x="u:2" xmlns:y="u:1" b="3" y:m="2" x:m="1"></a>"#;
            assert_eq!(whole(order, &EXCLUSIVE), expected);
        }
    }

    #[test]
    fn attributes_of_xml_come_from_around_in_the_inclusive_forms_only() {
        let document = parse(br#"<a xml:lang="fi" xml:id="i"><b xml:space="preserve"><c/></b></a>"#).unwrap();
        let part = document.descendants().find(|node| node.has_tag_name("c")).unwrap();
        let of_10 = r#"<c xml:id="i" xml:lang="fi" xml:space="preserve"></c>"#;
        assert_eq!(text(part, &Form::Inclusive10), of_10);
        assert_eq!(text(part, &Form::Inclusive11), r#"<c xml:lang="fi" xml:space="preserve"></c>"#);
        assert_eq!(text(part, &EXCLUSIVE), "<c></c>");
    }

    #[test]
    fn a_long_name_that_is_repeated_does_not_grow_without_bound() {
        let uri = "u".repeat(1024 * 1024);
        let xml = format!(r#"<a xmlns:p="{uri}">{}</a>"#, "<p:b/>".repeat(100));
        let document = parse(xml.as_bytes()).unwrap();
        assert_eq!(canonical(document.root(), None, &EXCLUSIVE), Err(XmlFault::OverBudget));
    }
}
