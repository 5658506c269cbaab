//! Single things: a service's page, an organisation's page, the list of sources.

use crate::{
    app::{App, AppError, Back},
    finding::{
        answer::{Card, Hit},
        ignored::Ignored,
        needs::Needs,
        question::{DEFAULT_RADIUS_MILES, Question, Sort},
    },
    model::{
        contact::Phone,
        id::{OrganisationId, ServiceId},
        joined::{self, Differs},
        location::Site,
        organisation::Organisation,
        provenance::Provenance,
        service::Service,
        text,
    },
    offline::documents::AlsoSaid,
    places::{Place, Precision},
};
use jiff::{Timestamp, civil::Date};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Letters of a description that differs.
const LONGEST_DIFFERENCE: usize = 300;
/// Similar services shown beside one.
const SIMILAR: usize = 4;

/// A service's own page.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The service.
    pub service: Service,
    /// No longer published by its source.
    pub withdrawn: bool,
    /// Who else publishes it.
    pub also: Vec<Also>,
    /// Others for the same need nearby.
    pub similar: Vec<Hit>,
}

/// Another source of the same service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Also {
    /// Its record's own id, which leads here.
    pub id: ServiceId,
    /// Who said so.
    pub provenance: Provenance,
    /// When somebody last checked that record.
    pub checked: Option<Date>,
    /// What it says differently; of a description, its first sentence.
    pub differs: Differs,
}

impl Also {
    /// The record of another source beside the one that is shown.
    #[cfg_attr(target_family = "wasm", expect(dead_code, reason = "a phone has no store"))]
    pub(super) fn of(shown: &Service, other: &Service) -> Self {
        let checked = other.checked.as_ref().map(|checked| checked.on);
        let mut differs = joined::differing(shown, other);
        differs.description = differs.description.map(|text| text::first_sentence(&text, LONGEST_DIFFERENCE));
        Self { id: other.id, provenance: other.provenance.clone(), checked, differs }
    }

    /// What a pack takes along of it: what its page tells.
    #[cfg_attr(target_family = "wasm", expect(dead_code, reason = "a phone makes no packs"))]
    pub(super) fn packed(self) -> AlsoSaid {
        let Self { id, provenance, checked, differs } = self;
        let Differs { name, organisation, phones, web, email, address, description, hours } = differs;
        AlsoSaid {
            id: *id.0.as_bytes(),
            source: provenance.source,
            publisher: provenance.publisher,
            licence: provenance.licence,
            url: provenance.url,
            checked: checked.map(|day| day.to_string()),
            name,
            organisation,
            phones: phones.into_iter().map(|phone| phone.number).collect(),
            web,
            email,
            address,
            description,
            hours,
        }
    }

    /// It again, out of a pack.
    pub(super) fn unpacked(said: &AlsoSaid) -> Self {
        let AlsoSaid { id, source, publisher, licence, url, checked, name, organisation, phones, web, email, address, description, hours } =
            said.clone();
        let plain = |number: String| Phone { number, extension: None, kind: None, note: None };
        Self {
            id: ServiceId(Uuid::from_bytes(id)),
            provenance: Provenance { source, native_id: String::new(), publisher, licence, modified: None, url },
            checked: checked.and_then(|day| day.parse().ok()),
            differs: Differs {
                name,
                organisation,
                phones: phones.into_iter().map(plain).collect(),
                web,
                email,
                address,
                description,
                hours,
            },
        }
    }
}

/// A service as it is kept, with what its other sources add.
pub(super) struct Kept {
    pub(super) service: Service,
    pub(super) withdrawn: bool,
    pub(super) also: Vec<Also>,
}

/// An organisation's own page.
#[derive(Debug, Clone)]
pub struct OrganisationListing {
    /// The organisation.
    pub organisation: Organisation,
    /// What it runs, by name.
    pub services: Vec<Card>,
}

/// A source of records.
#[derive(Debug, Clone)]
pub struct SourceSummary {
    /// The key.
    pub key: String,
    /// The publisher, as people know it.
    pub publisher: Option<String>,
    /// The licence.
    pub licence: Option<String>,
    /// Services that stand.
    pub services: u64,
    /// When it was last imported.
    pub last_import: Option<Timestamp>,
    /// Made up for demonstration.
    pub fictional: bool,
}

