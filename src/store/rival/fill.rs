//! Filling the search: tables without a log, rows in batches, then indexes, order and statistics. A marker is written last, so
//! that what a broken-off filling left is never asked.

use super::{Ground, Masks};
use crate::{model::location::Point, store::StoreError};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};
use std::fmt::Write as _;

/// One service as it is filled in: four texts of falling weight, and a row for each of its sites.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Weight A: its names.
    pub names: String,
    /// Weight B: the labels of its needs, the publisher's terms, its organisation.
    pub subjects: String,
    /// Weight C: its summary.
    pub summary: String,
    /// Weight D: everything else it tells.
    pub told: String,
    /// What it says it covers, as coverage words.
    pub covers: Vec<String>,
    /// Its sites; one without a point where it has none.
    pub spots: Vec<Spot>,
}

/// A service at one of its sites.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Where it is.
    pub point: Option<Point>,
    /// The choices of the closed filters it falls under.
    pub masks: Masks,
    /// What its card shows: an object with the columns of a card.
    pub card: Value,
}

/// The columns of a card.
const CARD: &str = "\
id text, name text, organisation text, organisation_id text, sector text, summary text, phone text, web text, delivery text, referral text, \
price int2, site text, address text, postcode text, sites int4, hours jsonb, nation text, areas text, national text, needs text, \
capacity text, checked text, status text, fictional bool, sensitive bool";

const TABLES: [&str; 5] = [
    "DROP SCHEMA IF EXISTS {schema} CASCADE",
    "CREATE SCHEMA {schema}",
    "CREATE UNLOGGED TABLE {schema}.spot (spot int4 NOT NULL, service int4 NOT NULL, first bool NOT NULL, m1 int8 NOT NULL, \
     m2 int8 NOT NULL, at {column}, covers text[] NOT NULL, words tsvector NOT NULL)",
    "CREATE UNLOGGED TABLE {schema}.card (spot int4 NOT NULL, {card})",
    "CREATE UNLOGGED TABLE {schema}.filled (layout text NOT NULL)",
];

const ROWS: [&str; 2] = [
    "INSERT INTO {schema}.spot
     SELECT spot.spot, entry.service, spot.first, spot.m1, spot.m2, {point}, entry.covers, entry.words
     FROM (SELECT r.service, r.spots, ARRAY(SELECT jsonb_array_elements_text(r.covers)) AS covers,
                  setweight(to_tsvector('english', r.names), 'A') || setweight(to_tsvector('english', r.subjects), 'B') ||
                  setweight(to_tsvector('english', r.summary), 'C') || setweight(to_tsvector('english', r.told), 'D') AS words
           FROM jsonb_to_recordset($1::text::jsonb)
               AS r(service int4, names text, subjects text, summary text, told text, covers jsonb, spots jsonb) OFFSET 0) entry,
         jsonb_to_recordset(entry.spots) AS spot(spot int4, first bool, lat float8, lon float8, m1 int8, m2 int8)",
    "INSERT INTO {schema}.card SELECT card.* FROM jsonb_to_recordset($1::text::jsonb) AS card(spot int4, {card})",
];

const FINISH: [&str; 14] = [
    "CREATE INDEX spot_at ON {schema}.spot USING gist (at)",
    "CLUSTER {schema}.spot USING spot_at",
    "CREATE INDEX ON {schema}.spot USING gin (words) WITH (fastupdate = off)",
    "CREATE INDEX ON {schema}.spot USING gin (covers) WITH (fastupdate = off)",
    "ALTER TABLE {schema}.card ADD PRIMARY KEY (spot)",
    "CREATE UNLOGGED TABLE {schema}.term AS SELECT min(label) AS label, lower(label) COLLATE \"C\" AS folded, count(*)::int4 AS uses
     FROM (SELECT DISTINCT id, name AS label FROM {schema}.card UNION ALL SELECT DISTINCT id, organisation FROM {schema}.card) named
     GROUP BY 2",
    "CREATE INDEX ON {schema}.term (folded) INCLUDE (uses, label)",
    "CREATE UNLOGGED TABLE {schema}.word AS SELECT word, ndoc AS uses FROM ts_stat('SELECT to_tsvector(''simple'', concat_ws('' '', name, \
     organisation, summary)) FROM {schema}.card') WHERE ndoc > 2 AND length(word) > 2 AND word !~ '[0-9]'",
    "CREATE INDEX ON {schema}.word USING gin (word gin_trgm_ops)",
    "CREATE INDEX ON {schema}.word (word)",
    "VACUUM ANALYZE {schema}.spot",
    "VACUUM ANALYZE {schema}.card",
    "VACUUM ANALYZE {schema}.term",
    "VACUUM ANALYZE {schema}.word",
];

