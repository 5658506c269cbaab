//! When a server may next be asked, for the whole program: whatever is read of one host shares the pause between requests.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::time::Instant;
use url::Url;

static TURNS: Mutex<Turns> = Mutex::new(Turns(BTreeMap::new()));
/// Hosts that are kept before those nobody has asked for long are dropped.
const MANY: usize = 64;
/// For long: no pause lasts as long.
const LONG: Duration = Duration::from_mins(2);

/// The server an address lies at, as a pause counts: its name, and its port where that is not the usual one.
pub fn host_of(address: &Url) -> String {
    let host = address.host_str().unwrap_or_default();
    address.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// The moment at which the next request to a host may be sent, `pace` after the one before it. It is taken: the one behind comes later.
pub(super) fn turn(address: &Url, pace: Duration) -> Instant {
    TURNS.lock().unwrap_or_else(PoisonError::into_inner).take(host_of(address), pace, Instant::now())
}

/// When the latest request to each host was sent, or is to be.
#[derive(Debug)]
struct Turns(BTreeMap<String, Instant>);

impl Turns {
    fn take(&mut self, host: String, pace: Duration, now: Instant) -> Instant {
        if self.0.len() >= MANY {
            self.0.retain(|_, last| *last + LONG > now);
        }
        let at = self.0.get(&host).map_or(now, |last| now.max(*last + pace));
        self.0.insert(host, at);
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_of_one_host_follow_one_another_and_other_hosts_do_not_wait() {
        let (mut turns, now) = (Turns(BTreeMap::new()), Instant::now());
        let (pace, slow) = (Duration::from_millis(100), Duration::from_secs(10));
        let mut take = |host: &str, pace| turns.take(host.to_owned(), pace, now) - now;
        assert_eq!(take("a", pace), Duration::ZERO);
        assert_eq!(take("a", pace), pace, "another feed of the same host waits");
        assert_eq!(take("b", pace), Duration::ZERO, "one of another host does not");
        assert_eq!(take("a", slow), pace + slow, "whoever was asked to be slow is, after anybody");
        assert_eq!(take("a", pace), pace * 2 + slow);
    }

    #[test]
    fn hosts_that_nobody_asks_any_more_are_dropped() {
        let (mut turns, now) = (Turns(BTreeMap::new()), Instant::now());
        for host in 0..MANY {
            turns.take(host.to_string(), Duration::ZERO, now);
        }
        turns.take("another".to_owned(), Duration::ZERO, now + LONG);
        assert_eq!(turns.0.len(), 1);
    }

    #[test]
    fn a_host_is_its_name_and_an_unusual_port() {
        for (address, expected) in [
            ("https://a.org/x", "a.org"),
            ("http://A.org:80/y", "a.org"),
            ("https://a.org:8443/", "a.org:8443"),
            ("http://[::1]:9/", "[::1]:9"),
        ] {
            assert_eq!(host_of(&Url::parse(address).unwrap()), expected);
        }
    }
}
