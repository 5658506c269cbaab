//! `/privacy`: what is kept about a visitor, which is nothing.

use crate::server::page::{Content, Page};
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "privacy.html")]
struct Privacy;

impl Content for Privacy {
    fn title(&self) -> String {
        "Privacy".to_owned()
    }
}

/// `GET /privacy`.
pub async fn get() -> Page<impl Content> {
    Page(Privacy)
}
