//! `labels`: what skills are called in more languages.

use std::io::Write;

use europass::limits::MAX_LABEL_FILE_BYTES;
use platform::files;
use wallet::LabelTable;

use super::printer::print_line;
use crate::args::{LabelsAct, LabelsAdd, LabelsList};
use crate::exit::{Ending, Trouble};
use crate::session;

pub(crate) fn labels(act: &LabelsAct, out: &mut impl Write) -> Result<Ending, Trouble> {
    match act {
        LabelsAct::List(options) => list(options, out)?,
        LabelsAct::Add(options) => add(options, out)?,
        LabelsAct::Remove(options) => session::open(&options.wallet)?.remove_labels(&options.language)?,
    }
    Ok(Ending::default())
}

fn list(options: &LabelsList, out: &mut impl Write) -> Result<(), Trouble> {
    let tables = session::open(&options.wallet)?.label_tables()?;
    for table in &tables {
        print(out, table, options.json)?;
    }
    if !options.json {
        if tables.is_empty() {
            writeln!(out, "No labels were added.")?;
        }
        writeln!(out, "{ATTRIBUTION}")?;
    }
    Ok(())
}

fn add(options: &LabelsAdd, out: &mut impl Write) -> Result<(), Trouble> {
    let bytes = files::read_at_most(&options.file, MAX_LABEL_FILE_BYTES)?;
    let name = options.file.file_name().unwrap_or_default().to_string_lossy();
    let table = session::open(&options.wallet)?.add_labels(&name, &bytes, options.language.as_deref())?;
    print(out, &table, options.json)
}

fn print(out: &mut impl Write, table: &LabelTable, json: bool) -> Result<(), Trouble> {
    let LabelTable { language, terms } = table;
    if json {
        print_line(out, table)?
    } else {
        writeln!(out, "{language}  {terms} terms")?
    }
    Ok(())
}

/// The sentence that the terms of ESCO ask for.
const ATTRIBUTION: &str = "This service uses the ESCO classification of the European Commission.";
