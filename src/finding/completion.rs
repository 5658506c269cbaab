//! Completion: which names hold a word that begins with what has been typed so far.

use crate::finding::words::normalise;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Words of a name a prefix may begin at.
const MOST_WORDS: usize = 8;
/// Stands behind every name; comes before any letter and any space.
const END: u8 = b'\n';
/// The best of runs longer than this are found beforehand.
const LONG: usize = 128;
/// So many of them.
const MOST_BEST: usize = 20;

/// Names in the order of every tail of theirs that begins at a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tails {
    /// The names, normalised, each with its end.
    text: Vec<u8>,
    /// Sorted by what follows.
    sorted: Vec<Tail>,
    /// Long runs of tails that begin alike, in order, and where their best begin among all of them.
    long: Vec<(u32, u32, u32)>,
    best: Vec<Completion>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tail {
    at: u32,
    completes: Completion,
}

/// What a tail completes to: a number of the caller's, and whether the tail is the whole name. Better ones come first: whole names,
/// then low numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Completion(u32);

/// The mark of a tail that begins within its name.
const WITHIN: u32 = 1 << 31;

impl Completion {
    /// The number the name was given.
    pub fn number(self) -> usize {
        (self.0 & !WITHIN) as usize
    }

    /// Whether the name itself begins so, not only a word within it.
    pub fn is_whole(self) -> bool {
        self.0 & WITHIN == 0
    }
}