/// What a filled directory is recognised by: how it lies, and what it was grown from.
pub(super) fn layout(ground: Ground, grown_from: &str) -> String {
    let mut sum = Sha256::new();
    for text in TABLES.iter().chain(&ROWS).chain(&FINISH) {
        sum.update(text);
    }
    sum.update(CARD);
    let sum = sum.finalize().iter().take(8).fold(String::new(), |mut sum, byte| {
        let _ = write!(sum, "{byte:02x}");
        sum
    });
    format!("{sum} {} {grown_from}", ground.label())
}

/// Whether a schema holds a whole directory of this layout.
pub(super) async fn is_filled(connection: &mut PgConnection, schema: &str, layout: &str) -> Result<bool, StoreError> {
    let there = sqlx::query("SELECT to_regclass($1) IS NOT NULL").bind(format!("{schema}.filled")).fetch_one(&mut *connection).await?;
    if !there.try_get::<bool, _>(0)? {
        return Ok(false);
    }
    let statement = format!("SELECT count(*) FROM {schema}.filled WHERE layout = $1");
    let row = sqlx::query(AssertSqlSafe(statement)).bind(layout).fetch_one(connection).await?;
    Ok(row.try_get::<i64, _>(0)? > 0)
}

/// A directory being filled in.
#[derive(Debug)]
pub struct Filling {
    connection: PgConnection,
    schema: String,
    ground: Ground,
    layout: String,
    services: i32,
    spots: i32,
}

impl Filling {
    pub(super) async fn begin(connection: PgConnection, schema: String, ground: Ground, layout: String) -> Result<Self, StoreError> {
        let mut filling = Self { connection, schema, ground, layout, services: 0, spots: 0 };
        filling.run(&["SET maintenance_work_mem = '256MB'"]).await?;
        filling.run(&TABLES).await?;
        Ok(filling)
    }

    /// Adds some services.
    ///
    /// # Errors
    /// When they cannot be written.
    pub async fn put(&mut self, entries: Vec<Entry>) -> Result<(), StoreError> {
        let (mut rows, mut cards) = (Vec::with_capacity(entries.len()), Vec::with_capacity(entries.len()));
        for entry in entries {
            rows.push(self.row(entry, &mut cards));
        }
        for (statement, rows) in ROWS.into_iter().zip([rows, cards]) {
            // PostgreSQL keeps no zero character in text.
            let rows = Value::Array(rows).to_string().replace("\\u0000", "");
            sqlx::query(AssertSqlSafe(self.written(statement))).bind(rows).execute(&mut self.connection).await?;
        }
        Ok(())
    }

    fn row(&mut self, entry: Entry, cards: &mut Vec<Value>) -> Value {
        let mut spots = Vec::with_capacity(entry.spots.len());
        for (at, mut spot) in entry.spots.into_iter().enumerate() {
            let [first, second] = spot.masks.map(u64::cast_signed);
            let (lat, lon) = (spot.point.map(|point| point.lat), spot.point.map(|point| point.lon));
            spots.push(json!({ "spot": self.spots, "first": at == 0, "lat": lat, "lon": lon, "m1": first, "m2": second }));
            spot.card["spot"] = json!(self.spots);
            cards.push(spot.card);
            self.spots += 1;
        }
        self.services += 1;
        json!({ "service": self.services, "names": entry.names, "subjects": entry.subjects, "summary": entry.summary, "told": entry.told,
                "covers": entry.covers, "spots": spots })
    }

    /// Makes what was filled in quick to search, and says that it is whole.
    ///
    /// # Errors
    /// When the indexes cannot be made.
    pub async fn finish(mut self) -> Result<(), StoreError> {
        self.run(&FINISH).await?;
        // Only some may ask for a checkpoint; without it the server writes a little while it is measured.
        drop(sqlx::query("CHECKPOINT").execute(&mut self.connection).await);
        let statement = format!("INSERT INTO {}.filled VALUES ($1)", self.schema);
        sqlx::query(AssertSqlSafe(statement)).bind(&self.layout).execute(&mut self.connection).await?;
        Ok(self.connection.close().await?)
    }

    async fn run(&mut self, statements: &[&'static str]) -> Result<(), StoreError> {
        for statement in statements {
            sqlx::query(AssertSqlSafe(self.written(statement))).execute(&mut self.connection).await?;
        }
        Ok(())
    }

    fn written(&self, statement: &str) -> String {
        let column = statement.replace("{schema}", &self.schema).replace("{column}", self.ground.column()).replace("{card}", CARD);
        column.replace("{point}", &self.ground.point("spot.lat", "spot.lon"))
    }
}
