//! `/accessibility`: how far everyone can use the site, what was tested and what was not.

use crate::server::page::{Content, Page};
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "accessibility.html")]
struct Accessibility;

impl Content for Accessibility {
    fn title(&self) -> String {
        "Accessibility".to_owned()
    }
}

/// `GET /accessibility`.
pub async fn get() -> Page<impl Content> {
    Page(Accessibility)
}
