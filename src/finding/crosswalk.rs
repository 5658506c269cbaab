//! From publishers' own taxonomies to our needs. One table for each taxonomy in `data/taxonomies/`; a term no table has is looked
//! for among the vocabulary's own phrases, where it says what a service does.

use crate::{
    finding::{
        dictionary::Dictionary,
        needs::{Fault, Need, NeedsError, NeedsFile},
        words::normalise,
    },
    model::need::Term,
};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// Kinds of term that say whom a service is for or how it works, not what it does. Nothing is concluded from their plain words.
const NOT_WHAT_IT_DOES: [&str; 12] = [
    "attending access",
    "audience",
    "deliverable type",
    "delivery",
    "directory",
    "eligibility",
    "fact",
    "language",
    "location",
    "service area",
    "suitability",
    "target audience",
];

/// Tables from terms to needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Crosswalk {
    tables: Vec<Table>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Table {
    label: String,
    /// What terms call their taxonomy, run together: "openeligibility".
    known_as: Vec<String>,
    /// How addresses of its terms begin.
    addresses: Vec<String>,
    /// Terms of no known taxonomy are looked up here too.
    for_all: bool,
    by_code: HashMap<String, Vec<String>>,
    by_name: HashMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    label: String,
    #[serde(default)]
    known_as: Vec<String>,
    #[serde(default)]
    addresses: Vec<String>,
    #[serde(default)]
    for_all: bool,
    terms: Vec<WrittenTerm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTerm {
    name: Option<String>,
    #[serde(default)]
    codes: Vec<String>,
    needs: Vec<String>,
}

impl Crosswalk {
    /// Reads the tables; every need they name must be in the vocabulary.
    ///
    /// # Errors
    /// When a file is not such TOML or names an unknown need.
    pub(super) fn of(files: &[NeedsFile], needs: &BTreeMap<String, Need>) -> Result<Self, NeedsError> {
        let (mut tables, mut faults) = (Vec::new(), Vec::new());
        for file in files {
            let mut fault = |line, reason: String| faults.push(Fault { file: file.name.clone(), line, reason });
            match toml::from_str::<Written>(&file.text) {
                Ok(written) => {
                    let named = written.terms.iter().flat_map(|term| &term.needs);
                    named.filter(|code| !needs.contains_key(*code)).for_each(|code| {
                        let line = file.text.lines().position(|line| line.contains(&format!("\"{code}\""))).map(|line| line + 1);
                        fault(line, format!("'{code}' is not in the needs vocabulary"));
                    });
                    tables.push(Table::of(written));
                }
                Err(error) => {
                    let line = error.span().map(|span| super::needs_file::line_of(&file.text, span.start));
                    fault(line, error.message().to_owned());
                }
            }
        }
        if faults.is_empty() { Ok(Self { tables }) } else { Err(NeedsError { faults }) }
    }

    /// The needs a publisher's term stands for, and the term in words. Nothing where it is not known what it says.
    pub fn needs_of<'a>(&'a self, term: &'a Term, dictionary: &'a Dictionary) -> Option<(Vec<&'a str>, String)> {
        let own: Vec<&Table> = self.tables.iter().filter(|table| table.has(term)).collect();
        let named = |needs: &'a Vec<String>| needs.iter().map(String::as_str).collect::<Vec<_>>();
        if !own.is_empty() {
            let (needs, label) = own.iter().find_map(|table| Some((table.needs_of(term)?, &table.label)))?;
            return Some((named(needs), format!("{} ({label})", term.name)));
        }
        if !says_what_it_does(term) {
            return None;
        }
        let tabled = self.tables.iter().filter(|table| table.for_all).find_map(|table| table.needs_of(term));
        let needs = tabled.map_or_else(|| dictionary.whole(&term.name).collect(), named);
        (!needs.is_empty()).then(|| (needs, term.name.clone()))
    }
}

