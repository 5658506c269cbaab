//! Text that may carry a little markup of our own, written as HTML: everything else in it is escaped.

use askama::filters::HtmlSafe;
use std::fmt;

/// HTML made here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markup(pub(super) String);

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

impl Markup {
    /// Text as text.
    pub(super) fn text(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        text.chars().for_each(|c| push(&mut html, c));
        Self(html)
    }

    /// Text in a language that is not the page's.
    pub(super) fn foreign(text: &str, tag: &str) -> Self {
        Self(format!("<span lang=\"{tag}\" dir=\"ltr\">{}</span>", Self::text(text)))
    }

    /// A string in which `[words]` are links to the addresses given, in order, and `*words*` stand out.
    pub(super) fn rich(text: &str, addresses: &[impl AsRef<str>]) -> Self {
        let mut html = String::with_capacity(text.len() * 2);
        let (mut addresses, mut strong) = (addresses.iter(), false);
        for c in text.chars() {
            match c {
                '[' => html.push_str(&opening(addresses.next().map_or("/", AsRef::as_ref))),
                ']' => html.push_str("</a>"),
                '*' => {
                    html.push_str(if strong { "</strong>" } else { "<strong>" });
                    strong = !strong;
                }
                c => push(&mut html, c),
            }
        }
        Self(html)
    }
}

fn opening(address: &str) -> String {
    let elsewhere = if address.starts_with("http") { " rel=\"noreferrer\"" } else { "" };
    format!("<a href=\"{}\"{elsewhere}>", Markup::text(address))
}

fn push(html: &mut String, c: char) {
    match c {
        '<' => html.push_str("&#60;"),
        '>' => html.push_str("&#62;"),
        '&' => html.push_str("&#38;"),
        '"' => html.push_str("&#34;"),
        '\'' => html.push_str("&#39;"),
        c => html.push(c),
    }
}
