//! Languages as a reader and a translator meet them. The files are held to the code: no key unknown, none missing, none unused.

mod families;

use super::*;
use crate::server::languages::catalogue::Catalogue;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use std::{collections::BTreeSet, fs, path::Path};

fn voice(address: &str, accepts: &str) -> L {
    let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_str(accepts).unwrap())]);
    L::of(&address.parse::<Uri>().unwrap(), &headers)
}

fn speaking(code: &str) -> L {
    L::speaking(Language::of(code).unwrap())
}

#[test]
fn the_address_chooses_before_the_browser() {
    for (address, accepts, code) in [
        ("/", "", "en"),
        ("/", "cy", "cy"),
        ("/", "cy-GB,cy;q=0.9,en;q=0.8", "cy"),
        ("/", "en-GB,en;q=0.9,cy;q=0.8", "en"),
        ("/", "fr,cy;q=0.3,en;q=0.2", "cy"),
        ("/", "cy;q=0", "en"),
        ("/", "cy;q=nonsense, *", "en"),
        ("/", "pl,ur;q=0.9", "en"),
        ("/?lang=cy", "en", "cy"),
        ("/?lang=en", "cy", "en"),
        ("/search?q=lang%3Den&lang=cy", "", "cy"),
        ("/?lang=xx", "cy", "cy"),
        ("/?lang=ur", "", "en"),
    ] {
        assert_eq!(voice(address, accepts).language().code, code, "{address} {accepts}");
    }
}

#[test]
fn links_keep_a_choice_and_add_none() {
    let welsh = voice("/search?q=tea&lang=cy", "");
    for (address, kept) in [
        ("/", "/?lang=cy"),
        ("/#help-now", "/?lang=cy#help-now"),
        ("/search?q=a%26b&sector=voluntary", "/search?q=a%26b&sector=voluntary&lang=cy"),
        ("/search?lang=en&q=tea", "/search?q=tea&lang=cy"),
    ] {
        assert_eq!(welsh.href(address), kept);
    }
    assert_eq!(voice("/", "cy").href("/about"), "/about", "what the browser prefers it says again by itself");
}

#[test]
fn the_switch_keeps_the_question_and_names_each_language_in_itself() {
    let elsewhere = voice("/search?q=mum%20falls&sector=private&sector=voluntary&page=2", "").elsewhere();
    let shown: Vec<_> = elsewhere.iter().map(|one| (one.language.name, one.href.as_deref())).collect();
    let welsh = "/search?q=mum+falls&sector=private&sector=voluntary&page=2&lang=cy";
    assert_eq!(shown, [("English", None), ("Cymraeg", Some(welsh))]);
    assert!(L::english().elsewhere().is_empty(), "there is no page to go to");
}

#[test]
fn plurals_are_those_of_the_language() {
    for (code, count, words) in [
        ("en", 0_u64, "0 services"),
        ("en", 1, "1 service"),
        ("en", 10_482, "10,482 services"),
        ("cy", 0, "0 gwasanaeth"),
        ("cy", 1, "1 gwasanaeth"),
        ("cy", 2, "2 wasanaeth"),
        ("cy", 3, "3 gwasanaeth"),
        ("cy", 6, "6 gwasanaeth"),
        ("cy", 10_482, "10,482 gwasanaeth"),
    ] {
        assert_eq!(speaking(code).n("services", count).plain(), words, "{code} {count}");
    }
    for (code, count, words) in [
        ("cy", 0_u64, "dim lleoedd eraill"),
        ("cy", 1, "1 lle arall"),
        ("cy", 2, "2 le arall"),
        ("cy", 3, "3 lle arall"),
        ("cy", 6, "6 lle arall"),
        ("cy", 7, "7 lle arall"),
        ("pl", 1, "1 inne miejsce"),
        ("pl", 2, "2 inne miejsca"),
        ("pl", 5, "5 innych miejsc"),
        ("pl", 22, "22 inne miejsca"),
    ] {
        assert_eq!(speaking(code).n("handout-other-places", count).plain(), words, "{code} {count}");
    }
}

