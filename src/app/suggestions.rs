//! Changes that anyone suggests to a record. A suggestion changes nothing: a steward reads it and the record is checked.
//!
//! Nothing about the person comes in here: no name, no contact, no address of their device.

use crate::{
    app::{App, AppError, Back},
    model::suggested::SuggestedChange,
};
use uuid::Uuid;

/// How many suggestions may wait for one service: enough for stewards to know that something is wrong, too few to drown them.
pub const MOST_OPEN: u16 = 20;

/// What became of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suggested {
    /// It waits for a steward; so it did already if it was sent before.
    Waits,
    /// [`MOST_OPEN`] wait for this service: it was not kept.
    TooMany,
}

impl App {
    /// Keeps a suggestion. The token is the form's, or made by whoever sends it: what is sent twice with one token is kept once.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn suggest_change(&self, token: Uuid, change: &SuggestedChange) -> Result<Suggested, AppError> {
        match &self.0.back {
            Back::Live(live) => live.keep_suggestion(token, change).await,
            Back::Carried(_) => Err(AppError::Offline),
            #[cfg(test)]
            Back::Sampled(samples) => Ok((samples.suggested)(change)),
        }
    }
}
