//! `/offline/pack`: packs for phones, in JSON and bytes, asked for by the service worker.

use crate::{
    app::{
        App, AppError,
        packs::{Packed, PackingError, PatchAsked},
    },
    server::{
        cache::Cache,
        extract::{Path, Query},
        parameters::{BadParameter, Parameters},
        phone,
        trouble::Trouble,
    },
};
use axum::{
    Extension, Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use std::time::Duration;

/// How long a request waits for a pack that is being made before it says so.
const PATIENCE: Duration = Duration::from_secs(8);

/// `GET /offline/pack?place=DY4&miles=5&council=Sandwell`: a pack of the patch, or 202 while it is being made: ask again.
///
/// # Errors
/// When the patch cannot be used, or this program has nothing to open packs with.
pub async fn get(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let module = phone::url().ok_or(Trouble::NotFound)?;
    let making = tokio::spawn(async move { app.pack(&asked.0).await });
    match tokio::time::timeout(PATIENCE, making).await {
        Err(_) => Ok((StatusCode::ACCEPTED, Json(json!({ "making": true }))).into_response()),
        Ok(Err(_)) => Err(Trouble::Broken),
        Ok(Ok(made)) => Ok(said(&made.map_err(trouble)?, &module)),
    }
}

fn said(packed: &Packed, module: &str) -> Response {
    Json(json!({ "name": packed.name(), "module": module, "head": packed.head })).into_response()
}

/// `GET /offline/pack/{name}-{number}`: a part's bytes.
///
/// # Errors
/// When there is no such pack, or none any more.
pub async fn part(State(app): State<App>, Path(name): Path<String>) -> Result<Response, Trouble> {
    let (name, part) =
        name.rsplit_once('-').and_then(|(name, part)| Some((name.to_owned(), part.parse().ok()?))).ok_or(Trouble::NotFound)?;
    let read = tokio::task::spawn_blocking(move || app.pack_called(&name)?.part(part)).await;
    let bytes = read.map_err(|_| Trouble::Broken)?.map_err(|_| Trouble::NotFound)?;
    let kind = [(header::CONTENT_TYPE, "application/octet-stream"), (header::CONTENT_ENCODING, "identity")];
    // Kept by the device that asked for it, and by nobody on the way: what is in it may have to be held back tomorrow.
    Ok((Extension(Cache::Never), kind, bytes).into_response())
}

fn trouble(error: PackingError) -> Trouble {
    match error {
        PackingError::Patch { parameter, reason } => BadParameter::new(parameter, sentence(&reason)).into(),
        PackingError::App(AppError::Busy) => Trouble::Busy,
        PackingError::App(error) => error.into(),
        PackingError::Io(error) => {
            tracing::error!(%error, "a pack could not be made");
            Trouble::Broken
        }
    }
}

/// With a capital and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).chain(['.']).collect()).unwrap_or_default()
}

/// A patch from an address.
#[derive(Debug)]
pub struct Asked(PatchAsked);

impl crate::server::extract::FromParameters for Asked {
    fn from_parameters(parameters: &Parameters) -> Result<Self, BadParameter> {
        let miles = parameters.one("miles").map(|miles| {
            miles.parse().map_err(|_| BadParameter::new("miles", format!("'{miles}' is not a number of miles. Use one such as 5.")))
        });
        Ok(Self(PatchAsked {
            councils: parameters.all("council").map(str::to_owned).collect(),
            place: parameters.one("place").unwrap_or_default().to_owned(),
            miles: miles.transpose()?,
        }))
    }
}
