//! Whole imports: small made-up lists, then the published ones where they are at hand.

use super::*;
use crate::places::{Place, Places, Precision};
use std::{fs, io::Write};

const SMALL: &str = "pcd7,pcd8,pcds,doterm,lad25cd,wd25cd,lsoa21cd,lat,long\n\
    B13 8AA,B13  8AA,B13 8AA,,E08000025,E05011151,E01009101,52.44000,-1.89000\n\
    B13 8AB,B13  8AB,B13 8AB,201812,E08000025,E05011151,E01009101,52.44200,-1.89000\n\
    S1  1AA,S1   1AA,S1 1AA,,E08000019,,,53.38000,-1.47000\n\
    JE2 3AB,JE2  3AB,JE2 3AB,,L99999999,,,99.999999,0.000000\n\
    B13 8AD,B13  8AD,B13 8AD,,E99999999,,,99.999999,0.000000\n\
    nothing,nothing,nothing,,,,,52.44,-1.89\n";

fn quiet(input: &Path, folder: &Path) -> Result<ImportReport, ImportError> {
    import(input, folder, Smaller::Refuse, &mut |_| {})
}

fn file(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

fn gz(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn an_import_reports_what_it_kept_and_what_it_could_not() {
    let home = tempfile::tempdir().unwrap();
    let list = file(home.path(), "list.csv", SMALL.as_bytes());
    let report = quiet(&list, home.path()).unwrap();
    assert_eq!((report.rows, report.kept, report.rejected, report.replaced), (6, 5, 1, None));
    assert_eq!((report.without_coordinates, report.terminated, report.council_updated), (2, Some(1), 1));
    assert_eq!(report.kind, "ONS postcode directory or lookup");
    let reject = RejectedRow { file: "list.csv".into(), row: 7, reason: "\"nothing\" is not a postcode".into() };
    assert_eq!(report.rejects, [reject]);
    assert_eq!(report.bytes, fs::metadata(home.path().join(table::FILE_NAME)).unwrap().len());
    assert_eq!(quiet(&list, home.path()).unwrap().replaced, Some(5));
}

#[test]
fn an_imported_postcode_is_known_exactly_and_others_fall_back_and_say_so() {
    let home = tempfile::tempdir().unwrap();
    quiet(&file(home.path(), "list.csv", SMALL.as_bytes()), home.path()).unwrap();
    let places = Places::open(home.path()).unwrap();
    let found = |text: &str| places.find(text).unwrap();
    let told = |place: &Place| place.remark.as_ref().map(ToString::to_string).unwrap_or_default();

    let exact = found("b138aa");
    assert_eq!((exact.precision, exact.label.as_str(), exact.remark.as_ref()), (Precision::Postcode, "B13 8AA", None));
    assert_eq!((exact.ward.as_deref(), exact.district.as_deref()), (Some("E05011151"), Some("B13")));
    assert_eq!(found("S1 1AA").council.as_deref(), Some("E08000039"), "an old code means the council of today");

    for (text, precision, remark) in [
        ("B13 8AB", Precision::Postcode, "B13 8AB is no longer in use."),
        ("B13 8AD", Precision::Sector, "B13 8AD has no map reference; we used the middle of B13 8."),
        ("B13 8ZZ", Precision::Sector, "B13 8ZZ is not in our list of postcodes; we used the middle of B13 8."),
        ("B13 9ZZ", Precision::District, "B13 9ZZ is not in our list of postcodes; we used the middle of B13."),
        ("B13 8", Precision::Sector, ""),
        (
            "JE2 3AB",
            Precision::Postcode,
            "JE2 3AB is in Jersey. No map references are published for it, so distances cannot be worked out.",
        ),
    ] {
        let place = found(text);
        assert_eq!((place.precision, told(&place).as_str()), (precision, remark), "{text}");
    }
    assert_eq!(found("JE2 3AB").point, None);
    assert!((found("B13 8").point.unwrap().lat - 52.44).abs() < 1e-9, "the sector's middle is that of the postcodes in use");
}

#[test]
fn another_file_with_postcodes_in_it_does_not_replace_the_table() {
    let home = tempfile::tempdir().unwrap();
    let list = file(home.path(), "list.csv", SMALL.as_bytes());
    quiet(&list, home.path()).unwrap();
    let other = file(home.path(), "hospitals.csv", b"Name,Postcode,Latitude,Longitude\nA hospital,S1 1AA,53.38,-1.47\n");
    let refused = quiet(&other, home.path()).unwrap_err().to_string();
    assert!(refused.contains("holds 1 postcodes, the table in use 5") && refused.contains("--replace"), "{refused}");
    assert_eq!(Places::open(home.path()).unwrap().postcodes(), Some(5));
    assert_eq!(import(&other, home.path(), Smaller::Accept, &mut |_| {}).unwrap().replaced, Some(5));
    assert_eq!(Places::open(home.path()).unwrap().postcodes(), Some(1));
}

#[test]
fn folders_and_packed_files_are_read() {
    let (whole, header) = (SMALL.as_bytes(), SMALL.lines().next().unwrap());
    let second = format!("{header}\nWS1 1AA,,WS1 1AA,,E08000030,,,52.58,-1.98\n");
    let home = tempfile::tempdir().unwrap();
    let multi = home.path().join("Data/multi_csv");
    fs::create_dir_all(&multi).unwrap();
    fs::create_dir_all(home.path().join("Documents")).unwrap();
    file(&home.path().join("Documents"), "Ward names.csv", b"WD25CD,WD25NM\nE05011151,Moseley\n");
    file(&multi, "a.csv.gz", &gz(whole));
    file(&multi, "b.csv.zst", &zstd::encode_all(second.as_bytes(), 1).unwrap());
    file(&multi, "readme.csv", b"about,this\n");
    let report = quiet(home.path(), home.path()).unwrap();
    assert_eq!((report.files, report.kept, report.ignored), (2, 6, vec!["readme.csv".to_owned()]));
}

#[test]
fn code_point_open_is_read_as_published() {
    let home = tempfile::tempdir().unwrap();
    let row = |postcode: &str, quality: u8| {
        format!("\"{postcode}\",{quality},406523,286448,\"E92000001\",\"E19000001\",\"E18000005\",\"\",\"E08000025\",\"E05001193\"\n")
    };
    let list = file(home.path(), "b.csv", (row("B1  1AY", 10) + &row("B1  1BA", 90)).as_bytes());
    let report = quiet(&list, home.path()).unwrap();
    assert_eq!((report.kind.as_str(), report.kept, report.without_coordinates, report.terminated), ("Code-Point Open", 2, 1, None));
}

#[test]
fn a_broken_or_strange_file_leaves_the_old_table() {
    let home = tempfile::tempdir().unwrap();
    quiet(&file(home.path(), "list.csv", SMALL.as_bytes()), home.path()).unwrap();
    let table = home.path().join(table::FILE_NAME);
    let before = fs::read(&table).unwrap();
    let rows: Vec<String> = (0..3_000).map(|at| format!("B{} {}AA,52.44{at},-1.8{at}", at % 99 + 1, at % 10)).collect();
    let long = format!("postcode,lat,lon\n{}\n", rows.join("\n"));
    let zst = zstd::encode_all(long.as_bytes(), 1).unwrap();
    for (name, content, said) in [
        ("cut.csv.gz", &gz(long.as_bytes())[..2_000], "cannot read"),
        ("cut.csv.zst", &zst[..2_000], "cannot read"),
        ("names.csv", b"name,phone\nA,1\n".as_slice(), "is not a list of postcodes"),
        ("empty.csv", b"".as_slice(), "is not a list of postcodes"),
        ("bare.csv", b"postcode,lat,lon\n".as_slice(), "only 0 of 0 rows"),
        ("wrong.csv", b"postcode,lat,lon\nB1 1AA,1,2\nB1 1AB,1,2\nB1 1AD,52,-2\n".as_slice(), "only 1 of 3 rows"),
    ] {
        let error = quiet(&file(home.path(), name, content), home.path()).unwrap_err().to_string();
        assert!(error.contains(said), "{name}: {error}");
        assert_eq!(fs::read(&table).unwrap(), before, "{name}");
    }
    assert!(quiet(&home.path().join("missing"), home.path()).is_err());
    let left: Vec<_> =
        fs::read_dir(home.path()).unwrap().flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(".tmp")).collect();
    assert!(left.is_empty(), "no temporary file is left behind: {left:?}");
}

/// The folder of published lists, where the tests may use it.
fn published(name: &str) -> Option<PathBuf> {
    crate::published::path(Path::new("data/postcodes").join(name))
}

#[test]
fn code_point_open_agrees_with_ons() {
    let Some(os) = published("codepoint_open_2014-08_west_midlands_raw.csv.gz") else { return };
    let Some(ons) = published("west_midlands_postcodes.csv.gz") else { return };
    let (os_home, statistics_home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    quiet(&os, os_home.path()).unwrap();
    quiet(&ons, statistics_home.path()).unwrap();
    let (os_places, statistics_places) = (Places::open(os_home.path()).unwrap(), Places::open(statistics_home.path()).unwrap());
    let mut reader = csv::Reader::from_reader(files::open(&os).unwrap());
    let mut metres: Vec<f64> = Vec::new();
    for record in reader.records() {
        let postcode = record.unwrap()[0].to_owned();
        let apart = |places: &Places| places.locate(&postcode).filter(|place| place.precision == Precision::Postcode)?.point;
        metres.extend(apart(&os_places).zip(apart(&statistics_places)).map(|(a, b)| a.metres_to(b)));
    }
    metres.sort_by(f64::total_cmp);
    let share = |limit: f64| metres.partition_point(|apart| *apart <= limit) * 100 / metres.len();
    eprintln!("{} postcodes: median {:.1} m, within 5 m {} %", metres.len(), metres[metres.len() / 2], share(5.0));
    assert!(metres.len() > 80_000);
    // The lists are eleven years apart: a quarter of the postcodes have moved a little. The others show the conversion.
    assert!(metres[metres.len() / 2] < 2.0 && share(5.0) >= 70);
}

#[test]
fn the_wards_of_the_west_midlands_have_names() {
    let Some(list) = published("west_midlands_postcodes.csv.gz") else { return };
    let home = tempfile::tempdir().unwrap();
    let report = quiet(&list, home.path()).unwrap();
    assert_eq!((report.rows, report.kept, report.rejected), (136_273, 136_273, 0));
    let places = Places::open(home.path()).unwrap();
    let place = places.find("B1 1AA").unwrap();
    assert_eq!(places.area_name(&place.ward.unwrap()), Some("Ladywood"));
    assert_eq!((place.lsoa.as_deref(), place.council.as_deref()), (Some("E01033625"), Some("E08000025")));
}
