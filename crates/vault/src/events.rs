//! What happened: appended, read backwards, and forgotten when the learner says so.

use rusqlite::{Row, named_params, params};

use crate::fault::VaultFault;
use crate::record::RecordId;
use crate::store::Vault;

/// Something that happened. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    /// When, as text.
    pub at: String,
    /// What kind of thing, in the caller's words.
    pub kind: String,
    /// The record it happened to. It may be gone by now.
    pub record: Option<RecordId>,
    /// The rest, in the caller's own format.
    pub text: String,
}

/// An event with its place in the order of events.
#[derive(Clone, PartialEq, Eq)]
pub struct Happened {
    /// Grows from event to event, and is never used twice.
    pub number: i64,
    /// What happened.
    pub event: Event,
}

/// Which events to read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Which<'a> {
    /// Only those of this kind.
    pub kind: Option<&'a str>,
    /// Only those of this record.
    pub record: Option<&'a RecordId>,
    /// Only those before the one with this number.
    pub before: Option<i64>,
}

impl Vault {
    /// Adds what happened to the end of the history: all of it or none.
    ///
    /// # Errors
    /// [`VaultFault::Full`], [`VaultFault::Denied`], [`VaultFault::Damaged`] or [`VaultFault::Database`].
    pub fn note_events(&mut self, events: &[Event]) -> Result<(), VaultFault> {
        self.transact(|transaction| events.iter().try_for_each(|event| append(transaction, event)))
    }

    /// The latest events, the last first, at most `limit`.
    ///
    /// # Errors
    /// A failure of the database.
    pub fn events(&self, which: Which<'_>, limit: usize) -> Result<Vec<Happened>, VaultFault> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let record = which.record.map(RecordId::as_str);
        // Each form has an index of its own.
        let narrowed = match (record, which.kind) {
            (Some(_), _) => "record = :record AND (:kind IS NULL OR kind = :kind)",
            (None, Some(_)) => "kind = :kind AND :record IS NULL",
            (None, None) => ":kind IS NULL AND :record IS NULL",
        };
        let sql = format!(
            "SELECT id, at, kind, record, text FROM event
             WHERE {narrowed} AND id < :before ORDER BY id DESC LIMIT :limit"
        );
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut statement| {
                let before = which.before.unwrap_or(i64::MAX);
                let parameters = named_params! {
                    ":kind": which.kind, ":record": record, ":before": before, ":limit": limit
                };
                statement.query_map(parameters, happened)?.collect()
            })
            .map_err(|error| self.refused(error))
    }

    /// Forgets every event of a kind, or every event; answers how many there were.
    ///
    /// # Errors
    /// As for [`note_events`](Self::note_events); then nothing is forgotten.
    pub fn forget_events(&mut self, kind: Option<&str>) -> Result<usize, VaultFault> {
        let forgotten = self.transact(|transaction| {
            transaction.execute("DELETE FROM event WHERE ?1 IS NULL OR kind = ?1", params![kind])
        })?;
        self.fold_log();
        Ok(forgotten)
    }

    /// Forgets one event, if it is of the kind; true when it was there.
    ///
    /// # Errors
    /// As for [`note_events`](Self::note_events); then it is still there.
    pub fn forget_event(&mut self, kind: &str, number: i64) -> Result<bool, VaultFault> {
        let forgotten = self.transact(|transaction| {
            transaction.execute("DELETE FROM event WHERE id = ?1 AND kind = ?2", params![number, kind])
        })?;
        self.fold_log();
        Ok(forgotten > 0)
    }

    /// Writes the text of an event anew, if it is of the kind; true when it was there.
    ///
    /// # Errors
    /// As for [`note_events`](Self::note_events); then it is as it was.
    pub fn rewrite_event(&mut self, kind: &str, number: i64, text: &str) -> Result<bool, VaultFault> {
        let written = self.transact(|transaction| {
            let sql = "UPDATE event SET text = ?3 WHERE id = ?1 AND kind = ?2";
            transaction.execute(sql, params![number, kind, text])
        })?;
        Ok(written > 0)
    }

    /// Forgets the oldest events of a kind but for the last `keep`.
    ///
    /// # Errors
    /// As for [`note_events`](Self::note_events); then nothing is forgotten.
    pub fn shorten_events(&mut self, kind: &str, keep: usize) -> Result<usize, VaultFault> {
        let keep = i64::try_from(keep).unwrap_or(i64::MAX);
        self.transact(|transaction| {
            transaction.execute(
                "DELETE FROM event WHERE kind = ?1 AND id <= coalesce(
                   (SELECT id FROM event WHERE kind = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2), 0)",
                params![kind, keep],
            )
        })
    }
}

