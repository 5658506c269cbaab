//! `GET` and `POST /openreferral/v3/taxonomies(/{id})` and `/taxonomy_terms(/{id})`: our own vocabularies, and whatever terms publishers use.

use super::{
    asked::{AskedInBody, Format, ListAsked, ListParameters, flag},
    lists::{self, Envelope},
};
use crate::{
    api::{
        ProblemResponse,
        record::{TaxonomyRecord, TermRecord},
    },
    app::{App, register::TermRow},
    hsds::v3,
    server::{
        cache::Cache,
        extract::{Path, Query, Sent},
        parameters::{BadParameter, Parameters},
        trouble::Trouble,
    },
};
use axum::{
    Extension, Json,
    extract::State,
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// List taxonomies
///
/// Our needs and audiences, and the taxonomies publishers name.
#[utoipa::path(
    get, path = "/openreferral/v3/taxonomies", tag = "Optional", operation_id = "taxonomies",
    params(ListParameters),
    responses(
        (status = 200, description = "A page of taxonomies", body = Envelope<TaxonomyRecord>),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<Response, Trouble> {
    answer(app, &parameters).await
}

/// List taxonomies, asked in a body
///
/// As `GET`, with the parameters in the body, so that a postcode need not stand in an address. Nobody keeps the answer.
#[utoipa::path(
    post, path = "/openreferral/v3/taxonomies", tag = "Optional", operation_id = "taxonomies_in_body",
    params(ListParameters),
    request_body(
        content((Option<AskedInBody> = "application/json"), (Option<AskedInBody> = "application/x-www-form-urlencoded")),
        description = "Any of the parameters. What stands in the address too is taken from here",
    ),
    responses(
        (status = 200, description = "A page of taxonomies", body = Envelope<TaxonomyRecord>),
        (status = 413, description = "The body is larger than 32 kB", body = ProblemResponse, content_type = "application/problem+json"),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_in_body(State(app): State<App>, Sent(parameters): Sent<Parameters>) -> Result<Response, Trouble> {
    Ok(lists::unkept(answer(app, &parameters).await?))
}

async fn answer(app: App, parameters: &Parameters) -> Result<Response, Trouble> {
    let asked = ListAsked::read(&app, parameters)?;
    let all = app.published_taxonomies().await?;
    let named = all.iter().filter(|(_, name)| has_words(name, asked.wanted.words.as_deref()));
    Ok(written(named.map(|(id, name)| taxonomy(*id, name)).collect(), &asked))
}

/// Read a taxonomy
///
/// Its name and what it is.
#[utoipa::path(
    get, path = "/openreferral/v3/taxonomies/{id}", tag = "Optional", operation_id = "taxonomy",
    params(("id" = Uuid, Path, description = "The taxonomy's id", example = "9d79240e-28f0-596b-be96-ec769bed9678")),
    responses(
        (status = 200, description = "The taxonomy", body = TaxonomyRecord),
        (status = 404, description = "No taxonomy has this id", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get(State(app): State<App>, Path(id): Path<Uuid>) -> Result<impl IntoResponse, Trouble> {
    let all = app.published_taxonomies().await?;
    let (id, name) = all.iter().find(|(one, _)| *one == id).ok_or(Trouble::NotFound)?;
    Ok((Extension(Cache::Data), Json(taxonomy(*id, name))))
}

/// List terms
///
/// Every term of our vocabularies and every term a listed service carries, by id, with the number of services that carry it.
#[utoipa::path(
    get, path = "/openreferral/v3/taxonomy_terms", tag = "Optional", operation_id = "taxonomy_terms",
    params(
        ListParameters,
        ("taxonomy_id" = Option<Vec<Uuid>>, Query, description = "Of one of these taxonomies", example = json!(["9d79240e-28f0-596b-be96-ec769bed9678"])),
        ("top_only" = Option<bool>, Query, description = "Only terms with none above them", example = true),
        ("parent_id" = Option<Uuid>, Query, description = "Only terms right below this one", example = "e7011609-bc41-502f-b88b-14ddc2ff37d1"),
    ),
    responses(
        (status = 200, description = "A page of terms", body = Envelope<TermRecord>),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn terms(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<Response, Trouble> {
    answer_terms(app, &parameters).await
}

/// List terms, asked in a body
///
/// As `GET`, with the parameters in the body, so that a postcode need not stand in an address. Nobody keeps the answer.
#[utoipa::path(
    post, path = "/openreferral/v3/taxonomy_terms", tag = "Optional", operation_id = "taxonomy_terms_in_body",
    params(
        ListParameters,
        ("taxonomy_id" = Option<Vec<Uuid>>, Query, description = "Of one of these taxonomies", example = json!(["9d79240e-28f0-596b-be96-ec769bed9678"])),
        ("top_only" = Option<bool>, Query, description = "Only terms with none above them", example = true),
        ("parent_id" = Option<Uuid>, Query, description = "Only terms right below this one", example = "e7011609-bc41-502f-b88b-14ddc2ff37d1"),
    ),
    request_body(
        content((Option<AskedInBody> = "application/json"), (Option<AskedInBody> = "application/x-www-form-urlencoded")),
        description = "Any of the parameters. What stands in the address too is taken from here",
    ),
    responses(
        (status = 200, description = "A page of terms", body = Envelope<TermRecord>),
        (status = 413, description = "The body is larger than 32 kB", body = ProblemResponse, content_type = "application/problem+json"),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn terms_in_body(State(app): State<App>, Sent(parameters): Sent<Parameters>) -> Result<Response, Trouble> {
    Ok(lists::unkept(answer_terms(app, &parameters).await?))
}

async fn answer_terms(app: App, parameters: &Parameters) -> Result<Response, Trouble> {
    let asked = ListAsked::read(&app, parameters)?;
    let top_only = flag(parameters, "top_only")?;
    let parent = parameters.one("parent_id").map(parent).transpose()?;
    let wants = |row: &TermRow| {
        has_words(&row.term.name, asked.wanted.words.as_deref())
            && (asked.wanted.taxonomies.is_empty() || row.taxonomy().is_some_and(|id| asked.wanted.taxonomies.contains(&id)))
            && (!top_only || row.parent.is_none())
            && parent.is_none_or(|parent| row.parent == Some(parent))
    };
    let all = app.published_terms().await?;
    let items = all.iter().filter(|(_, row)| wants(row)).map(|(id, row)| term_value(*id, row)).collect();
    Ok(written(items, &asked))
}

/// Read a term
///
/// With its code, its taxonomy and the term above it.
#[utoipa::path(
    get, path = "/openreferral/v3/taxonomy_terms/{id}", tag = "Optional", operation_id = "taxonomy_term",
    params(("id" = Uuid, Path, description = "The term's id", example = "58948afc-ad99-5b7f-b45c-eaa66f1afa37")),
    responses(
        (status = 200, description = "The term", body = TermRecord),
        (status = 404, description = "No term has this id", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn term(State(app): State<App>, Path(id): Path<Uuid>) -> Result<impl IntoResponse, Trouble> {
    let all = app.published_terms().await?;
    let (id, row) = all.iter().find(|(one, _)| *one == id).ok_or(Trouble::NotFound)?;
    Ok((Extension(Cache::Data), Json(term_value(*id, row))))
}

fn written(items: Vec<Value>, asked: &ListAsked) -> Response {
    match asked.format {
        Format::Json => lists::page_of(items, asked.paging),
        Format::Lines => lists::lines_of(&items),
    }
}

fn parent(text: &str) -> Result<Uuid, BadParameter> {
    text.parse().map_err(|_| BadParameter::new("parent_id", format!("'{text}' is not an id: ids are UUIDs.")))
}

fn has_words(name: &str, words: Option<&str>) -> bool {
    let name = name.to_lowercase();
    words.is_none_or(|words| words.split_whitespace().all(|word| name.contains(&word.to_lowercase())))
}

fn taxonomy(id: Uuid, name: &str) -> Value {
    let description = match name {
        v3::NEEDS => "What people look for, in plain words: the vocabulary of Fingerpost",
        v3::AUDIENCES => "Whom a service is for: the vocabulary of Fingerpost",
        name => name,
    };
    json!({ "id": id.to_string(), "name": name, "description": description })
}

fn term_value(id: Uuid, row: &TermRow) -> Value {
    let mut item = Map::new();
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            item.insert(key.to_owned(), value.into());
        }
    };
    put("id", Some(id.to_string()));
    put("name", Some(row.term.name.clone()));
    put("description", Some(row.term.name.clone()));
    put("code", row.term.code.clone());
    put("parent_id", row.parent.map(|parent| parent.to_string()));
    put("taxonomy", row.term.taxonomy.clone());
    put("taxonomy_id", row.taxonomy().map(|taxonomy| taxonomy.to_string()));
    put("term_uri", row.term.uri.clone());
    item.insert("fingerpost".to_owned(), json!({ "services": row.services }));
    Value::Object(item)
}
