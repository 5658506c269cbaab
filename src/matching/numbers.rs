//! Numbers in registers: read from what publishers write, so that one number is one text.

use crate::model::organisation::Identifier;

/// A register that gives out numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Register {
    /// The charity registers of England and Wales, Scotland, and Northern Ireland.
    Charity,
    /// Companies House.
    Company,
    /// Those who provide care at one place or many: the Care Quality Commission's and the Care Inspectorate's numbers of them.
    Provider,
    /// The Care Quality Commission's locations.
    Cqc,
    /// The Organisation Data Service of the NHS.
    Ods,
    /// Ofsted.
    Ofsted,
    /// The Care Inspectorate of Scotland.
    CareInspectorate,
}

impl Register {
    /// Every register.
    pub const ALL: [Self; 7] = [Self::Charity, Self::Company, Self::Provider, Self::Cqc, Self::Ods, Self::Ofsted, Self::CareInspectorate];

    /// Whether its numbers are each of one place, not of an organisation that may have many.
    pub const fn is_of_a_site(self) -> bool {
        matches!(self, Self::Cqc | Self::Ods | Self::Ofsted | Self::CareInspectorate)
    }

    /// Its word for software.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Charity => "charity",
            Self::Company => "company",
            Self::Provider => "provider",
            Self::Cqc => "cqc",
            Self::Ods => "ods",
            Self::Ofsted => "ofsted",
            Self::CareInspectorate => "care-inspectorate",
        }
    }

    /// The register a word stands for.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|register| register.word() == word)
    }

    /// What its numbers are called.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Charity => "charity number",
            Self::Company => "company number",
            Self::Provider => "care provider's number",
            Self::Cqc => "CQC location number",
            Self::Ods => "ODS code",
            Self::Ofsted => "Ofsted number",
            Self::CareInspectorate => "Care Inspectorate number",
        }
    }
}

/// A number in a register. Only numbers of one list can contradict each other: a charity may be in England's and in Scotland's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Numbered {
    pub(super) register: Register,
    pub(super) list: &'static str,
    pub(super) number: String,
}

/// Reads an identifier; `None` where its scheme is not known or the value is none of its numbers.
pub(super) fn read(identifier: &Identifier) -> Option<Numbered> {
    let value = identifier.value.trim().to_ascii_uppercase();
    let of_provider = identifier.kind.to_ascii_lowercase().contains("provider");
    let scheme = identifier.scheme.to_ascii_uppercase();
    let (register, list, number) = match scheme.as_str() {
        "GB-CHC" => (Register::Charity, "chc", digits(&value)),
        "GB-SC" => (Register::Charity, "sc", digits(&value)),
        "GB-NIC" => (Register::Charity, "nic", digits(&value)),
        "GB-COH" => (Register::Company, "coh", value.trim_start_matches('0').to_owned()),
        "OFSTED" | "GB-OFSTED" | "URN" => (Register::Ofsted, "ofsted", digits(&value)),
        "CAREINSPECTORATE" if of_provider => (Register::Provider, "ci-provider", value),
        "CAREINSPECTORATE" => (Register::CareInspectorate, "ci", value),
        "CQC" | "GB-CQC" if is_cqc(&value) && !of_provider => (Register::Cqc, "cqc", value),
        // Older lists of the NHS hold the Commission's numbers of providers.
        "CQC" | "GB-CQC" | "GB-NHS" if is_cqc(&value) => (Register::Provider, "cqc-provider", value),
        "GB-NHS" | "ODS" => (Register::Ods, "ods", ods(&value)?),
        _ => return None,
    };
    (number.len() > 2).then_some(Numbered { register, list, number })
}

/// The number a publisher's own id is, where it is one: the Commission's lists go by it.
pub(super) fn of_native(id: &str) -> Option<Numbered> {
    is_cqc(id).then(|| Numbered { register: Register::Cqc, list: "cqc", number: id.to_owned() })
}

fn digits(value: &str) -> String {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// `1-466088203`.
fn is_cqc(value: &str) -> bool {
    value.strip_prefix("1-").is_some_and(|rest| rest.len() > 5 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A code of five or six letters and digits. Older lists put other things around it: the area's code before it (`5NH FM334`), or the
/// kind before and the postcode behind (`PH_FM334__000001_BB95NP`); a dental practice's they write as a long number that ends in it.
fn ods(value: &str) -> Option<String> {
    let word = value.split_whitespace().next_back()?;
    let mut parts = word.split('_');
    let code = match (parts.next()?, parts.next()) {
        ("PH", Some(code)) | (code, None) => code.to_owned(),
        (area, Some(long))
            if area.len() == 3 && area.starts_with('Q') && long.len() == 16 && long.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            format!("V{}", &long[11..])
        }
        _ => return None,
    };
    let good = matches!(code.len(), 5 | 6) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (good && code.bytes().any(|byte| byte.is_ascii_digit())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_is_one_text_however_it_is_written() {
        let number = |scheme: &str, value: &str| {
            read(&Identifier { scheme: scheme.to_owned(), kind: String::new(), value: value.to_owned() }).map(|found| found.number)
        };
        assert_eq!(number("GB-CHC", "0210843").as_deref(), Some("210843"));
        assert_eq!(number("GB-SC", "SC012345"), number("GB-SC", "12345"));
        assert_eq!(number("GB-COH", "02324869"), number("GB-COH", "2324869"));
        assert_eq!(number("GB-NHS", "5NH FM334").as_deref(), Some("FM334"));
        assert_eq!(number("GB-NHS", "PH_FM334__000001_BB95NP").as_deref(), Some("FM334"));
        assert_eq!(number("GB-NHS", "QAF_3671920001003461").as_deref(), Some("V03461"));
        assert_eq!(number("GB-NHS", "5CC086__000001_BB14AX"), None);
        assert_eq!(number("GB-NHS", "1-101628572"), number("CQC", "1-101628572"));
        assert_eq!(number("X-OWN", "12345"), None);
    }
}
