//! Filter: the need a service answers. A broader need finds the narrower ones too.

use super::{Choices, Filter, Section};

/// Filter: the need a service answers.
#[derive(Debug)]
pub(super) struct Need;

impl Filter for Need {
    fn parameter(&self) -> &'static str {
        "need"
    }

    fn label(&self) -> &'static str {
        "What it helps with"
    }

    fn section(&self) -> Section {
        Section::About
    }

    fn choices(&self) -> Choices {
        Choices::Needs
    }
}
