//! Making a wallet and opening it: where its key rests, and how it is had again.
//!
//! A key rests in the keychain of the operating system or under a passphrase. Where neither can be
//! had there is no wallet; there is no third way.

use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use vault::{Cost, DatabaseKey, KeyFile, KeychainEntry, Passphrase, Vault, VaultFault, WrappedKey};
use zeroize::Zeroizing;

use crate::fault::WalletFault;
use crate::ports::{Clock, Keychain, KeychainFault, Ports, Random};

/// Fewest characters of a passphrase. NIST SP 800-63B asks for 8 where guessing is slowed by a server;
/// here only Argon2id slows it.
pub const MIN_PASSPHRASE_CHARACTERS: usize = 12;

/// What protects the key of a wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// The keychain of the operating system has it.
    Keychain,
    /// Only the passphrase opens it.
    Passphrase,
}

/// Makes a wallet. On any fault there is none, and nothing in the keychain.
pub(crate) fn create(
    folder: &Path,
    ports: &Ports,
    protection: Protection,
    passphrase: Option<Passphrase>,
) -> Result<Vault, WalletFault> {
    if Vault::exists(folder)? {
        return Err(VaultFault::Exists { folder: folder.to_owned() }.into());
    }
    let key = DatabaseKey::make(|buffer| ports.random.fill(buffer))?;
    match protection {
        Protection::Keychain => create_in_keychain(folder, ports, &key),
        Protection::Passphrase => {
            let passphrase = passphrase.ok_or(WalletFault::PassphraseRequired)?;
            let wrapped = wrap(ports, &key, &checked(passphrase)?)?;
            Ok(Vault::create(folder, &key, &KeyFile::Passphrase(wrapped))?)
        }
    }
}

fn create_in_keychain(folder: &Path, ports: &Ports, key: &DatabaseKey) -> Result<Vault, WalletFault> {
    let keychain = ports.keychain.as_ref();
    let entry = fresh_name(KEY_ENTRY, ports.random.as_ref())?;
    let make = || {
        keep(keychain, &entry, key.expose())?;
        let place = KeyFile::Keychain(KeychainEntry { entry: entry.clone() });
        Ok(Vault::create(folder, key, &place)?)
    };
    make().inspect_err(|_: &WalletFault| {
        // The first fault is the one to tell; an entry that stays behind opens nothing.
        let _ = keychain.remove(&entry);
    })
}

/// Opens the wallet in a folder.
pub(crate) fn unlock(
    folder: &Path,
    ports: &Ports,
    passphrase: Option<Passphrase>,
) -> Result<Vault, WalletFault> {
    let key = key(&KeyFile::read(folder)?, ports, passphrase)?;
    Ok(Vault::open(folder, &key)?)
}

/// Keeps the key of an open wallet in another way, and forgets the way before.
pub(crate) fn protect_anew(
    folder: &Path,
    ports: &Ports,
    vault: &Vault,
    protection: Protection,
    current: Option<Passphrase>,
    new: Option<String>,
) -> Result<(), WalletFault> {
    let before = KeyFile::read(folder)?;
    let key = key(&before, ports, current)?;
    let after = match protection {
        Protection::Passphrase => {
            let passphrase = long_enough(new.ok_or(WalletFault::PassphraseRequired)?)?;
            KeyFile::Passphrase(wrap(ports, &key, &passphrase)?)
        }
        Protection::Keychain => {
            let entry = fresh_name(KEY_ENTRY, ports.random.as_ref())?;
            keep(ports.keychain.as_ref(), &entry, key.expose())?;
            KeyFile::Keychain(KeychainEntry { entry })
        }
    };
    let written = vault.protect(&after);
    // An entry that stays behind opens what it opened before, and nothing more; the wallet is in order.
    let forgotten = if written.is_ok() { &before } else { &after };
    if let KeyFile::Keychain(KeychainEntry { entry }) = forgotten {
        let _ = ports.keychain.remove(entry);
    }
    Ok(written?)
}

