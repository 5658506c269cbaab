//! Reading what is published: a page of services, of services at sites or of organisations, and single ones.

use super::{Gone, Register, Row, TermRow, wanted::Test, wanted::Wanted};
use crate::{
    app::{App, AppError},
    finding::{
        ignored::Ignored,
        question::{DEFAULT_RADIUS_MILES, Question, Sort},
    },
    hsds::v3::{self, shapes},
    model::{
        id::{OrganisationId, ServiceId},
        joined,
    },
    store::published::Standing,
};
use jiff::{Timestamp, fmt::temporal::DateTimePrinter};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// From 1.
    pub page: usize,
    /// Items on a page, at least 1.
    pub per_page: usize,
}

impl Paging {
    fn of<T: Clone>(self, all: &[T]) -> Vec<T> {
        let from = (self.page.max(1) - 1).saturating_mul(self.per_page).min(all.len());
        all[from..from.saturating_add(self.per_page).min(all.len())].to_vec()
    }
}

/// A piece of a list that stands in the order of its ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// A page.
    Page(Paging),
    /// So many behind an id, or from the beginning: for reading everything in turns, whatever changes meanwhile.
    After(Option<Uuid>, usize),
}

impl Cut {
    fn of<T: Clone>(self, all: &[T], id: impl Fn(&T) -> Uuid) -> Vec<T> {
        match self {
            Self::Page(paging) => paging.of(all),
            Self::After(after, limit) => {
                let from = after.map_or(0, |after| all.partition_point(|item| id(item) <= after));
                all[from..].iter().take(limit).cloned().collect()
            }
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// Items of the whole list.
    pub total: usize,
    /// The items of this page.
    pub items: Vec<T>,
}

/// An item of the feed with its document.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// The service.
    pub id: ServiceId,
    /// The service at a site, where that was asked for.
    pub site: Option<Uuid>,
    /// When it last changed here, RFC 3339 with milliseconds.
    pub modified: String,
    /// It is published no more; the document is its last.
    pub gone: bool,
    /// The service's document as it is kept, dated.
    pub document: Value,
}

/// What is shown for a site of a record that is joined to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MovedSite {
    /// The shown record's service at the same place, or the nearest to it.
    To(Uuid),
    /// The shown record, which names no place.
    Nowhere(ServiceId),
}

/// One organisation of the feed.
#[derive(Debug, Clone, PartialEq)]
pub struct OrganisationLine {
    /// Its id.
    pub id: OrganisationId,
    /// The document of one of its services, which holds it.
    pub document: Value,
    /// The services it runs, by id.
    pub services: Vec<ServiceId>,
}

/// Changes since a line of the change log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Each service once, as it stands now, by its first change.
    pub changes: Vec<Changed>,
    /// The last line looked at.
    pub next: i64,
    /// There are further lines.
    pub more: bool,
}

/// A service that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its id.
    pub id: ServiceId,
    /// It is listed; otherwise it is gone.
    pub listed: bool,
    /// When it last changed here, RFC 3339 with milliseconds.
    pub modified: String,
}

/// What stands in a list of services.
#[derive(Debug, Clone, Copy)]
enum Entry {
    Row(u32),
    Gone(u32),
}

/// What an entry is to be fetched as.
#[derive(Debug, Clone)]
struct Wish {
    id: ServiceId,
    site: Option<Uuid>,
    modified: Timestamp,
    gone: bool,
}

impl App {
    /// A page of services, by id, or by how well they answer the words where there are some.
    ///
    /// # Errors
    /// When the store or the index cannot be read.
    pub async fn published(&self, wanted: &Wanted, paging: Paging) -> Result<Page<Brought>, AppError> {
        let register = self.register().await?;
        let (total, wishes) = match self.entries(&register, wanted)? {
            None => (register.len(), paging.of(&register.rows).iter().map(|row| listed(row, None)).collect()),
            Some(entries) => (entries.len(), paging.of(&entries).into_iter().map(|entry| register.wish(entry)).collect()),
        };
        Ok(Page { total, items: self.bring(wishes).await? })
    }

