//! What lies in the home for feeds: a folder of answers for each, and the name this home's server reads them under.

use super::{FeedError, settings::is_key};
use crate::{clock, store::Store};
use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

/// The file that holds a server's name. No feed's key is in capitals.
const NAME: &str = "SERVER";

/// Where a home keeps what feeds answered.
pub fn folder(data: &Path) -> PathBuf {
    data.join("feeds")
}

/// Deletes what is kept of a feed.
pub(super) fn delete(folder: &Path, key: &str) {
    if !is_key(key) {
        return;
    }
    match fs::remove_dir_all(folder.join(key)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => tracing::warn!("what was kept of '{key}' could not be deleted: {error}"),
        _ => {}
    }
}

/// Deletes the folders of feeds that are gone; their keys.
///
/// # Errors
/// When the store cannot be read.
pub async fn sweep(store: &Store, folder: &Path) -> Result<Vec<String>, FeedError> {
    // Looked at before the feeds are: a folder is made only for a feed that is there, so one that is added meanwhile is not touched.
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
    let mut gone: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| is_key(name)).collect();
    let there: HashSet<String> = store.feeds().await?.into_iter().map(|feed| feed.key).collect();
    gone.retain(|key| !there.contains(key));
    gone.sort();
    for key in &gone {
        delete(folder, key);
    }
    Ok(gone)
}

/// The name of the server of this home, the same at every start: what one that was killed held, the next one lets go.
///
/// # Errors
/// When the folder cannot be written.
pub fn server_name(folder: &Path) -> Result<String, FeedError> {
    let path = folder.join(NAME);
    if let Some(name) = fs::read_to_string(&path).ok().filter(|name| name.parse::<uuid::Uuid>().is_ok()) {
        return Ok(name);
    }
    let name = clock::random_id().to_string();
    let kept = fs::create_dir_all(folder).and_then(|()| fs::write(&path, &name));
    kept.map_err(|error| FeedError::Folder { folder: folder.display().to_string(), error })?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_has_the_same_name_at_every_start() {
        let home = tempfile::tempdir().unwrap();
        let folder = folder(home.path());
        let name = server_name(&folder).unwrap();
        assert_eq!(server_name(&folder).unwrap(), name);
        fs::write(folder.join(NAME), "50% of it").unwrap();
        assert!(server_name(&folder).unwrap().parse::<uuid::Uuid>().is_ok(), "a damaged one is replaced");
        assert!(!is_key(NAME));
    }
}
