//! Tagging: which needs a service answers, told from what its publisher says. For every kind of source alike.
//!
//! A tag given by the publisher or its mapping stands for ever. Terms of the publisher's own taxonomies add what a crosswalk
//! knows of them. A record that is left without a telling need is read: its name, its summary, the beginning of its description.
//! One that has needs is only made more exact, by its name: a clinic called "Blood Test Clinic" is one for blood tests.

use crate::{
    finding::{
        needs::Needs,
        phrases::{Place, Shown},
        words::normalise,
    },
    model::{
        need::{Evidence, NeedTag},
        service::Service,
        text,
    },
};

/// Most tags one record gets from its text. Who names more than these lists everything, and is seldom the place to go for it.
const MOST: usize = 5;
/// Sentences of a summary and description that are read, and characters.
const SENTENCES: usize = 3;
const CHARACTERS: usize = 400;
/// Words after which a sentence says what a service does not do.
const DENIALS: [&str; 13] = [
    "cannot",
    "cant",
    "doesnt",
    "dont",
    "except",
    "excluding",
    "exclude",
    "excludes",
    "formerly",
    "not",
    "overseas",
    "previously",
    "unable",
];
/// A name followed by such a word is a road's.
const ROADS: [&str; 16] =
    ["avenue", "close", "court", "crescent", "drive", "gate", "green", "grove", "hill", "lane", "rd", "road", "row", "st", "street", "way"];
/// A name that begins so is a person's.
const TITLES: [&str; 8] = ["dr", "miss", "mr", "mrs", "ms", "prof", "rev", "sir"];

/// Adds the needs a service's terms and text show. What is there already stays, and doing it twice is doing it once.
pub fn tag(service: &mut Service, needs: &Needs) {
    let terms = service.terms.clone();
    for term in &terms {
        if let Some((codes, words)) = needs.crosswalk().needs_of(term, needs.dictionary()) {
            for code in narrowest(&codes, needs) {
                add(service, code, Evidence::Term(words.clone()));
            }
        }
    }
    let shown = if is_told(service, needs) { more_exact(service, needs) } else { read(service, needs) };
    for (code, words) in shown {
        add(service, &code, Evidence::Text(words));
    }
}

/// Tags a service anew: what terms and text showed before goes, what they show now comes. True if that made a difference.
pub fn retag(service: &mut Service, needs: &Needs) -> bool {
    let before = service.needs.clone();
    service.needs.retain(|tag| !matches!(tag.evidence, Evidence::Term(_) | Evidence::Text(_)));
    tag(service, needs);
    service.needs != before
}

/// Whether a service has a need that tells what it does, or its publisher has given it needs.
fn is_told(service: &Service, needs: &Needs) -> bool {
    let telling = |tag: &NeedTag| match tag.evidence {
        Evidence::Publisher => true,
        Evidence::Text(_) => false,
        _ => needs.get(&tag.code).is_none_or(|need| !need.vague),
    };
    service.needs.iter().any(telling)
}

/// Needs narrower than those a service has, that its names show.
fn more_exact(service: &Service, needs: &Needs) -> Vec<(String, String)> {
    let has: Vec<&str> = service.needs.iter().map(|tag| tag.code.as_str()).collect();
    let mut shown = in_names(service, needs);
    shown.retain(|(code, _)| has.iter().any(|has| needs.is_narrower(code, has)));
    shown
}

/// Needs a service's name and text show.
fn read(service: &Service, needs: &Needs) -> Vec<(String, String)> {
    let mut shown = in_names(service, needs);
    for sentence in sentences(service) {
        keep(&mut shown, in_sentence(&sentence, needs), needs);
    }
    shown.truncate(MOST);
    shown
}

/// Keeps what was shown for the first time, the narrowest of the needs one phrase stands for.
fn keep(kept: &mut Vec<(String, String)>, shown: Vec<Shown>, needs: &Needs) {
    for Shown { words, needs: codes, .. } in shown {
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        for code in narrowest(&codes, needs) {
            if !kept.iter().any(|(known, _)| known == code || needs.is_narrower(known, code)) {
                kept.push((code.to_owned(), words.clone()));
            }
        }
    }
}

/// Those of the needs that none of the others is narrower than.
fn narrowest<'a>(codes: &[&'a str], needs: &Needs) -> Vec<&'a str> {
    codes.iter().copied().filter(|code| !codes.iter().any(|other| needs.is_narrower(other, code))).collect()
}

fn add(service: &mut Service, code: &str, evidence: Evidence) {
    if !service.needs.iter().any(|tag| tag.code == code) {
        service.needs.push(NeedTag { code: code.to_owned(), evidence });
    }
}

/// What the name shows, and what the other names show in more than one word: those are often lists of words to be found by.
fn in_names(service: &Service, needs: &Needs) -> Vec<(String, String)> {
    let mut shown = Vec::new();
    keep(&mut shown, in_name(&service.name, needs), needs);
    for name in &service.other_names {
        let told = in_name(name, needs).into_iter().filter(|shown| shown.at.len() > 1);
        keep(&mut shown, told.collect(), needs);
    }
    shown
}

fn in_name(name: &str, needs: &Needs) -> Vec<Shown> {
    let normal = normalise(name);
    let words: Vec<&str> = normal.split(' ').collect();
    if words.first().is_some_and(|first| TITLES.contains(first)) {
        return Vec::new();
    }
    let is_road = |shown: &Shown| shown.at.len() == 1 && words.get(shown.at.end).is_some_and(|next| ROADS.contains(next));
    needs.shown_by().shown_in(&words, Place::Name).into_iter().filter(|shown| !is_road(shown)).collect()
}

