//! The envelope of a page, and the stream of everything.

use crate::{
    app::{
        AppError,
        register::{Page, Paging},
    },
    server::cache::Cache,
};
use axum::{
    Extension, Json,
    body::{Body, Bytes},
    http::header,
    response::{IntoResponse, Response},
};
use futures_util::stream;
use serde::Serialize;
use serde_json::Value;
use std::{future::Future, io};
use utoipa::ToSchema;

/// A page of a list, in the standard's envelope.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Envelope<T> {
    /// Items in the whole list.
    total_items: usize,
    /// Pages of this size; 0 of an empty list.
    total_pages: usize,
    /// This page.
    page_number: usize,
    /// Items on this page.
    size: usize,
    /// Nothing comes before.
    first_page: bool,
    /// Nothing comes after.
    last_page: bool,
    /// Nothing is on this page.
    empty: bool,
    /// The items.
    contents: Vec<T>,
}

impl Envelope<Value> {
    fn of(page: Page<Value>, paging: Paging) -> Self {
        let total_pages = page.total.div_ceil(paging.per_page.max(1));
        Self {
            total_items: page.total,
            total_pages,
            page_number: paging.page,
            size: page.items.len(),
            first_page: paging.page == 1,
            last_page: paging.page >= total_pages,
            empty: page.items.is_empty(),
            contents: page.items,
        }
    }
}

/// A page.
pub(super) fn page(page: Page<Value>, paging: Paging) -> Response {
    (Extension(Cache::Data), Json(Envelope::of(page, paging))).into_response()
}

/// The answer to what was asked in a body: nobody keeps it.
pub(super) fn unkept(mut answer: Response) -> Response {
    answer.extensions_mut().insert(Cache::Never);
    answer
}

/// A page cut from a list that is held whole.
pub(super) fn page_of(all: Vec<Value>, paging: Paging) -> Response {
    let total = all.len();
    let from = (paging.page - 1).saturating_mul(paging.per_page);
    page(Page { total, items: all.into_iter().skip(from).take(paging.per_page).collect() }, paging)
}

/// Everything, a line each, as `next` gives it turn by turn until it gives nothing. What fails on the way breaks the stream off: a reader
/// never takes a part for the whole.
pub(super) fn lines<S, F, N>(start: S, next: N) -> Response
where
    S: Send + 'static,
    F: Future<Output = Result<Option<(Vec<Value>, S)>, AppError>> + Send + 'static,
    N: Fn(S) -> F + Send + 'static,
{
    let turns = turns(start, move |at| {
        let turn = next(at);
        async move { Ok(turn.await?.map(|(items, at)| (written(&items), at))) }
    });
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
    (Extension(Cache::Stream), kind, turns).into_response()
}

/// A body as `next` gives it turn by turn until it gives nothing. What fails on the way breaks it off.
pub(super) fn turns<S, F, N, B>(start: S, next: N) -> Body
where
    S: Send + 'static,
    B: Into<Bytes> + Send + 'static,
    F: Future<Output = Result<Option<(B, S)>, AppError>> + Send + 'static,
    N: Fn(S) -> F + Send + 'static,
{
    Body::from_stream(stream::unfold(Some((start, next)), async |state| {
        let (at, next) = state?;
        match next(at).await {
            Ok(Some((bytes, at))) => Some((Ok(bytes.into()), Some((at, next)))),
            Ok(None) => None,
            Err(error) => {
                tracing::error!(%error, "a stream broke off");
                Some((Err(io::Error::other("the stream broke off")), None))
            }
        }
    }))
}

/// What is held whole, a line each.
pub(super) fn lines_of(all: &[Value]) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
    (Extension(Cache::Data), kind, written(all)).into_response()
}

fn written(items: &[Value]) -> Bytes {
    let mut text = String::new();
    for item in items {
        text.push_str(&item.to_string());
        text.push('\n');
    }
    text.into()
}
