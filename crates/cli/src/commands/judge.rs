//! `verify` and `import`: read, judge, and with `import` keep.

use std::error::Error;
use std::io::Write;

use vc::{Challenge, Unreadable};
use wallet::{Intake, Judge, Judged, Judging, Sort, WalletFault};

use crate::args::{Import, Refresh, Verify};
use crate::exit::{Ending, Trouble};
use crate::line;
use crate::progress::Progress;
use crate::source::{Source, SourceFault, sources};
use crate::words::Words;
use crate::{judging, session, text};

pub(crate) fn verify(options: &Verify, out: &mut impl Write) -> Result<Ending, Trouble> {
    let ports = platform::ports();
    let challenge = Challenge { audience: options.audience.clone(), nonce: options.nonce.clone() };
    let judge = Judge::new(
        Judging { challenge, policy: options.policy.into(), ..judging::judging(&options.judge)? },
        &ports,
    );
    let mut printer = Printer::new(options.json, out);
    let inputs = sources(&options.paths, false);
    let progress = Progress::new(inputs.len());
    for (position, source) in inputs.into_iter().enumerate() {
        progress.at(position);
        let path = source.name();
        let Some(bytes) = printer.read(&path, source.read())? else { continue };
        match judge.verify(&bytes) {
            Ok(judged) => printer.all(&path, &judged)?,
            Err(fault) => printer.unreadable(&path, None, fault.code(), &fault)?,
        }
    }
    Ok(printer.ending)
}

pub(crate) fn import(options: &Import, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut session = session::open_or_create(&options.wallet, judging::judging(&options.judge)?)?;
    let mut printer = Printer::new(options.json, out);
    let inputs = sources(&options.sources, true);
    let progress = Progress::new(inputs.len());
    for (position, source) in inputs.into_iter().enumerate() {
        progress.at(position);
        let (path, file_name) = (source.name(), source.file_name());
        let read = match &source {
            Source::Address(url) => session.fetch(url).map_err(SourceFault::from),
            _ => source.read(),
        };
        let Some(bytes) = printer.read(&path, read)? else { continue };
        match session.import(file_name.as_deref(), &bytes) {
            Ok(intake) => printer.intake(&path, &intake)?,
            Err(WalletFault::Unreadable(fault)) => printer.unreadable(&path, None, fault.code(), &fault)?,
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok(printer.ending)
}

pub(crate) fn refresh(options: &Refresh, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut session = session::open_judging(&options.wallet, judging::judging(&options.judge)?)?;
    let records = match options.records.is_empty() {
        true => session.list("", Sort::Title)?.cards.into_iter().map(|card| card.record).collect(),
        false => options.records.clone(),
    };
    let mut printer = Printer::new(options.json, out);
    let progress = Progress::new(records.len());
    for (position, record) in records.iter().enumerate() {
        progress.at(position);
        let detail = session.recheck(record)?;
        let path = detail.file_name.as_deref().unwrap_or(record);
        printer.judged(path, &line::Judged::rechecked(path, &detail), &detail.report)?;
    }
    Ok(printer.ending)
}

/// Prints results as they come, for people or for machines, and keeps account of them.
pub(super) struct Printer<'o, W> {
    pub(super) out: &'o mut W,
    pub(super) words: Option<Words>,
    pub(super) ending: Ending,
}

impl<'o, W: Write> Printer<'o, W> {
    pub(super) fn new(json: bool, out: &'o mut W) -> Self {
        Self { out, words: (!json).then(Words::english), ending: Ending::default() }
    }

    /// The bytes of a source; when they cannot be had, that is said and the next one follows.
    pub(super) fn read(
        &mut self,
        path: &str,
        read: Result<Vec<u8>, SourceFault>,
    ) -> Result<Option<Vec<u8>>, Trouble> {
        match read {
            Ok(bytes) => Ok(Some(bytes)),
            Err(fault) if fault.is_about_content() => {
                self.unreadable(path, None, "too_large", &fault)?;
                Ok(None)
            }
            Err(fault) => {
                self.ending.trouble();
                self.print_unreadable(path, None, fault.code(), &fault)?;
                Ok(None)
            }
        }
    }

    pub(super) fn judged(
        &mut self,
        path: &str,
        line: &line::Judged<'_>,
        report: &vc::Report,
    ) -> Result<(), Trouble> {
        self.ending.verdict(report.verdict);
        match &self.words {
            Some(words) => text::judged(self.out, words, path, report)?,
            None => print_line(self.out, line)?,
        }
        Ok(())
    }

    /// Everything in a file, in its order.
    pub(super) fn all(&mut self, path: &str, judged: &[Result<Judged, Unreadable>]) -> Result<(), Trouble> {
        for (index, part) in judged.iter().enumerate() {
            match part {
                Ok(one) => {
                    self.judged(path, &line::Judged::new(path, index, &one.report), &one.report)?;
                }
                Err(fault) => self.unreadable(path, Some(index), fault.code(), fault)?,
            }
        }
        Ok(())
    }

    /// What became of a file, in its order.
    fn intake(&mut self, path: &str, intake: &Intake) -> Result<(), Trouble> {
        let mut unreadable = intake.unreadable.iter().peekable();
        for one in &intake.taken {
            while let Some(part) = unreadable.next_if(|part| part.part < one.part) {
                self.unreadable(path, Some(part.part as usize), part.fault.code(), &part.fault)?;
            }
            self.judged(path, &line::Judged::imported(path, one), &one.report)?;
        }
        unreadable.try_for_each(|part| {
            self.unreadable(path, Some(part.part as usize), part.fault.code(), &part.fault)
        })
    }

    pub(super) fn unreadable(
        &mut self,
        path: &str,
        index: Option<usize>,
        code: &str,
        fault: &dyn Error,
    ) -> Result<(), Trouble> {
        self.ending.unreadable();
        self.print_unreadable(path, index, code, fault)
    }

    fn print_unreadable(
        &mut self,
        path: &str,
        index: Option<usize>,
        code: &str,
        fault: &dyn Error,
    ) -> Result<(), Trouble> {
        match &self.words {
            Some(words) => text::unreadable(self.out, words, path, index, code, &fault.to_string())?,
            None => print_line(self.out, &line::Unreadable::new(path, index, code))?,
        }
        Ok(())
    }
}

/// One JSON object and the end of the line.
pub(super) fn print_line(out: &mut impl Write, line: &impl serde::Serialize) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
