//! A search in PostgreSQL as quick as we know how to make it, to measure the product's speed against. It is no part of the
//! product: nothing but a bench uses it, and it touches nothing outside a schema of its own.
//!
//! It answers what the product answers, as far as SQL does: the twenty best with everything their cards show, the total, and a count
//! for every choice of the closed filters. One statement a question, prepared once; a GIN index over weighted words, a GiST index
//! over the map, trigrams for misspelt words, rows clustered by place, and counts from one `GROUP BY` over two masks that the asker
//! unfolds. Where that could be done in two ways, the quicker one stands.

mod fill;
mod ground;
mod statements;

pub use fill::{Entry, Filling, Spot};
pub use ground::Ground;

use crate::{
    model::location::Point,
    store::{Backend, StoreError},
};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, postgres::PgRow};
use statements::Statements;
use std::time::Duration;

/// Numbers of filter choices, a bit each.
pub type Masks = [u64; 2];

/// What a session is told before it is asked: enough memory, no time lost on plans or threads that do not pay for short questions.
const SETTINGS: [(&str, &str); 6] = [
    ("work_mem", "256MB"),
    ("effective_cache_size", "4GB"),
    ("random_page_cost", "1.1"),
    ("jit", "off"),
    ("max_parallel_workers_per_gather", "0"),
    ("plan_cache_mode", "auto"),
];

/// A question as it is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// The best services.
    Search(Search),
    /// Names that begin so.
    Completion(String),
}

/// A search.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    /// The words as typed.
    pub words: String,
    /// Whether words nobody used are corrected first.
    pub misspelt: bool,
    /// Where; `None` = everywhere.
    pub near: Option<Near>,
    /// Filters. All must pass.
    pub filters: Vec<Filter>,
}

/// A filter with choices made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// The choices made: one of them passes.
    pub chosen: Masks,
    /// All of its choices.
    pub choices: Masks,
}

/// A circle on the map, and what serves its middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The middle.
    pub point: Point,
    /// How far a site may be.
    pub metres: f64,
    /// The coverage words that serve the place.
    pub serving: Vec<String>,
}

/// What a question was answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// Services found, or names given.
    pub found: u64,
    /// The best ones' names, best first.
    pub names: Vec<String>,
    /// How many services each choice would leave, by bit.
    pub counts: Vec<u64>,
}

/// A connection to a filled search.
#[derive(Debug)]
pub struct Rival {
    connection: PgConnection,
    statements: Statements,
    told: String,
    process: Option<i32>,
}

impl Rival {
    /// Whether a directory of this layout has been filled in, with this many services.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn is_filled(url: &str, services: u64, layout: &str) -> Result<bool, StoreError> {
        let mut connection = connect(url).await?;
        let ground = Ground::best(&mut connection).await?;
        let is_filled = fill::is_filled(&mut connection, &schema(services), &fill::layout(ground, layout)).await?;
        connection.close().await?;
        Ok(is_filled)
    }

    /// Begins filling a directory of this many services; what lay there before is gone.
    ///
    /// # Errors
    /// When the database is not PostgreSQL, or cannot be reached or written.
    pub async fn fill(url: &str, services: u64, layout: &str) -> Result<Filling, StoreError> {
        let mut connection = connect(url).await?;
        let ground = Ground::best(&mut connection).await?;
        Filling::begin(connection, schema(services), ground, fill::layout(ground, layout)).await
    }

    /// Connects to a filled directory.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn open(url: &str, services: u64) -> Result<Self, StoreError> {
        let mut connection = connect(url).await?;
        let ground = Ground::best(&mut connection).await?;
        for (name, value) in SETTINGS {
            sqlx::query("SELECT set_config($1, $2, false)").bind(name).bind(value).execute(&mut connection).await?;
        }
        let told = described(&mut connection, ground).await?;
        let process = process_here(&mut connection).await?;
        Ok(Self { connection, statements: Statements::of(&schema(services), ground), told, process })
    }

    /// The server's version, how it looks for places and its settings, in words.
    pub fn described(&self) -> &str {
        &self.told
    }

    /// How long the processor has worked for this connection in the server; `None` where the server runs elsewhere or the platform
    /// does not tell.
    pub fn worked(&self) -> Option<Duration> {
        worked(self.process?)
    }

    /// Answers a question: services with all of the words, or where there is none, with any of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ask(&mut self, question: &Question) -> Result<Given, StoreError> {
        match question {
            Question::Completion(typed) => self.complete(typed).await,
            Question::Search(search) => {
                let words = if search.misspelt { self.corrected(&search.words).await? } else { search.words.clone() };
                let all = self.matching(search, &words, true).await?;
                if all.found > 0 { Ok(all) } else { self.matching(search, &words, false).await }
            }
        }
    }

    async fn complete(&mut self, typed: &str) -> Result<Given, StoreError> {
        let query = sqlx::query(AssertSqlSafe(self.statements.complete.clone())).bind(typed.to_lowercase());
        let rows = query.fetch_all(&mut self.connection).await?;
        let names: Vec<String> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        Ok(Given { found: names.len() as u64, names, counts: Vec::new() })
    }

    async fn corrected(&mut self, words: &str) -> Result<String, StoreError> {
        let query = sqlx::query(AssertSqlSafe(self.statements.correct.clone())).bind(words.to_lowercase());
        Ok(query.fetch_one(&mut self.connection).await?.try_get::<Option<String>, _>(0)?.unwrap_or_default())
    }

    async fn matching(&mut self, search: &Search, words: &str, all: bool) -> Result<Given, StoreError> {
        let statement = AssertSqlSafe(self.statements.search(search, all));
        let query = match &search.near {
            None => sqlx::query(statement).bind(words),
            Some(Near { point, metres, serving }) => {
                sqlx::query(statement).bind(words).bind(point.lat).bind(point.lon).bind(metres).bind(serving)
            }
        };
        read(&query.fetch_all(&mut self.connection).await?, &search.filters)
    }
}

