//! Spelling: which known word somebody meant by an unknown one.
//!
//! Whole words are compared before any stemming: correcting stems halves the hit rate.

/// How many letters may differ in a word of this length: none below 4 letters, one up to 7, two from 8.
pub fn allowance(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// More edits than this are not told apart: no word is corrected so far.
pub const MOST_EDITS: usize = 2;

/// The edits (insert, delete, replace, swap of neighbours) between two words, or `None` when more than `most`, or than
/// [`MOST_EDITS`].
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let most = most.min(MOST_EDITS);
    if a.is_ascii() && b.is_ascii() {
        return edits(a.as_bytes(), b.as_bytes(), most);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    edits(&a, &b, most)
}

/// Cells of a row: as many letters as may be missing, in place, or too many.
const BAND: usize = 2 * MOST_EDITS + 1;

/// The usual table of edits, but only the cells within `most` of its diagonal: cell `k` of row `i` is that of letter `i + k - most`.
/// One cell more stands behind them, always too far.
fn edits<T: Eq>(a: &[T], b: &[T], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let far = most + 1;
    let (mut before, mut last) = ([far; BAND + 1], [far; BAND + 1]);
    for (edits, cell) in last[most..=2 * most].iter_mut().enumerate() {
        *cell = edits;
    }
    for i in 1..=a.len() {
        let mut row = [far; BAND + 1];
        for k in 0..=2 * most {
            let Some(j) = (i + k).checked_sub(most).filter(|j| *j <= b.len()) else { continue };
            if j == 0 {
                row[k] = i;
                continue;
            }
            let replaced = last[k] + usize::from(a[i - 1] != b[j - 1]);
            row[k] = replaced.min(last[k + 1] + 1).min(if k > 0 { row[k - 1] + 1 } else { far });
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[k] = row[k].min(before[k] + 1);
            }
        }
        if row.iter().all(|edits| *edits > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    Some(last[b.len() + most - a.len()]).filter(|edits| *edits <= most)
}

/// Collects candidates for one unknown word and keeps the best: fewest edits, same first letter, most frequent, first in the
/// alphabet.
#[derive(Debug)]
pub struct Guess<'a> {
    word: &'a str,
    first: Option<char>,
    length: usize,
    most: usize,
    may_be_itself: bool,
    best: Option<(Rank, String)>,
}

type Rank = (usize, bool, std::cmp::Reverse<u64>);

impl<'a> Guess<'a> {
    /// Starts looking for what `word` was meant to be.
    pub fn of(word: &'a str) -> Self {
        Self::within(word, MOST_EDITS)
    }

    /// The same, within so many edits.
    pub fn within(word: &'a str, most: usize) -> Self {
        let most = most.min(allowance(word));
        Self { word, first: first(word), length: word.chars().count(), most, may_be_itself: true, best: None }
    }

    /// The same, for another word than the one typed.
    #[must_use]
    pub fn but_itself(self) -> Self {
        Self { may_be_itself: false, ..self }
    }

    /// The word as typed.
    pub(super) fn word(&self) -> &'a str {
        self.word
    }

    /// Its letters.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// The most edits at which a word with this first letter could still be better than the best one seen.
    pub(super) fn open_to(&self, first: Option<char>) -> Option<usize> {
        match &self.best {
            None => Some(self.most),
            Some(((edits, elsewhere, _), _)) if *elsewhere || first == self.first => Some(*edits),
            Some(((edits, ..), _)) => edits.checked_sub(1),
        }
    }

    /// Considers a known word that occurs in so many documents.
    pub fn consider(&mut self, known: &str, frequency: u64) {
        let itself = !self.may_be_itself && known == self.word;
        if itself || known.len().abs_diff(self.word.len()) > self.most * 2 {
            return;
        }
        let first = first(known);
        let Some(edits) = self.open_to(first).and_then(|most| distance(self.word, known, most)) else { return };
        let rank = (edits, first != self.first, std::cmp::Reverse(frequency));
        let better = self.best.as_ref().is_none_or(|(best, word)| (rank, known) < (*best, word.as_str()));
        if better {
            self.best = Some((rank, known.to_owned()));
        }
    }

    /// Whether anything close enough was seen.
    pub fn is_found(&self) -> bool {
        self.best.is_some()
    }

    /// The best word seen.
    pub fn best(self) -> Option<String> {
        self.best.map(|(_, word)| word)
    }
}

