//! One block of the table: up to [`ROWS`] postcodes in key order, each told as its difference from the one before.
//!
//! A row is: key difference, flags, then (unless the flags say otherwise) latitude and longitude differences and the area
//! number's difference. Numbers are variable-length, seven bits a byte; signed ones are folded so that small stays small.

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
    let mut bytes = Vec::with_capacity(rows.len() * 9);
    let mut key = rows.first().map_or(0, |row| row.key);
    let (mut lat, mut lon, mut area) = (0, 0, 0);
    for row in rows {
        let same_area = row.area == area;
        let flag = |set: bool, bit: u64| if set { bit } else { 0 };
        put(&mut bytes, row.key - key);
        put(&mut bytes, flag(row.at.is_some(), HAS_POINT) | flag(row.ended, ENDED) | flag(same_area, SAME_AREA));
        if let Some((row_lat, row_lon)) = row.at {
            put_signed(&mut bytes, i64::from(row_lat) - i64::from(lat));
            put_signed(&mut bytes, i64::from(row_lon) - i64::from(lon));
            (lat, lon) = (row_lat, row_lon);
        }
        if !same_area {
            put_signed(&mut bytes, i64::from(row.area) - i64::from(area));
            area = row.area;
        }
        key = row.key;
    }
    bytes
}

/// The row with `key` in a block that begins with `first_key`.
///
/// # Errors
/// When the bytes are not a block.
pub(super) fn find(bytes: &[u8], first_key: u64, key: u64) -> io::Result<Option<Row>> {
    for row in rows(bytes, first_key) {
        let row = row?;
        if row.key >= key {
            return Ok((row.key == key).then_some(row));
        }
    }
    Ok(None)
}

/// The rows of a block that begins with `first_key`, in order, up to one that cannot be read.
pub(super) fn rows(bytes: &[u8], first_key: u64) -> impl Iterator<Item = io::Result<Row>> {
    let mut rest = bytes;
    let mut row = Row { key: first_key, ..Row::default() };
    let mut from = (0, 0);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let next = next(&mut rest, &mut row, &mut from);
        if next.is_err() {
            rest = &[];
        }
        Some(next.map(|()| row))
    })
}

/// Reads the row behind `row`, whose last point was `from`.
fn next(rest: &mut &[u8], row: &mut Row, (lat, lon): &mut (i32, i32)) -> io::Result<()> {
    row.key = row.key.checked_add(take(rest)?).ok_or_else(|| damaged("a postcode's number is too large"))?;
    let flags = take(rest)?;
    row.ended = flags & ENDED != 0;
    row.at = None;
    if flags & HAS_POINT != 0 {
        *lat = moved(*lat, take_signed(rest)?)?;
        *lon = moved(*lon, take_signed(rest)?)?;
        row.at = Some((*lat, *lon));
    }
    if flags & SAME_AREA == 0 {
        let area = i64::from(row.area).checked_add(take_signed(rest)?);
        row.area = area.and_then(|area| u32::try_from(area).ok()).ok_or_else(|| damaged("an area's number is out of range"))?;
    }
    Ok(())
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
