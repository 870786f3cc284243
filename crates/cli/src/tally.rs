//! What many files came to, in a few lines.

use std::collections::BTreeMap;
use std::io::{self, Write};

use vc::Verdict;

use crate::words::{Gaps, Words, name};

/// Credentials by verdict, and what could not be read by reason.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    verdicts: BTreeMap<Verdict, usize>,
    unreadable: BTreeMap<String, usize>,
}

impl Tally {
    /// Counts a credential.
    pub(crate) fn judged(&mut self, verdict: Verdict) {
        *self.verdicts.entry(verdict).or_default() += 1;
    }

    /// Counts something that could not be read.
    pub(crate) fn unreadable(&mut self, code: &str) {
        *self.unreadable.entry(code.to_owned()).or_default() += 1;
    }

    /// Says how many there were of each; nothing where there are few enough to be counted at a glance.
    pub(crate) fn print(&self, out: &mut impl Write, words: &Words) -> io::Result<()> {
        let sum = |counts: &mut dyn Iterator<Item = &usize>| counts.sum::<usize>();
        let judged = sum(&mut self.verdicts.values());
        let unreadable = sum(&mut self.unreadable.values());
        if judged + unreadable < FEWEST {
            return Ok(());
        }
        let counted = |one: &str, count: usize| {
            let key = format!("{one}.{}", if count == 1 { "one" } else { "other" });
            words.say(&key, &Gaps::from([("n".to_owned(), count.to_string())])).unwrap_or_default()
        };
        writeln!(out, "{}", counted("summary.judged", judged))?;
        for (verdict, count) in &self.verdicts {
            let word =
                words.say(&format!("verdict.{}.word", name(*verdict)), &Gaps::new()).unwrap_or_default();
            writeln!(out, "  {count:>5}  {word}")?;
        }
        if unreadable > 0 {
            writeln!(out, "{}", counted("summary.unreadable", unreadable))?;
        }
        let files = words.say("summary.file", &Gaps::new()).unwrap_or_default();
        let gaps = Gaps::from([("name".to_owned(), files)]);
        for (code, count) in &self.unreadable {
            let why = words.say(&format!("fault.{code}.what"), &gaps).unwrap_or_else(|| code.clone());
            writeln!(out, "  {count:>5}  {why}")?;
        }
        Ok(())
    }
}

/// Fewer than so many are counted at a glance.
const FEWEST: usize = 4;
