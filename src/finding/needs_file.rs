//! Files of the needs vocabulary: read, held against each other and put together. Whatever is wrong is told with file and line.

use crate::finding::{needs::Need, words::normalise};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};
use toml::Spanned;

/// One file of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedsFile {
    /// The name people know it by.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// A vocabulary cannot be used: everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("needs vocabulary: {}", self.told())]
pub struct NeedsError {
    /// What is wrong, in reading order.
    pub faults: Vec<Fault>,
}

impl NeedsError {
    fn told(&self) -> String {
        self.faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("; ")
    }
}

/// One thing that is wrong with a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line, from 1, where one is to blame.
    pub line: Option<usize>,
    /// What is wrong, in plain words.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.map(|line| format!(" line {line}")).unwrap_or_default();
        write!(f, "{}{line}: {}", self.file, self.reason)
    }
}

/// A need as a file writes it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    label: Option<String>,
    broader: Option<Spanned<String>>,
    phrases: Vec<Spanned<String>>,
    asked: Vec<Spanned<String>>,
    professional: Vec<Spanned<String>>,
    spellings: Vec<Spanned<String>>,
    not: Vec<Spanned<String>>,
    related: Vec<Spanned<String>>,
    urgent: Option<bool>,
    who: Option<bool>,
    vague: Option<bool>,
    from_text: Option<bool>,
    /// Add to the need of this code instead of replacing it.
    extend: bool,
}

type Tables = BTreeMap<Spanned<String>, Written>;

/// Needs by code, as they are put together from files.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    needs: BTreeMap<String, Need>,
    /// Where each need was last written, for what is found wrong when everything is together.
    places: BTreeMap<String, (String, usize)>,
    faults: Vec<Fault>,
}

impl Assembly {
    /// Puts a vocabulary together: the shipped files, and what an installation adds to them or puts in their place.
    ///
    /// # Errors
    /// When anything is wrong with any of it.
    pub(super) fn of(shipped: &[NeedsFile], own: &[NeedsFile]) -> Result<BTreeMap<String, Need>, NeedsError> {
        let mut assembly = Self::default();
        assembly.add_layer(shipped);
        assembly.add_layer(own);
        assembly.check_codes();
        if assembly.faults.is_empty() { Ok(assembly.needs) } else { Err(NeedsError { faults: assembly.faults }) }
    }

    fn add_layer(&mut self, files: &[NeedsFile]) {
        let mut written = BTreeSet::new();
        for file in files {
            match toml::from_str::<Tables>(&file.text) {
                Ok(tables) => tables.into_iter().for_each(|(code, need)| self.add(file, &code, need, &mut written)),
                Err(error) => {
                    let line = error.span().map(|span| line_of(&file.text, span.start));
                    self.faults.push(Fault { file: file.name.clone(), line, reason: error.message().to_owned() });
                }
            }
        }
    }

    fn add(&mut self, file: &NeedsFile, code: &Spanned<String>, written: Written, layer: &mut BTreeSet<String>) {
        let line = line_of(&file.text, code.span().start);
        let name = code.get_ref();
        let extends = written.extend;
        let known = self.needs.get(name).filter(|_| extends).cloned();
        if !is_code(name) {
            self.fault(file, line, format!("'{name}' is not a code: use small letters, digits and hyphens"));
        }
        if extends && known.is_none() {
            self.fault(file, line, format!("'{name}' is to be extended, but there is no such need"));
        } else if !extends && !layer.insert(name.clone()) {
            self.fault(file, line, format!("the need '{name}' is written twice"));
        }
        if known.is_none() && written.label.as_deref().is_none_or(|label| label.trim().is_empty()) {
            self.fault(file, line, format!("the need '{name}' has no label"));
        }
        self.check_phrases(file, name, &written);
        self.places.insert(name.clone(), (file.name.clone(), line));
        self.needs.insert(name.clone(), written.onto(known.unwrap_or_default()));
    }

    /// Phrases are written as they are compared, and once in a need.
    fn check_phrases(&mut self, file: &NeedsFile, code: &str, written: &Written) {
        let mut seen = BTreeSet::new();
        let meant = [&written.phrases, &written.asked, &written.professional, &written.spellings]
            .into_iter()
            .flatten()
            .map(|phrase| (phrase, true));
        for (phrase, meant) in meant.chain(written.not.iter().map(|phrase| (phrase, false))) {
            let text = phrase.get_ref();
            let reason = if let Some(reason) = unwritable(text) {
                format!("the phrase '{text}' of '{code}' {reason}")
            } else if meant && !seen.insert(normalise(text)) {
                format!("the phrase '{text}' stands twice in '{code}'")
            } else {
                continue;
            };
            self.fault(file, line_of(&file.text, phrase.span().start), reason);
        }
    }

    /// Every code that is named is in the list, and no need is broader than itself.
    fn check_codes(&mut self) {
        let mut faults = Vec::new();
        for (code, need) in &self.needs {
            let mut fault = |reason: String| faults.push((code.clone(), reason));
            if let Some(broader) = need.broader.as_ref().filter(|broader| !self.needs.contains_key(*broader)) {
                fault(format!("'{code}' names the broader need '{broader}', which is not in the list"));
            }
            for related in need.related.iter().filter(|related| !self.needs.contains_key(*related)) {
                fault(format!("'{code}' names the related need '{related}', which is not in the list"));
            }
            if self.is_its_own_broader(code) {
                fault(format!("'{code}' is broader than itself"));
            }
        }
        for (code, reason) in faults {
            let (file, line) = self.places.get(&code).cloned().unwrap_or_default();
            self.faults.push(Fault { file, line: Some(line), reason });
        }
    }

