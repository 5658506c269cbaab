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
use serde_json::{Value, json};
use std::{
    fs,
    io::Read as _,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

const FILES: u64 = 24;
/// Of a real file so many bytes are taken.
const BEGINNING: usize = 24 * 1024;
/// And of a packed one so many are unpacked.
const LARGEST: u64 = 4 << 20;

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
    // A document that can be read is the better test of whoever must make sense of it: mostly it stays one.
    if chance.below(4) > 0
        && let Ok(mut document) = serde_json::from_slice(bytes)
    {
        for _ in 0..=chance.below(6) {
            twist(&mut document, chance);
        }
        *bytes = serde_json::to_vec(&document).expect("JSON");
        return;
    }
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

/// What stands where something else was expected.
fn odd(chance: &mut Chance) -> Value {
    match chance.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1.0e300),
        3 => json!(u64::MAX),
        4 => json!(""),
        5 => json!("2026-02-30T25:61:00Z"),
        6 => json!("\u{0}\u{202e}<script>"),
        7 => json!("é".repeat(5000)),
        8 => json!([]),
        9 => json!({}),
        10 => json!([[[null]]]),
        _ => json!({"id": 7, "name": ["x"]}),
    }
}

/// Puts something odd in one place of a document, or leaves something out there.
fn twist(value: &mut Value, chance: &mut Chance) {
    let deeper = chance.below(8) > 0;
    match value {
        Value::Array(items) if deeper && !items.is_empty() => {
            let at = chance.below(items.len());
            twist(&mut items[at], chance);
        }
        Value::Object(map) if deeper && !map.is_empty() => {
            let key = map.keys().nth(chance.below(map.len())).expect("a key").clone();
            if chance.below(6) == 0 {
                map.remove(&key);
            } else {
                twist(&mut map[&key], chance);
            }
        }
        _ => *value = odd(chance),
    }
}

/// A document with its lists cut short: as varied as before, and small.
fn shortened(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.truncate(12);
            items.iter_mut().for_each(shortened);
        }
        Value::Object(map) => map.values_mut().for_each(shortened),
        _ => {}
    }
}

/// What a file holds, unpacked; its beginning, or fewer of everything, where it is larger than `most`.
fn beginning(path: &Path, most: usize) -> Option<(String, Vec<u8>)> {
    let name = path.file_name()?.to_str()?;
    let packed = name.strip_suffix(".gz").filter(|name| Path::new(name).extension().is_none_or(|end| end != "tar"));
    let (name, mut bytes) = match packed {
        Some(inner) => {
            let mut bytes = Vec::new();
            flate2::read::GzDecoder::new(fs::File::open(path).ok()?).take(LARGEST).read_to_end(&mut bytes).ok()?;
            (inner, bytes)
        }
        None => (name, fs::read(path).ok()?),
    };
    let end = Path::new(name).extension()?.to_str()?;
    match end {
        "txt" | "md" | "yaml" => return None,
        "zip" | "xlsx" | "zst" | "gz" if bytes.len() > most.saturating_mul(20) => return None,
        "zip" | "xlsx" | "zst" | "gz" => {}
        _ if bytes.len() <= most => {}
        _ => match serde_json::from_slice::<Value>(&bytes) {
            Ok(mut whole) => {
                shortened(&mut whole);
                bytes = serde_json::to_vec(&whole).ok()?;
            }
            Err(_) => bytes.truncate(most),
        },
    }
    Some((name.to_owned(), bytes))
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
        } else {
            together.extend(beginning(&path, most));
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
    let mut real = Vec::new();
    if let Ok(shared) = std::env::var("FINGERPOST_SHARED") {
        for folder in ["feeds", "voluntary", "nhs", "care_regulators"] {
            gather(&Path::new(&shared).join("data").join(folder), BEGINNING, &mut real);
        }
        eprintln!("real data: the beginnings of {} publications, mangled", real.len());
    }
    let seconds: Option<u64> =
        std::env::var("FINGERPOST_FUZZ_SECONDS").ok().map(|text| text.parse().expect("FINGERPOST_FUZZ_SECONDS is a number"));
    let (places, needs) = (Places::shipped().expect("places"), Needs::default());
    let context = Context { source: "mangled", places: &places, needs: &needs, today: jiff::civil::date(2026, 11, 29) };
    let (begun, folder) = (Instant::now(), tempfile::tempdir().expect("a folder"));
    let whole: usize = fixtures.iter().map(|together| read(together, folder.path(), context, 0).expect("read whole")).sum();
    assert!(whole > fixtures.len(), "{whole} records in {} fixtures", fixtures.len());
    let (mut number, mut good, mut records) = (0, 0, 0);
    while seconds.map_or(number < FILES, |seconds| begun.elapsed() < Duration::from_secs(seconds)) {
        let mut chance = Chance(number);
        let from = if chance.below(2) == 0 || real.is_empty() { &fixtures } else { &real };
        let mut together = from[chance.below(from.len())].clone();
        if chance.below(4) > 0 {
            let one = chance.below(together.len());
            together = vec![together.swap_remove(one)];
        }
        let other = from[chance.below(from.len())][0].1.clone();
        let at = chance.below(together.len());
        mangle(&mut together[at].1, &other, &mut chance);
        let found = read(&together, folder.path(), context, chance.below(1000));
        let found = found.unwrap_or_else(|| panic!("file {number}, made of {}, was too much", together[at].0));
        (records, good) = (records + found, good + u64::from(found > 0));
        number += 1;
    }
    eprintln!(
        "{number} mangled files, {good} of them good for something, gave {records} records in {:.0} seconds",
        begun.elapsed().as_secs_f64()
    );
}
