//! One block of the table: up to [`ROWS`] postcodes in key order, each told as its difference from the one before.
//!
//! The columns come one after the other, so that they compress well in a pack: the number of rows, then every row's key difference, its
//! flags, and (unless the flags say otherwise) its latitude's, its longitude's and its area number's difference. Numbers are
//! variable-length, seven bits a byte; signed ones are folded so that small stays small.

use super::damaged;
use std::io;

/// Postcodes in a block: the most a look-up has to step over.
pub(super) const ROWS: usize = 256;

const HAS_POINT: u64 = 1;
const ENDED: u64 = 2;
const SAME_AREA: u64 = 4;

/// A postcode's facts, with coordinates in steps and the area by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Row {
    pub(super) key: u64,
    pub(super) at: Option<(i32, i32)>,
    pub(super) area: u32,
    pub(super) ended: bool,
}

/// The bytes of a block.
pub(super) fn encode(rows: &[Row]) -> Vec<u8> {
    let flag = |set: bool, bit: u64| if set { bit } else { 0 };
    let (mut keys, mut flags, mut lats, mut lons, mut areas) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut last = Row { key: rows.first().map_or(0, |row| row.key), ..Row::default() };
    let mut from = (0, 0);
    for row in rows {
        let same_area = row.area == last.area;
        put(&mut keys, row.key - last.key);
        put(&mut flags, flag(row.at.is_some(), HAS_POINT) | flag(row.ended, ENDED) | flag(same_area, SAME_AREA));
        if let Some((lat, lon)) = row.at {
            put_signed(&mut lats, i64::from(lat) - i64::from(from.0));
            put_signed(&mut lons, i64::from(lon) - i64::from(from.1));
            from = (lat, lon);
        }
        if !same_area {
            put_signed(&mut areas, i64::from(row.area) - i64::from(last.area));
        }
        last = *row;
    }
    let mut bytes = Vec::new();
    put(&mut bytes, rows.len() as u64);
    bytes.extend([keys, flags, lats, lons, areas].concat());
    bytes
}

/// The row with `key` in a block that begins with `first_key`.
///
/// # Errors
/// When the bytes are not a block.
pub(super) fn find(bytes: &[u8], first_key: u64, key: u64) -> io::Result<Option<Row>> {
    let rows = rows(bytes, first_key)?;
    Ok(rows.binary_search_by_key(&key, |row| row.key).ok().map(|at| rows[at]))
}

/// The rows of a block that begins with `first_key`, in order.
///
/// # Errors
/// When the bytes are not a block.
pub(super) fn rows(bytes: &[u8], first_key: u64) -> io::Result<Vec<Row>> {
    let rest = &mut &*bytes;
    let count = usize::try_from(take(rest)?).ok().filter(|count| *count <= ROWS).ok_or_else(|| damaged("a block has too many rows"))?;
    let mut rows = vec![Row::default(); count];
    let mut key = first_key;
    for row in &mut rows {
        key = key.checked_add(take(rest)?).ok_or_else(|| damaged("a postcode's number is too large"))?;
        row.key = key;
    }
    let flags: Vec<u64> = (0..count).map(|_| take(rest)).collect::<io::Result<_>>()?;
    for (row, flags) in rows.iter_mut().zip(&flags) {
        row.ended = flags & ENDED != 0;
        row.at = (flags & HAS_POINT != 0).then_some((0, 0));
    }
    let (mut lat, mut lon, mut area) = (0, 0, 0);
    for at in rows.iter_mut().filter_map(|row| row.at.as_mut()) {
        lat = moved(lat, take_signed(rest)?)?;
        at.0 = lat;
    }
    for at in rows.iter_mut().filter_map(|row| row.at.as_mut()) {
        lon = moved(lon, take_signed(rest)?)?;
        at.1 = lon;
    }
    for (row, flags) in rows.iter_mut().zip(&flags) {
        if flags & SAME_AREA == 0 {
            let moved = i64::from(area).checked_add(take_signed(rest)?);
            area = moved.and_then(|area| u32::try_from(area).ok()).ok_or_else(|| damaged("an area's number is out of range"))?;
        }
        row.area = area;
    }
    if rest.is_empty() { Ok(rows) } else { Err(damaged("a block has something behind its rows")) }
}

fn moved(from: i32, by: i64) -> io::Result<i32> {
    i64::from(from).checked_add(by).and_then(|to| i32::try_from(to).ok()).ok_or_else(|| damaged("a coordinate is out of range"))
}

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

fn put_signed(bytes: &mut Vec<u8>, number: i64) {
    put(bytes, (number.unsigned_abs() << 1) - u64::from(number < 0));
}

fn take(rest: &mut &[u8]) -> io::Result<u64> {
    let mut number = 0;
    for shift in (0..63).step_by(7) {
        let (&byte, after) = rest.split_first().ok_or_else(|| damaged("a block ends in the middle of a row"))?;
        *rest = after;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(damaged("a number is too long"))
}

fn take_signed(rest: &mut &[u8]) -> io::Result<i64> {
    let folded = take(rest)?;
    let size = i64::try_from(folded.div_ceil(2)).map_err(|_| damaged("a number is too large"))?;
    Ok(if folded % 2 == 1 { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_went_in() {
        let rows = [
            Row { key: 1_000_000_007, at: Some((5_243_210, -190_000)), area: 7, ended: false },
            Row { key: 1_000_000_008, at: Some((5_243_211, -190_500)), area: 7, ended: true },
            Row { key: 1_000_000_500, at: None, area: 0, ended: false },
            Row { key: 2_000_000_000, at: Some((4_990_000, 175_000)), area: 65_000, ended: false },
        ];
        let bytes = encode(&rows);
        for row in rows {
            assert_eq!(find(&bytes, rows[0].key, row.key).unwrap(), Some(row));
        }
        for absent in [0, 1_000_000_009, 3_000_000_000] {
            assert_eq!(find(&bytes, rows[0].key, absent).unwrap(), None);
        }
        assert!(find(&bytes[..bytes.len() - 1], rows[0].key, 2_000_000_000).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_can_break_the_reading(bytes in proptest::collection::vec(0_u8.., 0..64), key in 0_u64..1000) {
            let _ = find(&bytes, 0, key);
        }

        #[test]
        fn every_number_comes_back(number in -(1_i64 << 60)..1 << 60) {
            let mut bytes = Vec::new();
            put_signed(&mut bytes, number);
            proptest::prop_assert_eq!(take_signed(&mut bytes.as_slice()).unwrap(), number);
        }
    }
}
