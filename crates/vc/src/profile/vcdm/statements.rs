//! Whatever is said about a node, for credentials of types that are not known more closely.

use jsonld::graph::RDF_TYPE;
use jsonld::{Node, Object, TermId};

use super::reader::Reader;
use super::terms::{PROOF, Term, VERIFIABLE_CREDENTIAL, local_name};
use super::text::language;
use crate::limits::MAX_PART_DEPTH;
use crate::view::{Described, Statement, StatementValue};

/// All that is said about `node`, but for the properties in `shown`, which are shown elsewhere.
///
/// Things that it is connected with are described in turn, to a depth of [`MAX_PART_DEPTH`]. Each is
/// described where it is first met inside itself, so that circles end. A credential inside it is only named:
/// it has a report of its own.
pub(in crate::profile) fn about(reader: &mut Reader, node: Node<'_>, shown: &[Term]) -> Described {
    described(reader, node, shown, &mut Vec::new())
}

/// Names of the types of `node`, but for the one that all credentials share.
pub(in crate::profile) fn kinds(reader: &mut Reader, node: Node<'_>) -> Vec<String> {
    let names = node.types().filter(|class| *class != VERIFIABLE_CREDENTIAL).map(local_name);
    names
        .map_while(|name| (reader.take_item() && reader.spend(name.len())).then(|| name.to_owned()))
        .collect()
}

fn described(reader: &mut Reader, node: Node<'_>, shown: &[Term], path: &mut Vec<TermId>) -> Described {
    let mut described =
        Described { id: reader.iri(node), kinds: kinds(reader, node), statements: Vec::new() };
    let known = path.contains(&node.id()) || path.len() > MAX_PART_DEPTH;
    let nested = !path.is_empty() && node.is_a(VERIFIABLE_CREDENTIAL);
    if known || nested {
        return described;
    }
    path.push(node.id());
    for (property, values) in grouped(reader, node, shown) {
        if !(reader.take_item() && reader.spend(property.len())) {
            break;
        }
        let values = values.into_iter().flat_map(|value| reader.opened(value)).collect::<Vec<_>>();
        let values = values.into_iter().filter_map(|value| self::value(reader, value, path)).collect();
        let label = words(local_name(property));
        described.statements.push(Statement { property: property.to_owned(), label, values });
    }
    path.pop();
    described
}

/// The properties of a node in the order of the document, each with its values.
fn grouped<'g>(reader: &mut Reader, node: Node<'g>, shown: &[Term]) -> Vec<(&'g str, Vec<Object<'g>>)> {
    let is_shown = |property: &str| {
        property == RDF_TYPE || [PROOF].iter().chain(shown).any(|term| term.contains(&property))
    };
    let told = node.statements().into_iter().filter(|(property, _)| !is_shown(property));
    told.map(|(property, values)| (property, reader.each_once(values))).collect()
}

fn value(reader: &mut Reader, value: Object<'_>, path: &mut Vec<TermId>) -> Option<StatementValue> {
    if !reader.take_item() {
        return None;
    }
    let Some(literal) = value.literal() else {
        return Some(StatementValue::Thing(described(reader, value.node()?, &[], path)));
    };
    if !reader.spend(literal.text.len()) {
        return None;
    }
    let language = language(&literal);
    let text = literal.text.into_owned();
    Some(match language {
        Some(language) => StatementValue::Text { text, language },
        None => StatementValue::Typed { text, datatype: literal.datatype.to_owned() },
    })
}

/// A name in code as words: `fieldOfStudy` and `field_of_study` become `field of study`.
pub(in crate::profile) fn words(name: &str) -> String {
    /// Names longer than that are no names.
    const MAX_NAME_CHARS: usize = 64;

    let mut words = String::new();
    let mut characters = name.chars().take(MAX_NAME_CHARS).peekable();
    let mut before: Option<char> = None;
    while let Some(character) = characters.next() {
        let acronym = characters.peek().is_none_or(|next| !next.is_lowercase());
        match (before, character) {
            (_, '_' | '-') => words.push(' '),
            (Some(last), upper) if upper.is_uppercase() && (!last.is_uppercase() || !acronym) => {
                if !words.ends_with(' ') {
                    words.push(' ');
                }
                match acronym {
                    true => words.push(upper),
                    false => words.extend(upper.to_lowercase()),
                }
            }
            (None, upper) if !acronym => words.extend(upper.to_lowercase()),
            _ => words.push(character),
        }
        before = Some(character);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_become_words() {
        let cases = [
            ("fieldOfStudy", "field of study"),
            ("field_of-study", "field of study"),
            ("OpenBadgeCredential", "open badge credential"),
            ("alumniOf", "alumni of"),
            ("targetURL", "target URL"),
            ("HTMLPage", "HTML page"),
            ("VCType", "VC type"),
            ("grade", "grade"),
            ("Überblick", "überblick"),
            ("", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(words(name), expected);
        }
    }
}
