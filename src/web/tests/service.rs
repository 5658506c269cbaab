//! A service's page: its week, calendar file, structured data, address to pass on, and the form for changes.

use super::{between, get, service, title};
use crate::{
    server::{
        samples::{self, BARE, HOSTILE, ORDINARY, SENSITIVE, WITHDRAWN},
        testing::{self, Answered},
    },
    web,
};

const TOKEN: (&str, &str) = ("token", "6f1c1e0a-5a0b-4d0e-9b53-0f6b6a3d2c11");

async fn post(number: u128, fields: &[(&str, &str)]) -> Answered {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    testing::post(web::routes(), &format!("{}/suggest", service(number)), &body).await
}

#[tokio::test]
async fn the_week_is_a_table_and_what_nobody_knows_is_none() {
    let body = get(&service(ORDINARY)).await.body;
    let week = between(&body, "<table class=\"week\">", "</table>");
    assert_eq!(week.matches("<th scope=\"row\">").count(), 7);
    assert!(week.contains("<caption>The coming week</caption>"));
    assert!(
        week.contains("<tr class=\"today\" aria-current=\"date\"><th scope=\"row\">Sunday 22 November <span class=\"tag screen-only\">Today</span></th><td>Closed</td></tr>"),
        "{week}"
    );
    assert!(week.contains("<th scope=\"row\">Tuesday 24 November</th><td>10am to 12 noon</td>"));
    assert!(!get(&service(BARE)).await.body.contains("class=\"week\""));
    let welsh = get(&format!("{}?lang=cy", service(ORDINARY))).await.body;
    assert!(welsh.contains("<caption>Yr wythnos i ddod</caption>") && welsh.contains("<td>Ar gau</td>"));
}

#[tokio::test]
async fn the_next_session_is_a_calendar_file() {
    let page = get(&service(ORDINARY)).await.body;
    let path = format!("{}/next.ics", service(ORDINARY));
    assert!(
        page.contains(&format!("<a href=\"{path}\" rel=\"nofollow\">Add to a calendar: Tuesday 24 November, 10am to noon</a>")),
        "{page}"
    );
    let answered = testing::get_with(web::routes(), &path, &[("host", "find.example")]).await;
    assert_eq!((answered.status, answered.header("content-type")), (200, "text/calendar; charset=utf-8"));
    assert_eq!(answered.header("content-disposition"), "attachment; filename=\"next-session.ics\"");
    let whole = answered.body.replace("\r\n ", "");
    for line in [
        "UID:00000000-0000-0000-0000-000000000001-20261124T100000Z@fingerpost",
        "DTSTAMP:20261122T150000Z",
        "DTSTART:20261124T100000Z",
        "DTEND:20261124T120000Z",
        "SUMMARY:Steady On: strength and balance",
        "LOCATION:Moseley Exchange Hall\\, 149 Alcester Road\\, Moseley\\, B13 8JP",
        "URL:https://find.example/service/00000000-0000-0000-0000-000000000001",
    ] {
        assert!(whole.contains(&format!("\r\n{line}\r\n")), "{line}: {whole}");
    }
    assert!(whole.contains("Phone 0121 496 0123\\nNotice: No class on 24 December.\\nRecord checked on 10 November 2026"), "{whole}");
}

#[tokio::test]
async fn there_is_no_calendar_file_where_there_is_no_session_to_tell() {
    for number in [SENSITIVE, HOSTILE, WITHDRAWN, BARE, 77] {
        assert_eq!(get(&format!("{}/next.ics", service(number))).await.status, 404, "{number}");
    }
    assert!(!get(&service(BARE)).await.body.contains("next.ics"));
}