#[test]
fn what_a_language_lacks_is_said_in_english() {
    let polish = speaking("pl");
    assert_eq!(polish.t("home-heading"), L::english().t("home-heading"));
    assert_ne!(polish.t("handout-phone"), L::english().t("handout-phone"));
    assert_eq!(polish.t("no-such-key"), "no-such-key");
}

#[test]
fn values_keep_their_direction_in_text_and_lose_the_marks_in_attributes() {
    let said = |code: &str| speaking(code).v("handout-call-on", "number", "0121 496 0123");
    let html = said("ur").to_string();
    assert!(html.contains("\u{2068}0121 496 0123\u{2069}"), "{html}");
    assert!(!said("ur").plain().contains(['\u{2068}', '\u{2069}']));
    assert!(!said("cy").to_string().contains('\u{2068}'), "one direction needs no marks");
    let directions: Vec<_> = ALL.iter().filter(|one| speaking(one.code).dir() == "rtl").map(|one| one.code).collect();
    assert_eq!(directions, ["ar", "ur"]);
}

#[test]
fn markup_is_ours_and_everything_else_is_text() {
    for (text, html) in [
        ("See [this & that], *now*.", "See <a href=\"/a?x=1&#38;y=%22\">this &#38; that</a>, <strong>now</strong>."),
        ("<script>", "&#60;script&#62;"),
        ("'\"", "&#39;&#34;"),
    ] {
        assert_eq!(Markup::rich(text, &["/a?x=1&y=%22"]).to_string(), html, "{text}");
    }
    assert_eq!(Markup::rich("[x]", &["https://example.org"]).to_string(), "<a href=\"https://example.org\" rel=\"noreferrer\">x</a>");
    let welsh = speaking("cy").published("<b>");
    assert_eq!((welsh.to_string().as_str(), welsh.plain().as_str()), ("<span lang=\"en-GB\" dir=\"ltr\">&#60;b&#62;</span>", "<b>"));
    assert_eq!(L::english().published("<b>").to_string(), "&#60;b&#62;");
    let within = speaking("cy").e("handout-call-on", "number", "a\u{E001}b");
    assert!(within.to_string().contains("<span lang=\"en-GB\" dir=\"ltr\">ab</span>"), "no text from outside can end the mark");
}

#[test]
fn a_translation_says_that_it_is_a_draft_until_a_person_has_read_it() {
    for language in ALL {
        let l = L::speaking(language);
        assert_eq!(l.is_draft(), language != ENGLISH, "{}", language.code);
        assert!(language == ENGLISH || l.t("draft-notice") != L::english().t("draft-notice"), "{}", language.code);
    }
}

#[test]
fn every_language_is_complete_in_the_files_it_has() {
    for state in states() {
        assert_eq!(state.missing, 0, "{}: {:?}", state.language.code, missing(catalogue::of(state.language)));
        assert_eq!(state.has_pages, ["en", "cy"].contains(&state.language.code), "{}", state.language.code);
        assert!(state.strings > 70, "{} has {} strings", state.language.code, state.strings);
    }
}

fn missing(catalogue: &Catalogue) -> Vec<String> {
    let english = catalogue::of(ENGLISH);
    catalogue.files().flat_map(|file| english.keys(file).difference(catalogue.keys(file))).cloned().collect()
}

#[test]
fn no_file_has_a_key_that_english_lacks_and_every_string_can_be_read() {
    let english = catalogue::of(ENGLISH);
    for catalogue in ALL.iter().map(catalogue::of) {
        for file in catalogue.files() {
            let unknown: Vec<_> = catalogue.keys(file).difference(english.keys(file)).collect();
            assert!(unknown.is_empty(), "{}/{file}.ftl: {unknown:?}", catalogue.language.code);
            let unread: Vec<_> = catalogue.keys(file).iter().filter(|key| catalogue.text(key, None).is_none()).collect();
            assert!(unread.is_empty(), "{}/{file}.ftl cannot be read at {unread:?}", catalogue.language.code);
        }
    }
}

