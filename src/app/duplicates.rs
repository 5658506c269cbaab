//! Duplicates across feeds: found, joined by rule where they are certain, queued for a steward where they are not, and parted again.
//!
//! [`find`] walks the directory and may be called by whoever wants it, after an import or on a timer: what was decided stays decided.

use crate::{
    matching::{
        self, Crowd, Reason, Score, Traits, Verdict,
        labelled::{self, Measured, Tables},
    },
    model::{id::ServiceId, joined, service::Service},
    shipped,
    store::{
        Store, StoreError,
        joins::{By, Join, Joining, KeptPair, Pair, PairState},
    },
};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Records read at once.
const PAGE: i64 = 1_000;

/// What a search for duplicates came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Records looked at.
    pub services: u64,
    /// Pairs compared.
    pub compared: u64,
    /// Pairs certain to be one service, among them those joined before.
    pub certain: u64,
    /// Records joined now, by rule.
    pub joined: u64,
    /// Pairs that wait for a steward.
    pub waiting: u64,
    /// Pairs among those that did not wait before.
    pub new: u64,
}

/// A steward's wish cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum DuplicatesError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is nothing to do it with.
    #[error("{0}")]
    Refused(String),
}

/// Records that are compared, and how fit each is to be shown.
struct Directory {
    /// The last line of the change log before the first was read.
    position: i64,
    traits: Vec<Traits>,
    ranks: HashMap<ServiceId, Rank>,
}

type Rank = (Option<jiff::civil::Date>, usize, Option<jiff::Timestamp>);

