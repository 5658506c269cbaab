//! Filter: open at the moment of asking, by the one opening-hours function. A place whose hours nobody has said is not counted.

use super::{Choices, Filter};
use crate::model::service::Service;

/// The word in the URL.
pub(crate) const YES: &str = "yes";
/// The words shown.
pub(crate) const YES_LABEL: &str = "Open now";

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

    fn choices(&self) -> Choices {
        Choices::OpenNow
    }

    fn bits(&self, _service: &Service) -> u64 {
        0
    }
}
