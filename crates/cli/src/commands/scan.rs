//! `scan`: codes out of pictures, judged like any file.

use std::io::Write;

use vc::Challenge;
use wallet::{Judge, Judging, Scanned, Scanner};

use super::judge::{Printer, print_line};
use crate::args::Scan;
use crate::exit::{Ending, Trouble};
use crate::progress::Progress;
use crate::source::{Source, sources};
use crate::{judging, line, text};

pub(crate) fn scan(options: &Scan, out: &mut impl Write) -> Result<Ending, Trouble> {
    let ports = platform::ports();
    let challenge = Challenge { audience: options.audience.clone(), nonce: options.nonce.clone() };
    let judge = Judge::new(
        Judging { challenge, policy: options.policy.into(), ..judging::judging(&options.judge)? },
        &ports,
    );
    let printer = Printer::new(options.json, out);
    let mut desk = Desk { judge, printer, scanner: Scanner::default() };
    let inputs = sources(&options.images, false);
    let progress = Progress::new(inputs.len());
    for (position, source) in inputs.into_iter().enumerate() {
        progress.at(position);
        desk.picture(source)?;
    }
    for (seen, needed) in desk.scanner.missing() {
        desk.printer.ending.unreadable();
        match &desk.printer.words {
            None => print_line(desk.printer.out, &line::Missing::new(seen, needed))?,
            Some(_) => writeln!(
                desk.printer.out,
                "UNREADABLE: only {seen} of about {needed} codes of a sequence were seen (frames_missing)"
            )?,
        }
    }
    Ok(desk.printer.ending)
}

/// Where pictures are read, and what they hold is judged.
struct Desk<'a, W> {
    judge: Judge,
    printer: Printer<'a, W>,
    scanner: Scanner,
}

impl<W: Write> Desk<'_, W> {
    fn picture(&mut self, source: Source) -> Result<(), Trouble> {
        let path = source.name();
        let Some(bytes) = self.printer.read(&path, source.read())? else { return Ok(()) };
        let found = match self.scanner.picture(&bytes) {
            Ok(found) => found,
            Err(fault) => return self.printer.unreadable(&path, None, fault.code(), &fault),
        };
        if found.is_empty() {
            return self.printer.unreadable(&path, None, "no_code_found", &NoCode);
        }
        found.into_iter().try_for_each(|scanned| self.scanned(&path, scanned))
    }

    fn scanned(&mut self, path: &str, scanned: Scanned) -> Result<(), Trouble> {
        match scanned {
            Scanned::Proof(proof) => self.judge(path, &proof),
            Scanned::Frame { .. } | Scanned::Spare => Ok(()),
            Scanned::Damaged(fault) => self.printer.unreadable(path, None, fault.code(), &fault),
            Scanned::Text(text) => {
                self.printer.ending.unreadable();
                match &self.printer.words {
                    None => print_line(self.printer.out, &line::Link::not_followed(path, &text))?,
                    Some(_) => text::not_followed(self.printer.out, path, &text)?,
                }
                Ok(())
            }
        }
    }

    fn judge(&mut self, path: &str, proof: &[u8]) -> Result<(), Trouble> {
        match self.judge.verify(proof) {
            Ok(judged) => self.printer.all(path, &judged),
            Err(fault) => self.printer.unreadable(path, None, fault.code(), &fault),
        }
    }
}

/// A picture without a code.
#[derive(Debug, thiserror::Error)]
#[error("there is no QR code in the picture, or none that can be read")]
struct NoCode;
