//! What the product does, for pages, API and commands.

#[cfg(test)]
pub(crate) mod sampled;

use crate::{
    clock::Clock,
    finding::{
        answer::{Answer, Card, Hit},
        needs::Needs,
        question::Sort,
    },
    model::{
        id::{OrganisationId, ServiceId},
        organisation::Organisation,
        service::Service,
    },
    places::{Place, Places},
};
use jiff::{Timestamp, civil::Date};
use std::{collections::BTreeMap, sync::Arc};

/// The product. Clones are cheap and share everything.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Clock,
    places: Places,
    needs: Needs,
    #[cfg(test)]
    samples: sampled::Samples,
}

/// What somebody asks, as typed.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Words.
    pub words: String,
    /// A place, as typed.
    pub place: String,
    /// How far, miles.
    pub radius_miles: Option<f64>,
    /// Filter values by parameter.
    pub chosen: BTreeMap<String, Vec<String>>,
    /// Order.
    pub sort: Sort,
    /// Page, from 1.
    pub page: usize,
    /// Results on a page.
    pub per_page: usize,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The answer.
    pub answer: Answer,
    /// The place understood.
    pub place: Option<Place>,
    /// Why the place was not.
    pub place_problem: Option<String>,
    /// Page, from 1.
    pub page: usize,
    /// Results on a page.
    pub per_page: usize,
}

/// A service's own page.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The service.
    pub service: Service,
    /// No longer published by its source.
    pub withdrawn: bool,
    /// Others like it.
    pub similar: Vec<Hit>,
}

/// An organisation's own page.
#[derive(Debug, Clone)]
pub struct OrganisationListing {
    /// The organisation.
    pub organisation: Organisation,
    /// What it runs.
    pub services: Vec<Card>,
}

/// A completion of what is being typed.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// The words.
    pub text: String,
    /// The id or code.
    pub id: Option<String>,
}

/// Kinds of suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A service.
    Service,
    /// An organisation.
    Organisation,
    /// A need.
    Need,
    /// A place.
    Place,
}

/// A source of records.
#[derive(Debug, Clone)]
pub struct SourceSummary {
    /// Key.
    pub key: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Licence.
    pub licence: Option<String>,
    /// Services.
    pub services: u64,
    /// Last import.
    pub last_import: Option<Timestamp>,
    /// Oldest check.
    pub oldest_check: Option<Date>,
    /// Newest check.
    pub newest_check: Option<Date>,
    /// Made up.
    pub fictional: bool,
}

/// How the parts are.
#[derive(Debug, Clone)]
pub struct Health {
    /// The store answers.
    pub store: bool,
    /// The index answers.
    pub index: bool,
    /// Services listed.
    pub services: u64,
    /// Position in the change log.
    pub position: i64,
    /// Changes not yet searchable.
    pub behind: i64,
    /// Version.
    pub version: &'static str,
}

/// Something failed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The store.
    #[error("store: {0}")]
    Store(String),
    /// The search.
    #[error("search: {0}")]
    Search(String),
    /// Too much at once.
    #[error("busy")]
    Busy,
}

impl App {
    /// A product that gives these answers.
    #[cfg(test)]
    pub(crate) fn sampled(clock: Clock, samples: sampled::Samples) -> Self {
        Self(Arc::new(Inner { clock, places: Places::default(), needs: Needs::shipped().unwrap_or_default(), samples }))
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Places.
    pub fn places(&self) -> &Places {
        &self.0.places
    }

    /// Needs.
    pub fn needs(&self) -> &Needs {
        &self.0.needs
    }

    /// Finds.
    ///
    /// # Errors
    /// When the index fails.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn find(&self, ask: Ask) -> Result<Found, AppError> {
        #[cfg(test)]
        return (self.0.samples.find)(&ask);
        #[cfg(not(test))]
        Err(AppError::Search(format!("no search yet for '{}'", ask.place)))
    }

    /// One service.
    ///
    /// # Errors
    /// When the store fails.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn service(&self, id: ServiceId) -> Result<Option<Listing>, AppError> {
        #[cfg(test)]
        return Ok((self.0.samples.service)(id));
        #[cfg(not(test))]
        Err(AppError::Store(format!("no store yet for {id}")))
    }

    /// One organisation.
    ///
    /// # Errors
    /// When the store fails.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn organisation(&self, id: OrganisationId) -> Result<Option<OrganisationListing>, AppError> {
        #[cfg(test)]
        return Ok((self.0.samples.organisation)(id));
        #[cfg(not(test))]
        Err(AppError::Store(format!("no store yet for {id}")))
    }

    /// Completions.
    ///
    /// # Errors
    /// When the index fails.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn suggest(&self, text: &str, limit: usize) -> Result<Vec<Suggestion>, AppError> {
        #[cfg(test)]
        return Ok((self.0.samples.suggest)(text, limit));
        #[cfg(not(test))]
        Err(AppError::Search(format!("no search yet for {limit} of {}", text.len())))
    }

    /// The sources.
    ///
    /// # Errors
    /// When the store fails.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn sources(&self) -> Result<Vec<SourceSummary>, AppError> {
        #[cfg(test)]
        return Ok((self.0.samples.sources)());
        #[cfg(not(test))]
        Err(AppError::Store("no store yet".to_owned()))
    }

    /// Health.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn health(&self) -> Health {
        Health { store: true, index: true, services: 1, position: 1, behind: 0, version: env!("CARGO_PKG_VERSION") }
    }
}
