//! The theme's file. Unknown fields are refused: a mistyped one would otherwise be silently without effect.

use super::{
    Contact, Fault, Theme, colours, logo,
    words::{self, Words, checked, is_email, is_phone},
};
use crate::server::languages::Language;
use std::{collections::BTreeMap, path::Path};

/// The longest name of a service, in characters.
const LONGEST_NAME: usize = 40;

/// The file as written.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    name: Option<String>,
    logo: Option<String>,
    colours: colours::Written,
    words: BTreeMap<String, words::Written>,
    contact: WrittenContact,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenContact {
    email: String,
    phone: String,
}

/// Reads a theme; a logo is looked for in the folder.
pub(super) fn read(text: &str, folder: &Path) -> Result<Theme, Fault> {
    let written: Written = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
    let mut theme =
        Theme { palette: written.colours.read()?, contact: contact(&written.contact)?, words: texts(&written.words)?, ..Theme::default() };
    if let Some(name) = written.name {
        theme.name = self::name(&name)?;
    }
    if let Some(name) = written.logo {
        let file = logo::read(folder, name.trim())?;
        theme.logo = Some(file.name);
        theme.files.push(file);
    }
    Ok(theme.with_styles())
}

/// Everything that is wrong, a fault for each part at most; [`read`] tells the first alone.
pub(super) fn faults(text: &str, folder: &Path) -> Vec<Fault> {
    let written: Written = match toml::from_str(text) {
        Ok(written) => written,
        Err(error) => return vec![not_toml(text, &error)],
    };
    let parts = [
        written.name.as_deref().map(|name| self::name(name).err()),
        written.logo.as_deref().map(|name| logo::read(folder, name.trim()).err()),
        Some(written.colours.read().err()),
        Some(texts(&written.words).err()),
        Some(contact(&written.contact).err()),
    ];
    parts.into_iter().flatten().flatten().collect()
}

fn not_toml(text: &str, error: &toml::de::Error) -> Fault {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    Fault::new(format!("line {}", before.matches('\n').count() + 1), error.message().replace('\n', " "))
}

fn name(text: &str) -> Result<String, Fault> {
    let name = text.trim();
    checked("name", name, LONGEST_NAME)?;
    if name.is_empty() { Err(Fault::new("name", "it is empty; leave the line out to be called Fingerpost")) } else { Ok(name.to_owned()) }
}

fn texts(written: &BTreeMap<String, words::Written>) -> Result<BTreeMap<&'static str, Words>, Fault> {
    let mut texts = BTreeMap::new();
    for (code, words) in written {
        let field = format!("words.{code}");
        let language = Language::of(code).filter(|language| language.has_pages());
        let Some(language) = language else {
            return Err(Fault::new(field, format!("there are no pages in a language '{code}'; there are en and cy")));
        };
        let words = words.read(&field)?;
        if words != Words::default() {
            texts.insert(language.code, words);
        }
    }
    Ok(texts)
}

fn contact(written: &WrittenContact) -> Result<Contact, Fault> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let contact = Contact { email: given(&written.email), phone: given(&written.phone) };
    if let Some(email) = contact.email.as_ref().filter(|email| !is_email(email)) {
        return Err(Fault::new("contact.email", format!("'{email}' is not an e-mail address")));
    }
    if let Some(phone) = contact.phone.as_ref().filter(|phone| !is_phone(phone)) {
        return Err(Fault::new("contact.phone", format!("'{phone}' is not a telephone number")));
    }
    Ok(contact)
}