impl Tails {
    /// Sorts the tails of names. Each name has a number: the lower, the rather it is offered. Names may share one.
    pub fn of<'a>(names: impl Iterator<Item = (&'a str, usize)>) -> Self {
        let mut tails = Self::default();
        for (name, number) in names {
            tails.add(&normalise(name), number);
        }
        let Self { text, sorted, .. } = &mut tails;
        sorted.sort_unstable_by(|one, other| text[one.at as usize..].cmp(&text[other.at as usize..]));
        text.shrink_to_fit();
        sorted.shrink_to_fit();
        tails.find_best();
        tails
    }

    /// A name behind the last. What would not fit into four billion bytes is left out.
    fn add(&mut self, plain: &str, number: usize) {
        let begin = self.text.len();
        let (Ok(_), Some(number)) = (u32::try_from(begin + plain.len()), u32::try_from(number).ok().filter(|number| *number < WITHIN))
        else {
            return;
        };
        let starts = std::iter::once(0).chain(plain.match_indices(' ').map(|(at, _)| at + 1)).filter(|_| !plain.is_empty());
        self.sorted.extend(starts.take(MOST_WORDS).filter_map(|start| {
            let completes = Completion(if start == 0 { number } else { number | WITHIN });
            Some(Tail { at: u32::try_from(begin + start).ok()?, completes })
        }));
        self.text.extend_from_slice(plain.as_bytes());
        self.text.push(END);
    }

    /// What stands behind the first `depth` bytes of a tail, up to so many bytes of it.
    fn behind(&self, tail: Tail, depth: usize, length: usize) -> &[u8] {
        let from = (tail.at as usize + depth).min(self.text.len());
        &self.text[from..(from + length).min(self.text.len())]
    }

    /// The tails that begin so. `prefix` is normalised.
    pub fn run(&self, prefix: &str) -> Range<usize> {
        self.narrowed(0..self.sorted.len(), 0, prefix)
    }

    /// Those of a run, whose tails share their first `depth` bytes, that go on so.
    fn narrowed(&self, run: Range<usize>, depth: usize, more: &str) -> Range<usize> {
        let (tails, more) = (&self.sorted[run.clone()], more.as_bytes());
        let behind = |tail: &Tail| self.behind(*tail, depth, more.len());
        let from = tails.partition_point(|tail| behind(tail) < more);
        let to = match tails.get(from) {
            Some(tail) if behind(tail) == more => from + tails[from..].partition_point(|tail| behind(tail) == more),
            _ => from,
        };
        run.start + from..run.start + to
    }

    /// The best completions of a run, none of them twice.
    pub fn best(&self, run: Range<usize>, most: usize) -> Vec<Completion> {
        if most <= MOST_BEST
            && let Some(best) = self.known_best(&run)
        {
            return best[..most.min(best.len())].to_vec();
        }
        let mut all: Vec<Completion> = self.sorted[run].iter().map(|tail| tail.completes).collect();
        all.sort_unstable();
        all.dedup();
        let whole = all.partition_point(|one| one.is_whole());
        let (whole, within) = all.split_at(whole);
        let within = within.iter().filter(|one| whole.binary_search(&Completion(one.0 & !WITHIN)).is_err());
        whole.iter().chain(within).take(most).copied().collect()
    }

    fn known_best(&self, run: &Range<usize>) -> Option<&[Completion]> {
        let sought = (u32::try_from(run.start).ok()?, u32::try_from(run.end).ok()?);
        let at = self.long.binary_search_by_key(&sought, |(from, to, _)| (*from, *to)).ok()?;
        let end = self.long.get(at + 1).map_or(self.best.len(), |(.., next)| *next as usize);
        Some(&self.best[self.long[at].2 as usize..end])
    }

    /// Finds the best of every long run. Tails are looked at once, in order: a run ends where the next tail no longer begins like it, and
    /// what was best in it is then offered to the run around it.
    fn find_best(&mut self) {
        let mut long: Vec<(u32, u32, Best)> = Vec::new();
        let mut open: Vec<(usize, usize, Best)> = Vec::new();
        for (at, tail) in self.sorted.iter().enumerate() {
            let shared = self.sorted.get(at + 1).map_or(0, |next| self.shared(*tail, *next));
            let (mut from, mut best) = (at, Best(vec![tail.completes]));
            while let Some((_, began, mut outer)) = open.pop_if(|(depth, ..)| *depth > shared) {
                outer.offer_all(&best);
                if let (true, Ok(began), Ok(end)) = (at + 1 - began > LONG, u32::try_from(began), u32::try_from(at + 1)) {
                    long.push((began, end, outer.clone()));
                }
                (from, best) = (began, outer);
            }
            match open.last_mut().filter(|(depth, ..)| *depth == shared) {
                Some((.., outer)) => outer.offer_all(&best),
                None => open.push((shared, from, best)),
            }
        }
        long.sort_unstable_by_key(|(from, to, _)| (*from, *to));
        for (from, to, best) in long {
            self.long.push((from, to, u32::try_from(self.best.len()).unwrap_or(u32::MAX)));
            self.best.extend(best.0);
        }
    }

    /// How many bytes two tails begin alike with.
    fn shared(&self, one: Tail, other: Tail) -> usize {
        let (one, other) = (&self.text[one.at as usize..], &self.text[other.at as usize..]);
        one.iter().zip(other).take_while(|(one, other)| one == other && **one != END).count()
    }

    /// Every prefix one slip away from this one that any tail begins with, and the tails: what [`one_slip_away`] gives, without those
    /// that nothing begins with. `prefix` is normalised.
    pub fn slips(&self, prefix: &str) -> BTreeMap<String, Range<usize>> {
        let mut found = BTreeMap::new();
        let mut run = 0..self.sorted.len();
        for (at, letter) in prefix.char_indices() {
            if at > 0 {
                self.slips_at(prefix.split_at(at), run.clone(), &mut found);
            }
            run = self.narrowed(run, at, letter.encode_utf8(&mut [0; 4]));
            if run.is_empty() {
                break;
            }
        }
        found
    }

    /// The slips behind `head`, which all tails of `run` begin with; `tail` was typed behind it.
    fn slips_at(&self, (head, tail): (&str, &str), run: Range<usize>, found: &mut BTreeMap<String, Range<usize>>) {
        let depth = head.len();
        let mut add = |run: Range<usize>, depth: usize, middle: &str, end: &str| {
            let run = self.narrowed(run, depth, end);
            if !run.is_empty() {
                found.insert([head, middle, end].concat(), run);
            }
        };
        let mut letters = tail.chars();
        let (first, rest) = (letters.next(), letters.as_str());
        add(run.clone(), depth, "", rest);
        if let (Some(first), Some(second)) = (first, letters.next()) {
            add(run.clone(), depth, "", &format!("{second}{first}{}", letters.as_str()));
        }
        for (letter, run) in self.next_letters(run, depth) {
            let middle = letter.encode_utf8(&mut [0; 4]).to_owned();
            add(run.clone(), depth + 1, &middle, rest);
            add(run, depth + 1, &middle, tail);
        }
    }

    /// The letters of the English alphabet a run goes on with, and the tails of each.
    fn next_letters(&self, run: Range<usize>, depth: usize) -> impl Iterator<Item = (char, Range<usize>)> {
        let mut from = run.start;
        std::iter::from_fn(move || {
            while from < run.end {
                let letter = *self.behind(self.sorted[from], depth, 1).first()?;
                let begin = from;
                from += self.sorted[from..run.end].partition_point(|tail| self.behind(*tail, depth, 1) == [letter]);
                if letter.is_ascii_lowercase() {
                    return Some((char::from(letter), begin..from));
                }
            }
            None
        })
    }

    /// Bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        self.text.len() + size_of_val(&*self.sorted) + size_of_val(&*self.long) + size_of_val(&*self.best)
    }
}

/// The best completions seen, in order, none of them twice.
#[derive(Debug, Clone)]
struct Best(Vec<Completion>);

impl Best {
    fn offer_all(&mut self, others: &Self) {
        others.0.iter().for_each(|one| self.offer(*one));
    }

