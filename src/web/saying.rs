//! What somebody says or writes down about one service: a line to read out, three lines for the record.

use crate::{
    finding::answer::Card,
    handing::texts,
    model::{
        cost,
        location::{Address, Site},
        service::Service,
    },
    server::{
        languages::{L, Said},
        wording,
    },
};
use jiff::civil::Date;

/// The two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// One line to read out over the telephone.
    pub read_out: String,
    /// Three lines for the record.
    pub record: String,
}

/// What the texts are made from, in words.
struct About<'a> {
    name: &'a str,
    organisation: &'a str,
    phone: Option<&'a str>,
    getting_in: String,
    price: String,
    place: Option<String>,
    checked: Option<Date>,
}

impl Saying {
    /// Of a result line.
    pub fn of_card(l: &L, card: &Card, today: Date) -> Self {
        let place = [card.site.as_deref(), card.address.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let about = About {
            name: &card.name,
            organisation: &card.organisation,
            phone: card.phone.as_ref().map(|phone| phone.number.as_str()),
            getting_in: getting_in(&wording::getting_in(l, &card.referral)),
            price: wording::price(l, card.price).plain(),
            place: (!place.is_empty()).then_some(place),
            checked: card.checked,
        };
        Self::new(l, &about, today)
    }

    /// Of a service.
    pub fn of_service(l: &L, service: &Service, today: Date) -> Self {
        let site = service.sites.first();
        let name = site.and_then(|site| site.name.as_ref()).filter(|_| !site.is_some_and(is_withheld));
        let place = name.cloned().into_iter().chain(site.map(Site::address_line)).collect::<Vec<_>>().join(", ");
        let about = About {
            name: &service.name,
            organisation: &service.organisation.name,
            phone: service.first_phone().map(|phone| phone.number.as_str()),
            getting_in: getting_in(&wording::getting_in(l, &service.referral)),
            price: wording::price(l, cost::price(&service.costs)).plain(),
            place: (!place.is_empty()).then_some(place),
            checked: service.checked.as_ref().map(|checked| checked.on),
        };
        Self::new(l, &about, today)
    }

    fn new(l: &L, about: &About<'_>, today: Date) -> Self {
        let date = |date: Date| wording::date_full(l, date).plain();
        let both = |key| l.with(key, &[("name", about.name.into()), ("organisation", about.organisation.into())]).plain();
        let phone =
            about.phone.map_or_else(|| Said::from(l.t("card-no-phone")).plain(), |number| l.v("say-phone", "number", number).plain());
        let place = about.place.as_ref().map(|place| l.v("say-where", "place", place.as_str()).plain()).unwrap_or_default();
        let checked = about
            .checked
            .map_or_else(|| Said::from(l.t("say-unchecked")).plain(), |on| l.v("say-checked", "date", date(on).as_str()).plain());
        let given = l.v("say-date", "date", date(today).as_str()).plain();
        let (getting_in, price) = (about.getting_in.clone(), about.price.clone());
        Self {
            read_out: texts::one_line(&[both("say-name"), phone.clone(), getting_in.clone(), price, place.clone()]),
            record: texts::record(&[vec![both("say-given")], vec![phone, getting_in, place], vec![given, checked]]),
        }
    }
}

fn getting_in(words: &wording::GettingIn) -> String {
    format!("{}{}", words.answer.plain(), words.more.plain())
}

fn is_withheld(site: &Site) -> bool {
    matches!(site.address, Address::Withheld { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::samples;
    use jiff::civil::date;

    fn of_service(number: u128) -> Saying {
        Saying::of_service(&L::english(), &samples::listing(samples::id(number)).unwrap().service, date(2026, 11, 22))
    }

    #[test]
    fn a_line_is_read_out_and_three_are_written_down() {
        let saying = of_service(samples::ORDINARY);
        assert_eq!(
            saying.read_out,
            "Steady On: strength and balance, run by Moseley Good Neighbours. Phone 0121 496 0123. You can ask for it yourself, or \
             through your GP. There is a cost. Where: Moseley Exchange Hall, 149 Alcester Road, Moseley, B13 8JP."
        );
        let lines: Vec<&str> = saying.record.lines().collect();
        assert_eq!(lines.len(), 3, "{}", saying.record);
        assert_eq!(lines[0], "Signposted to Steady On: strength and balance (Moseley Good Neighbours).");
        assert_eq!(lines[2], "Information given on 22 November 2026. Record checked on 10 November 2026.");
    }

    #[test]
    fn what_is_withheld_or_not_known_is_said_so() {
        let refuge = of_service(samples::SENSITIVE);
        assert!(refuge.read_out.contains("Address withheld for safety (Walsall)") && !refuge.record.contains("Alcester"));
        let bare = of_service(samples::BARE);
        assert!(bare.record.contains("No phone number known. How to get in is not stated."), "{}", bare.record);
        assert!(bare.record.ends_with("Record never checked, as far as we know."));
    }

    #[test]
    fn a_result_line_says_the_same_as_its_page() {
        let card = samples::card(0);
        let card = Saying::of_card(&L::english(), &card, date(2026, 11, 22));
        assert!(card.read_out.starts_with("Steady On: strength and balance, run by "), "{}", card.read_out);
        assert!(card.read_out.contains("Phone 0121 496 0123. You can ask for it yourself."), "{}", card.read_out);
        assert_eq!(card.record.lines().count(), 3);
    }
}
