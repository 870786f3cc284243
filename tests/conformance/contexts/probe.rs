//! Documents that use every name of a context, in every way and every scope.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Pair, Published, Tally};

/// Contexts within contexts that are followed. Published ones reach 3.
const MAX_SCOPES: usize = 4;

/// Uses every name of a context, in every way and every scope: alone, and after and before a context that
/// gives the usual prefixes another meaning.
pub(super) fn probe(pair: &Pair, address: &str, context: &Value, published: &Published, tally: &mut Tally) {
    let mut scopes = Vec::new();
    walk(context, published, &mut Vec::new(), &mut scopes);
    let outer = scopes[0].1.clone();
    let prefixes = ["xsd", "sec", "schema", "cred", "obi", "dc", "ctzn"];
    let strange: Value =
        prefixes.iter().map(|name| (*name, format!("https://elsewhere.example/{name}#"))).collect();
    let ways =
        [(json!(address), true), (json!([strange, address]), false), (json!([address, strange]), false)];
    for (around, every_form) in ways {
        let uses =
            |name: &str| if every_form { [spellings(name), forms(name)].concat() } else { spellings(name) };
        for (way, names) in &scopes {
            let inherited = outer.difference(names).map(|name| json!({ *name: "text" })).collect();
            let own = names.iter().copied().chain(["unheardOf"]).map(uses);
            own.chain([inherited]).for_each(|nodes| compare_uses(pair, &around, way, nodes, tally));
        }
    }
    tally.contexts += 1;
}

/// Compares nodes in a scope: together, or one by one when one of them is refused, unless the context is.
pub(super) fn compare_uses(pair: &Pair, context: &Value, way: &[Step], nodes: Vec<Value>, tally: &mut Tally) {
    let nodes: Vec<Value> = nodes.into_iter().map(|node| within(way, node)).collect();
    tally.uses += nodes.len();
    if pair.compare(&json!({ "@context": context, "@graph": nodes }), tally) {
        return;
    }
    if pair.compare(&json!({ "@context": context, "https://example.org/alone": true }), tally) {
        for mut node in nodes {
            node["@context"] = context.clone();
            pair.compare(&node, tally);
        }
    }
}

/// A step into a scope: what has a context of its own.
#[derive(Clone)]
pub(super) enum Step<'c> {
    Property(&'c str),
    Type(&'c str),
}

/// Nodes in which a name stands wherever an IRI can be spelled with it.
fn spellings(name: &str) -> Vec<Value> {
    let prefixed = format!("{name}:suffix");
    vec![
        json!({ name: "text" }),
        json!({ name: { "@type": name, "https://example.org/inner": "text" } }),
        json!({ "@type": name, "https://example.org/inner": "text" }),
        json!({ "@type": prefixed }),
        json!({ prefixed.as_str(): "text" }),
        json!({ "@id": prefixed, "https://example.org/inner": "text" }),
        json!({ "https://example.org/typed": { "@value": "text", "@type": name } }),
        json!({ "https://example.org/typed": { "@value": "text", "@type": prefixed } }),
    ]
}

/// Nodes in which a property has values of every form.
fn forms(name: &str) -> Vec<Value> {
    let values = [
        json!("https://example.org/value"),
        json!(name),
        json!(7),
        json!(1.5),
        json!(true),
        json!(null),
        json!(["one", "two", 3]),
        json!({ "@id": "https://example.org/node" }),
        json!({ "@value": "text", "@language": "en" }),
        json!({ "@list": ["one", { "@id": "https://example.org/node" }] }),
        json!({ "en": "text", "de": ["Text"] }),
        json!({ "https://example.org/index": { "https://example.org/inner": "text" } }),
    ];
    values.into_iter().map(|value| json!({ name: value })).collect()
}

/// A node in a scope.
fn within(way: &[Step], node: Value) -> Value {
    way.iter().rev().fold(node, |mut node, step| match step {
        Step::Property(name) => json!({ *name: node }),
        Step::Type(name) => {
            let own = node["@type"].take();
            node["@type"] = if own.is_null() { json!(name) } else { json!([name, own]) };
            node
        }
    })
}

/// A scope: the way to it, and the names that it defines.
type Scope<'c> = (Vec<Step<'c>>, BTreeSet<&'c str>);

fn walk<'c>(
    context: &'c Value,
    published: &'c Published,
    way: &mut Vec<Step<'c>>,
    scopes: &mut Vec<Scope<'c>>,
) {
    let terms = terms(context, published);
    scopes.push((way.clone(), terms.iter().map(|(name, _)| *name).collect()));
    if way.len() == MAX_SCOPES {
        return;
    }
    for (name, definition) in terms.into_iter().filter(|(_, definition)| definition.get("@context").is_some())
    {
        // A type's own context does not reach the other types of its node.
        let types = if matches!(way.last(), Some(Step::Type(_))) { None } else { Some(Step::Type(name)) };
        for step in types.into_iter().chain([Step::Property(name)]) {
            way.push(step);
            walk(definition, published, way, scopes);
            way.pop();
        }
    }
}

/// The terms that the `@context` of a document or definition gives, with their definitions.
pub(super) fn terms<'c>(holder: &'c Value, published: &'c Published) -> Vec<(&'c str, &'c Value)> {
    fn collect<'c>(context: &'c Value, published: &'c Published, terms: &mut Vec<(&'c str, &'c Value)>) {
        match context {
            Value::Array(items) => items.iter().for_each(|item| collect(item, published, terms)),
            Value::Object(members) => {
                let named = members.iter().filter(|(name, _)| !name.starts_with('@'));
                terms.extend(named.map(|(name, definition)| (name.as_str(), definition)));
            }
            Value::String(url) => collect(&published.0[url]["@context"], published, terms),
            _ => {}
        }
    }
    let mut terms = Vec::new();
    collect(&holder["@context"], published, &mut terms);
    terms
}
