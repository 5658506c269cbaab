//! The copy of a patch: it answers as its server does, and nothing confidential is in it.

use crate::home::Home;
use axum::{body::Body, http::Request};
use fingerpost::{
    app::{
        App, Ask, Found, agreement, demo, evaluate,
        packs::{self, Packed, PackingError, PatchAsked},
    },
    finding::judgements::Over,
    hsds::v3,
    model::private::Private,
    offline::{PartKind, parts},
    server, web,
};
use http_body_util::BodyExt;
use std::{fmt::Write, sync::Arc};
use tempfile::TempDir;
use tower::ServiceExt;

async fn demonstration() -> (TempDir, App) {
    let folder = TempDir::new().expect("a folder");
    let app = evaluate::demonstration(folder.path(), &mut |_| ()).await.expect("the demonstration directory");
    (folder, app)
}

async fn around(app: &App, place: &str, miles: f64) -> Packed {
    let asked = PatchAsked { place: place.to_owned(), miles: Some(miles), ..PatchAsked::default() };
    app.pack(&asked).await.expect("a pack")
}

/// The parts of a pack's index.
fn index_of(packed: &Packed) -> Vec<Vec<u8>> {
    packed.head.of(PartKind::Index).map(|at| packed.part(at).expect("a part")).collect()
}

/// Everything an answer says, in one text.
fn said(found: &Found) -> String {
    let mut text = String::new();
    for hit in &found.answer.hits {
        let _ = writeln!(text, "{} {:?} {:?} {:?} {:?}", hit.card.name, hit.score, hit.metres.map(f64::round), hit.opening, hit.reasons);
    }
    let answer = &found.answer;
    let _ = write!(text, "{} {:?} {:?} {:?} {:?}", answer.total, answer.readings, answer.relaxed, answer.left_out, answer.facets);
    text
}

#[tokio::test]
async fn a_copy_answers_every_judged_question_from_its_patch_as_the_server_does() {
    let (_folder, app) = demonstration().await;
    let packed = around(&app, "Dudley", 8.0).await;
    let carried = packed.open_whole(app.clock().clone()).expect("it opens");
    let questions = evaluate::questions(Over::Demo, None).expect("judgements");
    let within = app.within(&packed.head, &questions).expect("the patch");
    assert!(within.len() > 60, "only {} questions are asked from within", within.len());
    // Every fifth: `fingerpost pack --agree` asks them all.
    let some: Vec<_> = within.into_iter().step_by(5).collect();
    let compared = agreement::compare(&app, &carried, &some).await.expect("answers");
    let overlap = agreement::overlap(&compared);
    let missed: Vec<_> = compared.iter().filter(|one| !one.missed.is_empty()).collect();
    assert!(overlap >= 0.98, "only {overlap:.3} of the answers agree: {missed:#?}");
}

#[tokio::test]
async fn a_copy_says_the_same_of_what_it_finds_word_for_word() {
    let (_folder, app) = demonstration().await;
    let packed = around(&app, "Walsall", 20.0).await;
    let carried = packed.open_whole(app.clock().clone()).expect("it opens");
    for (words, place) in [
        ("food bank", "Walsall"),
        ("mum keeps falling, lives alone", "WS1"),
        ("demensia cafe", "Walsall"),
        ("yoga", "Willenhall"),
        ("i want to die", "WS2"),
        ("", "Walsall"),
        ("open late chemist", "Bloxwich"),
        ("somebody to talk to in polish", "Walsall"),
    ] {
        let ask = || Ask { words: words.to_owned(), place: place.to_owned(), ..Ask::default() };
        let (there, here) = (app.find(ask()).await.expect("an answer"), carried.find(ask()).await.expect("an answer"));
        assert_eq!(said(&here), said(&there), "{words} [{place}]");
        for hit in there.answer.hits.iter().take(3) {
            let of = |listing: Option<fingerpost::app::Listing>| listing.map(|listing| listing.service);
            let there = of(app.service(hit.card.id).await.expect("a service"));
            assert_eq!(of(carried.service(hit.card.id).await.expect("a service")), there, "{}", hit.card.name);
        }
    }
}

