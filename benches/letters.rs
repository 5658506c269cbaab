//! How long correcting and completing take, without an index: words of syllables, as many as a large directory writes.

use criterion::{Criterion, criterion_group, criterion_main};
use fingerpost::finding::{
    completion::Tails,
    known_words::KnownWords,
    needs::Needs,
    spelling::{Guess, distance},
};
use std::hint::black_box;

const SYLLABLES: &[&str] = &["ba", "con", "de", "fal", "gri", "hol", "ma", "ner", "os", "pel", "ra", "sto", "ti", "un", "ver", "wil"];
/// Words a large directory writes.
const WORDS: usize = 60_000;
/// Names it holds.
const NAMES: usize = 150_000;

/// A word of three to five syllables.
fn spell(mut number: usize) -> String {
    let mut word = String::new();
    for _ in 0..3 + number % 3 {
        word.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number = number / SYLLABLES.len() + 7 * (number % 5);
    }
    word
}

fn letters(criterion: &mut Criterion) {
    for (name, one, other) in
        [("a slip", "bereavement", "beravement"), ("far", "counselling", "chiropodist"), ("accents", "bereavement", "béreavement")]
    {
        criterion.bench_function(&format!("distance/{name}"), |bencher| bencher.iter(|| distance(black_box(one), black_box(other), 2)));
    }
}

fn correction(criterion: &mut Criterion) {
    let needs = Needs::shipped().expect("the shipped vocabulary");
    let words = KnownWords::of((0..WORDS).map(|number| (spell(number), 1)));
    for typed in ["councelling", "chiropadist", "falgribn", "zzzzzzzz"] {
        criterion.bench_function(&format!("correction/{typed}"), |bencher| {
            bencher.iter(|| {
                let mut guess = Guess::of(black_box(typed));
                needs.dictionary().known_words().offer(&mut guess, None);
                words.offer(&mut guess, typed.chars().next());
                if !guess.is_found() {
                    words.offer(&mut guess, None);
                }
                guess.best()
            });
        });
    }
}

fn completion(criterion: &mut Criterion) {
    let names: Vec<String> = (0..NAMES).map(|number| format!("{} {} {number}", spell(number), spell(number / 3))).collect();
    let tails = Tails::of(names.iter().map(String::as_str).zip(0..));
    for typed in ["c", "con", "conba", "conbade f"] {
        criterion.bench_function(&format!("completion/{typed}"), |bencher| bencher.iter(|| tails.best(tails.run(black_box(typed)), 20)));
    }
    criterion.bench_function("completion/slips", |bencher| bencher.iter(|| tails.slips(black_box("cnobad"))));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(std::time::Duration::from_secs(2));
    targets = letters, correction, completion
}
criterion_main!(benches);
