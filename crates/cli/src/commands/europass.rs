//! `europass`: credentials as a CV, a page or a JSON Resume, and what Europass takes.

use std::io::Write;
use std::path::Path;

use europass::candidate::Person;
use platform::files;

use super::printer::print_line;
use crate::args::Europass;
use crate::exit::{Ending, Trouble};
use crate::words::Words;
use crate::{session, text};

/// Largest file about a person, in bytes.
const MAX_PERSON_BYTES: usize = 64 * 1024;

pub(crate) fn europass(options: &Europass, out: &mut impl Write) -> Result<Ending, Trouble> {
    match &options.output {
        Some(output) => cv(options, output)?,
        None => what(options, out)?,
    }
    Ok(Ending::default())
}

fn cv(options: &Europass, output: &Path) -> Result<(), Trouble> {
    let person = options.person.as_deref().map(person).transpose()?;
    let kind = Kind::of(output)?;
    let mut session = session::open(&options.wallet)?;
    if let (Some(person), Kind::Page | Kind::Resume) = (&person, kind) {
        session.keep_person(person)?;
    }
    let text = match kind {
        Kind::Cv => session.cv(&options.records, person)?,
        Kind::Page => session.portfolio(&options.records)?,
        Kind::Resume => session.resume(&options.records)?,
    };
    Ok(files::write_whole(output, text.as_bytes())?)
}

/// What Europass takes, credential by credential.
fn what(options: &Europass, out: &mut impl Write) -> Result<(), Trouble> {
    let words = Words::english();
    for one in session::open(&options.wallet)?.bringing(&options.records)? {
        match options.json {
            true => print_line(out, &one)?,
            false => text::bringing(out, &words, &one)?,
        }
    }
    Ok(())
}

/// What to write, by the name of the file.
#[derive(Clone, Copy)]
enum Kind {
    Cv,
    Page,
    Resume,
}

impl Kind {
    fn of(path: &Path) -> Result<Self, Trouble> {
        let extension = path.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
        match extension.as_deref() {
            Some("xml") => Ok(Self::Cv),
            Some("html" | "htm") => Ok(Self::Page),
            Some("json") => Ok(Self::Resume),
            _ => Err(Trouble::CvKind { path: path.display().to_string() }),
        }
    }
}

fn person(path: &Path) -> Result<Person, Trouble> {
    let bytes = files::read_at_most(path, MAX_PERSON_BYTES)?;
    // What the reader quotes may be somebody's name, so only the place is told.
    serde_json::from_slice(&bytes).map_err(|error| Trouble::Person {
        path: path.display().to_string(),
        line: error.line(),
        column: error.column(),
    })
}
