//! Result cards as they lie on disk, outside the index proper. Fetching a stored document would cost more than finding it.
//!
//! A card is made from a public [`Service`] alone, so nothing private can be on one. Model types carry no serde; the shapes
//! here do, and belong to the index's layout: change one and raise [`crate::search::folder::LAYOUT`].

use crate::{
    finding::answer::Card,
    model::{
        contact::Phone,
        cost::{self, Price},
        coverage::Area,
        id::{OrganisationId, ServiceId},
        location::{Address, Site},
        nation,
        schedule::{BankHolidays, Repeats, Schedule, Term},
        sector::{Delivery, Nation, ReferralRoute, Sector, Status},
        service::{CapacityState, Service},
        text,
    },
};
use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Longest summary on a card, in characters.
const SUMMARY: usize = 220;
/// Days a capacity is believed when no last day was given; the same as [`crate::model::service::Capacity::on`].
const CAPACITY_DAYS: i64 = 90;

/// The card of a service at one of its sites, or at none.
pub(crate) fn of(service: &Service, site: Option<&Site>) -> Card {
    let address = site.and_then(|site| match &site.address {
        Address::Public(address) => Some(address),
        Address::Withheld { .. } => None,
    });
    Card {
        id: service.id,
        name: service.name.clone(),
        organisation: service.organisation.name.clone(),
        organisation_id: service.organisation.id,
        sector: service.sector(),
        summary: summary(service),
        phone: service.first_phone().cloned(),
        web: service.web.clone().or_else(|| service.organisation.web.clone()),
        delivery: service.delivery.clone(),
        referral: service.referral.clone(),
        price: cost::price(&service.costs),
        // A confidential place's own name may tell where it is.
        site: site.filter(|_| address.is_some()).and_then(|site| site.name.clone()),
        address: site.map(Site::address_line).filter(|line| !line.is_empty()),
        postcode: address.and_then(|address| address.postcode.clone()),
        sites: u32::try_from(service.sites.len()).unwrap_or(u32::MAX),
        schedules: service.hours_at(site).to_vec(),
        nation: nation::of(service, site),
        areas: areas(service),
        national: service.national.clone(),
        needs: service.needs.iter().map(|need| need.code.clone()).collect(),
        capacity: capacity(service),
        checked: service.checked.as_ref().map(|checked| checked.on),
        status: service.status,
        fictional: service.fictional || service.organisation.fictional,
        sensitive: service.sensitive,
    }
}

fn summary(service: &Service) -> Option<String> {
    let words = service.summary.as_deref().or(service.description.as_deref())?;
    Some(text::first_sentence(words, SUMMARY)).filter(|sentence| !sentence.is_empty())
}

fn areas(service: &Service) -> Vec<String> {
    let names = service.areas.iter().filter_map(|area| match area {
        Area::Gss { name, .. } | Area::Polygon { name, .. } => name.clone(),
        Area::Postcodes(list) => Some(list.join(", ")),
        Area::Named(name) => Some(name.clone()),
    });
    names.collect()
}

fn capacity(service: &Service) -> Option<(CapacityState, Date)> {
    let capacity = service.capacity.as_ref()?;
    let days = jiff::Span::new().days(CAPACITY_DAYS);
    let last = capacity.expires.or_else(|| capacity.as_of?.checked_add(days).ok())?;
    Some((capacity.state, last))
}

/// A card on disk.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Stored {
    id: [u8; 16],
    name: String,
    organisation: String,
    organisation_id: [u8; 16],
    sector: Option<String>,
    summary: Option<String>,
    phone: Option<StoredPhone>,
    web: Option<String>,
    delivery: Vec<String>,
    referral: Vec<String>,
    price: u8,
    site: Option<String>,
    address: Option<String>,
    postcode: Option<String>,
    sites: u32,
    schedules: Vec<StoredSchedule>,
    nation: Option<String>,
    areas: Vec<String>,
    national: Vec<String>,
    needs: Vec<String>,
    capacity: Option<(String, Day)>,
    checked: Option<Day>,
    status: String,
    fictional: bool,
    sensitive: bool,
    /// Set where the point is only the middle of a postcode sector or district.
    pub(crate) approximate: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredPhone {
    number: String,
    extension: Option<String>,
    kind: Option<String>,
    note: Option<String>,
}

/// Year, month, day.
type Day = (i16, i8, i8);

#[derive(Debug, Serialize, Deserialize)]
struct StoredSchedule {
    repeats: StoredRepeats,
    opens: Option<(i8, i8, i8)>,
    closes: Option<(i8, i8, i8)>,
    valid_from: Option<Day>,
    valid_to: Option<Day>,
    term_time: Option<bool>,
    open_on_bank_holidays: Option<bool>,
    by_appointment: bool,
    note: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
enum StoredRepeats {
    Unknown,
    Weekly { days: Vec<i8>, every: u8, from: Option<Day> },
    MonthlyByDay(Vec<(i8, i8)>),
    MonthlyByDate(Vec<i8>),
    Once(Day),
}

impl Stored {
    /// The shape to write.
    pub(crate) fn of(card: Card, approximate: bool) -> Self {
        Self {
            id: card.id.0.into_bytes(),
            name: card.name,
            organisation: card.organisation,
            organisation_id: card.organisation_id.0.into_bytes(),
            sector: card.sector.map(|sector| sector.word().to_owned()),
            summary: card.summary,
            phone: card.phone.map(|Phone { number, extension, kind, note }| StoredPhone { number, extension, kind, note }),
            web: card.web,
            delivery: card.delivery.into_iter().map(|delivery| delivery.word().to_owned()).collect(),
            referral: card.referral.into_iter().map(|route| route.word().to_owned()).collect(),
            price: match card.price {
                Price::Unknown => 0,
                Price::Free => 1,
                Price::Paid => 2,
            },
            site: card.site,
            address: card.address,
            postcode: card.postcode,
            sites: card.sites,
            schedules: card.schedules.into_iter().map(store_schedule).collect(),
            nation: card.nation.map(|nation| nation.word().to_owned()),
            areas: card.areas,
            national: card.national.into_iter().map(|nation| nation.word().to_owned()).collect(),
            needs: card.needs,
            capacity: card.capacity.map(|(state, last)| (state.word().to_owned(), store_day(last))),
            checked: card.checked.map(store_day),
            status: card.status.word().to_owned(),
            fictional: card.fictional,
            sensitive: card.sensitive,
            approximate,
        }
    }

