//! `export`, `erase` and `wallets`: taking things along, leaving nothing behind, and what there is.

use std::io::Write;
use std::path::Path;

use platform::profiles::Profiles;
use platform::{NewFolder, files};
use wallet::{Loss, Protection, Session, WalletLine};

use super::printer::print_line;
use super::safe::told;
use crate::args::{Erase, Export, Wallets};
use crate::exit::{Ending, Trouble};
use crate::session;

pub(crate) fn export(options: &Export, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut session = session::open(&options.wallet)?;
    match &options.record {
        Some(record) => files::write_whole(&options.output, &session.export(record)?.bytes)?,
        None => everything(&mut session, &options.output, options.json, out)?,
    }
    Ok(Ending::default())
}

fn everything(session: &mut Session, folder: &Path, json: bool, out: &mut impl Write) -> Result<(), Trouble> {
    let new = NewFolder::start(folder)?;
    let written = session.export_everything(|name, bytes| new.file(name, bytes).map_err(Trouble::from))?;
    new.finish()?;
    if json {
        return Ok(print_line(out, &written)?);
    }
    let (credentials, files) = (written.credentials, written.files);
    writeln!(
        out,
        "Written to {}, not encrypted: credentials {credentials}, files {files}, goals and settings {}, self-declared \
         {}, lines of history {}. Your own keys are in backups only.",
        folder.display(),
        written.documents,
        written.declared,
        written.events
    )?;
    Ok(())
}

pub(crate) fn erase(options: &Erase, out: &mut impl Write) -> Result<Ending, Trouble> {
    // A wallet whose passphrase is forgotten can be erased too; what is in it is then not known.
    let mut session = match options.backup {
        Some(_) => session::open(&options.wallet)?,
        None => session::open_if_possible(&options.wallet)?,
    };
    if let Some(file) = &options.backup {
        session.back_up(file, session::new_backup_passphrase()?)?;
    }
    let loss = session.loss()?;
    if options.yes {
        session.erase()?;
    }
    if options.json {
        print_line(out, &loss)?;
    } else {
        tell(&loss, options.yes, out)?;
    }
    Ok(Ending::default())
}

fn tell(loss: &Loss, erased: bool, out: &mut impl Write) -> Result<(), Trouble> {
    match &loss.contents {
        Some(contents) => writeln!(out, "In this wallet: {}.", told(contents))?,
        None => writeln!(out, "The wallet is locked: nobody can say what is in it.")?,
    }
    match (&loss.last_backup, loss.new_credentials) {
        (Some(at), Some(new)) => writeln!(out, "Last backup: {at}. Credentials that came later: {new}.")?,
        (None, Some(_)) => writeln!(out, "The wallet knows of no backup.")?,
        _ => {}
    }
    match erased {
        true => writeln!(out, "Erased: {}. Backups and exported files stay where they are.", loss.location)?,
        false => writeln!(
            out,
            "Nothing was erased. To erase it for good, add --yes; --backup FILE makes a backup first."
        )?,
    }
    Ok(())
}

pub(crate) fn wallets(options: &Wallets, out: &mut impl Write) -> Result<Ending, Trouble> {
    let profiles = Profiles::of_user()?;
    let used = profiles.last_used();
    for profile in profiles.list()? {
        let line = WalletLine::of(&profile.name, &profile.folder, profile == used);
        if options.json {
            print_line(out, &line)?;
            continue;
        }
        let name = if line.name.is_empty() { "(first)" } else { &line.name };
        let state = match (&line.code, line.protection) {
            (Some(code), _) => code.as_str(),
            (None, Some(Protection::Keychain)) => "keychain",
            (None, Some(Protection::Passphrase)) => "passphrase",
            (None, None) => "not made yet",
        };
        writeln!(out, "{name}  {state}  {}", line.location)?;
    }
    Ok(Ending::default())
}
