-- Feeds that are read again and again. What is set and what is known of each are the application's own JSON.
CREATE TABLE feed (
    key TEXT PRIMARY KEY,
    settings TEXT NOT NULL,
    state TEXT NOT NULL,
    paused TEXT,
    -- When it is to be read next, in seconds since 1970.
    due BIGINT NOT NULL,
    -- Who is reading it, and until when nobody else may.
    reader TEXT,
    reader_until BIGINT
);

-- What became of each reading.
CREATE TABLE feed_reading (
    number BIGINT PRIMARY KEY,
    feed TEXT NOT NULL,
    report TEXT NOT NULL
);
CREATE INDEX feed_reading_by_feed ON feed_reading (feed, number);
INSERT INTO counter (name, value) VALUES ('feed_reading', 0);
