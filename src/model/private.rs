//! What must never reach a public page, index, feed, pack or log.
//!
//! These types implement no template, wire or index trait on purpose. Only the store keeps them; only a page for signed-in
//! professionals may ever be handed one.

use crate::model::{
    id::LocationId,
    location::{Point, PublicAddress},
};

/// The private part of a record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Private {
    /// Details for professionals only.
    pub professional: Option<Professional>,
    /// True addresses of confidential sites.
    pub hidden: Vec<HiddenAddress>,
}

impl Private {
    /// True when there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.professional.is_none() && self.hidden.is_empty()
    }
}

/// How a professional reaches a service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Professional {
    /// Professionals' phone line.
    pub phone: Option<String>,
    /// Professionals' mailbox.
    pub email: Option<String>,
    /// Notes for professionals.
    pub notes: Option<String>,
}

/// The true address of a confidential site.
#[derive(Debug, Clone, PartialEq)]
pub struct HiddenAddress {
    /// Which site.
    pub location: LocationId,
    /// What it is called there: the name of a house is on its door.
    pub name: Option<String>,
    /// Where it is.
    pub address: PublicAddress,
}

impl HiddenAddress {
    /// The true point, if known.
    pub fn point(&self) -> Option<Point> {
        self.address.point
    }
}
