//! Open Referral UK version 1 in its live dialects: Spring envelopes, all-lower-case envelopes, and Outpost directories.

use crate::{
    hsds::v1,
    sources::{Context, Ending, Input, Item, Source, Unreadable, input, oruk},
};
use std::ops::ControlFlow;

/// The source.
#[derive(Debug)]
pub struct OrukV1;

impl Source for OrukV1 {
    fn kind(&self) -> String {
        "oruk-v1".to_owned()
    }

    fn label(&self) -> String {
        "Open Referral UK version 1 (JSON, also .gz and .zst)".to_owned()
    }

    fn recognises(&self, input: &Input) -> bool {
        oruk::look(input).is_some_and(|beginning| oruk::is_version_1(&beginning))
    }

    fn default_source(&self, input: &Input) -> String {
        input::source_key(input)
    }

    fn read(&self, input: &Input, context: Context<'_>, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Ending, Unreadable> {
        oruk::read(input, context, v1::to_v3, take)
    }
}
