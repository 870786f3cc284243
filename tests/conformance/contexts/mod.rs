//! Our context tables mean what the published files mean: every name in every scope, and every document
//! at hand, read once by the tables and once by the files.

mod probe;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use jsonld::{ContextSource, Dropped, Input, Processor, Refusal, Strictness};
use serde_json::{Value, json};
use tests::data;
use vc::context::Pinned;

use probe::{compare_uses, probe, terms};

/// The Open Badges draft, which is no longer at its address.
const DRAFT: (&str, &str, &str) =
    ("https://purl.imsglobal.org/spec/ob/v3p0/context.json", "open-badges-3.0-draft", "obv3x.jsonld");

#[test]
fn tables_mean_what_is_published() {
    let Some(folder) = data::find("contexts", 41) else { return };
    let published = Published::read(&folder);
    let mut tally = Tally::default();
    for (address, context) in &published.0 {
        let same = published.0.iter().find(|(_, other)| *other == context).map(|(first, _)| first);
        if same == Some(address) {
            let pair = Pair::new(Pinned::newest(), published.clone());
            probe(&pair, address, context, &published, &mut tally);
        } else {
            assert_eq!(Pinned::newest().context(address), Pinned::newest().context(same.unwrap()));
            tally.contexts += 1;
        }
    }
    tally.close("names");
    assert_eq!((tally.contexts, tally.differences), (41, 0));
    assert!(tally.uses > 50_000 && tally.quads > tally.uses, "hardly anything was said");
}

#[test]
fn draft_means_what_was_published() {
    let Some(folder) = data::find("contexts", 1) else { return };
    let (address, edition, file) = DRAFT;
    let mut published = Published::read(&folder);
    published.0.insert(address.to_owned(), data::json(&folder.join(file)));
    let edition = Pinned::editions(address).iter().find(|known| known.name() == edition).unwrap();
    let pair = Pair::new(Pinned::with(edition), published.clone());
    let mut tally = Tally::default();
    probe(&pair, address, &published.0[address], &published, &mut tally);
    tally.close("names");
    assert_eq!(tally.differences, 0);
    assert!(tally.quads > tally.uses);
}

/// Protection, and what is inherited: each context after each other, and after its own published text.
#[test]
fn tables_go_together_as_published() {
    let Some(folder) = data::find("contexts", 41 * 42) else { return };
    let published = Published::read(&folder);
    let mut tally = Tally { contexts: published.0.len(), ..Tally::default() };
    for (first, context) in &published.0 {
        let pair = Pair::new(Pinned::newest(), published.clone());
        let others = published.0.iter().map(|(second, context)| (json!(second), context));
        for (second, other) in others.chain([(unscoped(context), context)]) {
            let around = json!([first, second]);
            let all = [terms(context, &published), terms(other, &published)].concat();
            let nodes = all.into_iter().flat_map(|(name, definition)| {
                let scoped = definition.get("@context").is_some();
                let scope = scoped.then(|| json!({ "@type": name, "https://example.org/in": "text" }));
                scope.into_iter().chain([json!({ name: "text" })])
            });
            compare_uses(&pair, &around, &[], nodes.collect(), &mut tally);
        }
    }
    tally.close("pairs");
    assert_eq!(tally.differences, 0);
    assert!(tally.quads > tally.uses / 4, "hardly anything was said");
}

#[test]
fn documents_at_hand_read_the_same() {
    let Some(folder) = data::find("contexts", 300) else { return };
    let published = Published::read(&folder);
    let pair = Pair::new(Pinned::newest(), published.clone());
    let mut tally = Tally { contexts: published.0.len(), ..Tally::default() };
    for part in ["vectors", "edc", "openid4vc"] {
        for path in data::find(part, 100).map(|part| data::files(&part)).unwrap_or_default() {
            for document in documents(&path, &published) {
                pair.compare(&document, &mut tally);
            }
        }
    }
    tally.close("documents");
    assert_eq!(tally.differences, 0);
    assert!(tally.documents > 100 && tally.quads > 5 * tally.documents);
}

