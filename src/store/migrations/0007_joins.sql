-- Records of several sources that tell of one service. A joined record is not shown: its leader is. Both keep what their source says.
CREATE TABLE joined (
    service TEXT PRIMARY KEY,
    leader TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    at TEXT NOT NULL,
    reasons TEXT NOT NULL
);
CREATE INDEX joined_by_leader ON joined (leader);

-- Two records that may be one service, the smaller id first: what speaks for it, and what was decided.
CREATE TABLE pair (
    number BIGINT PRIMARY KEY,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    points BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    made TEXT NOT NULL,
    decided TEXT,
    UNIQUE (one, other)
);
CREATE INDEX pair_by_state ON pair (state, points);
CREATE INDEX pair_by_other ON pair (other);
INSERT INTO counter (name, value) VALUES ('pair', 0);