/// What a sentence shows, up to where it begins to say what is not done.
fn in_sentence(sentence: &str, needs: &Needs) -> Vec<Shown> {
    let normal = normalise(sentence);
    let words: Vec<&str> = normal.split(' ').take_while(|word| !DENIALS.contains(word)).collect();
    needs.shown_by().shown_in(&words, Place::Text)
}

/// The first sentences of the summary and of the description.
fn sentences(service: &Service) -> Vec<String> {
    let texts = [service.summary.as_deref(), service.description.as_deref()];
    texts.into_iter().flatten().flat_map(|text| beginning(&text::plain(text))).collect()
}

fn beginning(text: &str) -> Vec<String> {
    let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(at, _)| at);
    text[..end]
        .split(['.', '!', '?', ';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .take(SENTENCES)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        id::{OrganisationId, ServiceId, derive},
        need::Term,
        organisation::Organisation,
        provenance::Provenance,
    };

    fn service(name: &str, description: &str) -> Service {
        let organisation = Organisation::named(OrganisationId(derive("x", "organisation", "1")), "X");
        let mut service = Service::named(ServiceId(derive("x", "service", name)), name, organisation, provenance(name));
        service.description = (!description.is_empty()).then(|| description.to_owned());
        service
    }

    fn provenance(native_id: &str) -> Provenance {
        Provenance { source: "x".to_owned(), native_id: native_id.to_owned(), publisher: None, licence: None, modified: None, url: None }
    }

    fn tags(service: &Service) -> Vec<&str> {
        service.needs.iter().map(|tag| tag.code.as_str()).collect()
    }

    fn with(mut service: Service, code: &str, evidence: Evidence) -> Service {
        service.needs.push(NeedTag { code: code.to_owned(), evidence });
        service
    }

    #[test]
    fn a_record_without_needs_is_read() {
        let needs = Needs::shipped().unwrap();
        for (name, description, expected) in [
            ("Rose Villa Nursing Home Limited", "", vec!["nursing-home"]),
            ("Mrs A Church", "", vec![]),
            ("Library Road Rooms", "", vec![]),
            ("Sunrise Homecare", "", vec!["home-care"]),
            ("The Hub", "We run a food bank and a lunch club. We are not a debt advice service.", vec!["food-bank", "lunch-club"]),
            ("The Hub", "<p>Meals on wheels for <b>older people</b></p>", vec!["meals-at-home", "ageing"]),
            ("The Hub", "One. Two. Three. Then there is a food bank", vec![]),
            ("The Hub", "A library with a choir", vec![]),
        ] {
            let mut service = service(name, description);
            tag(&mut service, &needs);
            assert_eq!(tags(&service), expected, "{name}: {description}");
        }
    }

    #[test]
    fn words_are_kept_as_evidence() {
        let mut service = service("The Hub", "We give out Food Parcels.");
        tag(&mut service, &Needs::shipped().unwrap());
        assert_eq!(service.needs, [NeedTag { code: "food-bank".to_owned(), evidence: Evidence::Text("food parcels".to_owned()) }]);
    }

    #[test]
    fn what_the_publisher_says_is_only_made_more_exact() {
        let needs = Needs::shipped().unwrap();
        for (name, had, evidence, expected) in [
            ("Blood Test Clinic and Library", "clinic", Evidence::Publisher, vec!["clinic", "blood-tests"]),
            ("Cherry Tree Food Bank", "loneliness", Evidence::Publisher, vec!["loneliness"]),
            ("Gateshead Sexual Health Clinic", "clinic", Evidence::Mapping, vec!["clinic", "sexual-health"]),
            ("Gateshead Sexual Health Clinic", "food", Evidence::Mapping, vec!["food"]),
        ] {
            let mut service = with(service(name, "We run a choir and a lunch club."), had, evidence);
            tag(&mut service, &needs);
            let told = tags(&service);
            assert!(expected.iter().all(|code| told.contains(code)), "{name}: {told:?}");
            assert_eq!(told.contains(&"lunch-club"), had == "clinic" && name.starts_with("Gateshead"), "{name}: {told:?}");
        }
    }

    #[test]
    fn a_term_of_the_publishers_taxonomy_adds_what_is_known_of_it() {
        let mut service = with(service("Clwb Cinio", ""), "loneliness", Evidence::Publisher);
        service.terms.push(Term {
            taxonomy: Some("openEligibility".to_owned()),
            code: Some("1120".to_owned()),
            name: "Emergency Food".to_owned(),
            ..Term::default()
        });
        tag(&mut service, &Needs::shipped().unwrap());
        assert_eq!(tags(&service), ["loneliness", "food-bank"]);
        assert_eq!(service.needs[1].evidence, Evidence::Term("Emergency Food (Open Eligibility)".to_owned()));
    }

    #[test]
    fn tagging_again_changes_nothing_until_the_vocabulary_does() {
        let needs = Needs::shipped().unwrap();
        let mut service = with(service("Cherry Tree Food Bank", ""), "charity", Evidence::Mapping);
        assert!(retag(&mut service, &needs));
        assert_eq!(tags(&service), ["charity", "food-bank"]);
        assert!(!retag(&mut service, &needs));
        let other =
            Needs::read("[charity]\nlabel = \"Charities\"\nvague = true\n[trees]\nlabel = \"Trees\"\nphrases = [\"cherry tree\"]").unwrap();
        assert!(retag(&mut service, &other));
        assert_eq!(tags(&service), ["charity", "trees"]);
    }
}
