//! The documents of a pack: each service's public document, as the API serves it, in baskets. A service's basket follows from its id
//! alone, so that a change of one service changes one basket, and a page fetches no more than it shows.

use crate::{
    hsds::v3,
    model::{id::ServiceId, service::Service},
};
use serde::{Deserialize, Serialize};

/// Services in a basket, about.
const BASKET: usize = 96;

/// A service's document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Document {
    /// The service's id.
    pub id: [u8; 16],
    /// The key of the source it came from.
    pub source: String,
    /// The document, in JSON.
    pub json: String,
}

/// How many baskets so many services lie in.
pub fn baskets(services: usize) -> usize {
    services.div_ceil(BASKET).next_power_of_two()
}

/// The basket of a service. Ids are random, or hashes, at their end.
pub fn basket(id: ServiceId, baskets: usize) -> usize {
    let end = id.0.as_bytes().iter().rev().take(4).fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
    end % baskets.max(1)
}

impl Document {
    /// The document of a service.
    pub fn of(service: &Service) -> Self {
        let source = service.provenance.source.clone();
        Self { id: *service.id.0.as_bytes(), source, json: v3::write(service).to_string() }
    }

    /// The service again; `None` where the document is none.
    pub fn service(&self) -> Option<Service> {
        let value = serde_json::from_str(&self.json).ok()?;
        let origin = v3::Origin { source: &self.source, publisher: None, licence: None };
        v3::read(&value, origin).record.map(|record| record.service)
    }
}
