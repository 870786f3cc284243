//! `annex1`: which elements of a micro-credential are stated.

use std::error::Error;
use std::io::Write;

use europass::annex1::Completeness;
use serde::Serialize;
use vc::{Outcome, ProfileId, SecuringId};
use wallet::{Judge, Stated, WalletFault};

use super::judge::print_line;
use crate::args::Annex1;
use crate::exit::{Ending, Trouble};
use crate::line;
use crate::progress::Progress;
use crate::source::{Content, sources};
use crate::words::Words;
use crate::{judging, text};

/// The exit code tells of input that is no credential, not of what a credential leaves out.
pub(crate) fn annex1(options: &Annex1, out: &mut impl Write) -> Result<Ending, Trouble> {
    let ports = platform::ports();
    let judge = Judge::new(judging::judging(&options.judge)?, &ports);
    let words = (!options.json).then(Words::english);
    let inputs = sources(&options.paths, false);
    let mut progress = Progress::new(inputs.len());
    let mut page = Page { judge: &judge, words: words.as_ref(), ending: Ending::default(), out };
    for source in inputs {
        progress.step();
        let path = source.name();
        match source.read(|_| Err(WalletFault::Offline)) {
            Ok(Content::File(bytes)) => page.file(&path, &bytes)?,
            Ok(Content::Archive(mut archive)) => {
                let names: Vec<String> = archive.names().map(str::to_owned).collect();
                for (place, name) in names.into_iter().enumerate() {
                    let path = format!("{path}/{name}");
                    match archive.read(place) {
                        Ok(bytes) => page.file(&path, &bytes)?,
                        Err(fault) => page.unreadable(&path, None, fault.code(), &fault)?,
                    }
                }
            }
            Err(fault) if fault.is_about_content() => page.unreadable(&path, None, fault.code(), &fault)?,
            Err(fault) => {
                page.ending.trouble();
                page.print_unreadable(&path, None, fault.code(), &fault)?;
            }
        }
    }
    Ok(page.ending)
}

/// What is printed, and how it ends.
struct Page<'a, W> {
    judge: &'a Judge,
    words: Option<&'a Words>,
    ending: Ending,
    out: &'a mut W,
}

impl<W: Write> Page<'_, W> {
    fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let parts = match self.judge.annex1(bytes) {
            Ok(parts) => parts,
            Err(fault) => return self.unreadable(path, None, fault.code(), &fault),
        };
        let whole = parts.len() == 1;
        for (index, part) in parts.iter().enumerate() {
            match (part, self.words) {
                (Ok(stated), Some(words)) => text::annex1(self.out, words, path, stated)?,
                (Ok(stated), None) => print_line(self.out, &Line::new(path, index, stated))?,
                (Err(fault), _) => {
                    self.unreadable(path, (!whole).then_some(index), fault.code(), fault)?;
                }
            }
        }
        Ok(())
    }

    fn unreadable(
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
        match self.words {
            Some(words) => text::unreadable(self.out, words, path, index, code, &fault.to_string())?,
            None => print_line(self.out, &line::Unreadable::new(path, index, code))?,
        }
        Ok(())
    }
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
