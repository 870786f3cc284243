//! `wallet.key`: where the database key is. It holds no secret that stands by itself.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::fault::{Part, VaultFault};
use crate::folder::Folder;
use crate::wrapped_key::WrappedKey;

/// Where the key of a wallet is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "format")]
pub enum KeyFile {
    /// In this file, under a passphrase.
    #[serde(rename = "tessera-key-passphrase/1")]
    Passphrase(WrappedKey),
    /// In the keychain of the operating system.
    #[serde(rename = "tessera-key-keychain/1")]
    Keychain(KeychainEntry),
}

/// The name of a keychain entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeychainEntry {
    /// The name under which the keychain keeps the key; a different one for each wallet.
    pub entry: String,
}

impl KeyFile {
    /// Reads the key file of the wallet in a folder.
    ///
    /// # Errors
    /// - [`VaultFault::Absent`] when there is neither a key file nor a database.
    /// - [`VaultFault::Damaged`] when it is missing beside a database, or is not what was written.
    /// - [`VaultFault::Newer`] when a later version wrote it.
    /// - [`VaultFault::Denied`] when it may not be read.
    pub fn read(folder: &Path) -> Result<Self, VaultFault> {
        let folder = Folder::at(folder);
        match folder.read_key_file(MAX_KEY_FILE_BYTES)? {
            Some(bytes) => Self::parse(&bytes),
            None if folder.holds_database()? => Err(VaultFault::Damaged { part: Part::KeyFile }),
            None => Err(folder.absent()),
        }
    }

    fn parse(bytes: &[u8]) -> Result<Self, VaultFault> {
        serde_json::from_slice(bytes).map_err(|_| match serde_json::from_slice::<Head>(bytes) {
            Ok(head) if head.is_later() => VaultFault::Newer { part: Part::KeyFile },
            _ => VaultFault::Damaged { part: Part::KeyFile },
        })
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("strings and numbers are always JSON");
        bytes.push(b'\n');
        bytes
    }
}

/// Enough of a key file to tell a later version from damage.
#[derive(Deserialize)]
struct Head {
    format: String,
}

impl Head {
    fn is_later(&self) -> bool {
        let known = ["tessera-key-passphrase/1", "tessera-key-keychain/1"];
        self.format.starts_with("tessera-key-") && !known.contains(&self.format.as_str())
    }
}

/// Largest key file read, in bytes. The ones written here have about 500.
const MAX_KEY_FILE_BYTES: u64 = 4096;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::{DatabaseKey, Passphrase};
    use crate::wrapped_key::Cost;

    fn keychain() -> KeyFile {
        KeyFile::Keychain(KeychainEntry { entry: "database-key-00".to_owned() })
    }

    fn passphrase() -> KeyFile {
        let key = DatabaseKey::from_slice(&[7; 32]).unwrap();
        let words = Passphrase::new("right".to_owned());
        let fresh = &[9; WrappedKey::FRESH_BYTES];
        KeyFile::Passphrase(WrappedKey::wrap(&key, &words, Cost::RECOMMENDED, fresh).unwrap())
    }

    fn code(text: &str) -> &'static str {
        KeyFile::parse(text.as_bytes()).unwrap_err().code()
    }

    #[test]
    fn written_is_read_the_same() {
        for file in [keychain(), passphrase()] {
            assert_eq!(KeyFile::parse(&file.to_bytes()).unwrap(), file);
        }
    }

    #[test]
    fn later_version_is_not_damage() {
        assert_eq!(code(r#"{"format":"tessera-key-keychain/2","vault":{"x":1}}"#), "wallet_newer");
        assert_eq!(code(r#"{"format":"tessera-key-token/1"}"#), "wallet_newer");
    }

    #[test]
    fn anything_else_is_damage() {
        let whole = String::from_utf8(passphrase().to_bytes()).unwrap();
        let cases = [
            String::new(),
            "{}".to_owned(),
            "null".to_owned(),
            whole[..whole.len() / 2].to_owned(),
            whole.replace("\"purpose\": \"database\"", "\"purpose\": \"backup\""),
            whole.replace("\"purpose\": \"database\"", "\"purpose\": \"database\", \"extra\": 1"),
            whole.replace("argon2id-v19", "argon2i-v19"),
            whole.replace("\"salt\": \"09", "\"salt\": \""),
            whole.replace("\"salt\": \"09", "\"salt\": \"0A"),
            r#"{"format":"tessera-key-keychain/1"}"#.to_owned(),
            r#"{"format":"tessera-key-keychain/1","entry":"a","entry":"b"}"#.to_owned(),
        ];
        for case in cases {
            assert_ne!(case, whole);
            assert_eq!(code(&case), "wallet_damaged", "{case}");
        }
    }
}
