//! Whether anybody has looked at the records lately, and what is over is said to be.

use super::{Rule, Seen, place};
use crate::{
    checking::{
        evidence::{Evidence, Record},
        texts,
    },
    model::date,
};
use jiff::civil::Date;
use serde_json::Value;

pub(super) static RULES: [Rule; 6] = [
    Rule::warning(
        "NO_ASSURANCE_DATES",
        no_dates,
        "Send assured_date: the day somebody last made sure the record is right. People choose by it.",
    )
    .any_version(),
    Rule::warning(
        "ASSURANCE_STALE",
        stale,
        "Check these records again, or withdraw them; a year is long for opening hours and phone numbers.",
    )
    .any_version(),
    Rule::advice("ASSURANCE_AGEING", ageing, "The standard recommends that each service be checked every three months.").any_version(),
    Rule::warning("DATE_IN_FUTURE", future, "Send the day of the last check, not of the next.").any_version(),
    Rule::warning("PAST_EVENT_ACTIVE", past, "Set status to inactive, or remove the record, when the last date is over.").any_version(),
    Rule::warning("CLOSED_BUT_ACTIVE", closed, "Set status to inactive or defunct, rather than saying so in the name.").any_version(),
];

/// Days after which a check is stale.
const STALE: i32 = 365;
/// Days within which the standard wants a check.
const FRESH: i32 = 92;

fn assured(record: &Record) -> Option<Date> {
    date::read(texts::of(&record.value, "assured_date")?)
}

fn age(evidence: &Evidence, date: Date) -> i32 {
    date.until(evidence.today).map_or(0, |span| span.get_days())
}

fn no_dates(evidence: &Evidence, seen: &mut Seen) {
    let records = evidence.fullest();
    for record in records.iter().filter(|record| texts::of(&record.value, "assured_date").is_none()) {
        seen.among("services do not say when they were last checked (assured_date)", records.len(), &record.at, None);
    }
}

fn dated(evidence: &Evidence, what: &str, is: impl Fn(i32) -> bool, seen: &mut Seen) {
    let all = evidence.records.len();
    for record in &evidence.records {
        if let Some(date) = assured(record).filter(|date| is(age(evidence, *date))) {
            seen.among(what, all, place(record, "assured_date"), Some(date.to_string()));
        }
    }
}

fn stale(evidence: &Evidence, seen: &mut Seen) {
    dated(evidence, "services were last checked more than a year ago", |days| days > STALE, seen);
}

fn ageing(evidence: &Evidence, seen: &mut Seen) {
    dated(evidence, "services were last checked more than three months ago", |days| (FRESH + 1..=STALE).contains(&days), seen);
}

fn future(evidence: &Evidence, seen: &mut Seen) {
    dated(evidence, "services were checked in the future", |days| days < -1, seen);
}

fn is_active(record: &Record) -> bool {
    texts::of(&record.value, "status").is_some_and(|status| status == "active")
}

fn past(evidence: &Evidence, seen: &mut Seen) {
    for record in evidence.records.iter().filter(|record| is_active(record)) {
        let mut last: Option<Date> = None;
        let mut every = true;
        for schedule in schedules(&record.value) {
            match ended(schedule, evidence.today) {
                Some(end) => last = last.max(Some(end)),
                None => every = false,
            }
        }
        if let Some(last) = last.filter(|_| every) {
            seen.with("services whose last date is over are still active", &record.at, format!("over since {last}"));
        }
    }
}

fn schedules(record: &Value) -> impl Iterator<Item = &Value> {
    let sites = texts::list(record, "service_at_locations");
    let there = sites.flat_map(|site| {
        let at_place = site.get("location").into_iter().flat_map(|location| texts::list(location, "schedules"));
        texts::list(site, "schedules").chain(at_place)
    });
    texts::list(record, "schedules").chain(there)
}

/// The last day of a schedule that is over.
fn ended(schedule: &Value, today: Date) -> Option<Date> {
    let day = |key: &str| texts::of(schedule, key).and_then(date::read);
    let repeats = ["freq", "byday", "bymonthday"].iter().any(|key| texts::of(schedule, key).is_some());
    let end = day("until").or_else(|| day("valid_to")).or_else(|| day("dtstart").filter(|_| !repeats))?;
    (end < today).then_some(end)
}

/// Words by which a name says that a service is no more.
const CLOSED: [&str; 8] =
    [" closed ", " now closed ", " permanently closed ", " archived ", " do not use ", " no longer running ", " duplicate ", " deleted "];

fn closed(evidence: &Evidence, seen: &mut Seen) {
    for record in evidence.records.iter().filter(|record| is_active(record)) {
        let Some(name) = texts::of(&record.value, "name") else { continue };
        let words = texts::words(name);
        let marked = CLOSED.iter().any(|mark| words.starts_with(mark) || words.ends_with(mark));
        if marked {
            seen.with("active services say in their name that they are no more", place(record, "name"), super::cut(name));
        }
    }
}
