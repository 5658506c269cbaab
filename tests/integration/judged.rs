//! What people are given first, judged by hand: `data/judgements/` over the demonstration directory, through the real importer
//! and index. `fingerpost evaluate` prints the same figures, and what is behind them.

use fingerpost::{
    app::{
        App,
        evaluate::{self, Engine},
        find::Ask,
    },
    finding::judgements::{self, Over},
};
use tempfile::TempDir;

/// nDCG@10 over all questions. Raise it with every improvement.
const NDCG_FLOOR: f64 = 0.82;
/// Share of questions with an answer among the first three.
const SUCCESS_FLOOR: f64 = 0.92;
/// Share of questions given nothing at all.
const NOTHING_CEILING: f64 = 0.025;
/// How far misspelt questions may fall behind the same questions without their mistakes, in nDCG@10.
const SPELLING_GAP: f64 = 0.05;
/// Share of answers that do not say why they are there. Each one is a fault: lower it as they go.
const SILENT_CEILING: f64 = 0.001;

async fn demonstration() -> (TempDir, App) {
    let folder = TempDir::new().expect("a folder");
    let app = evaluate::demonstration(folder.path(), &mut |_| ()).await.expect("the demonstration directory");
    (folder, app)
}

#[tokio::test]
async fn people_are_given_first_what_a_person_would_give_them() {
    let (_folder, app) = demonstration().await;
    let questions = evaluate::questions(Over::Demo, None).expect("judgements");
    let report = evaluate::evaluate(&app, Over::Demo, &questions, &[Engine::Fingerpost]).await.expect("an evaluation");
    let product = &report.engines[0];
    let figures = product.figures(None);
    let figure = |value: Option<f64>| value.expect("a figure");
    eprintln!("{figures:?}");
    assert!(figures.questions >= 170, "{} questions", figures.questions);
    assert!(figure(figures.ndcg) >= NDCG_FLOOR, "nDCG@10 is {:.3}", figure(figures.ndcg));
    assert!(figure(figures.success) >= SUCCESS_FLOOR, "success@3 is {:.3}", figure(figures.success));
    assert!(figure(figures.nothing) <= NOTHING_CEILING, "{:.3} of the questions are given nothing", figure(figures.nothing));
    let (misspelt, clean) = product.spelling();
    let gap = figure(clean.ndcg) - figure(misspelt.ndcg);
    assert!(gap <= SPELLING_GAP, "misspelt questions fall {gap:.3} behind");
}

#[tokio::test]
async fn answers_say_why_they_are_there() {
    let (_folder, app) = demonstration().await;
    let (mut answers, mut silent) = (0.0, Vec::new());
    for question in evaluate::questions(Over::Demo, None).expect("judgements") {
        let ask = Ask { words: question.words.clone(), place: question.place.clone(), per_page: 10, ..Ask::default() };
        for hit in app.find(ask).await.expect("an answer").answer.hits {
            answers += 1.0;
            silent.extend(hit.reasons.is_empty().then(|| format!("{}: {}", question.site(), hit.card.name)));
        }
    }
    let told = silent.join("\n");
    assert!(silent.iter().map(|_| 1.0).sum::<f64>() / answers <= SILENT_CEILING, "of {answers} answers these do not say why:\n{told}");
}

#[tokio::test]
async fn a_judged_answer_that_is_not_in_the_directory_is_told_with_its_question() {
    let (_folder, app) = demonstration().await;
    let file = r#"
        over = "demo"
        kind = "plain-words"
        [[question]]
        words = "tea"
        place = "Nowhere-under-Nothing"
        best = ["Samaritans", "The Moon", "Bladder and Bowel Service", "ece5068c-2e5c-525c-ba10-a357b29b01e0 Another Name"]
    "#;
    let (over, questions) = judgements::read("a.toml", file).expect("judgements");
    let error = evaluate::evaluate(&app, over, &questions, &[]).await.expect_err("trouble").to_string();
    for expected in [
        "a.toml, question 'tea': nobody knows the place 'Nowhere-under-Nothing'",
        "a.toml, question 'tea': there is no service 'The Moon'",
        "a.toml, question 'tea': 2 services are called 'Bladder and Bowel Service'; write its organisation behind it",
        "is 'Adult Autism Assessment Service', not 'Another Name'",
    ] {
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn the_questions_over_the_real_directory_read() {
    assert!(!evaluate::questions(Over::Real, None).expect("judgements").is_empty());
}
