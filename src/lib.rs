//! Fingerpost: finds the right help from a person's own words and postcode, and says honestly why.
//!
//! The modules, in reading order. A module uses only those above it (a test holds this true); `docs/ARCHITECTURE.md` has the map.
//!
//! A phone's program (`phone/`) is the same, without what takes a store, a network or a file system.

#![cfg_attr(target_family = "wasm", expect(dead_code, reason = "what only a server asks for stays where it belongs"))]

pub mod clock;
pub mod config;
#[cfg(test)]
mod published;
pub mod shipped;

pub mod model;

pub mod fhir;
pub mod finding;
pub mod handing;
pub mod hsds;
#[cfg(not(target_family = "wasm"))]
pub mod matching;
#[cfg(not(target_family = "wasm"))]
pub mod pdf;
pub mod places;

#[cfg(not(target_family = "wasm"))]
pub mod checking;

pub mod search;

pub mod offline;
#[cfg(not(target_family = "wasm"))]
pub mod sources;
#[cfg(not(target_family = "wasm"))]
pub mod store;

pub mod app;

pub mod server;

#[cfg(not(target_family = "wasm"))]
pub mod api;
pub mod web;

#[cfg(not(target_family = "wasm"))]
pub mod cli;
