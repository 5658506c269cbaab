//! How many records of a directory have a telephone number, a page, a site, an address or a domain: what many have tells little.

use crate::matching::Traits;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// Numbers and addresses with how many records hold each.
#[derive(Debug, Clone, Default)]
pub struct Crowd(FxHashMap<u64, u32>);

/// Holders from which a number or an address is everybody's: each of a few sources may tell of the same few services.
const MANY: u32 = 8;

impl Crowd {
    /// Counts over a directory.
    pub fn of(directory: &[Traits]) -> Self {
        let mut crowd = Self::default();
        for traits in directory {
            crowd.add(traits);
        }
        crowd
    }

    fn add(&mut self, traits: &Traits) {
        let mut held: Vec<u64> = traits.contacts().map(hash).collect();
        held.sort_unstable();
        held.dedup();
        for one in held {
            *self.0.entry(one).or_default() += 1;
        }
    }

    /// Says how many hold something, where a directory at large is known better than by counting.
    pub fn say(&mut self, thing: &str, holders: u32) {
        let count = self.0.entry(hash(thing)).or_default();
        *count = (*count).max(holders);
    }

    /// How many hold it.
    pub fn holders(&self, thing: &str) -> u32 {
        self.0.get(&hash(thing)).copied().unwrap_or_default()
    }

    /// Whether few hold it.
    pub(super) fn is_rare(&self, thing: &str) -> bool {
        self.holders(thing) < MANY
    }
}

fn hash(thing: &str) -> u64 {
    FxBuildHasher.hash_one(thing)
}
