//! Search: the only user of tantivy. Keeps an index of public services that can always be rebuilt from the store, and answers
//! questions from it. What words mean and how services are weighed is `finding`'s business.
//!
//! Start at [`Index`]. It is synchronous: call it from a blocking task.
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
mod disk;
mod document;
mod error;
mod evidence;
mod execute;
mod facts;
pub(crate) mod filters;
mod folder;
mod gather;
mod generation;
mod ground;
mod hours;
mod index;
mod kinds;
mod moment;
mod names;
mod nation;
mod numbers;
mod picking;
mod query;
mod roles;
mod schema;
mod sidecar;
mod snapshot;
mod suggest;
mod tally;
#[cfg(test)]
mod tests;
mod when;
mod window;
mod wishing;
mod worth;

pub use error::{SearchError, Unusable, WriteError};
pub use generation::{Change, Services};
pub use index::Index;
pub use suggest::{Suggestion, SuggestionKind};
