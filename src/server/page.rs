//! The layout around every page. A page knows its title and content; the layout brings head, header, exit button and footer.

use crate::server::{cache::Cache, trouble::Trouble};
use askama::Template;
use axum::{
    Extension,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

/// What a page must say of itself.
pub trait Content: Template {
    /// The title in the browser's tab, without the site's name. Neutral where the subject is sensitive.
    fn title(&self) -> String;

    /// The status it is sent with.
    fn status(&self) -> StatusCode {
        StatusCode::OK
    }

    /// How long it may be kept.
    fn cache(&self) -> Cache {
        Cache::Page
    }

    /// Whether it shows a demonstration record.
    fn demonstration(&self) -> bool {
        false
    }
}

/// A page: content inside the layout.
#[derive(Debug)]
pub struct Page<T>(pub T);

#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'a> {
    title: String,
    demonstration: bool,
    content: &'a str,
}

impl<T: Content> Page<T> {
    /// The whole document.
    ///
    /// # Errors
    /// When a template fails to render.
    pub fn html(&self) -> askama::Result<String> {
        let content = self.0.render()?;
        Layout { title: self.0.title(), demonstration: self.0.demonstration(), content: &content }.render()
    }
}

impl<T: Content> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.html() {
            Ok(html) => (self.0.status(), Extension(self.0.cache()), Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, "a page could not be rendered");
                Trouble::Broken.into_response()
            }
        }
    }
}

/// True for paths that software reads: their errors are problem+json, not pages.
pub fn is_for_software(path: &str) -> bool {
    path.starts_with("/api/") || path == "/api" || path == "/openapi.json"
}
