use super::*;
use crate::{
    model::{
        contact::Phone,
        schedule::{BankHolidays, Repeats, Schedule},
        service::Service,
    },
    server::samples,
};
use jiff::civil::{Weekday, date, time};

const MODIFIED: &str = "2026-11-22T10:00:00.000Z";

fn sample(number: u128) -> Service {
    samples::listing(samples::id(number)).unwrap().service
}

fn written(service: &Service) -> Value {
    healthcare_service(service, MODIFIED, date(2026, 11, 22), |code| Some(format!("The need {code}")))
}

fn weekly(days: &[Weekday], opens: i8, closes: i8) -> Schedule {
    Schedule {
        repeats: Repeats::Weekly { days: days.to_vec(), every: 1, from: None },
        opens: Some(time(opens, 0, 0, 0)),
        closes: Some(time(closes, 0, 0, 0)),
        ..Schedule::default()
    }
}

#[test]
fn a_service_says_what_is_known() {
    let service = written(&sample(samples::ORDINARY));
    assert_eq!(service["name"], "Steady On: strength and balance");
    assert_eq!(service["providedBy"]["display"], "Moseley Good Neighbours");
    assert_eq!(service["telecom"][0], json!({ "system": "phone", "value": "0121 496 0123" }));
    assert_eq!(service["serviceProvisionCode"][0]["coding"][0]["code"], "cost");
    assert_eq!(service["eligibility"][0], json!({ "code": { "text": "Ages" }, "comment": "60 years and over" }));
    assert_eq!(service["coverageArea"][1], json!({ "type": "Location", "display": "Balsall Heath" }));
    assert_eq!(service["communication"][1], json!({ "coding": [{ "system": "urn:ietf:bcp:47", "code": "ur" }], "text": "Urdu" }));
    assert!(service["extraDetails"].as_str().is_some_and(|text| text.contains("0121 496 0123: Weekday mornings")), "{service:#}");
    assert_eq!(service["meta"], json!({ "lastUpdated": MODIFIED, "tag": [organization::made_up()] }));
}

#[test]
fn unknown_is_absent_and_nothing_is_empty() {
    let service = written(&sample(samples::BARE));
    let names: Vec<&str> = service.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["resourceType", "id", "meta", "active", "providedBy", "name"]);
}

#[test]
fn a_withheld_place_is_only_a_town() {
    let service = sample(samples::SENSITIVE);
    let (id, _) = location::sites(&service).next().unwrap();
    let place = location(&service, id, MODIFIED, date(2026, 11, 22)).unwrap();
    assert_eq!(place["address"], json!({ "text": "Address withheld for safety (Walsall)", "city": "Walsall" }));
    for name in ["name", "position", "description", "identifier"] {
        assert!(place[name].is_null(), "{name}");
    }
    let told = format!("{place}{}", written(&service));
    assert!(!told.contains("Moseley Exchange") && !told.contains("B13") && !told.contains("Alcester"), "{told}");
}

#[test]
fn markup_is_no_part_of_what_is_said() {
    let service = written(&sample(samples::HOSTILE));
    for name in ["comment", "extraDetails"] {
        assert!(!service[name].to_string().contains("<script"), "{service:#}");
    }
}

#[test]
fn weekly_hours_are_said_and_other_hours_are_worded() {
    let days = [Weekday::Monday, Weekday::Tuesday];
    let today = date(2026, 11, 22);
    let whole = Schedule { opens: Some(time(0, 0, 0, 0)), closes: Some(time(23, 59, 0, 0)), ..weekly(&[Weekday::Sunday], 0, 1) };
    let over = Schedule { valid_to: Some(date(2026, 11, 21)), ..weekly(&days, 9, 10) };
    let hours = hours::Hours::of(&[weekly(&days, 9, 17), whole, over], today);
    let nine_to_five = hours::Weekly { days: vec!["mon", "tue"], times: Some(("09:00:00".to_owned(), "17:00:00".to_owned())) };
    assert_eq!(hours.weekly, [nine_to_five, hours::Weekly { days: vec!["sun"], times: None }]);
    assert!(hours.words.is_empty() && !hours.by_appointment, "{hours:?}");

    for one in [
        Schedule { valid_to: Some(date(2026, 12, 31)), ..weekly(&days, 9, 17) },
        Schedule { closes: None, ..weekly(&days, 9, 17) },
        weekly(&days, 22, 6),
        Schedule { repeats: Repeats::Weekly { days: days.to_vec(), every: 2, from: None }, ..weekly(&days, 9, 17) },
        Schedule { repeats: Repeats::MonthlyByDay(vec![(2, Weekday::Tuesday)]), ..weekly(&days, 9, 17) },
    ] {
        let hours = hours::Hours::of(std::slice::from_ref(&one), today);
        assert!(hours.weekly.is_empty() && hours.words.len() == 1, "{one:?}: {hours:?}");
    }
    let closed = Schedule { bank_holidays: Some(BankHolidays::Closed), note: Some("Ring first".to_owned()), ..weekly(&days, 9, 17) };
    let hours = hours::Hours::of(&[closed], today);
    assert!(hours.weekly.len() == 1 && hours.words.last().is_some_and(|line| line == "Ring first") && hours.words.len() > 1, "{hours:?}");
    let booked = Schedule { by_appointment: true, ..weekly(&days, 9, 17) };
    let hours = hours::Hours::of(&[booked], today);
    assert!(hours.by_appointment && hours.words.is_empty() && hours.weekly.len() == 1, "{hours:?}");
}

#[test]
fn an_organisation_goes_by_its_numbers() {
    let organisation = samples::organisation("Moseley Good Neighbours");
    let written = organization(&organisation);
    let charity = json!({ "type": { "text": "Charity number" }, "system": "https://org-id.guide/list/GB-CHC", "value": "0000001" });
    assert_eq!(written["identifier"], json!([charity]));
}

#[test]
fn phones_go_by_their_kind_and_none_twice() {
    let phone = |kind: Option<&str>, extension: Option<&str>| Phone {
        number: "0121 496 0123".to_owned(),
        extension: extension.map(str::to_owned),
        kind: kind.map(str::to_owned),
        note: None,
    };
    let phones = [phone(None, None), phone(Some("voice"), None), phone(Some("textphone"), None), phone(Some("fax"), Some("7"))];
    let points = telecom::telecom(&phones, ["a@example.org"], None);
    let expected = [("phone", "0121 496 0123"), ("other", "0121 496 0123"), ("fax", "0121 496 0123 ext. 7"), ("email", "a@example.org")];
    assert_eq!(points, expected.map(|(system, value)| json!({ "system": system, "value": value })));
}

#[test]
fn a_taxonomy_is_its_own_system_or_goes_by_its_id() {
    assert_eq!(system("http://snomed.info/sct"), "http://snomed.info/sct");
    assert!(system("fingerpost-needs").starts_with("urn:uuid:"));
}