    /// The services wanted that come after `after`, by id, at most `limit`: for reading everything in turns. Words do not order them.
    ///
    /// # Errors
    /// When the store or the index cannot be read.
    pub async fn published_after(&self, wanted: &Wanted, after: Option<ServiceId>, limit: usize) -> Result<Vec<Brought>, AppError> {
        let register = self.register().await?;
        let wishes = match self.entries(&register, wanted)? {
            None => {
                let from = after.map_or(0, |after| register.rows.partition_point(|row| row.id <= after));
                register.rows[from..].iter().take(limit).map(|row| listed(row, None)).collect()
            }
            Some(entries) => {
                let mut wishes: Vec<Wish> = entries.into_iter().map(|entry| register.wish(entry)).collect();
                wishes.retain(|wish| after.is_none_or(|after| wish.id > after));
                wishes.sort_by_key(|wish| wish.id);
                wishes.truncate(limit);
                wishes
            }
        };
        self.bring(wishes).await
    }

    /// The moment every wanted service last changed: for readers that hold the rest.
    ///
    /// # Errors
    /// When the store or the index cannot be read.
    pub async fn published_changes(&self, wanted: &Wanted, paging: Paging) -> Result<Page<(ServiceId, String)>, AppError> {
        let register = self.register().await?;
        let line = |wish: Wish| (wish.id, moment(wish.modified));
        Ok(match self.entries(&register, wanted)? {
            None => Page { total: register.len(), items: paging.of(&register.rows).iter().map(|row| line(listed(row, None))).collect() },
            Some(entries) => {
                let items = paging.of(&entries).into_iter().map(|entry| line(register.wish(entry))).collect();
                Page { total: entries.len(), items }
            }
        })
    }

    /// Services at their sites, by their own ids.
    ///
    /// # Errors
    /// When the store or the index cannot be read.
    pub async fn published_sites(&self, wanted: &Wanted, cut: Cut) -> Result<Page<Brought>, AppError> {
        let register = self.register().await?;
        let test = register.test(wanted);
        let found = self.words_found(wanted)?;
        let wants = |row: &Row| test.wants(row) && found.as_ref().is_none_or(|found| found.binary_search(&row.id).is_ok());
        let passing: Vec<bool> = register.rows.iter().map(|row| wants(row)).collect();
        let sites = register.sites.iter().filter(|site| passing[site.row as usize]).filter(|site| {
            let (_, point) = register.rows[site.row as usize].sites[site.nth as usize];
            test.is_within(point) && (wanted.sites.is_empty() || wanted.sites.contains(&site.id))
        });
        let sites: Vec<_> = sites.collect();
        let wishes =
            cut.of(&sites, |site| site.id).into_iter().map(|site| listed(&register.rows[site.row as usize], Some(site.id))).collect();
        Ok(Page { total: sites.len(), items: self.bring(wishes).await? })
    }