    /// A fingerprint of the opening hours and their nation: equal hours are asked about once. Zero where there are none.
    pub(crate) fn hours(&self) -> u64 {
        if self.schedules.is_empty() {
            return 0;
        }
        let bytes = postcard::to_allocvec(&(&self.schedules, &self.nation)).unwrap_or_default();
        let digest = Sha256::digest(&bytes);
        digest.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte)).max(1)
    }

    /// The card again.
    pub(crate) fn card(self) -> Card {
        Card {
            id: ServiceId(Uuid::from_bytes(self.id)),
            name: self.name,
            organisation: self.organisation,
            organisation_id: OrganisationId(Uuid::from_bytes(self.organisation_id)),
            sector: self.sector.as_deref().and_then(Sector::from_word),
            summary: self.summary,
            phone: self.phone.map(|StoredPhone { number, extension, kind, note }| Phone { number, extension, kind, note }),
            web: self.web,
            delivery: self.delivery.iter().filter_map(|word| Delivery::from_word(word)).collect(),
            referral: self.referral.iter().filter_map(|word| ReferralRoute::from_word(word)).collect(),
            price: match self.price {
                1 => Price::Free,
                2 => Price::Paid,
                _ => Price::Unknown,
            },
            site: self.site,
            address: self.address,
            postcode: self.postcode,
            sites: self.sites,
            schedules: self.schedules.into_iter().map(read_schedule).collect(),
            nation: self.nation.as_deref().and_then(Nation::from_word),
            areas: self.areas,
            national: self.national.iter().filter_map(|word| Nation::from_word(word)).collect(),
            needs: self.needs,
            capacity: self.capacity.and_then(|(state, last)| Some((CapacityState::from_word(&state)?, read_day(last)?))),
            checked: self.checked.and_then(read_day),
            status: Status::from_word(&self.status).unwrap_or(Status::Active),
            fictional: self.fictional,
            sensitive: self.sensitive,
        }
    }
}

fn store_day(date: Date) -> Day {
    (date.year(), date.month(), date.day())
}

fn read_day((year, month, day): Day) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn store_time(time: Time) -> (i8, i8, i8) {
    (time.hour(), time.minute(), time.second())
}

fn read_time((hour, minute, second): (i8, i8, i8)) -> Option<Time> {
    Time::new(hour, minute, second, 0).ok()
}

fn store_weekday(day: Weekday) -> i8 {
    day.to_monday_one_offset()
}

fn read_weekday(day: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(day).ok()
}

fn store_schedule(schedule: Schedule) -> StoredSchedule {
    StoredSchedule {
        repeats: match schedule.repeats {
            Repeats::Unknown => StoredRepeats::Unknown,
            Repeats::Weekly { days, every, from } => {
                StoredRepeats::Weekly { days: days.into_iter().map(store_weekday).collect(), every, from: from.map(store_day) }
            }
            Repeats::MonthlyByDay(days) => {
                StoredRepeats::MonthlyByDay(days.into_iter().map(|(nth, day)| (nth, store_weekday(day))).collect())
            }
            Repeats::MonthlyByDate(days) => StoredRepeats::MonthlyByDate(days),
            Repeats::Once(date) => StoredRepeats::Once(store_day(date)),
        },
        opens: schedule.opens.map(store_time),
        closes: schedule.closes.map(store_time),
        valid_from: schedule.valid_from.map(store_day),
        valid_to: schedule.valid_to.map(store_day),
        term_time: schedule.term.map(|term| term == Term::TermTime),
        open_on_bank_holidays: schedule.bank_holidays.map(|rule| rule == BankHolidays::Open),
        by_appointment: schedule.by_appointment,
        note: schedule.note,
    }
}

fn read_schedule(stored: StoredSchedule) -> Schedule {
    Schedule {
        repeats: match stored.repeats {
            StoredRepeats::Unknown => Repeats::Unknown,
            StoredRepeats::Weekly { days, every, from } => {
                Repeats::Weekly { days: days.into_iter().filter_map(read_weekday).collect(), every, from: from.and_then(read_day) }
            }
            StoredRepeats::MonthlyByDay(days) => {
                Repeats::MonthlyByDay(days.into_iter().filter_map(|(nth, day)| Some((nth, read_weekday(day)?))).collect())
            }
            StoredRepeats::MonthlyByDate(days) => Repeats::MonthlyByDate(days),
            StoredRepeats::Once(day) => read_day(day).map_or(Repeats::Unknown, Repeats::Once),
        },
        opens: stored.opens.and_then(read_time),
        closes: stored.closes.and_then(read_time),
        valid_from: stored.valid_from.and_then(read_day),
        valid_to: stored.valid_to.and_then(read_day),
        term: stored.term_time.map(|term_time| if term_time { Term::TermTime } else { Term::SchoolHolidays }),
        bank_holidays: stored.open_on_bank_holidays.map(|open| if open { BankHolidays::Open } else { BankHolidays::Closed }),
        by_appointment: stored.by_appointment,
        note: stored.note,
    }
}
