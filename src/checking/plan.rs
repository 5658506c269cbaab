//! What to ask a feed for: which pages, which records, which searches. Chance comes from a seed, so that a check can be repeated.

use super::evidence::id_of;
use serde_json::Value;

/// The search parameters a feed should understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `search`.
    Text,
    /// `minimum_age` and `maximum_age`.
    Age,
    /// `postcode` and `proximity`.
    Postcode,
    /// `taxonomy_term_id`.
    Taxonomy,
    /// `day`, `start_time` and `end_time`.
    Time,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Text, Self::Age, Self::Postcode, Self::Taxonomy, Self::Time];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Age => "age",
            Self::Postcode => "postcode",
            Self::Taxonomy => "taxonomy",
            Self::Time => "time",
        }
    }
}

/// Parameters of a question.
pub type Parameters = Vec<(&'static str, String)>;

/// A search for a record that is known to be there.
#[derive(Debug, Clone)]
pub struct Question {
    /// What it tries.
    pub kind: Kind,
    /// The record that should come back.
    pub id: String,
    /// What is asked.
    pub asked: Parameters,
    /// The opposite: what this record, and most others, should not come back for.
    pub opposite: Parameters,
}

/// The pages to read after the first: the second, the middle and the last.
pub fn pages(total_pages: Option<u64>, items: usize, promised: Option<u64>, is_last: Option<bool>) -> Vec<u64> {
    let owes = promised.is_some_and(|promised| promised > items as u64) || is_last == Some(false);
    let total = total_pages.unwrap_or(1).max(if owes && items > 0 { 2 } else { 1 });
    let mut pages: Vec<u64> = [2, total / 2, total].into_iter().filter(|page| (2..=total).contains(page)).collect();
    pages.dedup();
    pages
}

/// Up to `count` of a list, by chance.
pub fn pick(mut from: Vec<String>, count: usize, seed: u64) -> Vec<String> {
    let mut state = seed;
    let count = count.min(from.len());
    for at in 0..count {
        let other = at + usize::try_from(next(&mut state) % (from.len() - at) as u64).unwrap_or_default();
        from.swap(at, other);
    }
    from.truncate(count);
    from
}

/// `SplitMix64`.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// One search of each kind that the records allow, each for the richest record that has what it takes.
pub fn questions(records: &[&Value]) -> Vec<Question> {
    let mut richest = records.to_vec();
    richest.sort_by_key(|record| std::cmp::Reverse(richness(record)));
    Kind::ALL.iter().filter_map(|kind| richest.iter().find_map(|record| question(*kind, record))).collect()
}

/// How much a record says: its values that are something.
fn richness(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::String(text) => usize::from(!text.trim().is_empty()),
        Value::Array(items) => items.iter().map(richness).sum(),
        Value::Object(properties) => properties.values().map(richness).sum(),
        Value::Bool(_) | Value::Number(_) => 1,
    }
}

fn question(kind: Kind, record: &Value) -> Option<Question> {
    let (asked, opposite) = match kind {
        Kind::Text => text(record)?,
        Kind::Age => age(record)?,
        Kind::Postcode => postcode(record)?,
        Kind::Taxonomy => taxonomy(record)?,
        Kind::Time => time(record)?,
    };
    Some(Question { kind, id: id_of(record)?, asked, opposite })
}

/// A text found as it stands in the record.
fn found<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

fn text(record: &Value) -> Option<(Parameters, Parameters)> {
    let name = found(record, "name")?;
    Some((vec![("search", name.to_owned())], vec![("search", "qzxvkjwq".to_owned())]))
}

fn age(record: &Value) -> Option<(Parameters, Parameters)> {
    let sane = |key: &str| record.get(key).and_then(Value::as_f64).filter(|age| (0.0..=120.0).contains(age));
    let (minimum, maximum) = (sane("minimum_age"), sane("maximum_age"));
    let age = minimum.or(maximum)?;
    let opposite =
        if maximum.is_some_and(|maximum| maximum < 110.0) { 115.0 } else { minimum.filter(|minimum| *minimum >= 1.0).map(|_| 0.0)? };
    let both = |age: f64| vec![("minimum_age", age.to_string()), ("maximum_age", age.to_string())];
    Some((both(age), both(opposite)))
}

fn postcode(record: &Value) -> Option<(Parameters, Parameters)> {
    let sites = record.get("service_at_locations").and_then(Value::as_array)?;
    let locations = sites.iter().filter_map(|site| site.get("location"));
    let addresses = locations.filter_map(|location| location.get("addresses")?.as_array()).flatten();
    let postcode = addresses.filter_map(|address| found(address, "postal_code")).find(|postcode| is_full_postcode(postcode))?;
    // As far from everywhere as the country goes.
    let far = if postcode.to_ascii_uppercase().starts_with("ZE") { "TR19 7AA" } else { "ZE2 9DX" };
    let near = |postcode: &str| vec![("postcode", postcode.to_owned()), ("proximity", "1000".to_owned())];
    Some((near(postcode), near(far)))
}

