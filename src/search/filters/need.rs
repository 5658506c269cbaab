//! Filter: the need a service answers. A broader need finds the narrower ones too.

use super::{Choices, Filter};
use crate::model::service::Service;

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

    fn choices(&self) -> Choices {
        Choices::Needs
    }

    fn bits(&self, _service: &Service) -> u64 {
        0
    }
}
