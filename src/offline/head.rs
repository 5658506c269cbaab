//! What a pack says of itself, in JSON, so that a script can read it before anything else.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The first bytes of a pack's file.
pub const MAGIC: &[u8; 8] = b"FPPACK\x00\x01";
/// The layout of packs: one of another number is not opened.
pub const FORMAT: u32 = 4;

/// What a pack is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The layout: [`FORMAT`].
    pub format: u32,
    /// The program that made it: only a phone's program of the same version opens it.
    pub program: String,
    /// The patch, as asked for again when the pack is renewed.
    pub patch: String,
    /// The patch in words: "Sandwell", "10 miles around B13".
    pub label: String,
    /// When it was made.
    pub made: Timestamp,
    /// From when on it must not be relied on.
    pub expires: Timestamp,
    /// How many services are in it.
    pub services: usize,
    /// The last change of the directory in it.
    pub position: i64,
    /// Where its records came from. Here, not in a part: they change with every import, and a part would be fetched again.
    pub sources: Vec<SourceLine>,
    /// What it is made of, in order.
    pub parts: Vec<Part>,
}

/// A source of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// The key.
    pub key: String,
    /// The publisher.
    pub publisher: Option<String>,
    /// The licence.
    pub licence: Option<String>,
    /// Services that stand in the whole directory.
    pub services: u64,
    /// When it was last imported.
    pub last_import: Option<Timestamp>,
    /// Made up for demonstration.
    pub fictional: bool,
}

/// A piece of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What is in it.
    pub kind: PartKind,
    /// Its length, in bytes.
    pub bytes: usize,
    /// SHA-256 of those bytes, in hexadecimal.
    pub sha256: String,
}

/// What a part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// The search index: first what is so of all of it, then group by group of documents.
    Index,
    /// Words, places and what else is the same for everybody.
    Data,
    /// The documents of some services; see [`crate::offline::documents`].
    Documents,
}

/// A pack that cannot be opened, in plain words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this pack cannot be opened: {0}")]
pub struct PackError(pub String);

impl Head {
    /// A head from its JSON.
    ///
    /// # Errors
    /// When it is none, or one of another layout or program.
    pub fn read(json: &[u8]) -> Result<Self, PackError> {
        let head: Self = serde_json::from_slice(json).map_err(|error| PackError(format!("its head cannot be read: {error}")))?;
        if head.format != FORMAT {
            return Err(PackError(format!("it is laid out as number {}; this program reads number {FORMAT}: fetch it again", head.format)));
        }
        if head.program != program() {
            return Err(PackError(format!("it was made by Fingerpost {}, and this is {}: fetch it again", head.program, program())));
        }
        Ok(head)
    }

    /// Its JSON.
    pub fn json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Bytes of all its parts.
    pub fn bytes(&self) -> usize {
        self.parts.iter().map(|part| part.bytes).sum()
    }

    /// The parts of a kind, out of their bytes put one behind the other.
    ///
    /// # Errors
    /// When they are not as long as they should be.
    pub fn cut<'b>(&self, kind: PartKind, bytes: &'b [u8]) -> Result<Vec<&'b [u8]>, PackError> {
        let short = || PackError("its parts are not as long as they should be".to_owned());
        let (mut pieces, mut rest) = (Vec::new(), bytes);
        for part in self.parts.iter().filter(|part| part.kind == kind) {
            let (piece, behind) = rest.split_at_checked(part.bytes).ok_or_else(short)?;
            pieces.push(piece);
            rest = behind;
        }
        if rest.is_empty() { Ok(pieces) } else { Err(short()) }
    }

    /// The numbers of the parts of a kind.
    pub fn of(&self, kind: PartKind) -> impl Iterator<Item = usize> {
        self.parts.iter().enumerate().filter(move |(_, part)| part.kind == kind).map(|(at, _)| at)
    }

    /// Whether it must not be relied on any more.
    pub fn has_expired(&self, now: Timestamp) -> bool {
        now >= self.expires
    }
}

/// The program that makes packs and opens them.
pub fn program() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_of_an_older_layout_is_refused_in_plain_words() {
        let head = Head {
            format: FORMAT,
            program: program().to_owned(),
            patch: "place=Walsall&miles=5".to_owned(),
            label: "5 miles around Walsall".to_owned(),
            made: Timestamp::UNIX_EPOCH,
            expires: Timestamp::UNIX_EPOCH,
            services: 0,
            position: 0,
            sources: Vec::new(),
            parts: Vec::new(),
        };
        assert_eq!(Head::read(&head.json()), Ok(head.clone()));
        let older = Head { format: FORMAT - 1, ..head };
        assert_eq!(
            Head::read(&older.json()).unwrap_err().to_string(),
            "this pack cannot be opened: it is laid out as number 3; this program reads number 4: fetch it again"
        );
    }
}
