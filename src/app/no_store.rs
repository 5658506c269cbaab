//! What stands where a server has its store, on a phone, where there is none: nothing of this kind can ever be made.

use crate::{
    app::{AppError, SourceSummary, Suggested, listing::Kept},
    handing::{code::Code, kept_plan::KeptPlan},
    model::{
        id::{OrganisationId, ServiceId},
        suggested::SuggestedChange,
    },
    search::Snapshot,
};
use std::sync::Arc;
use uuid::Uuid;

/// There is none.
#[derive(Debug)]
pub(super) enum Live {}

#[expect(clippy::unused_async, reason = "a server's own waits for its store")]
impl Live {
    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        match *self {}
    }

    pub(super) fn ask_for_another_index(&self) {
        match *self {}
    }

    pub(super) async fn sources(&self) -> Result<Vec<SourceSummary>, AppError> {
        match *self {}
    }

    pub(super) async fn service(&self, _: ServiceId) -> Result<Option<Kept>, AppError> {
        match *self {}
    }

    pub(super) async fn organisations_shown_for(&self, _: OrganisationId) -> Result<Vec<OrganisationId>, AppError> {
        match *self {}
    }

    pub(super) async fn keep_plan(&self, _: &Code, _: &KeptPlan) -> Result<bool, AppError> {
        match *self {}
    }

    pub(super) async fn plan(&self, _: &Code) -> Result<Option<KeptPlan>, AppError> {
        match *self {}
    }

    pub(super) async fn keep_suggestion(&self, _: Uuid, _: &SuggestedChange) -> Result<Suggested, AppError> {
        match *self {}
    }
}
