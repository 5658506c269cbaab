//! Further web pages of a service or an organisation, as its page shows them.

use crate::{
    model::contact::Link,
    server::languages::{L, Said},
};

/// A link and its words.
#[derive(Debug)]
pub(super) struct FurtherLink {
    /// What it is called: as its publisher does, else by the site it leads to.
    pub(super) words: Said,
    /// Where it leads.
    pub(super) url: String,
}

/// The links, without the page that stands above them already.
pub(super) fn links(l: &L, links: &[Link], above: Option<&str>) -> Vec<FurtherLink> {
    let further = links.iter().filter(|link| Some(link.url.as_str()) != above);
    let view = |link: &Link| {
        let words = match &link.label {
            Some(label) => l.published(label),
            None => l.e("further-page", "site", site(&link.url)),
        };
        FurtherLink { words, url: link.url.clone() }
    };
    further.map(view).collect()
}

/// `https://www.example.org/a` is at `www.example.org`.
fn site(url: &str) -> &str {
    let behind = url.split_once("://").map_or(url, |(_, behind)| behind);
    behind.split(['/', '?', '#']).next().unwrap_or(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_goes_by_its_label_else_by_its_site() {
        let link = |label: Option<&str>, url: &str| Link { label: label.map(str::to_owned), url: url.to_owned() };
        let all = [
            link(Some("Facebook"), "https://facebook.example/club"),
            link(None, "https://www.example.org?a=/b"),
            link(None, "https://example.org/above"),
        ];
        let shown = links(&L::english(), &all, Some("https://example.org/above"));
        let words: Vec<String> = shown.iter().map(|link| link.words.plain()).collect();
        assert_eq!(words, ["Facebook", "Another web page, at www.example.org"]);
        assert_eq!(shown[0].url, "https://facebook.example/club");
    }
}
