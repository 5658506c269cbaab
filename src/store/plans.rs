//! Plans behind a short link: service ids, layout, and until when. There is no column for a person or a person's words.

use crate::{
    handing::{code::Code, kept_plan::KeptPlan, sheet::Layout},
    model::id::ServiceId,
    store::{Store, StoreError, moment},
};
use jiff::Timestamp;
use sqlx::Row;

impl Store {
    /// Keeps a plan under a code. False when the code is taken: try another.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn keep_plan(&self, code: &Code, plan: &KeptPlan) -> Result<bool, StoreError> {
        let services: Vec<String> = plan.services.iter().map(ServiceId::to_string).collect();
        let written = sqlx::query(
            "INSERT INTO plan (code, services, layout, made, expires) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code) DO NOTHING",
        )
        .bind(code.letters())
        .bind(services.join(" "))
        .bind(plan.layout.word())
        .bind(plan.made.as_second())
        .bind(plan.expires.as_second())
        .execute(&self.pool)
        .await?;
        Ok(written.rows_affected() == 1)
    }

    /// The plan under a code, expired or not.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn plan(&self, code: &Code) -> Result<Option<KeptPlan>, StoreError> {
        let row = sqlx::query("SELECT services, layout, made, expires FROM plan WHERE code = $1")
            .bind(code.letters())
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let (services, layout): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        Ok(Some(KeptPlan {
            services: services.split_whitespace().filter_map(|id| id.parse().ok()).collect(),
            layout: Layout::of_word(&layout).unwrap_or_default(),
            made: moment(row.try_get(2)?),
            expires: moment(row.try_get(3)?),
        }))
    }

    /// Deletes every plan that has expired by now; how many there were.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn drop_expired_plans(&self, now: Timestamp) -> Result<u64, StoreError> {
        let gone = sqlx::query("DELETE FROM plan WHERE expires <= $1").bind(now.as_second()).execute(&self.pool).await?;
        Ok(gone.rows_affected())
    }
}
