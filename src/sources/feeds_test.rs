//! Every kind of feed against its fixtures in `tests/fixtures/feeds/<kind>/`, and against real publications where they are at hand.

use super::*;
use crate::{
    hsds::v3,
    model::{location::Address, service::Service},
};
use jiff::civil::date;
use std::{fmt::Write as _, io::Write as _, path::Path};

/// What came out of an input.
#[derive(Debug, Default)]
struct Out {
    services: Vec<Service>,
    rejects: Vec<String>,
    notes: Vec<String>,
    ending: Option<Ending>,
    error: Option<String>,
}

impl Out {
    /// Services, rejects, notes, and whether it was whole.
    fn counts(&self) -> (usize, usize, usize, bool) {
        (self.services.len(), self.rejects.len(), self.notes.len(), self.ending.as_ref().is_some_and(|ending| ending.complete))
    }

    fn named(&self, name: &str) -> &Service {
        self.services.iter().find(|service| service.name == name).unwrap_or_else(|| panic!("no service called {name}"))
    }

    fn remarks(&self) -> String {
        self.ending.as_ref().map(|ending| ending.remarks.join("; ")).unwrap_or_default()
    }
}

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/feeds").join(path)
}

fn input(path: &Path) -> Input {
    let file = InputFile { name: path.display().to_string(), path: path.to_owned() };
    Input { files: vec![file], complete: true, remarks: Vec::new() }
}

/// The kinds that recognise an input.
fn recognised(input: &Input) -> Vec<String> {
    all().iter().filter(|source| source.recognises(input)).map(|source| source.kind()).collect()
}

fn read_as(kind: &str, input: &Input) -> Out {
    let source = all().into_iter().find(|source| source.kind() == kind).unwrap();
    let (places, needs) = (Places::default(), Needs::default());
    let context = Context { source: "test", places: &places, needs: &needs, today: date(2026, 11, 22) };
    let mut out = Out::default();
    let ending = source.read(input, context, &mut |item| {
        let line = |reject: Reject| {
            let mut line = reject.place;
            if let Some(field) = reject.field {
                let _ = write!(line, " {field}");
            }
            format!("{line}: {}", reject.reason)
        };
        match item {
            Item::Record(record) => out.services.push(record.service),
            Item::Reject(reject) => out.rejects.push(line(reject)),
            Item::Note(note) => out.notes.push(line(note)),
            Item::Skipped(_) => {}
        }
        ControlFlow::Continue(())
    });
    match ending {
        Ok(ending) => out.ending = Some(ending),
        Err(error) => out.error = Some(error.to_string()),
    }
    out
}

fn read_fixture(kind: &str, path: &str) -> Out {
    let input = input(&fixture(path));
    assert_eq!(recognised(&input).first().map(String::as_str), Some(kind), "{path}");
    read_as(kind, &input)
}

#[test]
fn every_fixture_gives_what_is_in_it() {
    for (kind, path, counts, remark) in [
        ("oruk-v3", "oruk-v3/page.json", (2, 1, 2, true), ""),
        ("oruk-v3", "oruk-v3/pages", (3, 1, 0, true), ""),
        ("oruk-v3", "oruk-v3/breaks-off.json", (1, 0, 0, false), "breaks off in the middle; what came before was read"),
        ("oruk-v3", "oruk-v3/lines.ndjson", (2, 1, 0, true), ""),
        ("oruk-v3", "oruk-v3/list-entries.json", (2, 0, 1, true), "2 of 2 services came as a bare list entry"),
        ("oruk-v1", "oruk-v1/spring.json", (2, 0, 1, true), "1 of 2 services came as a bare list entry"),
        ("oruk-v1", "oruk-v1/lower-case-empty.json", (0, 0, 0, false), "the feed holds no services"),
        ("oruk-v1", "oruk-v1/outpost.json", (1, 0, 1, true), ""),
        ("hsds-tables", "hsds-tables/version-3", (3, 2, 1, true), "phones.csv: 1 rows point to nothing and were left out"),
        ("hsds-tables", "hsds-tables/version-1", (1, 0, 0, true), ""),
        ("hsds-tables", "hsds-tables/package/datapackage.json", (1, 0, 0, true), ""),
    ] {
        let out = read_fixture(kind, path);
        assert_eq!(out.counts(), counts, "{path}: {:#?} {:#?} {:?}", out.rejects, out.notes, out.error);
        assert!(out.remarks().contains(remark), "{path}: {}", out.remarks());
        assert!(!remark.is_empty() || out.remarks().is_empty(), "{path}: {}", out.remarks());
    }
}

