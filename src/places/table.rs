//! The local postcode table: one compact file that answers postcode → point, council, ward and LSOA from the disk.
//!
//! `postcodes.fpt` is: a header (magic, version, where the index lies, its checksum), blocks of postcodes sorted by key
//! ([`block`]), and the index (the first key and checksum of every block, sector centres, codes). Only the index is held in
//! memory, about 3 MB for the whole country; a look-up reads one block of about 2 kB. [`write`] makes the file. Nothing here
//! knows where the figures came from: that is `import`'s.

mod block;
#[cfg(not(target_family = "wasm"))]
pub(super) mod write;

use super::{PlacesError, postcode};
use crate::model::location::Point;
use serde::{Deserialize, Serialize};
#[cfg(not(target_family = "wasm"))]
use std::{fs::File, os::unix::fs::FileExt};
use std::{io, path::Path};

/// The table's file name in the places folder.
pub(super) const FILE_NAME: &str = "postcodes.fpt";

const MAGIC: [u8; 8] = *b"FPPLACES";
const VERSION: u32 = 2;
const HEADER_BYTES: usize = 32;

/// Coordinates are kept as whole hundred-thousandths of a degree: about a metre.
const STEPS_PER_DEGREE: f64 = 100_000.0;

/// An open table.
#[derive(Debug)]
pub(super) struct Table {
    bytes: Bytes,
    index: Index,
}

/// Where a table's bytes are.
#[derive(Debug)]
enum Bytes {
    /// In a file.
    #[cfg(not(target_family = "wasm"))]
    File(File),
    /// In memory.
    Memory(Vec<u8>),
}

impl Bytes {
    fn read_exact_at(&self, into: &mut [u8], offset: u64) -> io::Result<()> {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::File(file) => file.read_exact_at(into, offset),
            Self::Memory(bytes) => {
                let from = usize::try_from(offset).unwrap_or(usize::MAX);
                let part = bytes.get(from..from.saturating_add(into.len())).ok_or(io::ErrorKind::UnexpectedEof)?;
                into.copy_from_slice(part);
                Ok(())
            }
        }
    }

    fn length(&self) -> io::Result<u64> {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::File(file) => Ok(file.metadata()?.len()),
            Self::Memory(bytes) => Ok(bytes.len() as u64),
        }
    }
}

/// What the table says of one postcode.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found<'a> {
    /// Where it is; `None` when the publisher gives no grid reference.
    pub(super) point: Option<Point>,
    /// The publisher says it is no longer in use.
    pub(super) ended: bool,
    /// Council, GSS code.
    pub(super) council: Option<&'a str>,
    /// Ward, GSS code.
    pub(super) ward: Option<&'a str>,
    /// LSOA, GSS code.
    pub(super) lsoa: Option<&'a str>,
}

/// The middle of a sector or district, and the council most of its postcodes are in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Middle<'a> {
    /// The mean of its postcodes' points.
    pub(super) point: Point,
    /// Council, GSS code.
    pub(super) council: Option<&'a str>,
}

/// Everything but the blocks.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Index {
    rows: u64,
    blocks: Vec<BlockEntry>,
    sectors: Vec<SectorEntry>,
    areas: Vec<AreaEntry>,
    councils: Codes,
    wards: Codes,
    ward_names: Codes,
    lsoas: Codes,
}

/// Where a block lies and what it begins with.
#[derive(Debug, Serialize, Deserialize)]
struct BlockEntry {
    first_key: u64,
    offset: u32,
    bytes: u32,
    checksum: u32,
}

/// A sector's middle.
#[derive(Debug, Serialize, Deserialize)]
struct SectorEntry {
    key: u64,
    postcodes: u32,
    lat: i32,
    lon: i32,
    council: u32,
}

/// The council, ward and LSOA some postcodes share, as numbers into [`Codes`]; 0 is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct AreaEntry {
    council: u32,
    ward: u32,
    lsoa: u32,
}

/// Texts by number, from 1; one long text and where each ends.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Codes {
    text: String,
    ends: Vec<u32>,
}

impl Codes {
    fn get(&self, number: u32) -> Option<&str> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start as usize..end as usize)
    }

    fn position(&self, text: &str) -> Option<u32> {
        (1..=u32::try_from(self.ends.len()).ok()?).find(|&number| self.get(number) == Some(text))
    }
}

