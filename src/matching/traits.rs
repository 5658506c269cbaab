//! What is compared of a service, made once for each.

use crate::{
    finding::words,
    matching::{
        names::Name,
        numbers::{self, Numbered},
    },
    model::{
        contact::Phone,
        id::ServiceId,
        location::{Address, Point, PublicAddress, Site},
        need::Evidence,
        service::Service,
    },
};

/// What is compared of a service.
#[derive(Debug, Clone)]
pub struct Traits {
    /// The service.
    pub id: ServiceId,
    /// Who publishes it, by key.
    pub source: String,
    pub(super) names: Vec<Name>,
    /// Who runs it.
    pub(super) organisation: Name,
    pub(super) numbers: Vec<Numbered>,
    /// Digits.
    pub(super) phones: Vec<String>,
    pub(super) pages: Vec<WebPage>,
    pub(super) emails: Vec<String>,
    pub(super) spots: Vec<Spot>,
    /// Words of its addresses, its town and council, and of its kind.
    pub(super) around: Vec<String>,
    /// Its address is kept secret.
    pub(super) withheld: bool,
    /// Needs that its publisher or its mapping gives every record of its kind.
    pub(super) kinds: Vec<String>,
}

/// An address on the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WebPage {
    /// Without `www.`.
    pub(super) host: String,
    /// Host and path; `None` for a site's front page.
    pub(super) path: Option<String>,
}

/// Where it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot {
    /// Full postcodes only.
    pub(super) postcode: Option<String>,
    pub(super) point: Option<Point>,
    /// The middle of its postcode district, where no better point is known.
    pub(super) rough: Option<Point>,
    /// No street is given: where somebody has an office, perhaps.
    pub(super) bare: bool,
    pub(super) building: Option<String>,
    /// Numbers in the street: "15", "17", "2a".
    pub(super) houses: Vec<String>,
}

/// Sites compared of one service.
const MOST_SITES: usize = 12;
/// The longest word that is a number in a street.
const LONGEST_HOUSE: usize = 5;

impl Traits {
    /// What is compared of this service.
    pub fn of(service: &Service) -> Self {
        let organisation = &service.organisation;
        let phones = service.phones.iter().chain(service.contacts.iter().flat_map(|contact| &contact.phones)).chain(&organisation.phones);
        let emails = service.contacts.iter().filter_map(|contact| contact.email.as_ref()).chain(&service.email).chain(&organisation.email);
        let names = std::iter::once(&service.name).chain(&service.other_names);
        Self {
            id: service.id,
            source: service.provenance.source.clone(),
            names: distinct(names.map(|name| Name::read(name))),
            organisation: Name::read(&organisation.name),
            numbers: distinct(
                organisation.identifiers.iter().filter_map(numbers::read).chain(numbers::of_native(&service.provenance.native_id)),
            ),
            phones: distinct(phones.filter(|phone| phone.kind.as_deref() != Some("fax")).map(Phone::dial)),
            pages: distinct(service.web.iter().chain(&organisation.web).filter_map(|web| WebPage::read(web))),
            emails: distinct(emails.map(|email| email.to_ascii_lowercase())),
            spots: service.sites.iter().take(MOST_SITES).filter_map(Spot::of).collect(),
            around: around(service),
            withheld: service.is_withheld(),
            kinds: kinds(service),
        }
    }

    /// Every number and address others may share: telephones, pages, sites, e-mail addresses and their domains.
    pub(super) fn contacts(&self) -> impl Iterator<Item = &str> {
        let pages = self.pages.iter().flat_map(|page| std::iter::once(page.host.as_str()).chain(page.path.as_deref()));
        let emails = self.emails.iter().flat_map(|email| std::iter::once(email.as_str()).chain(domain(email)));
        self.phones.iter().map(String::as_str).chain(pages).chain(emails)
    }
}

/// What stands behind the sign.
pub(super) fn domain(email: &str) -> Option<&str> {
    email.split_once('@').map(|(_, domain)| domain)
}

fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for one in all {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}

impl WebPage {
    fn read(web: &str) -> Option<Self> {
        let url = url::Url::parse(web).ok()?;
        let host = url.host_str()?.trim_start_matches("www.").to_ascii_lowercase();
        let path = url.path().trim_end_matches('/').to_ascii_lowercase();
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        let is_front =
            query.is_empty() && (path.is_empty() || path.starts_with("/index.") || path.starts_with("/home") || path == "/default.aspx");
        Some(Self { path: (!is_front).then(|| format!("{host}{path}{query}")), host })
    }
}

impl Spot {
    fn of(site: &Site) -> Option<Self> {
        let Address::Public(address) = &site.address else { return None };
        let postcode = address.postcode.as_deref().filter(|postcode| postcode.contains(' ')).map(str::to_owned);
        let point = address.point.filter(|_| !address.approximate);
        let rough = address.point.filter(|_| address.approximate);
        let building = site.uprn.as_deref().map(|uprn| uprn.trim_start_matches('0').to_owned()).filter(|uprn| !uprn.is_empty());
        (postcode.is_some() || point.is_some() || building.is_some()).then(|| Self {
            postcode,
            point,
            rough,
            bare: address.lines.is_empty(),
            building,
            houses: houses(address),
        })
    }
}

/// Numbers in the street. A unit's or a floor's number stands among them: it is a number of the address all the same.
fn houses(address: &PublicAddress) -> Vec<String> {
    let lines = address.lines.iter().flat_map(|line| {
        let words: Vec<String> = words::normalise(line).split(' ').map(str::to_owned).collect();
        words
    });
    let postcode: Vec<String> = address.postcode.iter().flat_map(|text| text.split(' ')).map(str::to_ascii_lowercase).collect();
    let is_house = |word: &String| {
        word.len() <= LONGEST_HOUSE && word.starts_with(|c: char| c.is_ascii_digit()) && !word.ends_with("st") && !postcode.contains(word)
    };
    distinct(lines.filter(is_house))
}

fn around(service: &Service) -> Vec<String> {
    let mut texts: Vec<&str> = vec![&service.organisation.name];
    for site in &service.sites {
        texts.extend(site.name.as_deref());
        if let Address::Public(address) = &site.address {
            texts.extend(address.lines.iter().map(String::as_str));
            texts.extend(address.town.iter().chain(&address.county).map(String::as_str));
        }
    }
    let words = texts.iter().flat_map(|text| Name::read(text).words).map(|word| word.text);
    // "Moseley" in a list of libraries is Moseley Library.
    let kinds = kinds(service).into_iter().flat_map(|kind| kind.split('-').map(str::to_owned).collect::<Vec<_>>());
    distinct(words.chain(kinds))
}

fn kinds(service: &Service) -> Vec<String> {
    let says_kind = |evidence: &Evidence| matches!(evidence, Evidence::Publisher | Evidence::Mapping);
    distinct(service.needs.iter().filter(|tag| says_kind(&tag.evidence)).map(|tag| tag.code.clone()))
}
