//! Filter: only for one gender, or for everyone. A record that says neither is a choice of its own: most are for everyone, but
//! nobody has said so.

use super::{Choices, Filter, Section, UNKNOWN};
use crate::model::{audience::Audience, location::Site, sector::Gender, service::Service};

/// Filter: only for one gender, or for everyone.
#[derive(Debug)]
pub(super) struct OneGender;

impl Filter for OneGender {
    fn parameter(&self) -> &'static str {
        "gender"
    }

    fn label(&self) -> &'static str {
        "Women only, men only"
    }

    fn section(&self) -> Section {
        Section::Who
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&[("women", "Women only"), ("men", "Men only"), ("everyone", "Everyone"), (UNKNOWN, "Not stated")], bits)
    }
}

fn bits(service: &Service, _: Option<&Site>) -> u64 {
    match service.gender {
        Some(Gender::Women) => 1,
        Some(Gender::Men) => 2,
        None if service.audiences.contains(&Audience::Everyone) => 4,
        None => 8,
    }
}
