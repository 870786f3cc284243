//! Reads a damaged wallet bit by bit, and takes no for an answer.

use rusqlite::{Connection, OptionalExtension as _, Params};
use zeroize::Zeroizing;

use crate::documents::Document;
use crate::events::{Event, happened};
use crate::fault::{Part, VaultFault};
use crate::folder::Folder;
use crate::holder_keys::HolderKey;
use crate::key::DatabaseKey;
use crate::organise::COLLECTIONS_OF;
use crate::record::{IndexCard, Judgement, RecordId, sha256};
use crate::schema;
use crate::store::{connect, schema_fault};

/// A damaged database.
pub(super) struct Reader {
    folder: Folder,
    key: DatabaseKey,
    /// Absent after a page that did not open.
    connection: Option<Connection>,
    /// More rows than this the file has no room for.
    most_rows: i64,
}

/// What is found in a row of the records.
pub(super) enum Row {
    /// The record, and what of it opens.
    Whole(Box<Found>),
    /// Only its name.
    Named(RecordId),
    /// There is none, or its page does not open.
    Gone,
}

/// A record, and what of it opens.
pub(super) struct Found {
    pub(super) name: RecordId,
    pub(super) original: i64,
    pub(super) part: u32,
    pub(super) file_name: Option<String>,
    pub(super) stored_at: String,
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) known: Option<(IndexCard, Judgement)>,
    pub(super) note: Option<String>,
    pub(super) archived: bool,
}

impl Reader {
    pub(super) fn open(folder: &Folder, key: &DatabaseKey) -> Result<Self, VaultFault> {
        let mut connection = connect(&folder.database(), key, folder)?;
        // An older wallet whose tables cannot be brought up to date is damaged where nothing can be told.
        schema::update(&mut connection).map_err(|fault| schema_fault(fault, folder.path()))?;
        let bytes = folder.database().metadata().map_or(0, |metadata| metadata.len());
        let most_rows = i64::try_from(bytes / LEAST_ROW_BYTES).unwrap_or(i64::MAX);
        let key = DatabaseKey::from_slice(key.expose()).ok_or(VaultFault::Damaged { part: Part::KeyFile })?;
        let folder = Folder::at(folder.path());
        Ok(Self { folder, key, connection: Some(connection), most_rows })
    }

    /// The last place that a record may have.
    pub(super) fn last_record(&mut self) -> i64 {
        let tables = ["record", "card", "judgement", "words"];
        let last = |reader: &mut Self, table: &str| {
            let column = if table == "record" { "id" } else { "record" };
            reader.number(&format!("SELECT coalesce(max({column}), 0) FROM {table}"))
        };
        let known: Vec<Option<i64>> = tables.iter().map(|table| last(self, table)).collect();
        // One that opens is enough: they all have a row for every record.
        known.into_iter().flatten().max().unwrap_or(self.most_rows)
    }

    /// The last place that an original may have.
    pub(super) fn last_original(&mut self) -> i64 {
        self.number("SELECT coalesce(max(id), 0) FROM original").unwrap_or(self.most_rows)
    }

    pub(super) fn record(&mut self, place: i64) -> Row {
        let sql = "SELECT name, original, part, file_name, stored_at FROM record WHERE id = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        };
        let Some((name, original, part, file_name, stored_at)) = self.one(sql, [place], read) else {
            return self.card(place).map_or(Row::Gone, |(name, _)| Row::Named(name));
        };
        let Some(name) = RecordId::parse(&name) else { return Row::Gone };
        let bytes = self.original(original).map(|(_, bytes)| bytes);
        let known = self.known(place);
        let note = self.one("SELECT text FROM note WHERE record = ?1", [place], |row| row.get(0));
        let archived = self.one("SELECT archived FROM card WHERE record = ?1", [place], |row| row.get(0));
        let archived = archived.unwrap_or_default();
        Row::Whole(Box::new(Found {
            name,
            original,
            part,
            file_name,
            stored_at,
            bytes,
            known,
            note,
            archived,
        }))
    }

