//! Undoing a batch: every service it touched becomes what it was, unless a later batch has touched it since.

use crate::{
    hsds::v3,
    store::{
        Store, StoreError,
        batch::{fingerprint, log_before, remember},
        joins, take_numbers,
    },
};
use sqlx::{Any, Row as _, Transaction, any::AnyRow};

/// What undoing a batch amounted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Undone {
    /// Services put back as they were.
    pub restored: u64,
    /// Services the batch had brought in, withdrawn now.
    pub withdrawn: u64,
    /// Services left alone because a later batch changed them.
    pub kept: u64,
}

impl Store {
    /// Undoes a batch, all of it or none of it. The undoing is itself a batch and is logged.
    ///
    /// # Errors
    /// When there is no such batch, it was undone before, or the store cannot be written.
    pub async fn undo(&self, batch: i64) -> Result<Undone, StoreError> {
        let mut transaction = self.begin_writing().await?;
        let source = undoable(&mut transaction, batch).await?;
        let id = take_numbers(&mut transaction, "batch", 1).await?;
        let at = self.clock.now().to_string();
        let mut undone = Undone::default();
        let mut below = i64::MAX;
        loop {
            let lines = lines_of(&mut transaction, batch, below).await?;
            let Some(last) = lines.last() else { break };
            below = last.try_get(0)?;
            for line in &lines {
                undo_line(&mut transaction, line, (batch, id), &at, &mut undone).await?;
            }
        }
        joins::hand_over(&mut transaction, &at).await?;
        sqlx::query("UPDATE batch SET state = 'undone' WHERE id = $1").bind(batch).execute(&mut *transaction).await?;
        let report = serde_json::json!({ "undid": batch, "restored": undone.restored, "withdrawn": undone.withdrawn, "kept": undone.kept });
        remember(&mut transaction, id, [&source, &format!("undo of batch {batch}"), &at, "undo", &report.to_string()]).await?;
        transaction.commit().await?;
        Ok(undone)
    }
}

async fn undoable(transaction: &mut Transaction<'static, Any>, batch: i64) -> Result<String, StoreError> {
    let row = sqlx::query("SELECT source, state FROM batch WHERE id = $1").bind(batch).fetch_optional(&mut **transaction).await?;
    let Some(row) = row else {
        return Err(StoreError::Batch(format!("there is no batch {batch}")));
    };
    let state: String = row.try_get(1)?;
    match state.as_str() {
        "done" => Ok(row.try_get(0)?),
        "undone" => Err(StoreError::Batch(format!("batch {batch} was undone before"))),
        _ => Err(StoreError::Batch(format!("batch {batch} is itself an undoing; import again instead"))),
    }
}

async fn lines_of(transaction: &mut Transaction<'static, Any>, batch: i64, below: i64) -> Result<Vec<AnyRow>, StoreError> {
    Ok(sqlx::query(
        "SELECT c.seq, c.service, c.before_document, c.before_private, c.before_withdrawn, c.before_batch, s.batch \
         FROM change c JOIN service s ON s.id = c.service WHERE c.batch = $1 AND c.seq < $2 ORDER BY c.seq DESC LIMIT 500",
    )
    .bind(batch)
    .bind(below)
    .fetch_all(&mut **transaction)
    .await?)
}

async fn undo_line(
    transaction: &mut Transaction<'static, Any>,
    line: &AnyRow,
    (batch, undoing): (i64, i64),
    at: &str,
    undone: &mut Undone,
) -> Result<(), StoreError> {
    let id: String = line.try_get(1)?;
    if line.try_get::<i64, _>(6)? != batch {
        undone.kept += 1;
        return Ok(());
    }
    log_before(transaction, &id, undoing, at).await?;
    let Some(document): Option<String> = line.try_get(2)? else {
        undone.withdrawn += 1;
        sqlx::query("UPDATE service SET withdrawn = $1, modified = $1, batch = $2 WHERE id = $3")
            .bind(at.to_owned())
            .bind(undoing)
            .bind(id)
            .execute(&mut **transaction)
            .await?;
        return Ok(());
    };
    undone.restored += 1;
    let private: Option<String> = line.try_get(3)?;
    let withheld = is_withheld(&document);
    sqlx::query(
        "UPDATE service SET fingerprint = $1, organisation = $2, document = $3, private = $4, withdrawn = $5, batch = $6, modified = $7 \
         WHERE id = $8",
    )
    .bind(fingerprint(&document, private.as_deref()))
    .bind(organisation_of(&document).unwrap_or_default())
    .bind(document)
    .bind(private)
    .bind(line.try_get::<Option<String>, _>(4)?)
    .bind(line.try_get::<Option<i64>, _>(5)?.unwrap_or(undoing))
    .bind(at.to_owned())
    .bind(id.clone())
    .execute(&mut **transaction)
    .await?;
    if withheld {
        // What it is joined to would tell where it is.
        joins::part(transaction, &id, at).await?;
    }
    Ok(())
}

/// Whether a kept document holds an address back.
fn is_withheld(document: &str) -> bool {
    let document: serde_json::Value = serde_json::from_str(document).unwrap_or_default();
    v3::read(&document, v3::Origin::default()).record.is_some_and(|record| record.service.is_withheld())
}

/// The organisation a kept document names.
fn organisation_of(document: &str) -> Option<String> {
    let document: serde_json::Value = serde_json::from_str(document).ok()?;
    document.get("organization")?.get("id")?.as_str().map(str::to_owned)
}
