//! Answers kept between crawls of one feed: what has not changed is not sent again, and a crawl that was interrupted goes on where
//! it stopped.
//!
//! One file for each address: a line that says what it is, then the answer itself. A file that is damaged counts as not there.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    fmt::Write as _,
    io,
    path::{Path, PathBuf},
    sync::Mutex,
};
use url::Url;

/// The answers of one feed.
#[derive(Debug)]
pub struct Memory {
    folder: PathBuf,
    /// When the crawl under way began: what was answered since then is not asked for again.
    began: Timestamp,
    used: Mutex<HashSet<String>>,
}

/// A file as it was kept.
#[derive(Debug)]
pub(super) struct KeptFile {
    pub(super) path: PathBuf,
    pub(super) conditions: Vec<(&'static str, String)>,
}

/// What the first line of a file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    /// When the server last said so.
    at: Timestamp,
    length: usize,
}

/// An answer as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    head: Head,
    pub(super) body: Vec<u8>,
}

impl Head {
    /// The header lines that ask whether the answer has changed. None = the server gave nothing to ask by.
    fn conditions(&self) -> Vec<(&'static str, String)> {
        let etag = self.etag.iter().map(|etag| ("if-none-match", etag.clone()));
        let modified = self.modified.iter().map(|modified| ("if-modified-since", modified.clone()));
        etag.chain(modified).collect()
    }
}

impl Kept {
    pub(super) fn conditions(&self) -> Vec<(&'static str, String)> {
        self.head.conditions()
    }

    /// When the server last gave it, or said that it has not changed.
    pub(super) fn at(&self) -> Timestamp {
        self.head.at
    }
}

impl Memory {
    /// The answers in a folder, which is made where it is missing. `began` is when the crawl began, also where it was interrupted since.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: PathBuf, began: Timestamp) -> io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder, began, used: Mutex::default() })
    }

    /// What was answered before.
    pub(super) fn read(&self, address: &Url) -> Option<Kept> {
        let name = name_of(address);
        let bytes = std::fs::read(self.folder.join(&name)).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(bytes.get(..end)?).ok()?;
        let body = bytes.get(end + 1..)?.to_vec();
        if head.address != address.as_str() || head.length != body.len() {
            return None;
        }
        self.use_up(name);
        Some(Kept { head, body })
    }

    /// True for an answer of the crawl under way.
    pub(super) fn is_of_now(&self, kept: &Kept) -> bool {
        kept.head.at >= self.began
    }

    /// Keeps an answer. Not being able to is no trouble: it will be asked for again.
    pub(super) fn keep(&self, address: &Url, etag: Option<String>, modified: Option<String>, at: Timestamp, body: &[u8]) {
        let head = Head { address: address.to_string(), etag, modified, at, length: body.len() };
        if let Err(error) = self.write(&head, body) {
            tracing::warn!("an answer of {} could not be kept: {error}", address.host_str().unwrap_or_default());
        }
    }

    /// Keeps an answer that the server says has not changed.
    pub(super) fn keep_on(&self, kept: &Kept, at: Timestamp) {
        if let Err(error) = self.write(&Head { at, ..kept.head.clone() }, &kept.body) {
            tracing::warn!("an answer could not be kept: {error}");
        }
    }

    /// A file that was downloaded before; its answer's own file holds nothing but what it is.
    pub(super) fn file(&self, address: &Url) -> Option<KeptFile> {
        let head = self.read(address)?.head;
        let name = format!("{}.file", name_of(address));
        let path = self.folder.join(&name);
        self.use_up(name);
        path.is_file().then(|| KeptFile { path, conditions: head.conditions() })
    }

    /// Keeps a file that was downloaded, where there is something to ask by whether it has changed.
    pub(super) fn keep_file(&self, address: &Url, etag: Option<String>, modified: Option<String>, at: Timestamp, file: &Path) {
        if etag.is_none() && modified.is_none() {
            return;
        }
        let name = format!("{}.file", name_of(address));
        let beside = self.folder.join(format!("{name}.new"));
        let copied = std::fs::copy(file, &beside).and_then(|_| std::fs::rename(&beside, self.folder.join(&name)));
        match copied {
            Ok(()) => {
                self.use_up(name);
                self.keep(address, etag, modified, at, &[]);
            }
            Err(error) => tracing::warn!("a file could not be kept: {error}"),
        }
    }

    fn write(&self, head: &Head, body: &[u8]) -> io::Result<()> {
        let name = hashed(&head.address);
        let mut bytes = serde_json::to_vec(head)?;
        bytes.push(b'\n');
        bytes.extend_from_slice(body);
        let beside = self.folder.join(format!("{name}.new"));
        std::fs::write(&beside, bytes)?;
        std::fs::rename(&beside, self.folder.join(&name))?;
        self.use_up(name);
        Ok(())
    }

    fn use_up(&self, name: String) {
        if let Ok(mut used) = self.used.lock() {
            used.insert(name);
        }
    }

    /// Forgets one answer.
    pub(super) fn forget(&self, address: &Url) {
        drop(std::fs::remove_file(self.folder.join(name_of(address))));
    }

    /// Forgets every answer that this crawl had no use for. For the end of a crawl of everything.
    pub fn forget_the_rest(&self) {
        let Ok(used) = self.used.lock() else { return };
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if !used.contains(entry.file_name().to_string_lossy().as_ref()) {
                drop(std::fs::remove_file(entry.path()));
            }
        }
    }

    /// Where the answers lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

fn name_of(address: &Url) -> String {
    hashed(address.as_str())
}

/// The first 16 bytes of SHA-256, in hex: an address may hold a key, a file's name should not.
fn hashed(address: &str) -> String {
    Sha256::digest(address.as_bytes()).iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn an_answer_comes_back_as_it_was_kept() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::open(folder.path().join("answers"), at("2026-11-29T10:00:00Z")).unwrap();
        let address = Url::parse("https://example.org/services?page=1").unwrap();
        assert_eq!(memory.read(&address), None);
        memory.keep(&address, Some("\"a\"".to_owned()), None, at("2026-11-29T09:00:00Z"), b"{}\n{}");
        let kept = memory.read(&address).unwrap();
        assert_eq!((kept.body.as_slice(), kept.conditions()), (b"{}\n{}".as_slice(), vec![("if-none-match", "\"a\"".to_owned())]));
        assert!(!memory.is_of_now(&kept), "it was answered before this crawl began");
        memory.keep_on(&kept, at("2026-11-29T10:00:01Z"));
        assert!(memory.is_of_now(&memory.read(&address).unwrap()));
    }

    #[test]
    fn what_a_crawl_had_no_use_for_is_forgotten_and_what_is_damaged_counts_as_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (old, kept) = (Url::parse("https://example.org/old").unwrap(), Url::parse("https://example.org/kept").unwrap());
        let now = at("2026-11-29T10:00:00Z");
        let before = Memory::open(folder.path().to_owned(), now).unwrap();
        before.keep(&old, None, None, now, b"old");
        before.keep(&kept, None, None, now, b"kept");
        let memory = Memory::open(folder.path().to_owned(), now).unwrap();
        assert!(memory.read(&kept).is_some());
        memory.forget_the_rest();
        assert!(memory.read(&old).is_none() && memory.read(&kept).is_some());
        let path = folder.path().join(name_of(&kept));
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(memory.read(&kept), None, "cut short");
    }
}
