//! Importing as an operator does it: what goes in, what is said of it, and that nothing is lost when the input is bad.

use crate::{home::Home, peer::Peer};
use fingerpost::app::{
    import::{ImportError, ImportRequest, Report, Terms},
    input,
};
use serde_json::{Value, json};
use std::{fmt::Write as _, io::Write as _, path::Path};

/// A mapping for a small made-up spreadsheet.
const MAPPING: &str = r#"
[mapping]
name = "clubs"
label = "Clubs"
[service]
id = "Ref"
name = "Club"
description = "About"
phones = "Phone"
age_min = "From"
age_max = "To"
[organisation]
name = { value = "Somebody" }
[site]
lines = ["Address"]
postcode = "Postcode"
[always]
needs = ["social-group"]
"#;

async fn import(home: &Home, input: &str, kind: Option<&str>, accept_shrink: bool) -> Result<Report, ImportError> {
    import_as("clubs", home, input, kind, accept_shrink).await
}

async fn import_as(key: &str, home: &Home, input: &str, kind: Option<&str>, accept_shrink: bool) -> Result<Report, ImportError> {
    let spool = tempfile::tempdir().expect("a folder");
    let gathered = input::gather(input, spool.path(), true, &mut |_| ()).await.expect("an input");
    let source = input::source_for(&gathered, kind).expect("a source");
    let request = ImportRequest {
        input: gathered,
        label: input.to_owned(),
        source,
        key: key.to_owned(),
        dry_run: false,
        accept_shrink,
        rejects: None,
        terms: Terms::default(),
    };
    home.importer.import(request, &mut |_| ()).await
}

/// Writes a spreadsheet and imports it through [`MAPPING`].
async fn sheet(home: &Home, bytes: &[u8]) -> Report {
    let (mapping, path) = (home.path().join("clubs.toml"), home.path().join("clubs.csv"));
    std::fs::write(&mapping, MAPPING).expect("written");
    std::fs::write(&path, bytes).expect("written");
    import(home, &path.to_string_lossy(), Some(&mapping.to_string_lossy()), false).await.expect("it imports")
}

/// Writes a file and imports it as an Open Referral UK v3 feed.
async fn feed(home: &Home, name: &str, bytes: &[u8]) -> Result<Report, ImportError> {
    let path = home.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    import(home, &path.to_string_lossy(), Some("oruk-v3"), false).await
}

pub(crate) fn service(number: usize) -> Value {
    let id = format!("00000000-0000-4000-8000-{number:012}");
    json!({ "id": id, "name": format!("Club {number}"), "status": "active", "organization": { "id": id, "name": "Somebody", "description": "" } })
}

/// Imports a file of a kind that is told from it.
pub(crate) async fn any(home: &Home, path: &str) -> Report {
    import(home, path, None, false).await.expect("it imports")
}

/// Imports services as a feed of this name.
pub(crate) async fn save(home: &Home, name: &str, services: &[Value]) -> Report {
    feed(home, &format!("{name}.json"), &page(services)).await.expect("it imports")
}

/// Imports services as a source of its own.
pub(crate) async fn publish(home: &Home, key: &str, services: &[Value]) -> Report {
    let path = home.path().join(format!("{key}.json"));
    std::fs::write(&path, page(services)).expect("written");
    import_as(key, home, &path.to_string_lossy(), Some("oruk-v3"), true).await.expect("it imports")
}

fn page(services: &[Value]) -> Vec<u8> {
    let count = services.len();
    json!({ "total_items": count, "total_pages": 1, "page_number": 1, "size": count, "first_page": true, "last_page": true,
        "empty": count == 0, "contents": services })
    .to_string()
    .into_bytes()
}

fn counts(report: &Report) -> [u64; 6] {
    [report.read, report.new, report.changed, report.unchanged, report.withdrawn, report.rejected]
}

const HEAD: &str = "Ref,Club,About,Phone,From,To,Address,Postcode\n";

#[tokio::test]
async fn a_second_import_of_the_same_file_changes_nothing() {
    let home = Home::new().await;
    let rows = format!("{HEAD}1,Tea Club,Tea,0121 496 0001,,,1 High Street,B13 8AA\n2,Chess Club,Chess,,11,18,2 High Street,B14 7QH\n");
    assert_eq!(counts(&sheet(&home, rows.as_bytes()).await), [2, 2, 0, 0, 0, 0]);
    assert_eq!(counts(&sheet(&home, rows.as_bytes()).await), [2, 0, 0, 2, 0, 0]);
    let changed = rows.replace("Tea,0121", "Tea and cake,0121").replace("2,Chess Club", "3,Chess Club");
    assert_eq!(counts(&sheet(&home, changed.as_bytes()).await), [2, 1, 1, 0, 1, 0]);
}

