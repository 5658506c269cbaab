//! How long places take: look-ups in the national postcode table, names, suggestions, opening.
//!
//! Needs the published list: set `FINGERPOST_SHARED`. Without it only what ships is measured.

use criterion::Criterion;
use fingerpost::places::{Places, import};
use std::{env, error::Error, hint::black_box, path::Path, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let shipped = Places::shipped()?;
    criterion.bench_function("open what ships", |b| b.iter(Places::shipped));
    criterion.bench_function("find a town", |b| b.iter(|| shipped.find(black_box("kings heath"))));
    criterion.bench_function("find a town near a council", |b| b.iter(|| shipped.find(black_box("moseley birmingham"))));
    criterion.bench_function("find a district", |b| b.iter(|| shipped.find(black_box("B13 8AA"))));
    for prefix in ["s", "wal", "newcastle u", "B1"] {
        criterion.bench_function(&format!("suggest for {prefix}"), |b| b.iter(|| shipped.suggest(black_box(prefix), 8)));
    }
    if let Some(shared) = env::var_os("FINGERPOST_SHARED") {
        national(&mut criterion, &Path::new(&shared).join("data/postcodes/uk_postcodes_nspl_2025-05.csv.zst"))?;
    }
    criterion.final_summary();
    Ok(())
}

/// Imports the national list once, then looks up postcodes spread over it.
fn national(criterion: &mut Criterion, list: &Path) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let start = Instant::now();
    let report = import::import(list, folder.path(), import::Smaller::Refuse, &mut |_| {})?;
    eprintln!("imported in {:.1?}: {}", start.elapsed(), serde_json::to_string(&report)?);
    let start = Instant::now();
    let places = Places::open(folder.path())?;
    eprintln!("opened in {:.1?}", start.elapsed());
    let postcodes = every_thousandth(list)?;
    let mut at = 0;
    criterion.bench_function("locate a postcode", |b| {
        b.iter(|| {
            at = (at + 977) % postcodes.len();
            places.locate(black_box(&postcodes[at]))
        });
    });
    Ok(())
}

fn every_thousandth(list: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let text = zstd::stream::read::Decoder::new(std::fs::File::open(list)?)?;
    let records = csv::Reader::from_reader(text).into_records().step_by(1000);
    Ok(records.map(|record| record.map(|record| record[0].to_owned())).collect::<Result<_, _>>()?)
}
