//! What a wallet holds, in numbers.

use rusqlite::params;

use crate::backup::Contents;
use crate::fault::VaultFault;
use crate::store::Vault;

impl Vault {
    /// What is in the wallet now, in numbers; `at` is the time now.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn holdings(&self, at: &str) -> Result<Contents, VaultFault> {
        self.connection
            .query_row(
                "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM original),
                        (SELECT coalesce(sum(length(bytes)), 0) FROM original),
                        (SELECT count(*) FROM document), (SELECT count(*) FROM collection),
                        (SELECT count(*) FROM holder_key), (SELECT count(*) FROM event)",
                [],
                |row| {
                    Ok(Contents {
                        made_at: at.to_owned(),
                        records: row.get(0)?,
                        originals: row.get(1)?,
                        bytes: row.get(2)?,
                        documents: row.get(3)?,
                        collections: row.get(4)?,
                        holder_keys: row.get(5)?,
                        events: row.get(6)?,
                    })
                },
            )
            .map_err(|error| self.refused(error))
    }

    /// How many records were stored after a time; all of them when there is none. Times are compared as text, so
    /// they have to be written in one way.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn stored_since(&self, at: Option<&str>) -> Result<usize, VaultFault> {
        self.connection
            .query_row("SELECT count(*) FROM record WHERE ?1 IS NULL OR stored_at > ?1", params![at], |row| {
                row.get(0)
            })
            .map_err(|error| self.refused(error))
    }

    /// The latest time at which something was stored or happened, as it was noted; cheap.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn last_noted(&self) -> Result<Option<String>, VaultFault> {
        self.connection
            .query_row(
                "SELECT max(at) FROM (SELECT * FROM (SELECT stored_at AS at FROM record ORDER BY id DESC LIMIT 1)
                 UNION ALL SELECT * FROM (SELECT at FROM event ORDER BY id DESC LIMIT 1))",
                [],
                |row| row.get(0),
            )
            .map_err(|error| self.refused(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{IndexCard, Judgement, NewRecord};

    fn stored(vault: &mut Vault, original: &[u8], part: u32, stored_at: &str) {
        let (card, judgement) = (IndexCard::default(), Judgement::default());
        vault.put(&NewRecord { original, part, file_name: None, stored_at, card, judgement }).unwrap();
    }

    #[test]
    fn two_credentials_of_one_file_are_one_file() {
        let mut vault = Vault::in_memory().unwrap();
        stored(&mut vault, b"abc", 0, "2026-11-22T12:00:00Z");
        stored(&mut vault, b"abc", 1, "2026-11-23T12:00:00Z");
        let holdings = vault.holdings("2026-11-24T12:00:00Z").unwrap();
        assert_eq!((holdings.records, holdings.originals, holdings.bytes), (2, 1, 3));
    }

    #[test]
    fn only_what_came_after_a_time_is_counted() {
        let mut vault = Vault::in_memory().unwrap();
        stored(&mut vault, b"a", 0, "2026-11-22T12:00:00Z");
        stored(&mut vault, b"b", 0, "2026-11-23T12:00:00Z");
        assert_eq!(vault.stored_since(None).unwrap(), 2);
        assert_eq!(vault.stored_since(Some("2026-11-22T12:00:00Z")).unwrap(), 1);
        assert_eq!(vault.stored_since(Some("2026-11-23T12:00:00Z")).unwrap(), 0);
    }

    #[test]
    fn latest_of_what_was_stored_and_what_happened_is_told() {
        let mut vault = Vault::in_memory().unwrap();
        assert_eq!(vault.last_noted().unwrap(), None);
        stored(&mut vault, b"a", 0, "2026-11-22T12:00:00Z");
        assert_eq!(vault.last_noted().unwrap().as_deref(), Some("2026-11-22T12:00:00Z"));
        let at = "2026-11-23T12:00:00Z".to_owned();
        let event = crate::Event { at: at.clone(), kind: String::new(), record: None, text: String::new() };
        vault.note_events(&[event]).unwrap();
        assert_eq!(vault.last_noted().unwrap(), Some(at));
    }
}