#[tokio::test]
async fn a_dry_run_says_what_would_happen_and_keeps_nothing() {
    let home = Home::new().await;
    let path = home.path().join("dry.json");
    std::fs::write(&path, page(&[service(1)])).expect("written");
    let spool = tempfile::tempdir().expect("a folder");
    let gathered = input::gather(&path.to_string_lossy(), spool.path(), false, &mut |_| ()).await.expect("an input");
    let source = input::source_for(&gathered, None).expect("recognised without being told");
    let request = ImportRequest {
        input: gathered,
        label: "dry".to_owned(),
        source,
        key: "dry".to_owned(),
        dry_run: true,
        accept_shrink: false,
        rejects: None,
        terms: Terms::default(),
    };
    let report = home.importer.import(request, &mut |_| ()).await.expect("it imports");
    assert_eq!((report.new, report.batch, home.names().await.len()), (1, None, 0));
}

#[tokio::test]
async fn truncated_json_keeps_what_was_whole_and_withdraws_nothing() {
    let home = Home::new().await;
    let all: Vec<Value> = (0..20).map(service).collect();
    feed(&home, "whole.json", &page(&all)).await.expect("it imports");
    let whole = page(&all);
    match feed(&home, "cut.json", &whole[..whole.len() / 2]).await {
        Ok(report) => {
            assert!(!report.complete && report.held_back > 0 && report.withdrawn == 0, "{report:?}");
            assert!(report.remarks.iter().any(|remark| remark.contains("cut") || remark.contains("end")), "{:?}", report.remarks);
        }
        Err(error) => assert!(error.to_string().contains("Nothing was changed"), "{error}"),
    }
    assert_eq!(home.names().await.len(), 20);
}

#[tokio::test]
async fn other_encodings_are_read_and_said() {
    let home = Home::new().await;
    let mut rows = HEAD.as_bytes().to_vec();
    rows.extend_from_slice(b"1,Caf\xe9 Club,Tea \x96 and cake,,,,1 High Street,B13 8AA\n");
    let report = sheet(&home, &rows).await;
    assert_eq!(home.names().await, ["Café Club"]);
    assert!(report.remarks.iter().any(|remark| remark.to_lowercase().contains("windows-1252")), "{:?}", report.remarks);
}

#[tokio::test]
async fn a_huge_cell_costs_its_row_alone() {
    let home = Home::new().await;
    let mut rows = HEAD.to_owned();
    let _ = writeln!(rows, "1,Tea Club,{},,,,1 High Street,B13 8AA", "x".repeat(10_000_000));
    let _ = writeln!(rows, "2,Chess Club,Chess,,,,2 High Street,B14 7QH");
    let report = sheet(&home, rows.as_bytes()).await;
    assert_eq!(home.names().await, ["Chess Club"]);
    assert_eq!(report.rejected, 1);
    assert!(report.rejects[0].place == "row 2" && report.rejects[0].field.as_deref() == Some("About"), "{:?}", report.rejects[0]);
}

#[tokio::test]
async fn strange_values_become_unknown_and_are_said() {
    let home = Home::new().await;
    let rows = format!(
        "{HEAD}1,Tea Club,\"<script>alert(1)</script><b>Tea</b>\",N/A,-1,104,\"1 High Street, B13 8AA\",\n,No Ref,x,,,,,\n3,,x,,,,,\n"
    );
    let report = sheet(&home, rows.as_bytes()).await;
    let service = home.services().await.remove(0);
    assert_eq!((service.ages.min, service.ages.max, service.phones.len()), (None, None, 0));
    assert!(!fingerpost::model::text::safe_html(&service.description.expect("a description")).contains("script"));
    assert_eq!(service.sites[0].address_line().matches("B13 8AA").count(), 1);
    assert_eq!(report.rejected, 2, "{:?}", report.rejects);
    assert!(report.rejects.iter().all(|line| line.place.starts_with("row")), "{:?}", report.rejects);
    assert!(report.notes > 0, "the postcode in the wrong column is said");
}

#[tokio::test]
async fn an_impossible_date_is_left_unknown_and_said() {
    let home = Home::new().await;
    let mut odd = service(1);
    odd["assured_date"] = json!("2026-02-31");
    odd["minimum_age"] = json!(-1);
    let report = feed(&home, "dates.json", &page(&[odd])).await.expect("it imports");
    assert!(home.services().await[0].checked.is_none());
    assert!(report.note_lines.iter().any(|line| line.field.as_deref().is_some_and(|field| field.contains("assured_date"))), "{report:?}");
}

