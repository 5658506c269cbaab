//! Plans under links that expire.
//!
//! Nothing about a person comes in here. What is kept is which services, laid out how, and until when.

use crate::{
    app::{App, AppError, Back},
    clock,
    handing::{code::Code, kept_plan::KeptPlan, sheet::Layout},
    model::id::ServiceId,
};
use jiff::{SignedDuration, Timestamp};
#[cfg(not(target_family = "wasm"))]
use std::time::Duration;
#[cfg(not(target_family = "wasm"))]
use tokio::task::JoinHandle;

#[cfg(not(target_family = "wasm"))]
/// How often expired plans are deleted.
const ROUND: Duration = Duration::from_hours(1);

/// How many codes are tried: two of 60 random bits never meet in practice.
const TRIES: usize = 3;

/// A plan under its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The code.
    pub code: Code,
    /// Its services, in order.
    pub services: Vec<ServiceId>,
    /// How it is laid out.
    pub layout: Layout,
    /// When it was made.
    pub made: Timestamp,
    /// From when on it is not shown any more.
    pub expires: Timestamp,
}

/// What a code leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// A plan.
    Standing(Plan),
    /// One that has expired.
    Expired,
    /// Nothing, or nothing any more.
    Unknown,
}

impl App {
    /// Keeps a plan under a new code, for as many days as this installation says.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn keep_plan(&self, services: &[ServiceId], layout: Layout) -> Result<Plan, AppError> {
        let made = self.clock().now();
        let expires = made.saturating_add(SignedDuration::from_hours(24 * i64::from(self.links().days))).unwrap_or(made);
        let kept = KeptPlan { services: services.to_vec(), layout, made, expires };
        for _ in 0..TRIES {
            let code = Code::of(clock::random_id().as_u128());
            let is_kept = match &self.0.back {
                Back::Live(live) => live.keep_plan(&code, &kept).await?,
                Back::Carried(_) => return Err(AppError::Offline),
                #[cfg(test)]
                Back::Sampled(_) => true,
            };
            if is_kept {
                return Ok(kept.under(code));
            }
        }
        Err(AppError::Store("no free code was found for a plan".to_owned()))
    }

    /// The plan under a code.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn plan(&self, code: &Code) -> Result<Planned, AppError> {
        let plan = match &self.0.back {
            Back::Live(live) => live.plan(code).await?,
            Back::Carried(_) => return Err(AppError::Offline),
            #[cfg(test)]
            Back::Sampled(samples) => return Ok((samples.plan)(code)),
        };
        Ok(match plan {
            Some(plan) if plan.expires > self.clock().now() => Planned::Standing(plan.under(code.clone())),
            Some(_) => Planned::Expired,
            None => Planned::Unknown,
        })
    }
}

#[cfg(not(target_family = "wasm"))]
impl App {
    /// Deletes the plans that have expired; how many there were.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn drop_expired_plans(&self) -> Result<u64, AppError> {
        Ok(self.live().store.drop_expired_plans(self.clock().now()).await?)
    }

    /// Deletes expired plans at once and every hour, until what is returned is dropped.
    pub fn make_rounds(&self) -> Rounds {
        let app = self.clone();
        Rounds(tokio::spawn(async move {
            loop {
                if let Err(error) = app.drop_expired_plans().await {
                    tracing::error!("expired plans could not be deleted: {error}");
                }
                tokio::time::sleep(ROUND).await;
            }
        }))
    }
}

impl KeptPlan {
    fn under(self, code: Code) -> Plan {
        let Self { services, layout, made, expires } = self;
        Plan { code, services, layout, made, expires }
    }
}

#[cfg(not(target_family = "wasm"))]
/// The server's own rounds, while this is held.
#[derive(Debug)]
pub struct Rounds(JoinHandle<()>);

#[cfg(not(target_family = "wasm"))]
impl Drop for Rounds {
    fn drop(&mut self) {
        self.0.abort();
    }
}
