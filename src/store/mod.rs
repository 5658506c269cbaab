//! The store: the only SQL. SQLite by default, PostgreSQL by URL; one portable SQL for both.
//!
//! A service is kept as its public document ([`crate::hsds::v3`]) with its private part in a column of its own. Every write
//! also writes a line of the numbered change log in the same transaction; the index follows that log and holds nothing
//! the store lacks. Start at [`Store::open`]; imports go through [`batch::Batch`].

pub mod baseline;
pub mod batch;
pub mod feeds;
pub mod joins;
pub mod keys;
pub mod plans;
pub mod published;
pub mod read;
pub mod rival;
pub mod suggestions;
pub mod undo;

#[cfg(test)]
mod tests;

use crate::clock::{self, Clock};
use jiff::Timestamp;
use sqlx::{
    AnyConnection, AnyPool, Connection, Executor, Row, SqlSafeStr,
    any::{AnyPoolOptions, install_default_drivers},
    migrate::{Migration, MigrationType, Migrator},
};
use std::{path::Path, time::Duration};

/// The store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is neither SQLite's nor PostgreSQL's.
    #[error("FINGERPOST_DATABASE must begin with postgres:// or sqlite://; it begins with '{0}'")]
    Address(String),
    /// The folder for the store could not be made.
    #[error("the folder {folder} for the store cannot be made: {reason}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system says.
        reason: String,
    },
    /// Somebody else was writing for longer than we wait.
    #[error("another import is writing to the store; try again when it has finished")]
    Busy,
    /// The file is not a store, or no longer one.
    #[error("the store's file is damaged or is not a store ({0}); put back a copy of it, or begin a new home and import again")]
    Damaged(String),
    /// The database refused.
    #[error("the store could not be read or written: {0}")]
    Database(String),
    /// The tables could not be brought up to date.
    #[error("the store's tables could not be brought up to date: {0}")]
    Migration(String),
    /// A kept document cannot be read back.
    #[error("the kept record {id} cannot be read back: {reason}")]
    Document {
        /// Which one.
        id: String,
        /// Why.
        reason: String,
    },
    /// There is no such batch, or it was undone before.
    #[error("{0}")]
    Batch(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code).unwrap_or_default();
        match code.as_ref() {
            // SQLITE_BUSY and its kinds; SQLITE_CORRUPT and its kinds, SQLITE_NOTADB. PostgreSQL's codes are longer.
            "5" | "261" | "517" | "773" => Self::Busy,
            "11" | "26" | "267" | "523" | "779" => Self::Damaged(error.to_string()),
            _ => Self::Database(error.to_string()),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            other => Self::Migration(other.to_string()),
        }
    }
}

/// Which database stands behind a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Backend {
    Sqlite,
    Postgres,
}

impl Backend {
    fn of(url: &str) -> Result<Self, StoreError> {
        match url.split(':').next().unwrap_or_default() {
            "sqlite" => Ok(Self::Sqlite),
            "postgres" | "postgresql" => Ok(Self::Postgres),
            other => Err(StoreError::Address(other.to_owned())),
        }
    }
}

/// An open store. Clones share one pool of connections.
#[derive(Debug, Clone)]
pub struct Store {
    pool: AnyPool,
    backend: Backend,
    clock: Clock,
    identity: String,
}

impl Store {
    /// Opens the store at `url` (`sqlite://…` or `postgres://…`), making it and bringing its tables up to date as needed.
    ///
    /// # Errors
    /// When the database cannot be reached, made or migrated.
    pub async fn open(url: &str, clock: Clock) -> Result<Self, StoreError> {
        install_default_drivers();
        let backend = Backend::of(url)?;
        let pool = match backend {
            Backend::Sqlite => open_sqlite(url).await?,
            Backend::Postgres => open_postgres(url).await?,
        };
        migrator().run(&pool).await?;
        let identity = identity(&pool).await?;
        Ok(Self { pool, backend, clock, identity })
    }

