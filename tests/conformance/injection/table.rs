//! Judging what was changed, and counting how it is refused.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jsonld::{Hash, Input, Processor, TextDirection};
use serde_json::Value;
use vc::context::Pinned;
use vc::{Check, Outcome, Report, Verdict};

use crate::samples::judge;

/// What each class of change came to.
#[derive(Default)]
pub(super) struct Table {
    pub(super) rows: BTreeMap<&'static str, Row>,
    accepted: Vec<String>,
}

#[derive(Default)]
pub(super) struct Row {
    format: usize,
    signature: usize,
    other: usize,
    pub(super) same: usize,
    /// Only the proof that was changed does not count any more, and the report says so: as if it were not there.
    void: usize,
    accepted: usize,
}

impl Table {
    /// Counts how a changed document is refused.
    pub(super) fn count(&mut self, class: &'static str, name: &str, at: &str, document: &Value) {
        let report = report(document);
        let row = self.rows.entry(class).or_default();
        match report {
            Some(report) if accepts(&report) && is_void(&report, at) => row.void += 1,
            Some(report) if accepts(&report) => {
                row.accepted += 1;
                self.accepted.push(format!("{class}: {name}{at}"));
            }
            Some(report) if outcome(&report, Check::Format) == Outcome::Fail => row.format += 1,
            Some(report) if outcome(&report, Check::Signature) == Outcome::Fail => row.signature += 1,
            _ => row.other += 1,
        }
    }

    /// Counts what an edit comes to. What says the same as before is the same credential: a value that
    /// another node of the same graph repeats can go.
    pub(super) fn count_edit(
        &mut self,
        class: &'static str,
        name: &str,
        at: &str,
        (document, edited): (&Value, Value),
    ) {
        match canonical(&edited) {
            Some(said) if Some(&said) == canonical(document).as_ref() => {
                self.rows.entry(class).or_default().same += 1;
            }
            _ => self.count(class, name, at, &edited),
        }
    }

    pub(super) fn print(&self, what: &str) {
        println!(
            "\n{what:<34} {:>8} {:>10} {:>6} {:>14} {:>11} {:>9}",
            "format", "signature", "other", "says the same", "proof void", "accepted"
        );
        for (class, row) in &self.rows {
            println!(
                "{class:<34} {:>8} {:>10} {:>6} {:>14} {:>11} {:>9}",
                row.format, row.signature, row.other, row.same, row.void, row.accepted
            );
        }
        let sum = |of: fn(&Row) -> usize| self.rows.values().map(of).sum::<usize>();
        let refused = sum(|row| row.format + row.signature + row.other);
        println!("{what}: {refused} refused, {} accepted", sum(|row| row.accepted));
    }

    pub(super) fn require_none_accepted(&self) {
        assert!(self.rows.values().all(|row| row.format + row.signature + row.other > 0));
        assert!(self.accepted.is_empty(), "accepted: {:#?}", self.accepted);
    }
}

/// The report, unless it is no credential any more.
pub(super) fn report(document: &Value) -> Option<Report> {
    let mut found = vc::parse(document.to_string().as_bytes()).ok()?;
    found.remove(0).ok().as_ref().map(judge)
}

/// True when a reader would believe what it says.
pub(super) fn accepts(report: &Report) -> bool {
    let believed = matches!(report.verdict, Verdict::Verified | Verdict::Unrecognised);
    let passes = |check| outcome(report, check) == Outcome::Pass;
    believed || passes(Check::Format) && passes(Check::Signature)
}

/// True when the change is inside one of several proofs and this one does not hold any more.
fn is_void(report: &Report, at: &str) -> bool {
    let inside = at.strip_prefix("/proof/").and_then(|rest| rest.split('/').next());
    let proof = inside.and_then(|number| number.parse::<usize>().ok()).and_then(|at| report.proofs.get(at));
    proof.is_some_and(|proof| proof.outcome != Outcome::Pass)
}

fn outcome(report: &Report, check: Check) -> Outcome {
    report.check(check).unwrap().outcome
}

/// What the document says, its proofs included, as signatures see it; `None` when some of it is left out.
fn canonical(document: &Value) -> Option<(String, Vec<Option<String>>)> {
    let proofs = match document.get("proof") {
        Some(Value::Array(proofs)) => proofs.as_slice(),
        Some(proof) => std::slice::from_ref(proof),
        None => &[],
    };
    let said = said(&Input { without: &["proof"], ..Input::strict(document) })?;
    let context = document.get("@context");
    let proof = |proof| self::said(&Input { context, ..Input::strict(proof) });
    Some((said, proofs.iter().map(proof).collect()))
}

fn said(input: &Input<'_>) -> Option<String> {
    static PROCESSOR: LazyLock<Processor> = LazyLock::new(|| Processor::new(Pinned::newest()));
    let directed = Input { direction: TextDirection::Datatype, ..*input };
    let (_, canonical) = PROCESSOR.canonicalise(&directed, Hash::Sha256).ok()?;
    Some(canonical.n_quads)
}
