//! Every shipped mapping against the real file it was written for.

use super::*;
use crate::{finding::needs::Needs, model::service::Record, places::Places, sources::Reject};
use jiff::civil::date;
use std::{collections::BTreeMap, path::PathBuf, sync::LazyLock};

/// What reading a whole file came to.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub records: Vec<Record>,
    pub skipped: BTreeMap<String, usize>,
    pub rejects: Vec<Reject>,
    pub notes: Vec<Reject>,
    pub remarks: Vec<String>,
}

/// Reads files with a source, keeping everything.
pub(super) fn tally(sheet: &Spreadsheet, files: Vec<PathBuf>) -> Tally {
    static NEEDS: LazyLock<Needs> = LazyLock::new(|| Needs::shipped().unwrap());
    let places = Places::default();
    let kind = sheet.kind();
    let context = Context { source: &kind, places: &places, needs: &NEEDS, today: date(2026, 11, 22) };
    let files = files.into_iter().map(|path| InputFile { name: path.display().to_string(), path }).collect();
    let input = Input { files, complete: true, remarks: Vec::new() };
    let mut tally = Tally::default();
    let mut take = |item| {
        match item {
            Item::Record(record) => tally.records.push(*record),
            Item::Skipped(reason) => *tally.skipped.entry(reason.into_owned()).or_default() += 1,
            Item::Reject(reject) => tally.rejects.push(reject),
            Item::Note(note) => tally.notes.push(note),
        }
        ControlFlow::Continue(())
    };
    let ending = sheet.read(&input, context, &mut take).unwrap();
    tally.remarks = ending.remarks;
    tally
}

fn shared() -> Option<PathBuf> {
    crate::published::path("data")
}

/// The first shipped mapping to recognise a file.
fn recognised(path: &Path) -> Option<Spreadsheet> {
    let input = Input { files: vec![InputFile { name: "it".to_owned(), path: path.to_owned() }], complete: true, remarks: Vec::new() };
    shipped().into_iter().find(|sheet| sheet.recognises(&input))
}

/// One real file: who recognises it, what comes of it, and one whole record on one line.
struct Expected {
    file: &'static str,
    kind: &'static str,
    records: usize,
    skipped: &'static [(&'static str, usize)],
    rejects: usize,
    record: &'static str,
}

