//! The vocabulary in use, and an installation's own beside the shipped one: an edit counts within a second, a broken one never.
//!
//! Own needs lie in `needs/*.toml` and own tables of publishers' terms in `taxonomies/*.toml` of the home. They are looked at,
//! at most once a second, when somebody asks; nothing runs in between.

use crate::{
    config::Home,
    finding::needs::{Fault, Needs, NeedsError, NeedsFile, VocabularyFiles},
};
use arc_swap::ArcSwap;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::{Duration, Instant, SystemTime},
};

/// How often the files are looked at.
const EVERY: Duration = Duration::from_secs(1);

/// The vocabulary in use.
#[derive(Debug)]
pub(super) struct Vocabulary {
    needs: ArcSwap<Needs>,
    /// What is wrong with the files as they are now. Empty = they are in use.
    faults: ArcSwap<Vec<Fault>>,
    /// Where its own files are; `None` where nobody edits it.
    watched: Option<Watched>,
}

/// The folder of an installation's own files.
#[derive(Debug)]
struct Watched {
    folder: PathBuf,
    looked: Mutex<Looked>,
}

/// When the files were last looked at, and how they were.
#[derive(Debug)]
struct Looked {
    at: Instant,
    stamp: Stamp,
}

/// What tells one state of the files from another: path, size and time of the last change.
type Stamp = Vec<(PathBuf, u64, Option<SystemTime>)>;

impl Vocabulary {
    /// Opens a home's vocabulary. Where its own files are broken, the shipped ones alone are in use until they are mended.
    ///
    /// # Errors
    /// When the shipped files are broken.
    pub(super) fn open(home: &Home) -> Result<Self, NeedsError> {
        let folder = home.data().to_path_buf();
        let stamp = stamp(&folder);
        let (needs, faults) = match read(&folder) {
            Ok(needs) => (needs, Vec::new()),
            Err(error) => {
                tracing::error!("{error}. The shipped vocabulary alone is in use");
                (Needs::shipped()?, error.faults)
            }
        };
        let watched = Watched { folder, looked: Mutex::new(Looked { at: Instant::now(), stamp }) };
        Ok(Self { needs: ArcSwap::from_pointee(needs), faults: ArcSwap::from_pointee(faults), watched: Some(watched) })
    }

    /// A vocabulary that nobody edits.
    pub(super) fn of(needs: Needs) -> Self {
        Self { needs: ArcSwap::from_pointee(needs), faults: ArcSwap::default(), watched: None }
    }

    /// The vocabulary as it is now.
    pub(super) fn needs(&self) -> Arc<Needs> {
        // Whoever finds the lock taken is served by what is there: somebody else is looking.
        if let Some(Watched { folder, looked }) = &self.watched
            && let Ok(mut looked) = looked.try_lock()
            && looked.at.elapsed() >= EVERY
        {
            looked.at = Instant::now();
            self.look(folder, &mut looked);
        }
        self.needs.load_full()
    }

    /// What is wrong with the files as they are now.
    pub(super) fn faults(&self) -> Arc<Vec<Fault>> {
        self.faults.load_full()
    }

    fn look(&self, folder: &Path, looked: &mut Looked) {
        let stamp = stamp(folder);
        if stamp == looked.stamp {
            return;
        }
        looked.stamp = stamp;
        match read(folder) {
            Ok(needs) => {
                tracing::info!("the needs vocabulary was changed and is in use");
                self.needs.store(Arc::new(needs));
                self.faults.store(Arc::default());
            }
            Err(error) => {
                tracing::error!("{error}. The vocabulary stays as it was");
                self.faults.store(Arc::new(error.faults));
            }
        }
    }
}

/// Reads a home's vocabulary: what ships, and what the home adds to it or puts in its place.
///
/// # Errors
/// When a file is broken: everything that is wrong is told.
pub(super) fn read(folder: &Path) -> Result<Needs, NeedsError> {
    let mut files = VocabularyFiles::shipped();
    files.own = own(&folder.join("needs"))?;
    files.taxonomies.extend(own(&folder.join("taxonomies"))?);
    Needs::of(&files)
}

