//! What a server's `robots.txt` asks of us (RFC 9309, and the `Crawl-delay` many write).
//!
//! A feed is published to be read by machines, so this is a courtesy: whoever adds a feed may say that the publisher agreed.

use std::time::Duration;
use url::Url;

/// The name that rules for us are written under.
const NAME: &str = "fingerpost";
/// The longest delay between two requests that is kept; asked for more, this is it.
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// The rules for us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Robots {
    /// A path's beginning, and whether it may be read.
    rules: Vec<(String, bool)>,
    /// The delay between two requests, where one is asked for.
    pub(super) delay: Option<Duration>,
}

/// Rules for one group of names.
#[derive(Debug, Default)]
struct Group {
    names: Vec<String>,
    robots: Robots,
}

impl Robots {
    /// Reads the file: the group that names us, else the one for everybody.
    pub(super) fn read(text: &str) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut naming = false;
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !naming {
                    groups.push(Group::default());
                }
                if let Some(group) = groups.last_mut() {
                    group.names.push(value.to_ascii_lowercase());
                }
            } else if let Some(group) = groups.last_mut() {
                group.robots.take(&key, value);
            }
            naming = key == "user-agent";
        }
        let of = |name: &str| {
            let mut ours = groups.iter().filter(|group| group.names.iter().any(|one| one == name)).peekable();
            ours.peek()?;
            Some(ours.fold(Self::default(), |mut all, group| {
                all.rules.extend(group.robots.rules.iter().cloned());
                all.delay = all.delay.or(group.robots.delay);
                all
            }))
        };
        of(NAME).or_else(|| of("*")).unwrap_or_default()
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() => self.rules.push((value.to_owned(), key == "allow")),
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
                self.delay = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(LONGEST_DELAY.as_secs_f64())));
            }
            _ => {}
        }
    }

    /// Whether an address of this server may be read.
    pub(super) fn allow_address(&self, address: &Url) -> bool {
        address.query().map_or_else(|| self.allow(address.path()), |query| self.allow(&format!("{}?{query}", address.path())))
    }

    /// Whether a path (with its query) may be read: the longest rule that fits counts, and of two as long the one that allows.
    pub(super) fn allow(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.max_by_key(|(pattern, allowed)| (pattern.len(), *allowed)).is_none_or(|(_, allowed)| *allowed)
    }
}

/// Whether a path begins as the pattern says: `*` stands for anything, `$` at the end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut last_is_open = false;
    for part in parts {
        last_is_open = part.is_empty();
        let Some(at) = (if to_the_end && !part.is_empty() { rest.rfind(part) } else { rest.find(part) }) else { return false };
        rest = &rest[at + part.len()..];
    }
    !to_the_end || rest.is_empty() || last_is_open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_that_names_us_counts_else_the_one_for_all() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-Agent: Fingerpost # us\nDisallow: /private\nCrawl-delay: 2.5\n";
        let robots = Robots::read(text);
        assert_eq!((robots.allow("/api/services"), robots.allow("/private/x")), (true, false));
        assert_eq!(robots.delay, Some(Duration::from_millis(2500)));
        let all = Robots::read("User-agent: *\nDisallow: /\nAllow: /api/\nCrawl-delay: 900");
        assert_eq!((all.allow("/api/services?page=1"), all.allow("/search"), all.delay), (true, false, Some(LONGEST_DELAY)));
        for nothing in ["", "<html>not found</html>", "User-agent: other\nDisallow: /", "User-agent: *\nDisallow:"] {
            assert!(Robots::read(nothing).allow("/api/services"), "{nothing}");
        }
    }

    #[test]
    fn patterns_fit_as_the_standard_says() {
        for (pattern, path, expected) in [
            ("/a", "/abc", true),
            ("/a$", "/abc", false),
            ("/a$", "/a", true),
            ("/*.json", "/api/services.json?page=1", true),
            ("/*.json$", "/api/services.json?page=1", false),
            ("/*.json$", "/x.json/y.json", true),
            ("*page=", "/services?page=2", true),
            ("/b*", "/abc", false),
            ("/a*$", "/abc", true),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }
}
