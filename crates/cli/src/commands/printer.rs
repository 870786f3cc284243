//! What is read, file by file, and what is printed about each.

use std::error::Error;
use std::io::Write;

use vc::{DocumentKind, NestedKind, Unreadable};
use wallet::{Intake, Judged, WalletFault};

use crate::exit::{Ending, Trouble};
use crate::progress::Progress;
use crate::source::{Content, Source, SourceFault};
use crate::tally::Tally;
use crate::words::Words;
use crate::{line, text};

/// A file to judge: how output names it, what the wallet calls it, and its bytes.
pub(super) struct File {
    pub(super) path: String,
    pub(super) name: Option<String>,
    pub(super) bytes: Vec<u8>,
}

/// Reads every source, and every file in those that are archives, one after another. What cannot be read is
/// said, and the next one follows.
pub(super) fn each_file<W: Write, D>(
    printer: &mut Printer<'_, W>,
    sources: Vec<Source>,
    desk: &mut D,
    fetch: impl Fn(&mut D, &str) -> Result<Vec<u8>, WalletFault>,
    take: impl Fn(&mut D, &mut Printer<'_, W>, File) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    several_files(printer, sources, desk, 1, fetch, |desk, printer, files| {
        files.into_iter().try_for_each(|file| take(desk, printer, file))
    })
}

/// As [`each_file`], but hands over up to `most` files together. Output keeps the order of the sources.
pub(super) fn several_files<W: Write, D>(
    printer: &mut Printer<'_, W>,
    sources: Vec<Source>,
    desk: &mut D,
    most: usize,
    fetch: impl Fn(&mut D, &str) -> Result<Vec<u8>, WalletFault>,
    take: impl Fn(&mut D, &mut Printer<'_, W>, Vec<File>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut progress = Progress::new(sources.len());
    let mut waiting = Waiting { most, files: Vec::new(), bytes: 0 };
    for source in sources {
        progress.step();
        let (path, name) = (source.name(), source.file_name());
        match source.read(|url| fetch(desk, url)) {
            Err(fault) => {
                take(desk, printer, waiting.all())?;
                printer.unread(&path, &fault)?;
            }
            Ok(Content::File(bytes)) => {
                if waiting.add(File { path, name, bytes }) {
                    take(desk, printer, waiting.all())?;
                }
            }
            Ok(Content::Archive(mut archive)) => {
                let names: Vec<String> = archive.names().map(str::to_owned).collect();
                progress.more(names.len());
                for (place, name) in names.into_iter().enumerate() {
                    progress.step();
                    let path = format!("{path}/{name}");
                    match archive.read(place) {
                        Ok(bytes) => {
                            if waiting.add(File { path, name: Some(name), bytes }) {
                                take(desk, printer, waiting.all())?;
                            }
                        }
                        Err(fault) => {
                            take(desk, printer, waiting.all())?;
                            printer.unreadable(&path, None, fault.code(), &fault)?;
                        }
                    }
                }
            }
        }
    }
    take(desk, printer, waiting.all())
}

/// Files that were read and not handed over yet.
struct Waiting {
    most: usize,
    files: Vec<File>,
    bytes: usize,
}

impl Waiting {
    /// True when it is time to hand them over.
    fn add(&mut self, file: File) -> bool {
        self.bytes += file.bytes.len();
        self.files.push(file);
        self.files.len() >= self.most || self.bytes >= MAX_WAITING_BYTES
    }

    fn all(&mut self) -> Vec<File> {
        self.bytes = 0;
        std::mem::take(&mut self.files)
    }
}

/// Files that together have this many bytes wait no longer.
const MAX_WAITING_BYTES: usize = 4 << 20;

/// Prints results as they come, for people or for machines, and keeps account of them.
pub(super) struct Printer<'o, W> {
    pub(super) out: &'o mut W,
    pub(super) words: Option<Words>,
    pub(super) ending: Ending,
    tally: Tally,
}

impl<'o, W: Write> Printer<'o, W> {
    pub(super) fn new(json: bool, out: &'o mut W) -> Self {
        Self { out, words: (!json).then(Words::english), ending: Ending::default(), tally: Tally::default() }
    }

    /// Sums up for people what many files came to.
    pub(super) fn finish(self) -> Result<Ending, Trouble> {
        if let Some(words) = &self.words {
            self.tally.print(self.out, words)?;
        }
        Ok(self.ending)
    }

    /// A source that cannot be had.
    fn unread(&mut self, path: &str, fault: &SourceFault) -> Result<(), Trouble> {
        if fault.is_about_content() {
            let code = if let SourceFault::Archive(fault) = fault { fault.code() } else { "too_large" };
            return self.unreadable(path, None, code, fault);
        }
        self.ending.trouble();
        self.print_unreadable(path, None, fault.code(), fault)
    }

    /// A line, and one for each credential that a presentation shows.
    pub(super) fn judged(
        &mut self,
        path: &str,
        index: usize,
        line: &line::Judged<'_>,
        report: &vc::Report,
    ) -> Result<(), Trouble> {
        self.ending.verdict(report.verdict);
        self.tally.judged(report.verdict);
        match &self.words {
            Some(words) => text::judged(self.out, words, path, report)?,
            None => print_line(self.out, line)?,
        }
        let shown = report.nested.iter().filter(|one| one.kind == NestedKind::Credential);
        for one in shown.filter(|_| report.kind == DocumentKind::Presentation) {
            self.ending.verdict(one.report.verdict);
            if self.words.is_none() {
                print_line(self.out, &line::Judged::shown(path, index, one))?;
            }
        }
        Ok(())
    }

    /// Everything in a file, in its order.
    pub(super) fn all(&mut self, path: &str, judged: &[Result<Judged, Unreadable>]) -> Result<(), Trouble> {
        for (index, part) in judged.iter().enumerate() {
            match part {
                Ok(one) => {
                    let line = line::Judged::new(path, index, &one.report);
                    self.judged(path, index, &line, &one.report)?;
                }
                Err(fault) => self.unreadable(path, Some(index), fault.code(), fault)?,
            }
        }
        Ok(())
    }

    /// What became of a file, in its order.
    pub(super) fn intake(&mut self, path: &str, intake: &Intake) -> Result<(), Trouble> {
        let mut unreadable = intake.unreadable.iter().peekable();
        for one in &intake.taken {
            while let Some(part) = unreadable.next_if(|part| part.part < one.part) {
                self.unreadable(path, Some(part.part as usize), part.fault.code(), &part.fault)?;
            }
            self.judged(path, one.part as usize, &line::Judged::imported(path, one), &one.report)?;
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
        self.tally.unreadable(code);
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