    fn is_its_own_broader(&self, code: &str) -> bool {
        let broader = |code: &str| self.needs.get(code).and_then(|need| need.broader.as_deref());
        std::iter::successors(broader(code), |code| broader(code)).take(self.needs.len()).any(|broader| broader == code)
    }

    fn fault(&mut self, file: &NeedsFile, line: usize, reason: String) {
        self.faults.push(Fault { file: file.name.clone(), line: Some(line), reason });
    }
}

impl Written {
    /// The need this makes of another: what is written counts, lists are added.
    fn onto(self, mut need: Need) -> Need {
        let add = |list: &mut Vec<String>, more: Vec<Spanned<String>>| {
            for item in more.into_iter().map(Spanned::into_inner) {
                if !list.contains(&item) {
                    list.push(item);
                }
            }
        };
        need.label = self.label.unwrap_or(need.label);
        need.broader = self.broader.map(Spanned::into_inner).or(need.broader);
        add(&mut need.phrases, self.phrases);
        add(&mut need.asked, self.asked);
        add(&mut need.professional, self.professional);
        add(&mut need.spellings, self.spellings);
        add(&mut need.not, self.not);
        add(&mut need.related, self.related);
        need.urgent = self.urgent.unwrap_or(need.urgent);
        need.who = self.who.unwrap_or(need.who);
        need.vague = self.vague.unwrap_or(need.vague);
        need.untold = self.from_text.map_or(need.untold, |from_text| !from_text);
        need
    }
}

/// Why a phrase cannot be written so.
fn unwritable(text: &str) -> Option<&'static str> {
    if text.contains(['\'', '’', '‘', 'ʼ']) {
        Some("has an apostrophe: leave it out")
    } else if text.chars().any(char::is_uppercase) {
        Some("has a capital: use small letters")
    } else if normalise(text).is_empty() {
        Some("has no word in it")
    } else if text.trim() != text || text.contains("  ") {
        Some("has a space too many")
    } else {
        None
    }
}

fn is_code(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && !text.starts_with('-') && text.chars().all(fits)
}

/// The line of a byte, from 1.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> NeedsFile {
        NeedsFile { name: "food.toml".to_owned(), text: text.to_owned() }
    }

    fn faults(shipped: &str, own: &str) -> Vec<String> {
        let error = Assembly::of(&[file(shipped)], &[file(own)]).map_err(|error| error.faults).err().unwrap_or_default();
        error.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn everything_wrong_is_told_with_its_line() {
        for (text, expected) in [
            (
                "[food]\nlabel = \"Food\"\nphrases = [\n  \"food\",\n  \"Food bank\",\n]",
                "line 5: the phrase 'Food bank' of 'food' has a capital",
            ),
            ("[food]\nlabel = \"Food\"\nphrases = [\"can't eat\"]", "line 3: the phrase 'can't eat' of 'food' has an apostrophe"),
            (
                "[food]\nlabel = \"Food\"\nphrases = [\"free food\"]\nprofessional = [\"free-food\"]",
                "line 4: the phrase 'free-food' stands twice",
            ),
            ("[food]\nlabel = \"Food\"\nphrases = [\"  \"]", "line 3: the phrase '  ' of 'food' has no word in it"),
            ("\n[food]\nphrases = []", "line 2: the need 'food' has no label"),
            ("[Food]\nlabel = \"Food\"", "line 1: 'Food' is not a code"),
            ("[a]\nlabel = \"A\"\nbroader = \"b\"", "line 1: 'a' names the broader need 'b', which is not in the list"),
            ("[a]\nlabel = \"A\"\nrelated = [\"c\"]", "line 1: 'a' names the related need 'c', which is not in the list"),
            ("[a]\nlabel = \"A\"\nbroader = \"b\"\n[b]\nlabel = \"B\"\nbroader = \"a\"", "line 1: 'a' is broader than itself"),
            ("[a]\nlabel = \"A\"\nextend = true", "line 1: 'a' is to be extended, but there is no such need"),
            ("[a]\nlabel = \"A\"\nphrase = [\"x\"]", "line 3: unknown field `phrase`"),
            ("[a]\nlabel = ", "line 2: "),
        ] {
            let told = faults(text, "");
            assert!(told.iter().any(|fault| fault.contains(expected)), "{text:?}: {told:?}");
        }
    }

    #[test]
    fn an_installation_adds_replaces_and_extends() {
        let shipped =
            file("[food]\nlabel = \"Food\"\nphrases = [\"free food\"]\n[debt]\nlabel = \"Debt\"\nphrases = [\"debt\"]\nurgent = true");
        let own = file(
            "[food]\nextend = true\nphrases = [\"scran\"]\n[debt]\nlabel = \"Owing money\"\n[clog-dancing]\nlabel = \"Clog dancing\"\n",
        );
        let needs = Assembly::of(&[shipped], &[own]).unwrap();
        assert_eq!(
            (needs["food"].label.as_str(), needs["food"].phrases.as_slice()),
            ("Food", ["free food", "scran"].map(str::to_owned).as_slice())
        );
        assert_eq!((needs["debt"].label.as_str(), needs["debt"].phrases.len(), needs["debt"].urgent), ("Owing money", 0, false));
        assert_eq!(needs["clog-dancing"].label, "Clog dancing");
    }

    #[test]
    fn a_need_is_written_once_in_a_layer() {
        let food = "[food]\nlabel = \"Food\"";
        let error = Assembly::of(&[file(food), file(food)], &[]).unwrap_err();
        assert!(error.to_string().contains("the need 'food' is written twice"), "{error}");
        assert!(Assembly::of(&[file(food)], &[file(food)]).is_ok());
    }
}
