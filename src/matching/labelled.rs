//! How good the rules are: pairs of real records that a person has read and called one service or two (`data/duplicates/`), against what
//! the rules say.

use crate::{
    matching::{self, Crowd, Score, Traits, Verdict},
    model::{
        contact::Phone,
        id::{LocationId, OrganisationId, ServiceId, derive},
        location::{Address, Point, PublicAddress, Site},
        need::{Evidence, NeedTag},
        organisation::{Identifier, Organisation},
        provenance::Provenance,
        service::Service,
    },
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What a record that may not be published here is found by: these columns of its publisher's file, with `|` between, as the first 12
/// letters of their SHA-256 in hex.
pub const FOUND_BY: [&str; 6] = ["title", "address", "postcode", "lat", "lon", "source"];

/// The three tables.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    /// Records, with what is compared of them.
    pub records: &'a str,
    /// Pairs of records, and whether they are the same service.
    pub pairs: &'a str,
    /// Numbers and addresses that many records of the directory at large hold.
    pub shared: &'a str,
}

/// What the rules make of the pairs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Measured {
    /// Pairs that are one service.
    pub same: u32,
    /// Pairs that are two.
    pub apart: u32,
    /// Joined by rule, and rightly.
    pub joined_rightly: u32,
    /// Joined by rule, and wrongly.
    pub joined_wrongly: u32,
    /// Queued for a person, and rightly.
    pub queued_rightly: u32,
    /// Queued for a person, and needlessly.
    pub queued_needlessly: u32,
    /// Of the pairs that are one, those that no key finds to be compared.
    pub not_compared: u32,
    /// Pairs left out: one of the records may not be published here, and only says where it is to be found.
    pub left_out: u32,
    /// What went wrong, a line each.
    pub wrong: Vec<String>,
}

impl Measured {
    /// Of what is joined by rule, the part that is one service.
    pub fn precision(&self) -> f64 {
        part(self.joined_rightly, self.joined_rightly + self.joined_wrongly)
    }

    /// Of what is one service, the part that is joined or queued.
    pub fn recall(&self) -> f64 {
        part(self.joined_rightly + self.queued_rightly, self.same)
    }

    /// Of what is one service, the part that is joined without anybody's help.
    pub fn joined(&self) -> f64 {
        part(self.joined_rightly, self.same)
    }

    /// Of what is queued, the part that is one service.
    pub fn queue_precision(&self) -> f64 {
        part(self.queued_rightly, self.queued_rightly + self.queued_needlessly)
    }

    fn take(&mut self, labelled: &Labelled, names: (&str, &str), score: &Score, compared: bool) {
        let same = labelled.same == "yes";
        let verdict = if compared { score.verdict } else { Verdict::Apart };
        *(if same { &mut self.same } else { &mut self.apart }) += 1;
        self.not_compared += u32::from(same && !compared);
        match (same, verdict) {
            (true, Verdict::Certain) => self.joined_rightly += 1,
            (false, Verdict::Certain) => self.joined_wrongly += 1,
            (true, Verdict::Likely) => self.queued_rightly += 1,
            (false, Verdict::Likely) => self.queued_needlessly += 1,
            _ => {}
        }
        let what = match (same, verdict) {
            (false, Verdict::Certain) => "joined wrongly",
            (true, Verdict::Apart) => "missed",
            _ => return,
        };
        let reasons: Vec<String> = score.reasons.iter().map(|reason| reason.word()).collect();
        let known = if compared { "" } else { ", not compared" };
        let line = format!("{what}{known}: {} / {} ({} points: {})", names.0, names.1, score.points, reasons.join(", "));
        self.wrong.push(line);
    }
}

fn part(some: u32, all: u32) -> f64 {
    if all == 0 { 1.0 } else { f64::from(some) / f64::from(all) }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    record: String,
    source: String,
    name: String,
    organisation: String,
    /// Needs, then phones and numbers in registers: each list with semicolons between.
    kinds: String,
    phones: String,
    web: String,
    email: String,
    numbers: String,
    building: String,
    lines: String,
    town: String,
    postcode: String,
    lat: Option<f64>,
    lon: Option<f64>,
    /// The point is only that of the postcode district.
    rough: bool,
    /// The publisher's own id, where it is a register's number. Of a record without a name, which may not be published here: what it is
    /// found by in its publisher's file ([`FOUND_BY`]).
    native: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    one: String,
    other: String,
    /// yes or no
    same: String,
    /// What kind of pair it is.
    kind: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    held: String,
    holders: u32,
}