/// The key of a wallet, from where its key file says it is.
pub(crate) fn key(
    file: &KeyFile,
    ports: &Ports,
    passphrase: Option<Passphrase>,
) -> Result<DatabaseKey, WalletFault> {
    match file {
        KeyFile::Passphrase(wrapped) => {
            Ok(wrapped.unwrap(&passphrase.ok_or(WalletFault::PassphraseRequired)?)?)
        }
        KeyFile::Keychain(KeychainEntry { entry }) => {
            let kept = ports.keychain.read(entry)?.ok_or(WalletFault::KeyNotInKeychain)?;
            DatabaseKey::from_slice(&kept).ok_or(WalletFault::KeyNotInKeychain)
        }
    }
}

fn wrap(ports: &Ports, key: &DatabaseKey, passphrase: &Passphrase) -> Result<WrappedKey, WalletFault> {
    let mut fresh = [0; WrappedKey::FRESH_BYTES];
    ports.random.fill(&mut fresh)?;
    Ok(WrappedKey::wrap(key, passphrase, cost(ports.clock.as_ref())?, &fresh)?)
}

/// What a guess is to cost on this computer. It is kept with the key: another computer opens it in its own time.
fn cost(clock: &dyn Clock) -> Result<Cost, WalletFault> {
    let started = clock.awake();
    Cost::try_one_pass()?;
    Ok(Cost::lasting(OPENING_TIME, clock.awake().saturating_sub(started)))
}

/// A passphrase that is long enough to protect something.
pub(crate) fn long_enough(words: String) -> Result<Passphrase, WalletFault> {
    checked(Passphrase::new(words))
}

fn checked(passphrase: Passphrase) -> Result<Passphrase, WalletFault> {
    if passphrase.characters() < MIN_PASSPHRASE_CHARACTERS {
        return Err(WalletFault::PassphraseTooShort { minimum: MIN_PASSPHRASE_CHARACTERS });
    }
    Ok(passphrase)
}

/// What protects the wallet in a folder; `None` when there is no wallet.
pub(crate) fn protection(folder: &Path) -> Result<Option<Protection>, WalletFault> {
    if !Vault::exists(folder)? {
        return Ok(None);
    }
    Ok(Some(match KeyFile::read(folder)? {
        KeyFile::Passphrase(_) => Protection::Passphrase,
        KeyFile::Keychain(_) => Protection::Keychain,
    }))
}

/// True when the keychain keeps what it is given: found out by trying, as its own word proves nothing.
pub(crate) fn keychain_works(ports: &Ports) -> bool {
    let keychain = ports.keychain.as_ref();
    let Ok(name) = fresh_name("probe", ports.random.as_ref()) else { return false };
    let kept = keep(keychain, &name, name.as_bytes());
    keychain.remove(&name).is_ok() && kept.is_ok()
}

/// Writes a secret, and reads it back.
fn keep(keychain: &dyn Keychain, name: &str, secret: &[u8]) -> Result<(), KeychainFault> {
    keychain.write(name, secret)?;
    let kept: Option<Zeroizing<Vec<u8>>> = keychain.read(name)?;
    if kept.is_some_and(|kept| kept.as_slice() == secret) {
        Ok(())
    } else {
        Err(KeychainFault::Unavailable { reason: "it did not keep what was written".to_owned() })
    }
}

/// A name that no other wallet uses.
fn fresh_name(purpose: &str, random: &dyn Random) -> Result<String, WalletFault> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(format!("{purpose}-{}", hex::encode(bytes)))
}

/// How long opening with a passphrase may take: a person hardly notices, and who guesses a million notices.
const OPENING_TIME: Duration = Duration::from_millis(250);

/// Begins the name of every entry that holds the key of a wallet.
const KEY_ENTRY: &str = "database-key";

#[cfg(test)]
mod tests;
