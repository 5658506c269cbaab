//! Makes a table file. Rows may come in any order; they are held compactly (32 bytes each), sorted, and written once, to a
//! file of another name that takes the old one's place only when it is complete and reads back.

use super::{
    AreaEntry, BlockEntry, Codes, HEADER_BYTES, Index, MAGIC, STEPS_PER_DEGREE, SectorEntry, Table, VERSION,
    block::{self, Row},
    checksum,
};
use crate::{model::location::Point, places::postcode};
use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::Path,
};

/// What is known of one postcode before it is written; an empty code is an unknown one.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::places) struct Entry<'a> {
    pub(in crate::places) point: Option<Point>,
    pub(in crate::places) council: &'a str,
    pub(in crate::places) ward: &'a str,
    pub(in crate::places) lsoa: &'a str,
    pub(in crate::places) ended: bool,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::places) struct Written {
    /// Postcodes.
    pub(in crate::places) rows: u64,
    /// Rows that told of a postcode already seen. One in use wins over an ended one, then the later row.
    pub(in crate::places) repeated: u64,
    /// The file's size.
    pub(in crate::places) bytes: u64,
}

/// Gathers rows for a table.
#[derive(Debug, Default)]
pub(in crate::places) struct Writer {
    rows: Vec<Row>,
    areas: Numbered<AreaEntry>,
    councils: Numbered<String>,
    wards: Numbered<String>,
    lsoas: Numbered<String>,
    ward_names: HashMap<String, String>,
}

/// Distinct values, numbered from 0 in order of appearance.
#[derive(Debug)]
struct Numbered<T> {
    numbers: HashMap<T, u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new() }
    }
}

impl Numbered<String> {
    /// A code's number, from 1; 0 for an empty one.
    fn code(&mut self, code: &str) -> u32 {
        if code.is_empty() {
            return 0;
        }
        if let Some(number) = self.numbers.get(code) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len() + 1).unwrap_or(0);
        self.numbers.insert(code.to_owned(), number);
        number
    }

    fn in_order(&self) -> Vec<&str> {
        let mut codes: Vec<(&str, u32)> = self.numbers.iter().map(|(code, number)| (code.as_str(), *number)).collect();
        codes.sort_unstable_by_key(|(_, number)| *number);
        codes.into_iter().map(|(code, _)| code).collect()
    }
}

impl Numbered<AreaEntry> {
    fn area(&mut self, area: AreaEntry) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(0);
        *self.numbers.entry(area).or_insert(next)
    }

    fn in_order(&self) -> Vec<AreaEntry> {
        let mut areas: Vec<(AreaEntry, u32)> = self.numbers.iter().map(|(area, number)| (*area, *number)).collect();
        areas.sort_unstable_by_key(|(_, number)| *number);
        areas.into_iter().map(|(area, _)| area).collect()
    }
}

impl Writer {
    /// Takes one postcode, by its key.
    pub(in crate::places) fn add(&mut self, key: u64, entry: &Entry<'_>) {
        if self.rows.is_empty() {
            self.areas.area(AreaEntry { council: 0, ward: 0, lsoa: 0 });
        }
        let council = self.councils.code(entry.council);
        let area = AreaEntry { council, ward: self.wards.code(entry.ward), lsoa: self.lsoas.code(entry.lsoa) };
        let at = entry.point.map(|point| (steps(point.lat), steps(point.lon)));
        self.rows.push(Row { key, at, area: self.areas.area(area), ended: entry.ended });
    }

    /// Notes a ward's name.
    pub(in crate::places) fn name_ward(&mut self, gss: &str, name: &str) {
        if !gss.is_empty() && !name.is_empty() && !self.ward_names.contains_key(gss) {
            self.ward_names.insert(gss.to_owned(), name.to_owned());
        }
    }

    /// Writes the table beside `path`, reads it back, and puts it in `path`'s place.
    ///
    /// # Errors
    /// When it cannot be written; whatever was at `path` is then untouched.
    pub(in crate::places) fn finish(mut self, path: &Path) -> io::Result<Written> {
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(folder)?;
        let repeated = self.settle();
        let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
        self.write(temporary.as_file_mut())?;
        temporary.as_file().sync_all()?;
        let bytes = temporary.as_file().metadata()?.len();
        Table::open(temporary.path()).map_err(io::Error::other)?;
        temporary.persist(path)?;
        File::open(folder)?.sync_all()?;
        Ok(Written { rows: number(self.rows.len()), repeated, bytes })
    }

    /// Sorts, and keeps one row for each postcode. How many were repeated.
    fn settle(&mut self) -> u64 {
        let before = self.rows.len();
        self.rows.sort_by_key(|row| row.key);
        self.rows.dedup_by(|later, kept| {
            let same = later.key == kept.key;
            if same && (kept.ended || !later.ended) {
                *kept = *later;
            }
            same
        });
        number(before - self.rows.len())
    }

