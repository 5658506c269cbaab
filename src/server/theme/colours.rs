//! Colours of a theme, and whether people can read what stands on them: WCAG 2.2 wants 4.5 to 1 for text (1.4.3).

use super::Fault;
use std::fmt;

/// The least contrast of text, as a ratio to 1.
const LEAST: f64 = 4.5;

/// Dark lettering of the stylesheet (`--ink`), and white.
const INK: Colour = Colour(0x12, 0x21, 0x1c);
const WHITE: Colour = Colour(0xff, 0xff, 0xff);

/// What links stand on in the stylesheet: `--paper`, `--board`, `--tint`. A test holds these to it.
const LIGHT_GROUNDS: [Colour; 3] = [Colour(0xfa, 0xf8, 0xf1), WHITE, Colour(0xee, 0xf1, 0xe8)];
/// The same where the reader's system is dark.
const DARK_GROUNDS: [Colour; 3] = [Colour(0x0f, 0x16, 0x13), Colour(0x18, 0x21, 0x1d), Colour(0x20, 0x2b, 0x26)];

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(u8, u8, u8);

/// The colours a theme may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Palette {
    accent: Colour,
    link: Colour,
    link_dark: Colour,
    highlight: Colour,
}

/// The colours that ship.
impl Default for Palette {
    fn default() -> Self {
        Self {
            accent: Colour(0x0d, 0x4a, 0x39),
            link: Colour(0x0b, 0x5a, 0x44),
            link_dark: Colour(0x8f, 0xd9, 0xba),
            highlight: Colour(0xf4, 0xc4, 0x30),
        }
    }
}

/// Colours as a file has them.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    accent: Option<String>,
    link: Option<String>,
    link_dark: Option<String>,
    highlight: Option<String>,
}

impl Written {
    /// The palette, each colour legible where it is used.
    pub(super) fn read(&self) -> Result<Palette, Fault> {
        let shipped = Palette::default();
        let accent = given("accent", self.accent.as_ref(), shipped.accent)?;
        let (_, contrast) = accent.lettering();
        if contrast < LEAST {
            let reason = format!(
                "{accent} is neither dark enough for white letters nor light enough for dark ones: {} to 1 at best, and {LEAST} to 1 is \
                 needed. Choose a darker or a lighter one",
                told(contrast)
            );
            return Err(Fault::new("colours.accent", reason));
        }
        Ok(Palette {
            accent,
            link: on("link", given("link", self.link.as_ref(), shipped.link)?, &LIGHT_GROUNDS, "a darker")?,
            link_dark: on("link_dark", given("link_dark", self.link_dark.as_ref(), shipped.link_dark)?, &DARK_GROUNDS, "a lighter")?,
            highlight: on("highlight", given("highlight", self.highlight.as_ref(), shipped.highlight)?, &[INK], "a lighter")?,
        })
    }
}

fn given(field: &str, text: Option<&String>, shipped: Colour) -> Result<Colour, Fault> {
    let Some(text) = text else { return Ok(shipped) };
    let wrong = || Fault::new(format!("colours.{field}"), format!("'{text}' is not a colour. Write it like #0d4a39"));
    Colour::of(text).ok_or_else(wrong)
}

/// The colour, if it stands out well enough from each of these.
fn on(field: &str, colour: Colour, grounds: &[Colour], better: &str) -> Result<Colour, Fault> {
    let worst = grounds.iter().map(|ground| (colour.contrast(*ground), ground)).min_by(|a, b| a.0.total_cmp(&b.0));
    match worst {
        Some((contrast, ground)) if contrast < LEAST => Err(Fault::new(
            format!("colours.{field}"),
            format!("{colour} with {ground} has a contrast of {} to 1, and {LEAST} to 1 is needed. Choose {better} one", told(contrast)),
        )),
        _ => Ok(colour),
    }
}

/// A ratio cut to two places: one that is too low must not be told as if it were enough.
fn told(contrast: f64) -> f64 {
    (contrast * 100.0).floor() / 100.0
}

