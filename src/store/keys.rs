//! Keys of software that asks a great deal: a name, what the key hashes to, and how much it may ask.

use crate::store::{Store, StoreError};
use sqlx::Row;

/// A key as kept. The key itself is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Who has it: a system, never a person.
    pub name: String,
    /// SHA-256 of the key, in hex.
    pub hash: String,
    /// Requests it may make in a minute.
    pub per_minute: u32,
    /// When it was made, RFC 3339.
    pub made: String,
}

impl Store {
    /// Keeps a key. False when the name is taken.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn add_key(&self, name: &str, hash: &str, per_minute: u32) -> Result<bool, StoreError> {
        let done = sqlx::query("INSERT INTO api_key (name, hash, per_minute, made) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING")
            .bind(name.to_owned())
            .bind(hash.to_owned())
            .bind(i64::from(per_minute))
            .bind(self.clock.now().to_string())
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Every key, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn keys(&self) -> Result<Vec<ApiKey>, StoreError> {
        let rows = sqlx::query("SELECT name, hash, per_minute, made FROM api_key ORDER BY name").fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                let per_minute = u32::try_from(row.try_get::<i64, _>(2)?).unwrap_or_default();
                Ok(ApiKey { name: row.try_get(0)?, hash: row.try_get(1)?, per_minute, made: row.try_get(3)? })
            })
            .collect()
    }

    /// Forgets a key. False when there is none of this name.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn remove_key(&self, name: &str) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM api_key WHERE name = $1").bind(name.to_owned()).execute(&self.pool).await?;
        Ok(done.rows_affected() > 0)
    }
}
