//! Opening the wallet that the options name; its passphrase never comes from an argument.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use platform::files;
use wallet::{Judging, Phase, Protection, Session, WalletFault};

use crate::args::Wallet;
use crate::exit::Trouble;

/// Environment variable that names a file with the passphrase.
const PASSPHRASE_FILE: &str = "TESSERA_PASSPHRASE_FILE";

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

/// Opens the wallet, and makes it first when there is none.
pub(crate) fn open_or_create(options: &Wallet, judging: Judging) -> Result<Session, Trouble> {
    let mut session = session(options, judging)?;
    let state = session.state()?;
    match state.phase {
        Phase::Absent => match passphrase_from_file()? {
            Some(passphrase) => session.create(Protection::Passphrase, Some(passphrase))?,
            None if state.keychain_available => session.create(Protection::Keychain, None)?,
            None => session.create(Protection::Passphrase, Some(new_passphrase()?))?,
        },
        Phase::Locked | Phase::Open => {
            unlock(&mut session)?;
            state
        }
    };
    Ok(session)
}

fn session(options: &Wallet, judging: Judging) -> Result<Session, Trouble> {
    let folder: PathBuf = match &options.wallet {
        Some(folder) => folder.clone(),
        None => files::wallet_folder()?,
    };
    Ok(Session::new(folder, platform::ports()).judging(judging))
}

fn unlock(session: &mut Session) -> Result<(), Trouble> {
    let from_file = passphrase_from_file()?;
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
fn passphrase_from_file() -> Result<Option<String>, Trouble> {
    let Some(path) = std::env::var_os(PASSPHRASE_FILE).filter(|path| !path.is_empty()) else {
        return Ok(None);
    };
    let bytes = files::read_at_most(path.as_ref(), MAX_PASSPHRASE_BYTES)?;
    let text = String::from_utf8(bytes).map_err(|_| Trouble::NoPassphrase)?;
    Ok(text.lines().next().map(str::to_owned))
}

fn new_passphrase() -> Result<String, Trouble> {
    let passphrase = ask("A passphrase for the new wallet: ")?;
    if ask("The same again: ")? == passphrase { Ok(passphrase) } else { Err(Trouble::PassphrasesDiffer) }
}

fn ask(prompt: &str) -> Result<String, Trouble> {
    if !io::stdin().is_terminal() {
        return Err(Trouble::NoPassphrase);
    }
    Ok(rpassword::prompt_password(prompt)?)
}
