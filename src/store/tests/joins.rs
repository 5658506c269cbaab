//! Joined records: one is shown, none is lost, and a join outlives imports.

use super::*;
use crate::{
    model::{
        id::LocationId,
        location::{Address, Site},
    },
    store::joins::{By, Pair, PairState},
};

fn id(source: &str, native: &str) -> ServiceId {
    ServiceId(derive(source, "service", native))
}

async fn shown(store: &Store) -> Vec<String> {
    let mut names: Vec<String> = store.shown_after(None, 100).await.unwrap().into_iter().map(|service| service.name).collect();
    names.sort();
    names
}

async fn join(store: &Store, service: ServiceId, leader: ServiceId) {
    let mut joining = store.begin_joining().await.unwrap();
    let pair = Pair { one: service, other: leader, points: 70, reasons: vec!["same-name".to_owned()], state: PairState::Joined };
    joining.keep(&pair, Some(By::Rule)).await.unwrap();
    joining.join(service, leader, By::Rule, &pair.reasons).await.unwrap();
    joining.commit().await.unwrap();
}

#[tokio::test]
async fn a_join_is_followed_and_outlives_imports_and_a_parting_undoes_it() {
    for Case { store, .. } in cases().await {
        let (ours, theirs) = (|| vec![record("a", "1", "Library")], || vec![record("b", "1", "The library")]);
        import(&store, "a", ours()).await;
        import(&store, "b", theirs()).await;
        let before = store.last_change().await.unwrap();
        join(&store, id("b", "1"), id("a", "1")).await;
        assert_eq!(shown(&store).await, ["Library"]);
        assert_eq!(names(&store).await, ["Library", "The library"], "nothing is lost");
        let changes = store.changes_after(before, 10).await.unwrap();
        assert_eq!(changes.len(), 2);
        let gone = changes.iter().find(|change| change.id == id("b", "1")).unwrap();
        assert_eq!((gone.now.is_none(), gone.leader), (true, Some(id("a", "1"))));
        assert!(changes.iter().any(|change| change.id == id("a", "1") && change.now.is_some() && change.leads));
        let (_, standing) = store.changed_after(before, 10).await.unwrap().unwrap();
        assert_eq!(standing.iter().filter(|one| one.is_shown()).count(), 1);
        // Importing again, even with news in the joined record.
        import(&store, "b", vec![record("b", "1", "The library, renamed")]).await;
        import(&store, "a", ours()).await;
        assert_eq!(shown(&store).await, ["Library"]);
        assert_eq!(store.joined_to(id("a", "1")).await.unwrap()[0].name, "The library, renamed");
        assert_eq!(store.leader_of(id("b", "1")).await.unwrap(), Some(id("a", "1")));
        let run_by = async |id| store.service(id).await.unwrap().unwrap().service.organisation.id;
        let (theirs, ours) = (run_by(id("b", "1")).await, run_by(id("a", "1")).await);
        assert_eq!(store.organisations_shown_for(theirs).await.unwrap(), [ours]);
        let mut joining = store.begin_joining().await.unwrap();
        joining.part(id("b", "1")).await.unwrap();
        joining.commit().await.unwrap();
        assert_eq!(shown(&store).await, ["Library", "The library, renamed"]);
        assert_eq!(store.organisations_shown_for(theirs).await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_withdrawn_leader_hands_over_and_an_undo_keeps_one_shown() {
    for Case { store, .. } in cases().await {
        import(&store, "a", vec![record("a", "1", "A"), record("a", "2", "Else")]).await;
        import(&store, "b", vec![record("b", "1", "B")]).await;
        import(&store, "c", vec![record("c", "1", "C, which says more")]).await;
        join(&store, id("b", "1"), id("a", "1")).await;
        join(&store, id("c", "1"), id("a", "1")).await;
        assert_eq!(shown(&store).await, ["A", "Else"]);
        let (batch, _, missing) = import(&store, "a", vec![record("a", "2", "Else")]).await;
        assert_eq!(missing, 1);
        assert_eq!(shown(&store).await, ["C, which says more", "Else"]);
        for old in [id("a", "1"), id("b", "1")] {
            assert_eq!(store.leader_of(old).await.unwrap(), Some(id("c", "1")));
        }
        store.undo(batch).await.unwrap();
        assert_eq!(shown(&store).await, ["C, which says more", "Else"], "whoever leads goes on leading");
        assert_eq!(store.joins().await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_leader_that_is_parted_leaves_its_group_to_another() {
    for Case { store, .. } in cases().await {
        for source in ["a", "b", "c"] {
            import(&store, source, vec![record(source, "1", source)]).await;
        }
        join(&store, id("b", "1"), id("a", "1")).await;
        join(&store, id("c", "1"), id("a", "1")).await;
        let mut joining = store.begin_joining().await.unwrap();
        joining.part(id("a", "1")).await.unwrap();
        joining.commit().await.unwrap();
        let left = shown(&store).await;
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(left.contains(&"a".to_owned()));
    }
}

#[tokio::test]
async fn groups_grow_together_and_what_was_not_committed_never_was() {
    for Case { store, .. } in cases().await {
        for source in ["a", "b", "c", "d"] {
            import(&store, source, vec![record(source, "1", source)]).await;
        }
        join(&store, id("b", "1"), id("a", "1")).await;
        join(&store, id("d", "1"), id("c", "1")).await;
        join(&store, id("c", "1"), id("a", "1")).await;
        assert_eq!(shown(&store).await, ["a"]);
        assert_eq!(store.joined_to(id("a", "1")).await.unwrap().len(), 3);
        let mut joining = store.begin_joining().await.unwrap();
        joining.part(id("d", "1")).await.unwrap();
        drop(joining);
        assert_eq!(shown(&store).await, ["a"]);
        assert_eq!(store.count_pairs(PairState::Joined).await.unwrap(), 3);
        assert_eq!(store.pairs(PairState::Joined, 1).await.unwrap()[0].pair.reasons, ["same-name"]);
    }
}

/// A record that holds back where it is.
fn withheld(source: &str, native: &str, name: &str) -> Record {
    let mut hidden = record(source, native, name);
    hidden.service.sites.push(Site {
        id: LocationId(derive(source, "location", native)),
        name: None,
        address: Address::Withheld { town: None },
        uprn: None,
        accessibility: Vec::new(),
        travel: None,
        schedules: Vec::new(),
    });
    hidden
}

#[tokio::test]
async fn a_record_that_an_undo_withholds_again_leaves_its_group() {
    for Case { store, .. } in cases().await {
        for (service, leader) in [(id("a", "1"), id("b", "1")), (id("b", "1"), id("a", "1"))] {
            import(&store, "a", vec![withheld("a", "1", "Refuge")]).await;
            import(&store, "b", vec![record("b", "1", "As others have it")]).await;
            let (batch, ..) = import(&store, "a", vec![record("a", "1", "Refuge")]).await;
            join(&store, service, leader).await;
            assert_eq!(store.leader_of(service).await.unwrap(), Some(leader));
            store.undo(batch).await.unwrap();
            assert_eq!(store.leader_of(service).await.unwrap(), None);
        }
    }
}

#[tokio::test]
async fn a_record_whose_address_becomes_withheld_leaves_its_group_at_once() {
    for Case { store, .. } in cases().await {
        for leads in [true, false] {
            let native = if leads { "1" } else { "2" };
            import(&store, "a", vec![record("a", "1", "Refuge"), record("a", "2", "Refuge")]).await;
            import(&store, "b", vec![record("b", "1", "Refuge as others have it"), record("b", "2", "Refuge as others have it")]).await;
            let (service, leader) = if leads { (id("b", native), id("a", native)) } else { (id("a", native), id("b", native)) };
            join(&store, service, leader).await;
            assert_eq!(store.leader_of(service).await.unwrap(), Some(leader));
            let hidden = withheld("a", native, "Refuge");
            let rest = record("a", if leads { "2" } else { "1" }, "Refuge");
            import(&store, "a", vec![hidden, rest]).await;
            assert_eq!((store.leader_of(service).await.unwrap(), store.joined_to(leader).await.unwrap().len()), (None, 0));
        }
    }
}