    /// The table in memory.
    ///
    /// # Errors
    /// When it is too large.
    pub(in crate::places) fn into_bytes(mut self) -> io::Result<Vec<u8>> {
        self.settle();
        let mut bytes = io::Cursor::new(Vec::new());
        self.write(&mut bytes)?;
        Ok(bytes.into_inner())
    }

    fn write(&self, file: impl Write + Seek) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        out.write_all(&[0; HEADER_BYTES])?;
        let mut index = self.index();
        let mut offset = number(HEADER_BYTES);
        for rows in self.rows.chunks(block::ROWS) {
            let bytes = block::encode(rows);
            out.write_all(&bytes)?;
            index.blocks.push(BlockEntry {
                first_key: rows[0].key,
                offset: narrow(offset)?,
                bytes: narrow(number(bytes.len()))?,
                checksum: checksum(&bytes),
            });
            offset += number(bytes.len());
        }
        let index = postcard::to_stdvec(&index).map_err(io::Error::other)?;
        out.write_all(&index)?;
        out.seek(SeekFrom::Start(0))?;
        out.write_all(&header(&index, offset))?;
        out.flush()
    }

    fn index(&self) -> Index {
        let wards = self.wards.in_order();
        let names = wards.iter().map(|ward| self.ward_names.get(*ward).map_or("", String::as_str));
        Index {
            rows: number(self.rows.len()),
            blocks: Vec::with_capacity(self.rows.len() / block::ROWS + 1),
            sectors: self.sectors(),
            areas: self.areas.in_order(),
            councils: self.councils.in_order().into_iter().collect(),
            ward_names: names.collect(),
            wards: wards.into_iter().collect(),
            lsoas: self.lsoas.in_order().into_iter().collect(),
        }
    }

    /// The middle of each sector, from the postcodes in use where there are any.
    fn sectors(&self) -> Vec<SectorEntry> {
        let areas = self.areas.in_order();
        self.rows
            .chunk_by(|a, b| postcode::sector_of_key(a.key) == postcode::sector_of_key(b.key))
            .filter_map(|rows| {
                let in_use: Vec<&Row> = rows.iter().filter(|row| row.at.is_some() && !row.ended).collect();
                let placed = if in_use.is_empty() { rows.iter().filter(|row| row.at.is_some()).collect() } else { in_use };
                middle(&placed, &areas)
            })
            .collect()
    }
}

fn middle(rows: &[&Row], areas: &[AreaEntry]) -> Option<SectorEntry> {
    let count = i64::try_from(rows.len()).ok().filter(|count| *count > 0)?;
    let (mut lat, mut lon) = (0, 0);
    let mut councils: HashMap<u32, u32> = HashMap::new();
    for row in rows {
        let (row_lat, row_lon) = row.at?;
        lat += i64::from(row_lat);
        lon += i64::from(row_lon);
        *councils.entry(areas.get(row.area as usize)?.council).or_default() += 1;
    }
    let (council, _) = councils.into_iter().max_by_key(|(council, postcodes)| (*postcodes, *council))?;
    Some(SectorEntry {
        key: postcode::sector_of_key(rows[0].key),
        postcodes: u32::try_from(count).ok()?,
        lat: i32::try_from(lat / count).ok()?,
        lon: i32::try_from(lon / count).ok()?,
        council,
    })
}

fn header(index: &[u8], offset: u64) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER_BYTES);
    header.extend(MAGIC);
    header.extend(VERSION.to_le_bytes());
    header.extend(checksum(index).to_le_bytes());
    header.extend(offset.to_le_bytes());
    header.extend(number(index.len()).to_le_bytes());
    header
}

impl<'a> FromIterator<&'a str> for Codes {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        texts.into_iter().fold(Self::default(), |mut codes, text| {
            codes.text.push_str(text);
            codes.ends.push(u32::try_from(codes.text.len()).unwrap_or(u32::MAX));
            codes
        })
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a degree in steps is at most 18,000,000")]
fn steps(degrees: f64) -> i32 {
    (degrees * STEPS_PER_DEGREE).round() as i32
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn narrow(number: u64) -> io::Result<u32> {
    u32::try_from(number).map_err(|_| io::Error::other("the table would be larger than 4 GB"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::postcode::Postcode;

    #[test]
    fn a_postcode_told_twice_is_kept_once() {
        let key = Postcode::parse("B13 8AA").unwrap().key().unwrap();
        let row = |council, ended| Entry { council, ended, ..Entry::default() };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("postcodes.fpt");
        for (told, council) in [
            ([row("E08000025", false), row("E08000028", true)], "E08000025"),
            ([row("E08000025", true), row("E08000028", false)], "E08000028"),
            ([row("E08000025", false), row("E08000028", false)], "E08000028"),
        ] {
            let mut writer = Writer::default();
            for entry in &told {
                writer.add(key, entry);
            }
            let written = writer.finish(&path).unwrap();
            assert_eq!((written.rows, written.repeated), (1, 1));
            let table = Table::open(&path).unwrap().unwrap();
            assert_eq!(table.find(key).unwrap().unwrap().council, Some(council));
        }
    }
}
