//! Search: answers questions from a [`Snapshot`] of public services. A server's comes from an index on disk that can always be
//! rebuilt from the store (`engine`, the only user of tantivy), a phone's out of a pack (`packed`); everything else here knows neither.
//! What words mean and how services are weighed is `finding`'s business.
//!
//! Start at [`Index`] or [`Snapshot`]. Both are synchronous: call them from a blocking task.
//!
//! How a search goes: `query` makes a plan of the words, `ground` finds the runs of documents worth visiting (the index is
//! sorted by place), `window` weighs the words in them, `picking` says which are looked at, `execute` visits these once, `chosen`
//! judges filters and `wishing` wishes, `gather` makes one result of a service's sites and keeps the best while `counts` counts the
//! filters' choices by `kinds`, `answering` loosens the question where nothing is found and fetches the cards of one page.
//!
//! Only a [`crate::model::service::Service`] can be indexed. Private values are another type, so none can get here.

mod ages;
mod answering;
mod card;
mod cards;
mod chosen;
mod correcting;
mod counts;
#[cfg(not(target_family = "wasm"))]
mod engine;
mod error;
mod evidence;
mod execute;
mod facts;
mod field;
pub(crate) mod filters;
mod gather;
mod ground;
mod hours;
mod kinds;
mod moment;
mod names;
mod numbers;
pub mod pack;
mod packed;
mod picking;
mod query;
mod reaching;
mod reader;
mod roles;
mod sidecar;
mod snapshot;
mod stem;
mod suggest;
mod tally;
#[cfg(test)]
mod tests;
mod when;
mod window;
mod wishing;
mod worth;

#[cfg(not(target_family = "wasm"))]
pub use engine::{Change, Services, Unusable, WriteError, index::Index, pack_services};
pub use error::SearchError;
pub use snapshot::Snapshot;
pub use suggest::{Suggestion, SuggestionKind};