    /// One service at one of its sites.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn published_site(&self, site: Uuid) -> Result<Option<Brought>, AppError> {
        let register = self.register().await?;
        let Ok(at) = register.sites.binary_search_by_key(&site, |site| site.id) else { return Ok(None) };
        let wish = listed(&register.rows[register.sites[at].row as usize], Some(site));
        Ok(self.bring(vec![wish]).await?.pop())
    }

    /// What is shown for a service at a site whose record is joined to another's; `None` where it is not, or that one is not listed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn site_shown_for(&self, site: Uuid) -> Result<Option<MovedSite>, AppError> {
        let register = self.register().await?;
        let Ok(at) = register.moved.binary_search_by_key(&site, |(site, _)| *site) else { return Ok(None) };
        let (store, old) = (&self.live().store, register.moved[at].1);
        let Some(shown) = store.leader_of(old).await?.filter(|shown| register.row(*shown).is_some()) else { return Ok(None) };
        let (Some(old), Some(leader)) = (store.service(old).await?, store.service(shown).await?) else { return Ok(None) };
        if old.service.is_withheld() || leader.service.is_withheld() {
            return Ok(None);
        }
        let old_site = v3::site_ids(&old.service).zip(&old.service.sites).find(|(id, _)| *id == site);
        let nearest = old_site.and_then(|(_, old)| joined::nearest_site(old, &leader.service.sites));
        let moved = nearest.and_then(|nth| v3::site_ids(&leader.service).nth(nth));
        Ok(Some(moved.map_or(MovedSite::Nowhere(shown), MovedSite::To)))
    }

    /// One service, listed or gone.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn published_service(&self, id: ServiceId) -> Result<Option<Brought>, AppError> {
        let register = self.register().await?;
        let gone = || register.gone.binary_search_by_key(&id, |gone| gone.id).ok().map(|at| gone_wish(&register.gone[at]));
        let wish = register.row(id).map(|(_, row)| listed(row, None)).or_else(gone);
        Ok(self.bring(wish.into_iter().collect()).await?.pop())
    }

    /// The record that is shown for one that is joined to it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn shown_for(&self, id: ServiceId) -> Result<Option<ServiceId>, AppError> {
        self.live().leader_of(id).await
    }

    /// Organisations, by id; all `words` must be in the name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn published_organisations(&self, wanted: &Wanted, cut: Cut) -> Result<Page<OrganisationLine>, AppError> {
        let register = self.register().await?;
        let of_services = Wanted { words: None, names: Vec::new(), ..wanted.clone() };
        let test = register.test(&of_services);
        let words: Vec<String> = wanted.words.iter().flat_map(|words| words.split_whitespace()).map(str::to_lowercase).collect();
        let runs = register.organisations.iter().filter(|run| {
            let rows = || register.by_organisation[run.rows.start as usize..run.rows.end as usize].iter();
            let named = |number: &u32| {
                let name = &register.rows[*number as usize].organisation_name;
                words.iter().all(|word| name.contains(word.as_str()))
                    && (wanted.names.is_empty() || wanted.names.iter().any(|named| named.fits(name)))
            };
            rows().next().is_some_and(named) && (test.is_open() || rows().any(|number| test.wants(&register.rows[*number as usize])))
        });
        let ids: Vec<OrganisationId> = runs.map(|run| run.id).collect();
        let total = ids.len();
        let mut items = Vec::new();
        for id in cut.of(&ids, |id| id.0) {
            items.extend(register.runs(id));
        }
        let firsts =
            items.iter().filter_map(|(_, services): &(OrganisationId, Vec<ServiceId>)| services.first().copied()).collect::<Vec<_>>();
        let mut documents = self.live().store.documents(&firsts).await?;
        let line = |(id, services): (OrganisationId, Vec<ServiceId>)| {
            let document = documents.remove(services.first()?)?;
            Some(OrganisationLine { id, document, services })
        };
        Ok(Page { total, items: items.into_iter().filter_map(line).collect() })
    }

    /// One organisation.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn published_organisation(&self, id: OrganisationId) -> Result<Option<OrganisationLine>, AppError> {
        let register = self.register().await?;
        let Some((id, services)) = register.runs(id) else { return Ok(None) };
        let Some(first) = services.first().copied() else { return Ok(None) };
        let document = self.live().store.documents(&[first]).await?.remove(&first);
        Ok(document.map(|document| OrganisationLine { id, document, services }))
    }

    /// Listed services by id, in the order asked for.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn published_these(&self, ids: &[ServiceId]) -> Result<Vec<Brought>, AppError> {
        let register = self.register().await?;
        self.bring(ids.iter().filter_map(|id| register.row(*id)).map(|(_, row)| listed(row, None)).collect()).await
    }

    /// What changed after a line of the change log, looking at so many lines.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn changed_after(&self, number: i64, limit: i64) -> Result<Changes, AppError> {
        // Only as far as the index has come: what is told of can be read.
        let (store, last) = (&self.live().store, self.live().index.position());
        let nothing = || Changes { changes: Vec::new(), next: number.min(last), more: false };
        if number >= last {
            return Ok(nothing());
        }
        let Some((next, standing)) = store.changed_after(number, limit.min(last - number)).await? else { return Ok(nothing()) };
        let mut seen = HashSet::new();
        let line = |one: Standing| {
            let listed = one.is_shown();
            seen.insert(one.service.id).then(|| Changed { id: one.service.id, listed, modified: moment(one.modified) })
        };
        let changes = standing.into_iter().filter_map(line).collect();
        Ok(Changes { changes, next, more: last > next })
    }

    /// Every term that is in use or in our vocabulary, by id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn published_terms(&self) -> Result<Vec<(Uuid, TermRow)>, AppError> {
        Ok(self.register().await?.terms().map(|(id, term)| (id, term.clone())).collect())
    }

    /// Every taxonomy, by id, with its name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn published_taxonomies(&self) -> Result<Vec<(Uuid, String)>, AppError> {
        Ok(self.register().await?.taxonomies().map(|(id, name)| (id, name.to_owned())).collect())
    }

    /// What is wanted, in order; `None` = everything that is listed.
    fn entries(&self, register: &Register, wanted: &Wanted) -> Result<Option<Vec<Entry>>, AppError> {
        let test = register.test(wanted);
        if test.is_open() && wanted.words.is_none() {
            return Ok(None);
        }
        if wanted.words.is_some() {
            let found = self.find_words(wanted)?;
            let rows = found.into_iter().filter_map(|id| register.row(id));
            return Ok(Some(rows.filter(|(_, row)| test.wants(row) && test.is_near(row)).map(|(at, _)| Entry::Row(at)).collect()));
        }
        let rows = register.rows.iter().zip(0..).filter(|(row, _)| test.wants(row) && test.is_near(row)).map(|(_, at)| Entry::Row(at));
        let gone = register.gone.iter().zip(0..).filter(|(gone, _)| tells_of(wanted, gone)).map(|(_, at)| Entry::Gone(at));
        Ok(Some(rows.chain(gone).collect()))
    }

    /// The services the words find, sorted by id; `None` without words.
    fn words_found(&self, wanted: &Wanted) -> Result<Option<Vec<ServiceId>>, AppError> {
        if wanted.words.is_none() {
            return Ok(None);
        }
        let mut found = self.find_words(wanted)?;
        found.sort_unstable();
        Ok(Some(found))
    }

    fn find_words(&self, wanted: &Wanted) -> Result<Vec<ServiceId>, AppError> {
        let words = wanted.words.clone().unwrap_or_default();
        let question = Question {
            typed: words.clone(),
            words,
            ignored: Ignored::default(),
            place: None,
            radius_miles: DEFAULT_RADIUS_MILES,
            spacing_metres: None,
            chosen: BTreeMap::new(),
            sort: Sort::Best,
            offset: 0,
            limit: 0,
            now: self.clock().london(),
        };
        self.snapshot().everything(&question, &self.needs()).map_err(|error| self.unanswered(&error))
    }

    async fn bring(&self, wishes: Vec<Wish>) -> Result<Vec<Brought>, AppError> {
        let mut ids: Vec<ServiceId> = wishes.iter().map(|wish| wish.id).collect();
        ids.sort_unstable();
        ids.dedup();
        let documents = self.live().store.documents(&ids).await?;
        let needs = self.needs();
        let bring = |wish: Wish| {
            let modified = moment(wish.modified);
            let label = |code: &str| needs.get(code).map(|need| need.label.clone());
            let document = shapes::labelled(shapes::dated(documents.get(&wish.id)?.clone(), &modified), label);
            Some(Brought { id: wish.id, site: wish.site, modified, gone: wish.gone, document })
        };
        Ok(wishes.into_iter().filter_map(bring).collect())
    }
}

