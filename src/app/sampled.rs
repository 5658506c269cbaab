//! A product that gives sample answers, so that pages and API can be tested without a store or an index. For tests only.

use crate::app::{AppError, Ask, Found, Listing, OrganisationListing, Planned, SourceSummary, Suggested, Suggestion};
use crate::handing::code::Code;
use crate::model::{
    id::{OrganisationId, ServiceId},
    suggested::SuggestedChange,
};

/// The answers to give.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Samples {
    /// What a search finds.
    pub(crate) find: fn(&Ask) -> Result<Found, AppError>,
    /// What a service id leads to.
    pub(crate) service: fn(ServiceId) -> Option<Listing>,
    /// What an organisation id leads to.
    pub(crate) organisation: fn(OrganisationId) -> Option<OrganisationListing>,
    /// What a plan's code leads to.
    pub(crate) plan: fn(&Code) -> Planned,
    /// What is suggested.
    pub(crate) suggest: fn(&str, usize) -> Vec<Suggestion>,
    /// What becomes of a suggested change.
    pub(crate) suggested: fn(&SuggestedChange) -> Suggested,
    /// The sources.
    pub(crate) sources: fn() -> Vec<SourceSummary>,
}
