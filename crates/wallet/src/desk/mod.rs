//! The desk: what people show, read and judged as an employer does. Nothing of it is kept in a wallet, and none is
//! needed; what was read is forgotten when the desk is cleared or the wallet is locked.

mod goal;
mod matching;
mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;
use qr::PictureFault;
use serde::{Deserialize, Serialize};
use vc::{Challenge, Check, Evidence, Outcome, Report};

use crate::ask::Ask;
use crate::fault::WalletFault;
use crate::network::Requested;
use crate::scan::{Scanned, Scanner};
use crate::session::Session;
use crate::verify::{Errand, Judge};
pub use goal::{Matching, RoleSource};
pub use matching::{Match, Matchable, Offer, Role};
pub use table::{Row, csv, json};

/// What was found in one picture, file or text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Found {
    /// Something that somebody shows, judged.
    Shown(Box<Showing>),
    /// A frame of something: so many different ones were seen, and about so many are needed.
    Frame {
        /// Different frames so far.
        seen: usize,
        /// Fewest that can suffice.
        needed: usize,
    },
    /// A frame of something that was whole already.
    Spare,
    /// An address or another text. It is not followed.
    Text {
        /// The text, shortened.
        text: String,
    },
    /// It cannot be read.
    Unreadable {
        /// Why, as a code.
        code: String,
    },
}

/// Something that somebody shows, judged.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Showing {
    /// By which the desk knows it.
    pub number: u32,
    /// The name of the picture or file that it came in; empty for text.
    pub name: String,
    /// What was found out.
    pub report: Report,
    /// When it was shown, as whoever shows it signed, RFC 3339; only where that is proven.
    pub made: Option<String>,
    /// Until when a copy of it would be taken, RFC 3339; only where that is proven.
    pub until: Option<String>,
    /// How many parts of it are not shown. Some may be of nothing, put there so that nobody can count.
    pub withheld: u32,
    /// When the very same was read at this desk before, RFC 3339.
    pub before: Option<String>,
    /// How far it goes toward the goal of the desk, when it has one.
    #[serde(skip_deserializing)]
    pub matched: Option<Match>,
}

/// A desk with what was read at it.
#[derive(Default)]
pub(crate) struct Desk {
    scanner: Scanner,
    rules: Option<Rules>,
    errand: Option<Errand>,
    last: u32,
    /// The number of each showing, with its line; what could not be read has none.
    rows: VecDeque<(Option<u32>, Row)>,
    /// What is looked for.
    role: Option<Role>,
    /// What can be counted of each showing, until it is [`MAX_OFFERED`] together; and how far it goes.
    offers: BTreeMap<u32, Offer>,
    matches: BTreeMap<u32, Match>,
    /// Reports as text, until they are [`MAX_REPORTS_BYTES`] together.
    reports: BTreeMap<u32, String>,
    /// When a proof was read first, by its SHA-256.
    seen: BTreeMap<String, Timestamp>,
}

/// A judge for this desk, made from another one.
struct Rules {
    of: Arc<Judge>,
    challenge: Challenge,
    judge: Judge,
}

/// What came of reading, and what was asked of the network for it.
struct Read {
    found: Vec<Found>,
    requests: Vec<Requested>,
}

impl Session {
    /// Reads what somebody shows, in a picture with codes, a file or a text, and judges it as an employer does: by the
    /// trust lists of the open wallet, or by none. With a code that was given out, it must answer that, and nothing else
    /// does afterwards.
    ///
    /// # Errors
    /// `ask_unknown`, `ask_expired`, `ask_answered`; or a fault of storage, when a request could not be written down.
    pub fn read_shown(
        &mut self,
        name: &str,
        bytes: &[u8],
        code: Option<&str>,
    ) -> Result<Vec<Found>, WalletFault> {
        let challenge = match code {
            Some(code) => self.asks.challenge(code, self.ports.clock.now())?,
            None => Challenge::default(),
        };
        let judge = self.judge_at_hand();
        let read = self.desk.read(&judge, name, bytes, &challenge);
        if let Some(code) = code.filter(|_| read.found.iter().any(Found::answers)) {
            self.asks.answered(code);
        }
        self.used();
        if let Ok(wallet) = self.open() {
            wallet.note(None, &read.requests)?;
        }
        Ok(read.found)
    }

