//! A plain full-text search in PostgreSQL, to measure the product against. It is no part of the product: nothing but an
//! evaluation uses it, and it touches nothing outside a schema of its own.
//!
//! It does what a competent developer does first: a weighted `tsvector`, `websearch_to_tsquery` with all of the words, any of
//! them where that finds nothing, `ts_rank`, and a circle on the map or an area that says it is served.

use crate::{
    model::{id::ServiceId, location::Point},
    store::{Backend, StoreError, open_postgres},
};
use serde_json::json;
use sqlx::{AnyPool, Row, any::install_default_drivers};

/// The schema everything lies in; made anew by each evaluation.
const TABLES: [&str; 4] = [
    "DROP SCHEMA IF EXISTS fingerpost_baseline CASCADE",
    "CREATE SCHEMA fingerpost_baseline",
    "CREATE TABLE fingerpost_baseline.service (id text PRIMARY KEY, name text NOT NULL, words tsvector NOT NULL, covers text[] NOT NULL)",
    "CREATE TABLE fingerpost_baseline.site (service text NOT NULL, lat float8 NOT NULL, lon float8 NOT NULL)",
];

const INDEXES: [&str; 4] = [
    "CREATE INDEX ON fingerpost_baseline.service USING gin (words)",
    "CREATE INDEX ON fingerpost_baseline.site (service)",
    "ANALYZE fingerpost_baseline.service",
    "ANALYZE fingerpost_baseline.site",
];

const LOAD_SERVICES: &str = "\
INSERT INTO fingerpost_baseline.service
SELECT r.id, r.name,
       setweight(to_tsvector('english', r.names), 'A') || setweight(to_tsvector('english', r.subjects), 'B') ||
       setweight(to_tsvector('english', r.summary), 'C') || setweight(to_tsvector('english', r.told), 'D'),
       ARRAY(SELECT jsonb_array_elements_text(r.covers))
FROM jsonb_to_recordset($1::jsonb) AS r(id text, name text, names text, subjects text, summary text, told text, covers jsonb)";

const LOAD_SITES: &str = "\
INSERT INTO fingerpost_baseline.site
SELECT r.service, r.lat, r.lon FROM jsonb_to_recordset($1::jsonb) AS r(service text, lat float8, lon float8)";

/// All of the words, and any of them.
const READ_WORDS: &str = "\
SELECT websearch_to_tsquery('english', $1)::text, replace(websearch_to_tsquery('english', $1)::text, '&', '|')";

const EVERYWHERE: &str = "\
SELECT id, name FROM fingerpost_baseline.service
WHERE words @@ $1::tsquery ORDER BY ts_rank(words, $1::tsquery) DESC, id LIMIT $2";

/// Great-circle distance to the nearest site; within the circle, or covering the place.
const NEAR: &str = "\
SELECT s.id, s.name
FROM fingerpost_baseline.service s LEFT JOIN LATERAL (
    SELECT min(12742017.6 * asin(sqrt(least(1, power(sin(radians(t.lat - $2::float8) / 2), 2)
        + cos(radians($2::float8)) * cos(radians(t.lat)) * power(sin(radians(t.lon - $3::float8) / 2), 2))))) AS metres
    FROM fingerpost_baseline.site t WHERE t.service = s.id) near ON true
WHERE s.words @@ $1::tsquery AND (near.metres <= $4::float8 OR s.covers && string_to_array($5, '|'))
ORDER BY ts_rank(s.words, $1::tsquery) DESC, near.metres NULLS LAST, s.id LIMIT $6";

/// One service as it is loaded: four texts of falling weight.
#[derive(Debug, Clone)]
pub struct Document {
    /// The id.
    pub id: ServiceId,
    /// The name shown.
    pub name: String,
    /// Weight A: its names.
    pub names: String,
    /// Weight B: the labels of its needs, the publisher's terms, its organisation.
    pub subjects: String,
    /// Weight C: its summary.
    pub summary: String,
    /// Weight D: everything else it tells.
    pub told: String,
    /// Where it is.
    pub points: Vec<Point>,
    /// What it says it covers, as coverage words.
    pub covers: Vec<String>,
}

/// A question as it is asked.
#[derive(Debug, Clone)]
pub struct Plain<'q> {
    /// The words as typed.
    pub words: &'q str,
    /// The place's centre. `None` = everywhere.
    pub point: Option<Point>,
    /// The coverage words that serve the place.
    pub serving: Vec<String>,
    /// How far a site may be.
    pub metres: f64,
    /// Answers wanted.
    pub limit: usize,
}

/// A loaded full-text search.
#[derive(Debug)]
pub struct Baseline {
    pool: AnyPool,
}

impl Baseline {
    /// Makes the schema `fingerpost_baseline` anew in the PostgreSQL database at `url`.
    ///
    /// # Errors
    /// When the address is not PostgreSQL's, or it cannot be reached or written.
    pub async fn create(url: &str) -> Result<Self, StoreError> {
        install_default_drivers();
        if Backend::of(url)? != Backend::Postgres {
            return Err(StoreError::Database("a plain search is written into PostgreSQL; give a postgres:// address".to_owned()));
        }
        let pool = open_postgres(url).await?;
        run(&pool, &TABLES).await?;
        Ok(Self { pool })
    }