impl Table {
    /// Opens a table and checks its index. A missing file is no table.
    ///
    /// # Errors
    /// When the file cannot be read, is damaged, or was written by another version.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn open(path: &Path) -> Result<Option<Self>, PlacesError> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(trouble(path, &error.to_string())),
        };
        let bytes = Bytes::File(file);
        let index = read_index(&bytes).map_err(|reason| trouble(path, &reason))?;
        Ok(Some(Self { bytes, index }))
    }

    /// A table in memory, its index checked.
    ///
    /// # Errors
    /// When it is damaged or was written by another version.
    pub(super) fn from_bytes(bytes: Vec<u8>) -> Result<Self, PlacesError> {
        let bytes = Bytes::Memory(bytes);
        let index = read_index(&bytes).map_err(|reason| trouble(Path::new(FILE_NAME), &reason))?;
        Ok(Self { bytes, index })
    }

    /// Postcodes in the table.
    pub(super) fn rows(&self) -> u64 {
        self.index.rows
    }

    /// One postcode by key.
    ///
    /// # Errors
    /// When its block cannot be read or is damaged.
    pub(super) fn find(&self, key: u64) -> io::Result<Option<Found<'_>>> {
        let after = self.index.blocks.partition_point(|block| block.first_key <= key);
        let Some(entry) = after.checked_sub(1).map(|at| &self.index.blocks[at]) else { return Ok(None) };
        let row = block::find(&self.block(entry)?, entry.first_key, key)?;
        Ok(row.map(|row| self.found(row)))
    }

    /// Hands over every postcode, by key.
    ///
    /// # Errors
    /// When a block cannot be read or is damaged.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn each(&self, mut take: impl FnMut(u64, Found<'_>)) -> io::Result<()> {
        for entry in &self.index.blocks {
            for row in block::rows(&self.block(entry)?, entry.first_key)? {
                take(row.key, self.found(row));
            }
        }
        Ok(())
    }

    /// The middle of a sector.
    pub(super) fn sector(&self, key: u64) -> Option<Middle<'_>> {
        let at = self.index.sectors.binary_search_by_key(&key, |sector| sector.key).ok()?;
        let sector = &self.index.sectors[at];
        Some(Middle { point: point(sector.lat, sector.lon), council: self.index.councils.get(sector.council) })
    }

    /// The middle of a district's sectors, by their postcodes: for districts newer than the shipped list.
    pub(super) fn district(&self, district: &str) -> Option<Middle<'_>> {
        let keys = postcode::sector_keys_of(district);
        let start = self.index.sectors.partition_point(|sector| sector.key < *keys.start());
        let end = self.index.sectors.partition_point(|sector| sector.key <= *keys.end());
        let sectors = &self.index.sectors[start..end];
        let largest = sectors.iter().max_by_key(|sector| sector.postcodes)?;
        let total: f64 = sectors.iter().map(|sector| f64::from(sector.postcodes)).sum();
        let mean = |part: fn(&SectorEntry) -> i32| {
            sectors.iter().map(|sector| f64::from(part(sector)) * f64::from(sector.postcodes)).sum::<f64>() / total / STEPS_PER_DEGREE
        };
        let point = Point { lat: mean(|sector| sector.lat), lon: mean(|sector| sector.lon) };
        Some(Middle { point, council: self.index.councils.get(largest.council) })
    }

    /// A ward's name, where the imported file gave names.
    pub(super) fn ward_name(&self, gss: &str) -> Option<&str> {
        let name = self.index.ward_names.get(self.index.wards.position(gss)?)?;
        (!name.is_empty()).then_some(name)
    }

    fn block(&self, entry: &BlockEntry) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; entry.bytes as usize];
        self.bytes.read_exact_at(&mut bytes, u64::from(entry.offset))?;
        if checksum(&bytes) == entry.checksum { Ok(bytes) } else { Err(damaged("a block's checksum does not match")) }
    }

    fn found(&self, row: block::Row) -> Found<'_> {
        let index = &self.index;
        let area = index.areas.get(row.area as usize).copied().unwrap_or(AreaEntry { council: 0, ward: 0, lsoa: 0 });
        Found {
            point: row.at.map(|(lat, lon)| point(lat, lon)),
            ended: row.ended,
            council: index.councils.get(area.council),
            ward: index.wards.get(area.ward),
            lsoa: index.lsoas.get(area.lsoa),
        }
    }
}

/// Reads and checks header and index; the reason in plain words when they are not right.
fn read_index(table: &Bytes) -> Result<Index, String> {
    let mut header = [0; HEADER_BYTES];
    table.read_exact_at(&mut header, 0).map_err(|_| "it is too short to be a postcode table".to_owned())?;
    if header[..8] != MAGIC {
        return Err("it is not a postcode table".to_owned());
    }
    let version = number32(&header[8..12]);
    if version != VERSION {
        return Err(format!("it is of version {version}; this program reads version {VERSION}: import the postcodes again"));
    }
    let (offset, bytes) = (number64(&header[16..24]), number64(&header[24..32]));
    let actual = table.length().map_err(|error| error.to_string())?;
    if offset.checked_add(bytes) != Some(actual) {
        return Err("it is cut short or has something behind it".to_owned());
    }
    let mut index = vec![0; usize::try_from(bytes).map_err(|error| error.to_string())?];
    table.read_exact_at(&mut index, offset).map_err(|error| error.to_string())?;
    if checksum(&index) != number32(&header[12..16]) {
        return Err("its index is damaged".to_owned());
    }
    postcard::from_bytes(&index).map_err(|error| format!("its index cannot be read: {error}"))
}

