//! Files nobody would publish: fixtures, and the beginnings of real publications where they are at hand, with bytes changed, cut out,
//! repeated and mixed. Each is read or refused; nothing panics. Before that each fixture is read whole, so that what reads them is known
//! to be awake.
//!
//! `FINGERPOST_FUZZ_SECONDS=600` goes on for so long; otherwise it is two dozen files.

use fingerpost::{
    finding::needs::Needs,
    places::Places,
    sources::{self, Context, Input, InputFile, Item},
};
use std::{
    fs,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

const FILES: u64 = 24;
/// Of a real file so many bytes are taken.
const BEGINNING: usize = 24 * 1024;

/// Numbers that come out the same for the same file.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap_or_default()
    }
}

/// Pieces that mean something to one reader or another.
const PIECES: [&[u8]; 16] = [
    b"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"null",
    b"-1e999",
    b"\xc3",
    b"9999999999999999999999",
    b"2026-02-30",
];

fn mangle(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(200)).min(bytes.len());
        match chance.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => drop(bytes.splice(at..at, PIECES[chance.below(PIECES.len())].iter().copied())),
            4 => {
                let from = chance.below(other.len() + 1);
                let to = (from + chance.below(400)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            5 => bytes[at..end].rotate_left(chance.below(end - at)),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(chance.below(256)).unwrap_or_default();
                }
            }
        }
    }
}

/// Files that belong together, with what is in them.
type Together = Vec<(String, Vec<u8>)>;

fn gather(folder: &Path, most: usize, all: &mut Vec<Together>) {
    let mut together = Together::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            gather(&path, most, all);
        } else if let Ok(mut bytes) = fs::read(&path) {
            let end = path.extension().and_then(|end| end.to_str()).unwrap_or("txt");
            if matches!(end, "txt" | "md" | "yaml") {
                continue;
            }
            let packed = matches!(end, "gz" | "zip" | "xlsx" | "zst");
            if !packed || bytes.len() < 20 * most {
                bytes.truncate(if packed { bytes.len() } else { most });
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                together.push((name, bytes));
            }
        }
    }
    // Most are files of their own; a folder of tables is small.
    if together.len() > 12 {
        all.extend(together.into_iter().map(|file| vec![file]));
    } else if !together.is_empty() {
        all.push(together);
    }
}

/// Writes the files, reads them and takes them away again. The records in them, or nothing where it was too much for us.
fn read(files: &[(String, Vec<u8>)], folder: &Path, context: Context<'_>, which: usize) -> Option<usize> {
    let files = files.iter().map(|(name, bytes)| {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("written");
        InputFile { name: name.clone(), path }
    });
    let input = Input { files: files.collect(), complete: true, remarks: Vec::new() };
    let all = sources::all();
    let source = all.iter().find(|source| source.recognises(&input)).unwrap_or(&all[which % all.len()]);
    let mut records = 0;
    let ended = catch_unwind(AssertUnwindSafe(|| {
        source.read(&input, context, &mut |item| {
            records += usize::from(matches!(item, Item::Record(_)));
            ControlFlow::Continue(())
        })
    }));
    for file in &input.files {
        drop(fs::remove_file(&file.path));
    }
    if let Err(refused) = ended.ok()? {
        assert!(!refused.to_string().is_empty());
    }
    Some(records)
}

#[test]
fn whatever_is_in_a_file_it_is_read_or_refused() {
    let mut fixtures = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/feeds"), usize::MAX, &mut fixtures);
    let mut all = fixtures.clone();
    if let Ok(shared) = std::env::var("FINGERPOST_SHARED") {
                gather(&Path::new(&shared).join("data"), BEGINNING, &mut all);
        eprintln!("real data: the beginnings of {} publications, mangled", all.len() - fixtures.len());
    }
    let seconds: Option<u64> =
        std::env::var("FINGERPOST_FUZZ_SECONDS").ok().map(|text| text.parse().expect("FINGERPOST_FUZZ_SECONDS is a number"));
    let (places, needs) = (Places::shipped().expect("places"), Needs::default());
    let context = Context { source: "mangled", places: &places, needs: &needs, today: jiff::civil::date(2026, 11, 29) };
    let (begun, folder) = (Instant::now(), tempfile::tempdir().expect("a folder"));
    let whole: usize = fixtures.iter().map(|together| read(together, folder.path(), context, 0).expect("read whole")).sum();
    assert!(whole > fixtures.len(), "{whole} records in {} fixtures", fixtures.len());
    let (mut number, mut records) = (0, 0);
    while seconds.map_or(number < FILES, |seconds| begun.elapsed() < Duration::from_secs(seconds)) {
        let mut chance = Chance(number);
        let mut together = all[chance.below(all.len())].clone();
        if chance.below(4) > 0 {
            let one = chance.below(together.len());
            together = vec![together.swap_remove(one)];
        }
        let other = all[chance.below(all.len())][0].1.clone();
        let at = chance.below(together.len());
        mangle(&mut together[at].1, &other, &mut chance);
        let found = read(&together, folder.path(), context, chance.below(1000));
        records += found.unwrap_or_else(|| panic!("file {number}, made of {}, was too much", together[at].0));
        number += 1;
    }
    eprintln!("{number} mangled files gave {records} records in {:.0} seconds", begun.elapsed().as_secs_f64());
}
