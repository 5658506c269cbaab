//! The phone's program as it is served: inside a release; from a file named by `FINGERPOST_PHONE` in a debug build, so that a change of
//! the code does not build it each time.

use crate::server::cache;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The name it is served under.
pub const NAME: &str = "phone.wasm";

#[cfg(not(target_family = "wasm"))]
static BUILT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/phone.wasm"));
/// A phone's program holds none of itself.
#[cfg(target_family = "wasm")]
static BUILT: &[u8] = &[];

static MODULE: LazyLock<Option<(Vec<u8>, String)>> = LazyLock::new(|| {
    let named = || std::env::var_os("FINGERPOST_PHONE").filter(|_| cfg!(debug_assertions)).and_then(|path| std::fs::read(path).ok());
    let bytes = if BUILT.is_empty() { named()? } else { BUILT.to_vec() };
    let hash = cache::short(&Sha256::digest(&bytes));
    Some((bytes, hash))
});

/// The module and its hash; `None` where this program was built without one.
pub fn module() -> Option<(&'static [u8], &'static str)> {
    MODULE.as_ref().map(|(bytes, hash)| (bytes.as_slice(), hash.as_str()))
}

/// Where it is served.
pub fn url() -> Option<String> {
    module().map(|(_, hash)| format!("/static/phone.{hash}.wasm"))
}
