//! The two secrets: the key of the database, and the passphrase that may protect it.

use std::fmt::{self, Write as _};

use zeroize::Zeroizing;

/// The key that encrypts the database: 256 random bits, used as they are.
///
/// Wiped from memory when dropped. `Debug` shows nothing of it, and it cannot be copied by accident.
pub struct DatabaseKey(Box<Zeroizing<[u8; DatabaseKey::LENGTH]>>);

impl DatabaseKey {
    /// Length in bytes.
    pub const LENGTH: usize = 32;

    /// Makes a key from unpredictable bytes, in place.
    ///
    /// # Errors
    /// Whatever `fill` says when it cannot fill the whole buffer.
    pub fn make<E>(fill: impl FnOnce(&mut [u8]) -> Result<(), E>) -> Result<Self, E> {
        let mut key = Self(Box::new(Zeroizing::new([0; Self::LENGTH])));
        fill(key.0.as_mut_slice())?;
        Ok(key)
    }

    /// The key that was kept elsewhere, or `None` when the length is wrong.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let fill = |buffer: &mut [u8]| {
            if bytes.len() != buffer.len() {
                return Err(());
            }
            buffer.copy_from_slice(bytes);
            Ok(())
        };
        Self::make(fill).ok()
    }

    /// The secret bytes, for a keychain and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The statement that unlocks a database. A raw key skips SQLCipher's own, slow, derivation.
    pub(crate) fn unlocking_sql(&self) -> Zeroizing<String> {
        // Room for all of it, so that no half of a key is left behind by a reallocation.
        let mut sql = Zeroizing::new(String::with_capacity(128));
        sql.push_str("PRAGMA key = \"x'");
        for byte in self.expose() {
            write!(sql, "{byte:02x}").expect("writing to a String does not fail");
        }
        sql.push_str("'\";");
        sql
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseKey(..)")
    }
}

/// Words only the learner knows. Wiped from memory when dropped; `Debug` shows nothing of them.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes the words exactly as typed.
    #[must_use]
    pub fn new(words: String) -> Self {
        Self(Zeroizing::new(words))
    }

    /// Length in Unicode characters.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.0.chars().count()
    }

    pub(crate) fn expose(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let key = DatabaseKey::from_slice(&[0xa5; 32]).unwrap();
        let passphrase = Passphrase::new("correct horse battery".to_owned());
        assert_eq!(format!("{key:?} {passphrase:?}"), "DatabaseKey(..) Passphrase(..)");
    }

    #[test]
    fn key_of_another_length_is_none() {
        assert!(DatabaseKey::from_slice(&[1; 31]).is_none());
        assert!(DatabaseKey::from_slice(&[1; 33]).is_none());
        assert!(DatabaseKey::from_slice(&[]).is_none());
    }

    #[test]
    fn statement_fits_the_room_made_for_it() {
        let sql = DatabaseKey::from_slice(&[0x0f; 32]).unwrap().unlocking_sql();
        assert_eq!(sql.as_str(), format!("PRAGMA key = \"x'{}'\";", "0f".repeat(32)));
        assert_eq!(sql.capacity(), 128);
    }
}