/// Finds duplicates: joins the certain ones by rule and queues the likely ones. Doing it twice changes nothing.
///
/// # Errors
/// When the store cannot be read or written; nothing has changed then.
pub async fn find(store: &Store, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Found, DuplicatesError> {
    let directory = read(store, progress).await?;
    let services = directory.traits.len() as u64;
    let compare = move || {
        let crowd = Crowd::of(&directory.traits);
        let (compared, pairs) = compare(&directory.traits, &crowd);
        (directory, crowd, compared, pairs)
    };
    let stopped = |error: tokio::task::JoinError| DuplicatesError::Refused(format!("comparing stopped: {error}"));
    let (directory, crowd, compared, pairs) = tokio::task::spawn_blocking(compare).await.map_err(stopped)?;
    let mut found = Found { services, compared, ..Found::default() };
    settle(store, &directory, &crowd, pairs, &mut found).await?;
    Ok(found)
}

async fn read(store: &Store, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Directory, StoreError> {
    let mut directory = Directory { position: store.last_change().await?, traits: Vec::new(), ranks: HashMap::new() };
    let mut after = None;
    loop {
        let page = store.services_after(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(directory) };
        after = Some(last.id);
        for service in page.iter().filter(|service| service.is_listed() && !service.fictional) {
            directory.ranks.insert(service.id, joined::rank(service));
            directory.traits.push(Traits::of(service));
        }
        progress(directory.traits.len() as u64);
    }
}

/// Every pair worth telling of, the surest first; and how many were compared.
fn compare(traits: &[Traits], crowd: &Crowd) -> (u64, Vec<(ServiceId, ServiceId, Score)>) {
    let worth = matching::pairs(traits, crowd);
    let mut told: Vec<(ServiceId, ServiceId, Score)> = Vec::new();
    for (one, other) in &worth {
        let (one, other) = (&traits[*one as usize], &traits[*other as usize]);
        let score = matching::score(one, other, crowd);
        if score.verdict > Verdict::Apart {
            told.push((one.id.min(other.id), one.id.max(other.id), score));
        }
    }
    told.sort_by_key(|(one, other, score)| (std::cmp::Reverse(score.points), *one, *other));
    (worth.len() as u64, told)
}

async fn settle(
    store: &Store,
    directory: &Directory,
    crowd: &Crowd,
    pairs: Vec<(ServiceId, ServiceId, Score)>,
    found: &mut Found,
) -> Result<(), DuplicatesError> {
    let mut joining = store.begin_joining().await?;
    // What was written while we compared is looked at the next time.
    let changed = joining.changed_since(directory.position).await?;
    let known: HashMap<(ServiceId, ServiceId), KeptPair> =
        joining.pairs().await?.into_iter().map(|kept| ((kept.pair.one, kept.pair.other), kept)).collect();
    let mut groups = Groups::of(&joining.joins().await?, joining.withdrawn().await?, &known, directory, crowd);
    let mut seen = HashSet::new();
    for (one, other, score) in pairs {
        let certain = score.verdict == Verdict::Certain;
        found.certain += u64::from(certain);
        let before = known.get(&(one, other));
        if before.is_some_and(|before| before.pair.state == PairState::Apart) {
            continue;
        }
        if groups.are_one(one, other) {
            continue;
        }
        if changed.contains(&one) || changed.contains(&other) {
            seen.extend(before.map(|_| (one, other)));
            continue;
        }
        if certain && groups.may_join(one, other, &changed) {
            let (leader, service) = groups.join(one, other, directory);
            let pair = told(one, other, &score, PairState::Joined);
            joining.join(service, leader, By::Rule, &pair.reasons).await?;
            joining.keep(&pair, Some(By::Rule)).await?;
            found.joined += 1;
            continue;
        }
        seen.insert((one, other));
        let pair = told(one, other, &score, PairState::Waiting);
        found.new += u64::from(before.is_none_or(|before| before.pair.state != PairState::Waiting));
        if before.is_none_or(|before| before.pair != pair) {
            joining.keep(&pair, None).await?;
        }
    }
    found.waiting = seen.len() as u64;
    // What was likely once and is no more, or was settled by the way.
    for (ids, kept) in &known {
        if kept.pair.state == PairState::Waiting && !seen.contains(ids) {
            joining.forget(kept.number).await?;
        }
    }
    Ok(joining.commit().await?)
}

fn told(one: ServiceId, other: ServiceId, score: &Score, state: PairState) -> Pair {
    let reasons = score.reasons.iter().copied().map(Reason::word).collect();
    Pair { one, other, points: score.points.into(), reasons, state }
}

/// Groups of records as they grow: who leads whom, and which may never meet.
struct Groups<'a> {
    leaders: HashMap<ServiceId, ServiceId>,
    members: HashMap<ServiceId, Vec<ServiceId>>,
    /// Those that are withdrawn: they are in nobody's way.
    withdrawn: HashSet<ServiceId>,
    traits: HashMap<ServiceId, &'a Traits>,
    crowd: &'a Crowd,
    apart: HashSet<(ServiceId, ServiceId)>,
}

impl<'a> Groups<'a> {
    fn of(
        joins: &[Join],
        withdrawn: HashSet<ServiceId>,
        known: &HashMap<(ServiceId, ServiceId), KeptPair>,
        directory: &'a Directory,
        crowd: &'a Crowd,
    ) -> Self {
        let mut groups = Self {
            leaders: HashMap::new(),
            members: HashMap::new(),
            withdrawn,
            traits: directory.traits.iter().map(|traits| (traits.id, traits)).collect(),
            crowd,
            apart: known.iter().filter(|(_, kept)| kept.pair.state == PairState::Apart).map(|(ids, _)| *ids).collect(),
        };
        for join in joins {
            groups.leaders.insert(join.service, join.leader);
            groups.members.entry(join.leader).or_insert_with(|| vec![join.leader]).push(join.service);
        }
        groups
    }

    fn leader(&self, id: ServiceId) -> ServiceId {
        self.leaders.get(&id).copied().unwrap_or(id)
    }

    fn group(&self, id: ServiceId) -> Vec<ServiceId> {
        self.members.get(&self.leader(id)).cloned().unwrap_or_else(|| vec![id])
    }

    fn are_one(&self, one: ServiceId, other: ServiceId) -> bool {
        self.leader(one) == self.leader(other)
    }

    /// By rule no two records meet that a person parted, or that may never meet by rule; nor any with one that is not listed or has just
    /// changed, of which nothing is known for sure.
    fn may_join(&self, one: ServiceId, other: ServiceId, changed: &HashSet<ServiceId>) -> bool {
        let standing = |id| self.group(id).into_iter().filter(|id| !self.withdrawn.contains(id)).collect::<Vec<_>>();
        let others = standing(other);
        standing(one).iter().all(|one| {
            others.iter().all(|other| {
                let (Some(a), Some(b)) = (self.traits.get(one), self.traits.get(other)) else { return false };
                let known = !changed.contains(one) && !changed.contains(other);
                known && !self.apart.contains(&(*one.min(other), *one.max(other))) && !matching::may_never_meet(a, b, self.crowd)
            })
        })
    }

    /// Joins two groups; the leader of both from now on, and the one that led before. Whoever leads already goes on leading.
    fn join(&mut self, one: ServiceId, other: ServiceId, directory: &Directory) -> (ServiceId, ServiceId) {
        let (one, other) = (self.leader(one), self.leader(other));
        let weight = |id: ServiceId| (self.members.get(&id).map_or(0, Vec::len), directory.ranks.get(&id), std::cmp::Reverse(id));
        let (leader, service) = if weight(one) >= weight(other) { (one, other) } else { (other, one) };
        let joined = self.members.remove(&service).unwrap_or_else(|| vec![service]);
        for id in &joined {
            self.leaders.insert(*id, leader);
        }
        self.members.entry(leader).or_insert_with(|| vec![leader]).extend(joined);
        (leader, service)
    }
}

/// Holds the rules against the pairs that a person has read (`data/duplicates/`).
///
/// # Errors
/// When a table is missing or cannot be read.
pub fn measure() -> Result<Measured, DuplicatesError> {
    let table = |name| {
        let path = format!("duplicates/{name}.csv");
        shipped::text(&path).ok_or_else(|| DuplicatesError::Refused(format!("data/{path} is missing")))
    };
    let (records, pairs, shared) = (table("records")?, table("pairs")?, table("shared")?);
    let tables = Tables { records: &records, pairs: &pairs, shared: &shared };
    labelled::measure(tables).map_err(|reason| DuplicatesError::Refused(format!("data/duplicates: {reason}")))
}

/// A pair with both its records, for somebody to look at.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The pair; `number` is 0 where it was only asked about.
    pub kept: KeptPair,
    /// The one.
    pub one: Service,
    /// The other.
    pub other: Service,
}

