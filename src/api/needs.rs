//! `GET /api/v1/needs` and `/needs/{code}`: the vocabulary people's words are understood by.

use crate::{
    api::ProblemResponse,
    app::App,
    finding::needs::{Need, Needs},
    server::{
        cache::Cache,
        extract::{Path, Query},
        parameters::Parameters,
        trouble::Trouble,
    },
};
use axum::{Extension, Json, extract::State, response::IntoResponse};
use serde::Serialize;
use utoipa::ToSchema;

/// The vocabulary.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsResponse {
    /// Needs by code.
    pub needs: Vec<NeedResponse>,
}

/// A need.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedResponse {
    /// Its code, as services carry it and the `need` filter takes it.
    #[schema(example = "falls")]
    pub code: String,
    /// Its plain label.
    #[schema(example = "Falls and staying steady")]
    pub label: String,
    /// The code of the broader need.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broader: Option<String>,
    /// Codes of needs to look at next.
    pub related: Vec<String>,
    /// Help for it cannot wait.
    pub urgent: bool,
    /// The field's own terms for it.
    pub professional: Vec<String>,
}

/// List needs
///
/// Every need of the vocabulary in use, the installation's own among them; with `q`, those whose label or professional terms have every
/// word; with `broader`, those right below one.
#[utoipa::path(
    get, path = "/api/v1/needs", tag = "Vocabulary", operation_id = "needs",
    params(
        ("q" = Option<String>, Query, description = "Words of the label or of the field's terms", example = "falls"),
        ("broader" = Option<String>, Query, description = "The code of the need right above", example = "food"),
    ),
    responses(
        (status = 200, description = "Needs by code", body = NeedsResponse),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub async fn list(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<impl IntoResponse, Trouble> {
    let needs = app.needs();
    let words: Vec<String> = parameters.one("q").unwrap_or_default().split_whitespace().map(str::to_lowercase).collect();
    let broader = parameters.one("broader");
    let has = |need: &Need, word: &String| {
        need.label.to_lowercase().contains(word.as_str()) || need.professional.iter().any(|term| term.contains(word.as_str()))
    };
    let wants = |need: &Need| words.iter().all(|word| has(need, word)) && broader.is_none_or(|code| need.broader.as_deref() == Some(code));
    let mut found: Vec<NeedResponse> = needs.iter().filter(|(_, need)| wants(need)).map(|(code, need)| response(code, need)).collect();
    found.sort_by(|one, other| one.code.cmp(&other.code));
    Ok((Extension(Cache::Data), Json(NeedsResponse { needs: found })))
}

/// Read a need
///
/// Its label, where it stands in the vocabulary, and what to look at next.
#[utoipa::path(
    get, path = "/api/v1/needs/{code}", tag = "Vocabulary", operation_id = "need",
    params(("code" = String, Path, description = "The need's code", example = "falls")),
    responses(
        (status = 200, description = "The need", body = NeedResponse),
        (status = 404, description = "No need has this code", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub async fn get(State(app): State<App>, Path(code): Path<String>) -> Result<impl IntoResponse, Trouble> {
    let needs: std::sync::Arc<Needs> = app.needs();
    let need = needs.get(&code).ok_or(Trouble::NotFound)?;
    Ok((Extension(Cache::Data), Json(response(&code, need))))
}

fn response(code: &str, need: &Need) -> NeedResponse {
    NeedResponse {
        code: code.to_owned(),
        label: need.label.clone(),
        broader: need.broader.clone(),
        related: need.related.clone(),
        urgent: need.urgent,
        professional: need.professional.clone(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{api, server::testing};
    use serde_json::Value;

    async fn get(path: &str) -> (u16, Value) {
        let answered = testing::get_with(api::routes(), path, &[]).await;
        (answered.status, serde_json::from_str(&answered.body).unwrap())
    }

    #[tokio::test]
    async fn a_need_leads_up_and_on() {
        let (_, all) = get("/api/v1/needs").await;
        let all = all["needs"].as_array().unwrap();
        assert!(all.len() > 300);
        let below = all.iter().find(|need| need["broader"].is_string()).unwrap();
        let (status, alone) = get(&format!("/api/v1/needs/{}", below["code"].as_str().unwrap())).await;
        assert_eq!((status, &alone), (200, below));
        let (_, siblings) = get(&format!("/api/v1/needs?broader={}", below["broader"].as_str().unwrap())).await;
        assert!(siblings["needs"].as_array().unwrap().contains(below));
        let (_, named) = get("/api/v1/needs?q=falls+steady").await;
        assert_eq!(named["needs"].as_array().unwrap().len(), 1, "{named}");
        assert_eq!(get("/api/v1/needs/no-such-need").await.0, 404);
    }
}
