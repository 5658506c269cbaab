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

/// The edits (insert, delete, replace, swap of neighbours) between two words, or `None` when more than `most`.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    Some(last[b.len()]).filter(|edits| *edits <= most)
}

/// Collects candidates for one unknown word and keeps the best: fewest edits, same first letter, most frequent, first in the
/// alphabet.
#[derive(Debug)]
pub struct Guess<'a> {
    word: &'a str,
    most: usize,
    best: Option<(Rank, String)>,
}

type Rank = (usize, bool, std::cmp::Reverse<u64>);

impl<'a> Guess<'a> {
    /// Starts looking for what `word` was meant to be.
    pub fn of(word: &'a str) -> Self {
        Self::within(word, allowance(word))
    }

    /// The same, within so many edits.
    pub fn within(word: &'a str, most: usize) -> Self {
        Self { word, most: most.min(allowance(word)), best: None }
    }

    /// Considers a known word that occurs in so many documents.
    pub fn consider(&mut self, known: &str, frequency: u64) {
        if known.len().abs_diff(self.word.len()) > self.most * 2 {
            return;
        }
        let Some(edits) = distance(self.word, known, self.most) else { return };
        let rank = (edits, first(known) != first(self.word), std::cmp::Reverse(frequency));
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

#[cfg(test)]
mod tests {
    use super::*;

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
