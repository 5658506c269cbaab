//! Shortlist, sheets and links through the router: what is shown, what is kept (nothing), and what is said when it cannot be.

use super::{between, get};
use crate::{
    handing::code::Code,
    server::{
        samples::{self, BARE, HOSTILE, ORDINARY, SENSITIVE, WITHDRAWN},
        testing::{self, Answered},
    },
    web,
};

async fn post(path: &str, fields: &[(&str, &str)]) -> Answered {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    testing::post(web::routes(), path, &body).await
}

fn list(numbers: &[u128]) -> String {
    numbers.iter().map(|number| format!("s={}", samples::id(*number))).collect::<Vec<_>>().join("&")
}

fn id(number: u128) -> String {
    samples::id(number).to_string()
}

#[tokio::test]
async fn a_result_and_a_service_offer_the_shortlist_by_a_plain_link() {
    let body = get("/search?q=one").await.body;
    assert!(body.contains("<a class=\"add\" href=\"/shortlist?s="), "{body}");
    assert!(body.contains("To read out") && body.contains("Signposted to Steady On"));
    let carried = get(&format!("/service/{}?{}", id(ORDINARY), list(&[BARE]))).await.body;
    let both = list(&[BARE, ORDINARY]).replace('&', "&#38;");
    assert!(carried.contains(&format!("href=\"/shortlist?{both}\"")), "{carried}");
    let results = get(&format!("/search?q=one&{}", list(&[BARE]))).await.body;
    assert!(results.contains("1 service is on your shortlist") && results.contains(&format!("name=\"s\" value=\"{}\"", id(BARE))));
}

