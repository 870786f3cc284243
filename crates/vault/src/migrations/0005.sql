-- New words enter the index by a statement of their own; see `records.rs`. One typed letter has an index too.
DROP TRIGGER words_inserted;
DROP TABLE search;

CREATE VIRTUAL TABLE search USING fts5 (
    text,
    note,
    content = 'words',
    content_rowid = 'record',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'",
    prefix = '1 2 3'
);

INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
INSERT INTO search (search) VALUES ('rebuild');