const EXPECTED: &[Expected] = &[
    Expected {
        file: "nhs/ods_epraccur_2025-11.csv.gz",
        kind: "ods-gp-practices",
        records: 6618,
        skipped: &[("not a GP practice", 5822), ("not active", 4245)],
        rejects: 0,
        record: "Tiptree Medical Centre | Tiptree Medical Centre | The Medical Centre, Church Road, Tiptree, Essex, CO5 0HB | 01621 816475 | gp | venue | independent | hours unknown",
    },
    Expected {
        file: "nhs/ods_egdpprac_dental_2018-04.csv.gz",
        kind: "ods-dental-practices",
        records: 10410,
        skipped: &[],
        rejects: 0,
        record: "Ty Gwyn Dental Surgery | Ty Gwyn Dental Surgery | Ty Gwyn Dental Surgery, 14 Sway Road, Morriston, Swansea, West Glamorgan, SA6 6HT |  | dentist | venue | independent | hours unknown",
    },
    Expected {
        file: "nhs/nhsuk_hospitals_2018-02.csv.gz",
        kind: "nhsuk-hospitals",
        records: 1234,
        skipped: &[],
        rejects: 0,
        record: "Springview | Cheshire and Wirral Partnership NHS Foundation Trust | Springview, Clatterbridge Health Park, Wirral, Cheshire, CH63 4JY | 0151 482 7636 | mental-health+hospital | venue | statutory | hours unknown",
    },
    Expected {
        file: "nhs/nhsuk_pharmacies_2020-02.csv.gz",
        kind: "nhsuk-pharmacies",
        records: 11206,
        skipped: &[],
        rejects: 0,
        record: "Well Gorleston - Magdalen Way Pharmacy | Well Gorleston - Magdalen Way | The Pharmacy, Magdalen Way, Gorleston Norfolk, NR31 7AA | 01493 661118 | pharmacy | venue | independent | hours unknown",
    },
    Expected {
        file: "nhs/nhs_choices_pharmacies_2014-02.csv.gz",
        kind: "nhs-choices-pharmacies",
        records: 11799,
        skipped: &[],
        rejects: 0,
        record: "The Co-Operative Pharmacy | The Co-Operative Pharmacy | 46 Linden Avenue, Kidderminster, Worcestershire, DY10 3AB | 01562 753302 | weight+stop-smoking+pharmacy | venue | independent | hours",
    },
    Expected {
        file: "nhs/nhs_choices_clinics_2014-02.csv.gz",
        kind: "nhs-choices-clinics",
        records: 5333,
        skipped: &[("the same row again", 39)],
        rejects: 90,
        record: "Specsavers Hearcare - Merseyside - St Helens | Specsavers Hearcare - Merseyside - St Helens | 2-4 Bridge Street, St. Helens, Merseyside, WA10 1NW |  | clinic | venue | sector unknown | hours unknown",
    },
    Expected {
        file: "nhs/nhs_choices_dentists_2014-02.csv.gz",
        kind: "nhs-choices-dentists",
        records: 7823,
        skipped: &[],
        rejects: 0,
        record: "Dewar, M. P. | Dewar, M. P. | 299 Main Road, Darnall, Sheffield, S9 4QG | 0114 244 1682 | dentist | venue | independent | hours unknown",
    },
    Expected {
        file: "nhs/nhs_choices_opticians_2014-02.csv.gz",
        kind: "nhs-choices-opticians",
        records: 6343,
        skipped: &[],
        rejects: 0,
        record: "Armstrongs Opticians | Armstrongs Opticians | 198 Ridgeway Road, Sheffield, S12 2TA | 0114 239 8388 | optician | venue | independent | hours unknown",
    },
    Expected {
        file: "nhs/nhs_choices_minor_injury_units_2014-02.csv.gz",
        kind: "nhs-choices-minor-injury-units",
        records: 7,
        skipped: &[],
        rejects: 0,
        record: "Minor Injury and Illness Unit | Minor Injury and Illness Unit | Bunny Hill Primary Care Centre, Hylton Lane, Sunderland, SR5 4BW | 0191 519 5800 | minor-injuries | venue | statutory | hours unknown",
    },
    Expected {
        file: "nhs/nhs_choices_gp_practices_2014-02.csv.gz",
        kind: "nhs-choices-gp-practices",
        records: 3969,
        skipped: &[("no address", 4319)],
        rejects: 0,
        record: "The Abbotsbury Practice | The Abbotsbury Practice | Eastcote Health Centre, 2A Abbotsbury Gardens, Pinner, Middlesex, HA5 1TG |  | gp | venue | independent | hours unknown",
    },
    Expected {
        file: "care_regulators/nhs_choices_social_care_providers_2014-02.csv.gz",
        kind: "nhs-choices-social-care",
        records: 13028,
        skipped: &[],
        rejects: 0,
        record: "Churchill Residential Care And Nursing Homes Limited | Churchill Residential Care And Nursing Homes Limited | 29-31 Mayfield Road, Sutton, Surrey, SM2 5DU |  | residential-care+nursing-home |  | sector unknown | hours unknown",
    },
    Expected {
        file: "care_regulators/cqc_directory_sample.csv",
        kind: "cqc-directory",
        records: 327,
        skipped: &[("a registered provider, not a place", 170), ("not open to the public", 2)],
        rejects: 1,
        record: "Care at Home Services (South East) Limited – Eastbourne, Hailsham and the Weald | Care at Home Services (South East) Limited | 1 Town House Garden, Market Street, Hailsham, BN27 2AE | 01323 431314 | home-care+dementia+mental-health+physical-disability | home | sector unknown | hours unknown",
    },
    Expected {
        file: "care_regulators/cqc_hsca_locations_sample.csv",
        kind: "cqc-locations",
        records: 940,
        skipped: &[("dormant", 52), ("supplies staff to other providers", 7)],
        rejects: 0,
        record: "4 Hermitage Lane | Voyage 1 Limited | Swindon | 01793 727790 | residential-care+learning-disability+autism | venue | sector unknown | hours unknown",
    },
    Expected {
        file: "care_regulators/cqc_trafford_care_homes.csv",
        kind: "cqc-care-homes",
        records: 56,
        skipped: &[],
        rejects: 0,
        record: "Davyhulme Road | Bright Futures Care Limited | 60a Davyhulme Road, Urmston, Manchester, M41 7DN |  | residential-care | venue | sector unknown | hours unknown",
    },
    Expected {
        file: "care_regulators/scotland_care_inspectorate_2026-05-31.csv.gz",
        kind: "scotland-care-services",
        records: 7117,
        skipped: &[("only by order of a court", 4), ("supplies staff to other providers", 149)],
        rejects: 0,
        record: "Ardenlee | TC Carehome Ltd | Bullwood Road, Dunoon, PA23 7QJ | 01369 704561 | residential-care+deaf+dementia+physical-disability | venue | private | hours unknown",
    },
    Expected {
        file: "care_regulators/ni_rqia_register.csv",
        kind: "ni-care-services",
        records: 1455,
        skipped: &[("supplies staff to other providers", 70)],
        rejects: 1,
        record: "47 Somerton Road | Somerton Homes Ltd | 47 Somerton Road, Belfast, BT15 3LH | 028 9077 2483 | nursing-home+learning-disability | venue | sector unknown | hours unknown",
    },
    Expected {
        file: "feeds/uk-public-libraries/libraries_uk_schema.csv",
        kind: "uk-libraries",
        records: 3753,
        skipped: &[("closed", 478)],
        rejects: 0,
        record: "Newnham Community Library | Gloucestershire County Council | High Street, Newnham-on-Severn, Gloucestershire, GL14 1AD |  | library | venue | voluntary | hours unknown",
    },
    Expected {
        file: "feeds/uk-public-libraries/libraries_england_2023.csv",
        kind: "england-libraries",
        records: 3042,
        skipped: &[("closed", 360), ("closed for now", 20), ("not open to the public", 63)],
        rejects: 2,
        record: "Poulton Library | Lancashire | Blackpool Old Road, Poulton-le- Fylde, Lancashire, FY6 7DH |  | library | venue | statutory | hours",
    },
    Expected {
        file: "feeds/uk-public-libraries/libraries_wales.csv",
        kind: "wales-libraries",
        records: 263,
        skipped: &[("closed", 2)],
        rejects: 0,
        record: "Burry Port Library | Burry Port Library | Brynmor House, Carway Street, Burry Port, SA16 0AE |  | library | venue | statutory | hours unknown",
    },
    Expected {
        file: "feeds/uk-public-libraries/libraries_scotland.csv",
        kind: "scotland-libraries",
        records: 483,
        skipped: &[],
        rejects: 0,
        record: "Drymen Library | Drymen Library | The Square, Drymen, G63 0BL |  | library | venue | sector unknown | hours unknown",
    },
    Expected {
        file: "feeds/uk-public-libraries/libraries_northern_ireland.csv",
        kind: "ni-libraries",
        records: 98,
        skipped: &[],
        rejects: 0,
        record: "Cushendall Library | Libraries NI | Mill Street, Cushendall, Antrim, BT44 0RR |  | library | venue | statutory | hours",
    },
    Expected {
        file: "feeds/sheffield-foodbanks-uk/foodbanks.csv",
        kind: "sheffield-food-banks",
        records: 37,
        skipped: &[],
        rejects: 0,
        record: "Fir Vale (foodbank/ community meal) | Fir Vale (foodbank/ community meal) | St Cuthbert’s Church, Barnsley Road, Fir Vale, S5 6UA |  | lunch-club+food-bank | venue | voluntary | hours",
    },
    Expected {
        file: "feeds/sheffield-foodbanks-uk/foodbank_coords.csv",
        kind: "sheffield-food-banks",
        records: 36,
        skipped: &[],
        rejects: 0,
        record: "Fir Vale (foodbank/ community meal) | Fir Vale (foodbank/ community meal) | St Cuthbert’s Church, Barnsley Road, Fir Vale, S5 6UA |  | lunch-club+food-bank | venue | voluntary | hours",
    },
    Expected {
        file: "voluntary/gm_food_banks.csv",
        kind: "manchester-food-banks",
        records: 170,
        skipped: &[("reported closed", 1)],
        rejects: 0,
        record: "Trussell Trust food bank | Trussell Trust | St Edmund's, Alexandra Road South, Whalley Range, Manchester, M16 8EZ |  | food-bank | venue | voluntary | hours",
    },
    Expected {
        file: "voluntary/warm_spaces_uk_2026-08-17.csv.gz",
        kind: "warm-spaces",
        records: 8896,
        skipped: &[("the same row again", 75)],
        rejects: 55,
        record: "St Johns Library | St Johns Library | Glebe Close, St. John's, Worcester, WR2 5AX |  | warm-space+library | venue | sector unknown | hours",
    },
    Expected {
        file: "voluntary/laa_legal_aid_advisers.csv.gz",
        kind: "legal-aid-advisers",
        records: 3883,
        skipped: &[("the same row again", 3)],
        rejects: 18,
        record: "Sills & Betteridge LLP | Sills & Betteridge LLP | 27-31 Northgate, Sleaford, NG34 7BW | 01529 302800 | family-law+legal | venue+phone | private | hours unknown",
    },
    Expected {
        file: "voluntary/ukcat_charities_sample.csv.gz",
        kind: "registered-charities",
        records: 4104,
        skipped: &[],
        rejects: 99,
        record: "Triangle Living Water Limited | Triangle Living Water Limited | IP2 0JW |  | crisis-grant+disability |  | voluntary | hours unknown",
    },
    Expected {
        file: "voluntary/ukcat_charities_top2000.csv.gz",
        kind: "registered-charities",
        records: 2385,
        skipped: &[("removed from the register", 79)],
        rejects: 0,
        record: "Stevenage Leisure | Stevenage Leisure | SG1 1LZ |  | getting-active+arts-culture+disability |  | voluntary | hours unknown",
    },
    Expected {
        file: "voluntary/charities_operating_in_trafford.csv.gz",
        kind: "trafford-charities",
        records: 736,
        skipped: &[],
        rejects: 0,
        record: "Oakwood High Youth Club | Oakwood High Youth Club | M30 9DY |  | youth-club+young-people+learning-disability+disability+arts-culture+getting-active |  | voluntary | hours unknown",
    },
];

