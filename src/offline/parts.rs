//! The parts of a pack as bytes: compressed when it is made, unfolded where it is carried.

use crate::{
    offline::{
        documents::Document,
        head::{MAGIC, PackError},
    },
    search::pack::PackedIndex,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{collections::BTreeMap, io};

/// What is the same for everybody in a patch.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Shared {
    /// The files of `data/` that a phone needs, by their paths below it.
    pub files: BTreeMap<String, serde_bytes::ByteBuf>,
    /// The installation's own needs: name and text.
    pub own_needs: Vec<(String, String)>,
    /// The installation's theme, where it has one.
    pub theme: Option<String>,
    /// The postcodes of the patch, where the installation knows postcodes.
    pub postcodes: Option<serde_bytes::ByteBuf>,
}

/// Reads the index of a pack from its parts: what is so of all of it, and its groups.
///
/// # Errors
/// When they are not what was written.
pub fn index(parts: &[&[u8]]) -> Result<PackedIndex, PackError> {
    const WHAT: &str = "its index";
    let (base, groups) = parts.split_first().ok_or_else(|| PackError(format!("{WHAT} is missing")))?;
    let groups = groups.iter().map(|group| unfold(group, WHAT)).collect::<Result<_, _>>()?;
    PackedIndex::joined(unfold(base, WHAT)?, groups).map_err(|error| PackError(error.to_string()))
}

/// Reads what is the same for everybody.
///
/// # Errors
/// When it is not what was written.
pub fn shared(bytes: &[u8]) -> Result<Shared, PackError> {
    unfold(bytes, "its words and places")
}

/// Reads a basket of documents.
///
/// # Errors
/// When it is not what was written.
pub fn documents(bytes: &[u8]) -> Result<Vec<Document>, PackError> {
    unfold(bytes, "its documents")
}

fn unfold<T: DeserializeOwned>(bytes: &[u8], what: &str) -> Result<T, PackError> {
    let mut plain = Vec::new();
    let damaged = |reason: String| PackError(format!("{what} cannot be read: {reason}"));
    io::copy(&mut brotli_decompressor::Decompressor::new(bytes, 1 << 16), &mut plain).map_err(|error| damaged(error.to_string()))?;
    postcard::from_bytes(&plain).map_err(|error| damaged(error.to_string()))
}

/// Bytes before the head in a pack's file: what it is, and how long its head is.
pub const START: usize = MAGIC.len() + 4;
/// A head is never longer: some four hundred parts take a tenth of that.
const LONGEST_HEAD: usize = 1 << 20;

/// How long the head is that follows the start of a pack's file.
///
/// # Errors
/// When it is no pack.
pub fn head_length(start: &[u8; START]) -> Result<usize, PackError> {
    let (magic, length) = start.split_at(MAGIC.len());
    let length = length.iter().rev().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
    let is_pack = magic == MAGIC && length <= LONGEST_HEAD;
    is_pack.then_some(length).ok_or_else(|| PackError("it is not a pack".to_owned()))
}

/// Compresses a part. Good, not best: a patch must be packed while somebody waits.
///
/// # Errors
/// When memory cannot be written to, which is never.
#[cfg(not(target_family = "wasm"))]
pub fn fold<T: Serialize>(value: &T) -> io::Result<Vec<u8>> {
    folded(value, 9)
}

/// Compresses the part of words and places, of which there is one and which gains most by it, a little longer.
///
/// # Errors
/// As [`fold`].
#[cfg(not(target_family = "wasm"))]
pub fn fold_shared(shared: &Shared) -> io::Result<Vec<u8>> {
    folded(shared, 10)
}

#[cfg(not(target_family = "wasm"))]
fn folded<T: Serialize>(value: &T, quality: i32) -> io::Result<Vec<u8>> {
    let plain = postcard::to_allocvec(value).map_err(io::Error::other)?;
    let parameters = brotli::enc::BrotliEncoderParams { quality, size_hint: plain.len(), ..Default::default() };
    let mut folded = Vec::new();
    brotli::BrotliCompress(&mut plain.as_slice(), &mut folded, &parameters)?;
    Ok(folded)
}
