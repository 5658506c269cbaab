//! What the voice gives pages: text that knows which of its words are a publisher's, and the little HTML that a string may carry.
//! Everything else is escaped.

use crate::{
    handing::unbroken::{Piece, is_joint, pieces},
    server::languages::ENGLISH,
};
use askama::filters::HtmlSafe;
use std::{borrow::Cow, fmt};

/// Around words that are English whatever the page is in. No text from outside holds them: see [`marked`].
const MARKS: [char; 2] = ['\u{E000}', '\u{E001}'];

/// The marks Fluent puts around a value so that it keeps its own direction of writing.
const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// Words for a reader. Shown on a page, those that a publisher wrote are marked as English where the page is in another language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said(String);

impl Said {
    /// The text alone: for attributes, titles, mail, telephones and software.
    pub fn plain(&self) -> String {
        if self.0.is_ascii() {
            return self.0.clone();
        }
        let mut text = self.0.replace(MARKS, "");
        text.retain(|c| !ISOLATES.contains(&c));
        text
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text as it is built into other text.
    pub(crate) fn inner(&self) -> &str {
        &self.0
    }

    /// The same, beginning with a capital letter.
    #[must_use]
    pub fn capitalised(&self) -> Self {
        let mut letters = self.0.chars();
        Self(letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect()))
    }
}

/// By the text alone.
impl PartialEq<&str> for Said {
    fn eq(&self, text: &&str) -> bool {
        self.plain() == *text
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Cow<'_, str>> for Said {
    fn from(text: Cow<'_, str>) -> Self {
        Self(text.into_owned())
    }
}

/// As HTML.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.0.split_inclusive(MARKS) {
            let text = part.trim_end_matches(MARKS);
            pieces(text).into_iter().try_for_each(|piece| written(f, piece))?;
            match part[text.len()..].chars().next() {
                Some(c) if c == MARKS[0] => write!(f, "<span lang=\"{}\" dir=\"ltr\">", ENGLISH.tag)?,
                Some(_) => f.write_str("</span>")?,
                None => {}
            }
        }
        Ok(())
    }
}

impl HtmlSafe for Said {}

/// Words of a publisher, marked as such.
pub(super) fn marked(words: &str) -> String {
    format!("{}{}{}", MARKS[0], words.replace(MARKS, ""), MARKS[1])
}

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
                c => drop(escaped(&mut html, c)),
            }
        }
        Self(html)
    }
}

fn opening(address: &str) -> String {
    let elsewhere = if address.starts_with("http") { " rel=\"noreferrer\"" } else { "" };
    format!("<a href=\"{}\"{elsewhere}>", Attribute(address))
}

/// A text as the value of an attribute.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attribute<'t>(pub(crate) &'t str);

impl fmt::Display for Attribute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| escaped(f, c))
    }
}

fn written(f: &mut fmt::Formatter<'_>, piece: Piece<'_>) -> fmt::Result {
    match piece {
        Piece::Text(text) => text.chars().try_for_each(|c| escaped(f, c)),
        Piece::Whole(text) => {
            f.write_str("<span class=\"whole\">")?;
            text.chars().try_for_each(|c| escaped(f, c))?;
            f.write_str("</span>")
        }
        Piece::Address(text) => {
            f.write_str("<span class=\"jointed\">")?;
            text.chars().try_for_each(|c| {
                f.write_str(if is_joint(c) { "<wbr>" } else { "" })?;
                escaped(f, c)
            })?;
            f.write_str("</span>")
        }
    }
}

fn escaped(to: &mut impl fmt::Write, c: char) -> fmt::Result {
    match c {
        '<' => to.write_str("&#60;"),
        '>' => to.write_str("&#62;"),
        '&' => to.write_str("&#38;"),
        '"' => to.write_str("&#34;"),
        '\'' => to.write_str("&#39;"),
        c => to.write_char(c),
    }
}
