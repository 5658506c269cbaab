//! A place typed inside the question: "chemist near B13 8AA", "food bank Walsall", "care home in Glasgow".

use crate::places::{Place, Places, Precision};

/// Words that point at a place.
const POINTERS: [&str; 7] = ["in", "near", "around", "at", "by", "close to", "nearby"];

/// Takes a place out of the words: the rest of the words, and the place.
///
/// A postcode anywhere counts. A town, suburb or council counts at the end of the words or after a pointing word; without
/// a pointing word it must be the last words and a city, town or council in its own right, so that "reading group" stays a
/// group. `None` when no place is named, or nothing else would be left but a name that is also an ordinary word.
pub fn take(words: &str, places: &Places) -> Option<(String, Place)> {
    let tokens: Vec<&str> = words.split_whitespace().collect();
    postcode(&tokens, places).or_else(|| named(&tokens, places))
}

fn postcode(tokens: &[&str], places: &Places) -> Option<(String, Place)> {
    for length in [2, 1] {
        for (start, window) in tokens.windows(length).enumerate() {
            let text = clean(&window.join(" "));
            let plausible = text.chars().any(|c| c.is_ascii_digit()) && text.chars().next().is_some_and(char::is_alphabetic);
            // "over 65s" or "covid 19" never look like a postcode to the gazetteer.
            let Some(place) = plausible.then(|| places.locate(&text)).flatten() else { continue };
            return Some((without(tokens, start, length), place));
        }
    }
    None
}

fn named(tokens: &[&str], places: &Places) -> Option<(String, Place)> {
    for length in (1..=4.min(tokens.len())).rev() {
        for start in (0..=tokens.len() - length).rev() {
            let pointed = start > 0 && POINTERS.contains(&tokens[start - 1].to_lowercase().as_str());
            let last = start + length == tokens.len() && start > 0;
            if !pointed && !last {
                continue;
            }
            let Some(place) = places.find(&clean(&tokens[start..start + length].join(" "))) else { continue };
            let strong = pointed || places.is_major(&place);
            if strong && place.precision >= Precision::Town {
                return Some((without(tokens, start, length), place));
            }
        }
    }
    None
}

fn clean(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The words without the place and the word that pointed at it.
fn without(tokens: &[&str], start: usize, length: usize) -> String {
    let pointed = start > 0 && POINTERS.contains(&tokens[start - 1].to_lowercase().as_str());
    let before = &tokens[..start - usize::from(pointed)];
    before.iter().chain(&tokens[start + length..]).copied().collect::<Vec<_>>().join(" ")
}
