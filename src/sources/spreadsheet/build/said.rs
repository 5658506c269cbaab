//! What a mapping says about a record in closed words: always, for a value of a column, for words in the text, or by default.
//!
//! The row itself comes first, then the values of its columns, then what is always said; defaults fill only what is still
//! unknown.

use super::{Cells, Workshop};
use crate::{
    model::{
        cost::Cost,
        need::{Evidence, NeedTag, Term},
        service::{Ages, Capacity, Service},
    },
    sources::spreadsheet::mapping::{Lookup, Tags, Word},
};

impl Workshop<'_> {
    /// Says everything the mapping has to say of a service.
    pub(super) fn say(&self, service: &mut Service, cells: &mut Cells<'_, '_>) {
        for lookup in &self.mapping.lookups {
            let cell = cells.row.get(&lookup.column.key);
            if !self.mapping.is_unknown(cell) {
                lookup.values_in(cell).for_each(|value| self.say_value(service, lookup, value));
            }
        }
        for (joined, key) in cells.row.get_joined(self) {
            if let Some(lookup) = &joined.join.lookup {
                joined.values(key).for_each(|value| self.say_value(service, lookup, value));
            }
        }
        self.say_tags(service, &self.mapping.always);
        self.read_text(service, cells);
        self.say_defaults(service);
    }

    fn say_value(&self, service: &mut Service, lookup: &Lookup, value: &str) {
        if let Some(kind) = &lookup.term {
            let term = Term { link_type: Some(kind.clone()), name: value.to_owned(), ..Term::default() };
            add(&mut service.terms, [term]);
        }
        lookup.tags_of(value).into_iter().for_each(|tags| self.say_tags(service, tags));
    }

    fn say_tags(&self, service: &mut Service, tags: &Tags) {
        for code in &tags.needs {
            add_need(service, code, Evidence::Mapping);
        }
        add(&mut service.audiences, words(&tags.audiences));
        add(&mut service.delivery, words(&tags.delivery));
        add(&mut service.referral, words(&tags.referral));
        add(&mut service.national, words(&tags.national));
        self.say_single(service, tags);
    }

    /// What a record can have only one of: the first to say it is believed.
    fn say_single(&self, service: &mut Service, tags: &Tags) {
        service.sector = service.sector.or(tags.sector.map(|word| word.0));
        service.gender = service.gender.or(tags.gender.map(|word| word.0));
        service.sensitive |= tags.sensitive;
        service.summary = service.summary.take().or_else(|| tags.summary.clone());
        service.eligibility = service.eligibility.take().or_else(|| tags.eligibility.clone());
        service.how_to_get_in = service.how_to_get_in.take().or_else(|| tags.how_to_get_in.clone());
        if service.ages == Ages::default() {
            service.ages = Ages::clean(tags.age_min, tags.age_max);
        }
        if tags.free == Some(true) && service.costs.is_empty() {
            service.costs.push(Cost { amount: Some(0.0), ..Cost::default() });
        }
        if let (None, Some(state)) = (&service.capacity, tags.capacity) {
            let as_of = Some(self.context.today);
            service.capacity = Some(Capacity { state: state.0, wait_weeks: None, note: None, as_of, expires: None });
        }
    }

    fn say_defaults(&self, service: &mut Service) {
        let tags = &self.mapping.defaults;
        if service.needs.is_empty() {
            tags.needs.iter().for_each(|code| add_need(service, code, Evidence::Mapping));
        }
        fill(&mut service.audiences, &tags.audiences);
        fill(&mut service.delivery, &tags.delivery);
        fill(&mut service.referral, &tags.referral);
        fill(&mut service.national, &tags.national);
        self.say_single(service, tags);
    }

    /// Needs shown by words in the row's own text.
    fn read_text(&self, service: &mut Service, cells: &Cells<'_, '_>) {
        let Some(fields) = &self.mapping.text_needs else { return };
        let text: Vec<&str> = fields.columns.iter().map(|column| cells.row.get(&column.key)).collect();
        for (code, words) in self.vocabulary.found_in(&text.join(" . ")) {
            add_need(service, &code, Evidence::MappedText(words));
        }
    }
}

fn add_need(service: &mut Service, code: &str, evidence: Evidence) {
    if !service.needs.iter().any(|need| need.code == code) {
        service.needs.push(NeedTag { code: code.to_owned(), evidence });
    }
}

fn words<T: Copy>(words: &[Word<T>]) -> impl Iterator<Item = T> {
    words.iter().map(|word| word.0)
}

fn add<T: PartialEq>(list: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for item in more {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}

fn fill<T: Copy + PartialEq>(list: &mut Vec<T>, defaults: &[Word<T>]) {
    if list.is_empty() {
        add(list, words(defaults));
    }
}
