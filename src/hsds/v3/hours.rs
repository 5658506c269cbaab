//! Schedules: on which days and from when to when, in the standard's few RRULE words.

use super::{
    clock_text,
    node::Node,
    object::{Object, nested_id},
};
use crate::model::{
    hours_text,
    schedule::{BankHolidays, Repeats, Schedule, Term},
};
use jiff::civil::{Date, Time, Weekday};
use serde_json::Value;
use uuid::Uuid;

const EVERY_DAY: [Weekday; 7] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday];

/// Writes schedules; `owner` names the property that points to the thing they belong to.
pub(super) fn write(schedules: &[Schedule], parent: Uuid, owner: &str) -> Vec<Value> {
    let write = |(index, schedule)| {
        let mut object = Object::with_id(nested_id(parent, "schedule", index));
        object.put(owner, parent.to_string());
        write_one(schedule, object)
    };
    schedules.iter().enumerate().map(write).collect()
}

fn write_one(schedule: &Schedule, mut object: Object) -> Value {
    write_repeats(&schedule.repeats, &mut object);
    object.text("opens_at", schedule.opens.map(clock_text::write).as_deref());
    object.text("closes_at", schedule.closes.map(clock_text::write).as_deref());
    object.date("valid_from", schedule.valid_from);
    object.date("valid_to", schedule.valid_to);
    object.text("description", schedule.note.as_deref());
    let mut ours = Object::default();
    ours.text("term", schedule.term.map(term_word));
    ours.text("bank_holidays", schedule.bank_holidays.map(bank_holiday_word));
    ours.flag("by_appointment", schedule.by_appointment);
    object.child("fingerpost", ours);
    object.finish()
}

fn write_repeats(repeats: &Repeats, object: &mut Object) {
    let join = |parts: Vec<String>| parts.join(",");
    match repeats {
        Repeats::Unknown => {}
        Repeats::Weekly { days, every, from } => {
            object.put("freq", "WEEKLY");
            if *every != 1 {
                object.put("interval", *every);
            }
            object.put("byday", join(days.iter().map(|day| clock_text::day_code(*day).to_owned()).collect()));
            object.date("dtstart", *from);
        }
        Repeats::MonthlyByDay(days) => {
            object.put("freq", "MONTHLY");
            object.put("byday", join(days.iter().map(|(nth, day)| format!("{nth}{}", clock_text::day_code(*day))).collect()));
        }
        Repeats::MonthlyByDate(dates) => {
            object.put("freq", "MONTHLY");
            object.put("bymonthday", join(dates.iter().map(i8::to_string).collect()));
        }
        Repeats::Once(date) => object.date("dtstart", Some(*date)),
    }
}

/// Reads the schedules of a list. Words without structure go through [`hours_text::read`]; a repeated schedule is kept once.
pub(super) fn read(node: &Node<'_>, key: &str) -> Vec<Schedule> {
    read_nodes(&node.list(key))
}

