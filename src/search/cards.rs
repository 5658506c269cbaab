//! Result cards, each with its checksum, read by where they lie: in a file of the index, or in a pack.

#[cfg(not(target_family = "wasm"))]
use crate::search::engine::CardFile;
use crate::search::{card::Stored, error::SearchError};
use std::io;

/// Bits of an [`At`] that hold the length.
const LENGTH_BITS: u32 = 24;
/// Bytes of a card's checksum.
pub(crate) const CHECKSUM: usize = 4;

/// Where a card lies: offset and length in one number, as it stands in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At(pub(crate) u64);

impl At {
    pub(crate) fn new(offset: u64, length: usize) -> io::Result<Self> {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        if length >> LENGTH_BITS != 0 || offset >> (64 - LENGTH_BITS) != 0 {
            return Err(io::Error::other("a result card is too large to keep"));
        }
        Ok(Self(offset << LENGTH_BITS | length))
    }

    pub(crate) fn offset(self) -> u64 {
        self.0 >> LENGTH_BITS
    }

    pub(crate) fn length(self) -> usize {
        usize::try_from(self.0 & ((1 << LENGTH_BITS) - 1)).unwrap_or(usize::MAX)
    }

    /// The first byte behind the card.
    pub(crate) fn end(self) -> u64 {
        self.offset() + (self.0 & ((1 << LENGTH_BITS) - 1))
    }
}

/// The cards of an index.
#[derive(Debug)]
pub(crate) enum Cards {
    /// In a file of the index.
    #[cfg(not(target_family = "wasm"))]
    File(CardFile),
    /// In a pack.
    Packed(Vec<u8>),
}

impl Cards {
    /// Reads one card.
    pub(crate) fn read(&self, at: At) -> Result<Stored, SearchError> {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::File(file) => file.read(at),
            Self::Packed(bytes) => {
                let from = usize::try_from(at.offset()).unwrap_or(usize::MAX);
                card(bytes.get(from..from.saturating_add(at.length())).unwrap_or_default(), at)
            }
        }
    }

    /// Bytes of all of them.
    pub(crate) fn length(&self) -> io::Result<u64> {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::File(file) => file.length(),
            Self::Packed(bytes) => Ok(bytes.len() as u64),
        }
    }
}

/// A card from its bytes.
pub(crate) fn card(bytes: &[u8], at: At) -> Result<Stored, SearchError> {
    let (sum, body) = bytes.split_at_checked(CHECKSUM).ok_or(SearchError::Card(at.offset()))?;
    if sum != checksum(body) {
        return Err(SearchError::Card(at.offset()));
    }
    postcard::from_bytes(body).map_err(|_| SearchError::Card(at.offset()))
}

/// The checksum of a card's bytes.
pub(crate) fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    let mut crc = flate2::Crc::new();
    crc.update(body);
    crc.sum().to_le_bytes()
}