impl Shown {
    /// Its reasons. A word of another version of this program is left out.
    pub fn reasons(&self) -> Vec<Reason> {
        self.kept.pair.reasons.iter().filter_map(|word| Reason::of_word(word)).collect()
    }
}

/// The pairs that wait, the likeliest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn list(store: &Store, state: PairState, limit: u32) -> Result<Vec<Shown>, DuplicatesError> {
    let mut shown = Vec::new();
    for kept in store.pairs(state, limit.into()).await? {
        shown.extend(with_records(store, kept).await?);
    }
    Ok(shown)
}

/// One pair.
///
/// # Errors
/// When there is none of this number, or the store cannot be read.
pub async fn show(store: &Store, number: i64) -> Result<Shown, DuplicatesError> {
    let kept = store.pair(number).await?.ok_or_else(|| no_pair(number))?;
    with_records(store, kept).await?.ok_or_else(|| no_pair(number))
}

fn no_pair(number: i64) -> DuplicatesError {
    DuplicatesError::Refused(format!("there is no pair {number}; `fingerpost duplicates list` shows those that wait"))
}

async fn with_records(store: &Store, kept: KeptPair) -> Result<Option<Shown>, StoreError> {
    let (one, other) = (store.service(kept.pair.one).await?, store.service(kept.pair.other).await?);
    Ok(one.zip(other).map(|(one, other)| Shown { kept, one: one.service, other: other.service }))
}

