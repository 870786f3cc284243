-- Texts of the caller that belong to no credential: goals, decisions, choices. By kind and name.
CREATE TABLE document (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
