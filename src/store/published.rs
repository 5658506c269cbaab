//! Reading for those who publish what the store holds: records with the moment they last changed here, and documents as they are kept.

use crate::{
    hsds::v3,
    model::{id::ServiceId, service::Service},
    store::{Store, StoreError},
};
use jiff::Timestamp;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row, any::AnyRow};
use std::{collections::HashMap, fmt::Write};

/// A record with what the store knows about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The public part, as last published.
    pub service: Service,
    /// Its source no longer has it.
    pub withdrawn: bool,
    /// Another record is shown for it.
    pub joined: bool,
    /// When it last changed here; a withdrawal is a change, and so is a join.
    pub modified: Timestamp,
}

impl Standing {
    /// Whether people are sent there by this record: it stands, is listed and no other is shown for it.
    pub fn is_shown(&self) -> bool {
        !self.withdrawn && !self.joined && self.service.is_listed()
    }
}

/// Documents asked for at once; more are read in several turns.
const AT_ONCE: usize = 500;

impl Store {
    /// Every record ever read, withdrawn ones among them, in id order after `after`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn standing_after(&self, after: Option<ServiceId>, limit: i64) -> Result<Vec<Standing>, StoreError> {
        let rows = sqlx::query(
            "SELECT s.id, s.source, s.document, s.withdrawn, s.modified, j.leader FROM service s LEFT JOIN joined j ON j.service = s.id \
             WHERE s.id > $1 ORDER BY s.id LIMIT $2",
        )
        .bind(after.map(|id| id.to_string()).unwrap_or_default())
        .bind(limit)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(standing).collect()
    }

    /// The records of the change log's lines after `number`, as they stand now, with the number of the last line; `None` where there is
    /// no such line. A record may come twice.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn changed_after(&self, number: i64, limit: i64) -> Result<Option<(i64, Vec<Standing>)>, StoreError> {
        let rows = sqlx::query(
            "SELECT s.id, s.source, s.document, s.withdrawn, s.modified, j.leader, c.seq FROM change c JOIN service s ON s.id = c.service \
             LEFT JOIN joined j ON j.service = s.id WHERE c.seq > $1 ORDER BY c.seq LIMIT $2",
        )
        .bind(number)
        .bind(limit)
        .fetch_all(&self.pool)
        .await?;
        let Some(last) = rows.last() else { return Ok(None) };
        Ok(Some((last.try_get(6)?, rows.iter().map(standing).collect::<Result<_, _>>()?)))
    }

    /// The documents of some services as they are kept, by id. What is not there is left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn documents(&self, ids: &[ServiceId]) -> Result<HashMap<ServiceId, Value>, StoreError> {
        let mut found = HashMap::with_capacity(ids.len());
        for some in ids.chunks(AT_ONCE) {
            let mut query = sqlx::query(AssertSqlSafe(select(some.len())));
            for id in some {
                query = query.bind(id.to_string());
            }
            for row in query.fetch_all(&self.pool).await? {
                let (id, document): (String, String) = (row.try_get(0)?, row.try_get(1)?);
                let broken = |reason: String| StoreError::Document { id: id.clone(), reason };
                let key = id.parse().map_err(|error: uuid::Error| broken(error.to_string()))?;
                found.insert(key, serde_json::from_str(&document).map_err(|error| broken(error.to_string()))?);
            }
        }
        Ok(found)
    }
}

fn select(count: usize) -> String {
    let mut sql = "SELECT id, document FROM service WHERE id IN (".to_owned();
    for number in 1..=count {
        let comma = if number == 1 { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(sql, "{comma}${number}");
    }
    sql.push(')');
    sql
}

/// Reads the columns id, source, document, withdrawn, modified, leader.
fn standing(row: &AnyRow) -> Result<Standing, StoreError> {
    let (id, source, document): (String, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    let broken = |reason: String| StoreError::Document { id: id.clone(), reason };
    let value: Value = serde_json::from_str(&document).map_err(|error| broken(error.to_string()))?;
    let reading = v3::read(&value, v3::Origin { source: &source, publisher: None, licence: None });
    let record = reading.record.ok_or_else(|| broken("not a service".to_owned()))?;
    let modified: String = row.try_get(4)?;
    Ok(Standing {
        service: record.service,
        withdrawn: row.try_get::<Option<String>, _>(3)?.is_some(),
        joined: row.try_get::<Option<String>, _>(5)?.is_some(),
        // Empty in a store from before this was kept whose batch is not remembered: older than anything.
        modified: modified.parse().unwrap_or(Timestamp::UNIX_EPOCH),
    })
}