    /// Name and face of a record, from the table that lists read.
    pub(super) fn card(&mut self, place: i64) -> Option<(RecordId, String)> {
        let sql = "SELECT name, face FROM card WHERE record = ?1";
        let (name, face): (String, String) = self.one(sql, [place], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Some((RecordId::parse(&name)?, face))
    }

    /// A file that has its hash.
    pub(super) fn original(&mut self, place: i64) -> Option<([u8; 32], Vec<u8>)> {
        let sql = "SELECT sha256, bytes FROM original WHERE id = ?1";
        let (hash, bytes): ([u8; 32], Vec<u8>) =
            self.one(sql, [place], |row| Ok((row.get(0)?, row.get(1)?)))?;
        (sha256(&bytes) == hash).then_some((hash, bytes))
    }

    /// The hash that a file should have.
    pub(super) fn hash(&mut self, place: i64) -> Option<[u8; 32]> {
        self.one("SELECT sha256 FROM original WHERE id = ?1", [place], |row| row.get(0))
    }

    /// What the file of a record was called.
    pub(super) fn file_name(&mut self, original: i64) -> Option<String> {
        let sql = "SELECT file_name FROM record WHERE original = ?1 AND file_name IS NOT NULL LIMIT 1";
        self.one(sql, [original], |row| row.get(0))
    }

    pub(super) fn collections(&mut self, record: &RecordId) -> Vec<String> {
        self.many(COLLECTIONS_OF, [record.as_str()], |row| row.get(0))
    }

    /// Names of records, as far as their index opens.
    pub(super) fn names(&mut self) -> Vec<RecordId> {
        let names = self.both_ends("SELECT name FROM record", &["name"], |row| row.get::<_, String>(0));
        names.iter().filter_map(|name| RecordId::parse(name)).collect()
    }

    pub(super) fn collection_names(&mut self) -> Vec<String> {
        self.both_ends("SELECT name FROM collection", &["id"], |row| row.get(0))
    }

    pub(super) fn documents(&mut self) -> Vec<(String, Document)> {
        let read =
            |row: &rusqlite::Row<'_>| Ok((row.get(0)?, Document { name: row.get(1)?, text: row.get(2)? }));
        self.both_ends("SELECT kind, name, text FROM document", &["kind", "name"], read)
    }

    pub(super) fn holder_keys(&mut self) -> Vec<(HolderKey, Zeroizing<Vec<u8>>)> {
        let read = |row: &rusqlite::Row<'_>| {
            let key = HolderKey {
                name: row.get(0)?,
                algorithm: row.get(1)?,
                public: row.get(2)?,
                made_at: row.get(3)?,
            };
            Ok((key, Zeroizing::new(row.get(4)?)))
        };
        let sql = "SELECT name, algorithm, public, made_at, secret FROM holder_key";
        self.both_ends(sql, &["name"], read)
    }

    /// The history as far as it opens, the first first.
    pub(super) fn events(&mut self) -> Vec<Event> {
        let mut events = self.both_ends("SELECT id, at, kind, record, text FROM event", &["id"], happened);
        events.sort_by_key(|happened| happened.number);
        events.dedup_by_key(|happened| happened.number);
        events.into_iter().map(|happened| happened.event).collect()
    }

    fn known(&mut self, place: i64) -> Option<(IndexCard, Judgement)> {
        let sql = "SELECT title, issuer, issued, expires, same, series, words.text, face,
                          checked_at, report, evidence
                   FROM card JOIN words ON words.record = card.record
                   JOIN judgement ON judgement.record = card.record WHERE card.record = ?1";
        self.one(sql, [place], |row| {
            let card = IndexCard {
                title: row.get(0)?,
                issuer: row.get(1)?,
                issued: row.get(2)?,
                expires: row.get(3)?,
                same: row.get(4)?,
                series: row.get(5)?,
                search_text: row.get(6)?,
                face: row.get(7)?,
            };
            let judgement =
                Judgement { checked_at: row.get(8)?, report: row.get(9)?, evidence: row.get(10)? };
            Ok((card, judgement))
        })
    }

    fn number(&mut self, sql: &str) -> Option<i64> {
        self.one(sql, [], |row| row.get(0))
    }

    /// A row; `None` when there is none, or it does not open.
    fn one<T>(
        &mut self,
        sql: &str,
        parameters: impl Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Option<T> {
        let connection = self.connected()?;
        let found =
            connection.prepare_cached(sql).and_then(|mut found| found.query_row(parameters, read).optional());
        found.unwrap_or_else(|_| {
            self.connection = None;
            None
        })
    }

    /// Rows up to the first that does not open.
    fn many<T>(
        &mut self,
        sql: &str,
        parameters: impl Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Vec<T> {
        self.as_far(sql, parameters, read).0
    }

    /// Rows in an order from the start up to the first that does not open, and then from the end.
    fn both_ends<T>(
        &mut self,
        sql: &str,
        order: &[&str],
        mut read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Vec<T> {
        let forwards = format!("{sql} ORDER BY {}", order.join(", "));
        let (mut rows, broken) = self.as_far(&forwards, [], &mut read);
        if broken {
            let backwards = format!("{sql} ORDER BY {} DESC", order.join(" DESC, "));
            rows.extend(self.as_far(&backwards, [], &mut read).0);
        }
        rows
    }

    fn as_far<T>(
        &mut self,
        sql: &str,
        parameters: impl Params,
        mut read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> (Vec<T>, bool) {
        let mut rows = Vec::new();
        let Some(connection) = self.connected() else { return (rows, true) };
        let walk = || -> rusqlite::Result<()> {
            let mut statement = connection.prepare_cached(sql)?;
            let mut found = statement.query(parameters)?;
            while let Some(row) = found.next()? {
                rows.push(read(row)?);
            }
            Ok(())
        };
        let broken = walk().is_err();
        if broken {
            self.connection = None;
        }
        (rows, broken)
    }

    fn connected(&mut self) -> Option<&Connection> {
        if self.connection.is_none() {
            self.connection = connect(&self.folder.database(), &self.key, &self.folder).ok();
        }
        self.connection.as_ref()
    }
}

/// A row of a record takes at least its name and a time.
const LEAST_ROW_BYTES: u64 = 64;
