//! What only the whole program can show. A new test goes where its subject is listed here.

/// Who may use whom, and where each outside crate may appear.
mod architecture;
/// The copy of a patch against its server.
mod carrying;
/// `fingerpost check` as a publisher runs it.
mod checking;
/// What our descriptions say, asked.
mod described;
/// README and manuals against the program.
mod docs;
/// Records of several feeds that tell of one service.
mod duplicates;
/// Feeds that keep themselves current, whatever publishers do.
mod feeds;
/// FHIR, against the definitions HL7 publishes.
mod fhir;
/// Requests nobody would send.
mod fuzzing;
/// Published data in: counts, repeats, and every kind of bad input.
mod importing;
/// Files nobody would publish.
mod mangled;
/// What this directory publishes, against the standard.
mod openreferral;
/// Answers over a real store and index: how soon, how private, how wrong questions are met.
mod serving;
/// Changes that people suggest to records.
mod suggesting;
mod tagging;

/// What people are given first, judged by hand.
mod judged;

/// A temporary installation to test in.
mod home;
/// What others publish, from npm.
#[path = "../tools/npm.rs"]
mod npm;
/// A publisher's server on this machine.
mod peer;
/// The whole site over a home of its own.
mod site;
