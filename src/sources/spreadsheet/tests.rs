use super::{
    real_files::{Tally, tally},
    *,
};
use crate::{
    finding::needs::Needs,
    model::{location::Address, service::Ages},
    places::Places,
};
use jiff::civil::date;

const MAPPING: &str = "
[mapping]
name = 'groups'
label = 'Groups'
recognise = ['Ref', 'Name']
[service]
id = 'Ref'
name = 'Name'
summary = 'About?'
description = 'About?'
phones = 'Phone?'
web = 'Web?'
email = 'Mail?'
age_min = 'From?'
age_max = 'To?'
modified = 'Changed?'
costs = 'Price?'
[site]
lines = 'Street?'
town = 'Town?'
postcode = 'Postcode?'
lat = 'Lat?'
lon = 'Lon?'
confidential = 'Secret?'
";

fn read(mapping: &str, table: &[u8]) -> Tally {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("groups.csv");
    std::fs::write(&path, table).unwrap();
    tally(&Spreadsheet::read("groups.toml", mapping).unwrap(), vec![path])
}

fn notes(tally: &Tally) -> Vec<String> {
    tally.notes.iter().map(|note| format!("{} {}: {}", note.place, note.field.clone().unwrap_or_default(), note.reason)).collect()
}

#[test]
fn markup_and_scripts_do_not_survive_in_plain_fields_and_cannot_run_in_descriptions() {
    let tally = read(
        MAPPING,
        b"Ref,Name,About\n1,<b>Tea</b> club,\"<p onclick=x()>Tea</p><script>alert(1)</script>\"\n2,Chess,<img src=x onerror=y>Play\n",
    );
    let [tea, chess] = tally.records.as_slice() else { panic!("{tally:?}") };
    assert_eq!(tea.service.name, "Tea club");
    assert_eq!(tea.service.summary.as_deref(), Some("Tea"));
    assert_eq!(tea.service.description.as_deref(), Some("<p>Tea</p>"));
    assert_eq!(chess.service.description.as_deref(), Some("Play"));
}

#[test]
fn what_cannot_be_read_in_a_row_is_noted_and_the_rest_is_kept() {
    let table = b"Ref,Name,Phone,Web,Mail,Changed,From,To\n1,Tea,soon,javascript:x,see web,31/02/2025,-1,104\n2,Chess,0121 496 0000,N/A,-,2025-03-01,ten,Unknown\n";
    let tally = read(MAPPING, table);
    assert_eq!(
        notes(&tally),
        [
            "row 2 modified: '31/02/2025' is not a date",
            "row 2 web: 'javascript:x' is not a web address",
            "row 2 email: 'see web' is not an e-mail address",
            "row 2 phone: 'soon' is not a telephone number",
            "row 3 age_min: 'ten' is not an age in years",
        ]
    );
    let services: Vec<_> = tally.records.iter().map(|record| &record.service).collect();
    assert_eq!((services[0].ages, services[1].ages), (Ages::default(), Ages::default()));
    assert_eq!(services[1].provenance.modified.unwrap().to_string(), "2025-03-01T00:00:00Z");
    assert!(services[1].web.is_none() && services[1].email.is_none());
}

#[test]
fn points_and_postcodes_are_weighed() {
    let table = b"Ref,Name,Street,Town,Postcode,Lat,Lon\n\
        1,A,1 High St b13 8aa,Ely,,52.4,0.2\n2,B,,,B13 8AA,-1.9,52.4\n3,C,,,,48.9,-122.7\n4,D,HIGH ST,ELY,B13,,\n5,E,,,nowhere,x,y\n";
    let tally = read(MAPPING, table);
    assert_eq!(
        notes(&tally),
        [
            "row 2 postcode: B13 8AA stands in another column; it was used as the postcode",
            "row 3 latitude: latitude and longitude stand in each other's columns; they were turned round",
            "row 4 latitude: the point 48.9, -122.7 lies outside the UK and was dropped",
            "row 6 postcode: 'nowhere' is not a postcode",
            "row 6 latitude: 'x', 'y' are not degrees",
        ]
    );
    let lines: Vec<String> =
        tally.records.iter().flat_map(|record| &record.service.sites).map(crate::model::location::Site::address_line).collect();
    assert_eq!(lines, ["1 High St, Ely, B13 8AA", "B13 8AA", "High St, Ely, B13"]);
}

