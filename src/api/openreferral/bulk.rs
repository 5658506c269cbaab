//! `GET /openreferral/v3/bulk/…`: everything in one file, for machines as a data package and for people as a table.

use super::{asked::ListAsked, lists};
use crate::{
    api::ProblemResponse,
    app::{App, register::Brought},
    model::id::ServiceId,
    server::{
        cache::Cache,
        extract::{Path, Query},
        parameters::Parameters,
        trouble::Trouble,
    },
};
use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use serde_json::Value;
use std::sync::Arc;
use tower::ServiceExt;
use tower_http::services::ServeFile;

/// Services read from the store in one turn.
const TURN: usize = 500;

/// A column of the table for people: its heading, and what stands in it of a document.
type Column = (&'static str, fn(&Value) -> String);

/// The columns of the table for people.
const COLUMNS: [Column; 17] = [
    ("id", |service| text(service, "/id")),
    ("name", |service| text(service, "/name")),
    ("organisation", |service| text(service, "/organization/name")),
    ("summary", |service| text(service, "/fingerpost/summary")),
    ("description", |service| text(service, "/description")),
    ("phone", |service| each(service, "/phones", "/number")),
    ("email", |service| text(service, "/email")),
    ("website", |service| text(service, "/url")),
    ("address", address),
    ("postcode", |service| text(service, "/service_at_locations/0/location/addresses/0/postal_code")),
    ("latitude", |service| text(service, "/service_at_locations/0/location/latitude")),
    ("longitude", |service| text(service, "/service_at_locations/0/location/longitude")),
    ("areas", |service| each(service, "/service_areas", "/name")),
    ("subjects", |service| each(service, "/attributes", "/taxonomy_term/name")),
    ("checked", |service| text(service, "/assured_date")),
    ("publisher", |service| text(service, "/fingerpost/provenance/publisher")),
    ("licence", |service| text(service, "/fingerpost/provenance/licence")),
];

/// Everything as a data package
///
/// Leads to a `.zip` with the tables of HSDS 3.0 and a `datapackage.json`. The file of one state of the directory never changes, so that a
/// download that broke off can go on (`Range`); once there is a newer one it is gone.
#[utoipa::path(
    get, path = "/openreferral/v3/bulk/datapackage.zip", tag = "Bulk", operation_id = "package",
    responses(
        (status = 303, description = "Where the file is"),
        (status = 503, description = "It is being made: come back", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn package(State(app): State<App>) -> Result<Redirect, Trouble> {
    Ok(Redirect::to(&format!("{}/bulk/{}", super::BASE, app.package().await?)))
}

/// The file itself, or any part of it.
pub(super) async fn file(State(app): State<App>, Path(name): Path<String>, request: Request) -> Result<Response, Trouble> {
    let path = app.package_called(&name).ok_or(Trouble::NotFound)?;
    let kind = "application/zip".parse().map_err(|_| Trouble::Broken)?;
    let Ok(answer) = ServeFile::new_with_mime(path, &kind).oneshot(request).await;
    let mut answer = answer.into_response();
    answer.extensions_mut().insert(Cache::Stream);
    let attached = format!("attachment; filename=\"{name}\"");
    answer.headers_mut().extend(HeaderValue::from_str(&attached).ok().map(|value| (header::CONTENT_DISPOSITION, value)));
    Ok(answer)
}

/// Everything as a table for people
///
/// One line for each service, at its first site, in a `.csv` that spreadsheets open. It takes the parameters of the list of services.
#[utoipa::path(
    get, path = "/openreferral/v3/bulk/services.csv", tag = "Bulk", operation_id = "table",
    params(super::asked::ServiceParameters),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn table(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<Response, Trouble> {
    let wanted = Arc::new(ListAsked::read(&app, &parameters)?.wanted);
    let turns = lists::turns((None, false), move |(after, headed): (Option<ServiceId>, bool)| {
        let (app, wanted) = (app.clone(), wanted.clone());
        async move {
            let turn = app.published_after(&wanted, after, TURN).await?;
            let last = turn.last().map(|brought| brought.id).or(after);
            if turn.is_empty() && headed {
                return Ok(None);
            }
            Ok(Some((lines(&turn, headed), (last, true))))
        }
    });
    let kind = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"services.csv\"")];
    Ok((Extension(Cache::Stream), kind, turns).into_response())
}

fn lines(turn: &[Brought], headed: bool) -> Vec<u8> {
    // The mark by which spreadsheets know that this is UTF-8.
    let mut writer = csv::Writer::from_writer(if headed { Vec::new() } else { "\u{feff}".as_bytes().to_vec() });
    // Writing to memory cannot fail.
    if !headed {
        drop(writer.write_record(COLUMNS.map(|(name, _)| name)));
    }
    for brought in turn.iter().filter(|brought| !brought.gone) {
        drop(writer.write_record(COLUMNS.map(|(_, read)| harmless(read(&brought.document)))));
    }
    writer.into_inner().unwrap_or_default()
}

/// A spreadsheet must not take a publisher's words for a formula.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err() { format!("'{text}") } else { text }
}

fn text(value: &Value, at: &str) -> String {
    match value.pointer(at) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn each(value: &Value, list: &str, at: &str) -> String {
    let items = value.pointer(list).and_then(Value::as_array).into_iter().flatten();
    items.map(|item| text(item, at)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

fn address(service: &Value) -> String {
    let at = "/service_at_locations/0/location/addresses/0";
    let parts = ["address_1", "address_2", "city"].map(|part| text(service, &format!("{at}/{part}")));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (given, written) in
            [("=1+1", "'=1+1"), ("+44 121 496 0000", "'+44 121 496 0000"), ("-1.98", "-1.98"), ("Tea @ two", "Tea @ two"), ("@x", "'@x")]
        {
            assert_eq!(harmless(given.to_owned()), written);
        }
    }
}
