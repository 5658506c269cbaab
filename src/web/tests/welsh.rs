//! Every page in Welsh: nothing of ours is left in English, and everything that leads on keeps the language.

use super::*;
use std::{collections::BTreeMap, fs, path::Path};

/// The address with Welsh asked for.
fn in_welsh(path: &str) -> String {
    format!("{path}{}lang=cy", if path.contains('?') { '&' } else { '?' })
}

/// The strings of a language that are the same in every sentence, by key.
fn strings(code: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(code);
    let texts = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let texts: Vec<String> = texts.collect();
    let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let pairs = lines.filter_map(|line| line.split_once(" = ")).filter(|(_, text)| !text.contains('{'));
    pairs.map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
}

/// The page without what is marked as English. The elements so marked hold no others of their kind, but for publishers' texts.
fn unmarked(body: &str) -> String {
    let mut rest = body;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once(" lang=\"en-GB\"") {
        let name: String = before.rsplit('<').next().unwrap().chars().take_while(char::is_ascii_alphanumeric).collect();
        kept.push_str(before);
        rest = after.split_once(&format!("</{name}>")).map_or("", |(_, rest)| rest);
    }
    kept + rest
}

#[tokio::test]
async fn nothing_of_ours_is_left_in_english() {
    let (english, welsh) = (strings("en"), strings("cy"));
    let differ = english.iter().filter(|(key, text)| text.len() > 6 && welsh.get(*key) != Some(*text));
    let sentences: Vec<String> = differ
        .flat_map(|(_, text)| text.split(['[', ']', '*']))
        .map(|text| text.replace('\'', "&#39;"))
        .filter(|text| text.len() > 6)
        .collect();
    assert!(sentences.len() > 300, "{}", sentences.len());
    for path in every_page() {
        let body = unmarked(&get(&in_welsh(&path)).await.body);
        for sentence in sentences.iter().filter(|sentence| body.contains(sentence.as_str())) {
            let whole = |edges: (char, char)| body.contains(&format!("{}{sentence}{}", edges.0, edges.1));
            let found = [('>', '<'), ('"', '"'), (' ', '<'), ('>', ' '), ('>', '.')].into_iter().any(whole);
            assert!(!found, "{path}: {sentence}");
        }
    }
}

#[tokio::test]
async fn every_page_says_its_language_and_that_it_is_a_draft() {
    for path in every_page() {
        let answered = get(&in_welsh(&path)).await;
        assert_eq!(answered.body.matches("<html lang=\"cy\" dir=\"ltr\">").count(), 1, "{path}");
        assert_eq!((answered.header("content-language"), answered.header("vary")), ("cy", "accept-language"), "{path}");
        assert!(answered.body.contains("Cyfieithiad peiriant"), "{path}");
        let english = get(&path).await;
        assert_eq!(english.header("content-language"), "en-GB", "{path}");
        assert!(!english.body.contains("class=\"draft-line\""), "{path}");
    }
}

#[tokio::test]
async fn every_link_and_form_of_ours_keeps_the_language() {
    for path in every_page() {
        let body = get(&in_welsh(&path)).await.body;
        for link in body.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next()) {
            let leads_to_a_page =
                !["static/", "api/", "openapi.json", "openreferral/", "manifest.webmanifest"].iter().any(|other| link.starts_with(other));
            assert!(!leads_to_a_page || link.contains("lang="), "{path}: /{link}");
        }
        // A form that is posted carries it in its address.
        let forms: Vec<&str> = body.split("<form ").skip(1).filter_map(|form| form.split('>').next()).collect();
        let by_field = forms.iter().filter(|form| !form.contains("lang=cy")).count();
        assert!(body.matches("<input type=\"hidden\" name=\"lang\" value=\"cy\">").count() >= by_field, "{path}");
    }
    assert!(!get("/search?q=falls").await.body.replace("hreflang=", "").contains("name=\"lang\""), "nobody chose");
}

#[tokio::test]
async fn the_switch_leads_to_the_same_page_with_the_same_question() {
    let body = get("/search?q=falls&place=DY4&sector=voluntary&page=2").await.body;
    let link =
        "<a href=\"/search?q=falls&#38;place=DY4&#38;sector=voluntary&#38;page=2&#38;lang=cy\" lang=\"cy\" hreflang=\"cy\">Cymraeg</a>";
    assert!(body.contains(link));
    assert!(body.contains("<span lang=\"en-GB\" aria-current=\"true\">English</span>"));
    let body = get("/service/00000000-0000-0000-0000-000000000001?lang=cy").await.body;
    assert!(body.contains("?lang=en\" lang=\"en-GB\" hreflang=\"en-GB\">English</a>"));
}

#[tokio::test]
async fn a_browser_that_prefers_welsh_gets_it_and_caches_tell_the_two_apart() {
    let asked = |language: &'static str, tag: String| async move {
        testing::get_with(web::routes(), "/about", &[("accept-language", language), ("if-none-match", &tag)]).await
    };
    let english = asked("en", String::new()).await;
    let welsh = asked("cy-GB,cy;q=0.9,en;q=0.8", String::new()).await;
    assert!(welsh.body.contains("<html lang=\"cy\"") && welsh.body.contains("<a href=\"/privacy\">"), "links need no choice");
    assert_ne!(english.header("etag"), welsh.header("etag"));
    assert_eq!(asked("en", welsh.header("etag").to_owned()).await.status, 200);
    let again = asked("cy", welsh.header("etag").to_owned()).await;
    assert_eq!((again.status, again.header("vary"), again.header("content-language")), (304, "accept-language", "cy"));
}

#[tokio::test]
async fn the_words_of_publishers_are_marked_as_english() {
    let body = get(&in_welsh(&service(ORDINARY))).await.body;
    for marked in [
        "<h1 lang=\"en-GB\" dir=\"ltr\">Steady On: strength and balance</h1>",
        "<dd lang=\"en-GB\" dir=\"ltr\">Not within six weeks of a hip operation.</dd>",
        "Hysbysiad:</strong> <span lang=\"en-GB\" dir=\"ltr\">No class on 24 December.</span>",
        "60 oed a throsodd",
        "Gallwch ofyn amdano eich hun</strong>, neu drwy eich meddyg teulu.",
        "10 Tachwedd 2026, dros y ffôn (<span lang=\"en-GB\" dir=\"ltr\">Directory steward</span>)",
    ] {
        assert!(body.contains(marked), "{marked}");
    }
}

#[tokio::test]
async fn software_is_told_everything_in_english() {
    let asked = |path: &'static str| testing::get_with(crate::api::routes(), path, &[("accept-language", "cy")]);
    let (plain, chosen) = (asked("/api/v1/search?q=one&place=DY4").await, asked("/api/v1/search?q=one&place=DY4&lang=cy").await);
    assert!(plain.body.contains("Closed now, opens Tuesday at 10am") && chosen.body.contains("Helps with: falls and staying steady"));
    assert!(asked("/api/v1/nowhere").await.body.contains("There is nothing at this address"));
}
