//! Places where people hide from somebody, published with their address by a publisher who says nothing of it: a charity register gives the
//! office of every charity, a small refuge's among them. What looks like one is held back, and the import says so.

use crate::{
    checking::rules::{hides_people, speaks_of_refuges},
    hsds::v3,
    model::{
        location::{Address, PublicAddress},
        service::{Record, Service},
    },
    sources::Reject,
};

/// Holds the addresses of a record back where it looks like a refuge. What was done, for the report; `None` where nothing was.
///
/// Where only a postcode is told, which is how registers tell an office, it is enough that refuges are spoken of: nobody goes there. Where a
/// street is told, its publisher may mean people to come, so the words must leave little doubt.
pub(super) fn hold_back(record: &mut Record) -> Option<Reject> {
    let service = &record.service;
    let open = || service.sites.iter().filter_map(|site| if let Address::Public(address) = &site.address { Some(address) } else { None });
    if !open().any(tells) || !has_a_word(service) {
        return None;
    }
    let document = v3::write(service);
    let is_office = open().all(|address| address.lines.is_empty());
    let is_meant = hides_people(&document) || is_office && speaks_of_refuges(&document);
    if !is_meant {
        return None;
    }
    match v3::withhold(record) {
        Some(safe) => *record = safe,
        None => record.service.sites.clear(),
    }
    record.service.sensitive = true;
    Some(Reject {
        place: format!("'{}' ({})", record.service.name, record.service.provenance.native_id),
        field: Some("address".to_owned()),
        reason: "looks like a refuge or another place that must not be found: all but its town is kept back".to_owned(),
    })
}

/// Whether there is anything to look at more closely: most records are done with here.
fn has_a_word(service: &Service) -> bool {
    let names = service.sites.iter().filter_map(|site| site.name.as_deref());
    let said = [&service.description, &service.summary, &service.organisation.description].into_iter().filter_map(|text| text.as_deref());
    [service.name.as_str(), service.organisation.name.as_str()].into_iter().chain(said).chain(names).any(|text| {
        let text = text.to_lowercase();
        ["refuge", "women's aid", "women’s aid", "safe house", "safehouse", "confidential", "secret", "undisclosed"]
            .iter()
            .any(|word| text.contains(word))
    })
}

fn tells(address: &PublicAddress) -> bool {
    !address.lines.is_empty() || address.postcode.is_some() || address.point.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        contact::Link,
        id::{LocationId, OrganisationId, ServiceId, derive},
        location::{Point, Site},
        organisation::Organisation,
        provenance::Provenance,
    };

    fn record(name: &str, description: &str) -> Record {
        let address = PublicAddress {
            lines: vec!["14 Quartz Road".to_owned()],
            town: Some("Walsall".to_owned()),
            postcode: Some("WS1 1AA".to_owned()),
            point: Some(Point { lat: 52.58, lon: -1.98 }),
            ..PublicAddress::default()
        };
        let id = LocationId(derive("register", "location", name));
        let site = Site {
            id,
            name: Some("Quartz House".to_owned()),
            address: Address::Public(address),
            uprn: Some("100012345678".to_owned()),
            accessibility: Vec::new(),
            travel: Some("Ring twice".to_owned()),
            schedules: Vec::new(),
        };
        let organisation = Organisation::named(OrganisationId(derive("register", "organization", name)), name);
        let provenance = Provenance {
            source: "register".to_owned(),
            native_id: "1".to_owned(),
            publisher: None,
            licence: None,
            modified: None,
            url: None,
        };
        let mut service = Service::named(ServiceId(derive("register", "service", name)), name, organisation, provenance);
        service.description = Some(description.to_owned());
        service.sites = vec![site];
        Record { service, private: crate::model::private::Private::default() }
    }

    #[test]
    fn what_looks_like_a_refuge_is_held_back_and_said() {
        let words =
            "Refuge accommodation for women fleeing domestic abuse, at 14 quartz road, ws11aa. Ring 0114 249 6014 from Quartz House.";
        let mut refuge = record("Example Women’s Aid", words);
        refuge.service.links = vec![Link { label: Some("Find 14 Quartz Road".to_owned()), url: "https://example.org/".to_owned() }];
        let place = refuge.service.sites[0].id;
        let said = hold_back(&mut refuge).expect("said");
        assert!(said.place.contains("Example Women’s Aid") && said.reason.contains("refuge"), "{said:?}");
        let public = format!("{:?}", refuge.service);
        for trace in ["quartz", "ws1 1aa", "ws11aa", "52.58", "100012345678", "ring twice", &place.0.to_string()] {
            assert!(!public.to_lowercase().contains(trace), "{trace}: {public}");
        }
        assert!(public.contains("0114 249 6014"), "a number is no house: {public}");
        assert!(refuge.service.sensitive);
        assert_eq!(refuge.private.hidden[0].location, refuge.service.sites[0].id);
        assert_eq!(refuge.service.sites[0].address, Address::Withheld { town: Some("Walsall".to_owned()) });
        let hidden = &refuge.private.hidden[0];
        assert_eq!((hidden.name.as_deref(), hidden.address.postcode.as_deref()), (Some("Quartz House"), Some("WS1 1AA")));
        assert!(hold_back(&mut refuge).is_none(), "nothing is left to hold back");
    }

    #[test]
    fn a_place_that_is_called_withheld_is_no_trace() {
        let mut refuge = record("Example Women's Aid", "Refuge accommodation after domestic abuse. Address withheld.");
        refuge.service.sites[0].name = Some("Address withheld".to_owned());
        assert!(hold_back(&mut refuge).is_some());
        assert!(refuge.service.description.is_some_and(|text| text.ends_with("Address withheld.")));
    }

    #[test]
    fn an_office_of_whoever_speaks_of_refuges_is_held_back_and_a_place_to_come_to_is_not() {
        let words = "To provide refuge and support to women and children fleeing domestic abuse.";
        let mut place = record("Example Women's Centre", words);
        assert!(hold_back(&mut place).is_none());
        let Address::Public(address) = &mut place.service.sites[0].address else { panic!("held back") };
        address.lines.clear();
        assert!(hold_back(&mut place).is_some());
        assert_eq!(place.service.sites[0].address, Address::Withheld { town: Some("Walsall".to_owned()) });
        for (name, words, held_back) in [
            ("Example Women’s Aid", "Support for women with or without children suffering from domestic abuse.", true),
            ("Example Animal Rescue", "A refuge for abused animals.", false),
        ] {
            let mut office = record(name, words);
            office.service.sites[0].address = Address::Public(PublicAddress { postcode: Some("WS1 1AA".to_owned()), ..Default::default() });
            assert_eq!(hold_back(&mut office).is_some(), held_back, "{name}");
        }
    }

    #[test]
    fn what_only_bears_the_name_keeps_its_address() {
        for (name, description) in [
            ("The Refuge Community Church", "A food bank, every Friday."),
            ("Redwings Donkey Refuge", "A home for donkeys."),
            ("Refugee Welcome", "Advice for people fleeing violence."),
            ("Example Advice", "Help after domestic abuse."),
        ] {
            let mut record = record(name, description);
            let before = record.clone();
            assert!(hold_back(&mut record).is_none(), "{name}");
            assert_eq!(record, before);
        }
    }
}
