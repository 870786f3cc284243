-- The words are folded already: here they are only taken apart. Signs that belong to letters stay with them.
CREATE VIRTUAL TABLE search USING fts5 (
    text,
    note,
    content = 'words',
    content_rowid = 'record',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'",
    prefix = '2 3'
);

INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
INSERT INTO search (search) VALUES ('rebuild');

CREATE TRIGGER words_inserted AFTER INSERT ON words BEGIN
    INSERT INTO search (rowid, text, note) VALUES (new.record, new.text, new.note);
END;

CREATE TRIGGER words_deleted AFTER DELETE ON words BEGIN
    INSERT INTO search (search, rowid, text, note) VALUES ('delete', old.record, old.text, old.note);
END;

CREATE TRIGGER words_updated AFTER UPDATE ON words BEGIN
    INSERT INTO search (search, rowid, text, note) VALUES ('delete', old.record, old.text, old.note);
    INSERT INTO search (rowid, text, note) VALUES (new.record, new.text, new.note);
END;
