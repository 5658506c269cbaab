//! A batch: one import, all of it or none of it.
//!
//! Everything a batch writes is one transaction. Until [`Batch::commit`] returns, nothing has happened; after it, everything
//! has, and survives a power cut. Memory holds one number for each row seen, whatever the rows' size.

use crate::{
    hsds::v3,
    model::{
        id::{self, ServiceId},
        service::Record,
    },
    store::{Store, StoreError, joins, read::read_id, take_numbers},
};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    fmt::Write,
};
use uuid::Uuid;

/// What became of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Not known before.
    New,
    /// Known, and different now (or back after having been withdrawn).
    Changed,
    /// Known, and the same.
    Unchanged,
    /// The same id came before in this batch; this one was not used.
    Repeated,
}

/// An import under way.
#[derive(Debug)]
pub struct Batch {
    transaction: Transaction<'static, Any>,
    id: i64,
    source: String,
    at: String,
    seen: HashSet<Uuid>,
}

/// What stands in the store for an id.
struct Standing {
    source: String,
    fingerprint: String,
    withdrawn: Option<String>,
}

/// A record ready to be written.
struct Row {
    id: String,
    native_id: String,
    organisation: String,
    document: String,
    private: Option<String>,
    fingerprint: String,
}

impl Store {
    /// Begins a batch for a source. Batches take turns.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn begin_batch(&self, source: &str) -> Result<Batch, StoreError> {
        let mut transaction = self.begin_writing().await?;
        let id = take_numbers(&mut transaction, "batch", 1).await?;
        Ok(Batch { transaction, id, source: source.to_owned(), at: self.clock.now().to_string(), seen: HashSet::new() })
    }
}

impl Batch {
    /// The batch's number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Writes records, returning what became of each, in order. Give it a few hundred at a time.
    ///
    /// A record whose id stands in the store for *another* source gets an id derived from this source: a feed changes only
    /// rows it owns.
    ///
    /// # Errors
    /// When the store cannot be written; the batch is then lost as a whole.
    pub async fn put(&mut self, mut records: Vec<Record>) -> Result<Vec<Outcome>, StoreError> {
        let mut standing = self.standing(&records).await?;
        let foreign: Vec<usize> = (0..records.len())
            .filter(|&at| standing.get(&records[at].service.id).is_some_and(|standing| standing.source != self.source))
            .collect();
        if !foreign.is_empty() {
            for at in foreign {
                let service = &mut records[at].service;
                service.id = ServiceId(id::derive(&self.source, "service", &service.provenance.native_id));
            }
            standing = self.standing(&records).await?;
        }
        let mut outcomes = Vec::with_capacity(records.len());
        for record in &records {
            outcomes.push(self.put_one(record, standing.get(&record.service.id)).await?);
        }
        Ok(outcomes)
    }

    async fn put_one(&mut self, record: &Record, standing: Option<&Standing>) -> Result<Outcome, StoreError> {
        if !self.seen.insert(record.service.id.0) {
            return Ok(Outcome::Repeated);
        }
        let row = row(record);
        match standing {
            Some(standing) if standing.fingerprint == row.fingerprint && standing.withdrawn.is_none() => Ok(Outcome::Unchanged),
            Some(_) => {
                self.log(&row.id).await?;
                self.update(&row).await?;
                if record.service.is_withheld() {
                    // What it is joined to would tell where it is.
                    joins::part(&mut self.transaction, &row.id, &self.at).await?;
                }
                Ok(Outcome::Changed)
            }
            None => {
                self.insert(&row).await?;
                self.log_new(&row.id).await?;
                Ok(Outcome::New)
            }
        }
    }

    /// Writes a service that stands anew, whichever source it is of: for what is told from records, not by a publisher. It keeps
    /// its source.
    ///
    /// # Errors
    /// When the store cannot be written; the batch is then lost as a whole.
    pub async fn amend(&mut self, record: &Record) -> Result<(), StoreError> {
        let row = row(record);
        self.log(&row.id).await?;
        self.update(&row).await
    }