#[test]
fn rejects_and_notes_say_where_and_why() {
    let page = read_fixture("oruk-v3", "oruk-v3/page.json");
    assert_eq!(page.rejects, ["item 3 name: the service has no name, so it cannot be listed"]);
    assert_eq!(page.notes[0], "item 1 service_areas[0].uri: 'http://www.example.com' names no area that we know; its name is kept");
    assert_eq!(page.notes[1], "item 2 contacts[0].name: a person's name is not kept, only their role");
    let pages = read_fixture("oruk-v3", "oruk-v3/pages");
    assert_eq!(pages.rejects, ["page 2, item 1 id: the id b was already used by page 1, item 2, which is kept"]);
    assert_eq!(pages.named("Two").provenance.native_id, "b");
    let lines = read_fixture("oruk-v3", "oruk-v3/lines.ndjson");
    assert_eq!(lines.rejects, ["line 2: breaks off in the middle"]);
    let tables = read_fixture("hsds-tables", "hsds-tables/version-3");
    assert_eq!(tables.rejects[0], "services.csv row 4 name: the service has no name, so it cannot be listed");
    assert!(tables.notes[0].starts_with("services.csv row 6: has more or fewer cells"));
}

#[test]
fn what_the_fixtures_say_is_understood() {
    let lunch = read_fixture("oruk-v3", "oruk-v3/page.json").named("Meadow Lane Lunch Club").clone();
    assert_eq!(lunch.phones[0].note.as_deref(), Some("Kitchen"));
    assert_eq!((lunch.ages.min, lunch.ages.max), (Some(60.0), None));
    assert_eq!(lunch.provenance.modified.unwrap().to_string(), "2026-10-05T10:56:00.123Z");
    let Address::Public(address) = &lunch.sites[0].address else { panic!("public") };
    assert_eq!((address.postcode.as_deref(), address.county.as_deref()), (Some("ZZ9 9ZZ"), None));

    let acorns = read_fixture("oruk-v1", "oruk-v1/outpost.json").named("Little Acorns").clone();
    assert_eq!(acorns.sites[0].address, Address::Withheld { town: Some("Exampletown".to_owned()) });
    assert_eq!((acorns.schedules.len(), acorns.contacts[0].email.as_deref()), (1, None));
    assert_eq!((acorns.ages.min, acorns.ages.max, acorns.costs[0].amount), (Some(2.0), Some(4.0), Some(8.0)));
    assert_eq!(acorns.description.as_deref(), Some("Care for children.\n\nFunded places."));

    let tables = read_fixture("hsds-tables", "hsds-tables/version-3");
    let counselling = tables.named("Community counselling");
    assert_eq!((counselling.sites[0].schedules.len(), counselling.terms[0].code.as_deref()), (1, Some("298")));
    assert_eq!(tables.named("Walking, talking").sites[0].id, counselling.sites[0].id);
    let old = read_fixture("hsds-tables", "hsds-tables/version-1");
    assert_eq!(old.services[0].organisation.name, "Example – Café");
    assert_eq!(old.services[0].sites[0].accessibility, ["Ramp"]);
}

#[test]
fn tables_in_a_zip_read_like_tables_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("directory.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for entry in std::fs::read_dir(fixture("hsds-tables/version-3")).unwrap().flatten() {
        zip.start_file(format!("export/{}", entry.file_name().display()), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&std::fs::read(entry.path()).unwrap()).unwrap();
    }
    zip.finish().unwrap();
    let input = input(&path);
    assert_eq!(recognised(&input), ["hsds-tables"]);
    let (zipped, plain) = (read_as("hsds-tables", &input), read_fixture("hsds-tables", "hsds-tables/version-3"));
    assert_eq!((&zipped.services, zipped.counts()), (&plain.services, plain.counts()));
}

#[test]
fn packed_pages_read_like_plain_ones() {
    let folder = tempfile::tempdir().unwrap();
    let plain = std::fs::read(fixture("oruk-v3/page.json")).unwrap();
    let path = folder.path().join("page.json.zst");
    std::fs::write(&path, zstd::encode_all(&plain[..], 3).unwrap()).unwrap();
    let input = input(&path);
    assert_eq!(recognised(&input), ["oruk-v3"]);
    assert_eq!(read_as("oruk-v3", &input).services, read_fixture("oruk-v3", "oruk-v3/page.json").services);
}