/// What must not be found anywhere: numbers, mailboxes, notes, streets, postcodes and names of houses.
fn secret(private: &Private) -> Vec<String> {
    let professional = private.professional.iter().flat_map(|one| [&one.phone, &one.email, &one.notes]).flatten().cloned();
    let hidden = private
        .hidden
        .iter()
        .flat_map(|site| site.address.lines.iter().cloned().chain(site.address.postcode.clone()).chain(site.name.clone()));
    professional.chain(hidden).filter(|word| word.len() > 4).collect()
}

#[tokio::test]
async fn a_copy_says_of_what_it_lacks_that_it_is_not_in_the_copy_and_a_server_that_it_is_nowhere() {
    let (_folder, app) = demonstration().await;
    let copy = around(&app, "Walsall", 3.0).await.open_whole(app.clock().clone()).expect("it opens");
    let (here, there) = (server::carried(copy, web::carried(), Arc::default()), server::site(app, web::routes()));
    let id = "00000000-0000-4000-8000-000000000001";
    let (lacks, nowhere) = ("This is not in the copy on this device", "There is nothing at this address");
    for (path, in_copy, on_site) in [
        (format!("/service/{id}"), lacks, nowhere),
        (format!("/service/{id}/suggest"), lacks, nowhere),
        (format!("/service/{id}/next.ics"), lacks, nowhere),
        (format!("/organisation/{id}"), lacks, nowhere),
        ("/service/1".to_owned(), nowhere, nowhere),
        ("/organisation/1".to_owned(), nowhere, nowhere),
    ] {
        for (site, heading) in [(&here, in_copy), (&there, on_site)] {
            let request = Request::get(&path).body(Body::empty()).expect("a request");
            let response = site.clone().oneshot(request).await.expect("an answer");
            assert_eq!(response.status(), 404, "{path}");
            let body = response.into_body().collect().await.expect("a page").to_bytes();
            let page = String::from_utf8_lossy(&body);
            assert!(page.contains(&format!("<h1>{heading}</h1>")) && page.contains("role=\"search\""), "{path}: {page}");
            assert_eq!(page.contains(&format!("href=\"{path}\"")), heading == lacks, "{path} is offered again: {page}");
        }
    }
}

#[tokio::test]
async fn nothing_confidential_is_in_a_pack() {
    let home = Home::new().await;
    demo::load(&home.importer, &mut |_| ()).await.expect("the demonstration directory");
    let store = home.importer.store.clone();
    let app = App::over(store.clone(), &home.config, &mut |_| ()).await.expect("the product");
    let packed = around(&app, "Birmingham", 30.0).await;
    let index = index_of(&packed);
    let index: Vec<&[u8]> = index.iter().map(Vec::as_slice).collect();
    let index = postcard::to_allocvec(&parts::index(&index).expect("an index")).expect("its bytes");
    let mut plain = String::from_utf8_lossy(&index).into_owned();
    for part in packed.head.of(PartKind::Documents) {
        let _ = write!(plain, "{:?}", parts::documents(&packed.part(part).expect("a part")).expect("documents"));
    }
    let mut secrets = 0;
    let services = home.services().await;
    let documents: Vec<String> = services.iter().map(|service| v3::write(service).to_string()).collect();
    for (at, service) in services.iter().enumerate() {
        let secrets_of = secret(&store.private(service.id).await.expect("the private part"));
        // What a house is called may be what the service is called, and its street may have public neighbours.
        let elsewhere = |word: &String| documents.iter().enumerate().any(|(other, text)| other != at && text.contains(word));
        for word in secrets_of.into_iter().filter(|word| !service.name.contains(word) && !elsewhere(word)) {
            secrets += 1;
            assert!(!plain.contains(&word), "“{word}” of {} is in a pack", service.name);
        }
    }
    assert!(secrets > 3, "the demonstration directory keeps {secrets} things confidential: this test would see nothing");
}

