//! Open Referral UK version 3 (HSDS-UK 3.0, and any HSDS 3): pages of a feed, a list, a single service, or one per line.

use crate::sources::{Context, Ending, Input, Item, Source, Unreadable, input, oruk};
use std::ops::ControlFlow;

/// The source.
#[derive(Debug)]
pub struct OrukV3;

impl Source for OrukV3 {
    fn kind(&self) -> String {
        "oruk-v3".to_owned()
    }

    fn label(&self) -> String {
        "Open Referral UK version 3 (JSON, also .gz and .zst)".to_owned()
    }

    fn recognises(&self, input: &Input) -> bool {
        oruk::look(input).is_some_and(|beginning| !oruk::is_version_1(&beginning) && oruk::is_version_3(&beginning))
    }

    fn default_source(&self, input: &Input) -> String {
        input::source_key(input)
    }

    fn read(&self, input: &Input, context: Context<'_>, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Ending, Unreadable> {
        oruk::read(input, context, std::convert::identity, take)
    }
}