/// Holds the rules against the labelled pairs.
///
/// # Errors
/// When a table cannot be read: the table and the row are named.
pub fn measure(tables: Tables<'_>) -> Result<Measured, String> {
    let rows: Vec<Row> = read("records", tables.records)?;
    let names: HashMap<&str, &str> = rows.iter().map(|row| (row.record.as_str(), row.name.as_str())).collect();
    let traits: Vec<Traits> = rows.iter().map(|row| Traits::of(&service(row))).collect();
    let at: HashMap<&str, u32> = rows.iter().map(|row| row.record.as_str()).zip(0..).collect();
    let mut crowd = Crowd::of(&traits);
    for shared in read::<Shared>("shared", tables.shared)? {
        crowd.say(&shared.held, shared.holders);
    }
    let compared: HashSet<(u32, u32)> = matching::pairs(&traits, &crowd).into_iter().collect();
    let mut measured = Measured::default();
    for (labelled, line) in read::<Labelled>("pairs", tables.pairs)?.iter().zip(2..) {
        let find = |record: &str| at.get(record).copied().ok_or_else(|| format!("pairs, line {line}: there is no record {record}"));
        let (one, other) = (find(&labelled.one)?, find(&labelled.other)?);
        if !matches!(labelled.same.as_str(), "yes" | "no") {
            return Err(format!("pairs, line {line} ({}): same is yes or no, not '{}'", labelled.kind, labelled.same));
        }
        let score = matching::score(&traits[one as usize], &traits[other as usize], &crowd);
        if names[labelled.one.as_str()].is_empty() || names[labelled.other.as_str()].is_empty() {
            measured.left_out += 1;
            continue;
        }
        let both = (names[labelled.one.as_str()], names[labelled.other.as_str()]);
        measured.take(labelled, both, &score, compared.contains(&(one.min(other), one.max(other))));
    }
    Ok(measured)
}

fn read<T: for<'de> Deserialize<'de>>(table: &str, text: &str) -> Result<Vec<T>, String> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    rows.zip(2..).map(|(row, line)| row.map_err(|error| format!("{table}, line {line}: {error}"))).collect()
}

fn list(text: &str) -> impl Iterator<Item = String> {
    text.split(';').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned)
}

fn stated(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn service(row: &Row) -> Service {
    let id = |kind| derive(&row.source, kind, &row.record);
    let provenance =
        Provenance { source: row.source.clone(), native_id: row.native.clone(), publisher: None, licence: None, modified: None, url: None };
    let mut organisation = Organisation::named(OrganisationId(id("organisation")), row.organisation.clone());
    organisation.identifiers = list(&row.numbers).filter_map(|number| identifier(&number)).collect();
    let mut service = Service::named(ServiceId(id("service")), row.name.clone(), organisation, provenance);
    service.web = stated(&row.web);
    service.email = stated(&row.email);
    service.phones = list(&row.phones).flat_map(|phone| Phone::read_all(&phone)).collect();
    service.needs = list(&row.kinds).map(|code| NeedTag { code, evidence: Evidence::Mapping }).collect();
    let address = PublicAddress {
        lines: list(&row.lines).collect(),
        town: stated(&row.town),
        postcode: stated(&row.postcode),
        point: row.lat.zip(row.lon).map(|(lat, lon)| Point { lat, lon }),
        approximate: row.rough,
        ..PublicAddress::default()
    };
    service.sites.push(Site {
        id: LocationId(id("location")),
        name: None,
        address: Address::Public(address),
        uprn: stated(&row.building),
        accessibility: Vec::new(),
        travel: None,
        schedules: Vec::new(),
    });
    service
}

/// `GB-NHS=FA512`, or with what it is called: `CQC|CQC provider number=1-101668990`.
fn identifier(text: &str) -> Option<Identifier> {
    let (scheme, value) = text.split_once('=')?;
    let (scheme, kind) = scheme.split_once('|').unwrap_or((scheme, scheme));
    Some(Identifier { scheme: scheme.to_owned(), kind: kind.to_owned(), value: value.to_owned() })
}
