//! The directories questions are asked of: the demonstration directory in a folder of its own, and real data in a home.

use super::{ASKED_AT, EvaluateError};
use crate::{
    app::{
        self, App,
        import::{ImportRequest, Importer, Terms},
        input,
    },
    clock::Clock,
    config::Home,
    shipped,
    store::{Store, StoreError},
};
use serde::Deserialize;
use std::path::Path;

/// The files the real directory is made of.
pub(super) const LIST: &str = "judgements/corpus.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    file: Vec<ListedFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedFile {
    path: String,
    /// The key its records are owned by, where the kind's own would be shared with another file.
    source: Option<String>,
}

/// The demonstration directory in `folder`, which nothing else may use.
///
/// Postcodes come from the shipped tables alone, so that everybody gets the same figures.
///
/// # Errors
/// When it cannot be loaded.
pub async fn demonstration(folder: &Path, progress: &mut (dyn FnMut(String) + Send)) -> Result<App, EvaluateError> {
    let home = Home::new(Some(folder.to_path_buf()));
    let importer = importer(&home, asked_at()?).await?;
    app::demo::load(&importer, &mut |read| progress(format!("{read} services read"))).await?;
    Ok(App::over(importer.store, &home, progress).await?)
}

/// The real directory in a home; with `shared`, the listed files below it are imported first where the home lacks them.
///
/// # Errors
/// When a file cannot be read, or the home lacks some and there is no folder to import them from.
pub async fn real(home: &Home, shared: Option<&Path>, progress: &mut (dyn FnMut(String) + Send)) -> Result<App, EvaluateError> {
    let list: List =
        toml::from_str(&shipped::text(LIST).unwrap_or_default()).map_err(|error| EvaluateError::Corpus(format!("data/{LIST}: {error}")))?;
    match shared {
        Some(folder) => fill(home, folder, &list, progress).await?,
        None => check(home).await?,
    }
    Ok(App::over(open(home, asked_at()?).await?, home, progress).await?)
}

/// Imports the listed files the home has not had. They are dated today: only the questions are asked at a fixed moment.
async fn fill(home: &Home, folder: &Path, list: &List, progress: &mut (dyn FnMut(String) + Send)) -> Result<(), EvaluateError> {
    let importer = importer(home, Clock::system()).await?;
    let sources: Vec<String> = importer.store.sources().await?.into_iter().map(|source| source.source).collect();
    for file in &list.file {
        let path = folder.join(&file.path).display().to_string();
        let spool = tempfile::tempdir().map_err(|error| EvaluateError::Corpus(format!("a temporary folder cannot be made: {error}")))?;
        let gathered = input::gather(&path, spool.path(), false, progress).await?;
        let source = input::source_for(&gathered, None)?;
        let key = input::key_for(&gathered, source.as_ref(), file.source.as_deref())?;
        if sources.contains(&key) {
            continue;
        }
        let request = ImportRequest {
            input: gathered,
            label: path.clone(),
            source,
            key,
            dry_run: false,
            accept_shrink: false,
            rejects: None,
            terms: Terms::default(),
        };
        importer.import(request, &mut |read| progress(format!("{}: {read} rows read", file.path))).await?;
    }
    importer.store.close().await;
    Ok(())
}

async fn check(home: &Home) -> Result<(), EvaluateError> {
    let store = open(home, Clock::system()).await?;
    let services = store.count().await?;
    store.close().await;
    if services > 0 {
        return Ok(());
    }
    Err(EvaluateError::Corpus(
        "this home is empty. Name a home that holds the real directory with --home, or the folder its files lie in with --shared \
         (data/judgements/corpus.toml lists them)"
            .to_owned(),
    ))
}

async fn importer(home: &Home, clock: Clock) -> Result<Importer, EvaluateError> {
    let places = app::open_places(home).map_err(app::StartError::from)?;
    let needs = app::open_needs(home).map_err(app::StartError::from)?;
    Ok(Importer { store: open(home, clock).await?, places: places.into(), needs: needs.into() })
}

async fn open(home: &Home, clock: Clock) -> Result<Store, StoreError> {
    Store::open(&home.database(), clock).await
}

fn asked_at() -> Result<Clock, EvaluateError> {
    let at = ASKED_AT.parse().map_err(|_| EvaluateError::Corpus(format!("{ASKED_AT} is not a moment")))?;
    Ok(Clock::fixed(at))
}
