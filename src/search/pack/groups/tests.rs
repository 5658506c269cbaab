use super::*;
use crate::{
    model::location::Point,
    search::{
        cards::{CHECKSUM, checksum},
        field::Field,
        filters,
        pack::{renumbered, steps_of},
        packed::PackedWriter,
    },
};
use std::collections::BTreeSet;

/// A made-up document.
#[derive(Clone)]
struct Row {
    id: u64,
    key: u64,
    words: BTreeSet<String>,
}

fn row(number: u64) -> Row {
    // Numbers that look like chance and are not.
    let id = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let words = (0..6).map(|at| format!("w{}", (id >> (at * 9)) % 700)).chain([format!("only {number}")]).collect();
    Row { id, key: number * 1_000, words }
}

/// The index of some documents in their order, each a service of its own.
fn index(rows: &[Row]) -> PackedIndex {
    let mut all = PackedIndex { position: 7, services: rows.len(), documents: 100_000, ..PackedIndex::default() };
    let ids = rows.iter().map(|row| u128::from(row.id).to_be_bytes());
    (all.service_of, all.service_ids) = renumbered(ids);
    (all.organisation_of, all.organisation_ids) = renumbered(rows.iter().map(|row| u128::from(row.id % 50).to_be_bytes()));
    let mut before = 0;
    all.masks = vec![Vec::new(); super::super::MASKS];
    all.hour_cards = vec![0];
    let sets = |values: Vec<u64>| {
        let (of, distinct) = renumbered(std::iter::once(0).chain(values));
        let words: Vec<String> = distinct[1..].iter().map(|value| format!("set {value}")).collect();
        PackedSets { labels: words.clone(), sets: (0..).take(words.len()).map(|word| vec![word]).collect(), words, of: of[1..].to_vec() }
    };
    all.needs = sets(rows.iter().map(|row| row.id % 30).collect());
    all.covers = sets(rows.iter().map(|row| row.id % 7).collect());
    all.lists = filters::open_lists().map(|_| sets(rows.iter().map(|row| row.id % 400).collect())).collect();
    let (mut titles, mut providers) = (Names::default(), Names::default());
    for (row, doc) in rows.iter().zip(0..) {
        all.key_steps.push(row.key - before);
        before = row.key;
        all.points.push((row.id % 9 > 0).then(|| steps_of(Point { lat: 52.0, lon: -1.0 })));
        all.masks.iter_mut().for_each(|mask| mask.push(row.id % 5));
        all.hours.push(0);
        all.facts.push(row.id % 3);
        all.ages.push(row.id % 4);
        let body = row.id.to_le_bytes();
        all.cards_at.push(At::new(all.cards.len() as u64, CHECKSUM + body.len()).unwrap().0);
        all.cards.extend(checksum(&body).into_iter().chain(body));
        let name = |text: String| PackedNames { shown: vec![text], of: vec![(0, 0)] };
        titles.take(name(format!("Club {}", row.id % 900)), doc);
        providers.take(name(format!("Trust {}", row.id % 50)), doc);
    }
    (all.titles, all.providers) = (titles.packed(), providers.packed());
    let mut writer = PackedWriter::default();
    let words: BTreeSet<&String> = rows.iter().flat_map(|row| &row.words).collect();
    for field in Field::ALL {
        let marks = if field.is_counted() { rows.iter().map(|row| row.id.to_le_bytes()[0]).collect() } else { Vec::new() };
        writer.begin(field.is_counted(), 1_000, marks);
        for word in &words {
            let with = rows.iter().zip(0_u32..).filter(|(row, _)| row.words.contains(*word));
            let with: Vec<(u32, u32)> = with.map(|(row, doc)| (doc, 1 + (row.id % 3) as u32)).collect();
            // As many again lie beyond the pack.
            writer.word(word, 2 * with.len() as u64, with.into_iter());
        }
    }
    all.words = writer.finish();
    all
}

fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap()
}

#[test]
fn groups_put_together_are_the_index_they_were_cut_from() {
    for documents in [0, 1, 199, 3_000] {
        let whole = index(&(0..documents).map(row).collect::<Vec<_>>());
        let (base, groups) = whole.parted();
        assert_eq!(groups.len() > 3, documents == 3_000, "{documents} documents in {} groups", groups.len());
        let joined = PackedIndex::joined(base, groups).unwrap();
        joined.check().unwrap();
        assert!(bytes(&joined) == bytes(&whole), "{documents} documents");
    }
}

#[test]
fn a_service_that_comes_changes_its_own_group_and_no_other() {
    let rows: Vec<Row> = (0..3_000).map(|number| row(2 * number)).collect();
    let known: BTreeSet<Vec<u8>> = index(&rows).parted().1.iter().map(bytes).collect();
    for place in [0, 1_501, 3_000] {
        let mut more = rows.clone();
        more.insert(place, Row { key: (2 * place as u64).saturating_sub(1) * 1_000, ..row(2 * place as u64 + 900_001) });
        let groups: Vec<Vec<u8>> = index(&more).parted().1.iter().map(bytes).collect();
        let new = groups.iter().filter(|group| !known.contains(*group)).count();
        // Two where it is itself the last of a group.
        assert!((1..=2).contains(&new), "at {place}: {new} of {} groups are new", groups.len());
    }
}

#[test]
fn groups_that_do_not_hold_together_are_refused() {
    type Change = dyn Fn(&mut Base, &mut Vec<Group>);
    let whole = index(&(0..1_500).map(row).collect::<Vec<_>>());
    let with = |change: &Change| {
        let (mut base, mut groups) = whole.parted();
        change(&mut base, &mut groups);
        PackedIndex::joined(base, groups).and_then(PackedIndex::open).err()
    };
    assert_eq!(with(&|_, _| ()), None);
    let changes: [(&str, &Change); 8] = [
        ("a group is missing", &|_, groups| drop(groups.pop())),
        ("a card is cut", &|_, groups| groups[1].columns.cards.truncate(9)),
        ("a column is short", &|_, groups| groups[1].columns.ages.truncate(9)),
        ("hours of no document", &|_, groups| groups[1].columns.hour_cards.push(99_999)),
        ("a set of no word", &|_, groups| groups[1].columns.needs.sets.push(vec![99_999])),
        ("a name of no document", &|_, groups| groups[1].columns.titles.of.push((99_999, 0))),
        ("the words of another group", &|_, groups| groups[1].words = GroupWords::default()),
        ("a mask too few", &|base, _| base.masks -= 1),
    ];
    for (what, change) in changes {
        assert!(with(change).is_some(), "{what}");
    }
}
