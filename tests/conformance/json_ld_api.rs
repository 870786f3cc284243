//! The W3C test suite of the JSON-LD 1.1 API: `toRdf` and `expand`.
//!
//! Our expander builds no expanded tree. So a positive `expand` test passes when the input and the expected
//! output, which is JSON-LD too, become the same canonical dataset; negative tests pass by their exact error
//! code. What RDF does not say, such as `@index`, is not compared that way; `toRdf` shows that it is left out.

use std::borrow::Cow;
use std::path::PathBuf;

use jsonld::{
    ContextSource, Dataset, Hash, Input, Limit, Mode, Processor, Reading, Refusal, Strictness, TextDirection,
    canonicalise,
};
use serde_json::Value;
use tests::{data, scores};

const FOLDER: &str = "vectors/json-ld-api";

/// Tests that do not pass, each with the reason. One that passes after all fails here.
const TO_RDF_FAILURES: &[(&str, &str)] = &[
    ("tdi11", COMPOUND_LITERAL),
    ("tdi12", COMPOUND_LITERAL),
    ("te075", "generalised RDF: a blank node as a predicate, which no N-Quads can say"),
];
const EXPAND_FAILURES: &[(&str, &str)] =
    &[("t0122", "the expected output has `\"@id\": null`, which cannot be read back")];

const COMPOUND_LITERAL: &str = "rdfDirection compound-literal is not normative, and no proof suite uses it";

#[test]
fn to_rdf() {
    let Some(suite) = Suite::open("toRdf", 467) else { return };
    suite.run(TO_RDF_FAILURES, |suite, row| {
        let got = suite.canonical_input(row)?;
        match row.text("expect") {
            Some(expected) => {
                let text = std::fs::read_to_string(suite.folder.join(expected)).unwrap();
                // Generalised RDF is no N-Quads.
                Ok(Dataset::from_n_quads(&text).is_ok_and(|expected| got == canonical(&expected)))
            }
            // A syntax test: it must be read.
            None => Ok(true),
        }
    });
}

#[test]
fn expand() {
    let Some(suite) = Suite::open("expand", 385) else { return };
    suite.run(EXPAND_FAILURES, |suite, row| {
        let got = suite.canonical_input(row)?;
        let Some(expected) = row.text("expect") else { return Ok(false) };
        let expected = data::json(&suite.folder.join(expected));
        let input = Input { strictness: Strictness::Standard, ..Input::strict(&expected) };
        Ok(got == canonical(&suite.processor().to_rdf(&input)?))
    });
}

struct Suite {
    name: &'static str,
    folder: PathBuf,
    rows: Vec<Row>,
}

struct Row(Value);

impl Row {
    fn text(&self, key: &str) -> Option<&str> {
        self.0[key].as_str()
    }

    fn id(&self) -> &str {
        self.text("@id").unwrap().trim_start_matches('#')
    }

    fn option(&self, key: &str) -> Option<&str> {
        self.0["option"][key].as_str()
    }
}

impl Suite {
    fn open(name: &'static str, cases: usize) -> Option<Self> {
        let folder = data::find(FOLDER, cases)?;
        let mut manifest = data::json(&folder.join(format!("{name}-manifest.jsonld")));
        let rows: Vec<Row> = manifest["sequence"].as_array_mut().unwrap().drain(..).map(Row).collect();
        assert_eq!(rows.len(), cases);
        Some(Self { name, folder, rows })
    }

    fn run(&self, known: &[(&str, &str)], check: impl Fn(&Self, &Row) -> Result<bool, Refusal>) {
        let (old, rows): (Vec<&Row>, Vec<&Row>) =
            self.rows.iter().partition(|row| row.option("specVersion") == Some("json-ld-1.0"));
        let mut failed = Vec::new();
        for row in &rows {
            let outcome = check(self, row);
            let passed = match row.text("expectErrorCode") {
                Some(code) => outcome.as_ref().err().and_then(error_code) == Some(code),
                None => outcome == Ok(true),
            };
            if !passed {
                let wanted = row.text("expectErrorCode").unwrap_or("the expected data");
                println!("{} {}: {outcome:?}, not {wanted}", row.id(), row.text("name").unwrap_or_default());
                failed.push(row.id());
            }
        }
        println!(
            "json-ld-api {}: {}/{} ({} of JSON-LD 1.0 alone not run)",
            self.name,
            rows.len() - failed.len(),
            rows.len(),
            old.len()
        );
        let ids: Vec<String> = failed.iter().map(|id| (*id).to_owned()).collect();
        scores::record(&format!("json-ld-api {}", self.name), rows.len() - ids.len(), old.len(), &ids);
        for (id, reason) in known {
            println!("  {id}: {reason}");
        }
        assert_eq!(failed, known.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    }

    fn processor(&self) -> Processor {
        Processor::new(Folder(self.folder.clone()))
    }

    fn canonical_input(&self, row: &Row) -> Result<String, Refusal> {
        let path = row.text("input").unwrap();
        let document = data::json(&self.folder.join(path));
        let address = format!("{BASE}{path}");
        let context = row.option("expandContext").map(|path| data::json(&self.folder.join(path)));
        let input = Input {
            document: &document,
            context: context.as_ref().map(|context| context.get("@context").unwrap_or(context)),
            without: &[],
            base: Some(row.option("base").unwrap_or(&address)),
            strictness: Strictness::Standard,
            mode: match row.option("processingMode") {
                Some("json-ld-1.0") => Mode::JsonLd10,
                _ => Mode::JsonLd11,
            },
            direction: match row.option("rdfDirection") {
                Some("i18n-datatype") => TextDirection::Datatype,
                _ => TextDirection::LeftOut,
            },
        };
        Ok(canonical(&self.processor().to_rdf(&input)?))
    }
}

/// Contexts from the suite's own folder.
struct Folder(PathBuf);

impl ContextSource for Folder {
    fn context(&self, url: &str) -> Option<Cow<'_, str>> {
        let path = self.0.join(url.strip_prefix(BASE)?);
        std::fs::read_to_string(path).ok().map(Cow::Owned)
    }
}

const BASE: &str = "https://w3c.github.io/json-ld-api/tests/";

fn canonical(dataset: &Dataset<'_>) -> String {
    canonicalise(dataset, Hash::Sha256, Reading::Once).unwrap().n_quads
}

/// The error code of the JSON-LD API for a refusal.
fn error_code(refusal: &Refusal) -> Option<&str> {
    match refusal {
        Refusal::Malformed { code, .. } => Some(code),
        Refusal::UnknownContext { .. } => Some("loading remote context failed"),
        Refusal::TooComplex(Limit::ContextDepth) => Some("recursive context inclusion"),
        Refusal::InlineContext { .. } | Refusal::WouldDrop(_) | Refusal::TooComplex(_) => None,
    }
}
