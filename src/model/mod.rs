//! What a directory is: plain values and the rules that belong to them.
//!
//! No SQL, no HTTP and no wire format: `hsds` turns these values into and out of Open Referral UK, `store` keeps them.
//! Start at [`service::Service`]; everything else hangs from it. Absence (`None`, an empty list) always means *unknown*
//! or *not stated*, never "no".
//!
//! Professional-only details and true addresses of confidential places are not part of a [`service::Service`]: they live
//! in [`private::Private`], which no page, index, feed or pack takes.

pub mod audience;
pub mod calendar;
pub mod contact;
pub mod cost;
pub mod coverage;
pub mod date;
pub mod hours_text;
pub mod id;
pub mod joined;
pub mod location;
pub mod nation;
pub mod need;
pub mod opening;
pub mod organisation;
pub mod private;
pub mod provenance;
pub mod schedule;
pub mod sector;
pub mod service;
pub mod suggested;
pub mod text;
