//! The runs of documents against a scan of every document: equal candidates, whatever the place.

use super::*;
use crate::search::{
    chosen::Chosen,
    execute::{Beside, Scan},
    ground::Ground,
    query::Plan,
    worth::By,
};
use proptest::prelude::*;

fn a_service() -> impl Strategy<Value = Service> {
    let words = prop::sample::subsequence(vec!["yoga", "chess", "swimming", "tea", "falls"], 0..=4);
    let codes = prop::sample::subsequence(vec!["food-bank", "falls", "debt"], 0..=1);
    let areas = prop::sample::subsequence(vec!["E08000030", "E08000025", "E92000001", "S92000003"], 0..=1);
    let sites = prop::collection::vec((49.5..58.0_f64, -5.0..1.5_f64), 0..3);
    let border = prop::option::weighted(0.4, (49.5..58.0_f64, -5.0..1.5_f64, prop::sample::select(vec![0.01, 0.2, 3.0])));
    (words, codes, areas, sites, border, 0..u32::MAX).prop_map(|(words, codes, areas, points, border, number)| {
        let name = format!("Service {number}");
        let at = |(lat, lon): &(f64, f64)| {
            let mut site = site(&name, lat + lon);
            site.address = Address::Public(PublicAddress { point: Point::in_uk(*lat, *lon), ..PublicAddress::default() });
            site
        };
        let sites = points.iter().map(at).collect();
        let mut service = with_text(&words.join(" "), with_needs(&codes, serving(&areas, Service { sites, ..service(&name) })));
        service.areas.extend(border.map(|(lat, lon, size)| polygon(&[(lat, lon), (lat + size, lon), (lat, lon + size)])));
        service
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn visiting_only_runs_finds_what_visiting_everything_finds(
        services in prop::collection::vec(a_service(), 1..60), later in prop::collection::vec(a_service(), 0..4),
        words in prop::sample::select(vec!["", "yoga", "yoga chess", "yoga chess tea", "keeps falling", "debt advice"]),
        lat in 50.0..57.0_f64, lon in -4.0..1.0_f64, miles in 1.0..150.0_f64,
    ) {
        let directory = Directory::of(services);
        directory.save(later);
        let snapshot = directory.index.snapshot();
        prop_assert!(snapshot.segments.iter().all(|segment| segment.sidecar.sorted));
        let place = Place { point: Point::in_uk(lat, lon), ..walsall() };
        let question = Question { place: Some(place), radius_miles: miles, ..anywhere(words) };
        let plan = Plan::of(&question, &directory.needs, &snapshot).unwrap();
        let (ground, chosen) = (Ground::of(&question, 1.0, &snapshot), Chosen::of(&question, &directory.needs, &snapshot));
        let found = |beside, everything| {
            let (snapshot, plan, ground, chosen, question, needs) = (&snapshot, &plan, &ground, &chosen, &question, &directory.needs);
            let scan = Scan { snapshot, plan, ground, chosen, question, needs, beside, everything };
            let mut found = Vec::new();
            scan.run(|one| {
                found.push((one.spot, one.score.to_bits(), one.band, one.words, one.by));
                Ok(Beside::Wanted)
            })
            .unwrap();
            found
        };
        let all = found(Beside::Wanted, true);
        prop_assert_eq!(&found(Beside::Wanted, false), &all);
        let asked: Vec<_> = all.into_iter().filter(|(.., by)| *by != By::Beside).collect();
        prop_assert_eq!(found(Beside::NotWanted, false), asked);
    }
}
