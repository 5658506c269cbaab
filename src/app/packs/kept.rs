//! Packs as files: named so that they tell nothing, read part by part, and deleted when there are many.

use crate::offline::{
    Head,
    head::{FORMAT, program},
    parts,
};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    fs, io,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

/// A pack that was made.
#[derive(Debug, Clone)]
pub struct Packed {
    /// What it says of itself.
    pub head: Head,
    /// The file: see [`parts::head_length`].
    pub file: PathBuf,
    /// Where its parts begin in the file.
    pub parts_at: usize,
}

impl Packed {
    pub(super) fn open(file: &Path) -> io::Result<Self> {
        let opened = fs::File::open(file)?;
        let mut start = [0; parts::START];
        opened.read_exact_at(&mut start, 0)?;
        let mut json = vec![0; parts::head_length(&start).map_err(io::Error::other)?];
        opened.read_exact_at(&mut json, parts::START as u64)?;
        let (head, parts_at) = (Head::read(&json).map_err(io::Error::other)?, parts::START + json.len());
        Ok(Self { head, file: file.to_path_buf(), parts_at })
    }

    /// The name it is fetched by.
    pub fn name(&self) -> String {
        self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The bytes of one of its parts.
    ///
    /// # Errors
    /// When there is no such part, or the file cannot be read.
    pub fn part(&self, number: usize) -> io::Result<Vec<u8>> {
        let part = self.head.parts.get(number).ok_or(io::ErrorKind::NotFound)?;
        let before: usize = self.head.parts[..number].iter().map(|part| part.bytes).sum();
        let mut bytes = vec![0; part.bytes];
        fs::File::open(&self.file)?.read_exact_at(&mut bytes, (self.parts_at + before) as u64)?;
        Ok(bytes)
    }
}

/// Letters of a pack's name.
pub(super) const KEY_LETTERS: usize = 24;

/// A pack's name: the same for the same patch of the same directory on the same day, and it tells neither.
pub(super) fn key(asked: &str, position: i64, today: jiff::civil::Date) -> String {
    let of = format!("{asked}\n{position}\n{today}\n{}\n{FORMAT}", program());
    hex(&Sha256::digest(of.as_bytes()))[..KEY_LETTERS].to_owned()
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Keeps the newest packs.
pub(super) fn sweep(folder: &Path, most: usize) {
    let mut packs: Vec<(std::time::SystemTime, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "pack"))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    packs.sort();
    let old = packs.len().saturating_sub(most);
    for (_, path) in packs.into_iter().take(old) {
        if let Err(error) = fs::remove_file(&path) {
            tracing::warn!(%error, "an old pack could not be deleted");
        }
    }
}