impl Colour {
    /// `#0d4a39`.
    fn of(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// Contrast with another colour, 1 to 21 (WCAG 2.2, "contrast ratio").
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// The lettering that reads best on it, and how well.
    fn lettering(self) -> (Self, f64) {
        let (white, ink) = (self.contrast(WHITE), self.contrast(INK));
        if white >= ink { (WHITE, white) } else { (INK, ink) }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Palette {
    /// Each colour, and how well its letters read: at worst, where they stand on several grounds.
    pub(super) fn told(&self) -> [String; 4] {
        let worst = |colour: Colour, grounds: &[Colour]| grounds.iter().map(|ground| colour.contrast(*ground)).fold(21.0, f64::min);
        let (letters, accent) = self.accent.lettering();
        let letters = if letters == WHITE { "white" } else { "dark" };
        [
            format!("colours.accent: {}, with {letters} letters on it, {} to 1", self.accent, told(accent)),
            format!("colours.link: {}, {} to 1", self.link, told(worst(self.link, &LIGHT_GROUNDS))),
            format!("colours.link_dark: {}, {} to 1", self.link_dark, told(worst(self.link_dark, &DARK_GROUNDS))),
            format!("colours.highlight: {}, with dark letters on it, {} to 1", self.highlight, told(worst(self.highlight, &[INK]))),
        ]
    }

    /// What is appended to the stylesheet. On screens only, so that print stays black on white; not for readers who ask for more
    /// contrast, who get the colours that ship; system colours win over both.
    pub(super) fn css(&self) -> String {
        let Self { accent, link, link_dark, highlight } = self;
        let (letters, _) = accent.lettering();
        let shared = format!("--post: {accent}; --on-post: {letters}; --on-post-quiet: {letters}; --lit: {highlight};");
        format!(
            "\n/* This installation's theme. */\n\
             @media screen and (not (prefers-contrast: more)) {{\n\
             \x20 :root {{ {shared} --link: {link}; }}\n\
             \x20 .hint, .suggestions .kind {{ opacity: 1; }}\n\
             }}\n\
             @media screen and (prefers-color-scheme: dark) and (not (prefers-contrast: more)) {{\n\
             \x20 :root {{ --link: {link_dark}; }}\n\
             }}\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        for (a, b, ratio) in
            [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.478), ("#767676", "#ffffff", 4.542), ("#12211c", "#12211c", 1.0)]
        {
            let (a, b) = (Colour::of(a).unwrap(), Colour::of(b).unwrap());
            assert!((a.contrast(b) - ratio).abs() < 0.001, "{a} with {b}: {}", a.contrast(b));
        }
    }

    #[test]
    fn a_colour_is_six_digits() {
        assert_eq!(Colour::of(" #0D4a39 "), Some(Colour(0x0d, 0x4a, 0x39)));
        for wrong in ["0d4a39", "#fff", "green", "#0d4a3g", "#0d4a39;", "", "#é23a"] {
            assert_eq!(Colour::of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_ships_is_legible_and_is_what_the_stylesheet_says() {
        assert_eq!(Written::default().read().unwrap(), Palette::default());
        let css = include_str!("../../../static/site.css");
        let (light, dark) = css.split_once("prefers-color-scheme: dark").unwrap();
        let Palette { accent, link, link_dark, highlight } = Palette::default();
        let names = ["--paper", "--board", "--tint"];
        for (name, colour) in [("--post", accent), ("--link", link), ("--lit", highlight), ("--ink", INK)]
            .into_iter()
            .chain(names.into_iter().zip(LIGHT_GROUNDS))
        {
            assert!(light.contains(&format!("{name}: {colour};")), "{name}: {colour}");
        }
        for (name, colour) in [("--link", link_dark)].into_iter().chain(names.into_iter().zip(DARK_GROUNDS)) {
            assert!(dark.contains(&format!("{name}: {colour};")), "{name}: {colour}");
        }
    }

    #[test]
    fn the_accent_brings_the_letters_that_read_best_on_it() {
        for (accent, letters) in [("#5b2d8e", "#ffffff"), ("#ffd54a", "#12211c")] {
            let css = Written { accent: Some(accent.to_owned()), ..Written::default() }.read().unwrap().css();
            assert!(css.contains(&format!("--post: {accent}; --on-post: {letters};")), "{css}");
        }
    }

    #[test]
    fn nothing_is_set_outside_screens() {
        let css = Palette::default().css();
        assert_eq!(css.matches("@media").count(), css.matches("@media screen").count());
        assert!(css.lines().filter(|line| line.starts_with(":root") || line.starts_with('.')).count() == 0, "{css}");
    }
}
