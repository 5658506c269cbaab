//! Facts about a service in plain words, the same on every page and in the API.
//!
//! Unknown is said as unknown. Nothing here decides anything: it only words what the model and the search have found.

use crate::{
    finding::{
        answer::{Card, Hit, LeftOut, Reason},
        question::METRES_PER_MILE,
    },
    model::{
        cost::{Cost, Price},
        opening::{Session, State},
        sector::{Delivery, ReferralRoute},
        service::{Ages, CapacityState},
    },
};
use jiff::{
    Zoned,
    civil::{Date, DateTime, Time},
};

/// How far it is: "1.2 miles", "about 2 miles", "12 miles". `None` when there is nowhere to go, or no place was asked.
pub fn distance(metres: Option<f64>, approximate: bool) -> Option<String> {
    let miles = metres? / METRES_PER_MILE;
    Some(match (miles, approximate) {
        (miles, true) if miles < 1.5 => "about a mile".to_owned(),
        (miles, true) => format!("about {miles:.0} miles"),
        (miles, false) if miles < 0.1 => "under 0.1 miles".to_owned(),
        (miles, false) if (0.95..1.05).contains(&miles) => "1 mile".to_owned(),
        (miles, false) if miles < 9.95 => format!("{miles:.1} miles"),
        (miles, false) => format!("{miles:.0} miles"),
    })
}

/// Where a result is reached: how it comes to the person where nobody goes there, the distance, else the area it serves.
pub fn reach(hit: &Hit) -> Option<String> {
    if hit.card.delivery == [Delivery::Home] {
        return reach_of_card(&hit.card);
    }
    distance(hit.metres, hit.approximate).or_else(|| reach_of_card(&hit.card))
}

/// The same without a place: "Comes to your home", "Phone or online", "Serves Sandwell".
pub fn reach_of_card(card: &Card) -> Option<String> {
    let has = |delivery| card.delivery.contains(&delivery);
    if has(Delivery::Home) {
        return Some("Comes to your home".to_owned());
    }
    match (has(Delivery::Phone), has(Delivery::Online), card.address.is_none()) {
        (true, true, true) => Some("Phone or online".to_owned()),
        (true, false, true) => Some("By phone".to_owned()),
        (false, true, true) => Some("Online".to_owned()),
        _ => None,
    }
    .or_else(|| card.address.is_none().then(|| serves(card)).flatten())
}

/// The areas it says it serves: "Serves Sandwell and Dudley". `None` = not stated.
pub fn serves(card: &Card) -> Option<String> {
    let nations: Vec<&str> = card.national.iter().map(|nation| nation.label()).collect();
    let areas: Vec<&str> = card.areas.iter().map(String::as_str).collect();
    match (nations.len(), areas.len()) {
        (0, 0) => None,
        (4, _) => Some("Serves the whole of the UK".to_owned()),
        (0, _) => Some(format!("Serves {}", area_list(&areas))),
        (_, _) => Some(format!("Serves all of {}", list(&nations))),
    }
}

/// "Sandwell and Dudley"; "WS2 and WS3 postcodes" where there are only postcodes. An entry may hold several, by commas.
fn area_list(areas: &[&str]) -> String {
    let mut each: Vec<&str> = areas.iter().flat_map(|area| area.split(',')).map(str::trim).collect();
    let postcodes = each.iter().all(|area| area.len() <= 8 && area.contains(|c: char| c.is_ascii_digit()));
    if !postcodes {
        return short_list(areas, 3, "other areas");
    }
    each.sort_unstable();
    match each.len() {
        0..=4 => format!("{} postcodes", list(&each)),
        _ => short_list(&each, 3, "other postcodes"),
    }
}

/// Joins as people write: "a", "a and b", "a, b and c".
pub fn list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn short_list(items: &[&str], most: usize, others: &str) -> String {
    if items.len() <= most {
        return list(items);
    }
    match items.len() - most {
        1 => list(items),
        more => format!("{} and {more} {others}", items[..most].join(", ")),
    }
}

