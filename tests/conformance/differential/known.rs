//! Where the others read another thing than we do, and why ours stands.

use serde_json::{Map, Value, json};

/// Ends of paths.
pub(super) const FILES: &[(&str, &str)] = &[
    ("expand/0122-in.jsonld", KEYWORD_LIKE),
    ("toRdf/e122-in.jsonld", KEYWORD_LIKE),
    (
        "expand/0131-in.jsonld",
        "an index that is a property is lost where the map is reversed; the suite has it",
    ),
    ("toRdf/li12-in.jsonld", "a base that is no IRI is refused; the suite goes on"),
    ("names-and-descriptions/credential-name-extra-prop-en-fail.json", EXTRA_MEMBER),
    ("names-and-descriptions/issuer-name-extra-prop-en-fail.json", EXTRA_MEMBER),
];

const KEYWORD_LIKE: &str = "a node whose @id looks like a keyword is named anew; the suite drops it";
const EXTRA_MEMBER: &str =
    "an undefined member of a value object is refused; the standard ignores it (expansion, step 13.3)";

/// An object in a generated document that explains a difference.
type Shape = fn(&Map<String, Value>) -> bool;

/// What generated documents may hold, rarely.
const SHAPES: &[(&str, Shape)] = &[
    (
        "in a map by identifiers a context of a type ends (step 13.8.3.1); ours keeps it, as jsonld.js does",
        |members| {
            has_any(members, &["byId", "graphById", "scopedIds"]) && has_any(members, &["type", "@type"])
        },
    ),
    ("an outermost object is a graph by what it expands to; ours looks at its members", |members| {
        has_any(members, &["@nest", "nested"])
            && (members.contains_key("@graph")
                || members.get("@nest").is_some_and(|nested| nested.to_string().contains("@graph")))
    }),
];

fn has_any(members: &Map<String, Value>, names: &[&str]) -> bool {
    names.iter().any(|name| members.contains_key(*name))
}

/// Why the two may differ on a document, reduced as far as they still do.
pub(super) fn explanation(document: &Value) -> Option<&'static str> {
    match document {
        Value::Object(members) => SHAPES
            .iter()
            .find_map(|(why, fits)| fits(members).then_some(*why))
            .or_else(|| members.values().find_map(explanation)),
        Value::Array(items) => items.iter().find_map(explanation),
        _ => None,
    }
}

/// Documents that generated ones do not resemble.
pub(super) fn documents() -> Vec<(&'static str, Value)> {
    let containers = |members: Value| {
        let mut document = members;
        document["@context"] = "https://example.org/containers".into();
        document
    };
    vec![
        (
            "a quad that mentions a blank node twice counts twice in its first-degree hash",
            containers(
                json!({"id": "_:a", "name": {"id": "_:a"}, "set": {"id": "_:b", "name": {"id": "_:b"}, "link": "_:a"}}),
            ),
        ),
        (
            "a number of 2^64 or more without a fraction is a double; the standard has integers below 10^21",
            containers(json!({"name": 1e20})),
        ),
        (
            "a double has as many digits as tell it from others; the standard has 16, as %1.15E",
            containers(json!({"name": 0.1 + 0.2})),
        ),
        (
            "a list that is null is an empty list; the standard drops it (expansion, step 13.10)",
            containers(json!({"list": null})),
        ),
        (
            "a context of a type in a type map goes on into inner nodes; the standard goes back (step 7)",
            containers(json!({"byType": {"Place": {"name": {"type": "Person"}}}})),
        ),
        (
            "a type that is mapped to null is refused; the standard drops it",
            containers(json!({"type": "gone"})),
        ),
        (
            "an @language that is no text is let through outside values; the standard refuses it (step 13.4.8)",
            containers(json!({"@language": false, "name": "n"})),
        ),
        (
            "the language x, which no BCP 47 parser takes, drops the text; ours asks for the form alone, as jsonld.js does",
            containers(json!({"words": {"x": "text"}})),
        ),
        (
            "a reverse property may take the place of a protected term; ours refuses, as jsonld.js does",
            json!({"@context": ["https://example.org/guarded", {"list": {"@reverse": "https://example.org/ns#back"}}]}),
        ),
        (
            "a member of an index may not be a term that the same context defines later; jsonld.js does not ask",
            json!({"@context": {"@version": 1.1, "map": {"@id": "https://example.org/ns#map", "@container": "@index", "@index": "other"},
                                "other": "https://example.org/ns#other"}}),
        ),
        (
            "in a graph, a whole number that is written with a point is a double; to the standard it is an integer",
            containers(json!({"graph": {"name": 100.0}})),
        ),
        (
            "an outermost set beside a context is refused; the standard takes it",
            containers(json!({"@set": "text"})),
        ),
        (
            "an outermost list with other members is let through; the standard refuses it",
            containers(json!({"@list": "text", "name": "n"})),
        ),
        (
            "a text in a map by identifiers keeps no identifier and passes; ours refuses it, as jsonld.js does",
            containers(json!({"byId": {"name": "text"}})),
        ),
        (
            "a text whose property has a context of its own is read as if that context were not of a property: it may not null or redefine what is protected",
            json!({"@context": "https://example.org/guarded", "scoped": "text"}),
        ),
        (
            "a last list item that is no IRI cuts the list; the standard leaves a cell without an item",
            containers(json!({"linkList": [{"@value": "text"}, ""]})),
        ),
        (
            "the first of several contexts may say @propagate, as in jsonld.js; the letter looks only at one that stands alone (step 2)",
            json!({"@context": [{"@propagate": false, "name": "https://example.org/ns#name"}, "https://example.org/containers"],
                   "name": {"type": "Person"}}),
        ),
        (
            "a reversed property collides with a nested @reverse; ours has both",
            containers(json!({"madeBy": "https://example.org/1", "nested": {"@reverse": {}}})),
        ),
        (
            "a context of a type, or one that does not propagate, goes on into @reverse; the standard goes back (step 7)",
            containers(json!({"type": "Place", "@reverse": {"link": {}}})),
        ),
    ]
}