/// What a person would be told of a record.
fn in_one_line(record: &Record) -> String {
    let service = &record.service;
    let words = |words: Vec<&str>| words.join("+");
    let needs = words(service.needs.iter().map(|need| need.code.as_str()).collect());
    let delivery = words(service.delivery.iter().map(|delivery| delivery.word()).collect());
    let address = service.sites.first().map(crate::model::location::Site::address_line).unwrap_or_default();
    let phone = service.first_phone().map(|phone| phone.number.clone()).unwrap_or_default();
    let sector = service.sector().map_or("sector unknown", crate::model::sector::Sector::word);
    let hours = if service.schedules.is_empty() { "hours unknown" } else { "hours" };
    format!("{} | {} | {address} | {phone} | {needs} | {delivery} | {sector} | {hours}", service.name, service.organisation.name)
}

#[test]
fn every_shipped_mapping_reads_the_file_it_was_written_for() {
    let Some(folder) = shared() else { return };
    for expected in EXPECTED {
        let path = folder.join(expected.file);
        let sheet = recognised(&path).unwrap_or_else(|| panic!("{} is recognised by no mapping", expected.file));
        assert_eq!(sheet.kind(), expected.kind, "{}", expected.file);
        let begun = std::time::Instant::now();
        let tally = tally(&sheet, vec![path]);
        let skipped: Vec<(&str, usize)> = tally.skipped.iter().map(|(reason, count)| (reason.as_str(), *count)).collect();
        let lines: Vec<String> = tally.records.iter().map(in_one_line).collect();
        eprintln!("{} {} {} {}", expected.file, lines.len(), tally.notes.len(), begun.elapsed().as_secs_f64());
        let found = (lines.len(), skipped.as_slice(), tally.rejects.len());
        assert_eq!(found, (expected.records, expected.skipped, expected.rejects), "{}: {:?}", expected.file, tally.rejects.first());
        assert!(lines.iter().any(|line| line == expected.record), "{}: {}", expected.file, expected.record);
        let needs_known = tally.records.iter().flat_map(|record| &record.service.needs).count();
        assert!(needs_known > 0, "{}", expected.file);
    }
}