pub(crate) fn append(connection: &rusqlite::Connection, event: &Event) -> rusqlite::Result<()> {
    let Event { at, kind, record, text } = event;
    connection
        .prepare_cached("INSERT INTO event (at, kind, record, text) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![at, kind, record.as_ref().map(RecordId::as_str), text])?;
    Ok(())
}

pub(crate) fn happened(row: &Row<'_>) -> rusqlite::Result<Happened> {
    let record: Option<String> = row.get(3)?;
    let record = match record {
        Some(name) => Some(RecordId::parse(&name).ok_or(rusqlite::Error::InvalidQuery)?),
        None => None,
    };
    let event = Event { at: row.get(1)?, kind: row.get(2)?, record, text: row.get(4)? };
    Ok(Happened { number: row.get(0)?, event })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: &str, record: Option<&RecordId>, text: &str) -> Event {
        let at = "2026-11-22T12:00:00Z".to_owned();
        Event { at, kind: kind.to_owned(), record: record.cloned(), text: text.to_owned() }
    }

    fn texts(vault: &Vault, which: Which<'_>, limit: usize) -> Vec<String> {
        vault.events(which, limit).unwrap().into_iter().map(|one| one.event.text).collect()
    }

    #[test]
    fn events_are_read_backwards_and_narrowed() {
        let mut vault = Vault::in_memory().unwrap();
        let record = RecordId::of_file(b"a", 0);
        let all =
            [event("in", Some(&record), "1"), event("ask", None, "2"), event("out", Some(&record), "3")];
        vault.note_events(&all).unwrap();
        assert_eq!(texts(&vault, Which::default(), 9), ["3", "2", "1"]);
        assert_eq!(texts(&vault, Which::default(), 2), ["3", "2"]);
        assert_eq!(texts(&vault, Which { kind: Some("ask"), ..Which::default() }, 9), ["2"]);
        assert_eq!(texts(&vault, Which { record: Some(&record), ..Which::default() }, 9), ["3", "1"]);
        let both = Which { record: Some(&record), kind: Some("in"), ..Which::default() };
        assert_eq!(texts(&vault, both, 9), ["1"]);
        let last = vault.events(Which::default(), 1).unwrap()[0].number;
        assert_eq!(texts(&vault, Which { before: Some(last), ..Which::default() }, 9), ["2", "1"]);
    }

    #[test]
    fn forgotten_events_are_gone_and_their_numbers_stay_used() {
        let mut vault = Vault::in_memory().unwrap();
        vault.note_events(&[event("ask", None, "1"), event("in", None, "2")]).unwrap();
        let last = vault.events(Which::default(), 1).unwrap()[0].number;
        assert_eq!(vault.forget_events(Some("ask")).unwrap(), 1);
        assert_eq!(texts(&vault, Which::default(), 9), ["2"]);
        assert_eq!(vault.forget_events(None).unwrap(), 1);
        vault.note_events(&[event("ask", None, "3")]).unwrap();
        assert!(vault.events(Which::default(), 1).unwrap()[0].number > last);
    }

    #[test]
    fn one_event_is_rewritten_or_forgotten_and_no_other() {
        let mut vault = Vault::in_memory().unwrap();
        vault.note_events(&[event("in", None, "1"), event("in", None, "2")]).unwrap();
        let last = vault.events(Which::default(), 1).unwrap()[0].number;
        assert!(vault.rewrite_event("in", last, "3").unwrap());
        assert!(!vault.rewrite_event("out", last, "4").unwrap());
        assert_eq!(texts(&vault, Which::default(), 9), ["3", "1"]);
        assert!(!vault.forget_event("out", last).unwrap());
        assert!(vault.forget_event("in", last).unwrap());
        assert!(!vault.forget_event("in", last).unwrap() && !vault.rewrite_event("in", last, "5").unwrap());
        assert_eq!(texts(&vault, Which::default(), 9), ["1"]);
    }

    #[test]
    fn only_the_oldest_of_a_kind_are_dropped() {
        let mut vault = Vault::in_memory().unwrap();
        for text in ["1", "2", "3"] {
            vault.note_events(&[event("ask", None, text), event("in", None, text)]).unwrap();
        }
        assert_eq!(vault.shorten_events("ask", 2).unwrap(), 1);
        assert_eq!(vault.shorten_events("ask", 2).unwrap(), 0);
        assert_eq!(texts(&vault, Which::default(), 9), ["3", "3", "2", "2", "1"]);
    }
}
