//! The strings whose keys are made of a word, not written in the code: labels of closed lists and of the urgent lines and panels. Their
//! English is the label the list itself has, and the English files are held to it.

use crate::{
    model::{
        provenance::CheckedHow,
        sector::{Gender, Nation},
    },
    search::filters::{self, Choices},
    server::wording::labels,
    shipped,
};
use toml::{Table, Value};

/// Lists without end of which some values have labels: any key that begins so.
pub(super) const OPEN: [&str; 2] = ["choice-language-", "choice-faith-"];

/// Keys made of a number.
pub(super) fn numbered() -> impl Iterator<Item = String> {
    (1..=12).map(|month| format!("month-{month}")).chain((1..=5).map(|nth| format!("nth-{nth}")))
}

/// Every key made of a word, with its English.
pub(super) fn labelled() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for filter in filters::ALL {
        all.push((labels::filter_key(filter.parameter()), filter.label().to_owned()));
        all.push((labels::section_key(filter.section().label()), filter.section().label().to_owned()));
        all.extend(filter.typed().map(|typed| (labels::typed_key(filter.parameter()), typed.label.to_owned())));
        if let Choices::Closed(words, _) | Choices::Told(words, _) = filter.choices() {
            all.extend(words.iter().map(|(word, label)| (labels::choice_key(filter.parameter(), word), (*label).to_owned())));
        }
    }
    all.extend(Gender::ALL.iter().map(|one| (labels::choice_key("gender", one.word()), one.label().to_owned())));
    all.extend(Nation::ALL.iter().map(|one| (labels::country_key(one.label()), one.label().to_owned())));
    all.push((labels::country_key("the United Kingdom"), "the United Kingdom".to_owned()));
    all.extend(CheckedHow::ALL.iter().map(|one| (format!("how-{}", one.word()), one.label().to_owned())));
    all.extend(wishes());
    all.extend(urgent());
    all.sort();
    all.dedup();
    all
}

fn wishes() -> Vec<(String, String)> {
    let wishes = table("understanding/wishes.toml");
    let wishes = wishes["wishes"].as_array().unwrap().iter();
    wishes
        .map(|wish| (text(wish, "wants"), text(wish, "says")))
        .filter(|(wants, _)| !wants.starts_with("language="))
        .map(|(wants, says)| (labels::wish_key(&wants), says))
        .collect()
}

fn urgent() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (code, line) in table("urgent/lines.toml") {
        all.push((format!("line-{code}"), text(&line, "what")));
        all.push((format!("line-{code}-who"), text(&line, "who")));
    }
    for panel in table("urgent/panels.toml")["panel"].as_array().unwrap() {
        let code = text(panel, "code");
        all.push((format!("panel-{code}"), text(panel, "heading")));
        all.push((format!("panel-{code}-first"), text(panel, "first")));
    }
    all
}

fn table(path: &str) -> Table {
    shipped::text(path).unwrap().parse().unwrap()
}

fn text(of: &Value, key: &str) -> String {
    of[key].as_str().unwrap().to_owned()
}