/// The TOML files of a folder, by name. None where there is no such folder.
///
/// # Errors
/// When one of them cannot be read.
pub fn own(folder: &Path) -> Result<Vec<NeedsFile>, NeedsError> {
    let text = |path: PathBuf| match fs::read_to_string(&path) {
        Ok(text) => Ok(NeedsFile { name: short(&path), text }),
        Err(error) => {
            Err(NeedsError { faults: vec![Fault { file: short(&path), line: None, reason: format!("it cannot be read: {error}") }] })
        }
    };
    toml_files(folder).into_iter().map(text).collect()
}

/// A file by its own name and its folder's: what is wrong with it is told in public, where it lies is not.
fn short(path: &Path) -> String {
    let parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_string_lossy()).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    paths.sort();
    paths
}

fn stamp(folder: &Path) -> Stamp {
    let paths = ["needs", "taxonomies"].into_iter().flat_map(|name| toml_files(&folder.join(name)));
    let state = |path: PathBuf| {
        let known = fs::metadata(&path).ok();
        (path, known.as_ref().map_or(0, fs::Metadata::len), known.and_then(|known| known.modified().ok()))
    };
    paths.map(state).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::words;

    fn codes(needs: &Needs, text: &str) -> Vec<String> {
        needs.dictionary().understand(&words::read(text)).into_iter().flat_map(|found| found.codes).collect()
    }

    /// The vocabulary after somebody looked, whatever the time.
    fn looked_at(vocabulary: &Vocabulary) -> Arc<Needs> {
        let watched = vocabulary.watched.as_ref().unwrap();
        vocabulary.look(&watched.folder, &mut watched.looked.lock().unwrap());
        vocabulary.needs()
    }

    #[test]
    fn an_edit_counts_at_once_and_a_broken_one_never() {
        let home = tempfile::TempDir::new().unwrap();
        let folder = home.path().join("needs");
        fs::create_dir(&folder).unwrap();
        let vocabulary = Vocabulary::open(&Home::new(Some(home.path().to_path_buf()))).unwrap();
        assert_eq!(codes(&vocabulary.needs(), "morris side"), Vec::<String>::new());

        let file = folder.join("ours.toml");
        fs::write(&file, "[morris]\nlabel = \"Morris sides\"\n[food-bank]\nextend = true\nphrases = [\"scran\"]").unwrap();
        let needs = looked_at(&vocabulary);
        assert_eq!((codes(&needs, "morris side"), codes(&needs, "scran")), (vec!["morris".to_owned()], vec!["food-bank".to_owned()]));
        assert!(vocabulary.faults().is_empty());

        fs::write(&file, "[morris]\nlabel = \"Morris sides\"\nphrases = [\"Clogs\"]").unwrap();
        let needs = looked_at(&vocabulary);
        assert_eq!(codes(&needs, "scran"), ["food-bank"], "the old one stays");
        let fault = vocabulary.faults()[0].to_string();
        assert!(fault.starts_with("needs/ours.toml line 3") && fault.contains("capital"), "{fault}");

        fs::remove_file(&file).unwrap();
        assert_eq!(codes(&looked_at(&vocabulary), "scran"), Vec::<String>::new());
        assert!(vocabulary.faults().is_empty());
    }

    #[test]
    fn a_home_whose_own_words_are_broken_opens_with_the_shipped_ones() {
        let home = tempfile::TempDir::new().unwrap();
        fs::create_dir(home.path().join("needs")).unwrap();
        fs::write(home.path().join("needs/ours.toml"), "[").unwrap();
        let vocabulary = Vocabulary::open(&Home::new(Some(home.path().to_path_buf()))).unwrap();
        assert_eq!(codes(&vocabulary.needs(), "food bank"), ["food-bank"]);
        assert_eq!(vocabulary.faults().len(), 1);
    }
}
