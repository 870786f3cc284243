-- Files as they came in, byte for byte. One file may hold several credentials.
CREATE TABLE original (
    id     INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    bytes  BLOB NOT NULL
) STRICT;

-- One credential of one file.
CREATE TABLE record (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,
    original  INTEGER NOT NULL REFERENCES original (id),
    part      INTEGER NOT NULL,
    file_name TEXT,
    stored_at TEXT NOT NULL,
    UNIQUE (original, part)
) STRICT;

-- What was found out about it, when, and from what. Apart from the card: it is large.
CREATE TABLE judgement (
    record     INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    checked_at TEXT NOT NULL,
    report     TEXT NOT NULL,
    evidence   TEXT NOT NULL
) STRICT;

-- What lists show, and what they are sorted by. Small, and with the name of the record, so that a list
-- reads this table alone.
CREATE TABLE card (
    record  INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    name    TEXT NOT NULL,
    title   TEXT NOT NULL,
    issuer  TEXT NOT NULL,
    issued  INTEGER,
    expires INTEGER,
    face    TEXT NOT NULL
) STRICT;

CREATE INDEX card_by_title ON card (title);
CREATE INDEX card_by_issuer ON card (issuer, title);
CREATE INDEX card_by_issued ON card (issued DESC, title);
CREATE INDEX card_by_expires ON card (expires IS NULL, expires, title);

-- The text that is searched, kept so that it can be taken out of the index again.
CREATE TABLE words (
    record INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    text   TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    text,
    content = 'words',
    content_rowid = 'record',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '2 3'
);

-- A word that is deleted leaves the index at once, not at the next merge.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER words_inserted AFTER INSERT ON words BEGIN
    INSERT INTO search (rowid, text) VALUES (new.record, new.text);
END;

CREATE TRIGGER words_deleted AFTER DELETE ON words BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.record, old.text);
END;

CREATE TRIGGER words_updated AFTER UPDATE ON words BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.record, old.text);
    INSERT INTO search (rowid, text) VALUES (new.record, new.text);
END;