/// American endings and letters, and the British ones.
const AMERICAN: [(&str, &str); 12] = [
    ("ization", "isation"),
    ("izing", "ising"),
    ("ized", "ised"),
    ("izer", "iser"),
    ("ize", "ise"),
    ("yzing", "ysing"),
    ("yze", "yse"),
    ("center", "centre"),
    ("colored", "coloured"),
    ("color", "colour"),
    ("behavioral", "behavioural"),
    ("behavior", "behaviour"),
];

/// The same within a word: of Greek.
const AMERICAN_GREEK: [(&str, &str); 8] = [
    ("pediatr", "paediatr"),
    ("orthoped", "orthopaed"),
    ("gynecol", "gynaecol"),
    ("anesthet", "anaesthet"),
    ("hematol", "haematol"),
    ("diarrhea", "diarrhoea"),
    ("anemi", "anaemi"),
    ("estrogen", "oestrogen"),
];

/// The British spelling of a word spelt the American way. Whether anybody means it is for the caller to find out.
pub fn british(word: &str) -> Option<String> {
    let ending = AMERICAN.iter().find_map(|(there, here)| {
        let plural = word.strip_suffix('s').and_then(|word| word.strip_suffix(there)).map(|stem| format!("{stem}{here}s"));
        word.strip_suffix(there).map(|stem| format!("{stem}{here}")).or(plural)
    });
    let greek = || {
        let (there, here) = AMERICAN_GREEK.iter().find(|(there, here)| word.contains(there) && !word.contains(here))?;
        Some(word.replacen(there, here, 1))
    };
    ending.or_else(greek)
}

fn first(word: &str) -> Option<char> {
    word.chars().next()
}

/// What the quick way is held to.
#[cfg(test)]
pub(super) mod plain {
    /// The edits between two words by the whole table.
    pub(in crate::finding) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                if i == 0 || j == 0 {
                    table[i][j] = i + j;
                    continue;
                }
                let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                table[i][j] = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
                }
            }
        }
        Some(table[a.len()][b.len()]).filter(|edits| *edits <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn edits_are_those_of_the_whole_table(a in "[abcé]{0,10}", b in "[abcé]{0,10}", most in 0_usize..=MOST_EDITS) {
            prop_assert_eq!(distance(&a, &b, most), plain::distance(&a, &b, most));
        }

        #[test]
        fn so_they_are_of_words_that_are_near(word in "[a-d]{1,12}", at in 0_usize..12, to in "[a-d]{0,2}", gone in 0_usize..3) {
            let (at, end) = (at.min(word.len()), (at + gone).min(word.len()));
            let near = format!("{}{to}{}", &word[..at], &word[end.max(at)..]);
            prop_assert_eq!(distance(&word, &near, 2), plain::distance(&word, &near, 2));
        }
    }

    #[test]
    fn edits_are_counted_with_swaps_as_one() {
        for (a, b, most, expected) in [
            ("dentist", "dentist", 2, Some(0)),
            ("dnetist", "dentist", 2, Some(1)),
            ("counciling", "counselling", 2, None),
            ("demetia", "dementia", 2, Some(1)),
            ("carer", "career", 1, Some(1)),
            ("housing", "food", 2, None),
            ("", "ab", 2, Some(2)),
        ] {
            assert_eq!(distance(a, b, most), expected, "{a} {b}");
        }
    }

    #[test]
    fn american_spellings_have_british_ones() {
        for (there, here) in [
            ("organization", Some("organisation")),
            ("organizations", Some("organisations")),
            ("hospitalized", Some("hospitalised")),
            ("center", Some("centre")),
            ("centers", Some("centres")),
            ("pediatrician", Some("paediatrician")),
            ("anemia", Some("anaemia")),
            ("paediatric", None),
            ("dentist", None),
        ] {
            assert_eq!(british(there).as_deref(), here, "{there}");
        }
    }

    #[test]
    fn the_nearest_then_the_most_frequent_word_is_meant() {
        let guess = |word: &str, known: &[(&str, u64)]| {
            let mut guess = Guess::of(word);
            for (known, frequency) in known {
                guess.consider(known, *frequency);
            }
            guess.best()
        };
        assert_eq!(guess("dentsit", &[("dentistry", 9), ("dentist", 1)]).as_deref(), Some("dentist"));
        assert_eq!(guess("lonly", &[("lonely", 3), ("only", 900)]).as_deref(), Some("lonely"));
        assert_eq!(guess("debte", &[("debts", 2), ("debt", 5)]).as_deref(), Some("debt"));
        assert_eq!(guess("gym", &[("gum", 5)]), None);
    }
}
