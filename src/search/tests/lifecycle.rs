//! The life of an index: made, opened, changed, rebuilt, damaged, killed.

use super::*;
use crate::search::{Unusable, WriteError, engine::folder::LAYOUT};
use std::{fs, path::Path, path::PathBuf};

fn closed(directory: Directory) -> tempfile::TempDir {
    drop(directory.index);
    directory.folder
}

fn generation(folder: &Path) -> PathBuf {
    folder.join(fs::read_to_string(folder.join("CURRENT")).unwrap().trim())
}

fn file_ending(folder: &Path, ending: &str) -> PathBuf {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().find(|path| path.to_string_lossy().ends_with(ending)).unwrap()
}

#[test]
fn what_is_saved_is_found_and_what_is_gone_is_not() {
    let directory = Directory::of(vec![]);
    assert!(directory.index.is_empty());
    directory.save(vec![service_at("Stroke Club", 1.0)]);
    assert_eq!((directory.index.position(), directory.index.len()), (2, 1));
    assert_eq!(directory.names(&question("stroke")), ["Stroke Club"]);
    directory.save(vec![Service { name: "Choir".to_owned(), ..service_at("Stroke Club", 1.0) }]);
    assert_eq!(directory.names(&question("choir")), ["Choir"]);
    assert_eq!(directory.ask(&question("\"stroke\"")).total, 0);
    directory.index.apply([Change::Gone(id_of("Stroke Club"))].into_iter(), 9).unwrap();
    assert_eq!((directory.index.position(), directory.index.len()), (9, 0));
    assert_eq!(directory.ask(&question("choir")).total, 0);
}

#[test]
fn an_index_opens_where_it_was_left() {
    let directory = Directory::of(vec![service_at("Stroke Club", 1.0)]);
    directory.save(vec![service_at("Choir", 1.0)]);
    directory.index.apply(std::iter::empty(), 77).unwrap();
    let folder = closed(directory);
    let index = Index::open(folder.path(), STORE).unwrap();
    assert_eq!((index.position(), index.len()), (77, 2));
    assert!(index.bytes() > 0);
    index.apply([Change::Saved(Box::new(service_at("Third", 1.0)))].into_iter(), 78).unwrap();
    assert_eq!(index.len(), 3);
}

fn manifest(change: fn(String) -> String) -> impl Fn(&Path) {
    move |folder| {
        let path = generation(folder).join("manifest.json");
        fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
    }
}

#[test]
fn merged_segments_stay_in_order_and_keep_the_answers() {
    let far = |at: i32| with_text("yoga", service_at(&format!("Club {at}"), f64::from(at * 7 % 9)));
    let directory = Directory::of((0..3).map(far).collect());
    (3..6).for_each(|at| directory.save(vec![far(at), far(at - 2)]));
    let before = directory.names(&question("yoga"));
    assert!(directory.index.snapshot().segments.len() > 1);
    directory.index.settle();
    let snapshot = directory.index.snapshot();
    assert!(snapshot.segments.len() == 1 && snapshot.segments[0].sidecar.sorted);
    assert_eq!(directory.names(&question("yoga")), before);
    assert_eq!((before.len(), directory.index.len()), (6, 6));
}

#[test]
fn an_index_that_cannot_be_used_says_why() {
    let open = |prepare: &dyn Fn(&Path), store: &str| {
        let directory = Directory::of(vec![service_at("Stroke Club", 1.0), service_at("Choir", 1.0)]);
        let folder = closed(directory);
        prepare(folder.path());
        Index::open(folder.path(), store).map(|_| ()).unwrap_err()
    };
    let nothing = |_: &Path| ();
    assert!(matches!(open(&|folder| fs::remove_file(folder.join("CURRENT")).unwrap(), STORE), Unusable::Missing(_)));
    assert!(matches!(open(&nothing, "another store"), Unusable::OtherStore(found) if found == STORE));
    assert!(matches!(open(&manifest(|text| text.replace(&format!("\"{LAYOUT};"), "\"1;")), STORE), Unusable::Layout));
    assert!(matches!(open(&manifest(|text| text.replace("true", "false")), STORE), Unusable::Incomplete));
    assert!(matches!(open(&manifest(|_| "{".to_owned()), STORE), Unusable::Damaged(_)));
    assert!(matches!(open(&|folder| fs::remove_dir_all(generation(folder)).unwrap(), STORE), Unusable::Damaged(_)));
    for ending in [".idx", ".term", ".fast", ".fieldnorm"] {
        let flip = |folder: &Path| {
            let path = file_ending(&generation(folder), ending);
            let mut bytes = fs::read(&path).unwrap();
            let middle = bytes.len() / 3;
            bytes[middle] ^= 0x55;
            fs::write(&path, bytes).unwrap();
        };
        assert!(matches!(open(&flip, STORE), Unusable::Damaged(_)), "{ending}");
    }
    let truncate = |folder: &Path| {
        let path = generation(folder).join("cards.dat");
        let length = fs::metadata(&path).unwrap().len();
        fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(length - 1).unwrap();
    };
    assert!(matches!(open(&truncate, STORE), Unusable::Damaged(said) if said.contains("cards")));
    let missing = tempfile::tempdir().unwrap();
    assert!(matches!(Index::open(&missing.path().join("none"), STORE), Err(Unusable::Missing(_))));
}

