//! A place typed inside the question: "chemist near B13 8AA", "food bank Walsall", "care home in Glasgow".

use crate::places::{Place, Places, Precision};

/// Words that point at a place.
const POINTERS: [&str; 6] = ["in", "near", "around", "at", "by", "nearby"];

/// Places whose names are also ordinary words. They count only behind a pointing word, or with a capital letter.
const ORDINARY: [&str; 30] = [
    "reading", "bath", "sale", "deal", "rugby", "march", "hope", "battle", "wells", "ash", "ware", "street", "settle", "rugeley", "eye",
    "hook", "beer", "bury", "lancing", "ford", "hill", "wells", "mold", "flint", "nelson", "poole", "hale", "rest", "friday", "church",
];

/// Most words in a place's name.
const LONGEST: usize = 4;

/// Takes a place out of the words: the rest of the words, and the place.
///
/// A postcode anywhere counts. A city, town or council counts at the end, at the start, behind a pointing word, or anywhere
/// with a capital letter; a suburb or village needs the pointing word or, at either end, a capital letter. Something else
/// must be left, so that a name alone stays a name.
pub fn take(words: &str, places: &Places) -> Option<(String, Place)> {
    let tokens: Vec<&str> = words.split_whitespace().collect();
    postcode(&tokens, places).or_else(|| named(&tokens, places))
}

fn postcode(tokens: &[&str], places: &Places) -> Option<(String, Place)> {
    for length in [2, 1] {
        for (start, window) in tokens.windows(length).enumerate() {
            let text = trim(&window.join(" "));
            let plausible = text.contains(|c: char| c.is_ascii_digit()) && text.starts_with(char::is_alphabetic);
            if let Some(place) = plausible.then(|| places.locate(&text)).flatten() {
                return Some((without(tokens, start, length), place));
            }
        }
    }
    None
}

/// Longer names first, later ones first: "West Bromwich" before "Bromwich", the last word before the first.
fn named(tokens: &[&str], places: &Places) -> Option<(String, Place)> {
    let spans =
        (1..=LONGEST.min(tokens.len())).rev().flat_map(|length| (0..=tokens.len() - length).rev().map(move |start| (start, length)));
    spans.filter(|&(_, length)| length < tokens.len()).find_map(|(start, length)| {
        let name = trim(&tokens[start..start + length].join(" "));
        let capital = name.starts_with(char::is_uppercase);
        let pointed = is_pointed(tokens, start);
        if !(stands(tokens, start, length) || capital && places.is_major(&name)) {
            return None;
        }
        let ordinary = ORDINARY.contains(&name.to_lowercase().as_str());
        let counts = pointed || capital || (!ordinary && places.is_major(&name));
        let place = counts.then(|| places.find(&name)).flatten().filter(|place| place.precision >= Precision::Town)?;
        Some((without(tokens, start, length), place))
    })
}

/// A place's name stands at the end, at the start, or behind a pointing word.
fn stands(tokens: &[&str], start: usize, length: usize) -> bool {
    start + length == tokens.len() || start == 0 || is_pointed(tokens, start)
}

fn is_pointed(tokens: &[&str], start: usize) -> bool {
    start > 0 && POINTERS.contains(&tokens[start - 1].to_lowercase().as_str())
}

fn trim(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The words without the place and the word that pointed at it.
fn without(tokens: &[&str], start: usize, length: usize) -> String {
    let before = &tokens[..start - usize::from(is_pointed(tokens, start))];
    before.iter().chain(&tokens[start + length..]).copied().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_taken_out_of_questions() {
        let places = Places::shipped().unwrap();
        for (words, rest, place) in [
            ("chemist open late near B13 8AA", "chemist open late", Some("B13")),
            ("food bank Walsall no referral", "food bank no referral", Some("Walsall")),
            ("food bank walsall", "food bank", Some("Walsall")),
            ("care home with dementia care in Glasgow", "care home with dementia care", Some("Glasgow")),
            ("library with computers Dudley", "library with computers", Some("Dudley")),
            ("Walsall food bank", "food bank", Some("Walsall")),
            ("lunch club in west bromwich", "lunch club", Some("West Bromwich")),
            ("reading group", "reading group", None),
            ("help with reading", "help with reading", None),
            ("gp in Reading", "gp", Some("Reading")),
            ("dudley", "dudley", None),
            ("over 65s exercise", "over 65s exercise", None),
            ("my son is 14", "my son is 14", None),
        ] {
            match (take(words, &places), place) {
                (Some((left, found)), Some(place)) => {
                    assert_eq!(left, rest, "{words}");
                    assert!(found.label.contains(place), "{words}: {}", found.label);
                }
                (None, None) => {}
                (found, _) => panic!("{words}: {found:?}"),
            }
        }
    }
}