    /// Gives out a code for a proof to answer, so that no copy of an older one serves. Nothing is written.
    ///
    /// # Errors
    /// As [`Asks::give`](crate::Asks::give).
    pub fn ask(&mut self, audience: Option<String>, wanted: Vec<String>) -> Result<Ask, WalletFault> {
        self.asks.give(&self.ports, audience, wanted)
    }

    /// What was read at the desk, one line each, the first one first.
    #[must_use]
    pub fn desk_rows(&self) -> Vec<Row> {
        self.desk.rows().collect()
    }

    /// Everything that was found out about something that was read at the desk, as JSON.
    ///
    /// # Errors
    /// `showing_unknown` when it was forgotten.
    pub fn desk_report(&self, number: u32) -> Result<String, WalletFault> {
        self.desk.report(number)
    }

    /// Forgets everything that was read at the desk. What it matches with stays.
    pub fn clear_desk(&mut self) {
        self.desk = Desk { role: self.desk.role.take(), ..Desk::default() };
    }
}

impl Found {
    /// True for something that is shown by its holder, as far as that was asked.
    fn answers(&self) -> bool {
        matches!(self, Self::Shown(showing) if showing.made.is_some())
    }
}

impl Desk {
    fn read(&mut self, judge: &Arc<Judge>, name: &str, bytes: &[u8], challenge: &Challenge) -> Read {
        let mut read = Read { found: Vec::new(), requests: Vec::new() };
        match self.scanner.picture(bytes) {
            Ok(codes) if !codes.is_empty() => {
                codes.into_iter().for_each(|code| self.take(judge, name, code, challenge, &mut read));
            }
            // A picture may be a badge, which carries its credential inside.
            Ok(_) => {
                if !self.judge(judge, name, bytes, challenge, &mut read) {
                    read.found.push(unreadable("no_code_found"));
                }
            }
            Err(PictureFault::FormatUnknown) => self.file(judge, name, bytes, challenge, &mut read),
            Err(fault) => read.found.push(unreadable(fault.code())),
        }
        for found in &read.found {
            match found {
                Found::Unreadable { code } => self.rows.push_back((None, Row::unreadable(name, code))),
                Found::Text { .. } => {
                    self.rows.push_back((None, Row::unreadable(name, "link_not_followed")));
                }
                Found::Shown(_) | Found::Frame { .. } | Found::Spare => {}
            }
        }
        while self.rows.len() > MAX_ROWS {
            self.rows.pop_front();
        }
        read
    }

    /// A file or a text: credentials as they are, or else links to them.
    fn file(&mut self, judge: &Arc<Judge>, name: &str, bytes: &[u8], challenge: &Challenge, read: &mut Read) {
        if self.judge(judge, name, bytes, challenge, read) {
            return;
        }
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        for scanned in self.scanner.texts(text, MAX_LINKS) {
            match scanned {
                Scanned::Text(_) => {}
                scanned => self.take(judge, name, scanned, challenge, read),
            }
        }
        if !read.found.is_empty() {
            return;
        }
        let fault = vc::parse(bytes).err().map_or("unknown_format", |fault| fault.code());
        read.found.push(match text.trim() {
            link if link.starts_with("https://") && !link.contains(char::is_whitespace) => {
                Found::Text { text: shortened(link) }
            }
            _ => unreadable(fault),
        });
    }

    fn take(
        &mut self,
        judge: &Arc<Judge>,
        name: &str,
        scanned: Scanned,
        challenge: &Challenge,
        read: &mut Read,
    ) {
        match scanned {
            Scanned::Proof(proof) => {
                if !self.judge(judge, name, &proof, challenge, read) {
                    read.found.push(unreadable("unknown_format"));
                }
            }
            Scanned::Frame { seen, needed } => read.found.push(Found::Frame { seen, needed }),
            Scanned::Spare => read.found.push(Found::Spare),
            Scanned::Request => read.found.push(unreadable("request_not_proof")),
            Scanned::Text(text) => read.found.push(Found::Text { text: shortened(&text) }),
            Scanned::Damaged(fault) => read.found.push(unreadable(fault.code())),
        }
    }