/// Joins two records because a person says that they are one. What either was joined to before comes along.
///
/// # Errors
/// When one of them is not known or they are one already.
pub async fn join(store: &Store, one: ServiceId, other: ServiceId) -> Result<ServiceId, DuplicatesError> {
    let services = [standing(store, one).await?, standing(store, other).await?];
    if services.iter().any(Service::is_withheld) {
        return Err(DuplicatesError::Refused(
            "a record whose address is withheld is joined to nothing: that could tell where it is".to_owned(),
        ));
    }
    let mut joining = store.begin_joining().await?;
    let joins = joining.joins().await?;
    let leader = |id| joins.iter().find(|join| join.service == id).map_or(id, |join| join.leader);
    let (first, second) = (leader(one), leader(other));
    if first == second {
        return Err(DuplicatesError::Refused(format!("{one} and {other} are one already, shown as {first}")));
    }
    let led = |id| joins.iter().filter(|join| join.leader == id).count();
    let rank = |at: usize, id| (services[at].is_listed(), led(id), joined::rank(&services[at]), std::cmp::Reverse(id));
    let (leader, service) = if rank(0, first) >= rank(1, second) { (first, second) } else { (second, first) };
    let pair = decided(&mut joining, one, other, PairState::Joined).await?;
    joining.join(service, leader, By::Person, &pair.reasons).await?;
    joining.commit().await?;
    Ok(leader)
}

/// Parts two records because a person says that they are two. It holds for good: no search for duplicates joins or queues them again.
///
/// Where they are one, `other` leaves the group, or `one` where `other` is not in it: whoever leaves is apart from everyone in it.
///
/// # Errors
/// When they are one and the same id, or the store cannot be written.
pub async fn part(store: &Store, one: ServiceId, other: ServiceId) -> Result<(), DuplicatesError> {
    if one == other {
        return Err(DuplicatesError::Refused("two records are parted, not one from itself".to_owned()));
    }
    let mut joining = store.begin_joining().await?;
    let joins = joining.joins().await?;
    let leader = |id| joins.iter().find(|join| join.service == id).map_or(id, |join| join.leader);
    if leader(one) == leader(other) {
        // The one that is shown stays where it is.
        let leaves = if leader(other) == other { one } else { other };
        part_from_all(&mut joining, &joins, leaves).await?;
    } else {
        decided(&mut joining, one, other, PairState::Apart).await?;
    }
    Ok(joining.commit().await?)
}

/// Takes a record out of its group, for good.
///
/// # Errors
/// When it is in none, or the store cannot be written.
pub async fn part_one(store: &Store, id: ServiceId) -> Result<(), DuplicatesError> {
    let mut joining = store.begin_joining().await?;
    let joins = joining.joins().await?;
    if !joins.iter().any(|join| join.service == id || join.leader == id) {
        return Err(DuplicatesError::Refused(format!("{id} is joined to nothing")));
    }
    part_from_all(&mut joining, &joins, id).await?;
    Ok(joining.commit().await?)
}

async fn part_from_all(joining: &mut Joining, joins: &[Join], leaves: ServiceId) -> Result<(), StoreError> {
    let leader = joins.iter().find(|join| join.service == leaves).map_or(leaves, |join| join.leader);
    let group = joins.iter().filter(|join| join.leader == leader).map(|join| join.service).chain([leader]);
    for other in group.filter(|id| *id != leaves) {
        decided(joining, leaves, other, PairState::Apart).await?;
    }
    joining.part(leaves).await
}

/// Keeps what a person decided of a pair, over what was known of it.
async fn decided(joining: &mut Joining, one: ServiceId, other: ServiceId, state: PairState) -> Result<Pair, StoreError> {
    let (one, other) = (one.min(other), one.max(other));
    let known = joining.pairs().await?.into_iter().map(|kept| kept.pair).find(|pair| (pair.one, pair.other) == (one, other));
    let pair = Pair { state, ..known.unwrap_or(Pair { one, other, points: 0, reasons: Vec::new(), state }) };
    joining.keep(&pair, Some(By::Person)).await?;
    Ok(pair)
}

async fn standing(store: &Store, id: ServiceId) -> Result<Service, DuplicatesError> {
    let kept = store.service(id).await?;
    let kept = kept.ok_or_else(|| DuplicatesError::Refused(format!("no service has the id {id}")))?;
    if kept.withdrawn.is_some() {
        return Err(DuplicatesError::Refused(format!("{id} is withdrawn: it is not shown anyway")));
    }
    Ok(kept.service)
}
