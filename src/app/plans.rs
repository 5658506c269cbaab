//! Shortlists and plans: the services behind ids, the place somebody starts from, and links that expire.
//!
//! Nothing about a person comes in here. What is kept is which services, laid out how, and until when.

#[cfg(test)]
use crate::app::Back;
use crate::{
    app::{App, AppError},
    clock,
    handing::{code::Code, sheet::Layout},
    model::{id::ServiceId, service::Service},
    places::Place,
    store::plans::KeptPlan,
};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use tokio::task::JoinHandle;

/// How often what has had its time is deleted.
const ROUND: Duration = Duration::from_hours(1);

/// How many codes are tried: two of 60 random bits never meet in practice.
const TRIES: usize = 3;

/// What an id of a shortlist leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    /// A service that is listed.
    Listed(Box<Service>),
    /// One that is no longer published.
    Withdrawn(Box<Service>),
    /// Nothing we know.
    Unknown(ServiceId),
}

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
    /// The services of a shortlist, in its order; none is dropped.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn picked(&self, ids: &[ServiceId]) -> Result<Vec<Picked>, AppError> {
        let mut picked = Vec::with_capacity(ids.len());
        for id in ids {
            picked.push(self.pick(*id).await?);
        }
        Ok(picked)
    }

    async fn pick(&self, id: ServiceId) -> Result<Picked, AppError> {
        #[cfg(test)]
        if let Back::Sampled(samples) = &self.0.back {
            return Ok(match (samples.service)(id) {
                Some(listing) => Picked::of(listing.service, listing.withdrawn),
                None => Picked::Unknown(id),
            });
        }
        Ok(match self.live().store.service(id).await? {
            Some(kept) => Picked::of(kept.service, kept.withdrawn.is_some()),
            None => Picked::Unknown(id),
        })
    }

    /// The place meant by what somebody typed. It is looked up here and kept nowhere.
    pub fn place(&self, typed: &str) -> Option<Place> {
        self.place_meant(typed.trim()).filter(|place| place.point.is_some())
    }

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
            #[cfg(test)]
            if let Back::Sampled(_) = &self.0.back {
                return Ok(kept.under(code));
            }
            if self.live().store.keep_plan(&code, &kept).await? {
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
        #[cfg(test)]
        if let Back::Sampled(samples) = &self.0.back {
            return Ok((samples.plan)(code));
        }
        Ok(match self.live().store.plan(code).await? {
            Some(plan) if plan.expires > self.clock().now() => Planned::Standing(plan.under(code.clone())),
            Some(_) => Planned::Expired,
            None => Planned::Unknown,
        })
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

impl Picked {
    fn of(service: Service, withdrawn: bool) -> Self {
        if withdrawn || !service.is_listed() { Self::Withdrawn(Box::new(service)) } else { Self::Listed(Box::new(service)) }
    }
}

impl KeptPlan {
    fn under(self, code: Code) -> Plan {
        let Self { services, layout, made, expires } = self;
        Plan { code, services, layout, made, expires }
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
