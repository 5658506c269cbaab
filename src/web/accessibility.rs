//! `/accessibility`: how far everyone can use the site, what was tested and what was not.

use crate::server::{
    languages::L,
    page::{Content, Page},
};
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "accessibility.html")]
struct Accessibility {
    l: L,
}

impl Content for Accessibility {
    fn title(&self) -> String {
        self.l.t("accessibility-title").into_owned()
    }

    fn l(&self) -> L {
        self.l.clone()
    }
}

/// `GET /accessibility`.
pub async fn get(l: L) -> Page<impl Content> {
    Page(Accessibility { l })
}