async fn connect(url: &str) -> Result<PgConnection, StoreError> {
    if Backend::of(url)? != Backend::Postgres {
        return Err(StoreError::Database("the search to measure against is PostgreSQL's; give a postgres:// address".to_owned()));
    }
    Ok(PgConnection::connect(url).await?)
}

fn schema(services: u64) -> String {
    format!("fingerpost_bench_{services}")
}

/// The rows of an answer: cards with a rank, and counts of services that share their masks.
fn read(rows: &[PgRow], filters: &[Filter]) -> Result<Given, StoreError> {
    let (mut given, mut best) = (Given { counts: vec![0; 128], ..Given::default() }, Vec::new());
    for row in rows {
        let many: i64 = row.try_get("many")?;
        if many == 0 {
            best.push((row.try_get::<f32, _>("rank")?, row.try_get::<String, _>("name")?));
            continue;
        }
        let masks = [row.try_get::<i64, _>("m1")?.cast_unsigned(), row.try_get::<i64, _>("m2")?.cast_unsigned()];
        given.found += count(&mut given.counts, masks, many.unsigned_abs(), filters);
    }
    best.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    given.names = best.into_iter().map(|(_, name)| name).collect();
    Ok(given)
}

/// Counts services of equal masks under their choices, as if no choice of the same filter were made; how many pass every filter.
fn count(counts: &mut [u64], masks: Masks, many: u64, filters: &[Filter]) -> u64 {
    let mut failed = filters.iter().filter(|filter| masks[0] & filter.chosen[0] == 0 && masks[1] & filter.chosen[1] == 0);
    let told = match (failed.next(), failed.next()) {
        (None, _) => [u64::MAX; 2],
        (Some(alone), None) => alone.choices,
        (Some(_), Some(_)) => return 0,
    };
    for (at, mask) in masks.into_iter().enumerate() {
        let mut left = mask & told[at];
        while left != 0 {
            counts[64 * at + left.trailing_zeros() as usize] += many;
            left &= left - 1;
        }
    }
    if told == [u64::MAX; 2] { many } else { 0 }
}

async fn described(connection: &mut PgConnection, ground: Ground) -> Result<String, StoreError> {
    let mut told = Vec::new();
    for name in ["server_version", "shared_buffers"].into_iter().chain(SETTINGS.map(|(name, _)| name)) {
        let row = sqlx::query("SELECT current_setting($1)").bind(name).fetch_one(&mut *connection).await?;
        let value: String = row.try_get(0)?;
        told.push(if name == "server_version" { format!("PostgreSQL {value}, {}", ground.label()) } else { format!("{name} {value}") });
    }
    Ok(told.join(", "))
}

/// The server's process for this connection, where it runs on this machine.
async fn process_here(connection: &mut PgConnection) -> Result<Option<i32>, StoreError> {
    let row =
        sqlx::query("SELECT pg_backend_pid(), inet_server_addr() IS NOT DISTINCT FROM inet_client_addr()").fetch_one(connection).await?;
    let (process, is_here): (i32, bool) = (row.try_get(0)?, row.try_get(1)?);
    let is_postgres = || std::fs::read_to_string(format!("/proc/{process}/comm")).is_ok_and(|name| name.starts_with("postgres"));
    Ok((is_here && is_postgres() && worked(process).is_some()).then_some(process))
}

/// The time a process has had on the processor, as Linux tells it.
fn worked(process: i32) -> Option<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{process}/schedstat")).ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

#[cfg(test)]
mod tests;
