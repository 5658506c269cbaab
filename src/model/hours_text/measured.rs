//! How much of real opening hours is read. Needs the shared data; a fall below the floor means a reader got worse.

use super::read;
use crate::model::schedule::{Repeats, Schedule};
use jiff::civil::{Time, Weekday};
use std::{collections::BTreeSet, io::Read, path::Path};

/// What became of the texts of one file.
#[derive(Debug, Default)]
struct Tally {
    fully: usize,
    partly: usize,
    not: usize,
}

impl Tally {
    fn add(&mut self, text: &str) {
        let schedules = read(text);
        let unread =
            schedules.iter().any(|schedule| schedule.repeats == Repeats::Unknown && schedule.opens.is_none() && schedule.closes.is_none());
        match (unread, schedules.len()) {
            (_, 0) => {}
            (false, _) => self.fully += 1,
            (true, 1) => self.not += 1,
            (true, _) => self.partly += 1,
        }
    }

    fn share(&self) -> f64 {
        let all = self.fully + self.partly + self.not;
        f64::from(u32::try_from(self.fully).unwrap()) / f64::from(u32::try_from(all.max(1)).unwrap())
    }
}

/// The columns named, row by row.
fn columns(path: &Path, names: &[&str]) -> Vec<Vec<String>> {
    let bytes = std::fs::read(path).unwrap();
    let mut text = Vec::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut text).unwrap();
    } else {
        text = bytes;
    }
    let text = String::from_utf8_lossy(&text).trim_start_matches('\u{feff}').to_owned();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let at: Vec<usize> = names.iter().map(|name| headers.iter().position(|header| header == *name).unwrap()).collect();
    reader.records().map(|row| row.unwrap()).map(|row| at.iter().map(|&at| row.get(at).unwrap_or_default().to_owned()).collect()).collect()
}

/// One weekly interval, for comparing.
type Interval = (i8, Time, Time);

fn intervals(schedules: &[Schedule]) -> BTreeSet<Interval> {
    let weekly = |schedule: &Schedule| {
        let days = if let Repeats::Weekly { days, .. } = &schedule.repeats { days.clone() } else { Vec::new() };
        let hours = schedule.opens.zip(schedule.closes);
        days.into_iter().filter_map(move |day| hours.map(|(opens, closes)| (day.to_monday_zero_offset(), opens, closes)))
    };
    schedules.iter().flat_map(weekly).collect()
}

/// Reads `Mo-Fr 09:00-17:00,18:00-19:00; Sa 10:00-12:00`; other rules (`Mo[1]`) are left out.
fn osm(text: &str) -> BTreeSet<Interval> {
    text.split(';').filter_map(|rule| rule.trim().split_once(' ')).flat_map(|(days, hours)| osm_rule(days, hours)).collect()
}

fn osm_rule(days: &str, hours: &str) -> Vec<Interval> {
    const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let day =
        |name: &str| DAYS.iter().position(|day| *day == name).and_then(|at| Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok());
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let (Some(first), Some(last)) = (day(first), day(last)) else { return Vec::new() };
    let mut on: Vec<Weekday> = first.cycle_forward().take_while(|day| *day != last).take(7).collect();
    on.push(last);
    let time = |text: &str| -> Option<Time> { text.trim().parse().ok() };
    let times: Vec<(Time, Time)> =
        hours.split(',').filter_map(|span| span.split_once('-')).filter_map(|(from, to)| Some((time(from)?, time(to)?))).collect();
    on.iter().flat_map(|day| times.iter().map(|&(from, to)| (day.to_monday_zero_offset(), from, to))).collect()
}

fn data() -> Option<std::path::PathBuf> {
    crate::published::path("data")
}

/// `FINGERPOST_SHOW` names a file whose unread texts are listed.
fn show(file: &str, text: &str) {
    if std::env::var("FINGERPOST_SHOW").is_ok_and(|wanted| file.contains(&wanted)) {
        let schedules = read(text);
        if let Some(unread) = schedules.iter().rev().find(|schedule| schedule.repeats == Repeats::Unknown) {
            eprintln!(
                "{} | {:?} | {:?}",
                schedules.len(),
                text.chars().take(260).collect::<String>(),
                unread.note.as_deref().filter(|note| *note != text.trim())
            );
        }
    }
}

