//! What people are given first, judged by hand: `data/judgements/first.toml` over the demonstration directory, through the real
//! importer and index.

use crate::home::Home;
use fingerpost::{
    app::{App, demo, find::Ask},
    finding::answer::Hit,
};
use serde::Deserialize;

/// The share of questions that must be answered as judged. Raise it with every improvement.
const FLOOR: f64 = 0.95;

#[derive(Deserialize)]
struct Judgements {
    question: Vec<Judged>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    words: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    services: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default = "three")]
    within: usize,
}

fn three() -> usize {
    3
}

impl Judged {
    /// What was expected and is not among the first answers.
    fn missing(&self, hits: &[Hit]) -> Vec<&str> {
        let first = &hits[..self.within.min(hits.len())];
        let services = self.services.iter().filter(|name| !first.iter().any(|hit| hit.card.name == **name));
        let needs = self.needs.iter().filter(|code| !first.iter().any(|hit| hit.card.needs.contains(code)));
        services.chain(needs).map(String::as_str).collect()
    }
}

#[tokio::test]
async fn people_are_given_first_what_a_person_would_give_them() {
    let home = Home::new().await;
    demo::load(&home.importer, &mut |_| ()).await.expect("the demonstration directory");
    let app = App::over(home.importer.store.clone(), &home.config, &mut |_| ()).await.expect("the product");
    let judgements: Judgements = toml::from_str(include_str!("../../data/judgements/first.toml")).expect("judgements");
    let (mut asked, mut misses) = (0_u32, 0_u32);
    for judged in judgements.question {
        asked += 1;
        let ask = Ask { words: judged.words.clone(), place: judged.place.clone(), per_page: 5, ..Ask::default() };
        let hits = app.find(ask).await.expect("an answer").answer.hits;
        assert!(hits.iter().all(|hit| !hit.reasons.is_empty()), "'{}': a result does not say why it is there", judged.words);
        let missing = judged.missing(&hits);
        if !missing.is_empty() {
            misses += 1;
            let names: Vec<&str> = hits.iter().map(|hit| hit.card.name.as_str()).collect();
            eprintln!("missed: '{}' {} lacks {missing:?}; first are {names:?}", judged.words, judged.place);
        }
    }
    let share = 1.0 - f64::from(misses) / f64::from(asked);
    eprintln!("{asked} questions asked, {misses} missed: {:.0} % as judged", share * 100.0);
    assert!(share >= FLOOR, "only {:.0} % of the questions are answered as judged", share * 100.0);
}
