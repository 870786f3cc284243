//! `annex1`: which elements of a micro-credential are stated.

use std::io::Write;

use europass::annex1::Completeness;
use serde::Serialize;
use vc::{Outcome, ProfileId, SecuringId};
use wallet::{Judge, Stated};

use super::judge::print_line;
use crate::args::Annex1;
use crate::exit::{Ending, Trouble};
use crate::line;
use crate::progress::Progress;
use crate::source::sources;
use crate::words::Words;
use crate::{judging, text};

/// The exit code tells of input that is no credential, not of what a credential leaves out.
pub(crate) fn annex1(options: &Annex1, out: &mut impl Write) -> Result<Ending, Trouble> {
    let ports = platform::ports();
    let judge = Judge::new(judging::judging(&options.judge)?, &ports);
    let words = (!options.json).then(Words::english);
    let mut ending = Ending::default();
    let inputs = sources(&options.paths, false);
    let progress = Progress::new(inputs.len());
    for (position, source) in inputs.into_iter().enumerate() {
        progress.at(position);
        let path = source.name();
        let bytes = match source.read() {
            Ok(bytes) => bytes,
            Err(fault) => {
                if fault.is_about_content() {
                    ending.unreadable()
                } else {
                    ending.trouble()
                }
                unreadable(out, words.as_ref(), &path, None, fault.code(), &fault.to_string())?;
                continue;
            }
        };
        let parts = match judge.annex1(&bytes) {
            Ok(parts) => parts,
            Err(fault) => vec![Err(fault)],
        };
        let whole = parts.len() == 1;
        for (index, part) in parts.iter().enumerate() {
            match (part, &words) {
                (Ok(stated), Some(words)) => text::annex1(out, words, &path, stated)?,
                (Ok(stated), None) => print_line(out, &Line::new(&path, index, stated))?,
                (Err(fault), words) => {
                    ending.unreadable();
                    let index = (!whole).then_some(index);
                    unreadable(out, words.as_ref(), &path, index, fault.code(), &fault.to_string())?;
                }
            }
        }
    }
    Ok(ending)
}

fn unreadable(
    out: &mut impl Write,
    words: Option<&Words>,
    path: &str,
    index: Option<usize>,
    code: &str,
    fault: &str,
) -> Result<(), Trouble> {
    match words {
        Some(words) => text::unreadable(out, words, path, index, code, fault)?,
        None => print_line(out, &line::Unreadable::new(path, index, code))?,
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