impl Register {
    fn test<'w>(&self, wanted: &'w Wanted) -> Test<'w> {
        let mut of_taxonomies: Vec<Uuid> = Vec::new();
        if !wanted.taxonomies.is_empty() {
            let is_wanted = |row: &TermRow| row.taxonomy().is_some_and(|taxonomy| wanted.taxonomies.contains(&taxonomy));
            of_taxonomies.extend(self.terms().filter(|(_, row)| is_wanted(row)).map(|(id, _)| id));
        }
        Test::new(wanted, of_taxonomies)
    }

    fn wish(&self, entry: Entry) -> Wish {
        match entry {
            Entry::Row(at) => listed(&self.rows[at as usize], None),
            Entry::Gone(at) => gone_wish(&self.gone[at as usize]),
        }
    }

    fn runs(&self, id: OrganisationId) -> Option<(OrganisationId, Vec<ServiceId>)> {
        let run = &self.organisations[self.organisations.binary_search_by_key(&id, |run| run.id).ok()?];
        let rows = &self.by_organisation[run.rows.start as usize..run.rows.end as usize];
        Some((id, rows.iter().map(|number| self.rows[*number as usize].id).collect()))
    }
}

/// Whether a reader who asks only for changes must hear of one that went.
fn tells_of(wanted: &Wanted, gone: &Gone) -> bool {
    let Some(after) = wanted.modified_after else { return false };
    gone.modified >= after && (wanted.organisations.is_empty() || wanted.organisations.contains(&gone.organisation))
}

fn listed(row: &Row, site: Option<Uuid>) -> Wish {
    Wish { id: row.id, site, modified: row.modified, gone: false }
}

fn gone_wish(gone: &Gone) -> Wish {
    Wish { id: gone.id, site: None, modified: gone.modified, gone: true }
}

/// RFC 3339 with milliseconds, as the standard asks of `last_modified`.
fn moment(at: Timestamp) -> String {
    DateTimePrinter::new().precision(Some(3)).timestamp_to_string(&at)
}
