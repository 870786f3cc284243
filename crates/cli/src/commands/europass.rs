//! `europass`: credentials as a CV.

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
    let mut session = session::open(&options.wallet)?;
    let is_pdf = options.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    let bytes = match is_pdf {
        true => session.cv_on_paper(&options.records, person)?.bytes,
        false => session.cv(&options.records, person)?.into_bytes(),
    };
    files::write_whole(&options.output, &bytes)?;
    Ok(Ending::default())
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
