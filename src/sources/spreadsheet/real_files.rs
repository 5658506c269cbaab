//! Every shipped mapping against the real file it was written for.

use super::*;
use crate::{
    finding::needs::Needs,
    model::service::{Record, Service},
    places::Places,
    sources::Reject,
};
use jiff::civil::date;
use std::{collections::BTreeMap, path::PathBuf, time::Instant};

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
    let needs = Needs::shipped().unwrap();
    let places = Places::default();
    let kind = sheet.kind();
    let context = Context { source: &kind, places: &places, needs: &needs, today: date(2026, 11, 22) };
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
    let folder = std::env::var_os("FINGERPOST_SHARED").map(|folder| PathBuf::from(folder).join("data"));
    if folder.is_none() {
        eprintln!("skipped: FINGERPOST_SHARED is not set");
    }
    folder
}

/// The first shipped mapping to recognise a file.
fn recognised(path: &Path) -> Option<Spreadsheet> {
    let input = Input { files: vec![InputFile { name: "it".to_owned(), path: path.to_owned() }], complete: true, remarks: Vec::new() };
    shipped().into_iter().find(|sheet| sheet.recognises(&input))
}

const FILES: &[(&str, &str)] = &[
    ("nhs/ods_epraccur_2025-11.csv.gz", "ods-gp-practices"),
    ("nhs/ods_egdpprac_dental_2018-04.csv.gz", "ods-dental-practices"),
    ("nhs/nhsuk_hospitals_2018-02.csv.gz", "nhsuk-hospitals"),
    ("nhs/nhsuk_pharmacies_2020-02.csv.gz", "nhsuk-pharmacies"),
    ("nhs/nhs_choices_pharmacies_2014-02.csv.gz", "nhs-choices-pharmacies"),
    ("nhs/nhs_choices_clinics_2014-02.csv.gz", "nhs-choices-clinics"),
    ("nhs/nhs_choices_dentists_2014-02.csv.gz", "nhs-choices-dentists"),
    ("nhs/nhs_choices_opticians_2014-02.csv.gz", "nhs-choices-opticians"),
    ("nhs/nhs_choices_minor_injury_units_2014-02.csv.gz", "nhs-choices-minor-injury-units"),
    ("nhs/nhs_choices_gp_practices_2014-02.csv.gz", "nhs-choices-gp-practices"),
    ("care_regulators/nhs_choices_social_care_providers_2014-02.csv.gz", "nhs-choices-social-care"),
    ("care_regulators/cqc_directory_sample.csv", "cqc-directory"),
    ("care_regulators/cqc_hsca_locations_sample.csv", "cqc-locations"),
    ("care_regulators/cqc_trafford_care_homes.csv", "cqc-care-homes"),
    ("care_regulators/scotland_care_inspectorate_2026-05-31.csv.gz", "scotland-care-services"),
    ("care_regulators/ni_rqia_register.csv", "ni-care-services"),
    ("feeds/uk-public-libraries/libraries_uk_schema.csv", "uk-libraries"),
    ("feeds/uk-public-libraries/libraries_england_2023.csv", "england-libraries"),
    ("feeds/uk-public-libraries/libraries_wales.csv", "wales-libraries"),
    ("feeds/uk-public-libraries/libraries_scotland.csv", "scotland-libraries"),
    ("feeds/uk-public-libraries/libraries_northern_ireland.csv", "ni-libraries"),
    ("feeds/sheffield-foodbanks-uk/foodbanks.csv", "sheffield-food-banks"),
    ("feeds/sheffield-foodbanks-uk/foodbank_coords.csv", "sheffield-food-banks"),
    ("voluntary/gm_food_banks.csv", "manchester-food-banks"),
    ("voluntary/warm_spaces_uk_2026-08-17.csv.gz", "warm-spaces"),
    ("voluntary/laa_legal_aid_advisers.csv.gz", "legal-aid-advisers"),
    ("voluntary/ukcat_charities_sample.csv.gz", "registered-charities"),
    ("voluntary/ukcat_charities_top2000.csv.gz", "registered-charities"),
    ("voluntary/charities_operating_in_trafford.csv.gz", "trafford-charities"),
];

#[test]
fn survey() {
    let Some(folder) = shared() else { return };
    for (file, kind) in FILES {
        let path = folder.join(file);
        let sheet = recognised(&path).unwrap_or_else(|| panic!("{file} is recognised by no mapping"));
        assert_eq!(sheet.kind(), *kind, "{file}");
        let begun = Instant::now();
        let tally = tally(&sheet, vec![path]);
        let read = tally.records.len() + tally.skipped.values().sum::<usize>() + tally.rejects.len();
        eprintln!(
            "| {file} | {read} | {} | {:?} | {} | {} | {:.1} |",
            tally.records.len(),
            tally.skipped,
            tally.rejects.len(),
            tally.notes.len(),
            begun.elapsed().as_secs_f64()
        );
        let mut kinds: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for note in tally.notes.iter().chain(&tally.rejects) {
            let key = format!("{:?} {}", note.field, note.reason.chars().filter(|c| !c.is_ascii_digit()).take(18).collect::<String>());
            let entry = kinds.entry(key).or_insert((0, format!("{}: {}", note.place, note.reason)));
            entry.0 += 1;
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.1.0));
        for (key, (count, example)) in kinds.into_iter().take(6) {
            eprintln!("      {count} {key} e.g. {example}");
        }
        for remark in &tally.remarks {
            eprintln!("      remark: {remark}");
        }
        if std::env::var_os("SHOW").is_some_and(|show| file.contains(&*show.to_string_lossy())) {
            for record in tally.records.iter().skip(40).step_by(tally.records.len() / 2).take(2) {
                eprintln!("{record:#?}");
            }
        }
        let no_need = tally.records.iter().filter(|record| record.service.needs.is_empty()).count();
        let no_point = tally.records.iter().filter(|record| record.service.sites.iter().all(|site| site.point().is_none())).count();
        eprintln!("      no need {no_need}, no point {no_point}");
    }
    let _: Option<Service> = None;
}
