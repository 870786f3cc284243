//! `verify` and `import`: read, judge, and with `import` keep.

use std::io::Write;

use vc::Challenge;
use wallet::{Incoming, Judge, Judging, Session, Sort, WalletFault};

use super::printer::{File, Printer, each_file, several_files};
use crate::args::{Import, Refresh, Verify};
use crate::exit::{Ending, Trouble};
use crate::line;
use crate::progress::Progress;
use crate::source::sources;
use crate::{judging, session};

pub(crate) fn verify(options: &Verify, out: &mut impl Write) -> Result<Ending, Trouble> {
    let ports = platform::ports();
    let challenge = Challenge { audience: options.audience.clone(), nonce: options.nonce.clone() };
    let mut judge = Judge::new(
        Judging { challenge, policy: options.policy.into(), ..judging::judging(&options.judge)? },
        &ports,
    );
    let mut printer = Printer::new(options.json, out);
    let sources = sources(&options.paths, false);
    let offline = |_: &mut Judge, _: &str| Err(WalletFault::Offline);
    each_file(&mut printer, sources, &mut judge, offline, |judge, printer, file| {
        match judge.verify(&file.bytes) {
            Ok(judged) => printer.all(&file.path, &judged)?,
            Err(fault) => printer.unreadable(&file.path, None, fault.code(), &fault)?,
        }
        Ok(())
    })?;
    printer.finish()
}

pub(crate) fn import(options: &Import, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut session = session::open_or_create(&options.wallet, judging::judging(&options.judge)?)?;
    let mut printer = Printer::new(options.json, out);
    let sources = sources(&options.sources, true);
    several_files(
        &mut printer,
        sources,
        &mut session,
        TOGETHER,
        Session::fetch,
        |session, printer, files| keep(session, printer, &files),
    )?;
    printer.finish()
}

fn keep<W: Write>(
    session: &mut Session,
    printer: &mut Printer<'_, W>,
    files: &[File],
) -> Result<(), Trouble> {
    let incoming: Vec<_> =
        files.iter().map(|file| Incoming { name: file.name.as_deref(), bytes: &file.bytes }).collect();
    let became = match session.import_all(&incoming) {
        // What there is room for is kept before the fault is told.
        Err(_) if files.len() > 1 => {
            return files.chunks(1).try_for_each(|file| keep(session, printer, file));
        }
        became => became?,
    };
    for (file, became) in files.iter().zip(became) {
        match became {
            Ok(intake) => printer.intake(&file.path, &intake)?,
            Err(fault) => printer.unreadable(&file.path, None, fault.code(), &fault)?,
        }
    }
    Ok(())
}

/// Files that are stored in one go. More would hardly be faster, and an interruption leave more of them behind.
const TOGETHER: usize = 100;

pub(crate) fn refresh(options: &Refresh, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut session = session::open_judging(&options.wallet, judging::judging(&options.judge)?)?;
    let records = match options.records.is_empty() {
        true => session.list("", Sort::Title)?.cards.into_iter().map(|card| card.record).collect(),
        false => options.records.clone(),
    };
    let mut printer = Printer::new(options.json, out);
    let mut progress = Progress::new(records.len());
    for record in &records {
        progress.step();
        let detail = session.recheck(record)?;
        let path = detail.file_name.as_deref().unwrap_or(record);
        printer.judged(path, 0, &line::Judged::rechecked(path, &detail), &detail.report)?;
    }
    Ok(printer.ending)
}
