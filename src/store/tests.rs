//! The store's promises, over SQLite always and over PostgreSQL when `FINGERPOST_TEST_POSTGRES` names one.

mod feeds;
mod joins;
mod suggestions;

use crate::{
    clock::{self, Clock},
    handing::{code::Code, kept_plan::KeptPlan, sheet::Layout},
    model::{
        id::{OrganisationId, ServiceId, derive},
        organisation::Organisation,
        private::{Private, Professional},
        provenance::Provenance,
        service::{Record, Service},
    },
    store::{Store, batch::Outcome},
};
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

/// A store to test, with whatever must outlive it.
struct Case {
    store: Store,
    url: String,
    _folder: Option<TempDir>,
}

fn clock() -> Clock {
    Clock::fixed("2026-11-22T10:00:00Z".parse().unwrap())
}

/// One fresh store per database there is to test.
async fn cases() -> Vec<Case> {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}/a%20folder/test.db", folder.path().display());
    let mut cases = vec![Case { store: Store::open(&url, clock()).await.unwrap(), url, _folder: Some(folder) }];
    if let Ok(server) = std::env::var("FINGERPOST_TEST_POSTGRES") {
        let url = fresh_schema(&server).await;
        cases.push(Case { store: Store::open(&url, clock()).await.unwrap(), url, _folder: None });
    }
    eprintln!("store tests ran over {}", if cases.len() == 2 { "SQLite and PostgreSQL" } else { "SQLite" });
    cases
}

/// A schema of its own on a PostgreSQL server, so that tests do not meet.
async fn fresh_schema(server: &str) -> String {
    sqlx::any::install_default_drivers();
    let schema = format!("test_{}", clock::random_id().simple());
    let pool = sqlx::AnyPool::connect(server).await.unwrap();
    sqlx::query(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).execute(&pool).await.unwrap();
    pool.close().await;
    let joint = if server.contains('?') { '&' } else { '?' };
    format!("{server}{joint}options=-c%20search_path%3D{schema}")
}

fn record(source: &str, native_id: &str, name: &str) -> Record {
    let provenance = Provenance {
        source: source.to_owned(),
        native_id: native_id.to_owned(),
        publisher: None,
        licence: None,
        modified: None,
        url: None,
    };
    let organisation = Organisation::named(OrganisationId(derive(source, "organisation", "1")), "Somebody");
    let service = Service::named(ServiceId(derive(source, "service", native_id)), name, organisation, provenance);
    Record { service, private: Private::default() }
}

async fn import(store: &Store, source: &str, records: Vec<Record>) -> (i64, Vec<Outcome>, usize) {
    let mut batch = store.begin_batch(source).await.unwrap();
    let outcomes = batch.put(records).await.unwrap();
    let missing = batch.missing().await.unwrap();
    batch.withdraw(&missing).await.unwrap();
    let id = batch.id();
    batch.commit("test", "{}").await.unwrap();
    (id, outcomes, missing.len())
}

async fn names(store: &Store) -> Vec<String> {
    let mut names: Vec<String> = store.services_after(None, 100).await.unwrap().into_iter().map(|service| service.name).collect();
    names.sort();
    names
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    for Case { store, .. } in cases().await {
        let records = || vec![record("a", "1", "One"), record("a", "2", "Two")];
        assert_eq!(import(&store, "a", records()).await.1, [Outcome::New, Outcome::New]);
        let before = store.last_change().await.unwrap();
        assert_eq!(import(&store, "a", records()).await.1, [Outcome::Unchanged, Outcome::Unchanged]);
        assert_eq!(store.last_change().await.unwrap(), before);
        assert_eq!(names(&store).await, ["One", "Two"]);
    }
}

