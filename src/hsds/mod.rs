//! Wire shapes in the spelling of Open Referral UK and HSDS, to and from the model.

pub mod package;
pub mod page;
pub mod tables;
pub mod v1;
pub mod v3;
