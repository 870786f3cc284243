//! The W3C suite of RDF Dataset Canonicalization: both readings, and graphs made to take for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use jsonld::{Canonical, Dataset, Hash, Limit, Reading, Refusal, canonicalise};
use serde_json::Value;
use tests::{data, scores};

/// Far above what a graph that is refused may take, even where tests are slow. What hangs is found.
const PATIENCE: Duration = Duration::from_secs(5);

#[test]
fn suite() {
    let Some(folder) = data::find("vectors/rdf-canon", 86) else { return };
    let manifest = data::json(&folder.join("manifest.jsonld"));
    let mut passed = BTreeMap::<&str, usize>::new();
    let mut failed = Vec::new();
    for entry in manifest["entries"].as_array().unwrap() {
        for reading in [Reading::Once, Reading::EveryMention] {
            if passes(&folder, entry, reading) {
                *passed.entry(entry["type"].as_str().unwrap()).or_default() += 1;
            } else {
                failed.push((entry["id"].as_str().unwrap(), reading));
            }
        }
    }
    println!("rdf-canon, each by both readings of §4.8.3: {passed:?} of 2 × 86");
    let ids: BTreeSet<String> = failed.iter().map(|(id, _)| (*id).to_owned()).collect();
    scores::record("rdf-canon, both readings", 86 - ids.len(), 0, &Vec::from_iter(ids));
    assert_eq!(failed, []);
    assert_eq!(passed.values().sum::<usize>(), 2 * 86);
}

fn passes(folder: &Path, entry: &Value, reading: Reading) -> bool {
    let read = |member: &str| std::fs::read_to_string(folder.join(entry[member].as_str().unwrap())).unwrap();
    let hash = if entry["hashAlgorithm"] == "SHA384" { Hash::Sha384 } else { Hash::Sha256 };
    let dataset = Dataset::from_n_quads(&read("action")).unwrap();
    let start = Instant::now();
    let outcome = canonicalise(&dataset, hash, reading);
    if entry["computationalComplexity"] == "high" {
        let (id, took) = (&entry["id"], start.elapsed());
        println!(
            "rdf-canon {id}, {reading:?}: {} in {took:.1?}",
            if outcome.is_ok() { "done" } else { "refused" }
        );
        assert!(took < PATIENCE, "{id} took {took:?}");
    }
    match entry["type"].as_str().unwrap() {
        "rdfc:RDFC10EvalTest" => outcome.is_ok_and(|canonical| canonical.n_quads == read("result")),
        "rdfc:RDFC10MapTest" => {
            let wanted: BTreeMap<String, String> = serde_json::from_str(&read("result")).unwrap();
            outcome.is_ok_and(|canonical| labels(&dataset, &canonical) == wanted)
        }
        "rdfc:RDFC10NegativeEvalTest" => outcome == Err(Refusal::TooComplex(Limit::BlankNodes)),
        _ => false, // a kind of test that is not known here has not passed
    }
}

/// The canonical label of each label that was written.
fn labels(dataset: &Dataset<'_>, canonical: &Canonical) -> BTreeMap<String, String> {
    let written = |term| dataset.n_quads(term).strip_prefix("_:").unwrap().to_owned();
    canonical.labels.iter().map(|(term, label)| (written(*term), label.clone())).collect()
}