#[tokio::test]
async fn what_is_missing_is_withdrawn_and_comes_back() {
    for Case { store, .. } in cases().await {
        import(&store, "a", vec![record("a", "1", "One"), record("a", "2", "Two")]).await;
        assert_eq!(import(&store, "a", vec![record("a", "1", "One")]).await.2, 1);
        assert_eq!(names(&store).await, ["One"]);
        let kept = store.service(ServiceId(derive("a", "service", "2"))).await.unwrap().unwrap();
        assert_eq!((kept.service.name.as_str(), kept.withdrawn.is_some()), ("Two", true));
        let (_, outcomes, _) = import(&store, "a", vec![record("a", "1", "One"), record("a", "2", "Two")]).await;
        assert_eq!(outcomes, [Outcome::Unchanged, Outcome::Changed]);
        assert_eq!(names(&store).await, ["One", "Two"]);
    }
}

#[tokio::test]
async fn a_batch_let_go_leaves_no_trace() {
    for Case { store, .. } in cases().await {
        let mut batch = store.begin_batch("a").await.unwrap();
        batch.put(vec![record("a", "1", "One")]).await.unwrap();
        batch.discard().await.unwrap();
        let mut batch = store.begin_batch("a").await.unwrap();
        batch.put(vec![record("a", "1", "One")]).await.unwrap();
        drop(batch);
        assert_eq!((store.count().await.unwrap(), store.last_change().await.unwrap()), (0, 0));
        assert!(store.batches(10).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_repeated_id_is_used_once() {
    for Case { store, .. } in cases().await {
        let (_, outcomes, _) = import(&store, "a", vec![record("a", "1", "One"), record("a", "1", "Uno")]).await;
        assert_eq!(outcomes, [Outcome::New, Outcome::Repeated]);
        assert_eq!(names(&store).await, ["One"]);
    }
}

#[tokio::test]
async fn a_source_never_changes_what_another_owns() {
    for Case { store, .. } in cases().await {
        import(&store, "a", vec![record("a", "1", "Ours")]).await;
        let mut theirs = record("b", "1", "Theirs");
        theirs.service.id = ServiceId(derive("a", "service", "1"));
        assert_eq!(import(&store, "b", vec![theirs.clone()]).await.1, [Outcome::New]);
        assert_eq!(import(&store, "b", vec![theirs]).await.1, [Outcome::Unchanged]);
        assert_eq!(names(&store).await, ["Ours", "Theirs"]);
        import(&store, "b", Vec::new()).await;
        assert_eq!(names(&store).await, ["Ours"]);
    }
}

#[tokio::test]
async fn undoing_puts_everything_back() {
    for Case { store, .. } in cases().await {
        import(&store, "a", vec![record("a", "1", "One"), record("a", "2", "Two")]).await;
        let (batch, ..) = import(&store, "a", vec![record("a", "1", "One, changed"), record("a", "3", "Three")]).await;
        assert_eq!(names(&store).await, ["One, changed", "Three"]);
        let undone = store.undo(batch).await.unwrap();
        assert_eq!((undone.restored, undone.withdrawn, undone.kept), (2, 1, 0));
        assert_eq!(names(&store).await, ["One", "Two"]);
        assert_eq!(store.undo(batch).await.unwrap_err().to_string(), format!("batch {batch} was undone before"));
        assert_eq!(store.undo(99).await.unwrap_err().to_string(), "there is no batch 99");
    }
}

#[tokio::test]
async fn undoing_leaves_what_a_later_batch_changed() {
    for Case { store, .. } in cases().await {
        let (first, ..) = import(&store, "a", vec![record("a", "1", "One"), record("a", "2", "Two")]).await;
        import(&store, "a", vec![record("a", "1", "One, later"), record("a", "2", "Two")]).await;
        let undone = store.undo(first).await.unwrap();
        assert_eq!((undone.restored, undone.withdrawn, undone.kept), (0, 1, 1));
        assert_eq!(names(&store).await, ["One, later"]);
    }
}

#[tokio::test]
async fn the_change_log_numbers_every_write_in_order() {
    for Case { store, .. } in cases().await {
        import(&store, "a", vec![record("a", "1", "One"), record("a", "2", "Two")]).await;
        import(&store, "a", vec![record("a", "1", "Uno")]).await;
        let changes = store.changes_after(0, 100).await.unwrap();
        let numbers: Vec<i64> = changes.iter().map(|change| change.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
        assert!(changes[3].now.is_none(), "the last change withdrew a service");
        assert_eq!(store.changes_after(2, 1).await.unwrap()[0].now.as_ref().map(|service| service.name.as_str()), Some("Uno"));
    }
}

#[tokio::test]
async fn private_details_stand_apart_and_come_back() {
    for Case { store, .. } in cases().await {
        let mut record = record("a", "1", "One");
        let private = Private {
            professional: Some(Professional {
                phone: Some("0121 496 0999".to_owned()),
                email: None,
                notes: Some("Ring the duty desk".to_owned()),
            }),
            hidden: Vec::new(),
        };
        record.private = private.clone();
        let id = record.service.id;
        import(&store, "a", vec![record]).await;
        assert_eq!(store.private(id).await.unwrap(), private);
        let document = crate::hsds::v3::write(&store.service(id).await.unwrap().unwrap().service).to_string();
        assert!(!document.contains("496 0999") && !document.contains("duty desk"));
    }
}

#[tokio::test]
async fn a_store_opened_again_is_the_same_store() {
    for Case { store, url, _folder } in cases().await {
        import(&store, "a", vec![record("a", "1", "One")]).await;
        let identity = store.identity().to_owned();
        store.close().await;
        let again = Store::open(&url, clock()).await.unwrap();
        assert_eq!((again.identity(), names(&again).await), (identity.as_str(), vec!["One".to_owned()]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_follower_never_skips_a_line_that_several_writers_commit() {
    const WRITERS: usize = 4;
    const BATCHES: usize = 5;
    for Case { store, .. } in cases().await {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let store = store.clone();
                tokio::spawn(async move {
                    let source = format!("writer {writer}");
                    for at in 0..BATCHES {
                        let records = (0..3).map(|one| record(&source, &format!("{one}"), &format!("Number {at}"))).collect();
                        import(&store, &source, records).await;
                    }
                })
            })
            .collect();
        let mut followed = Vec::new();
        while followed.len() < WRITERS * BATCHES * 3 {
            let done = writers.iter().all(tokio::task::JoinHandle::is_finished);
            let lines = store.changes_after(followed.last().copied().unwrap_or(0), 2).await.unwrap();
            assert!(!done || !lines.is_empty(), "the writers are done and lines are missing after {followed:?}");
            followed.extend(lines.iter().map(|change| change.number));
        }
        assert_eq!(followed, (1..).take(followed.len()).collect::<Vec<i64>>());
        for writer in writers {
            writer.await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_store_opens_and_reads_while_an_import_is_writing() {
    for Case { store, url, _folder } in cases().await {
        import(&store, "a", vec![record("a", "1", "One")]).await;
        let mut batch = store.begin_batch("a").await.unwrap();
        batch.put(vec![record("a", "1", "One, changed"), record("a", "2", "Two")]).await.unwrap();
        let other =
            tokio::time::timeout(std::time::Duration::from_secs(20), Store::open(&url, clock())).await.expect("it waits for nobody");
        assert_eq!(names(&other.unwrap()).await, ["One"]);
        batch.commit("test", "{}").await.unwrap();
        assert_eq!(names(&store).await, ["One, changed", "Two"]);
    }
}

#[tokio::test]
async fn characters_a_database_cannot_hold_do_not_stop_an_import() {
    for Case { store, .. } in cases().await {
        let (_, outcomes, _) = import(&store, "a", vec![record("a", "1\0", "O\0ne"), record("a", "2", "Two")]).await;
        assert_eq!(outcomes, [Outcome::New, Outcome::New]);
        assert_eq!(names(&store).await.len(), 2);
    }
}

#[tokio::test]
async fn what_is_no_store_is_said_at_once_and_in_plain_words() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("letters.db");
    std::fs::write(&path, "these are letters ".repeat(1_000)).unwrap();
    let refused = |url: String| async move { Store::open(&url, clock()).await.unwrap_err().to_string() };
    assert!(refused(format!("sqlite://{}", path.display())).await.contains("is damaged or is not a store"));
    assert!(refused(format!("sqlite://{}/inside.db", path.display())).await.contains("cannot be made"));
    assert!(refused("mysql://somewhere/else".to_owned()).await.contains("must begin with postgres:// or sqlite://"));
    assert!(refused("postgres://me:secret@127.0.0.1:1/x".to_owned()).await.contains("refused"));
}

#[tokio::test]
async fn a_plan_is_kept_until_it_expires_and_a_code_is_given_once() {
    for case in cases().await {
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
        let plan = KeptPlan {
            services: vec![ServiceId(derive("x", "service", "2")), ServiceId(derive("x", "service", "1"))],
            layout: Layout::Large,
            made: at("2026-11-22T10:00:00Z"),
            expires: at("2026-12-22T10:00:00Z"),
        };
        let (code, other) = (Code::of(1), Code::of(2));
        assert!(case.store.keep_plan(&code, &plan).await.unwrap());
        assert!(!case.store.keep_plan(&code, &KeptPlan { services: Vec::new(), ..plan.clone() }).await.unwrap());
        assert!(case.store.keep_plan(&other, &KeptPlan { expires: at("2027-11-22T10:00:00Z"), ..plan.clone() }).await.unwrap());
        assert_eq!(case.store.plan(&code).await.unwrap(), Some(plan));
        assert_eq!(case.store.plan(&Code::of(3)).await.unwrap(), None);

        assert_eq!(case.store.drop_expired_plans(at("2026-12-22T09:59:59Z")).await.unwrap(), 0);
        assert_eq!(case.store.drop_expired_plans(at("2026-12-22T10:00:00Z")).await.unwrap(), 1);
        assert_eq!(case.store.plan(&code).await.unwrap(), None);
        assert!(case.store.plan(&other).await.unwrap().is_some());
        case.store.close().await;
    }
}

#[tokio::test]
async fn a_key_is_kept_as_what_it_hashes_to_and_can_be_taken_back() {
    for case in cases().await {
        let store = &case.store;
        assert!(store.add_key("Referral system", "0a", 600).await.unwrap());
        assert!(!store.add_key("Referral system", "0b", 600).await.unwrap(), "the name is taken");
        let keys: Vec<_> = store.keys().await.unwrap().into_iter().map(|key| (key.name, key.hash, key.per_minute)).collect();
        assert_eq!(keys, [("Referral system".to_owned(), "0a".to_owned(), 600)]);
        assert!(store.remove_key("Referral system").await.unwrap());
        assert!(!store.remove_key("Referral system").await.unwrap());
        case.store.close().await;
    }
}

#[tokio::test]
async fn what_is_published_says_when_it_last_changed_and_what_went() {
    for case in cases().await {
        let store = &case.store;
        let (batch, ..) = import(store, "a", vec![record("a", "1", "One"), record("a", "2", "Two")]).await;
        import(store, "a", vec![record("a", "1", "One")]).await;
        let standing = store.standing_after(None, 10).await.unwrap();
        let told: Vec<_> = standing.iter().map(|one| (one.service.name.as_str(), one.withdrawn, one.modified)).collect();
        assert!(told.contains(&("One", false, clock().now())) && told.contains(&("Two", true, clock().now())), "{told:?}");
        let (last, changed) = store.changed_after(0, 2).await.unwrap().unwrap();
        assert_eq!((last, changed.len()), (2, 2));
        let (last, changed) = store.changed_after(last, 10).await.unwrap().unwrap();
        assert_eq!((last, changed[0].service.name.as_str(), changed[0].withdrawn), (3, "Two", true));
        assert_eq!(store.changed_after(last, 10).await.unwrap(), None);
        let ids: Vec<_> = standing.iter().map(|one| one.service.id).chain([ServiceId(derive("x", "service", "none"))]).collect();
        assert_eq!(store.documents(&ids).await.unwrap().len(), 2, "what is not there is left out");
        store.undo(batch).await.unwrap();
        assert!(store.standing_after(None, 10).await.unwrap().iter().all(|one| one.withdrawn));
        case.store.close().await;
    }
}