/// Open or not, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The words.
    pub text: String,
    /// `open`, `closed` or `unknown`: for styling only, never the sole sign.
    pub tone: &'static str,
}

/// "Open now, until 5pm", "Closed now, opens Tuesday at 10am", "Opening hours not known".
pub fn opening(state: &State, now: &Zoned) -> Opening {
    let today = now.date();
    match state {
        State::Open { until, by_appointment } => {
            let until = until.map(|at| format!(", until {}", end_of(at, today))).unwrap_or_default();
            let appointment = if *by_appointment { " (by appointment)" } else { "" };
            Opening { text: format!("Open now{until}{appointment}"), tone: "open" }
        }
        State::Closed { next: Some(session) } => Opening { text: format!("Closed now, opens {}", start(session, today)), tone: "closed" },
        State::Closed { next: None } => Opening { text: "Closed now".to_owned(), tone: "closed" },
        State::Unknown => Opening { text: "Opening hours not known".to_owned(), tone: "unknown" },
    }
}

/// A session in words: "Tuesday 24 November, 10am to noon (by appointment)".
pub fn session(session: &Session, today: Date) -> String {
    let day = day_name(session.start.date(), today);
    let end = session.end.map(|end| format!(" to {}", time(end.time()))).unwrap_or_default();
    let appointment = if session.by_appointment { " (by appointment)" } else { "" };
    format!("{day}, {}{end}{appointment}", time(session.start.time()))
}

/// When a day turns into another is said only where it matters: "5pm", "6am tomorrow".
fn end_of(at: DateTime, today: Date) -> String {
    let clock = time(at.time());
    match days_between(today, at.date()) {
        0 => clock,
        1 if clock == "midnight" => clock,
        1 => format!("{clock} tomorrow"),
        2..=6 => format!("{clock} on {}", at.strftime("%A")),
        _ => format!("{clock} on {}", at.strftime("%-d %B")),
    }
}

/// "at 5pm", "tomorrow at 9am", "Tuesday at 10am", "2 December at 10am".
fn start(session: &Session, today: Date) -> String {
    let clock = time(session.start.time());
    let appointment = if session.by_appointment { " (by appointment)" } else { "" };
    let when = match days_between(today, session.start.date()) {
        0 => format!("at {clock}"),
        1 => format!("tomorrow at {clock}"),
        2..=6 => format!("{} at {clock}", session.start.strftime("%A")),
        _ => format!("{} at {clock}", session.start.strftime("%-d %B")),
    };
    format!("{when}{appointment}")
}

fn day_name(day: Date, today: Date) -> String {
    let date = day.strftime("%A %-d %B");
    match days_between(today, day) {
        0 => format!("Today, {date}"),
        1 => format!("Tomorrow, {date}"),
        _ => date.to_string(),
    }
}

/// A time as people say it: `9am`, `9:30am`, `noon`, `midnight`.
pub fn time(time: Time) -> String {
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "noon".to_owned(),
        (hour, minute) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 { format!("{hour}{half}") } else { format!("{hour}:{minute:02}{half}") }
        }
    }
}

/// When it was checked by a human, and whether that is long ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedWords {
    /// The words.
    pub text: String,
    /// `fresh` (6 months), `old` or `never`: for styling only.
    pub tone: &'static str,
}

/// "Checked 12 days ago"; "Never checked, as far as we know".
pub fn checked(on: Option<Date>, today: Date) -> CheckedWords {
    let Some(on) = on else {
        return CheckedWords { text: "Never checked, as far as we know".to_owned(), tone: "never" };
    };
    let days = days_between(on, today).max(0);
    let text = match days {
        0 => "Checked today".to_owned(),
        1 => "Checked yesterday".to_owned(),
        2..=59 => format!("Checked {days} days ago"),
        60..=729 => format!("Checked {} months ago", days / 30),
        _ => format!("Checked {} years ago", days / 365),
    };
    CheckedWords { text, tone: if days <= 183 { "fresh" } else { "old" } }
}