impl App {
    /// One service, withdrawn or not. Behind the id of a joined record is the one that is shown for it, with an id of its own.
    ///
    /// # Errors
    /// When the store or the index cannot be read.
    pub async fn service(&self, id: ServiceId) -> Result<Option<Listing>, AppError> {
        #[cfg(test)]
        if let Back::Sampled(samples) = &self.0.back {
            return Ok((samples.service)(id));
        }
        let Some(Kept { service, withdrawn, also }) = self.kept(id).await? else { return Ok(None) };
        let similar = self.similar(&service)?;
        Ok(Some(Listing { service, withdrawn, also, similar }))
    }

    /// Services for the same main need, nearest to its first site. None beside a service whose place is withheld: what is near it
    /// would tell where it is.
    fn similar(&self, service: &Service) -> Result<Vec<Hit>, AppError> {
        let needs = self.needs();
        let Some(need) = main_need(service, &needs).filter(|_| !service.is_withheld()) else { return Ok(Vec::new()) };
        let place = service.sites.iter().find_map(Site::point).map(|point| Place {
            label: String::new(),
            precision: Precision::Postcode,
            point: Some(point),
            council: None,
            ward: None,
            lsoa: None,
            nation: None,
            district: None,
            around: Vec::new(),
            remark: None,
        });
        let question = Question {
            words: String::new(),
            typed: String::new(),
            ignored: Ignored::default(),
            place,
            radius_miles: DEFAULT_RADIUS_MILES,
            spacing_metres: None,
            chosen: BTreeMap::from([("need".to_owned(), vec![need.to_owned()])]),
            sort: Sort::Best,
            offset: 0,
            limit: SIMILAR + 1,
            now: self.clock().london(),
        };
        let answer = self.snapshot().answer(&question, &needs).map_err(|error| self.unanswered(&error))?;
        Ok(answer.hits.into_iter().filter(|hit| hit.card.id != service.id).take(SIMILAR).collect())
    }

    /// One organisation with what it runs; `None` when it runs nothing listed.
    ///
    /// # Errors
    /// When the store or the index cannot be read.
    pub async fn organisation(&self, id: OrganisationId) -> Result<Option<OrganisationListing>, AppError> {
        #[cfg(test)]
        if let Back::Sampled(samples) = &self.0.back {
            return Ok((samples.organisation)(id));
        }
        let services = self.snapshot().services_of(id).map_err(|error| self.unanswered(&error))?;
        let Some(first) = services.first() else { return Ok(None) };
        let Some(kept) = self.kept(first.id).await? else { return Ok(None) };
        Ok(Some(OrganisationListing { organisation: kept.service.organisation, services }))
    }

    /// Who runs what is shown for the records of an organisation that has nothing listed any more, as they are joined to others'. Where
    /// they lead to several organisations, the one that most of them lead to. A copy does not know.
    ///
    /// # Errors
    /// When the store or the index cannot be read.
    pub async fn organisation_shown_for(&self, id: OrganisationId) -> Result<Option<OrganisationId>, AppError> {
        let Back::Live(live) = &self.0.back else { return Ok(None) };
        for shown in live.organisations_shown_for(id).await? {
            let runs = self.snapshot().services_of(shown).map_err(|error| self.unanswered(&error))?;
            if shown != id && !runs.is_empty() {
                return Ok(Some(shown));
            }
        }
        Ok(None)
    }

    /// Every source, by key. Counted once for each position of the index.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn sources(&self) -> Result<Vec<SourceSummary>, AppError> {
        match &self.0.back {
            Back::Live(live) => live.sources().await,
            Back::Carried(carried) => Ok(carried.sources().to_vec()),
            #[cfg(test)]
            Back::Sampled(samples) => Ok((samples.sources)()),
        }
    }
}

/// The first need that says what a service does, not who comes or next to nothing; else the first.
fn main_need<'s>(service: &'s Service, needs: &Needs) -> Option<&'s str> {
    let says_little = |code: &str| needs.get(code).is_some_and(|need| need.who || need.vague);
    let telling = service.needs.iter().find(|tag| !says_little(&tag.code));
    telling.or(service.needs.first()).map(|tag| tag.code.as_str())
}
