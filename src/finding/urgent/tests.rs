//! What brings a panel and what does not, and that every number is the one in the directory of national helplines.

use super::*;
use serde_json::Value;

#[derive(Deserialize)]
struct Cases {
    /// Words, by the panel they must bring.
    brings: BTreeMap<String, Vec<String>>,
    /// Words that must bring none.
    nothing: Vec<String>,
}

fn cases() -> Cases {
    toml::from_str(include_str!("../../../data/urgent/cases.toml")).unwrap()
}

#[test]
fn the_shipped_data_reads() {
    let urgent = Urgent::shipped().unwrap_or_else(|error| panic!("{error}"));
    assert!(urgent.rules.len() >= 10 && !urgent.any_time.is_empty());
}

#[test]
fn words_of_danger_bring_their_panel() {
    let wrong: Vec<String> = cases()
        .brings
        .iter()
        .flat_map(|(code, all)| all.iter().map(move |words| (code, words)))
        .filter_map(|(code, words)| {
            let brought = panel(words, None).map(|panel| panel.code.as_str());
            (brought != Some(code)).then(|| format!("'{words}' brings {brought:?}, not {code}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_words_bring_nothing() {
    let wrong: Vec<String> =
        cases().nothing.iter().filter_map(|words| panel(words, None).map(|panel| format!("'{words}' brings {}", panel.code))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_enough_cases_to_trust_the_rules() {
    let cases = cases();
    assert!(cases.brings.values().map(Vec::len).sum::<usize>() >= 60 && cases.nothing.len() >= 60);
}

/// Phrases of needs that cannot wait which ask for something other than help now.
const CAN_WAIT: [&str; 6] =
    ["abused as a child", "clares law", "csa survivor", "non molestation order", "perpetrator programme", "survivors of abuse"];

#[test]
fn the_words_of_needs_that_cannot_wait_bring_a_panel() {
    let needs = crate::finding::needs::Needs::shipped().unwrap();
    let codes = ["self-harm", "crisis-mental-health", "emergency", "domestic-abuse", "sexual-violence", "safety"];
    let phrases = codes.iter().flat_map(|code| &needs.get(code).unwrap().phrases);
    let quiet: Vec<&String> = phrases.filter(|phrase| panel(phrase, None).is_none() && !CAN_WAIT.contains(&phrase.as_str())).collect();
    assert!(quiet.is_empty(), "{quiet:?}");
}

#[test]
fn a_panel_rings_the_persons_own_nation() {
    for (words, nation, has, lacks) in [
        ("suicidal", Nation::England, "NHS 111, then choose option 2", "Lifeline"),
        ("suicidal", Nation::Scotland, "Breathing Space", "Lifeline"),
        ("suicidal", Nation::Wales, "NHS 111 Wales, then press 2", "Breathing Space"),
        ("suicidal", Nation::NorthernIreland, "Lifeline", "Breathing Space"),
        ("he hits me", Nation::England, "National Domestic Abuse Helpline", "Live Fear Free Helpline"),
        ("he hits me", Nation::Scotland, "Scotland's Domestic Abuse and Forced Marriage Helpline", "Live Fear Free Helpline"),
        ("he hits me", Nation::Wales, "Live Fear Free Helpline", "National Domestic Abuse Helpline"),
        ("he hits me", Nation::NorthernIreland, "Domestic and Sexual Abuse Helpline", "National Domestic Abuse Helpline"),
    ] {
        let lines = &panel(words, Some(nation)).unwrap().lines;
        assert!(lines.iter().any(|line| line.who == has), "{words} in {nation:?}: {lines:?}");
        assert!(!lines.iter().any(|line| line.who == lacks), "{words} in {nation:?}: {lines:?}");
    }
    let everywhere = &panel("he hits me", None).unwrap().lines;
    assert!(everywhere.iter().any(|line| line.who == "Live Fear Free Helpline (Wales)"), "{everywhere:?}");
    assert!(any_time().iter().any(|line| line.who == "NHS 111 (England, Scotland and Wales)"));
}

#[test]
fn every_line_is_the_same_fact_as_in_the_directory_of_national_helplines() {
    let national: Value = serde_json::from_str(include_str!("../../../data/demo/national.json")).unwrap();
    let lines: HashMap<String, WrittenLine> = toml::from_str(&crate::shipped::text("urgent/lines.toml").unwrap()).unwrap();
    let known = |line: &WrittenLine| {
        let same = |service: &&Value| service["fingerpost"]["source_url"] == line.source.as_str();
        let service = national["contents"].as_array().unwrap().iter().find(same)?;
        let number = service["phones"].as_array()?.iter().any(|phone| phone["number"] == line.number.as_str());
        Some((number, service["assured_date"].as_str().map(str::to_owned)))
    };
    for (code, line) in &lines {
        assert_eq!(known(line), Some((true, line.verified.clone())), "{code}");
    }
}