#[test]
fn a_translation_has_the_values_links_and_stars_of_the_english() {
    let english = sources("en");
    for language in ALL {
        for (key, text) in sources(language.code) {
            let Some((_, original)) = english.iter().find(|(known, _)| *known == key) else { continue };
            for mark in ['[', '*'] {
                let marks = |text: &str| if text.contains("->") { 0 } else { text.matches(mark).count() };
                assert_eq!(marks(&text), marks(original), "{}: {key}: {mark}", language.code);
            }
            let given = |value: &String| GIVEN.iter().any(|(family, known)| key.starts_with(family) && value == known);
            let unknown: Vec<_> = values(&text).difference(&values(original)).filter(|value| !given(value)).cloned().collect();
            assert!(unknown.is_empty(), "{}: {key} uses {unknown:?}, which English does not", language.code);
        }
    }
}

/// Values that are given although English has no use for them, by how the keys begin.
const GIVEN: [(&str, &str); 4] = [("list-", "vowel"), ("time-", "clock"), ("time-", "hour"), ("time-", "minute")];

/// Every string of a language as written: key and text.
fn sources(code: &str) -> Vec<(String, String)> {
    let mut strings: Vec<(String, String)> = Vec::new();
    for file in files("locales").into_iter().filter(|path| path.contains(&format!("locales/{code}/"))) {
        for line in fs::read_to_string(file).unwrap().lines() {
            match line.split_once('=') {
                Some((key, text)) if line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                    strings.push((key.trim().to_owned(), text.trim().to_owned()));
                }
                _ if line.starts_with([' ', '}']) => {
                    if let Some((_, text)) = strings.last_mut() {
                        text.push_str(line);
                    }
                }
                _ => {}
            }
        }
    }
    strings
}

/// The values a string names: `$count`.
fn values(text: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    text.split('$').skip(1).map(name).collect()
}

#[test]
fn every_key_that_is_asked_for_exists() {
    let english = catalogue::of(ENGLISH);
    let mut wrong = Vec::new();
    for path in code() {
        let text = fs::read_to_string(&path).unwrap();
        let calls = [".t(\"", ".say(\"", ".n(\"", ".v(\"", ".e(\"", ".with(\"", ".rich(\""];
        for key in calls.iter().flat_map(|call| text.split(call).skip(1)).filter_map(|rest| rest.split('"').next()) {
            if !english.has(key) {
                wrong.push(format!("{path}: {key}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn labels_of_lists_are_in_english_what_the_lists_say() {
    let english = L::english();
    let wrong: Vec<String> = families::labelled()
        .into_iter()
        .filter(|(key, label)| english.t(key) != label.as_str())
        .map(|(key, label)| format!("{key} = {label}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_key_is_asked_for() {
    let code: String = code().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let english = catalogue::of(ENGLISH);
    let labelled: BTreeSet<String> = families::labelled().into_iter().map(|(key, _)| key).chain(families::numbered()).collect();
    let files = english.files().filter(|file| *file != HANDOUT);
    let used = |key: &&String| {
        code.contains(&format!("\"{key}\"")) || labelled.contains(*key) || families::OPEN.iter().any(|open| key.starts_with(open))
    };
    let unused: Vec<_> = files.flat_map(|file| english.keys(file)).filter(|key| !used(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// Labels of handouts, which may be offered before a handout shows them.
const HANDOUT: &str = "handout";

/// Templates and sources that may ask for a string, but for this module, and the report on a feed, which is for software and publishers.
fn code() -> Vec<String> {
    let all = files("templates").into_iter().chain(files("src"));
    all.filter(|path| !["src/server/languages/", "src/checking/"].iter().any(|other| path.contains(other))).collect()
}

fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.to_string_lossy().into_owned());
            }
        }
    }
    assert!(!found.is_empty());
    found
}