fn trouble(path: &Path, reason: &str) -> PlacesError {
    PlacesError::Table(format!("the postcode table {} cannot be used: {reason}", path.display()))
}

fn damaged(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason.to_owned())
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

fn number32(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | u32::from(byte))
}

fn number64(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}

fn point(lat: i32, lon: i32) -> Point {
    Point { lat: f64::from(lat) / STEPS_PER_DEGREE, lon: f64::from(lon) / STEPS_PER_DEGREE }
}

#[cfg(test)]
mod tests {
    use super::{
        write::{Entry, Writer},
        *,
    };
    use crate::places::postcode::Postcode;
    use std::fs;

    fn key(text: &str) -> u64 {
        Postcode::parse(text).unwrap().key().unwrap()
    }

    /// Every unit of B13 8 and B13 9 in a row of points, and one postcode without a point.
    fn sample(folder: &Path) -> std::path::PathBuf {
        let mut writer = Writer::default();
        let letters = || (b'A'..=b'Z').map(char::from);
        for (at, (first, second)) in (0_u32..).zip(letters().flat_map(|first| letters().map(move |second| (first, second)))) {
            for sector in ["8", "9"] {
                let text = format!("B13 {sector}{first}{second}");
                let Some(postcode) = Postcode::parse(&text).filter(Postcode::is_full) else { continue };
                let point = Some(Point { lat: 52.4 + f64::from(at) / 10_000.0, lon: -1.9 });
                let entry = Entry { point, council: "E08000025", ward: "E05011151", lsoa: "", ended: sector == "9" };
                writer.add(postcode.key().unwrap(), &entry);
            }
        }
        writer.add(key("JE2 3AB"), &Entry::default());
        writer.name_ward("E05011151", "Moseley");
        let path = folder.join(FILE_NAME);
        writer.finish(&path).unwrap();
        path
    }

    #[test]
    fn what_was_written_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let table = Table::open(&sample(folder.path())).unwrap().unwrap();
        assert_eq!(table.rows(), 801);
        let found = table.find(key("B13 8AB")).unwrap().unwrap();
        assert_eq!((found.council, found.ward, found.lsoa, found.ended), (Some("E08000025"), Some("E05011151"), None, false));
        assert!(found.point.unwrap().metres_to(Point { lat: 52.4001, lon: -1.9 }) < 1.0);
        assert!(table.find(key("B13 9ZZ")).unwrap().unwrap().ended);
        assert_eq!(table.find(key("JE2 3AB")).unwrap().unwrap().point, None);
        for absent in ["B13 7ZZ", "B14 7AA", "AB1 0AA", "ZE3 9JZ"] {
            assert_eq!(table.find(key(absent)).unwrap(), None, "{absent}");
        }
        assert_eq!(table.ward_name("E05011151"), Some("Moseley"));
        assert_eq!(table.ward_name("E05000001"), None);
    }

    #[test]
    fn sectors_and_districts_have_a_middle() {
        let folder = tempfile::tempdir().unwrap();
        let table = Table::open(&sample(folder.path())).unwrap().unwrap();
        let sector = table.sector(Postcode::parse("B13 8").unwrap().sector_key().unwrap()).unwrap();
        assert_eq!(sector.council, Some("E08000025"));
        assert!((52.42..52.45).contains(&sector.point.lat), "{sector:?}");
        assert!(table.district("B13").unwrap().point.metres_to(sector.point) < 10.0);
        assert_eq!(table.district("JE2"), None);
        assert_eq!(table.district("B1"), None);
    }

    #[test]
    fn damage_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = sample(folder.path());
        let good = fs::read(&path).unwrap();
        let index_at = usize::try_from(number64(&good[16..24])).unwrap();
        for (spoil, place, said) in [(good.len() - 1, "the end cut off", "cut short"), (20, "only a header left", "too short")] {
            fs::write(&path, &good[..spoil]).unwrap();
            let error = Table::open(&path).unwrap_err().to_string();
            assert!(error.contains(said), "{place}: {error}");
        }
        for (at, said) in [(0, "not a postcode table"), (8, "version"), (index_at + 3, "damaged")] {
            let mut bad = good.clone();
            bad[at] ^= 0xff;
            fs::write(&path, bad).unwrap();
            let error = Table::open(&path).unwrap_err().to_string();
            assert!(error.contains(said), "{said}: {error}");
        }
        let mut bad = good;
        bad[HEADER_BYTES + 5] ^= 0xff;
        fs::write(&path, bad).unwrap();
        let table = Table::open(&path).unwrap().unwrap();
        assert!(table.find(key("B13 8AA")).is_err(), "a damaged block is an error, not a wrong answer");
        assert!(Table::open(&folder.path().join("missing")).unwrap().is_none());
    }
}
