//! The layout around every page. A page knows its title and content; the layout brings head, header, exit button and footer.

use crate::server::{
    cache::Cache,
    languages::{Elsewhere, L, Said},
    theme::{self, Theme},
    trouble::Trouble,
};
use askama::Template;
use axum::{
    Extension,
    http::{HeaderName, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

/// What a page must say of itself.
pub trait Content: Template {
    /// The title in the browser's tab, without the site's name. Neutral where the subject is sensitive.
    fn title(&self) -> String;

    /// The voice it speaks with. English unless it says otherwise: a page that is not translated says so in its `lang`.
    fn l(&self) -> L {
        L::english()
    }

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
    l: L,
    theme: &'a Theme,
    languages: Vec<Elsewhere>,
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
        let l = self.0.l();
        let title = Said::from(self.0.title()).plain();
        let theme = theme::in_use();
        let demonstration = self.0.demonstration();
        Layout { languages: l.elsewhere(), l, theme: &theme, title, demonstration, content: &content }.render()
    }

    /// Which language it is in, and that the same address may be in another for another reader.
    fn language(&self) -> [(HeaderName, &'static str); 2] {
        [(header::CONTENT_LANGUAGE, self.0.l().language().tag), (header::VARY, "accept-language")]
    }
}

impl<T: Content> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.html() {
            Ok(html) => (self.0.status(), Extension(self.0.cache()), self.language(), Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, "a page could not be rendered");
                Trouble::Broken.into_response()
            }
        }
    }
}

/// True for paths of FHIR, whose errors are FHIR's own.
pub fn is_fhir(path: &str) -> bool {
    path == "/fhir" || path.starts_with("/fhir/")
}

/// True for paths that software reads: their errors are problem+json or FHIR's, not pages.
pub fn is_for_software(path: &str) -> bool {
    path.starts_with("/api/")
        || path == "/api"
        || path == "/openapi.json"
        || path.starts_with("/openreferral")
        || is_fhir(path)
        || path.starts_with("/offline/pack")
}
