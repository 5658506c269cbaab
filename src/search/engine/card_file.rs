//! The file of result cards: append-only, each with its checksum, read by offset while others search.
//!
//! A document of the index holds where its card lies. Cards are on disk before the commit that points at them; cards nobody
//! points at (a crash, an update) are left behind until the next rebuild.

use crate::search::{
    card::Stored,
    cards::{At, CHECKSUM, card, checksum},
    error::SearchError,
};
use std::{
    fs::{File, OpenOptions},
    io::{self, BufWriter, Write},
    os::unix::fs::FileExt,
    path::Path,
};
use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};

/// The file's name within a generation.
pub(crate) const FILE: &str = "cards.dat";
/// Reads cards.
#[derive(Debug)]
pub(crate) struct CardFile {
    file: File,
    /// What was there when the file was opened, mapped into memory; what has come since is read from the file.
    mapped: OwnedBytes,
}

impl CardFile {
    /// Opens the cards of a generation.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        let file = File::open(folder.join(FILE))?;
        let directory = MmapDirectory::open(folder).map_err(io::Error::other)?;
        let mapped = directory.open_read(Path::new(FILE)).map_err(io::Error::other)?.read_bytes()?;
        Ok(Self { file, mapped })
    }

    /// Bytes in the file now.
    pub(crate) fn length(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    /// Reads one card.
    pub(crate) fn read(&self, at: At) -> Result<Stored, SearchError> {
        let from = usize::try_from(at.offset()).unwrap_or(usize::MAX);
        if let Some(bytes) = self.mapped.get(from..from.saturating_add(at.length())) {
            return card(bytes, at);
        }
        let mut bytes = vec![0; at.length()];
        self.file.read_exact_at(&mut bytes, at.offset())?;
        card(&bytes, at)
    }
}

/// Appends cards.
#[derive(Debug)]
pub(crate) struct CardWriter {
    file: BufWriter<File>,
    end: u64,
}

impl CardWriter {
    /// Opens a generation's cards for appending, making the file if there is none.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(folder.join(FILE))?;
        let end = file.metadata()?.len();
        Ok(Self { file: BufWriter::with_capacity(1 << 16, file), end })
    }

    /// Appends a card and says where it will lie.
    pub(crate) fn append(&mut self, card: &Stored) -> io::Result<At> {
        let body = postcard::to_allocvec(card).map_err(io::Error::other)?;
        let at = At::new(self.end, CHECKSUM + body.len())?;
        self.file.write_all(&checksum(&body))?;
        self.file.write_all(&body)?;
        self.end = at.end();
        Ok(at)
    }

    /// Makes everything appended survive a power cut.
    pub(crate) fn sync(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_data()
    }
}
