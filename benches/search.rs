//! How long searching takes over a generated directory. `FINGERPOST_BENCH_SERVICES` sets its size (20,000 unless set).
//!
//! The text is made of a Zipf-like vocabulary, the sites cluster on towns; absolute figures move with real text, ratios hold.

use criterion::{Criterion, criterion_group, criterion_main};
use fingerpost::{
    finding::{
        ignored::Ignored,
        needs::Needs,
        question::{Question, Sort},
    },
    model::{
        coverage::Area,
        id::{LocationId, OrganisationId, ServiceId, derive},
        location::{Address, Point, PublicAddress, Site},
        need::{Evidence, NeedTag},
        organisation::Organisation,
        provenance::Provenance,
        sector::{Delivery, Nation, ReferralRoute, Sector},
        service::Service,
    },
    places::{Place, Precision},
    search::{Change, Index},
};
use jiff::civil::date;
use std::{collections::BTreeMap, hint::black_box, path::Path, time::Instant};

/// Towns: latitude, longitude, weight.
const TOWNS: &[(f64, f64, u64)] = &[
    (51.507, -0.128, 30),
    (52.480, -1.903, 12),
    (53.480, -2.242, 12),
    (53.801, -1.549, 8),
    (55.864, -4.252, 8),
    (53.408, -2.991, 6),
    (51.454, -2.588, 5),
    (51.481, -3.179, 4),
    (54.597, -5.930, 4),
    (54.978, -1.618, 4),
    (52.586, -1.982, 3),
    (50.909, -1.404, 3),
    (50.376, -4.143, 2),
    (57.149, -2.094, 2),
];
const SYLLABLES: &[&str] = &["ba", "con", "de", "fal", "gri", "hol", "ma", "ner", "os", "pel", "ra", "sto", "ti", "un", "ver", "wil"];
const WORDS: u64 = 30_000;

/// A small generator of repeatable numbers (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a random part needs no exact digits")]
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A word: low numbers far more often than high ones.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a number below WORDS")]
    fn word(&mut self) -> String {
        let part = self.part();
        spell((WORDS as f64).powf(part * part.sqrt()) as u64)
    }

    fn words(&mut self, count: u64) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

fn spell(mut number: u64) -> String {
    let mut word = String::new();
    let syllables = SYLLABLES.len() as u64;
    for _ in 0..4 {
        word.push_str(SYLLABLES[usize::try_from(number % syllables).unwrap_or(0)]);
        number /= syllables;
    }
    word
}

fn service(number: u64, codes: &[String]) -> Service {
    let mut numbers = Numbers(number);
    let name = format!("{} {}", numbers.words(2), number);
    let organisation = numbers.below(20_000);
    let organisation = Organisation::named(
        OrganisationId(derive("bench", "organisation", &organisation.to_string())),
        format!("Organisation {organisation}"),
    );
    let origin =
        Provenance { source: "bench".to_owned(), native_id: number.to_string(), publisher: None, licence: None, modified: None, url: None };
    let (summary, length) = (numbers.words(18), 60 + numbers.below(140));
    let pick = |numbers: &mut Numbers, all: usize| usize::try_from(numbers.below(all as u64)).unwrap_or(0);
    Service {
        summary: Some(summary),
        description: Some(numbers.words(length)),
        sector: Some(Sector::ALL[pick(&mut numbers, 4)]),
        delivery: vec![Delivery::ALL[pick(&mut numbers, 4)]],
        referral: vec![ReferralRoute::ALL[pick(&mut numbers, 6)]],
        needs: (0..=numbers.below(3))
            .map(|_| NeedTag { code: codes[pick(&mut numbers, codes.len())].clone(), evidence: Evidence::Publisher })
            .collect(),
        national: if numbers.below(33) == 0 { Nation::ALL.to_vec() } else { Vec::new() },
        areas: if numbers.below(2) == 0 {
            vec![Area::Gss { code: format!("E0800{:04}", numbers.below(374)), name: Some(format!("Area {number}")) }]
        } else {
            Vec::new()
        },
        sites: (0..=u64::from(numbers.below(12) == 0)).map(|_| site(&mut numbers)).collect(),
        ..Service::named(ServiceId(derive("bench", "service", &number.to_string())), name, organisation, origin)
    }
}

fn site(numbers: &mut Numbers) -> Site {
    let mut left = numbers.below(TOWNS.iter().map(|town| town.2).sum());
    let town = TOWNS.iter().find(|town| {
        let here = left < town.2;
        left = left.saturating_sub(town.2);
        here
    });
    let (lat, lon, _) = town.copied().unwrap_or(TOWNS[0]);
    let spread = |numbers: &mut Numbers| (numbers.part() + numbers.part() + numbers.part() - 1.5) * 0.35;
    let point = Point { lat: lat + spread(numbers), lon: lon + spread(numbers) * 1.6 };
    Site {
        id: LocationId(derive("bench", "location", &numbers.next().to_string())),
        name: None,
        address: Address::Public(PublicAddress { point: Some(point), postcode: Some("B1 1AA".to_owned()), ..PublicAddress::default() }),
        uprn: None,
        accessibility: Vec::new(),
        travel: None,
        schedules: Vec::new(),
    }
}

