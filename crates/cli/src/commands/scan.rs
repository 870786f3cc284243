//! `scan`: codes out of pictures, judged like any file.

use std::io::Write;

use vc::Challenge;
use wallet::{Judge, Judging, Scanned, Scanner, WalletFault};

use super::printer::{File, Printer, each_file, print_line};
use crate::args::Scan;
use crate::exit::{Ending, Trouble};
use crate::source::sources;
use crate::{judging, line, text};

pub(crate) fn scan(options: &Scan, out: &mut impl Write) -> Result<Ending, Trouble> {
    let ports = platform::ports();
    let challenge = Challenge { audience: options.audience.clone(), nonce: options.nonce.clone() };
    let judge = Judge::new(
        Judging { challenge, policy: options.policy.into(), ..judging::judging(&options.judge)? },
        &ports,
    );
    let mut printer = Printer::new(options.json, out);
    let mut desk = Desk { judge, scanner: Scanner::default() };
    let sources = sources(&options.images, false);
    let offline = |_: &mut Desk, _: &str| Err(WalletFault::Offline);
    each_file(&mut printer, sources, &mut desk, offline, |desk, printer, file| desk.picture(printer, &file))?;
    for (seen, needed) in desk.scanner.missing() {
        printer.ending.unreadable();
        match &printer.words {
            None => print_line(printer.out, &line::Missing::new(seen, needed))?,
            Some(_) => writeln!(
                printer.out,
                "UNREADABLE: only {seen} of about {needed} codes of a sequence were seen (frames_missing)"
            )?,
        }
    }
    printer.finish()
}

/// Where pictures are read, and what they hold is judged.
struct Desk {
    judge: Judge,
    scanner: Scanner,
}

impl Desk {
    fn picture<W: Write>(&mut self, printer: &mut Printer<'_, W>, file: &File) -> Result<(), Trouble> {
        let found = match self.scanner.picture(&file.bytes) {
            Ok(found) => found,
            Err(fault) => return printer.unreadable(&file.path, None, fault.code(), &fault),
        };
        if found.is_empty() {
            return printer.unreadable(&file.path, None, "no_code_found", &NoCode);
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
            Scanned::Damaged(fault) => printer.unreadable(path, None, fault.code(), &fault),
            Scanned::Text(text) => {
                printer.ending.unreadable();
                match &printer.words {
                    None => print_line(printer.out, &line::Link::not_followed(path, &text))?,
                    Some(_) => text::not_followed(printer.out, path, &text)?,
                }
                Ok(())
            }
        }
    }

    fn judge<W: Write>(&self, printer: &mut Printer<'_, W>, path: &str, proof: &[u8]) -> Result<(), Trouble> {
        match self.judge.verify(proof) {
            Ok(judged) => printer.all(path, &judged),
            Err(fault) => printer.unreadable(path, None, fault.code(), &fault),
        }
    }
}

/// A picture without a code.
#[derive(Debug, thiserror::Error)]
#[error("there is no QR code in the picture, or none that can be read")]
struct NoCode;
