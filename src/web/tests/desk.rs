//! What helps somebody who searches all day, as the pages say it without any JavaScript.

use super::*;

fn compare(numbers: &[u128]) -> String {
    web::compare::address(numbers.iter().copied().map(samples::id))
}

#[tokio::test]
async fn services_stand_side_by_side_with_headings_for_rows_and_columns() {
    let body = get(&compare(&[ORDINARY, BARE])).await.body;
    assert_eq!(body.matches("<th scope=\"col\"").count(), 2);
    assert!(body.matches("<th scope=\"row\"").count() >= 9);
    for words in
        ["Age 60 and over", "£2 a class, tea included", "Step-free entrance", "English, Urdu", "10 November 2026", "tel:01214960123"]
    {
        assert!(body.contains(words), "{words}");
    }
    for unknown in ["Cost not known", "Not stated", "No phone number known", "Never checked, as far as we know"] {
        assert!(body.contains(unknown), "{unknown}");
    }
    assert!(!body.contains(">Places</th>"), "nothing is known of room, so no row speaks of it");
    assert!(body.contains(&format!("href=\"/compare?id={}\"", samples::id(BARE))), "the first can be taken out");
    let neither = get(&compare(&[BARE, HOSTILE])).await.body;
    assert!(neither.contains("Nobody has told us of any of these: Where, when, cost, access, checked."), "{neither}");
}

#[tokio::test]
async fn what_cannot_be_compared_is_said_in_plain_words() {
    let five =
        format!("{}&id={}&id={}&id=nonsense", compare(&[ORDINARY, WITHDRAWN, 77, BARE]), samples::id(SENSITIVE), samples::id(HOSTILE));
    let body = get(&five).await.body;
    for words in [
        "“Old lunch club” is no longer listed, so it is left out.",
        "2 services could not be found, so they are left out.",
        "Four services fit side by side, so 2 are left out.",
    ] {
        assert!(body.contains(words), "{words}");
    }
    assert!(get("/compare").await.body.contains("Nothing to compare yet."));
    assert!(get(&compare(&[ORDINARY])).await.body.contains("A comparison needs two services."));
}

#[tokio::test]
async fn a_comparison_has_a_neutral_title_and_a_quiet_service_is_kept_by_nobody() {
    let quiet = get(&compare(&[ORDINARY, SENSITIVE])).await;
    assert_eq!((title(&quiet), quiet.header("cache-control")), ("Compare services – Fingerpost", "no-store"));
    assert!(quiet.body.contains("Address withheld for safety (Walsall)") && !quiet.body.contains("openstreetmap"));
    assert_eq!(get(&compare(&[ORDINARY, BARE])).await.header("cache-control"), "private, no-cache");
}

#[tokio::test]
async fn results_and_the_shortlist_lead_to_a_comparison() {
    let body = get("/search?q=ten").await.body;
    assert_eq!(body.matches("name=\"id\" value=").count(), 10);
    assert!(body.contains("<form class=\"compare-bar\" id=\"compare\" action=\"/compare\" method=\"get\">"));
    assert!(!get(ORGANISATION).await.body.contains("form=\"compare\""), "there is no form for it");
    let listed = |numbers: &[u128]| Shortlist::of(numbers.iter().copied().map(samples::id)).address("/shortlist");
    let two = get(&listed(&[ORDINARY, BARE])).await.body;
    assert!(two.contains(&format!(
        "id=\"to-compare\" href=\"/compare?id={}&#38;id={}\">Compare side by side",
        samples::id(ORDINARY),
        samples::id(BARE)
    )));
    assert!(!get(&listed(&[ORDINARY])).await.body.contains("to-compare"));
}

#[tokio::test]
async fn only_a_question_without_a_private_subject_may_be_kept_by_the_browser() {
    for (path, kept) in [("/search?q=falls", true), ("/search?q=suicide", false), ("/search", false)] {
        assert_eq!(get(path).await.body.contains(" data-keep"), kept, "{path}");
    }
}

#[tokio::test]
async fn too_many_services_without_a_place_bring_a_hint() {
    let hint = "<a href=\"#search-place\">Add a postcode or town</a>";
    for (path, hinted) in [("/search?q=falls", true), ("/search?q=falls&place=DY4", false), ("/search?q=ten", false), ("/search", false)] {
        assert_eq!(get(path).await.body.contains(hint), hinted, "{path}");
    }
}

#[tokio::test]
async fn a_later_page_says_which_services_it_shows_and_begins_at_its_list() {
    let body = get("/search?q=falls&page=2").await.body;
    assert!(body.contains("<h2 id=\"list\" tabindex=\"-1\">Services 21 to 40 of 10,482</h2>"));
    assert!(body.contains("href=\"/search?q=falls&#38;page=3#list\" rel=\"next\""));
    assert!(!get("/search?q=falls").await.body.contains("Services 1 to 20"));
}

#[tokio::test]
async fn a_map_is_drawn_only_where_it_is_asked_for_and_its_numbers_are_those_of_the_list() {
    let list = get("/search?q=ten&place=DY4").await.body;
    assert!(!list.contains("<svg") && list.contains("href=\"/search?q=ten&#38;place=DY4&#38;map=1#map\""));
    let body = get("/search?q=ten&place=DY4&map=1").await.body;
    let map = between(&body, "<figure class=\"map\"", "</figure>");
    assert!(map.contains("<g class=\"pin\">") && map.contains("class=\"ring\"") && map.contains("class=\"asked\""), "{map}");
    assert!(map.contains("1 is not on the map: its address is kept private"), "the second is a refuge");
    assert!(body.find("</ol>").unwrap() < body.find("<svg").unwrap(), "the list comes first");
    assert_eq!(body.matches("class=\"pin-number\"").count(), 10);
    assert!(body.contains("<input type=\"hidden\" name=\"map\" value=\"1\" form=\"search\">"), "the form keeps the map");
    assert!(body.contains("href=\"/search?q=ten&#38;place=DY4\" rel=\"nofollow\">Hide the map"));
    assert!(!get("/search?q=none&map=1").await.body.contains("<svg"), "of nothing there is no map");
}

#[tokio::test]
async fn the_numbers_of_a_later_page_go_on_where_the_earlier_one_ended() {
    let body = get("/search?q=falls&place=DY4&page=2&map=1").await.body;
    assert!(body.contains("Number on the map: </span>21</span>") && body.contains("Number on the map: </span>40</span>"));
    assert!(body.contains("page=3&#38;map=1#list"), "the next page has a map too");
}
