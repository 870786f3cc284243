//! Our JSON-LD and RDFC-1.0 beside those of `json-ld` and `sophia_c14n`, on all files at hand and on
//! generated documents: the same canonical text, or refused by both.

mod documents;
mod known;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use jsonld::{ContextSource, Dataset, Hash, Input, Processor, Reading, Strictness, canonicalise};
use oracle::Oracle;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use tests::data;

/// Generated documents of each of two threads.
const GENERATED: usize = 3_000;

/// Most differences that are reduced and told.
const TOLD: usize = 20;

/// What the two say of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    /// The same canonical text, with so many lines.
    Same(usize),
    BothRefuse,
    /// The same quads, labelled otherwise because some quad mentions a blank node twice.
    LabelledOtherwise,
    Different(Said),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    ours: Result<String, String>,
    theirs: Result<String, String>,
}

#[test]
fn generated_documents() {
    let Some(pair) = Pair::with_contexts_at_hand(2 * GENERATED) else { return };
    let [one, other] = std::thread::scope(|scope| {
        [1, 2]
            .map(|seed| {
                scope.spawn({
                    let pair = &pair;
                    move || generate(pair, seed)
                })
            })
            .map(|half| half.join().unwrap())
    });
    let tally = one.and(other);
    tally.close("generated documents");
    assert!(tally.same > GENERATED, "most documents must be read, or little is compared");
}

#[test]
fn files_at_hand() {
    let Some(pair) = Pair::with_contexts_at_hand(1_400) else { return };
    let folders = ["vectors", "edc/unsealed"].map(|folder| data::find(folder, 1_400));
    let mut tally = Tally::default();
    for path in folders.iter().flatten().flat_map(|folder| data::files(folder)) {
        let Ok(document) = serde_json::from_slice::<Value>(&std::fs::read(&path).unwrap()) else { continue };
        let verdict = pair.judge(&document);
        match known::FILES.iter().find(|(end, _)| path.ends_with(Path::new(end))) {
            Some((end, why)) => {
                assert!(matches!(verdict, Verdict::Different(_)), "{end} is no longer different: {why}");
                tally.explain(why);
            }
            None => tally.count(path.display().to_string(), verdict),
        }
    }
    tally.close("files at hand");
    assert_eq!(tally.explained.values().sum::<usize>(), known::FILES.len());
    assert!(tally.same > 1_000, "most linked data must be read");
}