fn questions(miles: Option<f64>) -> Vec<Question> {
    let mut numbers = Numbers(7);
    let plain = ["food bank", "debt advice", "help with housing", "someone to talk to", "care homes"];
    (0..200_usize)
        .map(|at| {
            let words = 1 + numbers.below(4);
            // Words common enough to be found near by, as people's words are.
            let common = (0..words).map(|_| spell(20 + numbers.below(300))).collect::<Vec<_>>().join(" ");
            let words = if at % 5 == 0 { plain[at / 5 % plain.len()].to_owned() } else { common };
            let (lat, lon, _) = TOWNS[at % TOWNS.len()];
            question(words, miles.map(|_| Point { lat: lat + 0.05, lon }), miles.unwrap_or(10.0))
        })
        .collect()
}

fn question(words: String, point: Option<Point>, radius_miles: f64) -> Question {
    let place = point.map(|point| Place {
        label: "Somewhere".to_owned(),
        precision: Precision::Postcode,
        point: Some(point),
        council: Some("E08000025".to_owned()),
        ward: None,
        lsoa: None,
        nation: Some(Nation::England),
        district: Some("B1".to_owned()),
        around: Vec::new(),
        remark: None,
    });
    let now = date(2026, 11, 18).at(11, 0, 0, 0).to_zoned(fingerpost::clock::london()).expect("a time that exists");
    Question {
        typed: words.clone(),
        words,
        ignored: Ignored::default(),
        place,
        radius_miles,
        spacing_metres: None,
        chosen: BTreeMap::new(),
        sort: Sort::Best,
        offset: 0,
        limit: 20,
        now,
    }
}

/// 50th, 90th and 99th of a hundred, in microseconds.
fn percentiles(index: &Index, needs: &Needs, questions: &[Question]) -> [u128; 3] {
    let mut best = vec![u128::MAX; questions.len()];
    for _ in 0..3 {
        for (at, question) in questions.iter().enumerate() {
            let begun = Instant::now();
            black_box(index.search(question, needs).expect("a search that works"));
            best[at] = best[at].min(begun.elapsed().as_micros());
        }
    }
    best.sort_unstable();
    [50, 90, 99].map(|percent| best[(best.len() - 1) * percent / 100])
}

fn build(folder: &Path, count: u64, needs: &Needs) -> Index {
    let codes: Vec<String> = needs.iter().map(|(code, _)| code.to_owned()).collect();
    let mut services = (0..count).map(|number| Ok(service(number, &codes)));
    Index::rebuild_in(folder, "bench", &mut services, 1, &mut |_| ()).expect("an index that can be built")
}

#[expect(clippy::print_stderr, reason = "a bench tells its figures")]
fn search(criterion: &mut Criterion) {
    let count = std::env::var("FINGERPOST_BENCH_SERVICES").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let needs = Needs::shipped().expect("the shipped vocabulary");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let begun = Instant::now();
    let index = build(folder.path(), count, &needs);
    eprintln!("{count} services: built in {:?}, {} bytes on disk", begun.elapsed(), index.bytes());
    drop(index);
    let begun = Instant::now();
    let index = Index::open(folder.path(), "bench").expect("an index that opens");
    eprintln!("opened and checked in {:?}", begun.elapsed());
    for (name, miles) in [("3 miles", Some(3.0)), ("10 miles", Some(10.0)), ("30 miles", Some(30.0)), ("whole country", None)] {
        let questions = questions(miles);
        let loosened = |question: &&Question| index.search(question, &needs).is_ok_and(|answer| answer.relaxed.is_some());
        let (asked, loosened) = (questions.len(), questions.iter().filter(loosened).count());
        let took = percentiles(&index, &needs, &questions);
        eprintln!("{name}: {took:?} µs (50, 90, 99 of 100); {loosened} of {asked} had to be loosened");
        let mut at = 0;
        criterion.bench_function(&format!("search/{name}"), |bencher| {
            bencher.iter(|| {
                at = (at + 1) % questions.len();
                index.search(&questions[at], &needs)
            });
        });
    }
    criterion.bench_function("suggest/three letters", |bencher| bencher.iter(|| index.suggest(&needs, "con", 8)));
    criterion.bench_function("suggest/a slip", |bencher| bencher.iter(|| index.suggest(&needs, "orgamis", 8)));
    let codes: Vec<String> = needs.iter().map(|(code, _)| code.to_owned()).collect();
    let mut position = 1;
    criterion.bench_function("apply/one service", |bencher| {
        bencher.iter(|| {
            position += 1;
            let change = Change::Saved(Box::new(service(u64::try_from(position).unwrap_or(0), &codes)));
            index.apply(std::iter::once(change), position)
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(std::time::Duration::from_secs(3));
    targets = search
}
criterion_main!(benches);
