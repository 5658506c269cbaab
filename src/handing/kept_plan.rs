//! A plan behind a short link, as it is kept: service ids, layout, and until when. There is no room for a person or their words.

use crate::{handing::sheet::Layout, model::id::ServiceId};
use jiff::Timestamp;

/// A plan as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPlan {
    /// Its services, in order.
    pub services: Vec<ServiceId>,
    /// How it is laid out.
    pub layout: Layout,
    /// When it was made.
    pub made: Timestamp,
    /// From when on it is not shown any more.
    pub expires: Timestamp,
}
