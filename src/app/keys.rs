//! Keys of software that asks a great deal.

use crate::{
    app::{App, AppError, Back},
    store::{Store, StoreError, keys::ApiKey},
};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    fmt::Write as _,
    sync::Arc,
    time::{Duration, Instant},
};

/// How long what was read of the keys holds: a key that is made or removed counts within this.
const HOLDS: Duration = Duration::from_secs(15);
/// What every key begins with, so that people and scanners know one when they see it.
const BEGINS: &str = "fp_";

/// The keys as they were read: by what they hash to.
#[derive(Debug, Default)]
pub(super) struct Known {
    read: Option<Instant>,
    by_hash: HashMap<String, ApiKey>,
}

/// Makes a key and keeps what it hashes to; `None` when the name is taken. The key is shown once and cannot be had again.
///
/// # Errors
/// When the store cannot be written.
pub async fn make(store: &Store, name: &str, per_minute: u32) -> Result<Option<String>, StoreError> {
    // Two random ids hold 244 random bits.
    let random = || crate::clock::random_id().simple().to_string();
    let key = format!("{BEGINS}{}{}", random(), random());
    Ok(store.add_key(name, &hash(&key), per_minute).await?.then_some(key))
}

fn hash(key: &str) -> String {
    Sha256::digest(key.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl App {
    /// Whose key this is; `None` for one that is not known.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn key(&self, key: &str) -> Result<Option<ApiKey>, AppError> {
        let Back::Live(live) = &self.0.back else { return Ok(None) };
        let mut known = live.keys.load_full();
        if known.read.is_none_or(|read| read.elapsed() > HOLDS) {
            let by_hash = live.store.keys().await?.into_iter().map(|key| (key.hash.clone(), key)).collect();
            known = Arc::new(Known { read: Some(Instant::now()), by_hash });
            live.keys.store(known.clone());
        }
        Ok(known.by_hash.get(&hash(key)).cloned())
    }
}
