-- One portable SQL: it runs on SQLite and on PostgreSQL. Values are text, 64-bit integers or nothing.

-- Facts about this store, such as its identity.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Numbers given out in commit order; the row's lock is what makes writers take turns.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('change', 0), ('batch', 0);

-- One import, or the undoing of one.
CREATE TABLE batch (
    id BIGINT PRIMARY KEY,
    source TEXT NOT NULL,
    input TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    report TEXT NOT NULL
);

-- Every service ever read. A withdrawn one keeps its last document.
CREATE TABLE service (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    native_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    document TEXT NOT NULL,
    private TEXT,
    withdrawn TEXT,
    batch BIGINT NOT NULL
);
CREATE INDEX service_by_source ON service (source);
CREATE INDEX service_by_organisation ON service (organisation);

-- The numbered change log that every index follows, with what stood before so that a batch can be undone.
CREATE TABLE change (
    seq BIGINT PRIMARY KEY,
    service TEXT NOT NULL,
    batch BIGINT NOT NULL,
    at TEXT NOT NULL,
    before_document TEXT,
    before_private TEXT,
    before_withdrawn TEXT,
    before_batch BIGINT
);
CREATE INDEX change_by_batch ON change (batch);
