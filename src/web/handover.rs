//! What somebody hands over, as it comes in an address or a form: ids, layout, and, in a form only, the person's own words.
//!
//! The words pass through: they are shown once in the answer and are neither kept nor logged. Nothing here names a person.

use crate::{
    app::{Picked, Plan},
    handing::{code::Code, sheet::Layout, shortlist::Shortlist},
    model::id::ServiceId,
    server::{
        extract::FromParameters,
        languages::Language,
        parameters::{BadParameter, Parameters},
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 300;

/// The longest "what matters to me", in characters.
pub const LONGEST_MATTERS: usize = 1_000;

/// A shortlist on its way to paper.
#[derive(Debug, Clone, Default)]
pub struct Handover {
    /// The services, in order.
    pub shortlist: Shortlist,
    /// The person's note to each.
    pub notes: BTreeMap<ServiceId, String>,
    /// What matters to them.
    pub matters: String,
    /// Where they start from, to choose the nearest site.
    pub place: String,
    /// How the sheet is laid out.
    pub layout: Layout,
    /// The sheet's language, where it is not the page's.
    pub language: Option<&'static Language>,
    /// A link is wanted on the sheet.
    pub with_link: bool,
    /// The link that stands on it already.
    pub code: Option<Code>,
    /// What is to be done with the list first.
    step: Option<Step>,
}

/// A change of the list, asked for by a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Move(ServiceId, isize),
    Remove(ServiceId),
}

impl FromParameters for Handover {
    fn from_parameters(parameters: &Parameters) -> Result<Self, BadParameter> {
        let shortlist = Shortlist::read(parameters.all("s"));
        let mut notes = BTreeMap::new();
        for id in shortlist.ids() {
            let name = format!("note-{id}");
            if let Some(note) = parameters.one(&name) {
                notes.insert(*id, words(note, &name, LONGEST_NOTE)?);
            }
        }
        Ok(Self {
            matters: words(parameters.one("matters").unwrap_or_default(), "matters", LONGEST_MATTERS)?,
            place: words(parameters.one("place").unwrap_or_default(), "place", 100)?,
            layout: layout(parameters.one("layout"))?,
            language: parameters.one("lang").and_then(Language::of),
            with_link: parameters.one("link").is_some(),
            code: parameters.one("code").and_then(|code| code.parse().ok()),
            step: parameters.one("do").and_then(step),
            shortlist,
            notes,
        })
    }
}

/// Somebody's own words, with the line ends of this machine.
fn words(text: &str, name: &str, longest: usize) -> Result<String, BadParameter> {
    let text = text.replace("\r\n", "\n");
    match text.chars().count() {
        length if length > longest => {
            Err(BadParameter::new(name, format!("This is too long: it has {length} characters, and there is room for {longest}.")))
        }
        _ => Ok(text),
    }
}

fn layout(word: Option<&str>) -> Result<Layout, BadParameter> {
    let Some(word) = word else { return Ok(Layout::Standard) };
    Layout::of_word(word).ok_or_else(|| BadParameter::new("layout", format!("'{word}' is not a layout. Use standard, large or easy.")))
}

/// `up:ID`, `down:ID`, `remove:ID`.
fn step(text: &str) -> Option<Step> {
    let (what, id) = text.split_once(':')?;
    let id = id.parse().ok()?;
    match what {
        "up" => Some(Step::Move(id, -1)),
        "down" => Some(Step::Move(id, 1)),
        "remove" => Some(Step::Remove(id)),
        _ => None,
    }
}

impl Handover {
    /// What is behind a plan's link.
    pub fn of_plan(plan: &Plan, language: Option<&'static Language>) -> Self {
        Self {
            shortlist: Shortlist::of(plan.services.iter().copied()),
            layout: plan.layout,
            language,
            code: Some(plan.code.clone()),
            ..Self::default()
        }
    }

    /// The same without what only a form may bring: a person's words and place, and the wish for a link.
    #[must_use]
    pub fn as_in_an_address(self) -> Self {
        Self { notes: BTreeMap::new(), matters: String::new(), place: String::new(), with_link: false, ..self }
    }

    /// The same for what was found behind its ids: the id of a joined record becomes that of the one which is shown for it, with its note,
    /// and none stands twice.
    #[must_use]
    pub fn with_shown(mut self, mut picked: Vec<Picked>) -> (Self, Vec<Picked>) {
        for (old, shown) in self.shortlist.ids().to_vec().into_iter().zip(picked.iter().map(Picked::id)) {
            if old != shown
                && let Some(note) = self.notes.remove(&old)
            {
                self.notes.entry(shown).or_insert(note);
            }
        }
        let mut seen = BTreeSet::new();
        picked.retain(|one| seen.insert(one.id()));
        let mut shown = Shortlist::of(picked.iter().map(Picked::id));
        (shown.unreadable, shown.too_many) = (self.shortlist.unreadable, self.shortlist.too_many);
        self.shortlist = shown;
        (self, picked)
    }

    /// The same after the button that was pressed.
    #[must_use]
    pub fn stepped(mut self) -> Self {
        match self.step.take() {
            Some(Step::Move(id, by)) => self.shortlist = self.shortlist.moved(id, by),
            Some(Step::Remove(id)) => {
                self.shortlist = self.shortlist.without(id);
                self.notes.remove(&id);
            }
            None => {}
        }
        self
    }

    /// The note to a service; empty where there is none.
    pub fn note(&self, id: ServiceId) -> &str {
        self.notes.get(&id).map(String::as_str).unwrap_or_default()
    }

    /// Everything as hidden fields of a form, but for the layout: a button brings that.
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut fields: Vec<(String, String)> = self.shortlist.ids().iter().map(|id| ("s".to_owned(), id.to_string())).collect();
        fields.extend(self.notes.iter().map(|(id, note)| (format!("note-{id}"), note.clone())));
        let one = |name: &str, value: String| (name.to_owned(), value);
        fields.push(one("matters", self.matters.clone()));
        fields.push(one("place", self.place.clone()));
        fields.extend(self.language.map(|language| one("lang", language.code.to_owned())));
        fields.extend(self.code.as_ref().map(|code| one("code", code.to_string())));
        // A link that is kept under a code is made once. A copy keeps none, so its sheet must be told again.
        fields.extend((self.with_link && self.code.is_none()).then(|| one("link", "yes".to_owned())));
        fields.retain(|(_, value)| !value.is_empty());
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::samples::id;

    fn read(query: &str) -> Result<Handover, BadParameter> {
        Handover::from_parameters(&Parameters::read_form(query)?)
    }

    #[test]
    fn a_form_reads_back_from_its_hidden_fields() {
        let (one, two) = (id(1), id(2));
        let query = format!("s={one}&s={two}&note-{two}=ask+for+Jo%0D%0Aon+Monday&matters=my+cat&place=DY4&lang=ur&layout=easy&link=yes");
        let handover = read(&query).unwrap();
        assert_eq!((handover.note(two), handover.note(one)), ("ask for Jo\non Monday", ""));
        assert!(handover.with_link && handover.layout == Layout::Easy);
        let again = |handover: &Handover| {
            read(&url::form_urlencoded::Serializer::new(String::new()).extend_pairs(handover.fields()).finish()).unwrap()
        };
        let coded = Handover { code: "ffkq-t4yc-5t82".parse().ok(), ..handover.clone() };
        assert!(coded.code.is_some() && !again(&coded).with_link, "a link is made once");
        let again = again(&handover);
        assert!(again.with_link, "and a copy, which keeps no link, is told of it again");
        assert_eq!((again.shortlist, again.notes, again.matters), (handover.shortlist, handover.notes, handover.matters));
        assert_eq!((again.place, again.language), (handover.place, Language::of("ur")));
    }

    #[test]
    fn a_button_changes_the_list_and_nothing_else() {
        let ids = [id(1), id(2), id(3)];
        let list = format!("s={}&s={}&s={}&note-{}=x", ids[0], ids[1], ids[2], ids[1]);
        for (step, order, notes) in [
            (format!("up:{}", ids[1]), vec![ids[1], ids[0], ids[2]], 1),
            (format!("down:{}", ids[1]), vec![ids[0], ids[2], ids[1]], 1),
            (format!("remove:{}", ids[1]), vec![ids[0], ids[2]], 0),
            ("remove:x".to_owned(), ids.to_vec(), 1),
        ] {
            let handover = read(&format!("{list}&do={step}")).unwrap().stepped();
            assert_eq!((handover.shortlist.ids(), handover.notes.len()), (order.as_slice(), notes), "{step}");
        }
    }

    #[test]
    fn words_that_are_too_long_are_named() {
        let one = id(1);
        for (query, parameter) in [
            (format!("s={one}&note-{one}={}", "x".repeat(LONGEST_NOTE + 1)), format!("note-{one}")),
            (format!("matters={}", "x".repeat(LONGEST_MATTERS + 1)), "matters".to_owned()),
            ("layout=huge".to_owned(), "layout".to_owned()),
        ] {
            assert_eq!(read(&query).unwrap_err().parameter, parameter);
        }
        assert!(read(&format!("matters={}", "%F0%9F%98%80".repeat(LONGEST_MATTERS))).is_ok());
    }
}
