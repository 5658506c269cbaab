//! A service: a thing a person can go to or receive. The public half of a [`Record`].

use crate::model::{
    audience::Audience,
    contact::{Contact, Link, Phone},
    cost::Cost,
    coverage::Area,
    id::ServiceId,
    location::{Address, Site},
    need::{NeedTag, Term},
    organisation::Organisation,
    private::Private,
    provenance::{Checked, Provenance},
    schedule::Schedule,
    sector::{Delivery, Gender, Nation, ReferralRoute, Sector, Status},
};
use jiff::civil::Date;

/// Everything one source says of one service: what may be shown, and what may not.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The public part.
    pub service: Service,
    /// The private part, kept apart by type.
    pub private: Private,
}

/// A service as anyone may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// The id.
    pub id: ServiceId,
    /// Who runs it.
    pub organisation: Organisation,
    /// The name.
    pub name: String,
    /// Other names and acronyms.
    pub other_names: Vec<String>,
    /// One plain sentence: what a person gets.
    pub summary: Option<String>,
    /// The publisher's description; may hold HTML or Markdown. Sanitise it to show it, strip it to search it.
    pub description: Option<String>,
    /// The standard's status.
    pub status: Status,
    /// A notice such as a temporary change.
    pub alert: Option<String>,
    /// Web page.
    pub web: Option<String>,
    /// Further web pages.
    pub links: Vec<Link>,
    /// E-mail.
    pub email: Option<String>,
    /// Phones, the first one first.
    pub phones: Vec<Phone>,
    /// Teams and roles.
    pub contacts: Vec<Contact>,
    /// Hours where a site has none of its own. Empty = unknown.
    pub schedules: Vec<Schedule>,
    /// The sites. Empty = nowhere to go, or not known.
    pub sites: Vec<Site>,
    /// Where it serves. Empty = not stated.
    pub areas: Vec<Area>,
    /// Whole nations served.
    pub national: Vec<Nation>,
    /// Who delivers it; else the organisation's sector.
    pub sector: Option<Sector>,
    /// Who may refer. Empty = not stated.
    pub referral: Vec<ReferralRoute>,
    /// How to get in, in words.
    pub how_to_get_in: Option<String>,
    /// How the person receives it. Empty = not stated.
    pub delivery: Vec<Delivery>,
    /// Needs it answers.
    pub needs: Vec<NeedTag>,
    /// Whom it is for.
    pub audiences: Vec<Audience>,
    /// Terms of the publisher's taxonomies.
    pub terms: Vec<Term>,
    /// Youngest and oldest age in years; decimals for babies.
    pub ages: Ages,
    /// Who is eligible, in words.
    pub eligibility: Option<String>,
    /// Who or what it is not for.
    pub exclusions: Option<String>,
    /// What to bring.
    pub what_to_bring: Option<String>,
    /// Prices.
    pub costs: Vec<Cost>,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// Interpreters, in words.
    pub interpreters: Option<String>,
    /// Places left or wait, until it expires.
    pub capacity: Option<Capacity>,
    /// Only for one gender.
    pub gender: Option<Gender>,
    /// For, or shaped by, one faith.
    pub faith: Option<String>,
    /// Accreditations and ratings.
    pub accreditations: Option<String>,
    /// The last check by a human. `None` = never checked as far as anyone knows.
    pub checked: Option<Checked>,
    /// Days between checks.
    pub review_days: Option<u32>,
    /// Neutral titles, nothing kept on the device.
    pub sensitive: bool,
    /// A demonstration record.
    pub fictional: bool,
    /// Who said so.
    pub provenance: Provenance,
}

impl Service {
    /// A service of which nothing but id, name, organisation and origin is known.
    pub fn named(id: ServiceId, name: impl Into<String>, organisation: Organisation, provenance: Provenance) -> Self {
        Self {
            id,
            organisation,
            name: name.into(),
            other_names: Vec::new(),
            summary: None,
            description: None,
            status: Status::Active,
            alert: None,
            web: None,
            links: Vec::new(),
            email: None,
            phones: Vec::new(),
            contacts: Vec::new(),
            schedules: Vec::new(),
            sites: Vec::new(),
            areas: Vec::new(),
            national: Vec::new(),
            sector: None,
            referral: Vec::new(),
            how_to_get_in: None,
            delivery: Vec::new(),
            needs: Vec::new(),
            audiences: Vec::new(),
            terms: Vec::new(),
            ages: Ages::default(),
            eligibility: None,
            exclusions: None,
            what_to_bring: None,
            costs: Vec::new(),
            languages: Vec::new(),
            interpreters: None,
            capacity: None,
            gender: None,
            faith: None,
            accreditations: None,
            checked: None,
            review_days: None,
            sensitive: false,
            fictional: false,
            provenance,
        }
    }

    /// Who delivers it: its own sector, else its organisation's.
    pub fn sector(&self) -> Option<Sector> {
        self.sector.or(self.organisation.sector)
    }

    /// The first phone a person can ring: the service's, a contact's, else the organisation's.
    pub fn first_phone(&self) -> Option<&Phone> {
        let contacts = self.contacts.iter().flat_map(|contact| &contact.phones);
        self.phones.iter().chain(contacts).chain(&self.organisation.phones).find(|phone| phone.kind.as_deref() != Some("fax"))
    }

