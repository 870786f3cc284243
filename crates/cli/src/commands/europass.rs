//! `europass`: credentials as a CV, a page, or a JSON Resume.

use std::path::Path;

use europass::candidate::Person;
use platform::files;

use crate::args::Europass;
use crate::exit::{Ending, Trouble};
use crate::session;

/// Largest file about a person, in bytes.
const MAX_PERSON_BYTES: usize = 64 * 1024;

pub(crate) fn europass(options: &Europass) -> Result<Ending, Trouble> {
    let person = options.person.as_deref().map(person).transpose()?;
    let kind = Kind::of(&options.output)?;
    let mut session = session::open(&options.wallet)?;
    if let (Some(person), Kind::Page | Kind::Resume) = (&person, kind) {
        session.keep_person(person)?;
    }
    let text = match kind {
        Kind::Cv => session.cv(&options.records, person)?,
        Kind::Page => session.portfolio(&options.records)?,
        Kind::Resume => session.resume(&options.records)?,
    };
    files::write_whole(&options.output, text.as_bytes())?;
    Ok(Ending::default())
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
