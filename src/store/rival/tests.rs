//! The counts, and the search itself where `FINGERPOST_TEST_POSTGRES` names a database.

use super::*;
use serde_json::json;

const TIPTON: Point = Point { lat: 52.53, lon: -2.07 };
const TRURO: Point = Point { lat: 50.26, lon: -5.05 };
/// Services in the tests' directory: the number names its schema.
const SERVICES: u64 = 4;

#[test]
fn a_choice_is_counted_as_if_no_other_of_its_filter_were_made() {
    let (first, second) = (Filter { chosen: [0b01, 0], choices: [0b11, 0] }, Filter { chosen: [0b100, 0], choices: [0b1100, 0] });
    for (masks, filters, passes, counted) in [
        ([0b0101, 0], vec![], 3, vec![0, 2]),
        ([0b0101, 1], vec![first], 3, vec![0, 2, 64]),
        ([0b0110, 1], vec![first], 0, vec![1]),
        ([0b0110, 1], vec![first, second], 0, vec![1]),
        ([0b1010, 1], vec![first, second], 0, vec![]),
    ] {
        let mut counts = vec![0; 128];
        assert_eq!(count(&mut counts, masks, 3, &filters), passes, "{masks:?}");
        let told: Vec<usize> = (0..128).filter(|at| counts[*at] == 3).collect();
        assert_eq!(told, counted, "{masks:?} {filters:?}");
    }
}

#[tokio::test]
async fn it_is_written_into_no_other_database() {
    assert!(Rival::open("sqlite:///tmp/a.db", 1).await.unwrap_err().to_string().contains("postgres://"));
}

fn entry(name: &str, told: &str, points: &[Option<Point>], covers: &[&str]) -> Entry {
    let card = json!({ "id": name, "name": name, "organisation": "Age Well" });
    Entry {
        names: name.to_owned(),
        subjects: String::new(),
        summary: String::new(),
        told: told.to_owned(),
        covers: covers.iter().map(|word| (*word).to_owned()).collect(),
        spots: points.iter().map(|point| Spot { point: *point, masks: [1 << name.len(), 1 << 63], card: card.clone() }).collect(),
    }
}

fn search(words: &str, point: Option<Point>) -> Search {
    let near = point.map(|point| Near { point, metres: 16_000.0, serving: vec!["pc:DY4".to_owned()] });
    Search { words: words.to_owned(), misspelt: false, near, filters: Vec::new() }
}

#[tokio::test]
async fn it_finds_by_words_within_the_circle_or_the_area_served() {
    let Ok(server) = std::env::var("FINGERPOST_TEST_POSTGRES") else {
        eprintln!("skipped: FINGERPOST_TEST_POSTGRES is not set");
        return;
    };
    let mut filling = Rival::fill(&server, SERVICES, "test").await.unwrap();
    assert!(!Rival::is_filled(&server, SERVICES, "test").await.unwrap());
    let entries = vec![
        entry("Falls class", "strength and balance", &[Some(TIPTON), Some(TIPTON), Some(TRURO)], &[]),
        entry("Balance at home", "after falls", &[Some(TRURO)], &["pc:DY4"]),
        entry("Balance far away", "after falls\0", &[Some(TRURO)], &[]),
        entry("Balance by phone", "after falls", &[None], &["pc:DY4"]),
    ];
    filling.put(entries).await.unwrap();
    filling.finish().await.unwrap();
    assert!(Rival::is_filled(&server, SERVICES, "test").await.unwrap());
    assert!(!Rival::is_filled(&server, SERVICES, "another").await.unwrap());

    let mut rival = Rival::open(&server, SERVICES).await.unwrap();
    let all = ["Balance at home", "Balance by phone", "Falls class"];
    let class = Filter { chosen: [1 << "Falls class".len(), 0], choices: [u64::MAX, 0] };
    let falls = Search { misspelt: true, ..search("balanse", Some(TIPTON)) };
    let filtered = Search { filters: vec![class], ..search("falls balance", Some(TIPTON)) };
    for (search, expected) in [
        (search("falls balance", Some(TIPTON)), &all[..]),
        (search("falls trampoline", Some(TIPTON)), &all),
        (filtered, &["Falls class"]),
        (falls, &all),
        (search("class", None), &["Falls class"]),
        (search("trampoline", None), &[]),
    ] {
        let mut given = rival.ask(&Question::Search(search.clone())).await.unwrap();
        given.names.sort();
        assert_eq!(
            (given.names, given.found),
            (expected.iter().map(|name| (*name).to_owned()).collect(), expected.len() as u64),
            "{search:?}"
        );
    }
    let given = rival.ask(&Question::Search(search("falls balance", Some(TIPTON)))).await.unwrap();
    assert_eq!((given.counts["Falls class".len()], given.counts[127]), (1, 3));
    let given = rival.ask(&Question::Completion("Bal".to_owned())).await.unwrap();
    assert_eq!(given.names, ["Balance at home", "Balance by phone", "Balance far away"]);
    assert!(rival.described().contains("PostgreSQL"), "{}", rival.described());
}
