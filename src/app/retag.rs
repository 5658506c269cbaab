//! Tagging anew: the services in the store take the tags the vocabulary now gives them. Publishers' own tags and what their
//! mappings say stay.

use crate::{
    finding::{needs::Needs, tagging},
    model::{
        need::Evidence,
        service::{Record, Service},
    },
    store::{Store, StoreError},
};
use serde::Serialize;

/// Services read at once.
const PAGE: i64 = 500;
/// What such a batch is a batch of.
const SOURCE: &str = "needs vocabulary";

/// What tagging anew amounted to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Retagged {
    /// The batch's number, for undoing it. `None` = nothing was different.
    pub batch: Option<i64>,
    /// Services read.
    pub services: u64,
    /// Services with other tags now.
    pub changed: u64,
    /// Services with at least one need.
    pub tagged: u64,
    /// Tags there are now that a publisher's term stands for.
    pub by_term: u64,
    /// Tags there are now that words of a record show.
    pub by_text: u64,
}

/// Tags every service that stands anew, as one batch. What has not changed is not written; doing it twice changes nothing.
///
/// # Errors
/// When the store cannot be read or written; nothing has changed then.
pub async fn retag(store: &Store, needs: &Needs, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Retagged, StoreError> {
    let mut batch = store.begin_batch(SOURCE).await?;
    let mut retagged = Retagged::default();
    let mut after = None;
    loop {
        let services = store.services_after(after, PAGE).await?;
        let Some(last) = services.last() else { break };
        after = Some(last.id);
        for mut service in services {
            if tagging::retag(&mut service, needs) {
                retagged.changed += 1;
                retagged.count(&service);
                let private = store.private(service.id).await?;
                batch.amend(&Record { service, private }).await?;
            } else {
                retagged.count(&service);
            }
        }
        progress(retagged.services);
    }
    if retagged.changed == 0 {
        batch.discard().await?;
        return Ok(retagged);
    }
    retagged.batch = Some(batch.id());
    let report = serde_json::to_string(&retagged).unwrap_or_default();
    batch.commit("tagging anew", &report).await?;
    Ok(retagged)
}

impl Retagged {
    fn count(&mut self, service: &Service) {
        self.services += 1;
        self.tagged += u64::from(!service.needs.is_empty());
        for tag in &service.needs {
            self.by_term += u64::from(matches!(tag.evidence, Evidence::Term(_)));
            self.by_text += u64::from(matches!(tag.evidence, Evidence::Text(_)));
        }
    }
}
