//! stub
use crate::sources::Input;
#[derive(Debug, Clone, Default)]
pub struct Limits { pub allow_private: bool }
#[derive(Debug, thiserror::Error)]
#[error("not yet")]
pub struct FetchError;
pub async fn crawl(_: url::Url, _: Limits, _: &std::path::Path, _: &mut (dyn FnMut(String)+Send)) -> Result<Input, FetchError> { Err(FetchError) }
