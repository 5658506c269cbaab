//! `GET /api/v1/services/{id}`: one service as an Open Referral UK document.

use crate::{
    api::{ProblemResponse, record::ServiceRecord},
    app::{Also, App, Listing},
    hsds::v3,
    model::{id::ServiceId, provenance::Provenance},
    server::{cache::Cache, extract::Path, trouble::Trouble},
};
use axum::{
    Extension, Json,
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use serde_json::{Value, json};

/// Read a service
///
/// The whole public record as HSDS-UK 3.0, fully nested, with Fingerpost's own properties in `fingerpost` objects. Nothing
/// private and no confidential address is in it.
#[utoipa::path(
    get, path = "/api/v1/services/{id}", tag = "Services", operation_id = "service",
    params(("id" = uuid::Uuid, Path, description = "The service's id", example = "e8a692ba-2ef4-5d5a-99d8-8f7dc8675f87")),
    responses(
        (status = 200, description = "The HSDS-UK 3.0 service, fully nested", body = ServiceRecord),
        (status = 308, description = "Another record of the same service is shown for this one: it is there"),
        (status = 404, description = "No service has this id", body = ProblemResponse, content_type = "application/problem+json"),
        (status = 410, description = "Its publisher has withdrawn it", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub async fn get(State(app): State<App>, Path(id): Path<ServiceId>) -> Result<Response, Trouble> {
    let listing = app.service(id).await?.ok_or(Trouble::NotFound)?;
    if listing.service.id != id {
        return Ok(Redirect::permanent(&format!("/api/v1/services/{}", listing.service.id)).into_response());
    }
    if listing.withdrawn {
        return Err(Trouble::Gone);
    }
    let cache = if listing.service.sensitive { Cache::Never } else { Cache::Data };
    let link = [(header::LINK, format!("</service/{id}>; rel=\"alternate\"; type=\"text/html\""))];
    Ok((Extension(cache), link, Json(with_links(v3::write(&listing.service), &listing))).into_response())
}

/// The document with the addresses of itself and its page, and who else publishes it, among our own properties.
fn with_links(mut document: Value, listing: &Listing) -> Value {
    let id = listing.service.id;
    let links = json!({ "self": format!("/api/v1/services/{id}"), "page": format!("/service/{id}") });
    if let Some(properties) = document.as_object_mut() {
        let ours = properties.entry("fingerpost").or_insert_with(|| json!({}));
        if let Some(ours) = ours.as_object_mut() {
            ours.insert("links".to_owned(), links);
            if !listing.also.is_empty() {
                ours.insert("also_published_by".to_owned(), listing.also.iter().map(also).collect());
            }
        }
    }
    document
}

/// Another source of the service: values it alone gives are in the document too.
fn also(also: &Also) -> Value {
    let Provenance { source, publisher, licence, .. } = &also.provenance;
    json!({ "id": also.id.to_string(), "source": source, "publisher": publisher, "licence": licence })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        api,
        server::{samples, testing},
    };

    #[tokio::test]
    async fn a_document_has_an_etag_and_leads_to_its_page() {
        let path = format!("/api/v1/services/{}", samples::id(samples::ORDINARY));
        let answered = testing::get_with(api::routes(), &path, &[]).await;
        assert_eq!((answered.status, answered.header("cache-control")), (200, "public, max-age=60"));
        assert!(answered.header("link").contains("/service/"));
        let again = testing::get_with(api::routes(), &path, &[("if-none-match", answered.header("etag"))]).await;
        assert_eq!(again.status, 304);
        assert_eq!(again.header("access-control-allow-origin"), "*");
    }

    #[tokio::test]
    async fn what_is_not_there_is_a_problem() {
        for (id, status) in
            [("nonsense".to_owned(), 404), (samples::id(99).to_string(), 404), (samples::id(samples::WITHDRAWN).to_string(), 410)]
        {
            let answered = testing::get_with(api::routes(), &format!("/api/v1/services/{id}"), &[]).await;
            assert_eq!((answered.status, answered.header("content-type")), (status, "application/problem+json"), "{id}");
        }
    }

    #[test]
    fn links_stand_among_our_own_properties() {
        let listing = samples::listing(samples::id(samples::ORDINARY)).unwrap();
        let document = with_links(json!({ "name": "x", "fingerpost": { "sector": "voluntary" } }), &listing);
        assert_eq!(document["fingerpost"]["sector"], "voluntary");
        assert_eq!(document["fingerpost"]["links"]["page"], format!("/service/{}", listing.service.id));
    }
}