fn is_full_postcode(text: &str) -> bool {
    let squeezed: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    (5..=7).contains(&squeezed.len())
        && squeezed.iter().all(u8::is_ascii_alphanumeric)
        && squeezed[0].is_ascii_alphabetic()
        && squeezed[squeezed.len() - 3].is_ascii_digit()
        && squeezed[squeezed.len() - 2..].iter().all(u8::is_ascii_alphabetic)
}

fn taxonomy(record: &Value) -> Option<(Parameters, Parameters)> {
    let mut attributes = record.get("attributes").and_then(Value::as_array)?.iter();
    let id = attributes.find_map(|attribute| {
        attribute.get("taxonomy_term").and_then(|term| found(term, "id")).or_else(|| found(attribute, "taxonomy_term_id"))
    })?;
    let term = |id: &str| vec![("taxonomy_term_id", id.to_owned())];
    Some((term(id), term("00000000-0000-4000-8000-000000000000")))
}

fn time(record: &Value) -> Option<(Parameters, Parameters)> {
    let own = record.get("schedules").and_then(Value::as_array).into_iter().flatten();
    let sites = record.get("service_at_locations").and_then(Value::as_array).into_iter().flatten();
    let at_sites = sites.filter_map(|site| site.get("schedules")?.as_array()).flatten();
    own.chain(at_sites).find_map(|schedule| {
        let day = found(schedule, "byday")?.split(',').map(str::trim).find(|day| DAYS.contains(day))?;
        let clock = |key: &str| found(schedule, key)?.get(..5).filter(|clock| clock.as_bytes()[2] == b':').map(str::to_owned);
        let (opens, closes) = (clock("opens_at")?, clock("closes_at")?);
        let between = |from: &str, to: &str| vec![("day", day.to_owned()), ("start_time", from.to_owned()), ("end_time", to.to_owned())];
        (opens.as_str() > "03:10" && opens < closes).then(|| (between(&opens, &closes), between("03:00", "03:01")))
    })
}

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_second_the_middle_and_the_last_page_are_read() {
        for ((total, items, promised, last), expected) in [
            ((Some(292), 3, Some(874), Some(false)), vec![2, 146, 292]),
            ((Some(3), 3, Some(8), Some(false)), vec![2, 3]),
            ((Some(1), 3, Some(3), Some(true)), vec![]),
            ((Some(1), 3, Some(874), Some(true)), vec![2]),
            ((None, 3, None, Some(false)), vec![2]),
            ((Some(0), 0, Some(0), Some(true)), vec![]),
            ((None, 0, None, None), vec![]),
        ] {
            assert_eq!(pages(total, items, promised, last), expected, "{total:?} {items} {promised:?} {last:?}");
        }
    }

    #[test]
    fn the_same_seed_picks_the_same_and_another_does_not() {
        let all: Vec<String> = (0..200).map(|n| n.to_string()).collect();
        let picked = pick(all.clone(), 10, 7);
        assert_eq!(picked, pick(all.clone(), 10, 7));
        assert_ne!(picked, pick(all.clone(), 10, 8));
        let mut once = picked.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), 10);
        assert_eq!(pick(all[..3].to_vec(), 10, 7).len(), 3);
        assert_eq!(pick(Vec::new(), 10, 7), Vec::<String>::new());
    }

    #[test]
    fn searches_are_for_the_richest_record_that_has_what_it_takes() {
        let poor = json!({"id": "poor", "name": "Poor", "minimum_age": 18});
        let rich = json!({
            "id": "rich", "name": "Rich", "description": "x", "url": "x", "minimum_age": -1,
            "attributes": [{"id": "a"}, {"taxonomy_term": {"id": "t1"}}],
            "schedules": [{"byday": "XX", "opens_at": "10:00", "closes_at": "12:00"}, {"byday": "TU,WE", "opens_at": "10:00:00", "closes_at": "12:00:00"}],
            "service_at_locations": [{"location": {"addresses": [{"postal_code": "LS1"}, {"postal_code": "LS1 1AA"}]}}]
        });
        let asked: Vec<(&str, String, String)> = questions(&[&poor, &rich])
            .into_iter()
            .map(|one| (one.kind.word(), one.id, one.asked.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" ")))
            .collect();
        let expected = [
            ("text", "rich", "Rich"),
            ("age", "poor", "18 18"),
            ("postcode", "rich", "LS1 1AA 1000"),
            ("taxonomy", "rich", "t1"),
            ("time", "rich", "TU 10:00 12:00"),
        ];
        assert_eq!(asked, expected.map(|(kind, id, asked)| (kind, id.to_owned(), asked.to_owned())));
        assert!(questions(&[&json!({"name": "no id"})]).is_empty());
    }
}
