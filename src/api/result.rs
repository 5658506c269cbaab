//! One result of a search on the wire: made from a [`Hit`] alone.

use crate::{
    finding::answer::{Card, Hit, Reason},
    model::{cost::Price, opening::State as OpeningState, sector::Sector},
    server::{languages::L, wording},
};
use jiff::Zoned;
use serde::Serialize;
use utoipa::ToSchema;

/// One service found, at its nearest site.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultResponse {
    /// Its id, a UUID.
    #[schema(format = "uuid")]
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who runs it.
    pub organization: OrganizationResponse,
    /// `statutory`, `voluntary`, `independent` or `private`. Absent = not known, as everywhere below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<&'static str>,
    /// What a person gets, in one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// First phone to ring.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "0121 496 0123")]
    pub phone: Option<String>,
    /// Web page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// `venue`, `home`, `phone`, `online`.
    pub delivery: Vec<&'static str>,
    /// Who may refer: `self`, `professional`, `gp`, `school`, `social-care`, `hospital`. Empty = not stated.
    pub referral_routes: Vec<&'static str>,
    /// `free` or `paid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<&'static str>,
    /// The nearest site's address in one line; says so when it is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The nearest site's postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// How many sites it has.
    pub sites: u32,
    /// Areas it says it serves, by name. Empty = not stated.
    pub areas: Vec<String>,
    /// Whole nations it serves.
    pub national: Vec<&'static str>,
    /// Codes of the needs it answers.
    pub needs: Vec<String>,
    /// From the asked place to the nearest site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance: Option<DistanceResponse>,
    /// Open or not at this moment.
    pub opening: OpeningResponse,
    /// The day a person last checked the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = "date", example = "2026-11-10")]
    pub checked: Option<String>,
    /// Room now: `open`, `waiting-list`, `full` or `paused`. Absent once what was said has expired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<&'static str>,
    /// `active` or `temporarily closed`.
    pub status: &'static str,
    /// A made-up record.
    pub fictional: bool,
    /// Why it is here, most telling first.
    pub reasons: Vec<ReasonResponse>,
    /// Where to read more.
    pub links: ResultLinksResponse,
}

/// An organisation's id and name.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationResponse {
    /// Its id, a UUID.
    #[schema(format = "uuid")]
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A distance.
#[derive(Debug, Serialize, ToSchema)]
pub struct DistanceResponse {
    /// Metres in a straight line.
    #[schema(example = 1931)]
    pub metres: u32,
    /// One of the two points is only the middle of a postcode sector or district.
    pub approximate: bool,
    /// In words.
    #[schema(example = "1.2 miles")]
    pub text: String,
}

/// Whether it is open.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpeningResponse {
    /// `open`, `closed` or `unknown`.
    #[schema(example = "open")]
    pub state: &'static str,
    /// In words, Europe/London.
    #[schema(example = "Open now, until 5pm")]
    pub text: String,
}

/// Why a service is in the answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonResponse {
    /// `name`, `need`, `words`, `wish`, `ages`, `other-ages`, `not-for`, `serves`, `national`, `serves-elsewhere` or `not-stated`.
    #[schema(example = "need")]
    pub kind: &'static str,
    /// In words.
    #[schema(example = "Helps with: falls and staying steady")]
    pub text: String,
}

/// Addresses of one result.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultLinksResponse {
    /// The whole record as Open Referral UK data.
    pub service: String,
    /// The page for people.
    pub page: String,
}

impl ResultResponse {
    /// The result as software reads it, at this moment.
    pub fn new(hit: Hit, now: &Zoned) -> Self {
        let (distance, links) = (distance(&hit), result_links(&hit.card));
        let Hit { card, opening: state, reasons, .. } = hit;
        let english = L::english();
        let reason = |one: &Reason| ReasonResponse { kind: kind(one), text: wording::reason(&english, one).plain() };
        Self {
            id: card.id.to_string(),
            name: card.name,
            organization: OrganizationResponse { id: card.organisation_id.to_string(), name: card.organisation },
            sector: card.sector.map(Sector::word),
            summary: card.summary,
            phone: card.phone.map(|phone| phone.number),
            url: card.web,
            delivery: card.delivery.iter().map(|way| way.word()).collect(),
            referral_routes: card.referral.iter().map(|route| route.word()).collect(),
            cost: cost(card.price),
            address: card.address,
            postal_code: card.postcode,
            sites: card.sites,
            areas: card.areas,
            national: card.national.iter().map(|nation| nation.word()).collect(),
            needs: card.needs,
            distance,
            opening: OpeningResponse { state: opening(&state), text: wording::opening(&english, &state, now).text.plain() },
            checked: card.checked.map(|day| day.to_string()),
            capacity: card.capacity.filter(|(_, until)| now.date() <= *until).map(|(state, _)| state.word()),
            status: card.status.word(),
            fictional: card.fictional,
            reasons: reasons.iter().map(reason).collect(),
            links,
        }
    }
}

fn result_links(card: &Card) -> ResultLinksResponse {
    ResultLinksResponse { service: format!("/api/v1/services/{}", card.id), page: format!("/service/{}", card.id) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no two points on Earth are 2^32 metres apart")]
fn distance(hit: &Hit) -> Option<DistanceResponse> {
    let text = wording::distance(&L::english(), hit.metres, hit.approximate)?.plain();
    Some(DistanceResponse { metres: hit.metres?.round() as u32, approximate: hit.approximate, text })
}

fn cost(price: Price) -> Option<&'static str> {
    match price {
        Price::Free => Some("free"),
        Price::Paid => Some("paid"),
        Price::Unknown => None,
    }
}

fn opening(state: &OpeningState) -> &'static str {
    match state {
        OpeningState::Open { .. } => "open",
        OpeningState::Closed { .. } => "closed",
        OpeningState::Unknown => "unknown",
    }
}

fn kind(reason: &Reason) -> &'static str {
    match reason {
        Reason::Name => "name",
        Reason::Need(..) => "need",
        Reason::Words(_) => "words",
        Reason::Wish(_) => "wish",
        Reason::Ages(_) => "ages",
        Reason::OtherAges(_) => "other-ages",
        Reason::NotFor(_) => "not-for",
        Reason::Serves(_) => "serves",
        Reason::National(_) => "national",
        Reason::ServesElsewhere(_) => "serves-elsewhere",
        Reason::NotStated { .. } => "not-stated",
    }
}
