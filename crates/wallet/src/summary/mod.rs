//! A summary of one credential on paper, for people: what it says, what was checked, and a code to check it by.

pub(crate) mod said;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use paper::{Block, Paper, PaperFault};
use vc::{Check, Outcome, Report};

use self::said::{Said, list, plain};
use crate::export::Original;
use crate::fault::WalletFault;
use crate::session::Session;
use crate::share::{Printed, moment};
use crate::show::Detail;
use crate::words::{Gaps, Words, day, name};

impl Session {
    /// A summary of a credential as it was judged last, or for a time, as PDF. With a lifetime, in seconds, there is a code on it, which
    /// shows the whole credential for that long and is written into the log of what was shown; a credential that is too
    /// large for that has none, and the page says so.
    ///
    /// # Errors
    /// `record_unknown`; with a lifetime as for [`share`](Self::share), and `lifetime_unusable` below an hour; or a fault of
    /// storage.
    pub fn summary(
        &mut self,
        record: &str,
        lifetime: Option<u32>,
        at: Option<Timestamp>,
    ) -> Result<Original, WalletFault> {
        let detail = match at {
            Some(at) => self.show_at(record, at)?,
            None => self.show(record)?,
        };
        let words = Words::english();
        let alt = words.say("extract.code", &Gaps::new()).unwrap_or_default();
        let printed = lifetime.map(|lifetime| self.printed(&detail.record, lifetime, &alt)).transpose()?;
        let bytes = Summary { words: &words, detail: &detail, printed: printed.as_ref() }.pdf()?;
        Ok(Original { file_name: "summary.pdf".to_owned(), bytes })
    }
}

struct Summary<'s> {
    words: &'s Words,
    detail: &'s Detail,
    printed: Option<&'s Printed>,
}

