//! Feeds: one reader at a time, and readings that are kept with what is known.

use super::cases;
use jiff::SignedDuration;

#[tokio::test]
async fn a_feed_is_due_held_by_one_reader_and_let_go() {
    for case in cases().await {
        let store = &case.store;
        let now = store.clock().now();
        let later = now + SignedDuration::from_mins(2);
        assert!(store.add_feed("a", "{}", "{}", now).await.unwrap());
        assert!(!store.add_feed("a", "{}", "{}", now).await.unwrap(), "the key is taken");
        assert!(store.add_feed("b", "{}", "{}", later).await.unwrap());
        assert_eq!(store.due_feeds().await.unwrap(), ["a"]);
        assert!(store.hold_feed("a", "one", later).await.unwrap());
        assert!(store.hold_feed("a", "one", later).await.unwrap(), "its own");
        assert!(!store.hold_feed("a", "two", later).await.unwrap(), "another's");
        assert!(!store.hold_feed("nowhere", "one", later).await.unwrap());
        assert!(store.go_on_holding("a", "one", later).await.unwrap() && !store.go_on_holding("a", "two", later).await.unwrap());
        assert!(store.due_feeds().await.unwrap().is_empty());
        assert!(!store.note_feed("a", "two", "{\"x\":1}").await.unwrap() && store.note_feed("a", "one", "{\"x\":2}").await.unwrap());
        assert!(!store.end_reading("a", "two", later, "{}", "{}").await.unwrap());
        assert!(store.feed_readings("a", 9).await.unwrap().is_empty(), "who does not hold it keeps nothing");
        assert!(store.end_reading("a", "one", later, "{\"x\":3}", "{\"n\":1}").await.unwrap());
        let feed = store.feed("a").await.unwrap().unwrap();
        assert_eq!((feed.state.as_str(), feed.due, feed.held_until), ("{\"x\":3}", later, None));
        assert!(!store.go_on_holding("a", "one", later).await.unwrap(), "what has ended is not held again");
        assert_eq!(store.feed("a").await.unwrap().unwrap().held_until, None);
        assert_eq!(store.feed_readings("a", 9).await.unwrap(), ["{\"n\":1}"]);
    }
}

#[tokio::test]
async fn what_a_server_held_that_was_killed_it_lets_go_at_its_next_start() {
    for case in cases().await {
        let store = &case.store;
        let now = store.clock().now();
        let later = now + SignedDuration::from_mins(2);
        for (key, reader) in [("a", "here/1"), ("b", "here/2"), ("c", "there/1"), ("d", "somebody"), ("e", "here2/1")] {
            store.add_feed(key, "{}", "{}", now).await.unwrap();
            assert!(store.hold_feed(key, reader, later).await.unwrap());
        }
        store.let_all_feeds_go("here").await.unwrap();
        assert_eq!(store.due_feeds().await.unwrap(), ["a", "b"]);
    }
}

#[tokio::test]
async fn a_paused_feed_is_not_due_and_one_that_goes_on_is_at_once() {
    for case in cases().await {
        let store = &case.store;
        let now = store.clock().now();
        store.add_feed("a", "{}", "{}", now).await.unwrap();
        assert!(store.pause_feed("a", true).await.unwrap() && !store.pause_feed("nowhere", true).await.unwrap());
        assert!(store.due_feeds().await.unwrap().is_empty() && store.feed("a").await.unwrap().unwrap().paused.is_some());
        assert!(store.pause_feed("a", false).await.unwrap());
        assert_eq!(store.due_feeds().await.unwrap(), ["a"]);
        for number in 0..70 {
            assert!(store.hold_feed("a", "one", now).await.unwrap());
            assert!(store.end_reading("a", "one", now, "{}", &number.to_string()).await.unwrap());
        }
        let kept = store.feed_readings("a", 100).await.unwrap();
        assert_eq!((kept.len(), kept[0].as_str(), kept[59].as_str()), (60, "69", "10"));
        assert!(store.remove_feed("a").await.unwrap() && !store.remove_feed("a").await.unwrap());
        assert!(store.feeds().await.unwrap().is_empty() && store.feed_readings("a", 9).await.unwrap().is_empty());
    }
}