    /// Hours at a site: its own, else the service's.
    pub fn hours_at<'a>(&'a self, site: Option<&'a Site>) -> &'a [Schedule] {
        match site {
            Some(site) if !site.schedules.is_empty() => &site.schedules,
            _ => &self.schedules,
        }
    }

    /// True where one of its addresses is withheld.
    pub fn is_withheld(&self) -> bool {
        self.sites.iter().any(|site| matches!(site.address, Address::Withheld { .. }))
    }

    /// True while the standard's status lets people be sent there.
    pub fn is_listed(&self) -> bool {
        matches!(self.status, Status::Active | Status::TemporarilyClosed)
    }
}

/// An age range in years. `None` = no limit stated.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ages {
    /// From this age.
    pub min: Option<f64>,
    /// Up to and including this age.
    pub max: Option<f64>,
}

impl Ages {
    /// Tidies what feeds send: −1 and null are unknown, 0 as a minimum and 100 or more as a maximum say nothing, and a range the
    /// wrong way round is turned.
    pub fn clean(min: Option<f64>, max: Option<f64>) -> Self {
        let min = min.filter(|age| age.is_finite() && *age > 0.0 && *age < 120.0);
        let max = max.filter(|age| age.is_finite() && *age >= 0.0 && *age < 100.0 && (*age > 0.0 || min.is_none()));
        let max = max.filter(|age| *age > 0.0);
        match (min, max) {
            (Some(min), Some(max)) if min > max => Self { min: Some(max), max: Some(min) },
            _ => Self { min, max },
        }
    }

    /// Whether somebody of this age fits; unknown limits never exclude.
    pub fn fits(self, age: f64) -> bool {
        let (from, until) = self.span();
        from <= age && age < until
    }

    /// Whether a limit is stated at all.
    pub fn are_stated(self) -> bool {
        self.min.is_some() || self.max.is_some()
    }

    /// The ages held: from the first, and before the second, which is infinite without a limit.
    ///
    /// A stated maximum holds for as long as people would give that age: 17 until the eighteenth birthday, 17.9 for another
    /// tenth of a year, 0.75 for another hundredth.
    pub fn span(self) -> (f64, f64) {
        (self.min.unwrap_or(0.0), self.max.map_or(f64::INFINITY, |max| max + precision(max)))
    }
}

/// The last digit's worth of a number as people write ages: one, a tenth or a hundredth.
fn precision(age: f64) -> f64 {
    let whole = |age: f64| (age - age.round()).abs() < 1e-6;
    match age {
        age if whole(age) => 1.0,
        age if whole(age * 10.0) => 0.1,
        _ => 0.01,
    }
}

/// A language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// English name: "Urdu".
    pub name: String,
    /// ISO 639-1 or -3 code, where known.
    pub code: Option<String>,
}

/// Places left. Unknown again once it has expired.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    /// The state.
    pub state: CapacityState,
    /// The wait in weeks.
    pub wait_weeks: Option<f64>,
    /// Words.
    pub note: Option<String>,
    /// The day it was said.
    pub as_of: Option<Date>,
    /// The last day it is believed.
    pub expires: Option<Date>,
}

impl Capacity {
    /// The capacity, if it can still be believed on this day (90 days when no expiry was given).
    pub fn on(&self, today: Date) -> Option<&Self> {
        let last = self.expires.or_else(|| self.as_of.and_then(|day| day.checked_add(jiff::Span::new().days(90)).ok()));
        last.is_some_and(|last| today <= last).then_some(self)
    }
}

crate::model::sector::words!(
    /// Whether there is room.
    CapacityState {
        /// Room now.
        Open = "open", "Places now";
        /// A waiting list.
        WaitingList = "waiting-list", "Waiting list";
        /// Full.
        Full = "full", "Full";
        /// Not taking anybody on for now.
        Paused = "paused", "Not taking referrals now";
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ages_mean_what_people_mean() {
        assert_eq!(Ages::clean(Some(-1.0), Some(-1.0)), Ages::default());
        assert_eq!(Ages::clean(Some(0.0), Some(104.0)), Ages::default());
        assert_eq!(Ages::clean(Some(25.0), Some(11.0)), Ages { min: Some(11.0), max: Some(25.0) });
        assert_eq!(Ages::clean(Some(0.5), Some(4.0)), Ages { min: Some(0.5), max: Some(4.0) });
        let youth = Ages::clean(Some(11.0), Some(25.0));
        assert!(youth.fits(25.9) && !youth.fits(26.0) && !youth.fits(10.9));
        assert!(Ages::default().fits(104.0));
        let baby = Ages::clean(Some(0.1), Some(0.8));
        assert!(baby.fits(0.1) && baby.fits(0.85) && !baby.fits(1.5));
        assert!(Ages::clean(Some(0.25), Some(5.0)).fits(5.9) && !Ages::clean(Some(1.5), Some(17.9)).fits(18.0));
        assert!(youth.are_stated() && !Ages::default().are_stated());
    }

    #[test]
    fn capacity_expires() {
        let capacity = Capacity {
            state: CapacityState::Full,
            wait_weeks: None,
            note: None,
            as_of: Some(date(2026, 11, 1)),
            expires: Some(date(2026, 12, 1)),
        };
        assert!(capacity.on(date(2026, 12, 1)).is_some());
        assert!(capacity.on(date(2026, 12, 2)).is_none());
    }
}