#[test]
fn a_confidential_address_is_only_in_the_private_part() {
    let tally = read(MAPPING, b"Ref,Name,Street,Town,Postcode,Lat,Lon,Secret\n1,Refuge,9 Hidden Lane,Ely,B13 8AA,52.4,0.2,Yes\n");
    let record = &tally.records[0];
    assert_eq!(record.service.sites[0].address, Address::Withheld { town: Some("Ely".to_owned()) });
    assert!(!format!("{:?}", record.service).contains("Hidden Lane") && !format!("{:?}", record.service).contains("B13"));
    assert_eq!(record.private.hidden[0].address.lines, ["9 Hidden Lane"]);
}

#[test]
fn rows_without_id_or_name_and_repeated_ids_are_refused_and_the_same_row_again_is_skipped() {
    let tally = read(MAPPING, b"Ref,Name\n1,Tea\n,Chess\n2,\n1,Tea\n1,Coffee\n,,\n");
    assert_eq!(tally.records.len(), 1);
    let reasons: Vec<String> = tally.rejects.iter().map(|reject| format!("{}: {}", reject.place, reject.reason)).collect();
    let expected = ["row 3: the row has no id", "row 4: the row has no name", "row 6: '1' already names row 2, which says something else"];
    assert_eq!(reasons, expected);
    assert_eq!(
        tally.skipped.iter().map(|(reason, count)| (reason.as_str(), *count)).collect::<Vec<_>>(),
        [("empty row", 1), ("the same row again", 1)]
    );
}

#[test]
fn ids_stay_the_same_from_one_reading_to_the_next() {
    let fingerprint = MAPPING.replace("id = 'Ref'", "fingerprint = ['Name', 'Town']");
    let first = read(&fingerprint, b"Ref,Name,Town\n1,Tea  Club,Ely\n");
    let second = read(&fingerprint, b"Ref,Name,Town\n7,Chess,Ely\n8,TEA CLUB,ely\n");
    assert_eq!(first.records[0].service.id, second.records[1].service.id);
    assert_ne!(first.records[0].service.id, second.records[0].service.id);
}

fn failure(mapping: &str, table: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("groups.csv");
    std::fs::write(&path, table).unwrap();
    let (needs, places) = (Needs::shipped().unwrap(), Places::default());
    let context = Context { source: "x", places: &places, needs: &needs, today: date(2026, 11, 22) };
    let input = Input { files: vec![InputFile { name: "groups.csv".to_owned(), path }], complete: true, remarks: Vec::new() };
    let sheet = Spreadsheet::read("groups.toml", mapping).unwrap();
    sheet.read(&input, context, &mut |_| ControlFlow::Break(())).unwrap_err().to_string()
}

#[test]
fn a_missing_column_is_named_with_the_mapping_the_key_and_the_columns_there_are() {
    assert_eq!(
        failure(MAPPING, b"Number,Name,Town\n1,Tea,Ely\n"),
        "groups.csv: the mapping 'groups' names the column 'Ref' at service.id, which is not in the file. Its columns are: Number, Name, Town"
    );
    let filtered = format!("{MAPPING}[[rows.skip]]\ncolumn = 'State'\nequals = 'shut'\nreason = 'shut'\n");
    assert!(failure(&filtered, b"Ref,Name\n1,Tea\n").contains("the column 'State' at rows,"));
}

#[test]
fn reading_stops_when_asked() {
    assert_eq!(failure(MAPPING, b"Ref,Name\n1,Tea\n2,Chess\n"), "stopped");
}

