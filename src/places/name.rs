//! Names of places made comparable: case, accents and punctuation do not count, `St` is `Saint`, `upon` is `on`, `&` is `and`.

/// The comparable form of a name: lower-case words with one space between them.
pub(super) fn fold(name: &str) -> String {
    let mut plain = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        match c {
            '\'' | '’' | '‘' | '`' => {}
            '&' => plain.push_str(" and "),
            c if c.is_ascii_alphanumeric() => plain.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase().map(bare)),
            _ => plain.push(' '),
        }
    }
    let mut folded = String::with_capacity(plain.len());
    for word in plain.split_ascii_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(match word {
            "saint" => "st",
            "upon" => "on",
            word => word,
        });
    }
    folded
}

/// The folded beginnings that what is typed so far may be: "newcastle u" may become "newcastle upon", which is "newcastle on".
/// Nothing when no name has begun.
pub(super) fn beginnings(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let (before, last) = folded.rsplit_once(' ').map_or(("", &*folded), |(before, last)| (before, last));
    let whole = match last {
        "sai" | "sain" => Some("st"),
        "u" | "up" | "upo" if !before.is_empty() => Some("on"),
        _ => None,
    };
    let other = whole.map(|word| format!("{before} {word}").trim_start().to_owned());
    if folded.is_empty() { Vec::new() } else { [folded].into_iter().chain(other).collect() }
}

/// A letter without its accent, for the accents of Welsh, Gaelic and borrowed names.
fn bare(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => 'w',
        'ŷ' | 'ỳ' | 'ý' | 'ÿ' => 'y',
        c => c,
    }
}

/// Words that say a council is meant, longest first, at the end of a folded name.
const COUNCIL_ENDINGS: [&str; 16] = [
    " metropolitan borough council",
    " metropolitan district council",
    " county borough council",
    " london borough council",
    " borough council",
    " district council",
    " county council",
    " city council",
    " council area",
    " metropolitan borough",
    " county borough",
    " council",
    " borough",
    " district",
    " mbc",
    " dc",
];

/// The same at the beginning.
const COUNCIL_BEGINNINGS: [&str; 9] = [
    "metropolitan borough of ",
    "london borough of ",
    "royal borough of ",
    "city and county of ",
    "council of the ",
    "borough of ",
    "county of ",
    "city of ",
    "lb of ",
];

/// The names a folded council name can stand for, the longer first: "city of london council" is "city of london" or "london".
/// Nothing when no council words are there.
pub(super) fn council_names(folded: &str) -> impl Iterator<Item = &str> {
    let end = COUNCIL_ENDINGS.iter().find_map(|ending| folded.strip_suffix(ending));
    let rest = end.unwrap_or(folded);
    let bare = COUNCIL_BEGINNINGS.iter().find_map(|beginning| rest.strip_prefix(beginning));
    end.into_iter().chain(bare).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_one_name_are_one() {
        for (written, folded) in [
            ("King's Heath", "kings heath"),
            ("KINGS  HEATH", "kings heath"),
            ("St. Albans", "st albans"),
            ("Saint Albans", "st albans"),
            ("Newcastle-upon-Tyne", "newcastle on tyne"),
            ("Pont-y-pŵl", "pont y pwl"),
            ("Steòrnabhagh", "steornabhagh"),
            ("Bath & North East Somerset", "bath and north east somerset"),
            (" – ", ""),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn a_word_half_typed_may_become_its_short_form() {
        assert_eq!(beginnings("Newcastle U"), ["newcastle u", "newcastle on"]);
        assert_eq!(beginnings("sain"), ["sain", "st"]);
        assert_eq!(beginnings("Wal"), ["wal"]);
        assert!(beginnings(" ' ").is_empty());
    }

    #[test]
    fn council_words_are_set_apart() {
        for (written, names) in [
            ("sandwell council", vec!["sandwell"]),
            ("sandwell metropolitan borough council", vec!["sandwell"]),
            ("london borough of camden", vec!["camden"]),
            ("city of london council", vec!["city of london", "london"]),
            ("sandwell", vec![]),
            ("council", vec![]),
        ] {
            assert_eq!(council_names(written).collect::<Vec<_>>(), names, "{written}");
        }
    }
}
