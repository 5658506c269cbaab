//! Evidence: one function for each kind. Each says what it found, for or against; nothing where one of the two does not say.

use crate::{
    matching::{
        Crowd, Reason, Register, Traits,
        names::Likeness,
        traits::{Spot, domain},
    },
    model::location::Point,
};

/// Looks for evidence of one kind.
type Look = fn(&Traits, &Traits, &Crowd) -> Vec<Reason>;

/// Every kind of evidence, in the order it is told.
pub(super) const KINDS: [Look; 7] = [names, numbers, phones, pages, emails, places, kinds];

/// Hosts whose front page is everybody's: what stands there is told by the path alone.
const SHARED_HOSTS: [&str; 12] = [
    "facebook.com",
    "twitter.com",
    "x.com",
    "instagram.com",
    "linktr.ee",
    "sites.google.com",
    "youtube.com",
    "eventbrite.co.uk",
    "meetup.com",
    "bit.ly",
    "tinyurl.com",
    "google.com",
];
/// Domains of councils, the health service and universities: many services, one domain.
const SHARED_ENDS: [&str; 5] = [".gov.uk", ".gov.wales", ".gov.scot", ".nhs.uk", ".ac.uk"];
/// Domains at which anybody has an address.
const POST: [&str; 18] = [
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "live.co.uk",
    "live.com",
    "msn.com",
    "yahoo.com",
    "yahoo.co.uk",
    "btinternet.com",
    "btconnect.com",
    "aol.com",
    "icloud.com",
    "me.com",
    "sky.com",
    "talktalk.net",
    "nhs.net",
];
/// The need of a place to sit in the warm, and that of a public library.
const WARM: &str = "warm-space";
const LIBRARY: &str = "library";

fn names(one: &Traits, other: &Traits, _: &Crowd) -> Vec<Reason> {
    let each = one.names.iter().flat_map(|name| other.names.iter().map(move |known| name.likeness(known, &one.around, &other.around)));
    let best = each.max().unwrap_or(Likeness::Other);
    let mut found = vec![match best {
        Likeness::Same => Reason::SameName,
        Likeness::SameCommon => Reason::SameCommonName,
        Likeness::Alike => Reason::AlikeName,
        Likeness::Most => Reason::MostOfName,
        Likeness::Part => Reason::PartOfName,
        Likeness::Silent => Reason::SilentName,
        // A home goes by its owner's name in one list and by its own in the other.
        Likeness::Other if is_run_by(one, other) || is_run_by(other, one) => Reason::SameOrganisation,
        Likeness::Other => Reason::OtherName,
    }];
    let same = one.organisation.likeness(&other.organisation, &[], &[]) == Likeness::Same;
    if same && best < Likeness::Same && !found.contains(&Reason::SameOrganisation) {
        found.push(Reason::SameOrganisation);
    }
    found
}

/// Whether one goes by the name of who runs the other.
fn is_run_by(one: &Traits, other: &Traits) -> bool {
    one.names.iter().any(|name| name.likeness(&other.organisation, &[], &[]) == Likeness::Same)
}

fn numbers(one: &Traits, other: &Traits, _: &Crowd) -> Vec<Reason> {
    let mut found = Vec::new();
    for number in &one.numbers {
        let mut known = other.numbers.iter().filter(|known| known.list == number.list).peekable();
        if known.peek().is_none() {
            continue;
        }
        let same = known.any(|known| known == number);
        found.push(if same { Reason::SameNumber(number.register) } else { Reason::OtherNumber(number.register) });
    }
    // One number that is the same says more than another that is not.
    for register in found.clone() {
        if let Reason::SameNumber(register) = register {
            found.retain(|reason| *reason != Reason::OtherNumber(register));
        }
    }
    found.dedup();
    found
}

fn phones(one: &Traits, other: &Traits, crowd: &Crowd) -> Vec<Reason> {
    let mut shared = one.phones.iter().filter(|phone| other.phones.contains(phone)).peekable();
    if shared.peek().is_none() {
        return Vec::new();
    }
    vec![if shared.any(|phone| crowd.is_rare(phone)) { Reason::SamePhone } else { Reason::SharedPhone }]
}

fn pages(one: &Traits, other: &Traits, crowd: &Crowd) -> Vec<Reason> {
    let paths = one.pages.iter().filter_map(|page| page.path.as_deref());
    let mut same = paths.filter(|path| other.pages.iter().any(|page| page.path.as_deref() == Some(path)));
    if same.any(|path| crowd.is_rare(path)) {
        return vec![Reason::SamePage];
    }
    let hosts = one.pages.iter().map(|page| page.host.as_str()).filter(|host| !is_shared(host));
    let mut same = hosts.filter(|host| other.pages.iter().any(|page| page.host == *host));
    if same.any(|host| crowd.is_rare(host)) { vec![Reason::SameSite] } else { Vec::new() }
}