    /// The services of this source that stand but were not in this batch.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn missing(&mut self) -> Result<Vec<ServiceId>, StoreError> {
        let mut rows = sqlx::query("SELECT id FROM service WHERE source = $1 AND withdrawn IS NULL")
            .bind(self.source.clone())
            .fetch(&mut *self.transaction);
        let mut missing = Vec::new();
        while let Some(row) = rows.try_next().await? {
            let id = read_id(&row.try_get::<String, _>(0)?)?;
            if !self.seen.contains(&id.0) {
                missing.push(id);
            }
        }
        Ok(missing)
    }

    /// How many services of this source stood before this batch wrote anything new.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn standing_before(&mut self) -> Result<i64, StoreError> {
        let row = sqlx::query("SELECT COUNT(*) FROM service WHERE source = $1 AND withdrawn IS NULL")
            .bind(self.source.clone())
            .fetch_one(&mut *self.transaction)
            .await?;
        Ok(row.try_get(0)?)
    }

    /// Withdraws services: their documents stay, they are no longer listed.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn withdraw(&mut self, ids: &[ServiceId]) -> Result<(), StoreError> {
        for id in ids {
            let id = id.to_string();
            self.log(&id).await?;
            sqlx::query("UPDATE service SET withdrawn = $1, modified = $1, batch = $2 WHERE id = $3")
                .bind(self.at.clone())
                .bind(self.id)
                .bind(id)
                .execute(&mut *self.transaction)
                .await?;
        }
        Ok(())
    }

    /// Of what a publisher says has ended (ids, ours and its own) what stands. What another source has is not among it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn standing_of(&mut self, ended: &[(ServiceId, String)]) -> Result<Vec<ServiceId>, StoreError> {
        let mut standing = BTreeSet::new();
        for (id, native_id) in ended {
            let own = ServiceId(id::derive(&self.source, "service", native_id));
            for id in [*id, own] {
                let stands = sqlx::query("SELECT 1 FROM service WHERE id = $1 AND source = $2 AND withdrawn IS NULL")
                    .bind(id.to_string())
                    .bind(self.source.clone())
                    .fetch_optional(&mut *self.transaction)
                    .await?;
                if stands.is_some() {
                    standing.insert(id);
                }
            }
        }
        Ok(standing.into_iter().collect())
    }

    /// Makes the batch happen, all of it, and remembers its report.
    ///
    /// # Errors
    /// When the store cannot be written; nothing has happened then.
    pub async fn commit(mut self, input: &str, report: &str) -> Result<(), StoreError> {
        joins::hand_over(&mut self.transaction, &self.at).await?;
        remember(&mut self.transaction, self.id, [&self.source, input, &self.at, "done", report]).await?;
        Ok(self.transaction.commit().await?)
    }

    /// Lets the batch go: nothing has happened.
    ///
    /// # Errors
    /// When the store cannot be reached; nothing has happened then either.
    pub async fn discard(self) -> Result<(), StoreError> {
        Ok(self.transaction.rollback().await?)
    }

    async fn standing(&mut self, records: &[Record]) -> Result<HashMap<ServiceId, Standing>, StoreError> {
        if records.is_empty() {
            return Ok(HashMap::new());
        }
        let mut query = sqlx::query(AssertSqlSafe(select_by_ids(records.len())));
        for record in records {
            query = query.bind(record.service.id.to_string());
        }
        let rows = query.fetch_all(&mut *self.transaction).await?;
        rows.iter()
            .map(|row| {
                let standing = Standing { source: row.try_get(1)?, fingerprint: row.try_get(2)?, withdrawn: row.try_get(3)? };
                Ok((read_id(&row.try_get::<String, _>(0)?)?, standing))
            })
            .collect()
    }

    async fn insert(&mut self, row: &Row) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO service (id, source, native_id, organisation, fingerprint, document, private, withdrawn, batch, modified) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $9)",
        )
        .bind(row.id.clone())
        .bind(self.source.clone())
        .bind(row.native_id.clone())
        .bind(row.organisation.clone())
        .bind(row.fingerprint.clone())
        .bind(row.document.clone())
        .bind(row.private.clone())
        .bind(self.id)
        .bind(self.at.clone())
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    async fn update(&mut self, row: &Row) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE service SET native_id = $1, organisation = $2, fingerprint = $3, document = $4, private = $5, withdrawn = NULL, \
             batch = $6, modified = $7 WHERE id = $8",
        )
        .bind(row.native_id.clone())
        .bind(row.organisation.clone())
        .bind(row.fingerprint.clone())
        .bind(row.document.clone())
        .bind(row.private.clone())
        .bind(self.id)
        .bind(self.at.clone())
        .bind(row.id.clone())
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Logs a change to a service that stands, with what it was.
    async fn log(&mut self, id: &str) -> Result<(), StoreError> {
        log_before(&mut self.transaction, id, self.id, &self.at).await
    }

    /// Logs a service that was not there before.
    async fn log_new(&mut self, id: &str) -> Result<(), StoreError> {
        let number = take_numbers(&mut self.transaction, "change", 1).await?;
        sqlx::query("INSERT INTO change (seq, service, batch, at) VALUES ($1, $2, $3, $4)")
            .bind(number)
            .bind(id.to_owned())
            .bind(self.id)
            .bind(self.at.clone())
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }
}