#[tokio::test]
async fn the_shortlist_shows_its_services_in_order_phone_first() {
    let answered = get(&format!("/shortlist?{}", list(&[BARE, ORDINARY]))).await;
    assert_eq!((answered.status, answered.header("cache-control")), (200, "no-store"));
    let order: Vec<&str> = answered.body.split("<li data-id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(order, [id(BARE), id(ORDINARY)]);
    let ordinary = answered.body.split("<li data-id=\"").nth(2).unwrap();
    let (phone, cost) = (ordinary.find("tel:01214960123").unwrap(), ordinary.find("<dt>Cost</dt>").unwrap());
    assert!(phone < cost && ordinary.contains("No class on 24 December") && ordinary.contains("10 November 2026"));
}

#[tokio::test]
async fn what_is_not_listed_any_more_is_said_and_not_dropped() {
    for path in ["/shortlist", "/plan/sheet"] {
        let body = get(&format!("{path}?{}&s=nonsense", list(&[ORDINARY, WITHDRAWN, 77]))).await.body;
        assert!(body.contains("is no longer listed, so it is left out."), "{path}");
        assert!(body.contains("2 services could not be found"), "{path}: {body}");
    }
    let many: Vec<u128> = (1000..1023).collect();
    assert!(get(&format!("/shortlist?{}", list(&many))).await.body.contains("3 services are left out: a shortlist holds at most 20."));
}

#[tokio::test]
async fn buttons_move_services_and_bring_the_words_back() {
    let (one, two) = (id(ORDINARY), id(BARE));
    let note = format!("note-{two}");
    let fields = [("s", one.as_str()), ("s", &two), (&note, "ask <b> first"), ("matters", "my cat")];
    for (step, order) in
        [(format!("up:{two}"), vec![&two, &one]), (format!("remove:{one}"), vec![&two]), ("up:x".to_owned(), vec![&one, &two])]
    {
        let answered = post("/shortlist", &[fields.as_slice(), &[("do", &step)]].concat()).await;
        let shown: Vec<&str> = answered.body.split("<li data-id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(shown, order, "{step}");
        assert!(answered.body.contains("ask &#60;b&#62; first</textarea>") && answered.body.contains(">my cat</textarea>"), "{step}");
        assert_eq!(answered.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_sheet_with_notes_is_shown_once_and_kept_by_nobody() {
    let one = id(ORDINARY);
    let note = format!("note-{one}");
    for layout in ["standard", "large", "easy"] {
        let answered = post("/plan/sheet", &[("s", &one), (&note, "ask for <Jo>"), ("matters", "my cat"), ("layout", layout)]).await;
        assert_eq!((answered.status, answered.header("cache-control"), answered.header("etag")), (200, "no-store", ""), "{layout}");
        let sheet = between(&answered.body, "<article", "</article>");
        for words in [layout, "Your plan", "Made on 22 November 2026", "my cat", "ask for &#60;Jo&#62;", "0121 496 0123", "Call 999"] {
            assert!(sheet.contains(words) || sheet.contains("emergency call 999") && words == "Call 999", "{layout}: {words}: {sheet}");
        }
        assert_eq!(sheet.contains("/static/easy-phone."), layout == "easy", "{layout}");
        assert!(!answered.body.contains("<Jo>") && between(&answered.body, "<title>", "</title>").starts_with("Your plan"));
        assert!(answered.body.contains("2 text messages") && answered.body.contains("href=\"mailto:?subject=Your%20plan&#38;body="));
    }
}

#[tokio::test]
async fn a_persons_words_never_come_by_an_address() {
    let one = id(ORDINARY);
    let body = get(&format!("/plan/sheet?s={one}&matters=my+cat&note-{one}=secret&place=B13+8JP&link=yes")).await.body;
    let sheet = between(&body, "<article", "</article>");
    assert!(!sheet.contains("my cat") && !sheet.contains("secret") && !sheet.contains("class=\"qr\""));
    assert!(!between(&body, "<form method=\"post\"", "</form>").contains("B13"));
}

#[tokio::test]
async fn a_withheld_address_stays_withheld_on_every_layout_and_in_every_text() {
    for layout in ["standard", "large", "easy"] {
        let body = get(&format!("/plan/sheet?{}&layout={layout}", list(&[SENSITIVE]))).await.body;
        assert!(!body.contains("Alcester Road") && !body.contains("Exchange Hall") && !body.contains("B13"), "{layout}");
        assert!(body.contains("to keep people safe"), "{layout}");
    }
}

#[tokio::test]
async fn hostile_text_stays_text_on_a_plan() {
    for path in ["/shortlist", "/plan/sheet"] {
        let body = get(&format!("{path}?{}", list(&[HOSTILE]))).await.body;
        assert!(!body.contains("<script>alert") && !body.contains("<img src=x"), "{path}");
    }
}

#[tokio::test]
async fn labels_are_in_the_language_asked_for_and_services_stay_marked_as_english() {
    for (code, direction, label) in [("cy", "ltr", "Ffôn"), ("ur", "rtl", "فون"), ("pl", "ltr", "Telefon")] {
        let body = get(&format!("/plan/sheet?{}&lang={code}", list(&[ORDINARY]))).await.body;
        let sheet = between(&body, "<article", "</article>");
        assert!(sheet.contains(&format!("lang=\"{code}\" dir=\"{direction}\"")), "{code}: {}", &sheet[..80]);
        assert!(sheet.contains(label), "{code}: {sheet}");
        assert!(sheet.contains("<h2 lang=\"en-GB\" dir=\"ltr\">Steady On"), "{code}");
    }
}

#[tokio::test]
async fn a_pdf_is_a_file_of_a_neutral_name_and_other_scripts_are_sent_to_the_page() {
    let one = id(ORDINARY);
    let pdf = post("/plan/pdf", &[("s", &one), ("layout", "large"), ("matters", "Tŷ Gŵyl")]).await;
    assert_eq!((pdf.status, pdf.header("content-type"), pdf.header("cache-control")), (200, "application/pdf", "no-store"));
    assert!(pdf.body.starts_with("%PDF-1.7") && pdf.header("content-disposition").contains("plan.pdf"));
    let page = post("/plan/pdf", &[("s", &one), ("matters", "میری بلی"), ("lang", "ur")]).await;
    assert!(page.header("content-type").starts_with("text/html") && page.body.contains("Print from this page instead"));
    assert!(page.body.contains("میری بلی"));
}

#[tokio::test]
async fn a_link_keeps_ids_alone_and_goes_to_a_code() {
    let one = id(ORDINARY);
    let note = format!("note-{one}");
    let answered = post("/plan/link", &[("s", &one), (&note, "secret"), ("layout", "easy")]).await;
    let place = answered.header("location").to_owned();
    assert_eq!(answered.status, 303);
    assert!(place.starts_with("/p/") && place.len() == "/p/k7m2-9qrt-x4bn".len(), "{place}");
    assert_eq!(post("/plan/link", &[("s", "nonsense")]).await.header("location"), "/shortlist");
    assert_eq!(get("/plan/link").await.status, 405);
}

#[tokio::test]
async fn a_plan_behind_a_link_is_read_only_dated_and_indexed_by_nobody() {
    let answered = get(&format!("/p/{}", Code::of(1))).await;
    assert_eq!((answered.status, answered.header("cache-control")), (200, "no-store"));
    assert!(answered.header("x-robots-tag").contains("noindex"));
    for words in ["works until 22 December 2026", "class=\"sheet large\"", "role=\"img\" aria-label=", "/p/1000-0000-0000", "0121 496 0123"]
    {
        assert!(answered.body.contains(words), "{words}");
    }
    assert!(!answered.body.contains("textarea id=\"matters\"") && !answered.body.contains("Juniper House</title>"));
}

#[tokio::test]
async fn a_link_that_leads_nowhere_says_what_to_do() {
    for (path, status, heading) in [
        (format!("/p/{}", Code::of(2)), 410, "This link has expired"),
        (format!("/p/{}", Code::of(3)), 404, "There is no plan under this address"),
        ("/p/nonsense".to_owned(), 404, "There is no plan under this address"),
    ] {
        let answered = get(&path).await;
        assert_eq!(answered.status, status, "{path}");
        assert_eq!(between(&answered.body, "<h1>", "</h1>"), heading, "{path}");
        assert!(answered.body.contains("30 days") && answered.body.contains("role=\"search\""), "{path}");
        assert_eq!((answered.header("cache-control"), answered.header("x-robots-tag").is_empty()), ("no-store", false), "{path}");
    }
}

#[tokio::test]
async fn words_that_are_too_long_are_refused_by_name() {
    let answered = post("/plan/sheet", &[("s", &id(ORDINARY)), ("matters", &"x".repeat(1001))]).await;
    assert_eq!(answered.status, 400);
    assert!(answered.body.contains("there is room for 1000"), "{}", answered.body);
}
