//! Checking a feed: how far it keeps to Open Referral UK 3.0 (HSDS-UK 3.0), and how good its data is.
//!
//! Pure: [`evidence::Evidence`] in, [`report::Report`] out. Whoever gathers the evidence asks [`plan`] what to ask for. Every rule is a
//! small function and a line in [`rules::all`]; `docs/CHECKING.md` lists them.

pub mod conform;
pub mod dialect;
pub mod evidence;
pub mod formats;
pub mod plan;
pub mod report;
pub mod rules;
pub mod shapes;
mod texts;

#[cfg(test)]
mod published_test;
