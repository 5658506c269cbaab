//! Themes as installations write them: what is used, what is refused and why, and what every page still has.

use super::*;
use crate::{
    server::{self, testing},
    web,
};
use axum::{body::Body, http::Request as Asking};
use http_body_util::BodyExt;
use tower::ServiceExt;

const THEME: &str = r##"
name = "Elmshire Signpost"
logo = "elm.svg"
[colours]
accent = "#5b2d8e"
link = "#5b2d8e"
link_dark = "#d3b8f5"
highlight = "#ffd54a"
[words.en]
help = "Stuck? Ring our navigators on [0121 496 0000](tel:0121 496 0000), weekdays 9am to 5pm."
emergency = "At night in Elmshire: social care’s [emergency team](tel:01214960999)."
footer = ["Run by Elmshire Council.", "[Our promise](https://elmshire.example/promise)"]
[words.cy]
help = "Angen help? Ffoniwch 0121 496 0000."
[contact]
email = "directory@elmshire.example"
phone = "0121 496 0001"
"##;

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 10\"><path d=\"M0 0h40v10H0z\" fill=\"#5b2d8e\"/></svg>";

fn home(theme: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(THEME_FILE), theme).unwrap();
    std::fs::write(folder.path().join("elm.svg"), LOGO).unwrap();
    folder
}

fn refused(theme: &str) -> String {
    let folder = home(theme);
    let told = Theme::open(folder.path()).unwrap_err().to_string();
    told.replace(&folder.path().display().to_string(), "HOME")
}

async fn get(theme: &Theme, path: &str) -> (u16, String, String) {
    let site = server::themed(testing::app(), web::routes(), Arc::new(theme.clone()));
    let answer = site.oneshot(Asking::get(path).body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let cache = parts.headers.get("cache-control").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    (parts.status.as_u16(), cache, String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned())
}

fn link<'b>(body: &'b str, ending: &str) -> &'b str {
    body.split('"').find(|part| part.starts_with("/static/") && part.ends_with(ending)).unwrap_or_default()
}

#[test]
fn the_example_that_ships_is_fingerpost_as_it_ships() {
    let folder = home(include_str!("../../../data/theme.toml"));
    assert_eq!(Theme::open(folder.path()), Ok(Theme::default()));
    assert_eq!(Theme::open(&folder.path().join("nowhere")), Ok(Theme::default()));
}

#[tokio::test]
async fn every_page_carries_the_name_the_logo_and_the_words() {
    let theme = Theme::open(home(THEME).path()).unwrap();
    for (path, status) in [("/", 200), ("/about", 200), ("/nowhere", 404), ("/search?q=falls", 200)] {
        let (answered, _, body) = get(&theme, path).await;
        assert_eq!(answered, status, "{path}");
        for words in [
            " – Elmshire Signpost</title>",
            "<span>Elmshire Signpost</span>",
            "<a href=\"tel:01214960000\">0121 496 0000</a>",
            "<a href=\"tel:01214960999\">emergency team</a>",
            "Run by Elmshire Council.",
            "<a href=\"https://elmshire.example/promise\" rel=\"noreferrer\">Our promise</a>",
            "href=\"mailto:directory@elmshire.example\"",
            "href=\"tel:01214960001\"",
            "Call 999",
        ] {
            assert!(body.contains(words), "{path}: {words}");
        }
        assert_eq!(body.matches("Fingerpost").count(), usize::from(path == "/about"), "{path}: a source is called so");
    }
    let welsh = get(&theme, "/about?lang=cy").await.2;
    assert!(welsh.contains("<p>Angen help? Ffoniwch 0121 496 0000.</p>"));
    assert!(welsh.contains("<span lang=\"en-GB\" dir=\"ltr\">Run by Elmshire Council.</span>"));
}

#[tokio::test]
async fn colours_and_logo_come_from_hashed_addresses_and_nothing_is_inline() {
    let theme = Theme::open(home(THEME).path()).unwrap();
    let (_, _, body) = get(&theme, "/").await;
    assert!(!body.contains("<style") && !body.contains("style="), "the policy forbids it");
    let (styles, logo) = (link(&body, ".css"), link(&body, ".svg"));
    let (status, cache, css) = get(&theme, styles).await;
    assert_eq!((status, cache.as_str()), (200, "public, max-age=31536000, immutable"));
    assert!(
        css.starts_with("/* Fingerpost.") && css.contains("--post: #5b2d8e; --on-post: #ffffff;"),
        "one stylesheet, the theme at its end"
    );
    assert_eq!(get(&theme, logo).await, (200, "public, max-age=31536000, immutable".to_owned(), LOGO.to_owned()));
    let (_, _, shipped) = get(&Theme::default(), "/").await;
    assert_ne!(link(&shipped, ".css"), styles);
}

#[test]
fn a_broken_theme_is_refused_with_file_field_and_reason() {
    for (theme, told) in [
        ("name = ", "HOME/theme.toml: line 1: "),
        ("name = \"A\"\ncolour = \"#123456\"", "HOME/theme.toml: line 2: unknown field `colour`"),
        ("name = 5", "HOME/theme.toml: line 1: invalid type"),
        ("name = \" \"", "HOME/theme.toml: name: it is empty"),
        ("name = \"<b>A</b>\"", "HOME/theme.toml: name: only plain text"),
        ("[colours]\naccent = \"purple\"", "HOME/theme.toml: colours.accent: 'purple' is not a colour. Write it like #0d4a39"),
        ("[colours]\naccent = \"#7f7f7f\"", "HOME/theme.toml: colours.accent: #7f7f7f is neither dark enough for white letters"),
        ("[colours]\nlink = \"#779988\"", "HOME/theme.toml: colours.link: #779988 with #eef1e8 has a contrast of "),
        ("[colours]\nlink_dark = \"#0b5a44\"", "HOME/theme.toml: colours.link_dark: #0b5a44 with "),
        ("[colours]\nhighlight = \"#8f1d14\"", "HOME/theme.toml: colours.highlight: #8f1d14 with #12211c has a contrast of "),
        ("logo = \"none.svg\"", "HOME/theme.toml: logo: the file 'none.svg' cannot be read"),
        ("[words.en]\nhelp = \"[x](http://a.b)\"", "HOME/theme.toml: words.en.help: 'http://a.b' cannot be linked to"),
        ("[words.en]\nfooter = [\"a\", \"<i>\"]", "HOME/theme.toml: words.en.footer, line 2: only plain text"),
        ("[words.pl]\nhelp = \"Pomoc\"", "HOME/theme.toml: words.pl: there are no pages in a language 'pl'"),
        ("[contact]\nemail = \"nobody\"", "HOME/theme.toml: contact.email: 'nobody' is not an e-mail address"),
        ("[contact]\nphone = \"ask\"", "HOME/theme.toml: contact.phone: 'ask' is not a telephone number"),
    ] {
        assert!(refused(theme).starts_with(told), "{theme}\n{}", refused(theme));
    }
}
