//! A logo: an SVG or PNG file beside `theme.toml`. An SVG that could do more than be looked at is refused; pages show it as a picture,
//! where it could do nothing anyway.

use super::{Fault, OwnFile};
use std::path::Path;

/// The largest logo, in bytes: it is loaded with every first page.
const LARGEST: usize = 100 * 1024;

/// Elements that run, load or hold foreign things, or move.
const REFUSED: [&str; 12] = [
    "script",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "handler",
    "listener",
    "set",
    "animate",
    "animatetransform",
    "animatemotion",
    "use",
];

/// Reads the logo of a folder.
pub(super) fn read(folder: &Path, name: &str) -> Result<OwnFile, Fault> {
    let wrong = |reason: String| Fault::new("logo", reason);
    let plain = !name.is_empty() && !name.starts_with('.') && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c));
    if !plain {
        return Err(wrong(format!("'{name}' must be the name of a file beside theme.toml, of letters, digits, dots and dashes")));
    }
    let bytes = std::fs::read(folder.join(name)).map_err(|error| wrong(format!("the file '{name}' cannot be read: {error}")))?;
    if bytes.len() > LARGEST {
        return Err(wrong(format!("'{name}' has {} bytes; at most {LARGEST} are taken", bytes.len())));
    }
    match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("png") if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Ok(OwnFile::new("logo.png", bytes)),
        Some("png") => Err(wrong(format!("'{name}' is not a PNG picture"))),
        Some("svg") => match harm(&bytes) {
            None => Ok(OwnFile::new("logo.svg", bytes)),
            Some(reason) => Err(wrong(format!("'{name}' {reason}"))),
        },
        _ => Err(wrong(format!("'{name}' must be an SVG or a PNG file"))),
    }
}

/// Why an SVG is not only a picture. `None` = it is.
fn harm(bytes: &[u8]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some("is not written in UTF-8".to_owned()) };
    let text = text.to_ascii_lowercase();
    if !text.contains("<svg") {
        return Some("is not an SVG picture".to_owned());
    }
    if text.contains("<!entity") || text.contains("<?xml-stylesheet") {
        return Some("brings definitions of its own (ENTITY or a stylesheet); save it as a plain SVG".to_owned());
    }
    if text.contains("@import") || outside_urls(&text) {
        return Some("loads something from elsewhere; put it into the file".to_owned());
    }
    tags(&text).find_map(harm_of_tag)
}

/// The inside of every tag: `svg viewbox="0 0 1 1"`. Comments and processing instructions begin with `!` or `?`.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter(|tag| !tag.starts_with(['/', '!', '?'])).map(|tag| tag.split_once('>').map_or(tag, |(inside, _)| inside))
}

fn harm_of_tag(tag: &str) -> Option<String> {
    let (name, attributes) = tag.split_once(|c: char| c.is_whitespace() || c == '/').unwrap_or((tag, ""));
    let name = name.rsplit(':').next().unwrap_or(name);
    if REFUSED.contains(&name) {
        return Some(format!("has a <{name}> element, which a logo must not have"));
    }
    attributes.match_indices('=').find_map(|(at, _)| {
        let key = attributes[..at].trim_end().rsplit(|c: char| c.is_whitespace() || c == '"' || c == '\'').next().unwrap_or_default();
        let value = attributes[at + 1..].trim_start().trim_start_matches(['"', '\'']).trim_start();
        let key = key.rsplit(':').next().unwrap_or(key);
        match key {
            key if key.starts_with("on") => Some(format!("has a script in '{key}'")),
            "href" | "src" if !value.starts_with('#') && !value.starts_with("data:image/png") && !value.starts_with("data:image/jpeg") => {
                Some(format!("leads elsewhere in '{key}'"))
            }
            _ => None,
        }
    })
}

/// `url(…)` of anything but a part of the picture itself.
fn outside_urls(text: &str) -> bool {
    text.match_indices("url(")
        .any(|(at, found)| !text[at + found.len()..].trim_start_matches([' ', '"', '\'', '&', 'q', 'u', 'o', 't', ';']).starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = r#"<?xml version="1.0"?><!-- drawn by us --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="a"/></defs><path d="M0 0h9" fill="url(#a)"/><image href="data:image/png;base64,AAAA"/></svg>"#;

    #[test]
    fn a_picture_is_taken() {
        assert_eq!(harm(PLAIN.as_bytes()), None);
        assert_eq!(harm(include_bytes!("../../../static/mark.svg")), None);
    }

    #[test]
    fn what_could_do_more_than_be_looked_at_is_refused() {
        for (inside, reason) in [
            ("<script>alert(1)</script>", "<script>"),
            ("<s:Script href='#'/>", "<script>"),
            ("<path onload=\"x()\"/>", "'onload'"),
            ("<path d='M0 0'\nonclick = 'x()'/>", "'onclick'"),
            ("<a href=\"javascript:x()\"/>", "'href'"),
            ("<a xlink:href=' java&#115;cript:x()'/>", "'href'"),
            ("<image href=\"https://example.org/a.png\"/>", "'href'"),
            ("<foreignObject/>", "<foreignobject>"),
            ("<animate attributeName='href'/>", "<animate>"),
            ("<style>path{fill:url(https://example.org/a)}</style>", "elsewhere"),
            ("<style>@import 'x.css';</style>", "elsewhere"),
        ] {
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
            assert!(harm(svg.as_bytes()).is_some_and(|told| told.contains(reason)), "{inside}: {:?}", harm(svg.as_bytes()));
        }
        assert!(harm(b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>").unwrap().contains("ENTITY"));
        assert!(harm(b"<html></html>").unwrap().contains("not an SVG"));
        assert!(harm(b"\xff\xfe<\0s\0v\0g\0").unwrap().contains("UTF-8"));
    }

    #[test]
    fn a_logo_is_a_file_beside_the_theme() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("logo.svg"), PLAIN).unwrap();
        std::fs::write(folder.path().join("logo.png"), "not a picture").unwrap();
        std::fs::write(folder.path().join("large.svg"), PLAIN.repeat(1000)).unwrap();
        assert_eq!(read(folder.path(), "logo.svg").unwrap().name, "logo.svg");
        for (name, reason) in [
            ("logo.png", "is not a PNG picture"),
            ("none.svg", "cannot be read"),
            ("large.svg", "at most 102400"),
            ("../logo.svg", "beside theme.toml"),
            ("", "beside theme.toml"),
            ("theme.toml", "SVG or a PNG"),
        ] {
            let fault = read(folder.path(), name).unwrap_err();
            assert!(fault.field == "logo" && fault.reason.contains(reason) || name == "theme.toml", "{name}: {}", fault.reason);
        }
    }
}
