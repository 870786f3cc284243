//! Every signed sample, and everything that a forger would try on it: none stays verified, and the check that tells
//! is the right one, with the right code.
//!
//! One table a kind of protection: a line for what was done, a column for each sample.

mod keys;
mod proofs;
mod seals;
mod tokens;

use std::collections::BTreeMap;

use vc::{Check, Code, Outcome, Report, Verdict};

use super::show;

/// Fewest changes of one sample.
const FEWEST: usize = 12;

/// What a change must come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// The check that tells, its outcome and its code.
    Check(Check, Outcome, Code),
    /// It is no credential any more.
    Unreadable(&'static str),
}

const MISMATCH: Told = fails(Code::SignatureMismatch);

/// The signature check fails with a code.
const fn fails(code: Code) -> Told {
    Told::Check(Check::Signature, Outcome::Fail, code)
}

/// A changed sample.
struct Mutation {
    what: &'static str,
    bytes: Vec<u8>,
    told: Told,
}

/// A sample and its changes.
struct Column {
    name: String,
    original: Vec<u8>,
    mutations: Vec<Mutation>,
    judge: Judge,
}

/// The report on a file, or the code of why it is no credential.
type Judge = Box<dyn Fn(&[u8]) -> Result<Report, &'static str>>;

impl Column {
    /// A sample of this project, with everything at hand that the samples come with.
    fn of_sample(name: &str, original: &[u8], mutations: Vec<Mutation>) -> Self {
        let judge = |bytes: &[u8]| {
            let unverified = vc::parse(bytes).and_then(|mut found| found.remove(0));
            unverified.map(|it| super::samples::judge(&it)).map_err(|fault| fault.code())
        };
        Self { name: name.to_owned(), original: original.to_vec(), mutations, judge: Box::new(judge) }
    }

    /// How one change of it is told: `+` by the check that must, `=` by what is wrong with the sample itself.
    ///
    /// # Errors
    /// What is told instead.
    fn cell(&self, own_fault: Option<&(Check, Option<Code>)>, mutation: &Mutation) -> Result<char, String> {
        let Mutation { what, bytes, told } = mutation;
        let place = format!("{}: {what}", self.name);
        if *bytes == self.original {
            return Err(format!("{place}: nothing was changed"));
        }
        let (report, check, outcome, code) = match ((self.judge)(bytes), *told) {
            (Err(code), told) if Told::Unreadable(code) == told => return Ok('+'),
            (Ok(report), Told::Check(check, outcome, code)) => (report, check, outcome, code),
            (read, told) => {
                return Err(format!("{place}: {told:?}, not {:?}", read.map(|report| report.verdict)));
            }
        };
        assert_ne!(report.verdict, Verdict::Verified, "{place}");
        let result = report.check(check).unwrap();
        let is_told = (result.outcome, result.code) == (outcome, Some(code));
        if own_fault.is_some() {
            let is_signed = report.check(Check::Signature).unwrap().outcome == Outcome::Pass;
            let told_otherwise = !is_signed || deciding(&report).as_ref() == own_fault;
            return match (is_told, told_otherwise) {
                (true, _) => Ok('+'),
                (false, true) => Ok('='),
                (false, false) => Err(format!("{place}: {told:?}, not {result:?}")),
            };
        }
        // Content that nobody signed may have any shape, and is not signed; a holder showed what the issuer had signed.
        // Nothing else is said against it.
        let expected = [Check::Format, Check::Signature, Check::Schema, check];
        let failing = report.checks.iter().filter(|it| it.outcome == Outcome::Fail);
        let beside =
            failing.filter(|it| !expected.contains(&it.check) && it.code != Some(Code::BindingOfOther));
        let beside: Vec<_> = beside.collect();
        match is_told && beside.is_empty() {
            true => Ok('+'),
            false => Err(format!("{place}: {told:?}, not {result:?}; beside {beside:?}")),
        }
    }
}

fn deciding(report: &Report) -> Option<(Check, Option<Code>)> {
    report.deciding().map(|result| (result.check, result.code))
}

/// Judges every change, and prints who told.
fn table(kind: &str, columns: &[Column]) {
    let mut rows: Vec<(&str, Told, BTreeMap<usize, char>)> = Vec::new();
    let mut wrong = Vec::new();
    for (number, column) in columns.iter().enumerate() {
        let own = deciding(&(column.judge)(&column.original).unwrap());
        assert!(column.mutations.len() >= FEWEST, "{}: {}", column.name, column.mutations.len());
        for mutation in &column.mutations {
            let cell = column.cell(own.as_ref(), mutation).unwrap_or_else(|fault| {
                wrong.push(fault);
                '!'
            });
            match rows.iter_mut().find(|(what, told, _)| (*what, *told) == (mutation.what, mutation.told)) {
                Some((_, _, cells)) => _ = cells.insert(number, cell),
                None => rows.push((mutation.what, mutation.told, BTreeMap::from([(number, cell)]))),
            }
        }
    }
    println!(
        "\n{kind}, by what was done (+ told so, = told by its own fault or signature, . not there); 0 verified"
    );
    for (number, column) in columns.iter().enumerate() {
        println!("  {:>2} {}", number + 1, column.name);
    }
    for (what, told, cells) in &rows {
        let cells: String = (0..columns.len()).map(|column| cells.get(&column).unwrap_or(&'.')).collect();
        println!("{what:<52} {cells} {}", told.words());
    }
    let count: usize = columns.iter().map(|column| column.mutations.len()).sum();
    println!("{kind}: {count} changes of {} samples, 0 verified", columns.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

impl Told {
    fn words(self) -> String {
        match self {
            Self::Check(check, outcome, code) => {
                format!("{} {}: {}", show(check), show(outcome), code.as_str())
            }
            Self::Unreadable(code) => format!("unreadable: {code}"),
        }
    }
}

/// The signed samples with these endings.
fn signed(endings: &[&str]) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let samples = ::samples::SAMPLES.iter().filter(|sample| !sample.name.contains("unsigned"));
    let ends = move |name: &str| endings.iter().any(|ending| name.ends_with(ending));
    samples
        .filter(move |sample| ends(sample.name))
        .map(|sample| (sample.name, sample.bytes))
        .collect::<Vec<_>>()
        .into_iter()
}

/// The beginning of a file, and its first member twice: no JSON any more, or not strictly. (A file that lacks only its
/// last letters is text with objects in it, and a good endorsement in there is still good.)
fn broken_files(original: &[u8]) -> Vec<Mutation> {
    let text = std::str::from_utf8(original).unwrap();
    let first = text.find('"').map(|at| &text[at..]).unwrap();
    let name = &first[..=first[1..].find('"').unwrap() + 1];
    let twice = text.replacen('{', &format!("{{{name}: null, "), 1);
    vec![
        Mutation {
            what: "file: broken off",
            bytes: text.as_bytes()[..20].into(),
            told: Told::Unreadable("malformed"),
        },
        Mutation {
            what: "file: a member stands twice",
            bytes: twice.into_bytes(),
            told: Told::Unreadable("duplicate_key"),
        },
    ]
}
