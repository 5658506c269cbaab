//! Changes that anyone suggests to a record. A suggestion changes nothing: a steward reads it and the record is checked.
//!
//! Nothing about the person comes in here: no name, no contact, no address of their device.

#[cfg(test)]
use crate::app::Back;
use crate::{
    app::{App, AppError},
    model::suggested::SuggestedChange,
    store::suggestions::Keeping,
};
use jiff::SignedDuration;
use uuid::Uuid;

/// How many suggestions may wait for one service: enough for stewards to know that something is wrong, too few to drown them.
pub const MOST_OPEN: u16 = 20;

/// How long a settled suggestion is kept, so that a form sent late is still known: 90 days. `/privacy` says so.
pub const SETTLED_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

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
        #[cfg(test)]
        if let Back::Sampled(samples) = &self.0.back {
            return Ok((samples.suggested)(change));
        }
        let keeping = self.live().store.keep_suggestion(change.key(token), change, MOST_OPEN.into()).await?;
        Ok(match keeping {
            Keeping::Kept(_) | Keeping::Before => Suggested::Waits,
            Keeping::TooMany => Suggested::TooMany,
        })
    }

    /// Deletes the suggestions that were settled [`SETTLED_FOR`] ago; how many there were.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn drop_settled_suggestions(&self) -> Result<u64, AppError> {
        let now = self.clock().now();
        Ok(self.live().store.drop_settled_suggestions(now.saturating_sub(SETTLED_FOR).unwrap_or(now)).await?)
    }
}
