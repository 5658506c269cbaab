-- Changes suggested to records by anyone: what is wrong and what it should say. No column for who said so, or from where.
CREATE TABLE suggestion (
    number BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    service TEXT NOT NULL,
    wrong TEXT NOT NULL,
    says TEXT NOT NULL,
    known TEXT,
    made BIGINT NOT NULL,
    standing TEXT NOT NULL,
    settled BIGINT
);
CREATE INDEX suggestion_by_service ON suggestion (service, standing);
INSERT INTO counter (name, value) VALUES ('suggestion', 0);