/// The published files, by address.
#[derive(Clone)]
struct Published(BTreeMap<String, Value>);

impl Published {
    fn read(folder: &Path) -> Self {
        let index = data::json(&folder.join("index.json"));
        let entries = index.as_object().unwrap().iter();
        let file = |entry: &Value| data::json(&folder.join(entry["file"].as_str().unwrap()));
        Self(entries.map(|(address, entry)| (address.clone(), file(entry))).collect())
    }
}

impl ContextSource for Published {
    fn context(&self, url: &str) -> Option<Cow<'_, str>> {
        self.0.get(url).map(|document| Cow::Owned(document.to_string()))
    }
}

/// Two readings of the same documents.
struct Pair {
    ours: Processor,
    theirs: Processor,
}

impl Pair {
    fn new(ours: Pinned, theirs: Published) -> Self {
        Self { ours: Processor::new(ours), theirs: Processor::new(theirs) }
    }

    /// Compares both readings. True when neither refuses.
    fn compare(&self, document: &Value, tally: &mut Tally) -> bool {
        let (ours, theirs) = (reading(&self.ours, document), reading(&self.theirs, document));
        tally.documents += 1;
        match &theirs {
            Ok((quads, _)) => tally.quads += quads.len(),
            Err(_) => tally.refused += 1,
        }
        if ours != theirs {
            tally.differences += 1;
            println!("{document}\n  table: {ours:?}\n  file:  {theirs:?}");
        }
        ours.is_ok() && theirs.is_ok()
    }
}

/// What a document says, in order of text, and what of it falls away; or why it is refused.
fn reading(processor: &Processor, document: &Value) -> Result<(Vec<String>, Vec<Dropped>), Refusal> {
    let input = Input { strictness: Strictness::Standard, ..Input::strict(document) };
    let dataset = processor.to_rdf(&input)?;
    let text = |term| dataset.n_quads(term);
    let mut quads: Vec<String> = dataset
        .quads()
        .iter()
        .map(|quad| {
            let graph = quad.graph.map(text).unwrap_or_default();
            format!("{} {} {} {graph}", text(quad.subject), text(quad.predicate), text(quad.object))
        })
        .collect();
    quads.sort();
    Ok((quads, dataset.dropped().to_vec()))
}

#[derive(Default)]
struct Tally {
    contexts: usize,
    uses: usize,
    documents: usize,
    refused: usize,
    quads: usize,
    differences: usize,
}

impl Tally {
    fn close(&self, what: &str) {
        let Self { contexts, uses, documents, refused, quads, differences } = self;
        println!(
            "contexts, {what}: {contexts} contexts compared, {uses} uses of names, {documents} documents \
             ({refused} refused by both), {quads} quads, differences {differences}"
        );
    }
}

/// The outermost objects of a file that name a context which is known here.
fn documents(path: &Path, published: &Published) -> Vec<Value> {
    fn collect(value: Value, published: &Published, found: &mut Vec<Value>) {
        match value {
            Value::Object(members) => match members.get("@context") {
                Some(context) if names(context, published) => found.push(Value::Object(members)),
                _ => members.into_iter().for_each(|(_, value)| collect(value, published, found)),
            },
            Value::Array(items) => items.into_iter().for_each(|item| collect(item, published, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    let text = std::fs::read(path).unwrap();
    if let Ok(value) = serde_json::from_slice(&text) {
        collect(value, published, &mut found);
    }
    found
}

/// A context as published, without the terms that have contexts of their own: those are protected letter by
/// letter, and the table has others.
fn unscoped(document: &Value) -> Value {
    let mut context = document["@context"].clone();
    if let Some(members) = context.as_object_mut() {
        members.retain(|_, definition| definition.get("@context").is_none());
    }
    context
}

/// True when some address of a context is known.
fn names(context: &Value, published: &Published) -> bool {
    match context {
        Value::String(url) => published.0.contains_key(url),
        Value::Array(items) => items.iter().any(|item| names(item, published)),
        _ => false,
    }
}
