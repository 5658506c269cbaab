//! Every page through the router, as a person or a screen reader meets it: headings, names, links, and what must not be there.

mod carrying;
mod desk;
mod plans;
mod service;

use crate::{
    handing::shortlist::Shortlist,
    server::{
        samples::{self, BARE, HOSTILE, MARKUP, ORDINARY, SENSITIVE, WITHDRAWN},
        testing::{self, Answered},
    },
    web,
};

mod welsh;

async fn get(path: &str) -> Answered {
    testing::get_with(web::routes(), path, &[]).await
}

fn service(number: u128) -> String {
    format!("/service/{}", samples::id(number))
}

const ORGANISATION: &str = "/organisation/00000000-0000-0000-0000-000000000009";

/// Every kind of page there is, in every state that looks different.
fn every_page() -> Vec<String> {
    let mut pages: Vec<String> = [ORDINARY, SENSITIVE, HOSTILE, WITHDRAWN, BARE].map(service).into();
    let fixed = [
        "/",
        "/compare",
        "/about",
        "/accessibility",
        "/privacy",
        "/nowhere",
        "/search",
        "/search?page=x",
        "/search?q=broken",
        "/search?q=falls&place=DY4&sector=voluntary&sort=nearest",
        "/search?q=falls&page=40",
        "/search?q=ten&place=DY4&map=1",
        "/search?q=ten&page=9",
        "/search?q=none&place=DY4&cost=free",
        "/search?q=one&place=Nowhere",
        "/search?q=hostile",
        "/search?q=suicide",
        ORGANISATION,
        "/organisation/00000000-0000-0000-0000-000000000003",
        "/shortlist",
        "/p/1000-0000-0000",
        "/p/2000-0000-0000",
        "/p/nonsense",
    ];
    let listed = Shortlist::of([ORDINARY, SENSITIVE, HOSTILE, WITHDRAWN, BARE, 77].map(samples::id));
    pages.extend([ORDINARY, SENSITIVE, HOSTILE, WITHDRAWN].map(|number| format!("{}/suggest", service(number))));
    pages.push(format!("{}/suggest/thanks", service(HOSTILE)));
    pages.push(web::compare::address([ORDINARY, SENSITIVE, HOSTILE, BARE, WITHDRAWN].map(samples::id)));
    pages.extend(["/shortlist", "/plan/sheet"].map(|path| listed.address(path)));
    pages.extend(fixed.map(str::to_owned));
    pages
}

/// The text between the first `open` and the `close` after it.
fn between<'a>(body: &'a str, open: &str, close: &str) -> &'a str {
    let rest = body.split_once(open).map_or("", |(_, rest)| rest);
    rest.split_once(close).map_or("", |(inside, _)| inside)
}

fn title(answered: &Answered) -> &str {
    between(&answered.body, "<title>", "</title>")
}

#[tokio::test]
async fn every_page_has_one_heading_a_title_landmarks_and_a_way_out() {
    for path in every_page() {
        let body = get(&path).await.body;
        for once in ["<h1>", "<main id=\"main\"", "<header class=\"top\">", "<footer", "<html lang=\"en-GB\"", "Skip to main content"] {
            assert_eq!(body.matches(once).count(), 1, "{path}: {once}");
        }
        assert!(body.contains("href=\"https://www.bbc.co.uk/weather\" rel=\"nofollow noreferrer\""), "{path}");
        assert!(body.contains(" – Fingerpost</title>"), "{path}");
        assert!(body.contains("Call 999"), "{path}");
    }
}

#[tokio::test]
async fn no_page_has_anything_inline_or_from_elsewhere() {
    for path in every_page() {
        let body = get(&path).await.body.to_lowercase();
        assert!(!body.contains("style=") && !body.contains("<style"), "{path}");
        // A data block is no script: no browser runs it, and no policy needs to allow it.
        let (ours, data) = (body.matches("<script src=\"/static/").count(), body.matches("<script type=\"application/ld+json\">").count());
        assert_eq!(body.matches("<script").count(), ours + data, "{path}");
        for source in body.split("src=\"").skip(1) {
            assert!(source.starts_with("/static/"), "{path}: {}", &source[..source.len().min(40)]);
        }
        assert!(!body.contains(" onclick") && !body.contains("javascript:"), "{path}");
    }
}

