//! Changes that anyone suggested to records, until a steward settles them. There is no column for a person.

use crate::{
    model::{
        id::ServiceId,
        suggested::{Standing, SuggestedChange, Wrong},
    },
    store::{Backend, Store, StoreError, moment, take_numbers},
};
use jiff::Timestamp;
use sqlx::{Row, any::AnyRow};
use uuid::Uuid;

/// A suggestion as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSuggestion {
    /// Its number, which stewards call it by.
    pub number: i64,
    /// What was suggested.
    pub change: SuggestedChange,
    /// When.
    pub made: Timestamp,
}

/// What became of keeping a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// It is kept, under this number.
    Kept(i64),
    /// It was kept before.
    Before,
    /// So many wait for the same service that it was not kept.
    TooMany,
}

impl Store {
    /// Keeps a suggestion under its key, unless it was kept before or `most` wait for the same service already.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn keep_suggestion(&self, key: Uuid, change: &SuggestedChange, most: i64) -> Result<Keeping, StoreError> {
        let mut transaction = match self.backend {
            Backend::Sqlite => self.pool.begin_with("BEGIN IMMEDIATE").await?,
            Backend::Postgres => self.pool.begin().await?,
        };
        // First of all: the counter's row makes writers take turns, so that what is counted below stays true.
        let number = take_numbers(&mut transaction, "suggestion", 1).await?;
        let known =
            sqlx::query("SELECT number FROM suggestion WHERE key = $1").bind(key.to_string()).fetch_optional(&mut *transaction).await?;
        if known.is_some() {
            return Ok(Keeping::Before);
        }
        let open: i64 = sqlx::query("SELECT COUNT(*) FROM suggestion WHERE service = $1 AND standing = $2")
            .bind(change.service.to_string())
            .bind(Standing::Open.word())
            .fetch_one(&mut *transaction)
            .await?
            .try_get(0)?;
        if open >= most {
            return Ok(Keeping::TooMany);
        }
        sqlx::query(
            "INSERT INTO suggestion (number, key, service, wrong, says, known, made, standing) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(number)
        .bind(key.to_string())
        .bind(change.service.to_string())
        .bind(change.wrong.word())
        .bind(change.says.clone())
        .bind(change.known.clone())
        .bind(self.clock.now().as_second())
        .bind(Standing::Open.word())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Keeping::Kept(number))
    }

    /// The suggestions that wait, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn open_suggestions(&self) -> Result<Vec<KeptSuggestion>, StoreError> {
        let rows = sqlx::query("SELECT number, service, wrong, says, known, made FROM suggestion WHERE standing = $1 ORDER BY number")
            .bind(Standing::Open.word())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(kept).collect()
    }

    /// Settles a suggestion. False when none of this number waits.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn settle_suggestion(&self, number: i64, standing: Standing) -> Result<bool, StoreError> {
        let settled = sqlx::query("UPDATE suggestion SET standing = $1, settled = $2 WHERE number = $3 AND standing = $4")
            .bind(standing.word())
            .bind(self.clock.now().as_second())
            .bind(number)
            .bind(Standing::Open.word())
            .execute(&self.pool)
            .await?;
        Ok(settled.rows_affected() == 1)
    }

    /// Deletes every suggestion that was settled at this moment or before it; how many there were. One that waits is never old enough.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn drop_settled_suggestions(&self, until: Timestamp) -> Result<u64, StoreError> {
        let gone = sqlx::query("DELETE FROM suggestion WHERE standing <> $1 AND settled <= $2")
            .bind(Standing::Open.word())
            .bind(until.as_second())
            .execute(&self.pool)
            .await?;
        Ok(gone.rows_affected())
    }
}

fn kept(row: &AnyRow) -> Result<KeptSuggestion, StoreError> {
    let (number, service, wrong): (i64, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    let unreadable = |what: &str| StoreError::Database(format!("suggestion {number} has a {what} that is none"));
    let change = SuggestedChange {
        service: service.parse::<ServiceId>().map_err(|_| unreadable("service"))?,
        wrong: Wrong::of_word(&wrong).ok_or_else(|| unreadable("kind"))?,
        says: row.try_get(3)?,
        known: row.try_get(4)?,
    };
    Ok(KeptSuggestion { number, change, made: moment(row.try_get(5)?) })
}