    /// Loads some services.
    ///
    /// # Errors
    /// When they cannot be written.
    pub async fn load(&self, documents: &[Document]) -> Result<(), StoreError> {
        let services: Vec<_> = documents
            .iter()
            .map(|document| {
                let Document { id, name, names, subjects, summary, told, covers, .. } = document;
                json!({ "id": id.to_string(), "name": name, "names": names, "subjects": subjects, "summary": summary, "told": told,
                        "covers": covers })
            })
            .collect();
        let sites: Vec<_> = documents
            .iter()
            .flat_map(|document| {
                document.points.iter().map(|at| json!({ "service": document.id.to_string(), "lat": at.lat, "lon": at.lon }))
            })
            .collect();
        for (statement, rows) in [(LOAD_SERVICES, services), (LOAD_SITES, sites)] {
            // PostgreSQL keeps no zero character in text.
            sqlx::query(statement).bind(json!(rows).to_string().replace("\\u0000", "")).execute(&self.pool).await?;
        }
        Ok(())
    }

    /// Makes what was loaded quick to search.
    ///
    /// # Errors
    /// When the indexes cannot be made.
    pub async fn finish(&self) -> Result<(), StoreError> {
        run(&self.pool, &INDEXES).await
    }

    /// Answers a question: services with all of the words, or where there is none, with any of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ask(&self, question: Plain<'_>) -> Result<Vec<(ServiceId, String)>, StoreError> {
        let row = sqlx::query(READ_WORDS).bind(question.words.to_owned()).fetch_one(&self.pool).await?;
        let (all, any): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let found = self.matching(all, &question).await?;
        if found.is_empty() { self.matching(any, &question).await } else { Ok(found) }
    }

    async fn matching(&self, words: String, question: &Plain<'_>) -> Result<Vec<(ServiceId, String)>, StoreError> {
        let limit = i64::try_from(question.limit).unwrap_or(i64::MAX);
        let query = match question.point {
            None => sqlx::query(EVERYWHERE).bind(words).bind(limit),
            Some(at) => {
                let serving = question.serving.join("|");
                sqlx::query(NEAR).bind(words).bind(at.lat).bind(at.lon).bind(question.metres).bind(serving).bind(limit)
            }
        };
        let rows = query.fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok((id(&row.try_get::<String, _>(0)?)?, row.try_get(1)?))).collect()
    }
}

async fn run(pool: &AnyPool, statements: &[&'static str]) -> Result<(), StoreError> {
    for statement in statements {
        sqlx::query(*statement).execute(pool).await?;
    }
    Ok(())
}

fn id(text: &str) -> Result<ServiceId, StoreError> {
    text.parse().map_err(|_| StoreError::Database(format!("'{text}' came back as a service's id")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::derive;

    const TIPTON: Point = Point { lat: 52.53, lon: -2.07 };
    const TRURO: Point = Point { lat: 50.26, lon: -5.05 };

    fn document(name: &str, told: &str, point: Point, covers: &[&str]) -> Document {
        Document {
            id: ServiceId(derive("test", "service", name)),
            name: name.to_owned(),
            names: name.to_owned(),
            subjects: String::new(),
            summary: String::new(),
            told: told.to_owned(),
            points: vec![point],
            covers: covers.iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    #[tokio::test]
    async fn it_is_written_into_no_other_database() {
        assert!(Baseline::create("sqlite:///tmp/a.db").await.unwrap_err().to_string().contains("postgres://"));
    }

    #[tokio::test]
    async fn it_finds_by_words_within_the_circle_or_the_area_served() {
        let Ok(server) = std::env::var("FINGERPOST_TEST_POSTGRES") else {
            eprintln!("skipped: FINGERPOST_TEST_POSTGRES is not set");
            return;
        };
        let baseline = Baseline::create(&server).await.unwrap();
        let documents = [
            document("Falls class", "strength and balance", TIPTON, &[]),
            document("Balance at home", "after falls", TRURO, &["pc:DY4"]),
            document("Balance far away", "after falls", TRURO, &[]),
        ];
        baseline.load(&documents).await.unwrap();
        baseline.finish().await.unwrap();
        let ask = |words, point| Plain { words, point, serving: vec!["pc:DY4".to_owned()], metres: 16_000.0, limit: 10 };
        for (words, point, expected) in [
            ("falls balance", Some(TIPTON), vec!["Falls class", "Balance at home"]),
            ("falls trampoline", Some(TIPTON), vec!["Falls class", "Balance at home"]),
            ("class", None, vec!["Falls class"]),
            ("trampoline", None, vec![]),
        ] {
            let mut names: Vec<String> = baseline.ask(ask(words, point)).await.unwrap().into_iter().map(|(_, name)| name).collect();
            names.sort_by_key(|name| expected.iter().position(|other| other == name));
            assert_eq!(names, expected, "{words}");
        }
    }
}