/// Logs a change to a service with what stands there now; call it before changing the row.
pub(super) async fn log_before(transaction: &mut Transaction<'static, Any>, id: &str, batch: i64, at: &str) -> Result<(), StoreError> {
    let number = take_numbers(transaction, "change", 1).await?;
    sqlx::query(
        "INSERT INTO change (seq, service, batch, at, before_document, before_private, before_withdrawn, before_batch) \
         SELECT $1, id, $2, $3, document, private, withdrawn, batch FROM service WHERE id = $4",
    )
    .bind(number)
    .bind(batch)
    .bind(at.to_owned())
    .bind(id.to_owned())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Remembers a batch: source, input, at, state, report.
pub(super) async fn remember(transaction: &mut Transaction<'static, Any>, id: i64, columns: [&str; 5]) -> Result<(), StoreError> {
    let mut query = sqlx::query("INSERT INTO batch (id, source, input, at, state, report) VALUES ($1, $2, $3, $4, $5, $6)").bind(id);
    for column in columns {
        query = query.bind(column.to_owned());
    }
    query.execute(&mut **transaction).await?;
    Ok(())
}

fn select_by_ids(count: usize) -> String {
    let mut sql = "SELECT id, source, fingerprint, withdrawn FROM service WHERE id IN (".to_owned();
    for number in 1..=count {
        let comma = if number == 1 { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(sql, "{comma}${number}");
    }
    sql.push(')');
    sql
}

fn row(record: &Record) -> Row {
    let service = &record.service;
    let document = v3::write(service).to_string();
    let private = (!record.private.is_empty()).then(|| v3::write_private(&record.private).to_string());
    Row {
        id: service.id.to_string(),
        // PostgreSQL's text holds every character but this one; the document has it escaped.
        native_id: service.provenance.native_id.replace('\0', ""),
        organisation: service.organisation.id.to_string(),
        fingerprint: fingerprint(&document, private.as_deref()),
        document,
        private,
    }
}

/// Sameness of a record: the first 16 bytes of SHA-256 over both documents, in hex.
pub(super) fn fingerprint(document: &str, private: Option<&str>) -> String {
    let mut hash = Sha256::new();
    hash.update(document.as_bytes());
    hash.update([0]);
    hash.update(private.unwrap_or_default().as_bytes());
    hash.finalize().iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
