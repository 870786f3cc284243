//! Keys of the holder: kept, named, and handed out one at a time to whoever signs.

use rusqlite::{OptionalExtension as _, params};
use zeroize::Zeroizing;

use crate::fault::VaultFault;
use crate::store::Vault;

/// A key of the holder without its secret. No `Debug`: whose key it is, is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct HolderKey {
    /// Its name, unique in the wallet.
    pub name: String,
    /// What it is for, in the caller's words: `Ed25519`, `P-256`.
    pub algorithm: String,
    /// The public half.
    pub public: Vec<u8>,
    /// When it was made, as text.
    pub made_at: String,
}

impl Vault {
    /// Keeps a key, unless there is one of that name; true when it was kept.
    ///
    /// # Errors
    /// [`VaultFault::Full`], [`VaultFault::Denied`], [`VaultFault::Damaged`] or [`VaultFault::Database`].
    pub fn keep_holder_key(
        &mut self,
        key: &HolderKey,
        secret: &Zeroizing<Vec<u8>>,
    ) -> Result<bool, VaultFault> {
        self.transact(|transaction| insert(transaction, key, secret))
    }

    /// The keys, by name.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn holder_keys(&self) -> Result<Vec<HolderKey>, VaultFault> {
        self.connection
            .prepare_cached("SELECT name, algorithm, public, made_at FROM holder_key ORDER BY name")
            .and_then(|mut statement| {
                let read = |row: &rusqlite::Row<'_>| {
                    Ok(HolderKey {
                        name: row.get(0)?,
                        algorithm: row.get(1)?,
                        public: row.get(2)?,
                        made_at: row.get(3)?,
                    })
                };
                statement.query_map([], read)?.collect()
            })
            .map_err(|error| self.refused(error))
    }

    /// The secret half of a key, for one signature; `None` when there is no key of that name.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn holder_secret(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultFault> {
        self.connection
            .query_row("SELECT secret FROM holder_key WHERE name = ?1", [name], |row| row.get(0))
            .optional()
            .map(|secret| secret.map(Zeroizing::new))
            .map_err(|error| self.refused(error))
    }

    /// Forgets a key for good; true when there was one.
    ///
    /// # Errors
    /// As for [`keep_holder_key`](Self::keep_holder_key); then it is still there.
    pub fn forget_holder_key(&mut self, name: &str) -> Result<bool, VaultFault> {
        let forgotten = self
            .transact(|transaction| transaction.execute("DELETE FROM holder_key WHERE name = ?1", [name]))?;
        self.fold_log();
        Ok(forgotten > 0)
    }
}

pub(crate) fn insert(
    connection: &rusqlite::Connection,
    key: &HolderKey,
    secret: &[u8],
) -> rusqlite::Result<bool> {
    let HolderKey { name, algorithm, public, made_at } = key;
    let inserted = connection.execute(
        "INSERT OR IGNORE INTO holder_key (name, algorithm, public, secret, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![name, algorithm, public, secret, made_at],
    )?;
    Ok(inserted > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> HolderKey {
        let algorithm = "Ed25519".to_owned();
        let made_at = "2026-11-22T12:00:00Z".to_owned();
        HolderKey { name: name.to_owned(), algorithm, public: vec![1, 2], made_at }
    }

    #[test]
    fn key_of_the_same_name_never_takes_the_place_of_another() {
        let mut vault = Vault::in_memory().unwrap();
        assert!(vault.keep_holder_key(&key("a"), &Zeroizing::new(vec![7; 32])).unwrap());
        assert!(!vault.keep_holder_key(&key("a"), &Zeroizing::new(vec![8; 32])).unwrap());
        assert_eq!(vault.holder_secret("a").unwrap().unwrap().as_slice(), [7; 32]);
        assert!(vault.holder_secret("b").unwrap().is_none());
        assert!(vault.holder_keys().unwrap() == [key("a")]);
    }

    #[test]
    fn forgotten_key_is_gone() {
        let mut vault = Vault::in_memory().unwrap();
        vault.keep_holder_key(&key("a"), &Zeroizing::new(vec![7; 32])).unwrap();
        assert!(vault.forget_holder_key("a").unwrap());
        assert!(!vault.forget_holder_key("a").unwrap());
        assert!(vault.holder_secret("a").unwrap().is_none());
    }
}
