//! `annex1`: which elements of a micro-credential are stated.

use std::io::Write;

use europass::annex1::Completeness;
use serde::Serialize;
use vc::{Outcome, ProfileId, SecuringId, Unreadable};
use wallet::{Judge, Stated, WalletFault};

use super::printer::{Printer, each_file, print_line};
use crate::args::Annex1;
use crate::exit::{Ending, Trouble};
use crate::source::sources;
use crate::{judging, text};

/// The exit code tells of input that is no credential, not of what a credential leaves out.
pub(crate) fn annex1(options: &Annex1, out: &mut impl Write) -> Result<Ending, Trouble> {
    let ports = platform::ports();
    let mut judge = Judge::new(judging::judging(&options.judge)?, &ports);
    let mut printer = Printer::new(options.json, out);
    let offline = |_: &mut Judge, _: &str| Err(WalletFault::Offline);
    each_file(&mut printer, sources(&options.paths, false), &mut judge, offline, |judge, printer, file| {
        match judge.annex1(&file.bytes) {
            Ok(parts) => stated(printer, &file.path, &parts),
            Err(fault) => printer.unreadable(&file.path, None, fault.code(), &fault),
        }
    })?;
    Ok(printer.ending)
}

/// What the credentials of one file state.
fn stated<W: Write>(
    printer: &mut Printer<'_, W>,
    path: &str,
    parts: &[Result<Stated, Unreadable>],
) -> Result<(), Trouble> {
    let whole = parts.len() == 1;
    for (index, part) in parts.iter().enumerate() {
        match (part, &printer.words) {
            (Ok(stated), Some(words)) => text::annex1(printer.out, words, path, stated)?,
            (Ok(stated), None) => print_line(printer.out, &Line::new(path, index, stated))?,
            (Err(fault), _) => printer.unreadable(path, (!whole).then_some(index), fault.code(), fault)?,
        }
    }
    Ok(())
}

/// What one credential states. Fields are added, never changed.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    index: usize,
    profile: ProfileId,
    securing: SecuringId,
    signature: Outcome,
    #[serde(flatten)]
    completeness: &'a Completeness,
}

impl<'a> Line<'a> {
    fn new(path: &'a str, index: usize, stated: &'a Stated) -> Self {
        let Stated { profile, securing, signature, completeness } = stated;
        Self { path, index, profile: *profile, securing: *securing, signature: *signature, completeness }
    }
}