#[test]
fn what_is_no_feed_is_recognised_by_none_and_refused_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content, error) in [
        ("page.html", "<html><body>Not found</body></html>", "is not valid JSON"),
        ("empty.json", "", "the file is empty"),
        ("shape.geojson", r#"{"type":"FeatureCollection","features":[]}"#, ""),
        ("people.csv", "name,age\nx,1\n", "is not valid JSON"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        assert_eq!(recognised(&input(&path)), Vec::<String>::new(), "{name}");
        let out = read_as("oruk-v3", &input(&path));
        assert!(out.error.unwrap_or_default().contains(error), "{name}");
        assert_eq!(out.services.len(), 0);
    }
    let out = read_as("hsds-tables", &input(&folder.path().join("people.csv")));
    assert!(out.error.unwrap().ends_with("people.csv: holds no services.csv"));
}

#[test]
fn a_feed_that_holds_less_than_it_promises_is_not_complete() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.json");
    std::fs::write(&path, r#"{"total_items": 874, "contents": [{"id": "a", "name": "A", "organization": {"name": "O"}, "phones": []}]}"#)
        .unwrap();
    let out = read_as("oruk-v3", &input(&path));
    assert_eq!((out.services.len(), out.remarks().as_str()), (1, "the feed says it has 874 services; 1 were found"));
    assert!(!out.ending.unwrap().complete);
}

#[test]
fn a_receiver_that_stops_is_obeyed() {
    for (kind, path) in [("oruk-v3", "oruk-v3/page.json"), ("hsds-tables", "hsds-tables/version-3")] {
        let (places, needs) = (Places::default(), Needs::default());
        let context = Context { source: "test", places: &places, needs: &needs, today: date(2026, 11, 22) };
        let source = all().into_iter().find(|source| source.kind() == kind).unwrap();
        let mut count = 0;
        let end = source.read(&input(&fixture(path)), context, &mut |_| {
            count += 1;
            ControlFlow::Break(())
        });
        assert!(matches!(end, Err(Unreadable::Stopped)), "{kind}");
        assert_eq!(count, 1);
    }
}

/// Real publications: how many services, rejects and notes each gives. Every service survives being written and read.
#[test]
fn real_publications_read() {
    let Some(shared) = crate::published::path("data/feeds") else { return };
    let schema = v3::tests::published_schema();
    let examples = "../../standards/hsds-3.0/hsds-3.0-international/examples";
    for (kind, path, services, rejects) in [
        ("oruk-v3", "bristol-oruk-v3/bristol-services-page1.json", 3, 0),
        ("oruk-v3", "bristol-oruk-v3/bristol-service-1625ip.json", 1, 0),
        ("oruk-v1", "v1-envelope-captures/bucks-shape-synthetic.json", 2, 0),
        ("oruk-v1", "v1-envelope-captures/cqc-services-page1.json", 2, 0),
        ("oruk-v1", "v1-envelope-captures/hull-services-page1.json", 0, 0),
        ("hsds-tables", "miami-open211-hsds1-us", 4158, 0),
        ("hsds-tables", "illinois-legal-aid-us/hsds-output", 429, 1),
        ("oruk-v3", &format!("{examples}/service_full.json"), 1, 0),
        ("hsds-tables", &format!("{examples}/csv"), 1, 0),
    ] {
        let input = input(&shared.join(path));
        assert_eq!(recognised(&input), [kind], "{path}");
        let out = read_as(kind, &input);
        eprintln!("{path}: {:?} {}", out.counts(), out.remarks());
        assert_eq!((out.services.len(), out.rejects.len()), (services, rejects), "{path}: {:?}", out.rejects.first());
        for service in &out.services {
            let written = v3::write(service);
            assert!(schema.as_ref().is_none_or(|schema| schema.is_valid(&written)), "{path}: {written:#}");
            assert_eq!(v3::read(&written, v3::Origin::default()).record.unwrap().service, *service, "{path}");
        }
    }
    let florida = input(&shared.join("florida-legal-aid-us"));
    assert_eq!(recognised(&florida), Vec::<String>::new(), "its own columns: a mapping reads it");
}
