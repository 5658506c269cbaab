//! Reasons: what speaks for two records being one service, and what against. Their weights and words stand here alone.

use crate::matching::Register;

/// Something found in comparing two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The same number in a register.
    SameNumber(Register),
    /// Different numbers in one register.
    OtherNumber(Register),
    /// A telephone number that few have.
    SamePhone,
    /// A telephone number that many have: a switchboard.
    SharedPhone,
    /// The same page on the web.
    SamePage,
    /// Pages of one site that few share.
    SameSite,
    /// The same e-mail address.
    SameEmail,
    /// E-mail addresses of one domain that few share.
    SameDomain,
    /// The same name, and one that tells.
    SameName,
    /// The same name, of words that many have.
    SameCommonName,
    /// Nearly the same name: a letter or a small word differs, or it sounds the same.
    AlikeName,
    /// Names with more in common than not.
    MostOfName,
    /// Names with something in common.
    PartOfName,
    /// Names with next to nothing in common.
    OtherName,
    /// The same building by its property number.
    SameBuilding,
    /// The same postcode.
    SamePostcode,
    /// The same number in the street.
    SameHouse,
    /// Different numbers in the street.
    OtherHouse,
    /// Less than 75 metres.
    Here,
    /// Less than 400 metres.
    Near,
    /// Further than a few streets.
    Apart,
    /// Further than a kilometre.
    Away,
    /// Further than five kilometres.
    Far,
    /// Both are the same kind of service.
    SameKind,
    /// A warm space in a public library: the library, on a cold day.
    WarmLibrary,
    /// A warm space, and something else at the same place.
    WarmSpaceElse,
    /// Only one says what kind of service it is: the other may be the organisation's entry in a register.
    OneKind,
    /// Different kinds of service.
    OtherKind,
    /// A name that is the other's organisation, or the same organisation.
    SameOrganisation,
    /// One name says nothing but what kind of service it is.
    SilentName,
    /// Different postcodes, and nothing better is known of where they are.
    OtherPostcode,
}

impl Reason {
    /// What it weighs.
    pub const fn points(self) -> i32 {
        match self {
            Self::SameNumber(register) if register.is_of_a_site() => 70,
            Self::OtherNumber(register) if register.is_of_a_site() => -24,
            Self::SameName => 45,
            Self::SameNumber(Register::Charity) | Self::AlikeName => 35,
            Self::SameCommonName | Self::SameBuilding => 28,
            Self::SamePhone => 25,
            Self::SamePostcode => 22,
            Self::SameNumber(_) | Self::SamePage | Self::SameEmail | Self::Here => 20,
            Self::MostOfName => 18,
            Self::SameHouse => 14,
            Self::SameSite | Self::SameOrganisation | Self::PartOfName => 12,
            Self::SameDomain | Self::Near => 8,
            Self::SharedPhone | Self::SameKind => 4,
            Self::SilentName | Self::OneKind | Self::WarmLibrary | Self::WarmSpaceElse => 0,
            Self::OtherPostcode => -5,
            Self::Apart | Self::OtherHouse => -12,
            Self::Away => -25,
            Self::OtherName => -30,
            Self::OtherKind => -35,
            Self::OtherNumber(Register::Charity) => -40,
            Self::OtherNumber(_) => -8,
            Self::Far => -50,
        }
    }

    /// Whether it takes a person to say that they are one, whatever else is found.
    pub const fn forbids(self) -> bool {
        matches!(
            self,
            Self::OtherNumber(_) | Self::OtherName | Self::WarmSpaceElse | Self::OneKind | Self::OtherKind | Self::Away | Self::Far
        )
    }

    /// Whether it tells which service it is, and not only where or whose.
    pub const fn identifies(self) -> bool {
        match self {
            Self::SameNumber(register) => register.is_of_a_site(),
            Self::SameName | Self::SameCommonName | Self::AlikeName | Self::MostOfName => true,
            _ => false,
        }
    }

