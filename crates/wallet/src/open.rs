//! Making a wallet and opening it: where its key rests, and how it is had again.
//!
//! A key rests in the keychain of the operating system or under a passphrase. Where neither can be
//! had there is no wallet; there is no third way.

use std::path::Path;

use serde::{Deserialize, Serialize};
use vault::{Cost, DatabaseKey, KeyFile, KeychainEntry, Passphrase, Vault, VaultFault, WrappedKey};
use zeroize::Zeroizing;

use crate::fault::WalletFault;
use crate::ports::{Keychain, KeychainFault, Ports, Random};

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
    if Vault::exists(folder) {
        return Err(VaultFault::Exists { folder: folder.to_owned() }.into());
    }
    let key = DatabaseKey::make(|buffer| ports.random.fill(buffer))?;
    match protection {
        Protection::Keychain => create_in_keychain(folder, ports, &key),
        Protection::Passphrase => {
            let passphrase = passphrase.ok_or(WalletFault::PassphraseRequired)?;
            if passphrase.characters() < MIN_PASSPHRASE_CHARACTERS {
                return Err(WalletFault::PassphraseTooShort { minimum: MIN_PASSPHRASE_CHARACTERS });
            }
            let mut fresh = [0; WrappedKey::FRESH_BYTES];
            ports.random.fill(&mut fresh)?;
            let wrapped = WrappedKey::wrap(&key, &passphrase, Cost::RECOMMENDED, &fresh)?;
            Ok(Vault::create(folder, &key, &KeyFile::Passphrase(wrapped))?)
        }
    }
}

fn create_in_keychain(folder: &Path, ports: &Ports, key: &DatabaseKey) -> Result<Vault, WalletFault> {
    let keychain = ports.keychain.as_ref();
    let entry = fresh_name("database-key", ports.random.as_ref())?;
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
    let key = match KeyFile::read(folder)? {
        KeyFile::Passphrase(wrapped) => {
            wrapped.unwrap(&passphrase.ok_or(WalletFault::PassphraseRequired)?)?
        }
        KeyFile::Keychain(KeychainEntry { entry }) => {
            let kept = ports.keychain.read(&entry)?.ok_or(WalletFault::KeyNotInKeychain)?;
            DatabaseKey::from_slice(&kept).ok_or(WalletFault::KeyNotInKeychain)?
        }
    };
    Ok(Vault::open(folder, &key)?)
}

/// What protects the wallet in a folder; `None` when there is no wallet.
pub(crate) fn protection(folder: &Path) -> Result<Option<Protection>, WalletFault> {
    if !Vault::exists(folder) {
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

#[cfg(test)]
mod tests;