impl Table {
    fn of(written: Written) -> Self {
        let mut table = Self {
            label: written.label,
            known_as: written.known_as.iter().map(|name| run_together(name)).collect(),
            addresses: written.addresses,
            for_all: written.for_all,
            by_code: HashMap::new(),
            by_name: HashMap::new(),
        };
        for term in written.terms {
            for code in term.codes {
                table.by_code.insert(code.to_lowercase(), term.needs.clone());
            }
            if let Some(name) = term.name {
                table.by_name.insert(normalise(&name), term.needs);
            }
        }
        table
    }

    fn has(&self, term: &Term) -> bool {
        let called = [&term.taxonomy, &term.link_type].into_iter().flatten().any(|name| self.known_as.contains(&run_together(name)));
        called
            || term
                .uri
                .as_ref()
                .is_some_and(|uri| self.addresses.iter().any(|start| without_scheme(uri).starts_with(without_scheme(start))))
    }

    fn needs_of(&self, term: &Term) -> Option<&Vec<String>> {
        let code = term.code.as_deref().or_else(|| term.uri.as_deref()?.trim_end_matches('/').rsplit('/').next());
        let by_code = code.and_then(|code| self.by_code.get(&code.to_lowercase())).or_else(|| self.by_code.get(&term.name.to_lowercase()));
        by_code.or_else(|| self.by_name.get(&normalise(&term.name)))
    }
}

fn says_what_it_does(term: &Term) -> bool {
    let kind = term.link_type.as_deref().map(normalise).unwrap_or_default();
    term.name.chars().count() > 3 && !NOT_WHAT_IT_DOES.contains(&kind.as_str())
}

/// "Open Eligibility", "openEligibility" and "open-eligibility" are one taxonomy.
fn run_together(name: &str) -> String {
    normalise(name).replace(' ', "")
}

fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest).trim_start_matches("www.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::needs::Needs;

    fn term(link_type: &str, taxonomy: &str, code: &str, name: &str, uri: &str) -> Term {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Term { link_type: some(link_type), taxonomy: some(taxonomy), code: some(code), name: name.to_owned(), uri: some(uri), label: None }
    }

    #[test]
    fn terms_of_many_feeds_become_needs() {
        let needs = Needs::shipped().unwrap_or_else(|error| panic!("{error}"));
        for (term, expected) in [
            (term("service type", "openEligibility", "1130", "Food Pantry", ""), vec!["food-low-cost"]),
            (term("", "Open Eligibility", "", "emergency food", ""), vec!["food-bank"]),
            (term("service type", "esdServiceTypes", "298", "Carers support groups", ""), vec!["carers-group"]),
            (term("service type", "esdServiceType", "315", "anything", ""), vec!["meals-at-home"]),
            (term("", "", "", "Mobile meals", "http://id.esd.org.uk/service/315"), vec!["meals-at-home"]),
            (term("UKCAT", "", "", "SW301", ""), vec!["food-bank"]),
            (term("UKCAT", "", "", "CV", ""), vec![]),
            (term("legal aid category", "", "", "CRM", ""), vec!["criminal-law"]),
            (term("service type", "", "", "Supported living service", ""), vec!["supported-living"]),
            (term("service", "", "", "Pharmacy NHS service: needle and syringe exchange service", ""), vec!["needle-exchange"]),
            (term("service type", "", "childminders", "Childminders", ""), vec!["childcare", "childminder"]),
            (term("audience", "", "", "Young carers", ""), vec![]),
            (term("service type", "", "", "Something nobody has heard of", ""), vec![]),
        ] {
            let found = needs.crosswalk().needs_of(&term, needs.dictionary()).map(|(needs, _)| needs).unwrap_or_default();
            assert_eq!(found, expected, "{term:?}");
        }
    }

    #[test]
    fn a_table_that_names_an_unknown_need_is_refused() {
        let file =
            NeedsFile { name: "x.toml".to_owned(), text: "label = \"X\"\nterms = [\n{ name = \"A\", needs = [\"hapiness\"] }]".to_owned() };
        let error = Crosswalk::of(&[file], &BTreeMap::new()).unwrap_err();
        assert_eq!(error.faults[0].to_string(), "x.toml line 3: 'hapiness' is not in the needs vocabulary");
    }
}
