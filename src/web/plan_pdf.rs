//! `/plan/pdf`: the sheet as a PDF. Letters its typeface lacks bring the page instead, which says so and prints right.

use crate::{
    app::App,
    pdf::{self, PdfError},
    server::{
        cache::Cache,
        extract::{Form, Query},
        languages::L,
        origin::Origin,
        trouble::Trouble,
    },
    web::{handover::Handover, sheet},
};
use axum::{
    Extension,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

/// `GET /plan/pdf?s=ID&layout=large`.
pub async fn get(State(app): State<App>, l: L, origin: Origin, Query(handover): Query<Handover>) -> Result<Response, Trouble> {
    answer(&app, l, &origin, handover.as_in_an_address()).await
}

/// `POST /plan/pdf`.
pub async fn post(State(app): State<App>, l: L, origin: Origin, Form(handover): Form<Handover>) -> Result<Response, Trouble> {
    answer(&app, l, &origin, handover).await
}

async fn answer(app: &App, l: L, origin: &Origin, handover: Handover) -> Result<Response, Trouble> {
    let (handout, handover) = sheet::made(app, &l, origin, handover).await?;
    let sheet = handout.sheet.clone();
    let rendered = tokio::task::spawn_blocking(move || pdf::render(&sheet)).await;
    match rendered.unwrap_or_else(|error| Err(PdfError::Writing(error.to_string()))) {
        Ok(bytes) => Ok(file(bytes)),
        Err(PdfError::Script(_)) => {
            let problem = l.t("sheet-no-pdf").into_owned();
            Ok(sheet::page(app, l, origin, handover, Some(problem)).await?.into_response())
        }
        Err(error) => {
            tracing::error!(%error, "a PDF could not be made");
            Err(Trouble::Broken)
        }
    }
}

/// A file of a neutral name, kept by nobody on the way.
fn file(bytes: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CONTENT_DISPOSITION, "inline; filename=\"plan.pdf\"")];
    (Extension(Cache::Never), headers, bytes).into_response()
}
