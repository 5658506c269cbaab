//! What the words of a sheet are made from: its language, the moment, the place somebody starts from.
//!
//! Plain text, for paper, mail and telephones: marks for the direction of writing are taken out.

use crate::{
    handing::sheet::Layout,
    model::{
        cost::{Cost, Price},
        location::{Address, Point, Site},
        opening::{self, Session},
        schedule::Schedule,
        sector::{Delivery, ReferralRoute},
    },
    server::{languages::L, wording},
};
use jiff::{Timestamp, ToSpan, Zoned, civil::Date};

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
        self.l.plain(&self.l.t(key))
    }

    /// A string with one value.
    pub fn v(&self, key: &str, name: &'static str, value: &str) -> String {
        self.l.plain(&self.l.v(key, name, value))
    }

    /// A string with two values.
    pub fn both(&self, key: &str, one: (&'static str, &str), other: (&'static str, &str)) -> String {
        self.l.plain(&self.l.with(key, &[(one.0, one.1.into()), (other.0, other.1.into())]))
    }

    /// A date: "22 November 2026".
    pub fn date(&self, date: Date) -> String {
        crate::model::date::in_words(date)
    }

    /// The day of a moment.
    pub fn day(&self, at: Timestamp) -> String {
        self.date(at.to_zoned(crate::clock::london()).date())
    }

    /// A session by its date. Paper outlives "today" and "tomorrow": it is told as from a day long before it.
    pub fn session(&self, session: &Session) -> String {
        wording::session(session, self.now.date().saturating_sub(60.days()))
    }

    /// Opening hours, a line for each stretch of days.
    pub fn hours(&self, schedules: &[Schedule]) -> Vec<String> {
        opening::in_words(schedules)
    }

    /// How far a site is from where the person starts.
    pub fn distance(&self, site: &Site) -> Option<String> {
        let approximate = matches!(&site.address, Address::Public(address) if address.approximate);
        wording::distance(Some(self.from?.metres_to(site.point()?)), approximate)
    }

    /// How a service comes to the person.
    pub fn delivery(&self, way: Delivery) -> String {
        way.label().to_owned()
    }

    /// Who may ask for it.
    pub fn getting_in(&self, routes: &[ReferralRoute]) -> String {
        let words = wording::getting_in(routes);
        format!("{}{}", words.answer, words.more)
    }

    /// One price.
    pub fn cost(&self, cost: &Cost) -> String {
        wording::cost(cost)
    }

    /// Free or not.
    pub fn price(&self, price: Price) -> String {
        wording::price(price).to_owned()
    }
}
