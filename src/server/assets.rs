//! Our own styles, scripts and pictures, inside the binary. Their addresses carry a hash of the content, so a browser may
//! keep them for a year and still never shows an old one.

use crate::server::{
    cache::{self, Cache},
    extract::Path,
    phone, theme,
    trouble::Trouble,
};
use axum::{
    Extension,
    http::header,
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// The files of `static/`. A debug build reads them from the checkout.
#[derive(RustEmbed, Debug)]
#[folder = "$CARGO_MANIFEST_DIR/static"]
struct Files;

/// What is served at the end of a file: the one stylesheet is written in two, and a page waits for one answer only.
const ENDINGS: [(&str, &str); 1] = [("site.css", "desk.css")];

fn ending(name: &str) -> Option<EmbeddedFile> {
    let (_, ending) = ENDINGS.iter().find(|(first, _)| *first == name)?;
    Files::get(ending)
}

/// The content of a file as it ships, with what is served at its end.
pub fn shipped(name: &str) -> Option<Cow<'static, [u8]>> {
    let file = Files::get(name)?;
    match ending(name) {
        Some(ending) => Some([file.data, ending.data].concat().into()),
        None => Some(file.data),
    }
}

/// The hash of what [`shipped`] gives.
fn shipped_hash(name: &str) -> Option<String> {
    let hash = Files::get(name)?.metadata.sha256_hash();
    match ending(name) {
        Some(ending) => Some(cache::short(&Sha256::digest([hash, ending.metadata.sha256_hash()].concat()))),
        None => Some(cache::short(&hash)),
    }
}

/// The address of a static file: `site.css` → `/static/site.0f3a9c21d4e5b678.css`. The theme's own file of that name goes first.
///
/// A name that does not exist gives the address without a hash; a test walks every page for such links.
pub fn url(name: &str) -> String {
    let own = theme::in_use().file(name).map(|own| own.hash.clone());
    match (own.or_else(|| shipped_hash(name)), name.rsplit_once('.')) {
        (Some(hash), Some((stem, ending))) => format!("/static/{stem}.{hash}.{ending}"),
        _ => format!("/static/{name}"),
    }
}

/// `GET /static/{name}`: a file by its hashed name, or by its plain name for those who link from outside.
pub async fn get(Path(name): Path<String>) -> Result<Response, Trouble> {
    let (plain, asked_hash) = split(&name);
    let (bytes, hash) = find(&plain).ok_or(Trouble::NotFound)?;
    let cache = if asked_hash == Some(hash) { Cache::Immutable } else { Cache::Page };
    Ok((Extension(cache), [(header::CONTENT_TYPE, kind(&plain))], bytes).into_response())
}

/// A file's content and hash, by its plain name: the theme's own before the shipped one.
fn find(name: &str) -> Option<(Cow<'static, [u8]>, String)> {
    if let Some(own) = theme::in_use().file(name) {
        return Some((own.bytes.clone().into(), own.hash.clone()));
    }
    if name == phone::NAME {
        return phone::module().map(|(bytes, hash)| (bytes.into(), hash.to_owned()));
    }
    Some((shipped(name)?, shipped_hash(name)?))
}

/// `GET /robots.txt`: searches are not for crawlers.
pub async fn robots() -> impl IntoResponse {
    let words =
        "User-agent: *\nDisallow: /search\nDisallow: /compare\nDisallow: /shortlist\nDisallow: /plan/\nDisallow: /p/\nDisallow: /api/\n";
    (Extension(Cache::Page), [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words)
}

/// `site.0f3a9c21d4e5b678.css` → `site.css` and the hash; any other name as it is.
fn split(name: &str) -> (String, Option<String>) {
    let parts: Vec<&str> = name.split('.').collect();
    match parts[..] {
        [stem, hash, ending] if hash.len() == 16 => (format!("{stem}.{ending}"), Some(hash.to_owned())),
        _ => (name.to_owned(), None),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing;
    use axum::Router;

    #[tokio::test]
    async fn a_hashed_address_is_kept_for_a_year_and_a_stale_one_is_not() {
        let answered = testing::get_with(Router::new(), &url("site.css"), &[]).await;
        assert_eq!((answered.status, answered.header("content-type")), (200, "text/css; charset=utf-8"));
        assert_eq!(answered.header("cache-control"), "public, max-age=31536000, immutable");
        let stale = testing::get_with(Router::new(), "/static/site.0123456789abcdef.css", &[]).await;
        assert_eq!((stale.status, stale.header("cache-control")), (200, "public, no-cache"));
    }

    #[tokio::test]
    async fn nothing_outside_the_folder_is_served() {
        for path in ["/static/..%2fCargo.toml", "/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/static/none.css", "/static/"] {
            assert_eq!(testing::get_with(Router::new(), path, &[]).await.status, 404, "{path}");
        }
    }

    #[tokio::test]
    async fn the_stylesheet_is_one_answer_whose_address_changes_with_either_of_its_files() {
        let answered = testing::get_with(Router::new(), &url("site.css"), &[]).await;
        for (name, words) in [("site.css", "--paper"), ("desk.css", ".compare-bar")] {
            assert!(answered.body.contains(words), "{name}");
            let alone = Files::get(name).map(|file| cache::short(&file.metadata.sha256_hash()));
            assert!(alone.is_some() && alone != shipped_hash("site.css"), "{name}");
        }
    }

    #[test]
    fn the_files_stay_within_their_budget() {
        let carried = |name: &str| name.starts_with("icon-") || name == "sw.js" || name == "offline.js";
        let bytes = |of: &dyn Fn(&str) -> bool| -> usize {
            Files::iter().filter(|name| of(name)).filter_map(|name| Files::get(&name)).map(|file| file.data.len()).sum()
        };
        let pages = bytes(&|name| !carried(name));
        assert!(pages < 75_000, "{pages} bytes of static files that pages load: the budget is 75,000");
        // No page loads these but the one that saves a copy.
        let others = bytes(&carried);
        assert!(others < 42_000, "{others} bytes for home screens and copies: the budget is 42,000");
    }
}