#[test]
fn a_spoilt_card_is_noticed_when_it_is_read() {
    let folder = closed(Directory::of(vec![service_at("Stroke Club", 1.0)]));
    let path = generation(folder.path()).join("cards.dat");
    let mut bytes = fs::read(&path).unwrap();
    bytes[30] ^= 1;
    fs::write(&path, bytes).unwrap();
    let index = Index::open(folder.path(), STORE).unwrap();
    let error = index.search(&question("stroke"), &needs()).unwrap_err();
    assert!(error.to_string().contains("rebuild the index"), "{error}");
}

#[test]
fn a_half_built_generation_is_swept_away() {
    let folder = closed(Directory::of(vec![service_at("Stroke Club", 1.0)]));
    let half = folder.path().join("g-7");
    fs::create_dir(&half).unwrap();
    fs::write(half.join("meta.json"), "half").unwrap();
    let index = Index::open(folder.path(), STORE).unwrap();
    assert!(!half.exists());
    assert_eq!(index.len(), 1);
}

#[test]
fn cards_left_by_a_crash_before_the_commit_do_no_harm() {
    let folder = closed(Directory::of(vec![service_at("Stroke Club", 1.0)]));
    let path = generation(folder.path()).join("cards.dat");
    let mut bytes = fs::read(&path).unwrap();
    bytes.extend([1, 2, 3]);
    fs::write(&path, bytes).unwrap();
    let index = Index::open(folder.path(), STORE).unwrap();
    index.apply([Change::Saved(Box::new(service_at("Choir", 1.0)))].into_iter(), 2).unwrap();
    assert_eq!(index.snapshot().card(id_of("Choir")).unwrap().unwrap().name, "Choir");
    assert_eq!(index.snapshot().card(id_of("Stroke Club")).unwrap().unwrap().name, "Stroke Club");
}

#[test]
fn a_rebuild_takes_over_in_one_step_while_searches_go_on() {
    let directory = Directory::of(vec![service_at("Old Club", 1.0)]);
    let before = generation(directory.folder.path());
    let mut told = Vec::new();
    let mut services = (0..3).map(|at| {
        assert_eq!(directory.names(&question("old")), ["Old Club"]);
        Ok(service_at(&format!("New Club {at}"), 1.0))
    });
    directory.index.rebuild(&mut services, 42, &mut |count| told.push(count)).unwrap();
    assert_eq!((directory.index.position(), directory.index.len()), (42, 3));
    assert_eq!(directory.ask(&question("\"old\"")).total, 0);
    assert_eq!(told, [3]);
    assert!(!before.exists());
    directory.save(vec![service_at("Later", 1.0)]);
    let folder = closed(directory);
    assert_eq!(Index::open(folder.path(), STORE).unwrap().len(), 4);
}

#[test]
fn a_rebuild_that_cannot_read_everything_leaves_the_index_as_it_was() {
    let directory = Directory::of(vec![service_at("Old Club", 1.0)]);
    let mut services = [Ok(service_at("New Club", 1.0)), Err(WriteError::Unfinished)].into_iter();
    let error = directory.index.rebuild(&mut services, 42, &mut |_| ()).unwrap_err();
    assert!(matches!(error, WriteError::Unfinished), "{error}");
    assert_eq!(directory.names(&question("club")), ["Old Club"]);
    assert_eq!(directory.index.position(), 1);
    let folder = closed(directory);
    assert_eq!(Index::open(folder.path(), STORE).unwrap().position(), 1);
    let generations = fs::read_dir(folder.path()).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir()).count();
    assert_eq!(generations, 1, "the half-built index is gone");
}

#[test]
fn a_second_writer_is_told_so_and_a_stale_one_too() {
    let directory = Directory::of(vec![service_at("Stroke Club", 1.0)]);
    let second = Index::open(directory.folder.path(), STORE).unwrap();
    assert_eq!(second.len(), 1);
    let error = second.apply(std::iter::empty(), 5).unwrap_err();
    assert!(matches!(&error, WriteError::Busy(_)), "{error}");
    assert!(error.to_string().contains("another process is writing"));
    let Directory { folder, index, .. } = directory;
    index.rebuild(&mut std::iter::empty(), 6, &mut |_| ()).unwrap();
    drop(index);
    assert!(matches!(second.apply(std::iter::empty(), 7).unwrap_err(), WriteError::Replaced(_)));
    drop(folder);
}