/// Days from one date to another; negative when the second is earlier.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// How to get in, in two parts: the answer, and what more there is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GettingIn {
    /// "You can ask for it yourself", "You need a referral", "How to get in is not stated".
    pub answer: &'static str,
    /// ", or through your GP", ": through a professional, your GP or a school"; may be empty.
    pub more: String,
}

/// Who may ask for it.
pub fn getting_in(routes: &[ReferralRoute]) -> GettingIn {
    let (answer, more) = match routes {
        [] => ("How to get in is not stated", String::new()),
        [ReferralRoute::SelfReferral] => ("You can ask for it yourself", String::new()),
        [ReferralRoute::SelfReferral, rest @ ..] => ("You can ask for it yourself", format!(", or {}", through(rest))),
        routes => ("You need a referral", format!(": {}", through(routes))),
    };
    GettingIn { answer, more }
}

/// "through a professional, your GP or a school": the first word once.
fn through(routes: &[ReferralRoute]) -> String {
    let words: Vec<String> = routes.iter().map(|route| lower_first(route.label())).collect();
    let rest = words.iter().skip(1).map(|word| word.strip_prefix("through ").unwrap_or(word));
    let all: Vec<&str> = words.iter().take(1).map(String::as_str).chain(rest).collect();
    match all.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => all.concat(),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// "Free", "There is a cost", "Cost not known".
pub fn price(price: Price) -> &'static str {
    match price {
        Price::Free => "Free",
        Price::Paid => "There is a cost",
        Price::Unknown => "Cost not known",
    }
}

/// One price in words: "Under 5s: £2.50 per session".
pub fn cost(cost: &Cost) -> String {
    let amount = cost.amount.map(pounds);
    let words = [amount.as_deref(), cost.note.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    match &cost.option {
        Some(option) if words.is_empty() => option.clone(),
        Some(option) => format!("{option}: {words}"),
        None => words,
    }
}

fn pounds(amount: f64) -> String {
    if amount == 0.0 {
        "Free".to_owned()
    } else if amount.fract() == 0.0 {
        format!("£{amount:.0}")
    } else {
        format!("£{amount:.2}")
    }
}

/// "Ages 11 to 25", "Age 18 and over", "Up to age 4". `None` = no limit stated.
pub fn ages(ages: Ages) -> Option<String> {
    match (ages.min, ages.max) {
        (Some(min), Some(max)) => Some(format!("Ages {} to {}", age(min), age(max))),
        (Some(min), None) => Some(format!("Age {} and over", age(min))),
        (None, Some(max)) => Some(format!("Up to age {}", age(max))),
        (None, None) => None,
    }
}

fn age(years: f64) -> String {
    if years > 0.0 && years < 2.0 && years.fract() != 0.0 { format!("{:.0} months", years * 12.0) } else { format!("{years}") }
}

/// "Places now", "Waiting list": with the day until which that is believed.
pub fn capacity(state: CapacityState) -> &'static str {
    state.label()
}

/// Why it is in the answer.
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Name => "This is its name".to_owned(),
        Reason::Need(_, label) => format!("Helps with: {}", lower_first_word(label)),
        Reason::Words(words) => {
            let quoted: Vec<String> = words.iter().map(|word| format!("‘{word}’")).collect();
            format!("Mentions {}", list(&quoted.iter().map(String::as_str).collect::<Vec<_>>()))
        }
        Reason::Wish(says) => says.clone(),
        Reason::Ages(range) => ages(*range).unwrap_or_default(),
        Reason::OtherAges(range) => format!("Only for other ages: {}", ages(*range).map(|words| lower_first(&words)).unwrap_or_default()),
        Reason::NotFor(asked) => format!("Does not say it is {}: for others only", lower_first(asked)),
        Reason::Serves(area) => format!("Serves {area}"),
        Reason::National(area) => format!("Serves all of {area}"),
        Reason::ServesElsewhere(area) => format!("Says it serves {area}: ask if it can help you"),
        Reason::NotStated(what) => what.clone(),
    }
}