#[test]
fn a_second_file_adds_hours_and_needs() {
    let mapping = format!(
        "{MAPPING}
        [[join]]
        files = '*times*'
        on = 'Ref'
        key = 'Group'
        hours = {{ day = 'Day', times = 'Open' }}
        [[join]]
        files = '*topics*'
        on = 'Ref'
        key = 'Group'
        [join.lookup]
        column = 'Topic'
        term = 'topic'
        values = {{ 'Debt' = {{ needs = ['debt'] }} }}
        [[join]]
        files = '*absent*'
        on = 'Ref'
        key = 'Group'"
    );
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).unwrap();
        folder.path().join(name)
    };
    write("group_times.csv", "Group,Day,Open\n1,Monday,09:00-12:00\n1,Tue,09:00-12:00\n1,Someday,09:00-12:00\n2,Friday,25:00-26:00\n");
    let topics = write("topics.csv", "Group,Topic\n1,Debt\n1,Chess\n");
    let main = write("groups.csv", "Ref,Name\n1,Tea\n2,Chess\n");
    let tally = tally(&Spreadsheet::read("groups.toml", &mapping).unwrap(), vec![main, topics]);
    let [tea, chess] = tally.records.as_slice() else { panic!("{tally:?}") };
    assert_eq!(tea.service.schedules.len(), 1);
    assert_eq!(tea.service.needs[0].code, "debt");
    assert_eq!(tea.service.terms.len(), 2);
    assert!(chess.service.schedules.is_empty() && chess.service.needs.is_empty());
    assert!(tally.remarks.iter().any(|remark| remark.contains("2 rows could not be used")), "{:?}", tally.remarks);
    assert!(tally.remarks.iter().any(|remark| remark.contains("no file like '*absent*'")), "{:?}", tally.remarks);
}

#[test]
fn what_a_row_says_comes_before_what_the_mapping_says_of_all() {
    let mapping = format!(
        "{MAPPING}
        [[lookup]]
        column = 'Kind'
        split = ';'
        values = {{ 'Lunch' = {{ needs = ['lunch-club'], sector = 'voluntary', delivery = ['home'] }} }}
        otherwise = {{ needs = ['social-group'] }}
        [text_needs]
        columns = ['Name']
        words = {{ dementia = ['dementia'] }}
        [always]
        sector = 'private'
        free = true
        [defaults]
        delivery = ['venue']"
    );
    let tally = read(&mapping, "Ref,Name,Kind,Price\n1,Dementia café,lunch; Chess,£3\n2,Chess,,\n".as_bytes());
    let [cafe, chess] = tally.records.as_slice() else { panic!("{tally:?}") };
    let codes: Vec<&str> = cafe.service.needs.iter().map(|need| need.code.as_str()).collect();
    assert_eq!(codes, ["lunch-club", "social-group", "dementia"]);
    assert_eq!(cafe.service.needs[2].evidence, crate::model::need::Evidence::MappedText("dementia".to_owned()));
    assert_eq!((cafe.service.sector.unwrap().word(), chess.service.sector.unwrap().word()), ("voluntary", "private"));
    assert_eq!((cafe.service.delivery[0].word(), chess.service.delivery[0].word()), ("home", "venue"));
    assert_eq!((cafe.service.costs[0].amount, chess.service.costs[0].amount), (Some(3.0), Some(0.0)));
}

#[test]
fn the_most_specific_mapping_recognises_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("libraries.csv");
    std::fs::write(&path, "Library name,Address 1,Postcode,URL,Email address,Monday,Sunday\nEly,1 High St,,,,,\n").unwrap();
    let input = Input { files: vec![InputFile { name: "libraries.csv".to_owned(), path }], complete: true, remarks: Vec::new() };
    let kinds: Vec<String> = shipped().iter().filter(|sheet| sheet.recognises(&input)).map(Source::kind).collect();
    assert_eq!(kinds, ["ni-libraries", "scotland-libraries"]);
}

#[test]
fn day_columns_become_schedules_and_words_stay_words() {
    let mapping = format!("{MAPPING}[[hours]]\ndays = {{ monday = 'Mon', tuesday = 'Tue', wednesday = 'Wed', sunday = 'Sun' }}\n");
    let tally = read(&mapping, b"Ref,Name,Mon,Tue,Wed,Sun\n1,Tea,\"09:00-12:00,13:00-17:00\",09:00-12:00,AM only,Closed\n");
    let schedules = &tally.records[0].service.schedules;
    let said: Vec<_> = schedules.iter().map(|schedule| (schedule.opens.map(jiff::civil::Time::hour), schedule.note.as_deref())).collect();
    assert_eq!(said, [(Some(9), None), (Some(13), None), (None, Some("AM only"))]);
}
