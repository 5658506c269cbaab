//! What the words of a sheet are made from: its language, the moment, the place somebody starts from.
//!
//! Plain text, for paper, mail and telephones: marks for the direction of writing are taken out.

use crate::{
    handing::sheet::Layout,
    model::{
        cost::{Cost, Price},
        location::{Address, Point, Site},
        opening::Session,
        schedule::Schedule,
        sector::{Delivery, ReferralRoute},
    },
    server::{
        languages::{L, Said},
        wording,
    },
};
use jiff::{
    Timestamp, ToSpan, Zoned,
    civil::{Date, DateTime},
};

/// The voice of a sheet.
#[derive(Debug)]
pub struct Telling<'a> {
    /// The language.
    pub l: &'a L,
    /// Now, in Europe/London.
    pub now: &'a Zoned,
    /// Where the person starts from.
    pub from: Option<Point>,
    /// How it is laid out: Easy Read says less.
    pub layout: Layout,
}

impl Telling<'_> {
    /// A string.
    pub fn t(&self, key: &str) -> String {
        Said::from(self.l.t(key)).plain()
    }

    /// A string with one value.
    pub fn v(&self, key: &str, name: &'static str, value: &str) -> String {
        self.l.v(key, name, value).plain()
    }

    /// A string with two values.
    pub fn both(&self, key: &str, one: (&'static str, &str), other: (&'static str, &str)) -> String {
        self.l.with(key, &[(one.0, one.1.into()), (other.0, other.1.into())]).plain()
    }

    /// Whether days and times have words in this language. Otherwise they stand in figures, which everybody reads.
    fn has_words_for_times(&self) -> bool {
        let monday = "weekday-monday";
        self.l.is_english() || self.l.t(monday) != L::english().t(monday)
    }

    /// A date: "22 November 2026", "22/11/2026".
    pub fn date(&self, date: Date) -> String {
        if self.has_words_for_times() { wording::date_full(self.l, date).plain() } else { date.strftime("%d/%m/%Y").to_string() }
    }

    /// The day of a moment.
    pub fn day(&self, at: Timestamp) -> String {
        self.date(at.to_zoned(crate::clock::london()).date())
    }

    /// A session by its date. Paper outlives "today" and "tomorrow": it is told as from a day long before it.
    pub fn session(&self, session: &Session) -> String {
        if self.has_words_for_times() {
            return wording::session(self.l, session, self.now.date().saturating_sub(60.days())).plain();
        }
        let clock = |at: DateTime| at.strftime("%H:%M").to_string();
        let end = session.end.map(|end| format!("–{}", clock(end))).unwrap_or_default();
        format!("{}, {}{end}", self.date(session.start.date()), clock(session.start))
    }

    /// Opening hours in words, a line for each stretch of days; `None` where this language has no words for them.
    pub fn hours(&self, schedules: &[Schedule]) -> Option<Vec<String>> {
        let lines = || wording::hours(self.l, schedules).iter().map(Said::plain).collect();
        self.has_words_for_times().then(lines)
    }

    /// How far a site is from where the person starts.
    pub fn distance(&self, site: &Site) -> Option<String> {
        let approximate = matches!(&site.address, Address::Public(address) if address.approximate);
        let words = wording::distance(self.l, Some(self.from?.metres_to(site.point()?)), approximate)?;
        self.l.language().has_pages().then(|| words.plain())
    }

    /// How a service comes to the person.
    pub fn delivery(&self, way: Delivery) -> String {
        self.t(match way {
            Delivery::Venue => "handout-venue",
            Delivery::Home => "handout-home",
            Delivery::Phone => "handout-by-phone",
            Delivery::Online => "handout-online",
        })
    }

    /// Who may ask for it: in one sentence, or one for each way where a language has only those.
    pub fn getting_in(&self, routes: &[ReferralRoute]) -> String {
        if self.l.language().has_pages() && self.layout != Layout::Easy && !routes.is_empty() {
            let words = wording::getting_in(self.l, routes);
            return format!("{}{}", words.answer.plain(), words.more.plain());
        }
        let between = if self.layout == Layout::Easy { "\n" } else { ". " };
        let sentence = |route: &ReferralRoute| {
            self.t(match route {
                ReferralRoute::SelfReferral => "handout-self",
                ReferralRoute::Professional => "handout-professional",
                ReferralRoute::Gp => "handout-gp",
                ReferralRoute::School => "handout-school",
                ReferralRoute::SocialCare => "handout-social-care",
                ReferralRoute::Hospital => "handout-hospital",
            })
        };
        if routes.is_empty() { self.t("handout-getting-in-unknown") } else { routes.iter().map(sentence).collect::<Vec<_>>().join(between) }
    }

    /// One price.
    pub fn cost(&self, cost: &Cost) -> String {
        wording::cost(self.l, cost).plain()
    }

    /// Free or not.
    pub fn price(&self, price: Price) -> String {
        self.t(match price {
            Price::Free => "handout-free",
            Price::Paid => "handout-paid",
            Price::Unknown => "handout-cost-unknown",
        })
    }
}