    /// Its word for software: never changes.
    pub fn word(self) -> String {
        let word = match self {
            Self::SameNumber(register) => return format!("same-{}-number", register.word()),
            Self::OtherNumber(register) => return format!("other-{}-number", register.word()),
            Self::SamePhone => "same-phone",
            Self::SharedPhone => "shared-phone",
            Self::SamePage => "same-page",
            Self::SameSite => "same-site",
            Self::SameEmail => "same-email",
            Self::SameDomain => "same-domain",
            Self::SameName => "same-name",
            Self::SameCommonName => "same-common-name",
            Self::AlikeName => "alike-name",
            Self::MostOfName => "most-of-name",
            Self::PartOfName => "part-of-name",
            Self::OtherName => "other-name",
            Self::SameBuilding => "same-building",
            Self::SamePostcode => "same-postcode",
            Self::SameHouse => "same-house",
            Self::OtherHouse => "other-house",
            Self::Here => "here",
            Self::Near => "near",
            Self::Apart => "apart",
            Self::Away => "away",
            Self::Far => "far",
            Self::SameKind => "same-kind",
            Self::WarmLibrary => "warm-library",
            Self::WarmSpaceElse => "warm-space-else",
            Self::OneKind => "one-kind",
            Self::OtherKind => "other-kind",
            Self::SameOrganisation => "same-organisation",
            Self::SilentName => "silent-name",
            Self::OtherPostcode => "other-postcode",
        };
        word.to_owned()
    }

    /// The reason a word stands for.
    pub fn of_word(word: &str) -> Option<Self> {
        let numbered = |start: &str| word.strip_prefix(start)?.strip_suffix("-number").and_then(Register::of_word);
        let plain = Self::PLAIN.into_iter().find(|reason| reason.word() == word);
        plain.or_else(|| numbered("same-").map(Self::SameNumber)).or_else(|| numbered("other-").map(Self::OtherNumber))
    }

    /// In words, for a steward.
    pub fn told(self) -> String {
        let told = match self {
            Self::SameNumber(register) => return format!("same {}", register.told()),
            Self::OtherNumber(register) => return format!("different {}s", register.told()),
            Self::SamePhone => "same telephone number",
            Self::SharedPhone => "same telephone number, which many have",
            Self::SamePage => "same web page",
            Self::SameSite => "same web site",
            Self::SameEmail => "same e-mail address",
            Self::SameDomain => "e-mail addresses of one domain",
            Self::SameName => "same name",
            Self::SameCommonName => "same name, but a common one",
            Self::AlikeName => "nearly the same name",
            Self::MostOfName => "most of the name is the same",
            Self::PartOfName => "part of the name is the same",
            Self::OtherName => "different names",
            Self::SameBuilding => "same building",
            Self::SamePostcode => "same postcode",
            Self::SameHouse => "same house number",
            Self::OtherHouse => "different house numbers",
            Self::Here => "same place on the map",
            Self::Near => "a few steps apart",
            Self::Apart => "some streets apart",
            Self::Away => "more than a kilometre apart",
            Self::Far => "more than five kilometres apart",
            Self::SameKind => "same kind of service",
            Self::WarmLibrary => "a library as a warm space",
            Self::WarmSpaceElse => "a warm space and something else",
            Self::OneKind => "only one says what kind of service it is",
            Self::OtherKind => "different kinds of service",
            Self::SameOrganisation => "run by the same",
            Self::SilentName => "one name says only what kind it is",
            Self::OtherPostcode => "different postcodes",
        };
        told.to_owned()
    }

    /// Every reason but those of registers.
    const PLAIN: [Self; 29] = [
        Self::SamePhone,
        Self::SharedPhone,
        Self::SamePage,
        Self::SameSite,
        Self::SameEmail,
        Self::SameDomain,
        Self::SameName,
        Self::SameCommonName,
        Self::AlikeName,
        Self::MostOfName,
        Self::PartOfName,
        Self::OtherName,
        Self::SameBuilding,
        Self::SamePostcode,
        Self::SameHouse,
        Self::OtherHouse,
        Self::Here,
        Self::Near,
        Self::Apart,
        Self::Away,
        Self::Far,
        Self::SameOrganisation,
        Self::SilentName,
        Self::OtherPostcode,
        Self::SameKind,
        Self::WarmLibrary,
        Self::WarmSpaceElse,
        Self::OneKind,
        Self::OtherKind,
    ];
}
