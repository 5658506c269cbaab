//! The server's own rounds: what has had its time is deleted.

use crate::app::{App, AppError};
use jiff::SignedDuration;
use std::time::Duration;
use tokio::task::JoinHandle;

/// How often what has had its time is deleted.
const ROUND: Duration = Duration::from_hours(1);

/// How long a settled suggestion is kept, so that a form sent late is still known: 90 days. `/privacy` says so.
pub const SETTLED_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

impl App {
    /// Deletes the suggestions that were settled [`SETTLED_FOR`] ago; how many there were.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn drop_settled_suggestions(&self) -> Result<u64, AppError> {
        let now = self.clock().now();
        Ok(self.live().store.drop_settled_suggestions(now.saturating_sub(SETTLED_FOR).unwrap_or(now)).await?)
    }

    /// Deletes the plans that have expired; how many there were.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn drop_expired_plans(&self) -> Result<u64, AppError> {
        Ok(self.live().store.drop_expired_plans(self.clock().now()).await?)
    }

    /// Deletes expired plans and long settled suggestions at once and every hour, until what is returned is dropped.
    pub fn make_rounds(&self) -> Rounds {
        let app = self.clone();
        Rounds(tokio::spawn(async move {
            loop {
                if let Err(error) = app.drop_expired_plans().await {
                    tracing::error!("expired plans could not be deleted: {error}");
                }
                if let Err(error) = app.drop_settled_suggestions().await {
                    tracing::error!("settled suggestions could not be deleted: {error}");
                }
                tokio::time::sleep(ROUND).await;
            }
        }))
    }
}

/// The server's own rounds, while this is held.
#[derive(Debug)]
pub struct Rounds(JoinHandle<()>);

impl Drop for Rounds {
    fn drop(&mut self) {
        self.0.abort();
    }
}
