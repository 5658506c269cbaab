//! Where requests are answered: the pack that is open, and the buffer everything crosses in.

use axum::{
    Router,
    body::Body,
    http::{Request, Response},
};
use fingerpost::{
    app::App,
    clock::Clock,
    offline::{Head, parts},
    server::{self, theme::Theme},
    web,
};
use futures_util::FutureExt;
use http_body_util::BodyExt;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::Arc};
use tower::ServiceExt;

/// The desk.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    came_in: Vec<u8>,
    goes_out: Vec<u8>,
    open: Option<Open>,
}

/// A pack that is open.
#[derive(Debug)]
struct Open {
    app: App,
    site: Router,
}

/// A request as the script hands it over.
#[derive(Debug, Deserialize)]
struct Asked {
    method: String,
    path: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
}

impl Desk {
    pub(crate) fn room(&mut self, bytes: usize) -> *const u8 {
        self.came_in.clear();
        self.came_in.resize(bytes, 0);
        self.came_in.as_ptr()
    }

    pub(crate) fn answer_at(&self) -> *const u8 {
        self.goes_out.as_ptr()
    }

    fn say(&mut self, bytes: Vec<u8>) -> usize {
        self.goes_out = bytes;
        self.goes_out.len()
    }

    /// Does something; the answer is empty, or says why it came to nothing.
    pub(crate) fn told(&mut self, work: impl FnOnce(&mut Self) -> Result<(), String>) -> usize {
        let said = work(self).err().unwrap_or_default();
        self.say(said.into_bytes())
    }

    pub(crate) fn open(&mut self) -> Result<(), String> {
        let bytes = std::mem::take(&mut self.came_in);
        let (head, rest) = framed(&bytes).ok_or("the head is cut short")?;
        let (index, shared) = framed(rest).ok_or("the index is cut short")?;
        let head = Head::read(head).map_err(|error| error.to_string())?;
        #[cfg_attr(not(target_family = "wasm"), expect(unused_mut, reason = "only a phone takes the files out"))]
        let mut shared = parts::shared(shared).map_err(|error| error.to_string())?;
        #[cfg(target_family = "wasm")]
        fingerpost::shipped::bring(std::mem::take(&mut shared.files).into_iter().map(|(path, bytes)| (path, bytes.into_vec())).collect());
        let theme = Arc::new(shared.theme.as_deref().map(Theme::carried).unwrap_or_default());
        let app = App::over_pack(head, index, shared, clock()).map_err(|error| error.to_string())?;
        self.open = Some(Open { site: server::carried(app.clone(), web::carried(), theme), app });
        Ok(())
    }

    pub(crate) fn bring(&mut self, part: usize) -> Result<(), String> {
        let bytes = std::mem::take(&mut self.came_in);
        let carried = self.open.as_ref().and_then(|open| open.app.carried()).ok_or("no pack is open")?;
        carried.bring(part, &bytes).map_err(|error| error.to_string())
    }

    pub(crate) fn wanted(&mut self) -> usize {
        let request = String::from_utf8_lossy(&self.came_in).into_owned();
        let carried = self.open.as_ref().and_then(|open| open.app.carried());
        let parts = carried.and_then(|carried| carried.wanted(&request).ok()).unwrap_or_default();
        self.say(parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(",").into_bytes())
    }

    pub(crate) fn answer(&mut self) -> usize {
        let asked = serde_json::from_slice::<Asked>(&self.came_in).ok();
        let answered = self.open.as_ref().zip(asked).and_then(|(open, asked)| {
            let response = open.site.clone().oneshot(asked.request()?).now_or_never()?.ok()?;
            written(response)
        });
        self.say(answered.unwrap_or_default())
    }
}

impl Asked {
    fn request(self) -> Option<Request<Body>> {
        let mut request = Request::builder().method(self.method.as_str()).uri(self.path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        request.body(Body::from(self.body)).ok()
    }
}

/// A response as bytes; `None` should its body ever have to be waited for.
fn written(response: Response<Body>) -> Option<Vec<u8>> {
    let (parts, body) = response.into_parts();
    let body = body.collect().now_or_never()?.ok()?.to_bytes();
    let headers: Vec<(&str, &str)> = parts.headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect();
    let head = serde_json::json!({ "status": parts.status.as_u16(), "headers": headers }).to_string();
    let mut bytes = u32::try_from(head.len()).ok()?.to_le_bytes().to_vec();
    bytes.extend_from_slice(head.as_bytes());
    bytes.extend_from_slice(&body);
    Some(bytes)
}

/// What comes first, behind its length in four bytes; and the rest.
fn framed(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

#[cfg(target_family = "wasm")]
fn clock() -> Clock {
    fingerpost::clock::told::clock()
}

#[cfg(not(target_family = "wasm"))]
fn clock() -> Clock {
    Clock::system()
}
