//! Ids: one newtype per kind of thing, all UUIDs, stable across imports.
//!
//! A publisher's own UUID is kept. Any other native id becomes a version 5 UUID over source, kind and native id, so importing
//! the same row again gives the same id.

use uuid::Uuid;

/// The namespace every derived id is made in. Changing it would change every id.
const NAMESPACE: Uuid = Uuid::from_u128(0x8f1c_7c1e_5a0b_5d0e_9b53_0f6b_6a3d_2c11);

/// Derives a stable UUID for a thing that has none of its own.
///
/// `source` is the feed's key, `kind` a word such as `service`, `native` the publisher's id or a fingerprint of the row.
pub fn derive(source: &str, kind: &str, native: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{source}\u{1f}{kind}\u{1f}{native}").as_bytes())
}

/// Keeps `native` where it already is a UUID, otherwise derives one.
pub fn keep_or_derive(source: &str, kind: &str, native: &str) -> Uuid {
    Uuid::try_parse(native.trim()).unwrap_or_else(|_| derive(source, kind, native))
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }
    };
}

id!(
    /// A service's id.
    ServiceId
);
id!(
    /// An organisation's id.
    OrganisationId
);
id!(
    /// A location's id.
    LocationId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_native_id_gives_the_same_id_and_another_source_another() {
        assert_eq!(derive("ods", "service", "A81001"), derive("ods", "service", "A81001"));
        assert_ne!(derive("ods", "service", "A81001"), derive("cqc", "service", "A81001"));
        assert_ne!(derive("ods", "service", "A81001"), derive("ods", "organisation", "A81001"));
    }

    #[test]
    fn a_publishers_uuid_is_kept() {
        let id = "ac148810-d857-441c-9679-408f346de14b";
        assert_eq!(keep_or_derive("x", "service", id).to_string(), id);
        assert_ne!(keep_or_derive("x", "service", "298").to_string(), "298");
    }
}
