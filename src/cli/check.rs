//! `fingerpost check`: whether a feed keeps to Open Referral UK, and how good its data is.

mod told;

use crate::{
    app::checking::{self, Wanted},
    cli::{BadUsage, Printer},
    clock::{self, Clock},
    config::Home,
    sources::fetch::FetchError,
};
use std::time::Duration;
use url::Url;

/// Check a feed against Open Referral UK 3.0, and its data for what misleads or endangers people
///
/// Asks for what the validator of Open Referral UK asks for and more: the first, second, middle and last page, ten records by
/// chance, every endpoint, five searches. docs/CHECKING.md lists the codes. It fails where there are errors; warnings may be.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// The feed's base address, with or without /services
    #[arg(value_name = "URL", value_parser = address)]
    url: Url,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Read every page and every record
    #[arg(long)]
    all: bool,
    /// Pick the same records as an earlier check [default: by chance]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Allow an address on this machine or a private network
    #[arg(long)]
    allow_private: bool,
    /// Longest time for one request, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
}

impl Check {
    pub(super) async fn run(self, _: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        let wanted = Wanted {
            all: self.all,
            seed: self.seed.unwrap_or_else(|| u64::from(clock::random_id().as_fields().0 % 1_000_000)),
            allow_private: self.allow_private,
            timeout: Duration::from_secs(self.timeout),
        };
        let checked = checking::check(&self.url, &wanted, &Clock::system(), &mut |text| out.progress(text)).await;
        let report = match checked {
            Err(refused @ FetchError::Refused { .. }) => return Err(BadUsage(refused.to_string()).into()),
            other => other?,
        };
        if self.json {
            out.line(serde_json::to_string_pretty(&report)?);
        } else {
            for line in told::lines(&report) {
                out.line(line);
            }
        }
        anyhow::ensure!(report.conforms, "{} does not conform: {} to mend", report.feed, told::count(report.errors, "error", "errors"));
        Ok(())
    }
}

/// A feed's address; one without a scheme is taken for https.
fn address(text: &str) -> Result<Url, String> {
    let text = text.trim();
    let full = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&full).map_err(|error| format!("it is not an address that can be read: {error}"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("only http and https addresses are read".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("an open feed needs no user name or password in its address".to_owned());
    }
    url.host_str().is_some_and(|host| !host.is_empty()).then_some(url).ok_or_else(|| "the address names no host".to_owned())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_are_read_as_people_type_them() {
        for (text, expected) in [
            ("https://feed.example/v3", Ok("https://feed.example/v3")),
            ("feed.example/v3", Ok("https://feed.example/v3")),
            ("ftp://feed.example", Err("only http and https addresses are read")),
            ("https://me:secret@feed.example", Err("an open feed needs no user name or password in its address")),
        ] {
            assert_eq!(address(text).as_ref().map(url::Url::as_str).map_err(String::as_str), expected, "{text}");
        }
        assert!(address("").is_err() && address("https://").is_err());
    }
}
