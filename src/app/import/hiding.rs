//! Places where people hide from somebody, published with their address by a publisher who says nothing of it: a charity register gives the
//! office of every charity, a small refuge's among them. What looks like one is held back, and the import says so.

use crate::{
    checking::rules::hides_people,
    hsds::v3,
    model::{
        location::{Address, PublicAddress},
        private::HiddenAddress,
        service::{Record, Service},
    },
    sources::Reject,
};

/// Stands where an address stood in a text.
const MARK: &str = "[address withheld]";

/// Holds the addresses of a record back where it looks like a refuge. What was done, for the report; `None` where nothing was.
pub(super) fn hold_back(record: &mut Record) -> Option<Reject> {
    let telling = |address: &Address| matches!(address, Address::Public(address) if tells(address));
    let service = &record.service;
    if !service.sites.iter().any(|site| telling(&site.address)) || !has_a_word(service) || !hides_people(&v3::write(service)) {
        return None;
    }
    let mut hidden = Vec::new();
    for site in &mut record.service.sites {
        let Address::Public(address) = &mut site.address else { continue };
        let address = std::mem::take(address);
        site.address = Address::Withheld { town: address.town.clone() };
        (site.uprn, site.travel) = (None, None);
        hidden.push(HiddenAddress { location: site.id, name: site.name.take(), address });
    }
    let service = &mut record.service;
    for text in [&mut service.description, &mut service.summary, &mut service.organisation.description].into_iter().flatten() {
        for trace in hidden.iter().flat_map(|hidden| traces(&hidden.address)) {
            *text = text.replace(trace, MARK);
        }
    }
    record.private.hidden.extend(hidden);
    Some(Reject {
        place: format!("'{}' ({})", record.service.name, record.service.provenance.native_id),
        field: Some("address".to_owned()),
        reason: "looks like a refuge or another place that must not be found: all but its town is kept back".to_owned(),
    })
}

/// Whether there is anything to look at more closely: most records are done with here.
fn has_a_word(service: &Service) -> bool {
    let names = service.sites.iter().filter_map(|site| site.name.as_deref());
    let texts = [Some(service.name.as_str()), Some(service.organisation.name.as_str()), service.description.as_deref()];
    texts.into_iter().flatten().chain(names).any(|text| {
        let text = text.to_lowercase();
        ["refuge", "safe house", "safehouse", "confidential", "secret", "undisclosed"].iter().any(|word| text.contains(word))
    })
}

fn tells(address: &PublicAddress) -> bool {
    !address.lines.is_empty() || address.postcode.is_some() || address.point.is_some()
}

/// What of an address would give the place away in a text.
fn traces(address: &PublicAddress) -> impl Iterator<Item = &str> {
    let lines = address.lines.iter().filter(|line| line.contains(|c: char| c.is_ascii_digit()));
    lines.chain(&address.postcode).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
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
        let mut refuge =
            record("Example Women's Aid", "Refuge accommodation for women fleeing domestic abuse, at 14 Quartz Road, WS1 1AA.");
        let said = hold_back(&mut refuge).expect("said");
        assert!(said.place.contains("Example Women's Aid") && said.reason.contains("refuge"), "{said:?}");
        let public = format!("{:?}", refuge.service);
        for trace in ["Quartz", "WS1 1AA", "52.58", "100012345678", "Ring twice"] {
            assert!(!public.contains(trace), "{trace}: {public}");
        }
        assert_eq!(refuge.service.sites[0].address, Address::Withheld { town: Some("Walsall".to_owned()) });
        let hidden = &refuge.private.hidden[0];
        assert_eq!((hidden.name.as_deref(), hidden.address.postcode.as_deref()), (Some("Quartz House"), Some("WS1 1AA")));
        assert!(hold_back(&mut refuge).is_none(), "nothing is left to hold back");
    }

    #[test]
    fn what_only_bears_the_name_keeps_its_address() {
        for (name, description) in [
            ("The Refuge Community Church", "A food bank, every Friday."),
            ("Redwings Donkey Refuge", "For abused donkeys."),
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