#[tokio::test]
async fn a_patch_that_cannot_be_carried_is_refused_in_plain_words() {
    let (_folder, app) = demonstration().await;
    let asked = |place: &str, miles: Option<f64>, councils: &[&str]| PatchAsked {
        place: place.to_owned(),
        miles,
        councils: councils.iter().map(|&name| name.to_owned()).collect(),
    };
    for (asked, parameter, words) in [
        (asked("", None, &[]), "place", "choose a place or a council"),
        (asked("nowhere at all", None, &[]), "place", "do not know the place"),
        (asked("Walsall", Some(0.0), &[]), "miles", "between 1 and 30"),
        (asked("Walsall", Some(f64::NAN), &[]), "miles", "between 1 and 30"),
        (asked("Walsall", Some(500.0), &[]), "miles", "between 1 and 30"),
        (asked("", None, &["Atlantis"]), "council", "no council or ward is called “Atlantis”"),
        (asked("", None, &["abbey"]), "council", "wards are called “abbey”: choose one by its code (E0"),
        (asked("", None, &["E05000932"]), "council", "is a ward, and where wards lie is not known here: choose its council"),
    ] {
        match app.pack(&asked).await {
            Err(PackingError::Patch { parameter: named, reason }) => {
                assert!(named == parameter && reason.contains(words), "{asked:?}: {named}: {reason}");
            }
            other => panic!("{asked:?}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_patch_of_more_services_than_a_phone_holds_is_refused_and_one_that_just_fits_is_not() {
    assert_eq!(packs::MOST_SERVICES, 30_000);
    let (_folder, app) = demonstration().await;
    let asked = PatchAsked { place: "Walsall".to_owned(), miles: Some(3.0), ..PatchAsked::default() };
    match app.pack_of_at_most(20, &asked).await {
        Err(PackingError::Patch { parameter: "miles", reason }) => {
            assert!(reason.ends_with("services can be found from there, and a phone holds 20: choose a smaller patch"), "{reason}");
        }
        other => panic!("{other:?}"),
    }
    let services = app.pack(&asked).await.expect("a pack").head.services;
    app.forget_packs();
    assert!(app.pack_of_at_most(services - 1, &asked).await.is_err());
    assert_eq!(app.pack_of_at_most(services, &asked).await.expect("it fits").head.services, services);
}

#[tokio::test]
async fn a_damaged_pack_is_refused_and_never_half_opened() {
    let (_folder, app) = demonstration().await;
    let packed = around(&app, "Walsall", 3.0).await;
    let index = index_of(&packed);
    let whole: Vec<&[u8]> = index.iter().map(Vec::as_slice).collect();
    let opens = |parts: &[&[u8]]| parts::index(parts).is_ok_and(|index| index.open().is_ok());
    assert!(opens(&whole) && whole.len() > 1);
    for part in 0..whole.len() {
        assert!(!opens(&[&whole[..part], &whole[part + 1..]].concat()), "without part {part}");
        assert!(!opens(&[&whole[..=part], &whole[part..]].concat()), "part {part} twice");
        for cut in [0, 1, whole[part].len() / 3, whole[part].len() - 1] {
            let mut cut_off = whole.clone();
            cut_off[part] = &whole[part][..cut];
            assert!(!opens(&cut_off), "{cut} of {} bytes of part {part}", whole[part].len());
        }
    }
}

#[tokio::test]
async fn a_pack_is_made_once_and_is_gone_when_packs_are_forgotten() {
    let (_folder, app) = demonstration().await;
    let (packed, again) = (around(&app, "Walsall", 3.0).await, around(&app, "Walsall", 3.0).await);
    assert_eq!((packed.name(), &packed.head), (again.name(), &again.head), "the second time it is the same file");
    assert!(app.pack_called(&again.name()).is_ok_and(|kept| kept.part(0).is_ok() && kept.part(10_000).is_err()));
    app.forget_packs();
    assert!(app.pack_called(&again.name()).is_err());
}

#[tokio::test]
async fn a_full_postcode_is_kept_nowhere() {
    let (_folder, app) = demonstration().await;
    let packed = around(&app, "WS1 1TP", 3.0).await;
    assert!(!packed.head.patch.contains("1TP") && !packed.head.label.contains("1TP"), "{:?}", packed.head.patch);
}
