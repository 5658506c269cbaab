//! Where a crawl may go. An address somebody typed must not become a way into the network this server stands in.
//!
//! Checked: the address itself, every redirect, and what each name resolves to; the connection is made to the very addresses
//! that were checked, so a name cannot change its mind in between.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use url::{Host, Url};

/// Why an address is not fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Neither http nor https.
    #[error("only http and https addresses are fetched")]
    Scheme,
    /// A user name or password in the address.
    #[error("addresses with a user name or password are not fetched")]
    Credentials,
    /// No host.
    #[error("the address names no host")]
    NoHost,
    /// A private, local or reserved address.
    #[error("{0} is an address inside a private network or reserved; feeds there are fetched only with --allow-private")]
    Private(String),
    /// A public address that a header would go to over http.
    #[error(
        "{0} is a public address, and whoever is on the way would read the header this feed needs; over http it is sent inside a private network alone"
    )]
    InTheClear(String),
}

/// Where requests may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// To public addresses.
    Public,
    /// To private and local ones too.
    Anywhere,
    /// To private and local ones alone: what goes along is not to be read on the way.
    Inside,
}

impl Reach {
    /// Where requests to a feed may go. A header goes over http only where nobody else reads along.
    pub(super) fn of(base: &Url, allow_private: bool, headers: bool) -> Self {
        match (allow_private, headers && base.scheme() != "https") {
            (false, _) => Self::Public,
            (true, false) => Self::Anywhere,
            (true, true) => Self::Inside,
        }
    }

    /// Whether an address may be reached, which is told as `told`.
    fn admit(self, ip: IpAddr, told: impl FnOnce() -> String) -> Result<(), Refusal> {
        match (self, is_public(ip)) {
            (Self::Public, false) => Err(Refusal::Private(told())),
            (Self::Inside, true) => Err(Refusal::InTheClear(told())),
            _ => Ok(()),
        }
    }
}

/// Checks an address as it is written.
pub(super) fn check(address: &Url, reach: Reach) -> Result<(), Refusal> {
    if !matches!(address.scheme(), "http" | "https") {
        return Err(Refusal::Scheme);
    }
    if !address.username().is_empty() || address.password().is_some() {
        return Err(Refusal::Credentials);
    }
    let ip = match address.host() {
        None => return Err(Refusal::NoHost),
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip),
        Some(Host::Domain(_)) => return Ok(()),
    };
    reach.admit(ip, || ip.to_string())
}

/// Resolves names and refuses those with any address that may not be reached.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resolver {
    pub(super) reach: Reach,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.reach;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            for address in &found {
                reach.admit(address.ip(), || format!("{} ({})", name.as_str(), address.ip()))?;
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// True for an address on the public internet (IANA special-purpose registries).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let reserved = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        || a >= 224
        || a == 100 && (64..128).contains(&b)
        || a == 198 && (b == 18 || b == 19)
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99);
    !reserved
}

/// Only global unicast (`2000::/3`) is public, and of that neither documentation nor addresses that carry an older one inside.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inner) = carried(ip) {
        return is_public_v4(inner);
    }
    let [a, b, ..] = ip.segments();
    let special = a == 0x2001 && (b < 0x0200 || b == 0x0db8) || a == 0x3fff && b < 0x1000;
    (0x2000..0x4000).contains(&a) && !special
}

/// The IPv4 address inside an IPv6 one: mapped, compatible, NAT64 or 6to4.
fn carried(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match segments {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => Some(v4(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(address: &str) -> Option<Refusal> {
        check(&Url::parse(address).unwrap(), Reach::Public).err()
    }

    #[test]
    fn public_addresses_pass() {
        for address in
            ["https://example.org/api", "http://8.8.8.8/", "http://[2606:4700::1111]/", "http://100.128.0.1/", "http://172.32.0.1/"]
        {
            assert_eq!(refusal(address), None, "{address}");
        }
    }

    #[test]
    fn addresses_inside_are_refused_however_they_are_written() {
        for address in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://0.0.0.0/",
            "http://10.1.2.3/",
            "http://172.16.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data",
            "http://100.64.0.1/",
            "http://198.18.0.1/",
            "http://192.0.2.1/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::127.0.0.1]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://[fec0::1]/",
            "http://[ff02::1]/",
            "http://[64:ff9b::10.0.0.1]/",
            "http://[2002:0a00:0001::]/",
            "http://[2001:db8::1]/",
            "http://[2001::1]/",
        ] {
            assert!(matches!(refusal(address), Some(Refusal::Private(_))), "{address}: {:?}", refusal(address));
        }
    }

    #[test]
    fn other_schemes_and_credentials_are_refused_even_with_leave() {
        for (address, expected) in [
            ("ftp://example.org/", Refusal::Scheme),
            ("file:///etc/passwd", Refusal::Scheme),
            ("http://user@example.org/", Refusal::Credentials),
            ("http://:pass@example.org/", Refusal::Credentials),
        ] {
            assert_eq!(check(&Url::parse(address).unwrap(), Reach::Anywhere), Err(expected), "{address}");
        }
        assert_eq!(check(&Url::parse("http://127.0.0.1/").unwrap(), Reach::Anywhere), Ok(()));
    }

    #[tokio::test]
    async fn names_that_lead_inside_are_refused() {
        let resolve = |reach| Resolver { reach }.resolve("localhost".parse().unwrap());
        assert!(resolve(Reach::Anywhere).await.is_ok());
        let error = resolve(Reach::Public).await.map(|_| ()).unwrap_err();
        assert!(matches!(error.downcast_ref(), Some(Refusal::Private(_))), "{error}");
    }

    #[tokio::test]
    async fn a_header_goes_over_http_only_where_nobody_else_reads_along() {
        let reach = |base: &str, headers| Reach::of(&Url::parse(base).unwrap(), true, headers);
        assert_eq!(reach("http://example.org/", false), Reach::Anywhere);
        assert_eq!(reach("https://example.org/", true), Reach::Anywhere);
        let inside = reach("http://example.org/", true);
        for (address, admitted) in [("http://8.8.8.8/", false), ("http://[2606:4700::1111]/", false), ("http://10.1.2.3/", true)] {
            assert_eq!(check(&Url::parse(address).unwrap(), inside).is_ok(), admitted, "{address}");
        }
        for (name, admitted) in [("8.8.8.8", false), ("localhost", true)] {
            let resolved = Resolver { reach: inside }.resolve(name.parse().unwrap()).await;
            assert_eq!(resolved.is_ok(), admitted, "{name}");
        }
    }
}