#[test]
fn real_hours_are_read() {
    let Some(data) = data() else { return };
    for (file, names, floor) in [
        ("voluntary/warm_spaces_uk_2026-08-17.csv.gz", &["hours_text"][..], 0.75),
        ("voluntary/gm_food_banks.csv", &["Opening times"], 0.70),
        ("feeds/sheffield-foodbanks-uk/foodbanks.csv", &["Opening"], 0.95),
        ("feeds/miami-open211-hsds1-us/regular_schedules.csv", &["original_text"], 0.70),
    ] {
        let mut tally = Tally::default();
        for row in columns(&data.join(file), names) {
            for text in &row {
                tally.add(text);
                show(file, text);
            }
        }
        eprintln!("{file}: {tally:?}, fully {:.1} %", tally.share() * 100.0);
        assert!(tally.share() >= floor, "{file}: {tally:?}");
    }
}

#[test]
fn library_days_are_read_and_their_bands_are_not_hours() {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let Some(data) = data() else { return };
    let bands = columns(&data.join("feeds/uk-public-libraries/libraries_england_2023.csv"), &DAYS);
    for text in bands.iter().flatten() {
        let told = read(text).iter().any(|schedule| schedule.opens.is_some() && !text.contains("24"));
        assert!(!told, "{text} is no opening time");
    }
    let names: Vec<String> =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(|day| format!("{day} staffed hours")).into();
    let rows =
        columns(&data.join("feeds/uk-public-libraries/libraries_uk_schema.csv"), &names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut tally = Tally::default();
    for row in &rows {
        row.iter().zip(DAYS).filter(|(hours, _)| !hours.trim().is_empty()).for_each(|(hours, day)| tally.add(&format!("{day} {hours}")));
    }
    eprintln!("libraries_uk_schema.csv: {tally:?}, fully {:.1} %", tally.share() * 100.0);
    assert!(tally.share() > 0.99, "{tally:?}");
}

#[test]
fn hours_agree_with_another_reader() {
    let Some(data) = data() else { return };
    let (mut same, mut fewer, mut more) = (0, 0, 0);
    for row in columns(&data.join("voluntary/warm_spaces_uk_2026-08-17.csv.gz"), &["hours_text", "hours_osm"]) {
        let [text, theirs] = row.as_slice() else { continue };
        let (ours, theirs) = (intervals(&read(text)), osm(theirs));
        if theirs.is_empty() && ours.is_empty() {
            continue;
        }
        match (ours == theirs, ours.is_subset(&theirs)) {
            (true, _) => same += 1,
            (_, true) => fewer += 1,
            _ => {
                more += 1;
                if std::env::var("FINGERPOST_SHOW").is_ok_and(|wanted| wanted == "osm") {
                    eprintln!(
                        "{text:?}\n   ours {:?}\n   theirs {:?}",
                        ours.difference(&theirs).collect::<Vec<_>>(),
                        theirs.difference(&ours).collect::<Vec<_>>()
                    );
                }
            }
        }
    }
    eprintln!("warm spaces: the same {same}, only some of theirs {fewer}, some not theirs {more}");
    assert!(same * 100 >= (same + fewer + more) * 80, "{same} {fewer} {more}");
}

#[test]
fn charity_objects_hold_no_hours() {
    let Some(data) = data() else { return };
    let rows = columns(&data.join("voluntary/ukcat_charities_sample.csv.gz"), &["activities", "objects"]);
    let timed = rows
        .iter()
        .flatten()
        .filter(|text| read(text).iter().any(|schedule| schedule.opens.is_some()))
        .inspect(|text| eprintln!("{text}"))
        .count();
    eprintln!("charities: {timed} of {} texts seem to hold hours", rows.len() * 2);
    assert!(timed * 100 < rows.len());
}
