//! `GET /api/v1/suggest`: completions of what is being typed.

use crate::{
    api::ProblemResponse,
    app::{App, Suggestion, SuggestionKind},
    server::{
        cache::Cache,
        extract::{FromParameters, Query},
        parameters::{BadParameter, Parameters},
        trouble::Trouble,
    },
};
use axum::{Extension, Json, extract::State, response::IntoResponse};
use serde::Serialize;
use utoipa::ToSchema;

/// Suggestions given unless the asker says.
const USUAL: usize = 10;

/// Every kind with its word.
const KINDS: [(SuggestionKind, &str); 4] = [
    (SuggestionKind::Need, "need"),
    (SuggestionKind::Service, "service"),
    (SuggestionKind::Organisation, "organisation"),
    (SuggestionKind::Place, "place"),
];

/// Completions.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestResponse {
    /// Best first.
    pub suggestions: Vec<SuggestionResponse>,
}

/// One completion.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestionResponse {
    /// `need`, `service`, `organisation` or `place`.
    #[schema(example = "need")]
    pub kind: &'static str,
    /// The words.
    #[schema(example = "Falls and staying steady")]
    pub text: String,
    /// Its id or code, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its page, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// What is being typed.
#[derive(Debug)]
pub struct Typed {
    text: String,
    kinds: Vec<SuggestionKind>,
    limit: usize,
}

impl FromParameters for Typed {
    fn from_parameters(parameters: &Parameters) -> Result<Self, BadParameter> {
        let words = parameters.all_but(&["q", "limit"]).remove("kind").unwrap_or_default();
        let kinds = words.iter().map(|word| kind(word)).collect::<Result<Vec<_>, _>>()?;
        let text = parameters.one("q").unwrap_or_default().to_owned();
        Ok(Self { text, kinds, limit: parameters.number("limit", &(1..=20))?.unwrap_or(USUAL) })
    }
}

fn kind(word: &str) -> Result<SuggestionKind, BadParameter> {
    let known = KINDS.iter().find(|(_, name)| *name == word).map(|(kind, _)| *kind);
    known.ok_or_else(|| BadParameter::new("kind", format!("'{word}' is not a kind. Use need, service, organisation or place.")))
}

/// Complete what is being typed
///
/// Needs, services, organisations and places that what was typed may become. Meant for each keystroke; empty for empty text.
#[utoipa::path(
    get, path = "/api/v1/suggest", tag = "Search", operation_id = "suggest",
    params(
        ("q" = String, Query, description = "What has been typed so far", example = "fall"),
        ("kind" = Option<Vec<String>>, Query, description = "Only these kinds: `need`, `service`, `organisation`, `place`", example = json!(["need", "service"])),
        ("limit" = Option<u32>, Query, description = "How many: 1 to 20 (10 unless given)", example = 5),
    ),
    responses(
        (status = 200, description = "Completions", body = SuggestResponse),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub async fn get(State(app): State<App>, Query(typed): Query<Typed>) -> Result<impl IntoResponse, Trouble> {
    let found = if typed.text.is_empty() { Vec::new() } else { app.suggest(&typed.text, &typed.kinds, typed.limit).await? };
    let suggestions = found.into_iter().map(response).collect();
    Ok((Extension(Cache::Personal), Json(SuggestResponse { suggestions })))
}

fn response(suggestion: Suggestion) -> SuggestionResponse {
    let Suggestion { kind, text, id } = suggestion;
    let word = KINDS.iter().find(|(one, _)| *one == kind).map_or("need", |(_, word)| *word);
    let href = match kind {
        SuggestionKind::Service => id.as_ref().map(|id| format!("/service/{id}")),
        SuggestionKind::Organisation => id.as_ref().map(|id| format!("/organisation/{id}")),
        SuggestionKind::Need | SuggestionKind::Place => None,
    };
    SuggestionResponse { kind: word, text, id, href }
}

#[cfg(test)]
mod tests {
    use crate::{api, server::testing};
    use serde_json::Value;

    async fn suggestions(query: &str) -> Vec<String> {
        let answered = testing::get_with(api::routes(), &format!("/api/v1/suggest?{query}"), &[]).await;
        assert_eq!(answered.status, 200, "{}", answered.body);
        let answer: Value = serde_json::from_str(&answered.body).unwrap();
        answer["suggestions"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
    }

    #[tokio::test]
    async fn completions_can_be_of_one_kind() {
        assert_eq!(suggestions("q=fall").await, ["Falls and staying steady", "Falls Prevention Service", "Fallings Heath"]);
        assert_eq!(suggestions("q=fall&kind=place").await, ["Fallings Heath"]);
        assert_eq!(suggestions("q=fall&limit=1").await, ["Falls and staying steady"]);
        assert!(suggestions("q=").await.is_empty());
    }

    #[tokio::test]
    async fn an_unknown_kind_is_refused() {
        let answered = testing::get_with(api::routes(), "/api/v1/suggest?q=a&kind=person", &[]).await;
        assert_eq!(answered.status, 400);
        assert!(answered.body.contains("'person' is not a kind"), "{}", answered.body);
    }
}
