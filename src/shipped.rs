//! What ships with the product: the files of `data/`, inside the binary (in a debug build they are read from the checkout).

use std::borrow::Cow;

#[cfg(not(target_family = "wasm"))]
mod data {
    use rust_embed::RustEmbed;
    use std::borrow::Cow;

    /// The demonstration directory, mappings, needs vocabulary and place tables.
    #[derive(RustEmbed, Debug)]
    #[folder = "$CARGO_MANIFEST_DIR/data"]
    #[exclude = "local/*"]
    struct Data;

    pub(super) fn get(path: &str) -> Option<Cow<'static, [u8]>> {
        Data::get(path).map(|file| file.data)
    }

    pub(super) fn paths() -> Vec<String> {
        Data::iter().map(Cow::into_owned).collect()
    }
}

/// On a phone these files are none of the program's: a pack brings them, so that words and places are those of its server.
#[cfg(target_family = "wasm")]
mod data {
    use std::{borrow::Cow, collections::BTreeMap, sync::RwLock};

    static BROUGHT: RwLock<BTreeMap<String, Vec<u8>>> = RwLock::new(BTreeMap::new());

    pub(super) fn bring(files: BTreeMap<String, Vec<u8>>) {
        *BROUGHT.write().unwrap_or_else(std::sync::PoisonError::into_inner) = files;
    }

    pub(super) fn get(path: &str) -> Option<Cow<'static, [u8]>> {
        let brought = BROUGHT.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        brought.get(path).cloned().map(Cow::Owned)
    }

    pub(super) fn paths() -> Vec<String> {
        BROUGHT.read().unwrap_or_else(std::sync::PoisonError::into_inner).keys().cloned().collect()
    }
}

/// Takes in the files a pack brings, by their paths below `data/`.
#[cfg(target_family = "wasm")]
pub fn bring(files: std::collections::BTreeMap<String, Vec<u8>>) {
    data::bring(files);
}

/// The bytes of a shipped file, by its path below `data/`.
pub fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    data::get(path)
}

/// The text of a shipped file, by its path below `data/`.
pub fn text(path: &str) -> Option<String> {
    file(path).and_then(|bytes| String::from_utf8(bytes.into_owned()).ok())
}

/// The paths of the shipped files in one folder of `data/`, sorted.
pub fn list(folder: &str) -> Vec<String> {
    let mut paths = data::paths();
    paths.retain(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
    paths.sort();
    paths
}