/// What was put last or left out, in a whole sentence.
pub fn left_out(left_out: &LeftOut) -> String {
    match left_out {
        LeftOut::OtherAges { count: 1, asked } => format!("1 of these is not for {}, so it comes last.", lower_first(asked)),
        LeftOut::OtherAges { count: many, asked } => {
            format!("{} of these are not for {}, so they come last.", count(*many), lower_first(asked))
        }
        LeftOut::NotFor { count: 1, asked } => format!("1 of these is not {}, so it comes last.", lower_first(asked)),
        LeftOut::NotFor { count: many, asked } => format!("{} of these are not {}, so they come last.", count(*many), lower_first(asked)),
        LeftOut::Filter { label, count: many, .. } => format!("{} more without the filter ‘{label}’.", count(*many)),
    }
}

/// Lower case for the first letter, unless the first word is an acronym: "falls and staying steady", "LGBT+ support".
fn lower_first_word(label: &str) -> String {
    let acronym = label.chars().nth(1).is_some_and(char::is_uppercase);
    if acronym { label.to_owned() } else { lower_first(label) }
}

/// A count with thousands marked: `10,482`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// "1 service", "10,482 services".
pub fn services(number: u64) -> String {
    format!("{} service{}", count(number), if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::london;
    use jiff::civil::{date, datetime, time as at};

    fn now() -> Zoned {
        datetime(2026, 11, 22, 15, 0, 0, 0).to_zoned(london()).unwrap()
    }

    #[test]
    fn distances_are_said_as_exactly_as_they_are_known() {
        for (metres, approximate, words) in [
            (Some(1931.0), false, Some("1.2 miles")),
            (Some(1609.0), false, Some("1 mile")),
            (Some(20.0), false, Some("under 0.1 miles")),
            (Some(19_312.0), false, Some("12 miles")),
            (Some(3000.0), true, Some("about 2 miles")),
            (Some(100.0), true, Some("about a mile")),
            (None, false, None),
        ] {
            assert_eq!(distance(metres, approximate).as_deref(), words, "{metres:?}");
        }
    }

    #[test]
    fn opening_says_when() {
        let next = |start, by_appointment| State::Closed { next: Some(Session { start, end: None, by_appointment }) };
        for (state, words) in [
            (State::Open { until: Some(datetime(2026, 11, 22, 17, 0, 0, 0)), by_appointment: false }, "Open now, until 5pm"),
            (State::Open { until: Some(datetime(2026, 11, 23, 0, 0, 0, 0)), by_appointment: false }, "Open now, until midnight"),
            (State::Open { until: Some(datetime(2026, 11, 23, 6, 0, 0, 0)), by_appointment: false }, "Open now, until 6am tomorrow"),
            (State::Open { until: None, by_appointment: true }, "Open now (by appointment)"),
            (next(datetime(2026, 11, 22, 18, 30, 0, 0), false), "Closed now, opens at 6:30pm"),
            (next(datetime(2026, 11, 23, 9, 0, 0, 0), false), "Closed now, opens tomorrow at 9am"),
            (next(datetime(2026, 11, 24, 10, 0, 0, 0), true), "Closed now, opens Tuesday at 10am (by appointment)"),
            (next(datetime(2026, 12, 2, 12, 0, 0, 0), false), "Closed now, opens 2 December at noon"),
            (State::Closed { next: None }, "Closed now"),
            (State::Unknown, "Opening hours not known"),
        ] {
            assert_eq!(opening(&state, &now()).text, words);
        }
        let session =
            Session { start: datetime(2026, 11, 23, 10, 0, 0, 0), end: Some(datetime(2026, 11, 23, 12, 0, 0, 0)), by_appointment: false };
        assert_eq!(super::session(&session, now().date()), "Tomorrow, Monday 23 November, 10am to noon");
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        for (clock, words) in
            [(at(9, 0, 0, 0), "9am"), (at(12, 30, 0, 0), "12:30pm"), (at(0, 5, 0, 0), "12:05am"), (at(23, 59, 0, 0), "11:59pm")]
        {
            assert_eq!(time(clock), words);
        }
    }

    #[test]
    fn a_check_is_told_by_its_age() {
        let today = date(2026, 11, 22);
        for (on, words, tone) in [
            (Some(date(2026, 11, 22)), "Checked today", "fresh"),
            (Some(date(2026, 11, 10)), "Checked 12 days ago", "fresh"),
            (Some(date(2026, 2, 1)), "Checked 9 months ago", "old"),
            (Some(date(2020, 1, 1)), "Checked 6 years ago", "old"),
            (Some(date(2027, 1, 1)), "Checked today", "fresh"),
            (None, "Never checked, as far as we know", "never"),
        ] {
            assert_eq!(checked(on, today), CheckedWords { text: words.to_owned(), tone });
        }
    }

    #[test]
    fn getting_in_is_said_plainly() {
        use ReferralRoute::{Gp, Professional, School, SelfReferral};
        for (routes, words) in [
            (&[][..], "How to get in is not stated"),
            (&[SelfReferral], "You can ask for it yourself"),
            (&[SelfReferral, Gp], "You can ask for it yourself, or through your GP"),
            (&[Gp, Professional, School], "You need a referral: through your GP, a professional or a school"),
        ] {
            let GettingIn { answer, more } = getting_in(routes);
            assert_eq!(format!("{answer}{more}"), words);
        }
    }

    #[test]
    fn money_ages_and_counts() {
        let paid = Cost { option: Some("Under 5s".to_owned()), amount: Some(2.5), note: Some("per session".to_owned()) };
        assert_eq!(cost(&paid), "Under 5s: £2.50 per session");
        assert_eq!(cost(&Cost { amount: Some(0.0), ..Cost::default() }), "Free");
        assert_eq!(ages(Ages { min: Some(0.5), max: Some(4.0) }).unwrap(), "Ages 6 months to 4");
        assert_eq!(ages(Ages { min: Some(18.0), max: None }).unwrap(), "Age 18 and over");
        assert_eq!((services(1), services(1_010_482)), ("1 service".to_owned(), "1,010,482 services".to_owned()));
    }

    #[test]
    fn areas_are_said_as_people_say_them() {
        for (areas, words) in [
            (&["Sandwell", "Dudley"][..], "Sandwell and Dudley"),
            (&["WS3, WS2"], "WS2 and WS3 postcodes"),
            (&["WS3"], "WS3 postcodes"),
            (&["WV14, DY4, B70, B71, B72"], "B70, B71, B72 and 2 other postcodes"),
            (&["Walsall", "Dudley", "Sandwell", "Solihull", "WS3, WS2"], "Walsall, Dudley, Sandwell and 2 other areas"),
        ] {
            assert_eq!(area_list(areas), words);
        }
    }

    #[test]
    fn reasons_are_whole_phrases() {
        let need = Reason::Need("falls".to_owned(), "Falls and staying steady".to_owned());
        assert_eq!(reason(&need), "Helps with: falls and staying steady");
        assert_eq!(reason(&Reason::Need("lgbt".to_owned(), "LGBT+ support".to_owned())), "Helps with: LGBT+ support");
        assert_eq!(reason(&Reason::Words(vec!["tea".to_owned(), "talk".to_owned()])), "Mentions ‘tea’ and ‘talk’");
    }
}
