//! How the register is filled and kept up with the change log.

use super::{Gone, Register, Row, Run, SiteRow, TermRow};
use crate::{
    finding::needs::Needs,
    hsds::v3,
    model::{id::ServiceId, need::Term},
    store::{Store, StoreError, published::Standing},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use uuid::Uuid;

/// Records read at once.
const PAGE: i64 = 1_000;

/// What is known of one record: it is listed, or it is gone.
type Known = Result<Arc<Row>, Gone>;

impl Register {
    /// Reads everything the store has.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(in crate::app) async fn read(store: &Store, needs: &Needs) -> Result<Self, StoreError> {
        let position = store.last_change().await?;
        let mut filling = Filling::default();
        let mut after = None;
        loop {
            let page = store.standing_after(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.service.id);
            for standing in page {
                filling.take(standing);
            }
        }
        Ok(filling.finish(position, needs))
    }

    /// The next register: this one with what has changed since. `None` where nothing has.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(in crate::app) async fn follow(&self, store: &Store, needs: &Needs) -> Result<Option<Self>, StoreError> {
        let Some((mut position, mut changed)) = store.changed_after(self.position, PAGE).await? else { return Ok(None) };
        let mut filling = Filling::from(self);
        loop {
            for standing in changed {
                filling.take(standing);
            }
            match store.changed_after(position, PAGE).await? {
                Some(next) => (position, changed) = next,
                None => return Ok(Some(filling.finish(position, needs))),
            }
        }
    }
}

/// A register under construction.
#[derive(Debug, Default)]
struct Filling {
    known: BTreeMap<ServiceId, Known>,
    /// The sites of records that another is shown for.
    moved: HashMap<ServiceId, Vec<Uuid>>,
    terms: HashMap<Uuid, Term>,
}

impl From<&Register> for Filling {
    fn from(register: &Register) -> Self {
        let rows = register.rows.iter().map(|row| (row.id, Ok(row.clone())));
        let gone = register.gone.iter().map(|gone| (gone.id, Err(*gone)));
        let terms = register.terms.iter().map(|(id, row)| (*id, row.term.clone()));
        let mut moved: HashMap<ServiceId, Vec<Uuid>> = HashMap::new();
        for (site, service) in &register.moved {
            moved.entry(*service).or_default().push(*site);
        }
        Self { known: rows.chain(gone).collect(), moved, terms: terms.collect() }
    }
}

impl Filling {
    fn take(&mut self, standing: Standing) {
        let shown = standing.is_shown();
        let Standing { service, modified, joined, .. } = standing;
        if joined {
            self.moved.insert(service.id, v3::site_ids(&service).collect());
        } else {
            self.moved.remove(&service.id);
        }
        let known = if shown {
            for (id, term) in v3::terms(&service) {
                self.terms.entry(id).or_insert(term);
            }
            Ok(Arc::new(Row::of(&service, modified)))
        } else {
            Err(Gone { id: service.id, modified, organisation: service.organisation.id })
        };
        self.known.insert(service.id, known);
    }

    fn finish(self, position: i64, needs: &Needs) -> Register {
        let mut register = Register { position, ..Register::default() };
        for known in self.known.into_values() {
            match known {
                Ok(row) => register.rows.push(row),
                Err(gone) => register.gone.push(gone),
            }
        }
        register.moved = self.moved.into_iter().flat_map(|(service, sites)| sites.into_iter().map(move |site| (site, service))).collect();
        register.moved.sort_unstable();
        register.list_organisations();
        register.list_sites();
        register.list_terms(self.terms, needs);
        register
    }
}

impl Register {
    fn list_organisations(&mut self) {
        let mut numbers: Vec<u32> = (0..).take(self.rows.len()).collect();
        numbers.sort_by_key(|number| (self.rows[*number as usize].organisation, *number));
        let (mut runs, mut from): (Vec<Run>, u32) = (Vec::new(), 0);
        for run in numbers.chunk_by(|one, other| self.rows[*one as usize].organisation == self.rows[*other as usize].organisation) {
            let until = from + u32::try_from(run.len()).unwrap_or(u32::MAX);
            runs.push(Run { id: self.rows[run[0] as usize].organisation, rows: from..until });
            from = until;
        }
        (self.organisations, self.by_organisation) = (runs, numbers);
    }

    fn list_sites(&mut self) {
        let of = |(row, number): (&Arc<Row>, u32)| {
            let sites = row.sites.iter().zip(0..).map(move |((id, _), nth)| SiteRow { id: *id, row: number, nth });
            sites.collect::<Vec<_>>()
        };
        self.sites = self.rows.iter().zip(0..).flat_map(of).collect();
        self.sites.sort_unstable();
    }

    /// Terms that listed services carry, and every need of the vocabulary under its label.
    fn list_terms(&mut self, mut carried: HashMap<Uuid, Term>, needs: &Needs) {
        let mut counts: HashMap<Uuid, usize> = HashMap::new();
        for term in self.rows.iter().flat_map(|row| &row.terms) {
            *counts.entry(*term).or_default() += 1;
        }
        let id_of = |code: &str| v3::need_term(code, needs.label(code)).0;
        for (code, need) in needs.iter() {
            let (id, term) = v3::need_term(code, &need.label);
            carried.remove(&id);
            let parent = need.broader.as_deref().map(id_of);
            self.terms.insert(id, TermRow { term, parent, services: counts.get(&id).copied().unwrap_or_default() });
        }
        for (id, term) in carried {
            if let Some(services) = counts.get(&id) {
                self.terms.insert(id, TermRow { term, parent: None, services: *services });
            }
        }
        let names = self.terms.values().filter_map(|row| row.term.taxonomy.clone());
        self.taxonomies = names.map(|name| (v3::taxonomy_id(&name), name)).collect();
    }
}
