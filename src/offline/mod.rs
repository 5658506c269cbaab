//! Packs: the services of a patch in one compact file, to be carried where there is no signal. Rules only: bytes in, values out.
//!
//! A pack is a *head*, which says what it is and lists its parts, and the parts, each compressed and known by its hash. A newer pack of
//! the same patch shares what has not changed, so that only the rest must be fetched. It is made from public [`Service`]s alone:
//! private values are another type and cannot get in.
//!
//! [`Service`]: crate::model::service::Service

pub mod documents;
pub mod head;
pub mod parts;

pub use head::{Head, PackError, Part, PartKind, SourceLine};
