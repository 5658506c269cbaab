//! `/privacy`: what is kept about a visitor, which is nothing.

use crate::server::{
    languages::L,
    page::{Content, Page},
};
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "privacy.html")]
struct Privacy {
    l: L,
}

impl Content for Privacy {
    fn title(&self) -> String {
        self.l.t("privacy-title").into_owned()
    }

    fn l(&self) -> L {
        self.l.clone()
    }
}

/// `GET /privacy`.
pub async fn get(l: L) -> Page<impl Content> {
    Page(Privacy { l })
}
