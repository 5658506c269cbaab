//! Suggested changes: kept once, so many for a service, settled once.

use super::{cases, clock};
use crate::{
    model::{
        id::{ServiceId, derive},
        suggested::{Standing, SuggestedChange, Wrong},
    },
    store::suggestions::Keeping,
};
use jiff::SignedDuration;
use uuid::Uuid;

fn change(service: &str, says: &str) -> SuggestedChange {
    let service = ServiceId(derive("x", "service", service));
    SuggestedChange { service, wrong: Wrong::Phone, says: says.to_owned(), known: Some("I rang".to_owned()) }
}

#[tokio::test]
async fn a_suggestion_sent_twice_is_kept_once_and_settled_once() {
    for case in cases().await {
        let store = &case.store;
        let (token, change) = (Uuid::from_u128(5), change("1", "0121 496 0000"));
        assert_eq!(store.keep_suggestion(change.key(token), &change, 20).await.unwrap(), Keeping::Kept(1));
        assert_eq!(store.keep_suggestion(change.key(token), &change, 20).await.unwrap(), Keeping::Before);
        let open = store.open_suggestions().await.unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!((open[0].number, &open[0].change, open[0].made), (1, &change, clock().now()));

        assert!(store.settle_suggestion(1, Standing::Done).await.unwrap());
        assert!(!store.settle_suggestion(1, Standing::Refused).await.unwrap(), "it is settled already");
        assert!(!store.settle_suggestion(2, Standing::Done).await.unwrap(), "there is none");
        assert!(store.open_suggestions().await.unwrap().is_empty());
        assert_eq!(store.keep_suggestion(change.key(token), &change, 20).await.unwrap(), Keeping::Before, "a queue may be very late");
        store.close().await;
    }
}

#[tokio::test]
async fn so_many_may_wait_for_one_service_and_the_others_are_not_held_up() {
    for case in cases().await {
        let store = &case.store;
        let keep = async |service, says: &str| {
            let change = change(service, says);
            store.keep_suggestion(change.key(Uuid::nil()), &change, 2).await.unwrap()
        };
        assert_eq!(keep("1", "a").await, Keeping::Kept(1));
        assert_eq!(keep("1", "b").await, Keeping::Kept(2));
        assert_eq!(keep("1", "c").await, Keeping::TooMany);
        assert_eq!(keep("1", "b").await, Keeping::Before);
        assert_eq!(keep("2", "a").await, Keeping::Kept(3), "a number is taken only by what is kept");
        store.settle_suggestion(1, Standing::Refused).await.unwrap();
        assert_eq!(keep("1", "c").await, Keeping::Kept(4));
        store.close().await;
    }
}

#[tokio::test]
async fn a_settled_suggestion_goes_when_its_time_is_up_and_one_that_waits_never_goes() {
    for case in cases().await {
        let store = &case.store;
        for (at, says) in ["done", "refused", "waits"].into_iter().enumerate() {
            let change = change("1", says);
            store.keep_suggestion(change.key(Uuid::from_u128(at as u128)), &change, 20).await.unwrap();
        }
        store.settle_suggestion(1, Standing::Done).await.unwrap();
        store.settle_suggestion(2, Standing::Refused).await.unwrap();
        let settled = clock().now();
        assert_eq!(store.drop_settled_suggestions(settled - SignedDuration::from_secs(1)).await.unwrap(), 0);
        assert_eq!(store.drop_settled_suggestions(settled).await.unwrap(), 2);
        assert_eq!(store.drop_settled_suggestions(settled + SignedDuration::from_hours(24_000)).await.unwrap(), 0);
        let left = store.open_suggestions().await.unwrap();
        assert_eq!(left.iter().map(|one| one.change.says.as_str()).collect::<Vec<_>>(), ["waits"]);
        store.close().await;
    }
}

#[tokio::test]
async fn suggestions_sent_at_once_are_counted_one_after_the_other() {
    for case in cases().await {
        let sent = (0..6).map(|at| {
            let (store, change) = (case.store.clone(), change("1", &at.to_string()));
            tokio::spawn(async move { store.keep_suggestion(change.key(Uuid::nil()), &change, 3).await.unwrap() })
        });
        let mut kept = 0;
        for one in sent.collect::<Vec<_>>() {
            kept += usize::from(matches!(one.await.unwrap(), Keeping::Kept(_)));
        }
        assert_eq!(kept, 3);
        case.store.close().await;
    }
}
