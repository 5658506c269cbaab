//! Reading: single services, whole directories in pages, and the change log.

use crate::{
    hsds::v3,
    model::{id::ServiceId, private::Private, service::Service},
    store::{Store, StoreError},
};
use serde_json::Value;
use sqlx::{Row, any::AnyRow};

/// A service as kept: its public part and whether it was withdrawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The public part.
    pub service: Service,
    /// When it was withdrawn, as an RFC 3339 time. `None` = it stands.
    pub withdrawn: Option<String>,
}

/// A line of the change log, with what the service is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The line's number: larger is later.
    pub number: i64,
    /// The service.
    pub id: ServiceId,
    /// The service as it stands now; `None` = withdrawn, joined to another or no longer listed.
    pub now: Option<Service>,
    /// The record that is shown for it.
    pub leader: Option<ServiceId>,
    /// It is shown for others.
    pub leads: bool,
}

/// What a source has in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCount {
    /// The source's key.
    pub source: String,
    /// Services that stand.
    pub services: i64,
    /// When its last batch was written, RFC 3339.
    pub last_import: Option<String>,
}

/// One import as remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchLine {
    /// Its number.
    pub id: i64,
    /// The source.
    pub source: String,
    /// What was read.
    pub input: String,
    /// When, RFC 3339.
    pub at: String,
    /// `done`, `undone` or `undo`.
    pub state: String,
    /// The report, as JSON.
    pub report: String,
}

impl Store {
    /// One service, withdrawn or not.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn service(&self, id: ServiceId) -> Result<Option<Kept>, StoreError> {
        let row = sqlx::query("SELECT id, source, document, withdrawn FROM service WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(kept).transpose()
    }

    /// The private part of a service: for pages of signed-in professionals only.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn private(&self, id: ServiceId) -> Result<Private, StoreError> {
        let row = sqlx::query("SELECT private FROM service WHERE id = $1").bind(id.to_string()).fetch_optional(&self.pool).await?;
        let text: Option<String> = row.map(|row| row.try_get(0)).transpose()?.flatten();
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).map(|value: Value| v3::read_private(&value)).unwrap_or_default())
    }

    /// The services that stand, in id order, after `after`: a page for a full read.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn services_after(&self, after: Option<ServiceId>, limit: i64) -> Result<Vec<Service>, StoreError> {
        let rows =
            sqlx::query("SELECT id, source, document, withdrawn FROM service WHERE withdrawn IS NULL AND id > $1 ORDER BY id LIMIT $2")
                .bind(after.map(|id| id.to_string()).unwrap_or_default())
                .bind(limit)
                .fetch_all(&self.pool)
                .await?;
        rows.iter().map(|row| kept(row).map(|kept| kept.service)).collect()
    }

    /// The services that are shown: those that stand and no other is shown for, in id order, after `after`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn shown_after(&self, after: Option<ServiceId>, limit: i64) -> Result<Vec<Service>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, source, document, withdrawn FROM service WHERE withdrawn IS NULL AND id > $1 \
             AND NOT EXISTS (SELECT 1 FROM joined WHERE joined.service = service.id) ORDER BY id LIMIT $2",
        )
        .bind(after.map(|id| id.to_string()).unwrap_or_default())
        .bind(limit)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|row| kept(row).map(|kept| kept.service)).collect()
    }

    /// How many services stand.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn count(&self) -> Result<i64, StoreError> {
        let row = sqlx::query("SELECT COUNT(*) FROM service WHERE withdrawn IS NULL").fetch_one(&self.pool).await?;
        Ok(row.try_get(0)?)
    }

    /// The number of the last line of the change log; 0 when there is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn last_change(&self) -> Result<i64, StoreError> {
        let row = sqlx::query("SELECT COALESCE(MAX(seq), 0) FROM change").fetch_one(&self.pool).await?;
        Ok(row.try_get(0)?)
    }

    /// Lines of the change log after `number`, oldest first, each with its service as it stands now.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn changes_after(&self, number: i64, limit: i64) -> Result<Vec<Change>, StoreError> {
        let rows = sqlx::query(
            "SELECT s.id, s.source, s.document, s.withdrawn, c.seq, j.leader, \
             (SELECT COUNT(*) FROM joined l WHERE l.leader = s.id) FROM change c JOIN service s ON s.id = c.service \
             LEFT JOIN joined j ON j.service = s.id WHERE c.seq > $1 ORDER BY c.seq LIMIT $2",
        )
        .bind(number)
        .bind(limit)
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                let Kept { service, withdrawn } = kept(row)?;
                let id = service.id;
                let leader = row.try_get::<Option<String>, _>(5)?.map(|leader| read_id(&leader)).transpose()?;
                let now = (withdrawn.is_none() && leader.is_none() && service.is_listed()).then_some(service);
                Ok(Change { number: row.try_get(4)?, id, now, leader, leads: row.try_get::<i64, _>(6)? > 0 })
            })
            .collect()
    }

    /// Every source with how much of it stands, by key.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn sources(&self) -> Result<Vec<SourceCount>, StoreError> {
        let rows = sqlx::query(
            "SELECT source, COUNT(*), (SELECT MAX(at) FROM batch b WHERE b.source = service.source AND b.state = 'done') \
             FROM service WHERE withdrawn IS NULL GROUP BY source ORDER BY source",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| Ok(SourceCount { source: row.try_get(0)?, services: row.try_get(1)?, last_import: row.try_get(2)? }))
            .collect()
    }

    /// One service of a source, as a sample of its publisher and licence.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn sample_of(&self, source: &str) -> Result<Option<Service>, StoreError> {
        let row = sqlx::query("SELECT id, source, document, withdrawn FROM service WHERE source = $1 AND withdrawn IS NULL LIMIT 1")
            .bind(source)
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(|row| kept(row).map(|kept| kept.service)).transpose()
    }

    /// The last imports, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn batches(&self, limit: i64) -> Result<Vec<BatchLine>, StoreError> {
        let rows = sqlx::query("SELECT id, source, input, at, state, report FROM batch ORDER BY id DESC LIMIT $1")
            .bind(limit)
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(BatchLine {
                    id: row.try_get(0)?,
                    source: row.try_get(1)?,
                    input: row.try_get(2)?,
                    at: row.try_get(3)?,
                    state: row.try_get(4)?,
                    report: row.try_get(5)?,
                })
            })
            .collect()
    }
}

/// Reads an id as kept.
pub(super) fn read_id(text: &str) -> Result<ServiceId, StoreError> {
    text.parse().map_err(|error: uuid::Error| StoreError::Document { id: text.to_owned(), reason: error.to_string() })
}

/// Reads the columns id, source, document, withdrawn.
pub(super) fn kept(row: &AnyRow) -> Result<Kept, StoreError> {
    let (id, source, document): (String, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    let value: Value =
        serde_json::from_str(&document).map_err(|error| StoreError::Document { id: id.clone(), reason: error.to_string() })?;
    let reading = v3::read(&value, v3::Origin { source: &source, publisher: None, licence: None });
    let Some(record) = reading.record else {
        let reason = reading.problems.last().map_or_else(|| "not a service".to_owned(), |problem| problem.reason.clone());
        return Err(StoreError::Document { id, reason });
    };
    Ok(Kept { service: record.service, withdrawn: row.try_get(3)? })
}