    /// The store's identity, made once: an index built from another store is noticed by it.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// The clock writes are dated by.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Begins a transaction that is the only one writing.
    async fn begin_writing(&self) -> Result<sqlx::Transaction<'static, sqlx::Any>, StoreError> {
        let mut transaction = match self.backend {
            Backend::Sqlite => self.pool.begin_with("BEGIN IMMEDIATE").await?,
            Backend::Postgres => self.pool.begin().await?,
        };
        if self.backend == Backend::Sqlite {
            // A large import touches all of its indexes in random order: 64 MB of cache keeps it off the disk.
            sqlx::query("PRAGMA cache_size = -64000").execute(&mut *transaction).await?;
        }
        sqlx::query("UPDATE counter SET value = value WHERE name = 'change'").execute(&mut *transaction).await?;
        Ok(transaction)
    }

    /// Closes every connection; SQLite folds its write-ahead log back in.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// The numbered migrations, forward only. A new one is a file and a line here.
fn migrator() -> Migrator {
    let migrations: [(i64, &str, &str); 8] = [
        (1, "first", include_str!("migrations/0001_first.sql")),
        (2, "counts", include_str!("migrations/0002_counts.sql")),
        (3, "plans", include_str!("migrations/0003_plans.sql")),
        (4, "suggestions", include_str!("migrations/0004_suggestions.sql")),
        (5, "modified", include_str!("migrations/0005_modified.sql")),
        (6, "feeds", include_str!("migrations/0006_feeds.sql")),
        (7, "joins", include_str!("migrations/0007_joins.sql")),
        (8, "keys", include_str!("migrations/0008_keys.sql")),
    ];
    let migrations = migrations
        .into_iter()
        .map(|(version, name, sql)| Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false))
        .collect();
    Migrator::with_migrations(migrations)
}

/// What every connection to SQLite begins with. Durable: a write that was acknowledged survives a power cut. Memory stays small:
/// 8 MB of cache a connection.
const PRAGMAS: [&str; 4] =
    ["PRAGMA busy_timeout = 60000", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -8000"];

async fn open_sqlite(url: &str) -> Result<AnyPool, StoreError> {
    let path = url.trim_start_matches("sqlite://").split('?').next().unwrap_or_default();
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    if let Some(folder) = Path::new(&path).parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| StoreError::Folder { folder: folder.display().to_string(), reason: error.to_string() })?;
    }
    let address = if url.contains('?') { url.to_owned() } else { format!("{url}?mode=rwc") };
    // Once without the pool, which would go on trying a file that will never do.
    let mut first = AnyConnection::connect(&address).await?;
    prepare(&mut first).await?;
    first.close().await?;
    let options = AnyPoolOptions::new().max_connections(8).acquire_timeout(Duration::from_mins(1));
    Ok(options.after_connect(|connection, _| Box::pin(prepare(connection))).connect(&address).await?)
}

async fn prepare(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    for pragma in PRAGMAS {
        connection.execute(pragma).await?;
    }
    Ok(())
}

async fn open_postgres(url: &str) -> Result<AnyPool, StoreError> {
    // Once without the pool, which says no more than that it had no connection in time.
    AnyConnection::connect(url).await?.close().await?;
    Ok(AnyPoolOptions::new().max_connections(8).acquire_timeout(Duration::from_secs(20)).connect(url).await?)
}

const IDENTITY: &str = "SELECT value FROM meta WHERE key = 'identity'";

/// Reads the store's identity, making it the first time. Two nodes starting at once agree on the first one written.
///
/// It is written only where it is missing: opening must not wait for an import that is writing.
async fn identity(pool: &AnyPool) -> Result<String, StoreError> {
    if let Some(row) = sqlx::query(IDENTITY).fetch_optional(pool).await? {
        return Ok(row.try_get(0)?);
    }
    sqlx::query("INSERT INTO meta (key, value) VALUES ('identity', $1) ON CONFLICT (key) DO NOTHING")
        .bind(clock::random_id().to_string())
        .execute(pool)
        .await?;
    Ok(sqlx::query(IDENTITY).fetch_one(pool).await?.try_get(0)?)
}

/// Takes the next `count` numbers of a counter, returning the first.
async fn take_numbers(transaction: &mut sqlx::Transaction<'static, sqlx::Any>, name: &'static str, count: i64) -> Result<i64, StoreError> {
    let row = sqlx::query("UPDATE counter SET value = value + $1 WHERE name = $2 RETURNING value")
        .bind(count)
        .bind(name)
        .fetch_one(&mut **transaction)
        .await?;
    Ok(row.try_get::<i64, _>(0)? - count + 1)
}

/// A moment from whole seconds; the beginning of time for a number that is none.
fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
