-- What happened, in order: what came, was shown, was asked of the network, was removed. What `text` holds
-- is the caller's matter. `record` is a name, not a reference: history outlives what it is about.
CREATE TABLE event (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,
    kind   TEXT NOT NULL,
    record TEXT,
    text   TEXT NOT NULL
) STRICT;

CREATE INDEX event_by_kind ON event (kind, id);
CREATE INDEX event_by_record ON event (record, id) WHERE record IS NOT NULL;
CREATE INDEX event_by_time ON event (at);

-- Keys of the holder. They lie in the encrypted database and leave it in a backup only.
CREATE TABLE holder_key (
    name      TEXT PRIMARY KEY,
    algorithm TEXT NOT NULL,
    public    BLOB NOT NULL,
    secret    BLOB NOT NULL,
    made_at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Names under which the learner gathers records.
CREATE TABLE collection (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE member (
    collection INTEGER NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
    record     INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    PRIMARY KEY (collection, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_by_record ON member (record);

-- What the learner wrote about a record.
CREATE TABLE note (
    record INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    text   TEXT NOT NULL
) STRICT;

-- `same`: the same for every issue of one credential. `series`: the same for every renewal of it.
ALTER TABLE card ADD COLUMN archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1));
ALTER TABLE card ADD COLUMN same TEXT;
ALTER TABLE card ADD COLUMN series TEXT;

DROP INDEX card_by_title;
DROP INDEX card_by_issuer;
DROP INDEX card_by_issued;
DROP INDEX card_by_expires;
CREATE INDEX card_by_title ON card (archived, title);
CREATE INDEX card_by_issuer ON card (archived, issuer, title);
CREATE INDEX card_by_issued ON card (archived, issued DESC, title);
CREATE INDEX card_by_expires ON card (archived, expires IS NULL, expires, title);
CREATE INDEX card_by_same ON card (same) WHERE same IS NOT NULL;
CREATE INDEX card_by_series ON card (series) WHERE series IS NOT NULL;

-- The index is made anew from folded words; see `fold.rs`.
DROP TRIGGER words_inserted;
DROP TRIGGER words_deleted;
DROP TRIGGER words_updated;
DROP TABLE search;
ALTER TABLE words ADD COLUMN note TEXT NOT NULL DEFAULT '';
