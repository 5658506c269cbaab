//! Which dialect a feed speaks, told from its list of services.

use serde_json::Value;

/// A dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Open Referral UK 3.
    V3,
    /// Version 1 with the envelope `totalElements`, `content`.
    V1Spring,
    /// Version 1 with an envelope all in lower case: `totalelements`, `content`.
    V1LowerCase,
    /// Version 1 as Outpost directories speak it: whole numbers as ids, `organisation` spelt with an s.
    V1Outpost,
    /// `OpenActive`'s real-time paging (`items`, `next`), which some feeds put around their services.
    Rpde,
    /// Nothing that is known.
    Unknown,
}

impl Dialect {
    /// Tells the dialect of a list's answer.
    pub fn of(list: &Value) -> Self {
        let has = |key: &str| list.get(key).is_some();
        if has("contents") {
            return Self::V3;
        }
        if has("content") || has("totalElements") || has("totalelements") {
            let first = list.get("content").and_then(|items| items.get(0));
            let outpost = first.is_some_and(|item| item.get("organisation").is_some() || item.get("id").is_some_and(Value::is_number));
            return match outpost {
                true => Self::V1Outpost,
                false if has("totalelements") || has("totalpages") => Self::V1LowerCase,
                false => Self::V1Spring,
            };
        }
        if has("items") && (has("next") || has("next_url")) { Self::Rpde } else { Self::Unknown }
    }

    /// What it is, in plain words; `None` for version 3 and for what is not known.
    pub fn told(self) -> Option<&'static str> {
        match self {
            Self::V1Spring => Some("Open Referral UK version 1 (pages called totalElements, totalPages and content)"),
            Self::V1LowerCase => Some("Open Referral UK version 1 (pages all in lower case: totalelements, totalpages, content)"),
            Self::V1Outpost => Some("Open Referral UK version 1 as Outpost speaks it (numbers as ids, organisation, min_age)"),
            Self::Rpde => Some("services inside OpenActive's paging (items and next), not pages of Open Referral UK"),
            Self::V3 | Self::Unknown => None,
        }
    }

    /// True for every dialect of version 1.
    pub fn is_version_1(self) -> bool {
        matches!(self, Self::V1Spring | Self::V1LowerCase | Self::V1Outpost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn captures_of_live_version_1_feeds_are_recognised() {
        for (file, expected) in [
            ("cqc-services-page1.json", Dialect::V1Spring),
            ("hull-services-page1.json", Dialect::V1LowerCase),
            ("bucks-shape-synthetic.json", Dialect::V1Outpost),
        ] {
            let Some(path) = crate::published::path(format!("data/feeds/v1-envelope-captures/{file}")) else { return };
            let list = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            assert_eq!(Dialect::of(&list), expected, "{file}");
        }
    }

    #[test]
    fn dialects_are_told_by_what_stands_around_a_list() {
        for (list, expected) in [
            (json!({"total_items": 0, "contents": []}), Dialect::V3),
            (json!({"contents": null}), Dialect::V3),
            (json!({"totalElements": 1, "content": [{"id": "x"}]}), Dialect::V1Spring),
            (json!({"totalelements": 0, "totalpages": 0, "content": []}), Dialect::V1LowerCase),
            (json!({"totalElements": 1, "content": [{"id": 7, "organisation": {}}]}), Dialect::V1Outpost),
            (json!({"items": [], "next": "https://x"}), Dialect::Rpde),
            (json!({"items": []}), Dialect::Unknown),
            (json!([{"id": "x"}]), Dialect::Unknown),
        ] {
            assert_eq!(Dialect::of(&list), expected, "{list}");
        }
    }
}