/// Reads these schedules.
pub(super) fn read_nodes(nodes: &[Node<'_>]) -> Vec<Schedule> {
    let mut schedules: Vec<Schedule> = Vec::new();
    for node in nodes {
        for schedule in read_one(node) {
            if node.log.ours || !schedules.contains(&schedule) {
                schedules.push(schedule);
            }
        }
    }
    schedules
}

fn read_one(node: &Node<'_>) -> Vec<Schedule> {
    let ours = node.object("fingerpost");
    let mut schedule = Schedule {
        repeats: read_repeats(node),
        opens: None,
        closes: None,
        valid_from: node.date("valid_from"),
        valid_to: [node.date("valid_to"), node.date("until")].into_iter().flatten().min(),
        term: ours.as_ref().and_then(|ours| ours.word("term", read_term)),
        bank_holidays: ours.as_ref().and_then(|ours| ours.word("bank_holidays", read_bank_holidays)),
        by_appointment: ours.as_ref().is_some_and(|ours| ours.flag("by_appointment")),
        note: read_words(node),
    };
    schedule.opens = read_time(node, "opens_at", &mut schedule.note);
    schedule.closes = read_time(node, "closes_at", &mut schedule.note);
    around_the_clock(node, &mut schedule);
    if node.log.ours {
        return vec![schedule];
    }
    if schedule == Schedule::default() {
        return Vec::new();
    }
    from_words(schedule)
}

/// Where a publisher gave words only, the words are read; what is known besides them still holds.
fn from_words(schedule: Schedule) -> Vec<Schedule> {
    let words_only = schedule.repeats == Repeats::Unknown && schedule.opens.is_none() && schedule.closes.is_none();
    let Some(note) = schedule.note.as_deref().filter(|_| words_only) else { return vec![schedule] };
    let read = hours_text::read(note);
    if read.iter().all(|one| one.repeats == Repeats::Unknown) {
        return vec![schedule];
    }
    let complete = |one: Schedule| Schedule {
        valid_from: schedule.valid_from.or(one.valid_from),
        valid_to: schedule.valid_to.or(one.valid_to),
        term: schedule.term.or(one.term),
        bank_holidays: schedule.bank_holidays.or(one.bank_holidays),
        by_appointment: schedule.by_appointment || one.by_appointment,
        ..one
    };
    read.into_iter().map(complete).collect()
}

/// 00:00 to 24:00 is written 00:00 to 23:59.
fn around_the_clock(node: &Node<'_>, schedule: &mut Schedule) {
    let midnight = Some(Time::midnight());
    let ends_at_24 = node.value("closes_at").and_then(Value::as_str).is_some_and(|text| text.trim().starts_with("24"));
    if schedule.opens == midnight && schedule.closes == midnight && ends_at_24 {
        schedule.closes = Time::new(23, 59, 0, 0).ok();
    }
}

fn read_time(node: &Node<'_>, key: &str, words: &mut Option<String>) -> Option<Time> {
    let text = node.text(key)?;
    let time = clock_text::read(&text);
    if time.is_none() {
        node.problem(key, format!("'{text}' is not a time of day"));
        let verb = if key == "opens_at" { "opens" } else { "closes" };
        add_words(words, &format!("{verb} {text}"));
    }
    time
}

/// The publisher's own words: the description, then the notes, then the last entry.
fn read_words(node: &Node<'_>) -> Option<String> {
    let mut words = node.text("description");
    if let Some(notes) = node.text("notes") {
        add_words(&mut words, &notes);
    }
    let last_entry = node.object("fingerpost").and_then(|ours| ours.text("last_entry"));
    if let Some(last) = last_entry.filter(|_| !words.as_deref().is_some_and(|words| words.to_lowercase().contains("last entry"))) {
        add_words(&mut words, &format!("last entry {last}"));
    }
    words
}

fn add_words(note: &mut Option<String>, words: &str) {
    match note {
        Some(note) if note.contains(words) => {}
        Some(note) => *note = format!("{note}; {words}"),
        None => *note = Some(words.to_owned()),
    }
}

fn read_repeats(node: &Node<'_>) -> Repeats {
    let start = node.date("dtstart");
    let days = read_days(node);
    let freq = node.text("freq").unwrap_or_default().to_ascii_uppercase();
    if let (Some(day), Some(1.0)) = (start, node.number("count")) {
        return Repeats::Once(day);
    }
    match freq.as_str() {
        "WEEKLY" => weekly(node, days, start),
        "MONTHLY" => monthly(node, days, start),
        "DAILY" => Repeats::Weekly { days: EVERY_DAY.to_vec(), every: 1, from: start },
        "" if !days.is_empty() => weekly(node, days, start),
        "" => start.map_or(Repeats::Unknown, Repeats::Once),
        other => {
            node.problem("freq", format!("'{other}' is not a way to repeat that we know; the words were kept"));
            Repeats::Unknown
        }
    }
}

fn weekly(node: &Node<'_>, days: Vec<(Option<i8>, Weekday)>, from: Option<Date>) -> Repeats {
    let mut days: Vec<Weekday> = days.into_iter().map(|(_, day)| day).collect();
    if days.is_empty() {
        days.extend(from.map(Date::weekday));
    }
    if days.is_empty() {
        return Repeats::Unknown;
    }
    let every = read_interval(node);
    if every > 1 && from.is_none() && !node.log.ours {
        node.problem("dtstart", format!("runs every {every} weeks, but nothing says in which of them"));
    }
    Repeats::Weekly { days, every, from }
}

fn monthly(node: &Node<'_>, days: Vec<(Option<i8>, Weekday)>, start: Option<Date>) -> Repeats {
    let every = read_interval(node);
    if every > 1 {
        node.problem("interval", format!("every {every} months is not a way to repeat that we know; the words were kept"));
        return Repeats::Unknown;
    }
    let dates = read_month_days(node);
    if !dates.is_empty() {
        return Repeats::MonthlyByDate(dates);
    }
    let counted: Vec<(i8, Weekday)> = days.iter().filter_map(|(nth, day)| nth.map(|nth| (nth, *day))).collect();
    match (counted.is_empty(), days.is_empty(), start) {
        (false, ..) => Repeats::MonthlyByDay(counted),
        (true, false, _) => Repeats::Weekly { days: days.into_iter().map(|(_, day)| day).collect(), every: 1, from: start },
        (true, true, Some(start)) => Repeats::MonthlyByDate(vec![start.day()]),
        (true, true, None) => Repeats::Unknown,
    }
}

fn read_interval(node: &Node<'_>) -> u8 {
    let interval = node.number("interval").unwrap_or(1.0).clamp(1.0, 255.0);
    format!("{:.0}", interval.trunc()).parse().unwrap_or(1)
}

fn read_days(node: &Node<'_>) -> Vec<(Option<i8>, Weekday)> {
    let mut days = Vec::new();
    for text in node.texts("byday") {
        match clock_text::days(&text) {
            Some(found) => days.extend(found.into_iter().filter(|day| node.log.ours || !days.contains(day)).collect::<Vec<_>>()),
            None => node.problem("byday", format!("'{text}' is not a day")),
        }
    }
    days
}

fn read_month_days(node: &Node<'_>) -> Vec<i8> {
    let text = node.text("bymonthday").unwrap_or_default();
    let mut dates = Vec::new();
    for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        match part.parse::<i8>() {
            Ok(date) if date != 0 && date.abs() <= 31 => dates.push(date),
            _ => node.problem("bymonthday", format!("'{part}' is not a day of the month")),
        }
    }
    dates
}

fn term_word(term: Term) -> &'static str {
    match term {
        Term::TermTime => "term-time",
        Term::SchoolHolidays => "school-holidays",
    }
}

fn read_term(word: &str) -> Option<Term> {
    [Term::TermTime, Term::SchoolHolidays].into_iter().find(|term| term_word(*term) == word)
}

fn bank_holiday_word(holidays: BankHolidays) -> &'static str {
    match holidays {
        BankHolidays::Open => "open",
        BankHolidays::Closed => "closed",
    }
}

fn read_bank_holidays(word: &str) -> Option<BankHolidays> {
    [BankHolidays::Open, BankHolidays::Closed].into_iter().find(|holidays| bank_holiday_word(*holidays) == word)
}