#[test]
fn known_differences() {
    let Some(pair) = Pair::with_contexts_at_hand(1) else { return };
    for (why, document) in known::documents() {
        let verdict = pair.judge(&document);
        println!("differential, known: {why}");
        let differs = matches!(verdict, Verdict::Different(_) | Verdict::LabelledOtherwise);
        assert!(differs, "no longer different ({why}): {document}: {verdict:?}");
    }
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

/// Judges documents, and reduces those that are judged differently.
fn generate(pair: &Pair, seed: u8) -> Tally {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let documents = documents::document();
    let mut tally = Tally::default();
    for _ in 0..GENERATED {
        let mut tree = documents.new_tree(&mut runner).unwrap();
        let mut verdict = pair.judge(&tree.current());
        let differs = |document: &Value| matches!(pair.judge(document), Verdict::Different(_));
        if matches!(verdict, Verdict::Different(_)) && tally.differences.len() < TOLD {
            while tree.simplify() {
                while !differs(&tree.current()) && tree.complicate() {}
            }
            verdict = pair.judge(&tree.current());
        }
        match known::explanation(&tree.current()) {
            Some(why) if matches!(verdict, Verdict::Different(_)) => tally.explain(why),
            _ => tally.count(tree.current().to_string(), verdict),
        }
    }
    tally
}

struct Pair {
    ours: Processor,
    theirs: Oracle,
}

impl Pair {
    /// Both, with the contexts of the data and those made for these tests.
    fn with_contexts_at_hand(cases: usize) -> Option<Self> {
        let folder = data::find("contexts", cases)?;
        let mut texts = BTreeMap::new();
        for (url, entry) in data::json(&folder.join("index.json")).as_object().unwrap() {
            let text = std::fs::read_to_string(folder.join(entry["file"].as_str().unwrap())).unwrap();
            texts.insert(url.clone(), text);
        }
        let made: BTreeMap<String, Value> =
            serde_json::from_str(include_str!("differential/contexts.json")).unwrap();
        texts.extend(made.into_iter().map(|(url, context)| (url, context.to_string())));

        let mut theirs = Oracle::default();
        for (url, text) in &texts {
            theirs.add(url, text).unwrap();
        }
        Some(Self { ours: Processor::new(Contexts(texts)), theirs })
    }

    fn judge(&self, document: &Value) -> Verdict {
        // Theirs refuses some documents in one order of their members and not in another.
        let document = &sorted(document.clone());
        let input = Input { strictness: Strictness::Standard, ..Input::strict(document) };
        let ours = self.ours.canonicalise(&input, Hash::Sha256);
        let ours = ours.map(|(_, canonical)| canonical.n_quads).map_err(|refusal| refusal.to_string());
        match (ours, self.theirs.canonical(&document.to_string())) {
            (Ok(ours), Ok(theirs)) if ours == theirs => Verdict::Same(ours.lines().count()),
            (Ok(ours), Ok(theirs)) if mentions_twice(&ours) && relabelled(&theirs) == ours => {
                Verdict::LabelledOtherwise
            }
            (Err(_), Err(_)) => Verdict::BothRefuse,
            (ours, theirs) => Verdict::Different(Said { ours, theirs }),
        }
    }
}

/// What we make of their text; equal to ours when the quads are.
fn relabelled(theirs: &str) -> String {
    let dataset = Dataset::from_n_quads(theirs).unwrap();
    canonicalise(&dataset, Hash::Sha256, Reading::Once).unwrap().n_quads
}

/// Whether some quad mentions a blank node twice. Such a quad is listed once for the blank node (§4.4.3,
/// step 2.1: "for each blank node that is a component"); `sophia_c14n` lists it twice.
fn mentions_twice(text: &str) -> bool {
    text.lines().any(|line| {
        let blanks: Vec<&str> = line.split(' ').filter(|term| term.starts_with("_:")).collect();
        blanks.iter().enumerate().any(|(at, blank)| blanks[at + 1..].contains(blank))
    })
}

struct Contexts(BTreeMap<String, String>);

impl ContextSource for Contexts {
    fn context(&self, url: &str) -> Option<Cow<'_, str>> {
        self.0.get(url).map(|text| Cow::Borrowed(text.as_str()))
    }
}

#[derive(Default)]
struct Tally {
    same: usize,
    lines: usize,
    refused: usize,
    relabelled: usize,
    explained: BTreeMap<&'static str, usize>,
    differences: BTreeMap<String, Said>,
}

impl Tally {
    fn count(&mut self, document: String, verdict: Verdict) {
        match verdict {
            Verdict::Same(lines) => {
                self.same += 1;
                self.lines += lines;
            }
            Verdict::BothRefuse => self.refused += 1,
            Verdict::LabelledOtherwise => self.relabelled += 1,
            Verdict::Different(said) => _ = self.differences.insert(document, said),
        }
    }

    fn explain(&mut self, why: &'static str) {
        *self.explained.entry(why).or_default() += 1;
    }

    fn and(mut self, other: Self) -> Self {
        self.same += other.same;
        self.lines += other.lines;
        self.refused += other.refused;
        self.relabelled += other.relabelled;
        for (why, times) in other.explained {
            *self.explained.entry(why).or_default() += times;
        }
        self.differences.extend(other.differences);
        self
    }

    fn close(&self, what: &str) {
        let Self { same, lines, refused, relabelled, explained, differences } = self;
        println!(
            "differential, {what}: {same} the same ({lines} quads), {refused} refused by both, {relabelled} \
             labelled otherwise, {} explained, {} unexplained",
            explained.values().sum::<usize>(),
            differences.len()
        );
        for (why, times) in explained {
            println!("  {times} explained: {why}");
        }
        for (document, Said { ours, theirs }) in differences {
            println!("different: {document}\n  ours:   {ours:?}\n  theirs: {theirs:?}");
        }
        assert!(differences.is_empty(), "unexplained differences");
    }
}
