//! Asking one address and taking the answer as it is, whatever its status: for whoever wants to know *how* a feed answers.

use super::{
    FetchError, Limits,
    client::{Client, Failure},
    failed,
};
use url::Url;

/// An answer, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// The headers, names in lower case; values that are no text are left out.
    pub headers: Vec<(String, String)>,
    /// The body, unpacked, as far as it was wanted.
    pub body: Vec<u8>,
    /// False when there was more than was wanted.
    pub whole: bool,
}

impl Answered {
    /// The first header of this name, which must be in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Asks addresses one at a time, with the same guard, limits and patience as a crawl.
#[derive(Debug)]
pub struct Asker(Client);

impl Asker {
    /// Prepares for asking.
    ///
    /// # Errors
    /// When there is no client to be had.
    pub fn new(base: &Url, limits: Limits) -> Result<Self, FetchError> {
        Client::new(base, limits).map(Self).map_err(|failure| failed(base, failure))
    }

    /// The answer to a GET. A server that is busy is asked again; its last answer counts.
    ///
    /// No more than `most` bytes are taken, and never more than one answer may have.
    ///
    /// # Errors
    /// When the address may not be fetched, or nothing came back.
    pub async fn ask(&self, address: &Url, most: u64) -> Result<Answered, FetchError> {
        self.0.ask(address, most).await.map_err(|failure| failed(address, failure))
    }
}

impl Client {
    async fn ask(&self, address: &Url, most: u64) -> Result<Answered, Failure> {
        let mut attempt = 0;
        loop {
            let answered = self.try_ask(address, most).await;
            let (failure, wait) = match &answered {
                Ok((answered, wait)) if !(200..300).contains(&answered.status) => (Failure::of_status(answered.status), *wait),
                Ok((answered, _)) => return Ok(answered.clone()),
                Err(failure) => (failure.clone(), None),
            };
            if self.wait_or_give_up(failure, wait, &mut attempt).await.is_err() {
                return answered.map(|(answered, _)| answered);
            }
        }
    }
}
