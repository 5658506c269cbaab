//! Joined records: several sources tell of one service, and one of them is shown for all.
//!
//! A join changes no record. It has lines in the change log like a write, so whatever follows the log takes it up. Everything decided at
//! once is one transaction: [`Joining`].

use crate::{
    model::{
        id::{OrganisationId, ServiceId},
        service::Service,
    },
    store::{
        Store, StoreError,
        read::{kept, read_id},
        take_numbers,
    },
};
use sqlx::{Any, Row as _, Transaction, any::AnyRow};
use std::collections::{HashMap, HashSet};

/// Who decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The rules.
    Rule,
    /// A steward.
    Person,
}

impl By {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Person => "person",
        }
    }
}

/// What became of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairState {
    /// A person should look.
    Waiting,
    /// They are one.
    Joined,
    /// They are two, for good.
    Apart,
}

impl PairState {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Joined => "joined",
            Self::Apart => "apart",
        }
    }

    /// The state a word stands for.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Joined, Self::Apart].into_iter().find(|state| state.word() == word)
    }
}

/// Two records that may be one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one with the smaller id.
    pub one: ServiceId,
    /// The other.
    pub other: ServiceId,
    /// What the evidence comes to.
    pub points: i64,
    /// The words of its reasons.
    pub reasons: Vec<String>,
    /// What became of it.
    pub state: PairState,
}

/// A pair as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPair {
    /// Its number, which stewards call it by.
    pub number: i64,
    /// The pair.
    pub pair: Pair,
    /// Who decided; `None` = nobody yet.
    pub by: Option<String>,
}

/// A record that another is shown for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join {
    /// The record.
    pub service: ServiceId,
    /// The one shown for it.
    pub leader: ServiceId,
}

/// A line of the change log that no import wrote.
const NO_BATCH: i64 = 0;
const PAIRS: &str = "SELECT number, one, other, points, reasons, state, decided_by FROM pair";
const PAIRS_IN: &str = "SELECT number, one, other, points, reasons, state, decided_by FROM pair WHERE state = $1 \
                        ORDER BY points DESC, number LIMIT $2";
const PAIR: &str = "SELECT number, one, other, points, reasons, state, decided_by FROM pair WHERE number = $1";

impl Store {
    /// The record that is shown for this one; `None` where it stands for itself.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn leader_of(&self, id: ServiceId) -> Result<Option<ServiceId>, StoreError> {
        let row = sqlx::query("SELECT leader FROM joined WHERE service = $1").bind(id.to_string()).fetch_optional(&self.pool).await?;
        row.map(|row| read_id(&row.try_get::<String, _>(0)?)).transpose()
    }

    /// Who runs the records that are shown for joined ones of this organisation: whoever runs the most of them first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn organisations_shown_for(&self, id: OrganisationId) -> Result<Vec<OrganisationId>, StoreError> {
        let rows = sqlx::query(
            "SELECT l.organisation, COUNT(*) FROM service s JOIN joined j ON j.service = s.id JOIN service l ON l.id = j.leader \
             WHERE s.organisation = $1 AND l.withdrawn IS NULL GROUP BY l.organisation ORDER BY COUNT(*) DESC, l.organisation",
        )
        .bind(id.to_string())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|row| Ok(OrganisationId(read_id(&row.try_get::<String, _>(0)?)?.0))).collect()
    }

    /// Every join, by leader.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn joins(&self) -> Result<Vec<Join>, StoreError> {
        let rows = sqlx::query("SELECT service, leader FROM joined ORDER BY leader, service").fetch_all(&self.pool).await?;
        rows.iter().map(join).collect()
    }

    /// The records that this one is shown for and that stand, by id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn joined_to(&self, leader: ServiceId) -> Result<Vec<Service>, StoreError> {
        let rows = sqlx::query(
            "SELECT s.id, s.source, s.document, s.withdrawn FROM joined j JOIN service s ON s.id = j.service \
             WHERE j.leader = $1 AND s.withdrawn IS NULL ORDER BY s.id",
        )
        .bind(leader.to_string())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|row| kept(row).map(|kept| kept.service)).collect()
    }

    /// The records that leaders with an id after `after`, up to and with `until`, are shown for and that stand: for a full read.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn joined_between(&self, after: Option<ServiceId>, until: ServiceId) -> Result<HashMap<ServiceId, Vec<Service>>, StoreError> {
        let rows = sqlx::query(
            "SELECT s.id, s.source, s.document, s.withdrawn, j.leader FROM joined j JOIN service s ON s.id = j.service \
             WHERE j.leader > $1 AND j.leader <= $2 AND s.withdrawn IS NULL ORDER BY s.id",
        )
        .bind(after.map(|id| id.to_string()).unwrap_or_default())
        .bind(until.to_string())
        .fetch_all(&self.pool)
        .await?;
        let mut found: HashMap<ServiceId, Vec<Service>> = HashMap::new();
        for row in &rows {
            found.entry(read_id(&row.try_get::<String, _>(4)?)?).or_default().push(kept(row)?.service);
        }
        Ok(found)
    }

    /// Pairs in a state, the likeliest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn pairs(&self, state: PairState, limit: i64) -> Result<Vec<KeptPair>, StoreError> {
        let rows = sqlx::query(PAIRS_IN).bind(state.word()).bind(limit).fetch_all(&self.pool).await?;
        rows.iter().map(kept_pair).collect()
    }

    /// How many pairs are in a state.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn count_pairs(&self, state: PairState) -> Result<i64, StoreError> {
        Ok(sqlx::query("SELECT COUNT(*) FROM pair WHERE state = $1").bind(state.word()).fetch_one(&self.pool).await?.try_get(0)?)
    }

    /// A pair by its number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn pair(&self, number: i64) -> Result<Option<KeptPair>, StoreError> {
        let row = sqlx::query(PAIR).bind(number).fetch_optional(&self.pool).await?;
        row.as_ref().map(kept_pair).transpose()
    }

    /// Begins to decide. Nothing has happened until [`Joining::commit`]; nobody else writes meanwhile.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn begin_joining(&self) -> Result<Joining, StoreError> {
        Ok(Joining { transaction: self.begin_writing().await?, at: self.clock.now().to_string() })
    }
}

