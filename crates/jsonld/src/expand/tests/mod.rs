mod contexts;
mod edits;
mod strict;
mod values;

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::dataset::Dataset;
use crate::processor::{ContextSource, Input, Processor, Strictness};
use crate::refusal::Refusal;

/// One context with terms of every kind.
struct Terms;

impl ContextSource for Terms {
    fn context(&self, url: &str) -> Option<Cow<'_, str>> {
        (url == TERMS).then(|| include_str!("terms.json").into())
    }
}

const TERMS: &str = "http://c.example/terms";

fn processor() -> Processor {
    Processor::new(Terms)
}

/// The members with the context of all terms.
fn with_terms(mut members: Value) -> Value {
    members["@context"] = json!(TERMS);
    sorted(members)
}

/// The same with members sorted by name, whether or not serde_json was built to keep their order.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.into_iter().collect();
            members.sort_by(|(one, _), (next, _)| one.cmp(next));
            members.into_iter().map(|(name, member)| (name, sorted(member))).collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        scalar => scalar,
    }
}

/// The quads as N-Quads lines in the order of the document, fresh blank nodes named by number.
fn lines(dataset: &Dataset<'_>) -> Vec<String> {
    let text = |term| dataset.n_quads(term).replace('\u{1}', "").replace("http://x.example/", "x:");
    let line = |quad: &crate::dataset::Quad| {
        let graph = quad.graph.map(|graph| format!(" {}", text(graph))).unwrap_or_default();
        format!("{} {} {}{graph}", text(quad.subject), text(quad.predicate), text(quad.object))
    };
    dataset.quads().iter().map(line).collect()
}

/// What a document says, read strictly.
fn said(members: Value) -> Vec<String> {
    let document = with_terms(members);
    lines(&processor().to_rdf(&Input::strict(&document)).unwrap())
}

fn refusal(members: Value) -> Refusal {
    let document = with_terms(members);
    processor().to_rdf(&Input::strict(&document)).unwrap_err()
}

/// Pointer and reason of all that a document leaves out.
fn dropped(members: Value) -> Vec<(String, &'static str)> {
    let document = with_terms(members);
    let input = Input { strictness: Strictness::Report, ..Input::strict(&document) };
    let dataset = processor().to_rdf(&input).unwrap();
    dataset.dropped().iter().map(|dropped| (dropped.at.clone(), dropped.why.code())).collect()
}
