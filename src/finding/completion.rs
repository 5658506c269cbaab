//! Completion: which names hold a word that begins with what has been typed so far.

use crate::finding::words::normalise;
use std::collections::BTreeSet;

/// Entries looked at for one prefix.
const MOST_ENTRIES: usize = 2_000;
/// Words of a name a prefix may begin at.
const MOST_WORDS: usize = 8;

/// Names in the order of every tail of theirs that begins at a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tails {
    plain: Vec<String>,
    /// Which name, from which byte; sorted by what follows there.
    tails: Vec<(u32, u16)>,
}

impl Tails {
    /// Sorts the tails of names; a name is known by its place in the list from here on.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut sorted = Self { plain: names.map(normalise).collect(), tails: Vec::new() };
        let mut tails = Vec::new();
        for (name, plain) in (0_u32..).zip(&sorted.plain) {
            let starts = std::iter::once(0).chain(plain.match_indices(' ').map(|(at, _)| at + 1));
            tails.extend(starts.take(MOST_WORDS).filter_map(|start| Some((name, u16::try_from(start).ok()?))));
        }
        tails.sort_unstable_by(|one, other| sorted.tail(*one).cmp(sorted.tail(*other)).then(one.cmp(other)));
        sorted.tails = tails;
        sorted
    }

    fn tail(&self, (name, start): (u32, u16)) -> &str {
        &self.plain[name as usize][usize::from(start)..]
    }

    /// The names with a word that begins so, in their order, and of each whether it is the first word. `prefix` is normalised.
    pub fn beginning(&self, prefix: &str) -> Vec<(usize, bool)> {
        let from = self.tails.partition_point(|tail| self.tail(*tail) < prefix);
        let run = self.tails[from..].iter().take(MOST_ENTRIES).take_while(|tail| self.tail(**tail).starts_with(prefix));
        let mut found: Vec<(usize, u16)> = run.map(|(name, start)| (*name as usize, *start)).collect();
        found.sort_unstable();
        found.dedup_by_key(|(name, _)| *name);
        found.into_iter().map(|(name, start)| (name, start == 0)).collect()
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

    #[test]
    fn names_are_found_by_the_beginning_of_any_word() {
        let tails = Tails::of(["Walsall Stroke Club", "Stroke Support", "St Giles' Hospice"].into_iter());
        let found = |prefix: &str| tails.beginning(prefix).into_iter().collect::<Vec<_>>();
        assert_eq!(found("stroke"), [(0, false), (1, true)]);
        assert_eq!(found("st giles h"), [(2, true)]);
        assert_eq!(found("club"), [(0, false)]);
        assert_eq!(found("lub"), []);
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