/// Decisions under way: all of them or none.
#[derive(Debug)]
pub struct Joining {
    transaction: Transaction<'static, Any>,
    at: String,
}

impl Joining {
    /// Every join there is.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn joins(&mut self) -> Result<Vec<Join>, StoreError> {
        let rows = sqlx::query("SELECT service, leader FROM joined ORDER BY leader, service").fetch_all(&mut *self.transaction).await?;
        rows.iter().map(join).collect()
    }

    /// Every pair there is.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn pairs(&mut self) -> Result<Vec<KeptPair>, StoreError> {
        let rows = sqlx::query(PAIRS).fetch_all(&mut *self.transaction).await?;
        rows.iter().map(kept_pair).collect()
    }

    /// Keeps a pair, over what was known of it. `by` = who decided.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn keep(&mut self, pair: &Pair, by: Option<By>) -> Result<(), StoreError> {
        let number = take_numbers(&mut self.transaction, "pair", 1).await?;
        sqlx::query(
            "INSERT INTO pair (number, one, other, points, reasons, state, decided_by, made, decided) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (one, other) DO UPDATE SET points = excluded.points, \
             reasons = excluded.reasons, state = excluded.state, decided_by = excluded.decided_by, decided = excluded.decided",
        )
        .bind(number)
        .bind(pair.one.min(pair.other).to_string())
        .bind(pair.one.max(pair.other).to_string())
        .bind(pair.points)
        .bind(serde_json::Value::from(pair.reasons.clone()).to_string())
        .bind(pair.state.word())
        .bind(by.map(By::word))
        .bind(self.at.clone())
        .bind(by.map(|_| self.at.clone()))
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Forgets a pair that nobody decided.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn forget(&mut self, number: i64) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM pair WHERE number = $1 AND state = 'waiting'").bind(number).execute(&mut *self.transaction).await?;
        Ok(())
    }

    /// Has `leader` shown for `service`, and for whatever `service` was shown for.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn join(&mut self, service: ServiceId, leader: ServiceId, by: By, reasons: &[String]) -> Result<(), StoreError> {
        sqlx::query("UPDATE joined SET leader = $1 WHERE leader = $2")
            .bind(leader.to_string())
            .bind(service.to_string())
            .execute(&mut *self.transaction)
            .await?;
        sqlx::query("INSERT INTO joined (service, leader, decided_by, at, reasons) VALUES ($1, $2, $3, $4, $5)")
            .bind(service.to_string())
            .bind(leader.to_string())
            .bind(by.word())
            .bind(self.at.clone())
            .bind(serde_json::Value::from(reasons.to_vec()).to_string())
            .execute(&mut *self.transaction)
            .await?;
        touch(&mut self.transaction, &service.to_string(), &self.at).await?;
        touch(&mut self.transaction, &leader.to_string(), &self.at).await
    }

    /// Takes a record out of its group: it stands for itself again. A leader leaves its group to another.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn part(&mut self, service: ServiceId) -> Result<(), StoreError> {
        part(&mut self.transaction, &service.to_string(), &self.at).await
    }

    /// The joined records that are withdrawn.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn withdrawn(&mut self) -> Result<HashSet<ServiceId>, StoreError> {
        self.ids("SELECT s.id FROM joined j JOIN service s ON s.id = j.service WHERE s.withdrawn IS NOT NULL", None).await
    }

    /// The records that changed behind a line of the change log.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn changed_since(&mut self, position: i64) -> Result<HashSet<ServiceId>, StoreError> {
        self.ids("SELECT DISTINCT service FROM change WHERE seq > $1", Some(position)).await
    }

    async fn ids(&mut self, sql: &'static str, position: Option<i64>) -> Result<HashSet<ServiceId>, StoreError> {
        let query = position.iter().fold(sqlx::query(sql), |query, position| query.bind(*position));
        let rows = query.fetch_all(&mut *self.transaction).await?;
        rows.iter().map(|row| read_id(&row.try_get::<String, _>(0)?)).collect()
    }

    /// Makes it happen.
    ///
    /// # Errors
    /// When the store cannot be written; nothing has happened then.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        hand_over(&mut self.transaction, &self.at).await?;
        Ok(self.transaction.commit().await?)
    }
}