fn is_shared(host: &str) -> bool {
    SHARED_HOSTS.iter().any(|shared| host == *shared || host.ends_with(&format!(".{shared}"))) || ends_shared(host)
}

fn ends_shared(host: &str) -> bool {
    SHARED_ENDS.iter().any(|end| host.ends_with(end))
}

fn emails(one: &Traits, other: &Traits, crowd: &Crowd) -> Vec<Reason> {
    if one.emails.iter().any(|email| other.emails.contains(email) && crowd.is_rare(email)) {
        return vec![Reason::SameEmail];
    }
    let own = |email: &'_ String| {
        let domain = domain(email)?;
        (!POST.contains(&domain) && !ends_shared(domain) && crowd.is_rare(domain)).then(|| domain.to_owned())
    };
    let domains: Vec<String> = other.emails.iter().filter_map(own).collect();
    if one.emails.iter().filter_map(own).any(|domain| domains.contains(&domain)) { vec![Reason::SameDomain] } else { Vec::new() }
}

/// The two sites that lie best to each other.
fn places(one: &Traits, other: &Traits, _: &Crowd) -> Vec<Reason> {
    let each = one.spots.iter().flat_map(|spot| other.spots.iter().map(move |known| between(spot, known)));
    each.max_by_key(|reasons| reasons.iter().copied().map(Reason::points).sum::<i32>()).unwrap_or_default()
}

fn between(one: &Spot, other: &Spot) -> Vec<Reason> {
    let mut found = Vec::new();
    let both = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let metres = one.point.zip(other.point).map(|(one, other): (Point, Point)| one.metres_to(other));
    match metres {
        _ if both(&one.building, &other.building) => found.push(Reason::SameBuilding),
        _ if both(&one.postcode, &other.postcode) => found.push(Reason::SamePostcode),
        Some(..75.0) => found.push(Reason::Here),
        Some(..400.0) => found.push(Reason::Near),
        Some(5_000.0..) => found.push(Reason::Far),
        Some(1_000.0..) => found.push(Reason::Away),
        Some(_) => found.push(Reason::Apart),
        // An office moves; a place with a street does not.
        None if one.bare && other.bare => found.push(Reason::OtherPostcode),
        None if is_far_at_least(one, other) => found.push(Reason::Far),
        None if one.postcode.is_some() && other.postcode.is_some() => found.push(Reason::OtherPostcode),
        None => {}
    }
    let close = matches!(found.first(), Some(Reason::SamePostcode | Reason::Here | Reason::Near));
    if close && !one.houses.is_empty() && !other.houses.is_empty() {
        let same = one.houses.iter().any(|house| other.houses.contains(house));
        found.push(if same { Reason::SameHouse } else { Reason::OtherHouse });
    }
    found
}

/// How far the middle of a postcode district may be from any point of it, twice, in metres.
const ROUGHLY: f64 = 15_000.0;

/// Whether two places are far from each other however roughly they are known.
fn is_far_at_least(one: &Spot, other: &Spot) -> bool {
    let known = |spot: &Spot| spot.point.or(spot.rough);
    if let Some((one, other)) = known(one).zip(known(other)) {
        return one.metres_to(other) > ROUGHLY;
    }
    let area = |spot: &Spot| spot.postcode.as_ref().map(|text| text.chars().take_while(char::is_ascii_alphabetic).collect::<String>());
    area(one).zip(area(other)).is_some_and(|(one, other)| one != other)
}

/// A library that stays open in the cold is the library; a warm space beside anything else takes a person to tell.
fn kinds(one: &Traits, other: &Traits, _: &Crowd) -> Vec<Reason> {
    let is_warm = |traits: &Traits| traits.kinds.iter().any(|kind| kind == WARM);
    let rest = |traits: &Traits| traits.kinds.iter().filter(|kind| *kind != WARM).cloned().collect::<Vec<_>>();
    let (kinds, known) = (rest(one), rest(other));
    if is_warm(one) && is_warm(other) {
        return vec![Reason::SameKind];
    }
    if is_warm(one) != is_warm(other) {
        let else_is = if is_warm(one) { &known } else { &kinds };
        return vec![if else_is.iter().any(|kind| kind == LIBRARY) { Reason::WarmLibrary } else { Reason::WarmSpaceElse }];
    }
    let is_charity = |traits: &Traits| traits.numbers.iter().any(|number| number.register == Register::Charity);
    let same = kinds.iter().any(|kind| known.contains(kind));
    // A charity does many things, and each register names some.
    if kinds.is_empty() && known.is_empty() || !same && is_charity(one) && is_charity(other) {
        return Vec::new();
    }
    if kinds.is_empty() || known.is_empty() {
        return vec![Reason::OneKind];
    }
    vec![if same { Reason::SameKind } else { Reason::OtherKind }]
}