    /// Judges everything in a file; false when there is nothing in it.
    fn judge(
        &mut self,
        of: &Arc<Judge>,
        name: &str,
        bytes: &[u8],
        challenge: &Challenge,
        read: &mut Read,
    ) -> bool {
        let Ok(parts) = vc::parse(bytes) else { return false };
        let rules = match self.rules.take().filter(|rules| rules.serves(of, challenge)) {
            Some(rules) => rules,
            None => Rules::new(of, challenge),
        };
        let judge = &rules.judge;
        let mut errand = self.errand.take().unwrap_or_else(|| judge.errand());
        for part in parts {
            match part {
                Ok(one) => {
                    if !errand.has_time(judge.now()) {
                        errand = judge.errand();
                    }
                    let judged = judge.judge_on(&mut errand, &one, &Evidence::none());
                    read.requests.extend(judged.requests);
                    read.found.push(Found::Shown(Box::new(self.keep(name, judged.report))));
                }
                Err(fault) => read.found.push(unreadable(fault.code())),
            }
        }
        self.errand = Some(errand);
        self.rules = Some(rules);
        true
    }

    fn keep(&mut self, name: &str, report: Report) -> Showing {
        self.last = self.last.wrapping_add(1);
        let first = *self.seen.entry(report.sha256.clone()).or_insert(report.at);
        let offer = Offer::of(&report);
        let matched = self.role.as_ref().map(|role| role.matched(self.last, &offer));
        self.offer(offer, matched.clone());
        let showing = Showing {
            number: self.last,
            name: shortened(name),
            made: proven(&report, "made"),
            until: proven(&report, "until"),
            withheld: withheld(&report),
            before: (first < report.at).then(|| first.to_string()),
            matched,
            report,
        };
        self.rows.push_back((Some(showing.number), Row::of(&showing.name, &showing.report)));
        let text = serde_json::to_string(&showing).expect("texts, numbers and lists are always JSON");
        self.reports.insert(showing.number, text);
        while self.reports.len() > 1
            && self.reports.values().map(String::len).sum::<usize>() > MAX_REPORTS_BYTES
        {
            self.reports.pop_first();
        }
        if self.seen.len() > MAX_ROWS {
            self.seen.pop_first();
        }
        showing
    }
}

impl Rules {
    fn new(of: &Arc<Judge>, challenge: &Challenge) -> Self {
        Self { of: Arc::clone(of), challenge: challenge.clone(), judge: of.at_desk(challenge.clone()) }
    }

    /// True when nothing changed since it was made.
    fn serves(&self, of: &Arc<Judge>, challenge: &Challenge) -> bool {
        Arc::ptr_eq(&self.of, of) && self.challenge == *challenge && self.judge.reach() == of.reach()
    }
}

/// What the holder check says, where it passed: there, or in what is shown.
fn proven(report: &Report, value: &str) -> Option<String> {
    let holder = report.check(Check::Holder).filter(|check| check.outcome == Outcome::Pass)?;
    holder.detail.get(value).cloned()
}

/// How many parts are not shown, of everything in it whose signature holds.
fn withheld(report: &Report) -> u32 {
    let own = report.check(Check::Signature).filter(|check| check.outcome == Outcome::Pass);
    let own = own.and_then(|check| check.detail.get("withheld")?.parse().ok()).unwrap_or(0);
    report.nested.iter().fold(own, |sum, nested| sum.saturating_add(withheld(&nested.report)))
}

fn unreadable(code: &str) -> Found {
    Found::Unreadable { code: code.to_owned() }
}

fn shortened(text: &str) -> String {
    text.chars().take(MAX_TEXT_CHARACTERS).collect()
}

/// Most links read in one text.
const MAX_LINKS: usize = 20_000;

/// Longest text or name that is shown of what is no proof.
const MAX_TEXT_CHARACTERS: usize = 300;

/// Most lines that a desk has; then the first ones go.
const MAX_ROWS: usize = 10_000;

/// Most awards that a desk keeps for another goal to be matched with; then those of the first showings go.
const MAX_OFFERED: usize = 100_000;

/// How much the reports at a desk may come to, in bytes; then the first ones go, and their lines stay.
const MAX_REPORTS_BYTES: usize = 32 * 1024 * 1024;
