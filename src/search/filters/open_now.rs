//! Filter: open at the moment of asking, by the one opening-hours function. A place whose hours nobody has said is not counted.

use super::{Choices, Filter, Section};
use crate::search::{error::SearchError, moment::Seen};

/// Filter: open at the moment of asking.
#[derive(Debug)]
pub(super) struct OpenNow;

impl Filter for OpenNow {
    fn parameter(&self) -> &'static str {
        "open_now"
    }

    fn label(&self) -> &'static str {
        "Opening hours"
    }

    fn section(&self) -> Section {
        Section::When
    }

    fn choices(&self) -> Choices {
        Choices::Told(&[("yes", "Open now")], told)
    }
}

fn told(seen: &Seen<'_>) -> Result<u64, SearchError> {
    seen.is_open().map(u64::from)
}
