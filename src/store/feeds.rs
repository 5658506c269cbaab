//! Feeds that are read again and again: what is set of each, what is known of it, who is reading it, and how its readings went.
//!
//! Several nodes may share a store: a feed is read by whoever holds it, and is held for a while only, so that a reader that
//! died does not keep it.

use crate::store::{Store, StoreError, take_numbers};
use jiff::Timestamp;
use sqlx::{Row, any::AnyRow};

/// A feed as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFeed {
    /// The key its records are owned by.
    pub key: String,
    /// What is set, as JSON.
    pub settings: String,
    /// What is known, as JSON.
    pub state: String,
    /// Since when it is not read, RFC 3339. `None` = it is.
    pub paused: Option<String>,
    /// When it is to be read next.
    pub due: Timestamp,
    /// Until when somebody is reading it.
    pub held_until: Option<Timestamp>,
}

const COLUMNS: &str = "SELECT key, settings, state, paused, due, reader_until FROM feed";
/// Readings that are kept of a feed.
const KEPT: i64 = 60;

impl Store {
    /// Keeps a feed. False when the key is taken.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn add_feed(&self, key: &str, settings: &str, state: &str, due: Timestamp) -> Result<bool, StoreError> {
        let done = sqlx::query("INSERT INTO feed (key, settings, state, due) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING")
            .bind(key.to_owned())
            .bind(settings.to_owned())
            .bind(state.to_owned())
            .bind(due.as_second())
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Every feed, by key.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn feeds(&self) -> Result<Vec<KeptFeed>, StoreError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} ORDER BY key"))).fetch_all(&self.pool).await?;
        rows.iter().map(kept).collect()
    }

    /// A feed by its key.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn feed(&self, key: &str) -> Result<Option<KeptFeed>, StoreError> {
        let row =
            sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE key = $1"))).bind(key.to_owned()).fetch_optional(&self.pool).await?;
        row.as_ref().map(kept).transpose()
    }

    /// Forgets a feed and its readings; what was read from it stays. False when there is none of this key.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn remove_feed(&self, key: &str) -> Result<bool, StoreError> {
        let mut transaction = self.begin_writing().await?;
        sqlx::query("DELETE FROM feed_reading WHERE feed = $1").bind(key.to_owned()).execute(&mut *transaction).await?;
        let done = sqlx::query("DELETE FROM feed WHERE key = $1").bind(key.to_owned()).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    /// Stops a feed being read from now on, or lets it be read again, at once. False when there is none of this key.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn pause_feed(&self, key: &str, paused: bool) -> Result<bool, StoreError> {
        let now = self.clock.now();
        let done = sqlx::query("UPDATE feed SET paused = $1, due = CASE WHEN $2 = 1 THEN due ELSE $3 END WHERE key = $4")
            .bind(paused.then(|| now.to_string()))
            .bind(i64::from(paused))
            .bind(now.as_second())
            .bind(key.to_owned())
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// The feeds that are to be read by now and that nobody is reading, longest due first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn due_feeds(&self) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query(
            "SELECT key FROM feed WHERE paused IS NULL AND due <= $1 AND (reader_until IS NULL OR reader_until < $1) ORDER BY due, key",
        )
        .bind(self.clock.now().as_second())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// Holds a feed for a reader. False when somebody else does, or there is none of this key.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn hold_feed(&self, key: &str, reader: &str, until: Timestamp) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE feed SET reader = $1, reader_until = $2 \
             WHERE key = $3 AND (reader IS NULL OR reader = $1 OR reader_until IS NULL OR reader_until < $4)",
        )
        .bind(reader.to_owned())
        .bind(until.as_second())
        .bind(key.to_owned())
        .bind(self.clock.now().as_second())
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Goes on holding a feed. False when its reader does not hold it any more, be it that the reading has ended.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn go_on_holding(&self, key: &str, reader: &str, until: Timestamp) -> Result<bool, StoreError> {
        let done = sqlx::query("UPDATE feed SET reader_until = $1 WHERE key = $2 AND reader = $3")
            .bind(until.as_second())
            .bind(key.to_owned())
            .bind(reader.to_owned())
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Lets a feed go that its reader holds, as if it had not been held.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn let_feed_go(&self, key: &str, reader: &str) -> Result<(), StoreError> {
        sqlx::query("UPDATE feed SET reader = NULL, reader_until = NULL WHERE key = $1 AND reader = $2")
            .bind(key.to_owned())
            .bind(reader.to_owned())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Lets everything go that readers of a server's name hold.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn let_all_feeds_go(&self, server: &str) -> Result<(), StoreError> {
        sqlx::query("UPDATE feed SET reader = NULL, reader_until = NULL WHERE reader LIKE $1")
            .bind(format!("{server}/%"))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Keeps what is known of a feed while its reader holds it. False when it no longer does.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn note_feed(&self, key: &str, reader: &str, state: &str) -> Result<bool, StoreError> {
        let done = sqlx::query("UPDATE feed SET state = $1 WHERE key = $2 AND reader = $3")
            .bind(state.to_owned())
            .bind(key.to_owned())
            .bind(reader.to_owned())
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Ends a reading: keeps its report and what is known now, says when the next is due, and lets go. A reader that no longer holds the
    /// feed changes nothing.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn end_reading(&self, key: &str, reader: &str, due: Timestamp, state: &str, report: &str) -> Result<bool, StoreError> {
        let mut transaction = self.begin_writing().await?;
        let done = sqlx::query("UPDATE feed SET state = $1, due = $2, reader = NULL, reader_until = NULL WHERE key = $3 AND reader = $4")
            .bind(state.to_owned())
            .bind(due.as_second())
            .bind(key.to_owned())
            .bind(reader.to_owned())
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        let number = take_numbers(&mut transaction, "feed_reading", 1).await?;
        sqlx::query("INSERT INTO feed_reading (number, feed, report) VALUES ($1, $2, $3)")
            .bind(number)
            .bind(key.to_owned())
            .bind(report.to_owned())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "DELETE FROM feed_reading WHERE feed = $1 AND number NOT IN \
             (SELECT number FROM feed_reading WHERE feed = $1 ORDER BY number DESC LIMIT $2)",
        )
        .bind(key.to_owned())
        .bind(KEPT)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The latest readings of a feed, newest first, as they were reported.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn feed_readings(&self, key: &str, most: i64) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query("SELECT report FROM feed_reading WHERE feed = $1 ORDER BY number DESC LIMIT $2")
            .bind(key.to_owned())
            .bind(most)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}

fn kept(row: &AnyRow) -> Result<KeptFeed, StoreError> {
    let moment = |seconds: i64| crate::store::moment(seconds);
    Ok(KeptFeed {
        key: row.try_get(0)?,
        settings: row.try_get(1)?,
        state: row.try_get(2)?,
        paused: row.try_get(3)?,
        due: moment(row.try_get(4)?),
        held_until: row.try_get::<Option<i64>, _>(5)?.map(moment),
    })
}