    fn offer(&mut self, one: Completion) {
        if self.0.len() == MOST_BEST && self.0.last().is_some_and(|worst| *worst < one) {
            return;
        }
        match self.0.iter().position(|known| known.number() == one.number()) {
            Some(known) if self.0[known] <= one => return,
            Some(known) => drop(self.0.remove(known)),
            None => {}
        }
        self.0.insert(self.0.partition_point(|known| *known < one), one);
        self.0.truncate(MOST_BEST);
    }
}

/// Every prefix one slip of a finger away; the first letter is taken as typed.
pub fn one_slip_away(prefix: &str) -> BTreeSet<String> {
    let chars: Vec<char> = prefix.chars().collect();
    let mut close = BTreeSet::new();
    let mut add = |head: &[char], middle: &[char], tail: &[char]| {
        close.insert(head.iter().chain(middle).chain(tail).collect::<String>());
    };
    for at in 1..chars.len() {
        let (head, tail) = chars.split_at(at);
        add(head, &[], &tail[1..]);
        if let [first, second, rest @ ..] = tail {
            add(head, &[*second, *first], rest);
        }
        for letter in 'a'..='z' {
            add(head, &[letter], &tail[1..]);
            add(head, &[letter], tail);
        }
    }
    close
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(tails: &Tails, prefix: &str) -> Vec<(usize, bool)> {
        tails.best(tails.run(prefix), MOST_BEST).into_iter().map(|one| (one.number(), one.is_whole())).collect()
    }

    #[test]
    fn names_are_found_by_the_beginning_of_any_word() {
        let names = [("Walsall Stroke Club", 0), ("Stroke Support", 1), ("St Giles' Hospice", 2)];
        let tails = Tails::of(names.into_iter());
        for (prefix, expected) in [
            ("stroke", vec![(1, true), (0, false)]),
            ("st giles h", vec![(2, true)]),
            ("club", vec![(0, false)]),
            ("lub", vec![]),
            ("hospice a", vec![]),
        ] {
            assert_eq!(found(&tails, prefix), expected, "{prefix}");
        }
    }

    #[test]
    fn of_many_names_the_lowest_numbers_are_offered() {
        let names: Vec<String> =
            (0..3_000).map(|number| format!("Tea {}{}", 3_000 - number, if number == 7 { " Tea" } else { "" })).collect();
        let tails = Tails::of(names.iter().map(String::as_str).zip(0..));
        assert_eq!(found(&tails, "t"), (0..20).map(|number| (number, true)).collect::<Vec<_>>());
    }

    /// The best completions by looking at every word of every name.
    fn plainly(names: &[String], prefix: &str) -> Vec<(usize, bool)> {
        let mut all = BTreeSet::new();
        for (number, name) in names.iter().enumerate() {
            let words: Vec<&str> = name.split(' ').collect();
            let mut beginning = (0..words.len().min(MOST_WORDS)).filter(|word| words[*word..].join(" ").starts_with(prefix));
            all.extend(beginning.next().map(|word| (word > 0, number)));
        }
        all.into_iter().map(|(within, number)| (number, !within)).collect()
    }

    /// Names of few letters, so that many begin alike.
    fn some_names(most: usize) -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[abж]{1,4}( [ab]{1,3}){0,9}", 0..most)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_best_are_those_of_looking_at_every_name(names in some_names(500), prefix in "[abж]{1,3}( [ab]{0,2})?") {
            let tails = Tails::of(names.iter().map(String::as_str).zip(0..));
            let expected = plainly(&names, &prefix);
            prop_assert_eq!(found(&tails, &prefix), &expected[..expected.len().min(MOST_BEST)]);
            let all: Vec<_> = tails.best(tails.run(&prefix), usize::MAX).into_iter().map(|one| (one.number(), one.is_whole())).collect();
            prop_assert_eq!(all, expected);
        }

        #[test]
        fn slips_are_those_of_trying_every_one(names in some_names(60), prefix in "[abcж]{1,6}( [ab]{0,2})?") {
            let tails = Tails::of(names.iter().map(String::as_str).zip(0..));
            let tried = one_slip_away(&prefix).into_iter().map(|close| (tails.run(&close), close)).filter(|(run, _)| !run.is_empty());
            prop_assert_eq!(tails.slips(&prefix), tried.map(|(run, close)| (close, run)).collect::<BTreeMap<_, _>>());
        }
    }

    #[test]
    fn one_slip_is_a_swap_a_miss_a_wrong_or_an_extra_letter() {
        let close = one_slip_away("stork");
        for (meant, slip) in [("strok", true), ("stok", true), ("stoork", true), ("stark", true), ("stroke", false), ("tork", false)] {
            assert_eq!(close.contains(meant), slip, "{meant}");
        }
        assert!(close.iter().all(|word| word.starts_with('s')));
    }
}
