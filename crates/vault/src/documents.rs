//! Texts that belong to no credential, such as a learner's goals: kept by kind and name, encrypted like
//! everything else. What is in them is the caller's matter.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::fault::VaultFault;
use crate::store::Vault;

/// A text by its name. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name, unique within its kind.
    pub name: String,
    /// The text.
    pub text: String,
}

impl Vault {
    /// Keeps a text, in place of the one of that kind and name before; true when there was one.
    ///
    /// # Errors
    /// [`VaultFault::Full`], [`VaultFault::Denied`], [`VaultFault::Damaged`] or
    /// [`VaultFault::Database`]; then what was there before is still there.
    pub fn keep(&mut self, kind: &str, document: &Document) -> Result<bool, VaultFault> {
        let Document { name, text } = document;
        self.transact(|transaction| {
            let replaced = remove(transaction, kind, name)?;
            transaction
                .prepare_cached("INSERT INTO document (kind, name, text) VALUES (?1, ?2, ?3)")?
                .execute(params![kind, name, text])?;
            Ok(replaced)
        })
    }

    /// The texts of a kind, by name.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn kept(&self, kind: &str) -> Result<Vec<Document>, VaultFault> {
        self.connection
            .prepare_cached("SELECT name, text FROM document WHERE kind = ?1 ORDER BY name")
            .and_then(|mut statement| {
                let read = |row: &rusqlite::Row<'_>| Ok(Document { name: row.get(0)?, text: row.get(1)? });
                statement.query_map([kind], read)?.collect()
            })
            .map_err(|error| self.refused(error))
    }

    /// One text; nothing when there is none of that kind and name.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn document(&self, kind: &str, name: &str) -> Result<Option<Document>, VaultFault> {
        self.connection
            .prepare_cached("SELECT name, text FROM document WHERE kind = ?1 AND name = ?2")
            .and_then(|mut statement| {
                let read = |row: &rusqlite::Row<'_>| Ok(Document { name: row.get(0)?, text: row.get(1)? });
                statement.query_row([kind, name], read).optional()
            })
            .map_err(|error| self.refused(error))
    }

    /// The kinds there are texts of, in order.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn kinds(&self) -> Result<Vec<String>, VaultFault> {
        self.connection
            .prepare_cached("SELECT DISTINCT kind FROM document ORDER BY kind")
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
            .map_err(|error| self.refused(error))
    }

    /// Keeps texts and removes others: all of it or nothing. Each is named by its kind and name.
    ///
    /// # Errors
    /// As for [`keep`](Self::keep); then nothing changed.
    pub fn exchange(
        &mut self,
        kept: &[(&str, &Document)],
        forgotten: &[(&str, &str)],
    ) -> Result<(), VaultFault> {
        self.transact(|transaction| {
            for (kind, name) in forgotten {
                remove(transaction, kind, name)?;
            }
            let mut statement = transaction
                .prepare_cached("INSERT OR REPLACE INTO document (kind, name, text) VALUES (?1, ?2, ?3)")?;
            for (kind, Document { name, text }) in kept {
                statement.execute(params![kind, name, text])?;
            }
            Ok(())
        })?;
        if !forgotten.is_empty() {
            self.fold_log();
        }
        Ok(())
    }

    /// Removes a text; true when there was one.
    ///
    /// # Errors
    /// As for [`keep`](Self::keep).
    pub fn forget(&mut self, kind: &str, name: &str) -> Result<bool, VaultFault> {
        self.transact(|transaction| remove(transaction, kind, name))
    }
}

fn remove(connection: &Connection, kind: &str, name: &str) -> rusqlite::Result<bool> {
    let removed = connection
        .prepare_cached("DELETE FROM document WHERE kind = ?1 AND name = ?2")?
        .execute(params![kind, name])?;
    Ok(removed > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str, text: &str) -> Document {
        Document { name: name.to_owned(), text: text.to_owned() }
    }

    fn names(vault: &Vault, kind: &str) -> Vec<String> {
        vault.kept(kind).unwrap().into_iter().map(|document| document.name).collect()
    }

    #[test]
    fn text_of_the_same_kind_and_name_takes_the_place_of_the_other() {
        let mut vault = Vault::in_memory().unwrap();
        assert!(!vault.keep("goal", &document("a", "1")).unwrap());
        assert!(vault.keep("goal", &document("a", "2")).unwrap());
        assert!(vault.kept("goal").unwrap() == [document("a", "2")]);
    }

    #[test]
    fn kinds_are_kept_apart_and_names_in_order() {
        let mut vault = Vault::in_memory().unwrap();
        for (kind, name) in [("goal", "b"), ("goal", "a"), ("choice", "a")] {
            vault.keep(kind, &document(name, "")).unwrap();
        }
        assert_eq!(names(&vault, "goal"), ["a", "b"]);
        assert!(vault.forget("goal", "a").unwrap());
        assert!(!vault.forget("goal", "a").unwrap());
        assert_eq!(names(&vault, "goal"), ["b"]);
        assert_eq!(names(&vault, "choice"), ["a"]);
    }

    #[test]
    fn one_text_is_found_by_kind_and_name() {
        let mut vault = Vault::in_memory().unwrap();
        vault.keep("goal", &document("a", "1")).unwrap();
        assert!(vault.document("goal", "a").unwrap() == Some(document("a", "1")));
        assert!(vault.document("goal", "b").unwrap().is_none());
        assert!(vault.document("choice", "a").unwrap().is_none());
    }

    #[test]
    fn texts_are_exchanged_together() {
        let mut vault = Vault::in_memory().unwrap();
        vault.keep("file", &document("old", "1")).unwrap();
        let (item, file) = (document("i", "2"), document("new", "3"));
        vault.exchange(&[("item", &item), ("file", &file)], &[("file", "old"), ("file", "none")]).unwrap();
        assert_eq!(vault.kinds().unwrap(), ["file", "item"]);
        assert_eq!(
            (names(&vault, "file"), names(&vault, "item")),
            (vec!["new".to_owned()], vec!["i".to_owned()])
        );
    }
}
