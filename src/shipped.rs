//! What ships with the product: the files of `data/`, inside the binary (in a debug build they are read from the checkout).

use rust_embed::RustEmbed;
use std::borrow::Cow;

/// The demonstration directory, mappings, needs vocabulary and place tables.
#[derive(RustEmbed, Debug)]
#[folder = "$CARGO_MANIFEST_DIR/data"]
#[exclude = "local/*"]
struct Data;

/// The bytes of a shipped file, by its path below `data/`.
pub fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    Data::get(path).map(|file| file.data)
}

/// The text of a shipped file, by its path below `data/`.
pub fn text(path: &str) -> Option<String> {
    file(path).and_then(|bytes| String::from_utf8(bytes.into_owned()).ok())
}

/// The paths of the shipped files in one folder of `data/`, sorted.
pub fn list(folder: &str) -> Vec<String> {
    let mut paths: Vec<String> =
        Data::iter().filter(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))).map(Cow::into_owned).collect();
    paths.sort();
    paths
}
