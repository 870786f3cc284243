//! Arbitrary bytes as N-Quads, canonicalised.

#![no_main]

use jsonld::{Dataset, Graph};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(dataset) = Dataset::from_n_quads(text) else { return };
    fuzz::canonicalise_in_every_way(&dataset);

    let graph = Graph::new(&dataset);
    for quad in dataset.quads().iter().filter(|quad| quad.graph.is_none()) {
        let predicate = dataset.iri(quad.predicate).expect("a predicate is an IRI");
        for object in graph.node(quad.subject).all(predicate) {
            // No more items than quads, even where a list bites its tail.
            assert!(object.items().len() <= dataset.quads().len().max(1));
            let _ = object.literal();
        }
    }
});