impl Summary<'_> {
    /// What a credential says is cut off where it would fill too many pages, and the page tells how much.
    fn pdf(&self) -> Result<Vec<u8>, WalletFault> {
        let said = Said::of(self.words, &self.detail.report);
        let mut room = said.blocks.len();
        loop {
            let paper = self.paper(&said, room);
            if room > 0 && paper.pages() > MAX_SUMMARY_PAGES {
                room /= 2;
                continue;
            }
            return paper
                .pdf()
                .map_err(|fault: PaperFault| WalletFault::NotPrintable { why: fault.to_string() });
        }
    }

    /// With at most so many blocks of what the credential says.
    fn paper(&self, said: &Said<'_>, room: usize) -> Paper {
        let title = said.title();
        let mut blocks = vec![Block::Heading(title.clone())];
        blocks.extend(self.parties());
        blocks.extend(self.checked());
        blocks.extend(said.blocks.iter().take(room).cloned());
        let left_out = said.left_out + said.blocks.len().saturating_sub(room);
        if left_out > 0 {
            blocks.push(Block::Text(self.say_with("left_out", [("n", left_out.to_string())])));
        }
        if said.is_shortened {
            blocks.push(Block::Text(self.say("shortened")));
        }
        if !self.detail.report.nested.is_empty() {
            let count = self.detail.report.nested.len().to_string();
            blocks.push(Block::Text(self.say_with("inside", [("n", count)])));
        }
        blocks.extend(self.code());
        blocks.extend(self.original());
        if !blocks.iter().all(Block::is_printable) {
            blocks.push(Block::Text(self.say("letters")));
        }
        Paper { title, language: "en".to_owned(), blocks, ..Paper::default() }
    }

    /// Who got it, and who sealed it, awarded it and vouches for it, each by its own word.
    fn parties(&self) -> Vec<Block> {
        let report = &self.detail.report;
        let view = &report.claims;
        let awarded =
            view.claims.iter().flat_map(|claim| &claim.awarded_by).filter_map(|party| plain(&party.name));
        let awarded =
            list(awarded).or_else(|| plain(&view.issuer.name)).unwrap_or_else(|| self.say("not_said"));
        let mut blocks = vec![
            self.fact("learner", plain(&view.subject.name).unwrap_or_else(|| self.say("not_said"))),
            self.fact("awarded_by", awarded),
        ];
        match (&report.seal, report.proofs.is_empty()) {
            (Some(seal), _) => {
                let when = match (seal.proven_time, seal.claimed_time) {
                    (Some(at), _) => self.say_with("sealed_proven", [("date", moment(at))]),
                    (None, Some(at)) => self.say_with("sealed_claimed", [("date", moment(at))]),
                    (None, None) => String::new(),
                };
                blocks.push(self.fact("sealed_by", format!("{} {when}", seal.sealed_by)));
            }
            (None, false) => {
                let own = passed(report, Check::Issuer).then(|| plain(&view.issuer.name)).flatten();
                blocks.push(self.fact("signed_by", own.unwrap_or_else(|| self.say("signer_unknown"))));
            }
            (None, true) => blocks.push(self.fact("sealed_by", self.say("nobody"))),
        }
        blocks.push(self.fact("vouched_by", self.vouched().unwrap_or_else(|| self.say("no_list"))));
        let dates =
            [("issued", &view.issued), ("valid_from", &view.valid_from), ("valid_until", &view.valid_until)];
        blocks.extend(dates.into_iter().filter_map(|(what, date)| {
            let date = date.as_deref()?;
            Some(self.fact(what, day(date).unwrap_or_else(|| said::short(date, said::MAX_TITLE_CHARACTERS))))
        }));
        blocks
    }

    /// The list that the issuer stands on, and of when it is.
    fn vouched(&self) -> Option<String> {
        let result = self.detail.report.check(Check::Recognition)?;
        let list = result.detail.get("list").or(result.by.as_ref())?;
        let is_passed = result.outcome == Outcome::Pass;
        let as_of = result.detail.get("as_of").and_then(|at| day(at));
        is_passed.then(|| match as_of {
            Some(date) => self.say_with("list_dated", [("list", list.clone()), ("date", date)]),
            None => list.clone(),
        })
    }

    /// The verdict with its reasons, for what time, and how much of a micro-credential is stated.
    fn checked(&self) -> Vec<Block> {
        let report = &self.detail.report;
        let mut blocks = vec![
            Block::Subheading(self.words.verdict(report)),
            Block::Text(self.say_with("as_of", [("when", moment(report.at))])),
        ];
        blocks.extend(
            self.detail.when_received.as_ref().map(|then| Block::Text(self.words.when_received(then))),
        );
        blocks.extend(report.checks.iter().map(|result| {
            let outcome = self.say(&format!("outcome_{}", name(result.outcome)));
            let sentence = self.words.sentence(result, report);
            // "Not needed: …" says both.
            let both =
                if sentence.starts_with(&outcome) { sentence } else { format!("{outcome}. {sentence}") };
            Block::Fact(self.words.check(result.check), both)
        }));
        if let Some(found) = self.detail.annex1.as_ref().filter(|found| found.unread.is_none()) {
            let gaps = [
                ("found", found.mandatory_found),
                ("of", found.mandatory_of),
                ("optional", found.optional_found),
                ("optional_of", found.optional_of),
            ];
            let gaps = gaps.map(|(name, number)| (name.to_owned(), number.to_string()));
            let score = self.words.say("annex1.score", &Gaps::from(gaps)).unwrap_or_default();
            blocks.push(self.fact("annex1", score));
        }
        blocks
    }

    /// The code, or why there is none.
    fn code(&self) -> Vec<Block> {
        let heading = Block::Subheading(self.say("check_it"));
        match self.printed {
            None => Vec::new(),
            Some(Printed::TooLarge) => vec![heading, Block::Text(self.say("too_large"))],
            Some(Printed::Code { squares, expires, is_bound }) => {
                let until = match expires {
                    Some(at) => self.say_with("until", [("when", moment(*at))]),
                    None => self.say("endless"),
                };
                let bond = self.say(if *is_bound { "bound" } else { "not_bound" });
                vec![
                    heading,
                    Block::Squares(squares.clone()),
                    Block::Text(self.say("how")),
                    Block::Text(format!("{until} {bond}")),
                ]
            }
        }
    }

    /// What the page is a summary of.
    fn original(&self) -> Vec<Block> {
        let report = &self.detail.report;
        let file = self.detail.file_name.clone();
        let mut blocks =
            vec![Block::Subheading(self.say("original")), Block::Text(self.say("only_a_summary"))];
        blocks.extend(file.map(|file| self.fact("file", said::short(&file, said::MAX_TITLE_CHARACTERS))));
        blocks.extend([
            self.fact("size", self.say_with("bytes", [("n", self.detail.bytes.to_string())])),
            self.fact("sha256", report.sha256.clone()),
        ]);
        blocks
    }

    fn fact(&self, what: &str, value: impl Into<String>) -> Block {
        Block::Fact(self.say(what), said::short(&value.into(), said::MAX_TITLE_CHARACTERS))
    }

    fn say(&self, key: &str) -> String {
        self.say_with(key, [])
    }

    fn say_with<const N: usize>(&self, key: &str, gaps: [(&str, String); N]) -> String {
        let gaps = gaps.map(|(name, value)| (name.to_owned(), value));
        self.words.say(&format!("extract.{key}"), &Gaps::from(gaps)).unwrap_or_default()
    }
}

fn passed(report: &Report, check: Check) -> bool {
    report.check(check).is_some_and(|result| result.outcome == Outcome::Pass)
}

/// Most pages of a summary.
const MAX_SUMMARY_PAGES: usize = 12;
