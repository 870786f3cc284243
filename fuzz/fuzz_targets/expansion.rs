//! Arbitrary bytes as strict JSON, expanded with the contexts known here, and canonicalised.

#![no_main]

use std::sync::LazyLock;

use jsonld::{Input, Processor, Refusal, Strictness};
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/vc/src/context/mod.rs"]
#[expect(dead_code, reason = "only the newest meanings are needed")]
mod context;
#[path = "../../crates/vc/src/json.rs"]
#[expect(dead_code, reason = "codes are for reports")]
mod json;
#[path = "../../crates/vc/src/limits.rs"]
#[expect(dead_code, reason = "two are needed")]
mod limits;

/// One for all runs, as in the wallet: what is cached may not depend on what came before.
static PROCESSOR: LazyLock<Processor> = LazyLock::new(|| Processor::new(context::Pinned::newest()));

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = json::parse(bytes) else { return };
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
        (report, strict) => panic!("two readings: {report:?} and {strict:?}"),
    }
    for dataset in [report, standard].iter().flatten() {
        for quad in 0..dataset.quads().len() {
            let pointer = dataset.pointer(quad);
            assert!(document.pointer(&pointer).is_some(), "{pointer} is nowhere");
        }
        fuzz::canonicalise_in_every_way(dataset);
    }
});
