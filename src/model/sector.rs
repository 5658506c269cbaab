//! Closed lists of words: sector, referral route, delivery, nation, status. Each has one wire word and one plain label.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order shown to people.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used on the wire, in URLs and in the store.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The words shown to people.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// Reads the wire word, in any case.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word().eq_ignore_ascii_case(word.trim()))
            }
        }
    };
}

pub(crate) use words;

words!(
    /// Who delivers a service. The four stand side by side with equal standing.
    Sector {
        /// Councils, the NHS, police, schools: public bodies.
        Statutory = "statutory", "Public (NHS or council)";
        /// Charities, faith groups, clubs and volunteers.
        Voluntary = "voluntary", "Charity or community";
        /// Contracted to public bodies but run by itself: GP practices, pharmacies, hospices, social enterprises.
        Independent = "independent", "Independent";
        /// Companies and sole traders the person pays.
        Private = "private", "Private";
    }
);

words!(
    /// Who may ask for a service on a person's behalf.
    ReferralRoute {
        /// Anyone may ask for themselves, or turn up.
        SelfReferral = "self", "Ask yourself";
        /// Any health or care professional.
        Professional = "professional", "Through a professional";
        /// A GP practice.
        Gp = "gp", "Through your GP";
        /// A school, nursery or college.
        School = "school", "Through a school";
        /// Adult or children's social care.
        SocialCare = "social-care", "Through social care";
        /// A hospital ward or team.
        Hospital = "hospital", "Through a hospital";
    }
);

words!(
    /// How a person receives a service.
    Delivery {
        /// The person goes somewhere.
        Venue = "venue", "At a place you go to";
        /// Somebody comes to the person's home.
        Home = "home", "Comes to your home";
        /// By telephone or text.
        Phone = "phone", "By phone";
        /// By video, chat or web.
        Online = "online", "Online";
    }
);

words!(
    /// A nation of the United Kingdom.
    Nation {
        /// England.
        England = "england", "England";
        /// Wales.
        Wales = "wales", "Wales";
        /// Scotland.
        Scotland = "scotland", "Scotland";
        /// Northern Ireland.
        NorthernIreland = "northern-ireland", "Northern Ireland";
    }
);

words!(
    /// The standard's service status.
    Status {
        /// Running.
        Active = "active", "Running";
        /// Not running, may return.
        Inactive = "inactive", "Not running";
        /// Gone.
        Defunct = "defunct", "Closed for good";
        /// Closed for now.
        TemporarilyClosed = "temporarily closed", "Closed for now";
    }
);

words!(
    /// A service only for one gender.
    Gender {
        /// Women only.
        Women = "women", "Women only";
        /// Men only.
        Men = "men", "Men only";
    }
);

impl Nation {
    /// The nation's GSS code (ONS).
    pub fn gss(self) -> &'static str {
        match self {
            Self::England => "E92000001",
            Self::Wales => "W92000004",
            Self::Scotland => "S92000003",
            Self::NorthernIreland => "N92000002",
        }
    }

    /// The nation a GSS code of any kind of area lies in, from its first letter.
    pub fn of_gss(code: &str) -> Option<Self> {
        match code.as_bytes().first()? {
            b'E' => Some(Self::England),
            b'W' => Some(Self::Wales),
            b'S' => Some(Self::Scotland),
            b'N' => Some(Self::NorthernIreland),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        for sector in Sector::ALL {
            assert_eq!(Sector::from_word(sector.word()), Some(*sector));
        }
        assert_eq!(Status::from_word("Temporarily Closed"), Some(Status::TemporarilyClosed));
        assert_eq!(Sector::from_word("public"), None);
    }
}
