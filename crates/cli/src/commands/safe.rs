//! `backup`, `restore` and `protect`: keeping the wallet for as long as it is needed.

use std::io::Write;

use wallet::{BackupContents, Judging, Protection, Session};

use super::printer::print_line;
use crate::args::{Backup, By, Protect, Restore};
use crate::exit::{Ending, Trouble};
use crate::session;

pub(crate) fn backup(options: &Backup, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut session = session::open(&options.wallet)?;
    let contents = session.back_up(&options.output, session::new_backup_passphrase()?)?;
    if options.json {
        print_line(out, &contents)?;
    } else {
        writeln!(out, "Backed up and read back: {}.", told(&contents))?;
    }
    Ok(Ending::default())
}

/// The backup is opened before a wallet is made for it.
pub(crate) fn restore(options: &Restore, out: &mut impl Write) -> Result<Ending, Trouble> {
    let passphrase = session::backup_passphrase()?;
    let contents = Session::new(options.file.clone(), platform::ports())
        .inspect_backup(&options.file, passphrase.clone())?;
    if options.dry_run {
        if options.json {
            print_line(out, &contents)?;
        } else {
            writeln!(out, "Every record opens: {}, made {}.", told(&contents), contents.made_at)?;
        }
        return Ok(Ending::default());
    }
    let mut session = session::open_or_create(&options.wallet, Judging::default())?;
    let restored = session.restore(&options.file, passphrase)?;
    if options.json {
        print_line(out, &restored)?;
    } else {
        let (new, present) = (restored.new, restored.present);
        writeln!(out, "Restored: {}. New here: {new}; here before: {present}.", told(&restored.contents))?;
    }
    Ok(Ending::default())
}

pub(crate) fn protect(options: &Protect) -> Result<Ending, Trouble> {
    let by = match options.by {
        By::Passphrase => Protection::Passphrase,
        By::Keychain => Protection::Keychain,
    };
    session::protect(&options.wallet, by)?;
    Ok(Ending::default())
}

pub(super) fn told(contents: &BackupContents) -> String {
    let BackupContents { credentials, files, collections, documents, keys, events, .. } = contents;
    format!(
        "credentials {credentials}, files {files}, collections {collections}, goals, settings and own evidence {documents}, \
         keys {keys}, lines of history {events}"
    )
}