#[tokio::test]
async fn structured_data_is_a_data_block_that_no_text_can_end() {
    let body = get(&service(HOSTILE)).await.body;
    let data = between(&body, "<script type=\"application/ld+json\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["name"], samples::MARKUP);
    for number in [ORDINARY, SENSITIVE] {
        assert!(!get(&service(number)).await.body.contains("ld+json"), "{number}: made up, or to stay quiet");
    }
}

#[tokio::test]
async fn a_page_can_be_passed_on_and_leads_to_no_map_elsewhere() {
    let answered =
        testing::get_with(web::routes(), &format!("{}?s={}", service(ORDINARY), samples::id(BARE)), &[("host", "find.example")]).await;
    let address = format!("https://find.example{}", service(ORDINARY));
    assert!(
        answered.body.replace("<wbr>", "").contains(&format!("id=\"address\"><span class=\"jointed\">{address}</span></p>")),
        "without what the address carries"
    );
    assert!(answered.body.contains("href=\"mailto:?subject=Steady%20On"));
    assert!(!answered.body.contains("openstreetmap") && !answered.body.contains("geo:"));
    assert!(answered.body.contains("<span id=\"place-1\">149 Alcester Road, Moseley, <span class=\"whole\">B13 8JP</span></span>"));
    assert!(!get(&service(SENSITIVE)).await.body.contains("data-copy=\"place-1\""));
}

#[tokio::test]
async fn what_to_do_in_danger_comes_before_the_form_and_nobody_is_asked_who_they_are() {
    let path = format!("{}/suggest", service(ORDINARY));
    assert!(
        get(&service(ORDINARY))
            .await
            .body
            .contains(&format!("<a href=\"{path}\" rel=\"nofollow\">Something wrong here? Suggest a change</a>"))
    );
    let answered = get(&path).await;
    assert_eq!((answered.status, answered.header("cache-control")), (200, "no-store"));
    let body = &answered.body;
    let form = body.find("<form method=\"post\"").unwrap();
    for words in ["Call <a href=\"tel:999\">999</a>", "<strong>safeguarding</strong>"] {
        assert!(body.find(words).unwrap() < form, "{words}");
    }
    let form = between(&body[form..], "<form", "</form>");
    let names: Vec<&str> = form.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(names, ["token", "wrong", "wrong", "wrong", "wrong", "wrong", "wrong", "says", "known", "website"]);
    assert_eq!(title(&get(&format!("{}/suggest", service(SENSITIVE))).await), "Suggest a change – Fingerpost");
    for (number, status) in [(WITHDRAWN, 410), (77, 404)] {
        assert_eq!(get(&format!("{}/suggest", service(number))).await.status, status);
    }
}

#[tokio::test]
async fn a_suggestion_is_thanked_for_and_told_what_comes_next() {
    for fields in
        [&[TOKEN, ("wrong", "phone"), ("says", "0121 496 0777")][..], &[TOKEN, ("wrong", "closed")], &[TOKEN, ("website", "spam")]]
    {
        let answered = post(ORDINARY, fields).await;
        let thanks = format!("{}/suggest/thanks", service(ORDINARY));
        assert_eq!((answered.status, answered.header("location")), (303, thanks.as_str()), "{fields:?}");
        let body = get(&thanks).await.body;
        assert!(body.contains("<h1>Thank you</h1>") && body.contains("The record has not changed yet."));
    }
}

#[tokio::test]
async fn what_is_missing_is_said_beside_the_field_and_nothing_is_lost() {
    let answered = post(ORDINARY, &[TOKEN, ("known", "I rang <them>")]).await;
    assert_eq!((answered.status, title(&answered)), (400, "Error: Suggest a change: Steady On: strength and balance – Fingerpost"));
    for words in [
        "<h2>There is a problem</h2>",
        "<li><a href=\"#wrong-phone\">Choose what is wrong</a></li>",
        "<li><a href=\"#says\">Say what it should say</a></li>",
        ">I rang &#60;them&#62;</textarea>",
        "name=\"token\" value=\"6f1c1e0a-5a0b-4d0e-9b53-0f6b6a3d2c11\"",
    ] {
        assert!(answered.body.contains(words), "{words}");
    }
    let long = "x".repeat(1_001);
    let answered = post(ORDINARY, &[TOKEN, ("wrong", "other"), ("says", &long)]).await;
    assert!(answered.status == 400 && answered.body.contains("there is room for 1,000 characters"));
    assert!(answered.body.contains("value=\"other\" checked"));
    assert_eq!(post(ORDINARY, &[("wrong", "closed")]).await.status, 400, "without a token it could be kept twice");
}

#[tokio::test]
async fn too_many_suggestions_are_said_in_plain_words() {
    let answered = post(BARE, &[TOKEN, ("wrong", "other"), ("says", "It has moved")]).await;
    assert_eq!(answered.status, 429);
    assert!(answered.body.contains("20 suggestions for this record are waiting to be read, so yours was not kept."));
    assert!(answered.body.contains(">It has moved</textarea>"));
}
