//! Counting bits over many rows: how many rows have each bit.
//!
//! Eight counters lie in one number, a byte each, so that a row is added in a few steps whatever its bits; before a byte can run
//! over, they are emptied into the real counts.

use crate::search::filters::Row;

/// Every eighth bit.
const LOWEST: u64 = 0x0101_0101_0101_0101;
/// Rows after which a byte may be full.
const FULL: u32 = 255;

/// Counts of each bit of the rows added.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    lanes: [[u64; 8]; COLUMNS],
    waiting: u32,
    counts: [Counted; COLUMNS],
}

/// Counts of the bits of one number of a row.
#[derive(Debug, Clone, Copy)]
struct Counted([u64; 64]);

impl Default for Counted {
    fn default() -> Self {
        Self([0; 64])
    }
}

const COLUMNS: usize = crate::search::filters::MASKS + 1;

impl Tally {
    /// Adds a row so many times.
    pub(crate) fn add(&mut self, row: &Row, mut times: u32) {
        while times > 0 {
            if self.waiting == FULL {
                self.empty();
            }
            let now = times.min(FULL - self.waiting);
            for (lanes, bits) in self.lanes.iter_mut().zip(row) {
                for (lane, shift) in lanes.iter_mut().zip(0..) {
                    *lane += (bits >> shift & LOWEST) * u64::from(now);
                }
            }
            self.waiting += now;
            times -= now;
        }
    }

    /// How many of the rows added have this bit.
    pub(crate) fn count(&self, column: usize, bit: usize) -> u64 {
        let waiting = self.lanes[column][bit % 8] >> (bit / 8 * 8) & u64::from(FULL);
        self.counts[column].0[bit] + waiting
    }

    fn empty(&mut self) {
        for (lanes, Counted(counts)) in self.lanes.iter_mut().zip(&mut self.counts) {
            for (bit, count) in counts.iter_mut().enumerate() {
                *count += lanes[bit % 8] >> (bit / 8 * 8) & u64::from(FULL);
            }
            *lanes = [0; 8];
        }
        self.waiting = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bits_are_counted_one_by_one(rows in prop::collection::vec((prop::array::uniform3(any::<u64>()), 0..600_u32), 0..300)) {
            let mut tally = Tally::default();
            for (row, times) in &rows {
                tally.add(row, *times);
            }
            for column in 0..COLUMNS {
                for bit in 0..64 {
                    let by_hand = rows.iter().filter(|(row, _)| row[column] & 1 << bit != 0).map(|(_, times)| u64::from(*times)).sum::<u64>();
                    prop_assert_eq!(tally.count(column, bit), by_hand);
                }
            }
        }
    }
}