#[test]
fn others_can_tell_an_index_that_is_held() {
    let folder = closed(Directory::of(vec![]));
    let index = Index::open(folder.path(), STORE).unwrap();
    assert!(!Index::is_held(folder.path()));
    index.hold().unwrap();
    assert!(Index::is_held(folder.path()));
    drop(index);
    assert!(!Index::is_held(folder.path()));
}

/// A program that is being started holds copies of this process's open files, and so of its locks, for a moment.
#[test]
fn a_writer_follows_a_writer_while_programs_are_being_started() {
    use std::{process::Command, sync::mpsc};
    let (stop, stopped) = mpsc::channel::<()>();
    let starter = std::thread::spawn(move || {
        while stopped.try_recv() == Err(mpsc::TryRecvError::Empty) {
            Command::new("true").status().unwrap();
        }
    });
    let directory = Directory::of(vec![service_at("Stroke Club", 1.0)]);
    for position in 2..30 {
        directory.index.write().generation.lay_down_pen();
        directory.index.apply(std::iter::empty(), position).unwrap();
    }
    let folder = closed(directory);
    for position in 30..60 {
        Index::open(folder.path(), STORE).unwrap().apply(std::iter::empty(), position).unwrap();
    }
    drop(stop);
    starter.join().unwrap();
}

/// Private values are another type: `Change` and `rebuild` take a `Service`, which has none. This test holds the rest of the
/// promise: nothing of a withheld address or of a professional line typed into a record reaches a file of the index.
#[test]
fn no_private_word_is_in_any_file_of_the_index() {
    use crate::model::{
        private::{HiddenAddress, Private, Professional},
        service::Record,
    };
    let address = PublicAddress { lines: vec!["Quartzberry".to_owned()], postcode: Some("ZZ9 9ZZ".to_owned()), ..PublicAddress::default() };
    let refuge = Site { address: Address::Withheld { town: Some("Walsall".to_owned()) }, ..site("refuge", 0.0) };
    let record = Record {
        private: Private {
            professional: Some(Professional { phone: None, email: None, notes: Some("Quartzberry".to_owned()) }),
            hidden: vec![HiddenAddress { location: refuge.id, name: Some("Quartzberry House".to_owned()), address }],
        },
        service: Service { sites: vec![refuge], ..service("Refuge") },
    };
    let directory = Directory::of(vec![record.service]);
    let card = directory.index.snapshot().card(id_of("Refuge")).unwrap().unwrap();
    assert_eq!(card.address.as_deref(), Some("Address withheld for safety (Walsall)"));
    for entry in fs::read_dir(generation(directory.folder.path())).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("quartzberry") && !text.contains("zz9"));
    }
}

/// The folder a child process is to change until it is killed.
const CHILD: &str = "FINGERPOST_TEST_INDEX_TO_CHANGE";

/// Not a test by itself: what [`an_index_survives_being_killed_at_any_moment`] runs in another process. At position n the index
/// holds n services; every third change is a rebuild.
#[test]
fn child_that_changes_an_index_until_it_is_killed() {
    use std::io::Write;
    let Ok(folder) = std::env::var(CHILD) else { return };
    let index = Index::open(Path::new(&folder), STORE).unwrap();
    let numbered = |at: i64| service_at(&format!("Service {at}"), 1.0);
    for position in index.position() + 1.. {
        if position % 3 == 0 {
            index.rebuild(&mut (1..=position).map(numbered).map(Ok), position, &mut |_| ()).unwrap();
        } else {
            index.apply([Change::Saved(Box::new(numbered(position)))].into_iter(), position).unwrap();
        }
        writeln!(std::io::stdout(), "at {position}").unwrap();
    }
}

#[test]
fn an_index_survives_being_killed_at_any_moment() {
    use std::{
        io::{BufRead, BufReader},
        process::{Command, Stdio},
    };
    let folder = tempfile::tempdir().unwrap();
    drop(Index::create_empty(folder.path(), STORE).unwrap());
    let name = "search::tests::lifecycle::child_that_changes_an_index_until_it_is_killed";
    for changes in [1, 2, 3, 5] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([name, "--exact", "--nocapture"])
            .env(CHILD, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut said = lines.filter_map(|line| line.rsplit_once("at ")?.1.parse::<i64>().ok());
        let told = said.nth(changes - 1).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let last = said.last().unwrap_or(told);
        let index = Index::open(folder.path(), STORE).unwrap();
        assert!((last..=last + 1).contains(&index.position()), "told {last}, found {}", index.position());
        assert_eq!(index.len(), usize::try_from(index.position()).unwrap());
        assert_eq!(index.search(&question("service"), &needs()).unwrap().total, index.len() as u64);
    }
}
