//! Shortlists: the services behind ids, and the place somebody starts from. Nothing about a person comes in here.

#[cfg(test)]
use crate::app::Back;
use crate::{
    app::{App, AppError},
    model::{id::ServiceId, service::Service},
    places::Place,
};

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
        Ok(match self.kept(id).await? {
            Some(kept) => Picked::of(kept.service, kept.withdrawn),
            None => Picked::Unknown(id),
        })
    }

    /// The place meant by what somebody typed. It is looked up here and kept nowhere.
    pub fn place(&self, typed: &str) -> Option<Place> {
        self.place_meant(typed.trim()).filter(|place| place.point.is_some())
    }
}

impl Picked {
    /// Its id: of a joined record, that of the one which is shown for it.
    pub fn id(&self) -> ServiceId {
        match self {
            Self::Listed(service) | Self::Withdrawn(service) => service.id,
            Self::Unknown(id) => *id,
        }
    }

    fn of(service: Service, withdrawn: bool) -> Self {
        if withdrawn || !service.is_listed() { Self::Withdrawn(Box::new(service)) } else { Self::Listed(Box::new(service)) }
    }
}
