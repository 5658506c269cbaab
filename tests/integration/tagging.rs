//! Tags told from terms and text: what they add to the demonstration directory, and tagging a store anew.

use crate::home::Home;
use fingerpost::{
    app::{demo, retag},
    finding::needs::Needs,
    model::need::Evidence,
};

#[tokio::test]
async fn hand_given_tags_stay_and_are_only_made_more_exact() {
    let home = Home::new().await;
    demo::load(&home.importer, &mut |_| ()).await.expect("the demonstration directory");
    let needs = &home.importer.needs;
    let mut added = 0;
    for service in home.services().await {
        let given: Vec<&str> =
            service.needs.iter().filter(|tag| tag.evidence == Evidence::Publisher).map(|tag| tag.code.as_str()).collect();
        for tag in service.needs.iter().filter(|tag| tag.evidence != Evidence::Publisher) {
            added += 1;
            eprintln!("{}: {given:?} and {} {:?}", service.name, tag.code, tag.evidence);
            assert!(given.is_empty() || given.iter().any(|given| needs.is_narrower(&tag.code, given)), "{}: {}", service.name, tag.code);
        }
    }
    eprintln!("{added} tags added");
}

#[tokio::test]
async fn tagging_anew_is_one_batch_that_can_be_undone_and_done_once() {
    let home = Home::new().await;
    demo::load(&home.importer, &mut |_| ()).await.expect("the demonstration directory");
    let store = &home.importer.store;
    let before = home.services().await;
    let unchanged = retag::retag(store, &home.importer.needs, &mut |_| ()).await.expect("tagging");
    assert_eq!((unchanged.changed, unchanged.batch), (0, None), "an import tags as tagging anew does");

    let last = store.last_change().await.expect("the log");
    let other = Needs::read("[food-bank]\nlabel = \"Food banks\"").expect("needs");
    let stripped = retag::retag(store, &other, &mut |_| ()).await.expect("tagging");
    assert!(stripped.changed > 0 && stripped.by_text == 0, "{stripped:?}");
    assert_eq!(store.last_change().await.expect("the log") - last, i64::try_from(stripped.changed).expect("a count"));
    assert_eq!(retag::retag(store, &other, &mut |_| ()).await.expect("tagging").changed, 0);

    let undone = store.undo(stripped.batch.expect("a batch")).await.expect("undone");
    assert_eq!(undone.restored, stripped.changed);
    assert_eq!(home.services().await, before);
}