#[tokio::test]
async fn hostile_text_is_shown_as_text() {
    let paths = [service(HOSTILE), "/search?q=hostile".to_owned(), "/organisation/00000000-0000-0000-0000-000000000003".to_owned()];
    for path in paths {
        let body = get(&path).await.body;
        assert!(!body.contains("<script>") && !body.contains("<img src=x"), "{path}");
        assert!(body.contains("&#60;script&#62;alert"), "{path}");
    }
    let typed = url::form_urlencoded::byte_serialize(MARKUP.as_bytes()).collect::<String>();
    let body = get(&format!("/search?q={typed}&place={typed}&sector={typed}")).await.body;
    assert!(!body.contains("<script>") && !body.contains("<img src=x") && !body.contains("value=\"\"'"), "{body}");
}

#[tokio::test]
async fn every_answer_carries_the_safe_headers() {
    for path in every_page() {
        let answered = get(&path).await;
        let policy = answered.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"), "{path}");
        for (name, value) in
            [("referrer-policy", "no-referrer"), ("x-content-type-options", "nosniff"), ("cross-origin-opener-policy", "same-origin")]
        {
            assert_eq!(answered.header(name), value, "{path}");
        }
        assert!(answered.header("set-cookie").is_empty(), "{path} sets a cookie");
        assert!(answered.header("access-control-allow-origin").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn every_link_to_a_static_file_leads_to_one() {
    let body = get("/").await.body;
    let links: Vec<&str> = body.split('"').filter(|part| part.starts_with("/static/")).collect();
    assert!(links.len() >= 4, "{links:?}");
    for link in links {
        let answered = get(link).await;
        assert_eq!((answered.status, answered.header("cache-control")), (200, "public, max-age=31536000, immutable"), "{link}");
    }
}

#[tokio::test]
async fn every_field_has_a_label() {
    for path in every_page() {
        let body = get(&path).await.body;
        for field in
            body.split("<input ").skip(1).filter(|field| !field.starts_with("type=\"hidden\"")).chain(body.split("<select ").skip(1))
        {
            let id = between(field, "id=\"", "\"");
            assert!(!id.is_empty() && body.contains(&format!("<label for=\"{id}\"")), "{path}: {id}");
        }
    }
}

#[tokio::test]
async fn ids_are_used_once() {
    for path in every_page() {
        let body = get(&path).await.body;
        let mut ids: Vec<&str> = body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}");
    }
}

#[tokio::test]
async fn results_say_how_many_and_link_to_each_service() {
    for (query, heading, cards) in [
        ("q=none", "No services found", 0),
        ("q=one", "1 service", 1),
        ("q=ten", "10 services", 10),
        ("q=falls&place=DY4", "10,482 services for <span class=\"whole\">DY4 7AB</span>", 20),
        ("q=falls&page=525", "10,482 services", 2),
    ] {
        let answered = get(&format!("/search?{query}")).await;
        assert_eq!(answered.status, 200, "{query}");
        assert_eq!(between(&answered.body, "<h1>", "</h1>"), heading, "{query}");
        assert_eq!(answered.body.matches("<h3><a href=\"/service/").count(), cards, "{query}");
        assert_eq!(answered.header("cache-control"), "private, no-cache");
    }
}

#[tokio::test]
async fn a_result_shows_what_a_receptionist_needs() {
    let body = get("/search?q=one&place=DY4").await.body;
    for words in [
        "Steady On: strength and balance</a></h3>",
        "<span>1.2 miles</span>",
        ">Moseley Good Neighbours</a>",
        "Charity or community",
        ">Demonstration</span>",
        "href=\"tel:01214960123\"",
        "Closed now, opens Tuesday at 10am",
        "You can ask for it yourself",
        "Moseley Exchange Hall, 149 Alcester Road, Moseley, <span class=\"whole\">B13 8JP</span>",
        "Checked 12 days ago",
        "Helps with: falls and staying steady",
        "Serves Birmingham",
    ] {
        assert!(body.contains(words), "{words}");
    }
    assert!(body.contains("<strong>Demonstration</strong> records are made up"));
}

#[tokio::test]
async fn what_was_understood_corrected_and_left_out_is_said() {
    let body = get("/search?q=faling&place=DY4").await.body;
    assert!(body.contains("Showing results for ‘falling’. <a href=\"/search?q=faling&#38;place=DY4&#38;ignore=spelling%3Afaling\">Search instead for ‘faling’</a>"));
    assert!(body.contains(
        "<li><a class=\"chip reading\" href=\"/search?q=faling&#38;place=DY4&#38;ignore=need%3Afalls\"><span class=\"visually-hidden\">Remove: </span>\
         <span class=\"kind\">Need</span> Falls and staying steady <span aria-hidden=\"true\">×</span></a></li>"
    ));
    assert!(body.contains("<span class=\"whole\">DY4 7AB</span> is not in our list of postcodes; we used the middle of DY4."));
    let body = get("/search?q=none&place=Nowhere").await.body;
    assert!(body.contains("We left out the word &#39;halal&#39;."));
    assert!(body.contains("role=\"alert\"") && body.contains("We do not know the place “Nowhere”"));
}

#[tokio::test]
async fn a_place_among_the_words_is_taken_out_and_said() {
    let body = get("/search?q=falls+Tipton").await.body;
    assert!(body.contains("href=\"/search?q=falls+Tipton&#38;ignore=place\"><span class=\"visually-hidden\">Remove: </span><span class=\"kind\">Place</span> <span class=\"whole\">DY4 7AB</span> "));
    assert!(body.contains("name=\"q\" type=\"text\" value=\"falls\""));
    assert!(body.contains("name=\"place\" type=\"text\" value=\"DY4 7AB\""));
    assert!(!get("/search?q=falls&place=DY4").await.body.contains(">Place</span>"), "said by the box itself");
}

#[tokio::test]
async fn a_reading_taken_away_is_said_can_be_put_back_and_is_kept_by_the_form() {
    let body = get("/search?q=falls+Tipton&ignore=need:falls&sector=voluntary").await.body;
    assert!(body.contains("<p id=\"taken-away\">Not read this way, as you asked:</p>"));
    assert!(body.contains("href=\"/search?q=falls+Tipton&#38;sector=voluntary\"><span class=\"visually-hidden\">Put back: </span>"));
    assert!(body.contains("<input type=\"hidden\" name=\"ignore\" value=\"need:falls\" form=\"search\">"));
    assert!(
        !get("/search?q=falls&ignore=need:nonsense").await.body.contains("value=\"need:nonsense\""),
        "what changes nothing is forgotten"
    );
}

#[tokio::test]
async fn nothing_found_offers_nothing_to_narrow_and_forgets_no_filter() {
    let body = get("/search?q=none&place=DY4&cost=free").await.body;
    assert!(!body.contains("Narrow results"));
    assert!(body.contains("<input type=\"hidden\" name=\"cost\" value=\"free\" form=\"search\">"));
}

#[tokio::test]
async fn nothing_found_is_never_a_dead_end() {
    let body = get("/search?q=none&place=DY4&cost=free").await.body;
    for (link, words) in [
        ("/search?q=none&#38;place=DY4", "Search again without filters"),
        ("/search?q=none&#38;place=DY4&#38;radius=25&#38;cost=free", "Look further away"),
        ("/#help-now", "Lines that answer anyone, day or night"),
    ] {
        assert!(body.contains(&format!("<a href=\"{link}\">{words}</a>")), "{words}: {body}");
    }
    assert!(get("/search?q=ten&page=9").await.body.contains("<a href=\"/search?q=ten\">Go to the first page</a>"));
}

#[tokio::test]
async fn filters_chips_and_orders_keep_the_question() {
    let body = get("/search?q=falls&place=DY4&sector=voluntary&page=2").await.body;
    assert!(body.contains("value=\"voluntary\" form=\"search\" checked"));
    assert!(body.contains("<a class=\"chip\" href=\"/search?q=falls&#38;place=DY4\">"));
    assert!(body.contains(
        "<a href=\"/search?q=falls&#38;place=DY4&#38;sector=voluntary&#38;sort=nearest\">Nearest<span class=\"first\"> first</span></a>"
    ));
    assert!(body.contains("<strong aria-current=\"page\"><span class=\"visually-hidden\">Page </span>2</strong>"));
    assert!(body.contains("<option value=\"10\" selected>10 miles</option>"));
    assert!(!get("/search?q=falls").await.body.contains("Nearest<span"), "no place, no nearest");
}

#[tokio::test]
async fn words_of_crisis_bring_urgent_help_first() {
    let answered = get("/search?q=suicide").await;
    let panel = answered.body.find("If a life is in danger").unwrap();
    assert!(panel < answered.body.find("<h1>").unwrap());
    assert!(answered.body.contains("href=\"tel:116123\""));
    assert_eq!(answered.header("cache-control"), "no-store");
}

#[tokio::test]
async fn an_empty_question_invites_one() {
    let body = get("/search?q=&place=").await.body;
    assert_eq!(between(&body, "<h1>", "</h1>"), "What do you need help with?");
}

#[tokio::test]
async fn what_was_typed_stays_out_of_titles() {
    for path in ["/search?q=suicide", "/search?q=one&place=Nowhere", "/search?q=falls&page=3"] {
        let answered = get(path).await;
        assert!(title(&answered).starts_with("Search results: "), "{path}: {}", title(&answered));
        for word in ["suicide", "Nowhere", "falls"] {
            assert!(!title(&answered).contains(word), "{path}");
        }
    }
}

#[tokio::test]
async fn a_service_page_puts_the_phone_first_and_tells_everything_known() {
    let answered = get(&service(ORDINARY)).await;
    assert_eq!((answered.status, title(&answered)), (200, "Steady On: strength and balance – Fingerpost"));
    let body = &answered.body;
    assert!(body.find("tel:01214960123").unwrap() < body.find("What it does").unwrap());
    for words in [
        "Falls prevention class",
        "<strong>Notice:</strong> No class on 24 December.",
        "<strong>You can ask for it yourself</strong>, or through your GP.",
        "Ring and leave your name, or turn up ten minutes early.",
        "Age 60 and over",
        "Not within six weeks of a hip operation.",
        "£2 a class, tea included",
        "Flat shoes and any walking aid.",
        "English, Urdu",
        "Step-free entrance, hearing loop",
        "Bus 50 stops outside.",
        "Birmingham, Balsall Heath",
        "10 November 2026, by phone (Directory steward)",
        "Fingerpost demonstration directory",
        "CC0-1.0",
        "<p>A trained instructor leads an hour of gentle exercise.</p>",
        "Others like it",
    ] {
        assert!(body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn what_nobody_has_said_is_shown_as_not_known() {
    let body = get(&service(BARE)).await.body;
    for words in [
        "No phone number known.",
        "Opening hours not known",
        "Not stated. Ask them.",
        "Area not stated.",
        "<dd>Not known</dd>",
        "Who may use it is not stated.",
        "Never checked by a person, as far as we know.",
    ] {
        assert!(body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_sensitive_service_has_a_neutral_title_and_is_kept_by_nobody() {
    let answered = get(&service(SENSITIVE)).await;
    assert_eq!(title(&answered), "Service details – Fingerpost");
    assert_eq!(answered.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_withheld_address_takes_the_way_there_with_it() {
    let body = get(&service(SENSITIVE)).await.body;
    assert!(body.contains("Address withheld for safety (Walsall)"));
    for leak in ["Alcester", "Bus 50", "B13 8JP", "openstreetmap", "Exchange Hall"] {
        assert!(!body.contains(leak), "{leak}");
    }
}

#[tokio::test]
async fn a_withdrawn_service_still_says_what_it_was() {
    let answered = get(&service(WITHDRAWN)).await;
    assert_eq!(answered.status, 410);
    assert!(answered.body.contains("<h1>No longer listed: Old lunch club</h1>"));
    assert!(answered.body.contains("<a href=\"/search?q=Old+lunch+club\">Look for something like it</a>"));
}

#[tokio::test]
async fn home_offers_subjects_in_alphabetical_order_and_help_now() {
    let body = get("/").await.body;
    let subjects = between(&body, "<ul class=\"starts\">", "</ul>");
    assert!(subjects.contains("<a href=\"/search?q=Care+and+help+at+home\">Care and help at home</a>"));
    assert!(subjects.find("Advocacy").unwrap() < subjects.find("Housing").unwrap());
    assert!(between(&body, "id=\"help-now\"", "</section>").contains("href=\"tel:111\""));
}

#[tokio::test]
async fn about_names_every_source() {
    let body = get("/about").await.body;
    for words in ["Fingerpost demonstration directory", "20 November 2026", "a-council", "10,251", "Not stated"] {
        assert!(body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_page_the_browser_has_already_is_not_sent_again() {
    let first = get("/about").await;
    let again = testing::get_with(web::routes(), "/about", &[("if-none-match", first.header("etag"))]).await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));
}

#[tokio::test]
async fn pages_are_light_and_compressed() {
    for path in ["/", "/search?q=falls&place=DY4", ORGANISATION, "/about"] {
        let plain = get(path).await;
        let packed = testing::get_with(web::routes(), path, &[("accept-encoding", "br")]).await;
        assert_eq!(packed.header("content-encoding"), "br", "{path}");
        assert!(plain.body.len() < 70_000, "{path}: {} bytes", plain.body.len());
        let sent: usize = packed.header("content-length").parse().unwrap_or(packed.body.chars().count());
        assert!(sent < 12_000, "{path}: {sent} bytes compressed");
    }
}

#[test]
fn no_page_and_no_resource_can_be_handed_what_is_private() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = ["web", "api", "server"].map(|folder| std::fs::read_dir(source.join(folder)).unwrap());
    let files =
        folders.into_iter().flatten().map(|entry| entry.unwrap().path()).filter(|path| path.is_file() && !path.ends_with("tests.rs"));
    let mut read = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        read += 1;
        for word in ["private::", "HiddenAddress", "Professional {", "write_private", "store::"] {
            assert!(!text.contains(word), "{} names {word}", file.display());
        }
    }
    assert!(read > 20, "{read} files");
}
