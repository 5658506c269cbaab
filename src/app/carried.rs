//! The product over a pack: what a phone carries where there is no signal. The same questions get the same answers; what only a
//! store can do is refused.

use crate::{
    app::{AppError, SourceSummary},
    model::{id::ServiceId, service::Service},
    search::Snapshot,
};
use std::sync::Arc;

/// What is carried.
#[derive(Debug)]
pub struct Carried {
    snapshot: Arc<Snapshot>,
    sources: Vec<SourceSummary>,
}

impl Carried {
    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot)
    }

    /// Where its records came from.
    pub(super) fn sources(&self) -> &[SourceSummary] {
        &self.sources
    }

    /// A service, from its document.
    pub(super) fn service(&self, _id: ServiceId) -> Result<Option<Service>, AppError> {
        Ok(None)
    }
}