/// Takes a record out of its group, where it is in one. A leader leaves its group to another.
pub(super) async fn part(transaction: &mut Transaction<'static, Any>, id: &str, at: &str) -> Result<(), StoreError> {
    let row = sqlx::query("SELECT leader FROM joined WHERE service = $1").bind(id.to_owned()).fetch_optional(&mut **transaction).await?;
    let leader = match row {
        Some(row) => row.try_get::<String, _>(0)?,
        None => match next_leader(transaction, id, true).await? {
            Some(next) => {
                lead(transaction, id, &next).await?;
                next
            }
            None => return Ok(()),
        },
    };
    sqlx::query("DELETE FROM joined WHERE service = $1").bind(id.to_owned()).execute(&mut **transaction).await?;
    touch(transaction, id, at).await?;
    touch(transaction, &leader, at).await
}

/// Has groups whose leader is withdrawn led by a record that stands. Call it before a transaction that withdraws or brings back commits.
pub(super) async fn hand_over(transaction: &mut Transaction<'static, Any>, at: &str) -> Result<(), StoreError> {
    let rows = sqlx::query(
        "SELECT DISTINCT j.leader FROM joined j JOIN service l ON l.id = j.leader JOIN service s ON s.id = j.service \
         WHERE l.withdrawn IS NOT NULL AND s.withdrawn IS NULL ORDER BY j.leader",
    )
    .fetch_all(&mut **transaction)
    .await?;
    for row in rows {
        let old: String = row.try_get(0)?;
        if let Some(next) = next_leader(transaction, &old, false).await? {
            lead(transaction, &old, &next).await?;
            touch(transaction, &next, at).await?;
        }
    }
    Ok(())
}

/// Who leads after `leader`: of those that stand one that is listed, and of these the one that says most; of the withdrawn only where `any`.
async fn next_leader(transaction: &mut Transaction<'static, Any>, leader: &str, any: bool) -> Result<Option<String>, StoreError> {
    let rows = sqlx::query(
        "SELECT s.id, s.source, s.document, s.withdrawn FROM joined j JOIN service s ON s.id = j.service \
         WHERE j.leader = $1 ORDER BY LENGTH(s.document) DESC, s.id",
    )
    .bind(leader.to_owned())
    .fetch_all(&mut **transaction)
    .await?;
    let all = rows.iter().map(kept).collect::<Result<Vec<_>, _>>()?;
    let mut standing = all.iter().filter(|one| one.withdrawn.is_none());
    let listed = standing.clone().find(|one| one.service.is_listed());
    let next = listed.or_else(|| standing.next()).or_else(|| all.first().filter(|_| any));
    Ok(next.map(|one| one.service.id.to_string()))
}

/// `next` leads what `old` led, and `old` is joined to it.
async fn lead(transaction: &mut Transaction<'static, Any>, old: &str, next: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE joined SET service = $1, leader = $2 WHERE service = $2")
        .bind(old.to_owned())
        .bind(next.to_owned())
        .execute(&mut **transaction)
        .await?;
    sqlx::query("UPDATE joined SET leader = $1 WHERE leader = $2")
        .bind(next.to_owned())
        .bind(old.to_owned())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Dates a record anew and writes a line of the change log for it, so that followers look at it again.
async fn touch(transaction: &mut Transaction<'static, Any>, id: &str, at: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE service SET modified = $1 WHERE id = $2")
        .bind(at.to_owned())
        .bind(id.to_owned())
        .execute(&mut **transaction)
        .await?;
    let number = take_numbers(transaction, "change", 1).await?;
    sqlx::query("INSERT INTO change (seq, service, batch, at) VALUES ($1, $2, $3, $4)")
        .bind(number)
        .bind(id.to_owned())
        .bind(NO_BATCH)
        .bind(at.to_owned())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

fn join(row: &AnyRow) -> Result<Join, StoreError> {
    Ok(Join { service: read_id(&row.try_get::<String, _>(0)?)?, leader: read_id(&row.try_get::<String, _>(1)?)? })
}

fn kept_pair(row: &AnyRow) -> Result<KeptPair, StoreError> {
    let number: i64 = row.try_get(0)?;
    let unreadable = |what: &str| StoreError::Database(format!("pair {number} has {what} that are none"));
    let state: String = row.try_get(5)?;
    let pair = Pair {
        one: read_id(&row.try_get::<String, _>(1)?)?,
        other: read_id(&row.try_get::<String, _>(2)?)?,
        points: row.try_get(3)?,
        reasons: serde_json::from_str(&row.try_get::<String, _>(4)?).map_err(|_| unreadable("reasons"))?,
        state: PairState::of_word(&state).ok_or_else(|| unreadable("states"))?,
    };
    Ok(KeptPair { number, pair, by: row.try_get(6)? })
}
