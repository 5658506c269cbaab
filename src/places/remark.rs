//! What to tell somebody about the place understood, when it is not quite what they typed.

use std::fmt;

/// Something to say about a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// This postcode has ended.
    NoLongerInUse(String),
    /// Another place had to do.
    MiddleOf {
        /// Why.
        why: Why,
        /// The postcode, or the part of one, that was typed.
        postcode: String,
        /// The sector or district whose middle was used.
        used: String,
    },
    /// The postcode has no place on the map.
    OffTheMap {
        /// The postcode.
        postcode: String,
        /// Why not.
        outside: Outside,
    },
    /// There are others of this name.
    OneOfSeveral {
        /// Its name.
        name: String,
        /// The council it is in, where one is known.
        area: Option<String>,
    },
    /// A county with several districts: distances are from its middle.
    County(String),
}

/// Why the middle of something larger was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The postcode has no map reference.
    NoReference,
    /// The postcode is not in the list.
    NotListed,
    /// There is no list of full postcodes here.
    NotLoaded,
    /// There is nothing finer than districts here.
    NothingFiner,
    /// The list cannot be read.
    Unreadable,
}

/// Why a postcode has no place on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// On the Isle of Man.
    IsleOfMan,
    /// In Jersey.
    Jersey,
    /// In Guernsey.
    Guernsey,
    /// British forces.
    Forces,
    /// Large organisations, PO boxes and districts long gone: the publisher gives no grid reference.
    Unplaced,
}

/// In English.
impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLongerInUse(postcode) => write!(f, "{postcode} is no longer in use."),
            Self::MiddleOf { why, postcode, used } => {
                match why {
                    Why::NoReference => write!(f, "{postcode} has no map reference"),
                    Why::NotListed => write!(f, "{postcode} is not in our list of postcodes"),
                    Why::NotLoaded => f.write_str("Full postcodes are not loaded here"),
                    Why::NothingFiner => f.write_str("Postcodes finer than districts are not loaded here"),
                    Why::Unreadable => f.write_str("Our list of postcodes cannot be read just now"),
                }?;
                write!(f, "; we used the middle of {used}.")
            }
            Self::OffTheMap { postcode, outside } => off_the_map(f, postcode, *outside),
            Self::OneOfSeveral { name, area } => {
                f.write_str("There are other places of this name; this is ")?;
                match area {
                    Some(area) => write!(f, "{name} in {area}."),
                    None => write!(f, "{name}."),
                }
            }
            Self::County(name) => write!(f, "{name} has several district councils; distances are from its middle."),
        }
    }
}

fn off_the_map(f: &mut fmt::Formatter<'_>, postcode: &str, outside: Outside) -> fmt::Result {
    let island = match outside {
        Outside::IsleOfMan => "on the Isle of Man",
        Outside::Jersey => "in Jersey",
        Outside::Guernsey => "in Guernsey",
        Outside::Forces => return write!(f, "{postcode} belongs to the British forces' own post: it has no place on the map."),
        Outside::Unplaced => return write!(f, "{postcode} is used for large organisations or PO boxes: it has no place on the map."),
    };
    write!(f, "{postcode} is {island}. No map references are published for it, so distances cannot be worked out.")
}
