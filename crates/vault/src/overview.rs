//! What can be said about all records at once, without reading them.

use rusqlite::{OptionalExtension as _, params};

use crate::fault::VaultFault;
use crate::listing::Shelf;
use crate::record::RecordId;
use crate::store::Vault;

/// How old judgements are, each as [`Judgement::checked_at`](crate::Judgement::checked_at).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The oldest.
    pub first: String,
    /// The latest.
    pub last: String,
}

impl Vault {
    /// How many issuers the cards of a shelf name; names that fold to the same are one.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn issuers(&self, shelf: Shelf) -> Result<usize, VaultFault> {
        let count =
            "SELECT count(*) FROM (SELECT DISTINCT issuer FROM card WHERE ?1 IS NULL OR archived = ?1)";
        self.connection
            .prepare_cached(count)
            .and_then(|mut statement| statement.query_row([shelf.archived()], |row| row.get(0)))
            .map_err(|error| self.refused(error))
    }

    /// When the records that are not put away were judged; `None` when there are none.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn checked(&self) -> Result<Option<Checked>, VaultFault> {
        let end = |direction: &str| {
            let sql = format!(
                "SELECT judgement.checked_at FROM judgement CROSS JOIN card ON card.record = judgement.record
                 WHERE card.archived = 0 ORDER BY judgement.checked_at {direction} LIMIT 1"
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            statement.query_row([], |row| row.get(0)).optional()
        };
        let ends = || -> rusqlite::Result<(Option<String>, Option<String>)> { Ok((end("")?, end("DESC")?)) };
        let (first, last) = ends().map_err(|error| self.refused(error))?;
        Ok(first.zip(last).map(|(first, last)| Checked { first, last }))
    }

    /// The records that were judged before a time and are not put away, the longest ago first. Times compare
    /// as text: fractions of a second do not count.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn judged_before(&self, time: &str, limit: usize) -> Result<Vec<RecordId>, VaultFault> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.connection
            .prepare_cached(
                "SELECT card.name FROM judgement CROSS JOIN card ON card.record = judgement.record
                 WHERE judgement.checked_at < ?1 AND card.archived = 0
                 ORDER BY judgement.checked_at, card.record LIMIT ?2",
            )
            .and_then(|mut statement| {
                let name = |row: &rusqlite::Row<'_>| {
                    RecordId::parse(&row.get::<_, String>(0)?).ok_or(rusqlite::Error::InvalidQuery)
                };
                statement.query_map(params![time, limit], name)?.collect()
            })
            .map_err(|error| self.refused(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{IndexCard, Judgement, NewRecord};

    fn put(vault: &mut Vault, issuer: &str, checked_at: &str) -> RecordId {
        let new = NewRecord {
            original: checked_at.as_bytes(),
            part: 0,
            file_name: None,
            stored_at: "",
            card: IndexCard { issuer: issuer.to_owned(), ..IndexCard::default() },
            judgement: Judgement { checked_at: checked_at.to_owned(), ..Judgement::default() },
        };
        vault.put(&new).unwrap().record().clone()
    }

    #[test]
    fn what_is_put_away_does_not_count() {
        let mut vault = Vault::in_memory().unwrap();
        assert_eq!(vault.checked().unwrap(), None);
        let old = put(&mut vault, "École", "2026-01-01T00:00:00Z");
        let middle = put(&mut vault, "ecole", "2026-02-01T00:00:00Z");
        put(&mut vault, "Guild", "2026-03-01T00:00:00Z");
        let span = |vault: &Vault| vault.checked().unwrap().map(|Checked { first, last }| (first, last));
        assert_eq!(vault.issuers(Shelf::Current).unwrap(), 2);
        assert_eq!(span(&vault).unwrap().0, "2026-01-01T00:00:00Z");
        let due = vault.judged_before("2026-03-01T00:00:00Z", 9).unwrap();
        assert_eq!(due, [old.clone(), middle.clone()]);
        assert_eq!(vault.judged_before("2026-03-01T00:00:00Z", 1).unwrap(), due[..1]);
        vault.archive(std::slice::from_ref(&old), true).unwrap();
        let ends = ("2026-02-01T00:00:00Z".to_owned(), "2026-03-01T00:00:00Z".to_owned());
        assert_eq!(span(&vault).unwrap(), ends);
        assert_eq!(vault.judged_before("2026-03-01T00:00:00Z", 9).unwrap(), [middle]);
        assert_eq!(vault.issuers(Shelf::Archived).unwrap(), 1);
        assert_eq!(vault.issuers(Shelf::Both).unwrap(), 2);
    }
}
