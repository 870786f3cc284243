//! Opening the wallet that the options name; its passphrase never comes from an argument.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use platform::files;
use platform::profiles::{FIRST, ProfileFault, Profiles};
use wallet::{Judging, Phase, Protection, Repaired, Session, WalletFault};

use crate::args::Wallet;
use crate::exit::Trouble;

/// Environment variable that names a file with the passphrase.
const PASSPHRASE_FILE: &str = "TESSERA_PASSPHRASE_FILE";

/// The same for a backup; without it, the passphrase of the wallet is used.
const BACKUP_PASSPHRASE_FILE: &str = "TESSERA_BACKUP_PASSPHRASE_FILE";

/// The same for the passphrase that the wallet is to get.
const NEW_PASSPHRASE_FILE: &str = "TESSERA_NEW_PASSPHRASE_FILE";

/// Largest passphrase file, in bytes.
const MAX_PASSPHRASE_BYTES: usize = 4096;

/// Opens the wallet.
pub(crate) fn open(options: &Wallet) -> Result<Session, Trouble> {
    open_judging(options, Judging::default())
}

/// Opens the wallet, to judge by these rules.
pub(crate) fn open_judging(options: &Wallet, judging: Judging) -> Result<Session, Trouble> {
    let mut session = session(options, judging)?;
    unlock(&mut session)?;
    Ok(session)
}

/// Opens the wallet when that needs nobody to be asked, and leaves it locked otherwise.
pub(crate) fn open_if_possible(options: &Wallet) -> Result<Session, Trouble> {
    let mut session = session(options, Judging::default())?;
    // Whatever keeps it from being opened also keeps it from telling what is in it.
    let _ = session.unlock(passphrase_from_file(PASSPHRASE_FILE)?);
    Ok(session)
}

/// Opens the wallet, and makes it first when there is none.
pub(crate) fn open_or_create(options: &Wallet, judging: Judging) -> Result<Session, Trouble> {
    let mut session = Session::new(folder(options, true)?, platform::ports()).judging(judging);
    let state = session.state()?;
    match state.phase {
        Phase::Absent => match passphrase_from_file(PASSPHRASE_FILE)? {
            Some(passphrase) => session.create(Protection::Passphrase, Some(passphrase))?,
            None if state.keychain_available => session.create(Protection::Keychain, None)?,
            None => session
                .create(Protection::Passphrase, Some(new_passphrase("A passphrase for the new wallet: ")?))?,
        },
        Phase::Locked | Phase::Open => {
            unlock(&mut session)?;
            state
        }
    };
    Ok(session)
}

/// Mends the wallet.
pub(crate) fn repair(options: &Wallet) -> Result<Repaired, Trouble> {
    let mut session = session(options, Judging::default())?;
    let guarded = session.state()?.protection == Some(Protection::Passphrase);
    let passphrase = if guarded { Some(given(PASSPHRASE_FILE, "Passphrase: ")?) } else { None };
    Ok(session.repair(passphrase)?)
}

/// Protects the wallet in another way.
pub(crate) fn protect(options: &Wallet, by: Protection) -> Result<(), Trouble> {
    let mut session = session(options, Judging::default())?;
    let guarded = session.state()?.protection == Some(Protection::Passphrase);
    let current = if guarded { Some(given(PASSPHRASE_FILE, "Passphrase: ")?) } else { None };
    session.unlock(current.clone())?;
    let new = match by {
        Protection::Keychain => None,
        Protection::Passphrase => Some(match passphrase_from_file(NEW_PASSPHRASE_FILE)? {
            Some(passphrase) => passphrase,
            None => new_passphrase("The new passphrase: ")?,
        }),
    };
    session.protect(by, current, new)?;
    Ok(())
}

/// The passphrase of a backup that is to be opened.
pub(crate) fn backup_passphrase() -> Result<String, Trouble> {
    match passphrase_from_file(BACKUP_PASSPHRASE_FILE)? {
        Some(passphrase) => Ok(passphrase),
        None => given(PASSPHRASE_FILE, "Passphrase of the backup: "),
    }
}

/// The passphrase of a backup that is to be made.
pub(crate) fn new_backup_passphrase() -> Result<String, Trouble> {
    for variable in [BACKUP_PASSPHRASE_FILE, PASSPHRASE_FILE] {
        if let Some(passphrase) = passphrase_from_file(variable)? {
            return Ok(passphrase);
        }
    }
    new_passphrase("A passphrase for the backup: ")
}

fn given(variable: &str, prompt: &str) -> Result<String, Trouble> {
    match passphrase_from_file(variable)? {
        Some(passphrase) => Ok(passphrase),
        None => ask(prompt),
    }
}

fn session(options: &Wallet, judging: Judging) -> Result<Session, Trouble> {
    Ok(Session::new(folder(options, false)?, platform::ports()).judging(judging))
}

/// The folder of the wallet that the options name; a new name is taken into use where there may be a new wallet.
fn folder(options: &Wallet, may_be_new: bool) -> Result<PathBuf, Trouble> {
    if let Some(folder) = &options.wallet {
        return Ok(folder.clone());
    }
    let profiles = Profiles::of_user()?;
    let name = options.profile.as_deref().unwrap_or(FIRST);
    let found = match profiles.find(name) {
        Err(ProfileFault::Unknown { .. }) if may_be_new => profiles.add(name),
        found => found,
    };
    Ok(found?.folder)
}

fn unlock(session: &mut Session) -> Result<(), Trouble> {
    let from_file = passphrase_from_file(PASSPHRASE_FILE)?;
    let asked = from_file.is_some();
    match session.unlock(from_file) {
        Err(WalletFault::PassphraseRequired) if !asked => {
            session.unlock(Some(ask("Passphrase: ")?))?;
        }
        other => _ = other?,
    }
    Ok(())
}

/// The first line of the file that the environment names.
fn passphrase_from_file(variable: &str) -> Result<Option<String>, Trouble> {
    let Some(path) = std::env::var_os(variable).filter(|path| !path.is_empty()) else {
        return Ok(None);
    };
    let bytes = files::read_at_most(path.as_ref(), MAX_PASSPHRASE_BYTES)?;
    let text = String::from_utf8(bytes).map_err(|_| Trouble::NoPassphrase)?;
    Ok(text.lines().next().map(str::to_owned))
}

fn new_passphrase(prompt: &str) -> Result<String, Trouble> {
    let passphrase = ask(prompt)?;
    if ask("The same again: ")? == passphrase { Ok(passphrase) } else { Err(Trouble::PassphrasesDiffer) }
}

fn ask(prompt: &str) -> Result<String, Trouble> {
    if !io::stdin().is_terminal() {
        return Err(Trouble::NoPassphrase);
    }
    Ok(rpassword::prompt_password(prompt)?)
}
