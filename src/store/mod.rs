//! The store: the only SQL. SQLite by default, PostgreSQL by URL; one portable SQL for both.
//!
//! A service is kept as its public document ([`crate::hsds::v3`]) with its private part in a column of its own. Every write
//! also writes a line of the numbered change log in the same transaction; the index follows that log and holds nothing
//! the store lacks. Start at [`Store::open`]; imports go through [`batch::Batch`].

pub mod batch;
pub mod read;
pub mod undo;

#[cfg(test)]
mod tests;

use crate::clock::{self, Clock};
use sqlx::{
    AnyPool, Row, SqlSafeStr,
    any::{AnyPoolOptions, install_default_drivers},
    migrate::{Migration, MigrationType, Migrator},
};
use std::{path::Path, time::Duration};

/// The store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused.
    #[error("the store could not be read or written: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the store's tables could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The folder for the store could not be made.
    #[error("the folder for the store could not be made: {0}")]
    Folder(#[from] std::io::Error),
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

/// Which database stands behind a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Backend {
    Sqlite,
    Postgres,
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
        let backend = if url.starts_with("postgres") { Backend::Postgres } else { Backend::Sqlite };
        let pool = match backend {
            Backend::Sqlite => open_sqlite(url).await?,
            Backend::Postgres => AnyPoolOptions::new().max_connections(8).acquire_timeout(Duration::from_secs(20)).connect(url).await?,
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
    let migrations: [(i64, &str, &str); 1] = [(1, "first", include_str!("migrations/0001_first.sql"))];
    let migrations = migrations
        .into_iter()
        .map(|(version, name, sql)| Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false))
        .collect();
    Migrator::with_migrations(migrations)
}

/// The address of the SQLite file at `path`.
pub fn sqlite_url(path: &Path) -> String {
    let encoded = percent_encoding::utf8_percent_encode(&path.to_string_lossy(), percent_encoding::CONTROLS).to_string();
    format!("sqlite://{}", encoded.replace(' ', "%20").replace('?', "%3F").replace('#', "%23"))
}

async fn open_sqlite(url: &str) -> Result<AnyPool, StoreError> {
    let path = url.trim_start_matches("sqlite://").split('?').next().unwrap_or_default();
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    if let Some(folder) = Path::new(&path).parent() {
        std::fs::create_dir_all(folder)?;
    }
    let address = if url.contains('?') { url.to_owned() } else { format!("{url}?mode=rwc") };
    let options = AnyPoolOptions::new().max_connections(8).acquire_timeout(Duration::from_secs(60)).after_connect(|connection, _| {
        Box::pin(async move {
            use sqlx::Executor;
            // Durable: a write that was acknowledged survives a power cut. Memory stays small: 8 MB of cache a connection.
            for pragma in
                ["PRAGMA busy_timeout = 60000", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -8000"]
            {
                connection.execute(pragma).await?;
            }
            Ok(())
        })
    });
    Ok(options.connect(&address).await?)
}

/// Reads the store's identity, making it the first time. Two nodes starting at once agree on the first one written.
async fn identity(pool: &AnyPool) -> Result<String, StoreError> {
    sqlx::query("INSERT INTO meta (key, value) VALUES ('identity', $1) ON CONFLICT (key) DO NOTHING")
        .bind(clock::random_id().to_string())
        .execute(pool)
        .await?;
    let row = sqlx::query("SELECT value FROM meta WHERE key = 'identity'").fetch_one(pool).await?;
    Ok(row.try_get(0)?)
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