#[tokio::test]
async fn a_zip_bomb_is_refused() {
    let home = Home::new().await;
    let path = home.path().join("bomb.json.gz");
    let mut zip = flate2::write::GzEncoder::new(std::fs::File::create(&path).expect("made"), flate2::Compression::best());
    zip.write_all(br#"{"contents":[{"name":""#).expect("written");
    let blank = vec![b' '; 1 << 20];
    for _ in 0..3_000 {
        zip.write_all(&blank).expect("written");
    }
    zip.finish().expect("written");
    let refused = match import(&home, &path.to_string_lossy(), Some("oruk-v3"), false).await {
        Ok(report) => {
            assert!(!report.complete && report.new == 0, "{report:?}");
            report.remarks.join(" ")
        }
        Err(error) => error.to_string(),
    };
    assert!(refused.contains("unpack") || refused.contains("too large") || refused.contains("larger"), "{refused}");
    assert!(home.names().await.is_empty());
}

#[tokio::test]
async fn an_empty_feed_where_thousands_were_yesterday_deletes_nothing() {
    let home = Home::new().await;
    let all: Vec<Value> = (0..5_000).map(service).collect();
    assert_eq!(feed(&home, "full.json", &page(&all)).await.expect("it imports").new, 5_000);
    let report = feed(&home, "empty.json", &page(&[])).await.expect("it imports");
    assert_eq!((report.complete, report.withdrawn, report.held_back), (false, 0, 5_000));
    assert_eq!(home.importer.store.count().await.expect("a count"), 5_000);
}

#[tokio::test]
async fn a_feed_that_lost_most_of_itself_withdraws_only_when_told_to() {
    let home = Home::new().await;
    let all: Vec<Value> = (0..100).map(service).collect();
    feed(&home, "full.json", &page(&all)).await.expect("it imports");
    let report = feed(&home, "few.json", &page(&all[..10])).await.expect("it imports");
    assert_eq!((report.complete, report.withdrawn, report.held_back), (true, 0, 90));
    assert!(report.remarks.iter().any(|remark| remark.contains("far more than usual")), "{:?}", report.remarks);
    let path = home.path().join("few.json");
    let report = import(&home, &path.to_string_lossy(), Some("oruk-v3"), true).await.expect("it imports");
    assert_eq!((report.withdrawn, home.importer.store.count().await.expect("a count")), (90, 10));
}

#[tokio::test]
async fn the_list_of_rejected_rows_never_replaces_the_file_it_is_about() {
    let home = Home::new().await;
    let path = home.path().join("clubs.json");
    let text = page(&[service(1)]);
    std::fs::write(&path, &text).expect("written");
    let spool = tempfile::tempdir().expect("a folder");
    let gathered = input::gather(&path.to_string_lossy(), spool.path(), false, &mut |_| ()).await.expect("an input");
    let request = ImportRequest {
        source: input::source_for(&gathered, None).expect("a source"),
        input: gathered,
        label: "clubs".to_owned(),
        key: "clubs".to_owned(),
        dry_run: false,
        accept_shrink: false,
        rejects: Some(path.clone()),
        terms: Terms::default(),
    };
    let error = home.importer.import(request, &mut |_| ()).await.expect_err("refused").to_string();
    assert!(error.contains("clubs.json: this is the file to import"), "{error}");
    assert_eq!(std::fs::read(&path).expect("still there"), text);
}

#[tokio::test]
async fn a_feed_whose_second_page_fails_keeps_everything() {
    let home = Home::new().await;
    let all: Vec<Value> = (0..30).map(service).collect();
    feed(&home, "full.json", &page(&all)).await.expect("it imports");
    let first = json!({ "total_items": 30, "total_pages": 3, "page_number": 1, "size": 10, "first_page": true, "last_page": false,
        "empty": false, "contents": all[..10].to_vec() });
    let peer = Peer::start(move |path| {
        if path == "/" {
            (200, json!({ "version": "HSDS-UK-3.0", "profile": "https://example.org/p", "openapi_url": "https://example.org/o" }))
        } else if path.starts_with("/services/") {
            let id = path.trim_start_matches("/services/");
            (200, all.iter().find(|service| service["id"] == id).cloned().unwrap_or_default())
        } else if path.contains("page=1") || !path.contains("page=") {
            (200, first.clone())
        } else {
            (500, json!({ "error": "out of order" }))
        }
    });
    let report = import(&home, &peer.url, None, false).await.expect("it imports");
    assert!(!report.complete && report.withdrawn == 0 && report.held_back == 20, "{report:?}");
    assert!(report.remarks.iter().any(|remark| remark.contains("page 2")), "{:?}", report.remarks);
    assert_eq!(home.importer.store.count().await.expect("a count"), 30);
}

#[tokio::test]
async fn what_nobody_recognises_is_said_with_what_to_do() {
    let home = Home::new().await;
    let path = home.path().join("odd.csv");
    std::fs::write(&path, "a,b\n1,2\n").expect("written");
    let gathered = input::gather(&path.to_string_lossy(), home.path(), false, &mut |_| ()).await.expect("an input");
    let error = input::source_for(&gathered, None).expect_err("nothing recognises it").to_string();
    assert!(error.contains("--as FILE.toml") && error.contains("odd.csv"), "{error}");
    let error = input::source_for(&gathered, Some("nonsense")).expect_err("no such kind").to_string();
    assert!(error.contains("oruk-v3"), "{error}");
    let missing = Path::new("/no/such/file.csv").to_string_lossy().into_owned();
    assert!(input::gather(&missing, home.path(), false, &mut |_| ()).await.is_err());
}
