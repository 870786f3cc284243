//! `scan`: codes out of pictures, judged like any file.

use std::error::Error;
use std::io::Write;

use jiff::tz::TimeZone;
use vc::{Challenge, Report};
use wallet::{Judge, Judging, Offer, Role, Row, Scanned, Scanner, WalletFault};

use super::printer::{File, Printer, each_file, print_line};
use super::stack::without_wallet;
use crate::args::Scan;
use crate::exit::{Ending, Trouble};
use crate::source::sources;
use crate::{judging, line, text};

pub(crate) fn scan(options: &Scan, out: &mut impl Write) -> Result<Ending, Trouble> {
    if !options.csv {
        return Ok(scanned(options, options.json, out)?.0);
    }
    let (ending, rows) = scanned(options, true, &mut std::io::sink())?;
    out.write_all(wallet::csv(&rows).as_bytes())?;
    Ok(ending)
}

/// Prints what came of each picture, and gives it as rows of a table.
fn scanned(options: &Scan, json: bool, out: &mut impl Write) -> Result<(Ending, Vec<Row>), Trouble> {
    let ports = platform::ports();
    let challenge = Challenge { audience: options.audience.clone(), nonce: options.nonce.clone() };
    let judge = Judge::new(
        Judging { challenge, policy: options.policy.into(), ..judging::judging(&options.judge)? },
        &ports,
    );
    let mut printer = Printer::new(json, out);
    let role = options.goal.as_ref().map(|goal| role(options, goal, &judge)).transpose()?;
    let mut desk = Desk { judge, role, scanner: Scanner::default(), rows: Vec::new() };
    let sources = sources(&options.images, false);
    let offline = |_: &mut Desk, _: &str| Err(WalletFault::Offline);
    each_file(&mut printer, sources, &mut desk, offline, |desk, printer, file| desk.picture(printer, &file))?;
    for (seen, needed) in desk.scanner.missing() {
        printer.ending.unreadable();
        desk.rows.push(Row::unreadable("", "frames_missing"));
        match &printer.words {
            None => print_line(printer.out, &line::Missing::new(seen, needed))?,
            Some(_) => writeln!(
                printer.out,
                "UNREADABLE: only {seen} of about {needed} codes of a sequence were seen (frames_missing)"
            )?,
        }
    }
    Ok((printer.finish()?, desk.rows))
}

/// What proofs are matched with.
fn role(options: &Scan, goal: &str, judge: &Judge) -> Result<Role, Trouble> {
    let today = judge.now().to_zoned(TimeZone::UTC).date();
    let rules = without_wallet(goal, today)?.ok_or_else(|| Trouble::NoSuchGoal { name: goal.to_owned() })?;
    Ok(Role::new(rules, options.count_unrecognised, today)?)
}

/// Where pictures are read, and what they hold is judged.
struct Desk {
    judge: Judge,
    role: Option<Role>,
    scanner: Scanner,
    rows: Vec<Row>,
}

impl Desk {
    fn picture<W: Write>(&mut self, printer: &mut Printer<'_, W>, file: &File) -> Result<(), Trouble> {
        let text = std::str::from_utf8(&file.bytes).unwrap_or_default();
        if text.trim_start().starts_with(LINK) {
            let found = self.scanner.texts(text, MAX_LINKS);
            return found.into_iter().try_for_each(|scanned| self.scanned(printer, &file.path, scanned));
        }
        let found = match self.scanner.picture(&file.bytes) {
            Ok(found) => found,
            Err(fault) => return self.unreadable(printer, &file.path, fault.code(), &fault),
        };
        if found.is_empty() {
            return self.unreadable(printer, &file.path, "no_code_found", &NoCode);
        }
        found.into_iter().try_for_each(|scanned| self.scanned(printer, &file.path, scanned))
    }

    fn scanned<W: Write>(
        &mut self,
        printer: &mut Printer<'_, W>,
        path: &str,
        scanned: Scanned,
    ) -> Result<(), Trouble> {
        match scanned {
            Scanned::Proof(proof) => self.judge(printer, path, &proof),
            Scanned::Frame { .. } | Scanned::Spare => Ok(()),
            Scanned::Request => self.unreadable(printer, path, RequestInstead::CODE, &RequestInstead),
            Scanned::Damaged(fault) => self.unreadable(printer, path, fault.code(), &fault),
            Scanned::Text(text) => {
                printer.ending.unreadable();
                self.rows.push(Row::unreadable(path, "link_not_followed"));
                match &printer.words {
                    None => print_line(printer.out, &line::Link::not_followed(path, &text))?,
                    Some(_) => text::not_followed(printer.out, path, &text)?,
                }
                Ok(())
            }
        }
    }

    fn judge<W: Write>(
        &mut self,
        printer: &mut Printer<'_, W>,
        path: &str,
        proof: &[u8],
    ) -> Result<(), Trouble> {
        let judged = match self.judge.verify(proof) {
            Ok(judged) => judged,
            Err(fault) => return self.unreadable(printer, path, fault.code(), &fault),
        };
        for (index, part) in judged.iter().enumerate() {
            match part {
                Ok(one) => self.judged(printer, path, index, &one.report)?,
                Err(fault) => self.unreadable(printer, path, fault.code(), fault)?,
            }
        }
        Ok(())
    }

    /// One thing that is shown, and how far it goes toward the goal.
    fn judged<W: Write>(
        &mut self,
        printer: &mut Printer<'_, W>,
        path: &str,
        index: usize,
        report: &Report,
    ) -> Result<(), Trouble> {
        let (line, row) = (line::Judged::new(path, index, report), Row::of(path, report));
        let Some(role) = &self.role else {
            self.rows.push(row);
            return printer.judged(path, index, &line, report);
        };
        let offer = Offer::of(report);
        let matched = role.matched(0, &offer);
        printer.judged(path, index, &line.matched(&matched), report)?;
        printer.ending.outlook(matched.outlook);
        if printer.words.is_some() {
            text::matched(printer.out, role.goal(&offer).ok().as_ref(), &matched)?;
        }
        self.rows.push(row.matched(&matched));
        Ok(())
    }

    fn unreadable<W: Write>(
        &mut self,
        printer: &mut Printer<'_, W>,
        path: &str,
        code: &str,
        fault: &dyn Error,
    ) -> Result<(), Trouble> {
        self.rows.push(Row::unreadable(path, code));
        printer.unreadable(path, None, code, fault)
    }
}

/// How a proof begins that was copied as text.
const LINK: &str = "tessera:";

/// Most of them in one file.
const MAX_LINKS: usize = 1_000;

/// Somebody asks, where something should be shown.
#[derive(Debug, thiserror::Error)]
#[error("this asks for a proof, and is none")]
struct RequestInstead;

impl RequestInstead {
    const CODE: &str = "request_not_proof";
}

/// A picture without a code.
#[derive(Debug, thiserror::Error)]
#[error("there is no QR code in the picture, or none that can be read")]
struct NoCode;
