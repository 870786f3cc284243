//! The keychain of the operating system: Secret Service, macOS Keychain, Windows Credential Manager.

use keyring::v1::{Entry, Error};
use wallet::ports::{Keychain, KeychainFault};
use zeroize::Zeroizing;

/// The keychain of whoever is logged in.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemKeychain;

/// What every secret of this program is filed under.
const SERVICE: &str = "eu.tessera.wallet";

impl Keychain for SystemKeychain {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainFault> {
        match entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), KeychainFault> {
        entry(name)?.set_secret(secret).map_err(|error| fault(&error))
    }

    fn remove(&self, name: &str) -> Result<(), KeychainFault> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(fault(&error)),
        }
    }
}

fn entry(name: &str) -> Result<Entry, KeychainFault> {
    Entry::new(SERVICE, name).map_err(|error| fault(&error))
}

/// The messages of these errors name causes, never secrets.
fn fault(error: &Error) -> KeychainFault {
    let reason = error.to_string();
    match error {
        Error::NoDefaultStore | Error::PlatformFailure(_) | Error::NotSupportedByStore(_) => {
            KeychainFault::Unavailable { reason }
        }
        _ => KeychainFault::Refused { reason },
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
