//! Wire shapes in the spelling of Open Referral UK and HSDS, to and from the model.

pub mod v3;
