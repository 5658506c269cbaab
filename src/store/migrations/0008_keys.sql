-- Keys of software that asks a great deal. Only what a key hashes to is kept.
CREATE TABLE api_key (
    name TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    per_minute BIGINT NOT NULL,
    made TEXT NOT NULL
);
