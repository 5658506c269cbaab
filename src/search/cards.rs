//! The file of result cards: append-only, each with its checksum, read by offset while others search.
//!
//! A document of the index holds where its card lies. Cards are on disk before the commit that points at them; cards nobody
//! points at (a crash, an update) are left behind until the next rebuild.

use crate::search::{card::Stored, error::SearchError};
use std::{
    fs::{File, OpenOptions},
    io::{self, BufWriter, Write},
    os::unix::fs::FileExt,
    path::Path,
};
use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};

/// The file's name within a generation.
pub(crate) const FILE: &str = "cards.dat";
/// Bits of an [`At`] that hold the length.
const LENGTH_BITS: u32 = 24;
const CHECKSUM: usize = 4;

/// Where a card lies: offset and length in one number, as it stands in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At(pub(crate) u64);

impl At {
    fn new(offset: u64, length: usize) -> io::Result<Self> {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        if length >> LENGTH_BITS != 0 || offset >> (64 - LENGTH_BITS) != 0 {
            return Err(io::Error::other("a result card is too large to keep"));
        }
        Ok(Self(offset << LENGTH_BITS | length))
    }

    fn offset(self) -> u64 {
        self.0 >> LENGTH_BITS
    }

    fn length(self) -> usize {
        usize::try_from(self.0 & ((1 << LENGTH_BITS) - 1)).unwrap_or(usize::MAX)
    }

    /// The first byte behind the card.
    pub(crate) fn end(self) -> u64 {
        self.offset() + (self.0 & ((1 << LENGTH_BITS) - 1))
    }
}

/// Reads cards.
#[derive(Debug)]
pub(crate) struct Cards {
    file: File,
    /// What was there when the file was opened, mapped into memory; what has come since is read from the file.
    mapped: OwnedBytes,
}

impl Cards {
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

fn card(bytes: &[u8], at: At) -> Result<Stored, SearchError> {
    let (sum, body) = bytes.split_at_checked(CHECKSUM).ok_or(SearchError::Card(at.offset()))?;
    if sum != checksum(body) {
        return Err(SearchError::Card(at.offset()));
    }
    postcard::from_bytes(body).map_err(|_| SearchError::Card(at.offset()))
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

fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    let mut crc = flate2::Crc::new();
    crc.update(body);
    crc.sum().to_le_bytes()
}
