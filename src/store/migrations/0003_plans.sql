-- Plans behind a short link: which services, and until when. Never whose.
CREATE TABLE plan (
    code TEXT PRIMARY KEY,
    services TEXT NOT NULL,
    layout TEXT NOT NULL,
    made BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX plan_by_expiry ON plan (expires);
