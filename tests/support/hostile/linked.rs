//! Linked data: JSON-LD to quads, and quads to their canonical form.

use std::sync::LazyLock;

use jsonld::{Dataset, Graph, Hash, Input, Limit, Processor, Reading, Refusal, Strictness, canonicalise};
use vc::context::Pinned;

/// One for all runs, as in the wallet: what is cached may not depend on what came before.
static PROCESSOR: LazyLock<Processor> = LazyLock::new(|| Processor::new(Pinned::newest()));

/// JSON, expanded with the contexts known here, and canonicalised.
pub(super) fn expansion(bytes: &[u8]) {
    let Ok(document) = serde_json::from_slice(bytes) else { return };
    let read = |strictness| PROCESSOR.to_rdf(&Input { strictness, ..Input::strict(&document) });
    let report = read(Strictness::Report);
    let strict = read(Strictness::Strict);
    let standard = read(Strictness::Standard);

    match (&report, &strict) {
        (Ok(report), Ok(strict)) => {
            assert_eq!(report.quads(), strict.quads());
            assert!(report.dropped().iter().all(|dropped| !dropped.why.refuses()));
        }
        (Ok(report), Err(Refusal::WouldDrop(dropped))) => assert_eq!(report.dropped(), dropped),
        (Err(report), Err(strict)) => assert_eq!(report, strict),
        (report, strict) => unreachable!("two readings: {report:?} and {strict:?}"),
    }
    for dataset in [report, standard].iter().flatten() {
        for quad in 0..dataset.quads().len() {
            let pointer = dataset.pointer(quad);
            assert!(document.pointer(&pointer).is_some(), "{pointer} is nowhere");
        }
        canonicalise_in_every_way(dataset);
    }
}

/// N-Quads, canonicalised and read as a graph.
pub(super) fn canonicalisation(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(dataset) = Dataset::from_n_quads(text) else { return };
    canonicalise_in_every_way(&dataset);

    let graph = Graph::new(&dataset);
    for quad in dataset.quads().iter().filter(|quad| quad.graph.is_none()) {
        let predicate = dataset.iri(quad.predicate).expect("a predicate is an IRI");
        for object in graph.node(quad.subject).all(predicate) {
            // No more items than quads, even where a list bites its tail.
            assert!(object.items().len() <= dataset.quads().len().max(1));
            let _ = object.literal();
        }
    }
}

/// Canonicalises in every way. What comes out is its own canonical form, and only too much work is refused.
fn canonicalise_in_every_way(dataset: &Dataset<'_>) {
    for hash in [Hash::Sha256, Hash::Sha384] {
        let [once, every] =
            [Reading::Once, Reading::EveryMention].map(|reading| canonicalise(dataset, hash, reading));
        if let (Ok(once), Ok(every)) = (&once, &every) {
            assert_eq!(once.ambiguous, every.ambiguous);
            assert!(once.ambiguous || once.n_quads == every.n_quads);
        }
        for (reading, canonical) in [(Reading::Once, once), (Reading::EveryMention, every)] {
            match canonical {
                Ok(canonical) => {
                    let read = Dataset::from_n_quads(&canonical.n_quads).expect("canonical text is N-Quads");
                    match canonicalise(&read, hash, reading) {
                        Ok(again) => assert_eq!(again.n_quads, canonical.n_quads),
                        // Near the bounds, other labels may be another order of work.
                        Err(refusal) => assert_eq!(refusal, Refusal::TooComplex(Limit::BlankNodes)),
                    }
                }
                Err(refusal) => {
                    assert!(matches!(refusal, Refusal::TooComplex(Limit::BlankNodes | Limit::Text)));
                }
            }
        }
    }
}

/// The sample credentials that are linked data.
pub(super) fn documents() -> Vec<Vec<u8>> {
    let linked = samples::SAMPLES.iter().filter(|sample| sample.name.ends_with(".json"));
    linked.map(|sample| sample.bytes.to_vec()).collect()
}

/// The same as quads, and graphs that are hard to name.
pub(super) fn n_quads() -> Vec<Vec<u8>> {
    let quads = |bytes: &Vec<u8>| {
        let document = serde_json::from_slice(bytes).ok()?;
        let input = Input { strictness: Strictness::Standard, ..Input::strict(&document) };
        let dataset = PROCESSOR.to_rdf(&input).ok()?;
        Some(canonicalise(&dataset, Hash::Sha256, Reading::Once).ok()?.n_quads.into_bytes())
    };
    let mut seeds: Vec<Vec<u8>> = documents().iter().filter_map(quads).collect();
    let ring = |size: usize| {
        (0..size)
            .map(|at| format!("_:a{at} <urn:p> _:a{} .\n", (at + 1) % size))
            .collect::<String>()
            .into_bytes()
    };
    seeds.extend([2, 5, 12].map(ring));
    seeds.push(b"_:a <urn:p> \"x\\n\\u00e9\"@en-GB <urn:g> .\n_:b <urn:p> \"1\"^^<urn:t> _:a .\n".to_vec());
    seeds
}
