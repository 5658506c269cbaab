//! Headers that a feed needs. What is kept of one is where its value stands: in a variable of the environment, read anew each time.

use super::FeedError;
use crate::{config, sources::fetch};
use serde::{Deserialize, Serialize};

/// A header that goes along with every request to the feed's own server, and to no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeededHeader {
    /// Its name.
    pub name: String,
    /// The variable of the environment that holds its value.
    pub variable: String,
}

/// A header cannot be set or sent. None of these repeats what was typed: it may be what should be secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// The value itself was typed.
    #[error(
        "a header's value is not taken in the clear: other programs see a command line, the shell remembers it, and the store and its \
         backups would hold it. Put the value into a variable of the environment and name that: --header NAME=env:VARIABLE"
    )]
    InTheClear,
    /// What should be a variable's name is none.
    #[error("what stands after env: is not the name of a variable: letters, figures and _, without a $")]
    Variable,
    /// There is no such variable now, or none that can be sent.
    #[error(
        "there is no variable of the name that stands after env:, or it is empty or holds what cannot be sent in a header, such as \
         two lines; write its name, not what it holds"
    )]
    NoSuch,
    /// The header's name cannot be set.
    #[error("what stands before =env: is not the name of a header that can be set")]
    Name,
    /// It would be read on the way.
    #[error("a header is sent over https, or with --allow-private inside one's own network; over http whoever is on the way reads it")]
    NotSecret,
    /// The variable is gone.
    #[error("the variable {variable}, which holds the header {name}, is not set where this program runs, or cannot be sent")]
    Unset {
        /// The header.
        name: String,
        /// The variable.
        variable: String,
    },
}

impl NeededHeader {
    /// Reads `NAME=env:VARIABLE`.
    ///
    /// # Errors
    /// When it is something else, such as the value itself.
    pub fn parse(text: &str) -> Result<Self, HeaderError> {
        let (name, variable) = text.split_once("=env:").ok_or(HeaderError::InTheClear)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if variable.is_empty() || variable.starts_with(|c: char| c.is_ascii_digit()) || !variable.chars().all(plain) {
            return Err(HeaderError::Variable);
        }
        let header = Self { name: name.trim().to_owned(), variable: variable.to_owned() };
        if fetch::Header::new(&header.name, "x").is_none() { Err(HeaderError::Name) } else { Ok(header) }
    }

    /// The header with its value, as it is now.
    fn filled(&self) -> Result<fetch::Header, HeaderError> {
        let value = config::variable(&self.variable);
        value
            .and_then(|value| fetch::Header::new(&self.name, &value))
            .ok_or_else(|| HeaderError::Unset { name: self.name.clone(), variable: self.variable.clone() })
    }
}

/// The headers with their values.
pub(super) fn filled(headers: &[NeededHeader]) -> Result<Vec<fetch::Header>, FeedError> {
    headers.iter().map(|header| header.filled().map_err(FeedError::from)).collect()
}

/// Whether headers may be kept: their variables are there, so that no value is taken for a variable's name, and nobody reads along.
pub(super) fn may_be_kept(headers: &[NeededHeader], secret: bool) -> Result<(), HeaderError> {
    if !headers.is_empty() && !secret {
        return Err(HeaderError::NotSecret);
    }
    if headers.iter().all(|header| header.filled().is_ok()) { Ok(()) } else { Err(HeaderError::NoSuch) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_names_a_variable_and_nothing_else_is_taken() {
        let header = NeededHeader::parse("X-Api-Key=env:COUNCIL_KEY").unwrap();
        assert_eq!((header.name.as_str(), header.variable.as_str()), ("X-Api-Key", "COUNCIL_KEY"));
        for (text, expected) in [
            ("X-Api-Key=s3cret", HeaderError::InTheClear),
            ("Authorization: Bearer s3cret", HeaderError::InTheClear),
            ("s3cret", HeaderError::InTheClear),
            ("X-Api-Key=", HeaderError::InTheClear),
            ("X-Api-Key=env:", HeaderError::Variable),
            ("X-Api-Key=env:$s3cret", HeaderError::Variable),
            ("X-Api-Key=env:s3cret-value", HeaderError::Variable),
            ("X-Api-Key=env:3s3cret", HeaderError::Variable),
            ("=env:COUNCIL_KEY", HeaderError::Name),
            ("X Api s3cret=env:COUNCIL_KEY", HeaderError::Name),
            ("Host=env:COUNCIL_KEY", HeaderError::Name),
        ] {
            let error = NeededHeader::parse(text).unwrap_err();
            assert_eq!(error, expected, "{text}");
            assert!(!error.to_string().contains("s3cret"), "{error}");
        }
    }

    #[test]
    fn a_header_is_kept_only_while_its_variable_is_there_and_nobody_reads_along() {
        let of = |variable: &str| [NeededHeader { name: "X-Api-Key".to_owned(), variable: variable.to_owned() }];
        assert_eq!(may_be_kept(&of("CARGO_PKG_DESCRIPTION"), true), Ok(()));
        assert_eq!(may_be_kept(&of("CARGO_PKG_DESCRIPTION"), false), Err(HeaderError::NotSecret));
        assert_eq!(may_be_kept(&[], false), Ok(()));
        let error = may_be_kept(&of("s3cret"), true).unwrap_err();
        assert!(error.to_string().contains("holds what cannot be sent"), "{error}");
        assert!(error == HeaderError::NoSuch && !error.to_string().contains("s3cret"), "a value where the name should be is not repeated");
        let error = filled(&of("NO_SUCH_VARIABLE")).unwrap_err();
        assert!(error.to_string().starts_with("the variable NO_SUCH_VARIABLE, which holds the header X-Api-Key, is not set"), "{error}");
    }
}
