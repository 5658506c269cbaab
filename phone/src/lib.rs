//! Fingerpost in a phone: the pages of `fingerpost::web` over a pack, behind five functions a script can call.
//!
//! Everything crosses in one buffer: the script asks for [`room`], fills it, and calls; what comes back lies at [`answer_at`] in the
//! length that was returned. A module sees neither clock nor chance, so [`moment`] tells it both. No pointer that comes in is ever
//! followed, so nothing here is unsafe but the names.

mod desk;

use desk::Desk;
use std::cell::RefCell;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk::default());
}

/// Makes room for so many bytes that come next, and says where.
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *const u8 {
    DESK.with_borrow_mut(|desk| desk.room(bytes))
}

/// Where the last answer lies.
#[unsafe(no_mangle)]
pub extern "C" fn answer_at() -> *const u8 {
    DESK.with_borrow(Desk::answer_at)
}

/// Tells the time, in milliseconds since 1970, and 128 random bits, in two halves.
#[unsafe(no_mangle)]
pub extern "C" fn moment(milliseconds: f64, random: u64, more: u64) {
    #[cfg(target_family = "wasm")]
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds are whole, and far below 2^53")]
    fingerpost::clock::told::moment(milliseconds as i64, u128::from(random) << 64 | u128::from(more));
    #[cfg(not(target_family = "wasm"))]
    let _ = (milliseconds, random, more);
}

/// Opens a pack. What came in: the length of its head in four bytes, the head, the length of its index, the index, and what is the same
/// for everybody. The answer is empty, or says in plain words why it cannot be opened.
#[unsafe(no_mangle)]
pub extern "C" fn open() -> usize {
    DESK.with_borrow_mut(|desk| desk.told(Desk::open))
}

/// Takes in a part that holds documents, by its number. The answer is empty, or says why not.
#[unsafe(no_mangle)]
pub extern "C" fn bring(part: usize) -> usize {
    DESK.with_borrow_mut(|desk| desk.told(|desk| desk.bring(part)))
}

/// Which parts a request takes that have not been brought: their numbers, with commas.
#[unsafe(no_mangle)]
pub extern "C" fn wanted() -> usize {
    DESK.with_borrow_mut(Desk::wanted)
}

/// Answers a request. What came in is JSON: method, path, headers, body. The answer is the length of a JSON head in four bytes, the head
/// with status and headers, and the body.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    DESK.with_borrow_mut(Desk::answer)
}
