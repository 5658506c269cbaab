//! The address a browser asked this site at: what a link on paper begins with, where the installation does not say.

use crate::app::App;
use axum::{
    extract::{FromRef, FromRequestParts},
    http::{
        header,
        request::Parts,
        uri::{Authority, Uri},
    },
};
use std::convert::Infallible;

/// Scheme and host of this site, without a slash at the end: `https://fingerpost.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// The whole address of a path of ours.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The address the installation names, else the one asked for. A host on this machine is `http`, any other `https`: what
    /// stands before us speaks it.
    fn of(named: Option<&str>, host: Option<&str>) -> Self {
        let host = host.and_then(|host| host.parse::<Authority>().ok());
        let asked = host.map(|host| format!("{}://{host}", if is_local(host.host()) { "http" } else { "https" }));
        Self(named.map(str::to_owned).or(asked).unwrap_or_default())
    }
}

fn is_local(host: &str) -> bool {
    host == "localhost" || host.starts_with("127.") || host == "[::1]"
}

fn host<'p>(uri: &'p Uri, parts: &'p Parts) -> Option<&'p str> {
    let header = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    header.or_else(|| uri.authority().map(Authority::as_str))
}

impl<S: Sync> FromRequestParts<S> for Origin
where
    App: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(App::from_ref(state).links().address.as_deref(), host(&parts.uri, parts)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_installation_knows_its_address_better_than_the_browser() {
        for (named, host, address) in [
            (Some("https://find.example"), Some("10.0.0.7:8080"), "https://find.example/p/x"),
            (None, Some("find.example"), "https://find.example/p/x"),
            (None, Some("127.0.0.1:8080"), "http://127.0.0.1:8080/p/x"),
            (None, Some("localhost:80"), "http://localhost:80/p/x"),
            (None, Some("\"><script>"), "/p/x"),
            (None, None, "/p/x"),
        ] {
            assert_eq!(Origin::of(named, host).address("/p/x"), address);
        }
    }
}
