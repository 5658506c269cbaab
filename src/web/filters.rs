//! The filter panel and the chips, made by looping over the answer's facets: a new filter needs nothing here.

use crate::{
    finding::answer::Facet,
    server::{
        asked::Asked,
        languages::{L, Said},
        wording,
    },
};

/// Filters that belong together, under one heading.
#[derive(Debug)]
pub struct Group {
    /// The heading.
    pub label: Said,
    /// Unfolded: people use it most, something in it is chosen, or something is wrong in it.
    pub open: bool,
    /// The filters.
    pub filters: Vec<Field>,
}

/// One filter as a set of boxes.
#[derive(Debug)]
pub struct Field {
    /// The parameter.
    pub parameter: &'static str,
    /// The label.
    pub label: Said,
    /// The boxes shown at first.
    pub boxes: Vec<TickBox>,
    /// The boxes behind "more".
    pub more: Vec<TickBox>,
    /// A box to type in.
    pub typing: Option<Typing>,
    /// What was asked and could not be used, in words.
    pub problem: Option<Said>,
}

/// A box to type a value in.
#[derive(Debug)]
pub struct Typing {
    /// The words beside it.
    pub label: Said,
    /// What was typed.
    pub value: String,
}

/// One box of a filter.
#[derive(Debug)]
pub struct TickBox {
    /// Its id in the page.
    pub id: String,
    /// The word in the address.
    pub value: String,
    /// The words shown.
    pub label: Said,
    /// How many results it would leave.
    pub count: String,
    /// Ticked.
    pub chosen: bool,
}

/// A chosen filter value that can be taken away.
#[derive(Debug, PartialEq, Eq)]
pub struct Chip {
    /// The filter's label.
    pub filter: Said,
    /// The value's label.
    pub label: Said,
    /// The address without it.
    pub without: String,
}

impl Chip {
    /// "Cost: Free".
    pub fn words(&self, l: &L) -> Said {
        l.with("chip", &[("filter", (&self.filter).into()), ("value", (&self.label).into())])
    }
}

/// Groups that are unfolded at first: what is asked most.
const UNFOLDED: usize = 2;

/// Boxes of a filter shown at first. One more is shown rather than hidden alone.
const SHOWN: usize = 6;

/// The words of choices that say only that records do not say.
const NOTHING_SAID: [&str; 2] = ["unknown", "none"];

/// The panel. Choices that would leave nothing are left out, unless they are chosen.
pub fn groups(l: &L, facets: &[Facet]) -> Vec<Group> {
    let useful: Vec<(&'static str, Field)> =
        facets.iter().map(|facet| (facet.section, field(l, facet))).filter(|(_, field)| field.is_useful()).collect();
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for (section, field) in useful {
        if let Some((_, group)) = groups.iter_mut().find(|(same, _)| *same == section) {
            group.filters.push(field);
        } else {
            let label = wording::section(l, section);
            groups.push((section, Group { label, open: groups.len() < UNFOLDED, filters: vec![field] }));
        }
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
    for group in &mut groups {
        group.open |= group.filters.iter().any(Field::is_used);
    }
    groups
}

fn field(l: &L, facet: &Facet) -> Field {
    let (boxes, more) = parted(boxes(l, facet));
    let typed = facet.typed.as_ref();
    let typing = typed.map(|typed| Typing {
        label: wording::typed_label(l, facet.parameter, typed.label),
        value: typed.choices.first().map(|choice| choice.value.clone()).unwrap_or_default(),
    });
    let problem = facet.problem.as_ref().map(|problem| wording::filter_problem(l, facet.parameter, problem));
    Field { parameter: facet.parameter, label: wording::filter(l, facet.parameter, facet.label), boxes, more, typing, problem }
}

/// The boxes shown at first, chosen ones among them, and the rest.
fn parted(boxes: Vec<TickBox>) -> (Vec<TickBox>, Vec<TickBox>) {
    if boxes.len() <= SHOWN + 1 {
        return (boxes, Vec::new());
    }
    let (shown, more): (Vec<_>, Vec<_>) = boxes.into_iter().enumerate().partition(|(at, one)| *at < SHOWN || one.chosen);
    let boxes = |parted: Vec<(usize, TickBox)>| parted.into_iter().map(|(_, one)| one).collect();
    (boxes(shown), boxes(more))
}

impl Field {
    /// Whether there is anything to choose in it, or anything was. That nobody has said anything is no choice.
    fn is_useful(&self) -> bool {
        let said = self.boxes.iter().any(|one| !NOTHING_SAID.contains(&one.value.as_str()));
        said || self.is_used()
    }

    fn is_used(&self) -> bool {
        let ticked = self.boxes.iter().any(|one| one.chosen);
        ticked || self.problem.is_some() || self.typing.as_ref().is_some_and(|typing| !typing.value.is_empty())
    }
}

fn boxes(l: &L, facet: &Facet) -> Vec<TickBox> {
    let useful = facet.choices.iter().enumerate().filter(|(_, choice)| choice.count > 0 || choice.chosen);
    useful
        .map(|(at, choice)| TickBox {
            id: format!("{}-{at}", facet.parameter),
            value: choice.value.clone(),
            label: wording::choice(l, facet.parameter, &choice.value, &choice.label),
            count: l.n("count", choice.count).plain(),
            chosen: choice.chosen,
        })
        .collect()
}

/// The chosen values. A value no facet offers (an age in years, or any while nothing was found) is shown as it was asked; one that
/// could not be used is not in use.
pub fn chips(l: &L, asked: &Asked, facets: &[Facet], path: &str) -> Vec<Chip> {
    let chosen = asked.chosen.iter().flat_map(|(parameter, values)| values.iter().map(move |value| (parameter, value)));
    chosen
        .filter_map(|(parameter, value)| {
            let facet = facets.iter().find(|facet| facet.parameter == parameter);
            let choice = facet.and_then(|facet| facet.choices.iter().find(|choice| choice.value == *value));
            let unused = choice.is_none() && facet.is_some_and(|facet| facet.problem.is_some() && !facet.is_typed(value));
            (facet.is_some() && !unused || facets.is_empty()).then(|| Chip {
                filter: wording::filter(l, parameter, facet.map_or(parameter, |facet| facet.label)),
                label: choice.map_or_else(|| value.as_str().into(), |choice| wording::choice(l, parameter, value, &choice.label)),
                without: asked.without(parameter, value).address(path),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::answer::{Choice, NoChoice, TypedChoice},
        server::{extract::FromParameters, parameters::Parameters, samples},
    };

    fn asked(query: &str) -> Asked {
        Asked::from_parameters(&Parameters::read(query).unwrap()).unwrap()
    }

    #[test]
    fn a_chip_takes_away_its_own_value_only() {
        let asked = asked("q=falls&sector=voluntary&cost=free&utm_source=x&page=2");
        let facets = samples::find(&asked.ask(20)).unwrap().answer.facets;
        let chips = chips(&L::english(), &asked, &facets, "/search");
        let shown: Vec<_> = chips.iter().map(|chip| format!("{}: {}", chip.filter, chip.label)).collect();
        assert_eq!(shown, ["Cost: Free", "Who runs it: Charity or community"]);
        assert_eq!(chips[0].without, "/search?q=falls&sector=voluntary&utm_source=x");
    }

    #[test]
    fn a_choice_that_leaves_nothing_is_not_offered_unless_it_is_chosen() {
        let languages = |query: &str| {
            let facets = samples::find(&asked(query).ask(20)).unwrap().answer.facets;
            let groups = groups(&L::english(), &facets);
            let field = groups.iter().flat_map(|group| &group.filters).find(|field| field.parameter == "language").unwrap();
            field.boxes.iter().map(|one| one.label.clone()).collect::<Vec<_>>()
        };
        assert_eq!(languages("q=falls"), ["Urdu"]);
        assert_eq!(languages("q=falls&language=pl"), ["Urdu", "Polish"]);
    }

    fn facet(parameter: &'static str, section: &'static str, choices: usize, chosen: &[usize]) -> Facet {
        let choice = |at: usize| Choice { value: format!("v{at}"), label: format!("Value {at}"), count: 1, chosen: chosen.contains(&at) };
        Facet { parameter, section, choices: (0..choices).map(choice).collect(), ..Facet::default() }
    }

    fn no_age() -> NoChoice {
        NoChoice { value: "x".to_owned(), choices: Vec::new(), typed: Some("is not an age.") }
    }

    #[test]
    fn a_long_filter_shows_its_first_choices_and_every_chosen_one() {
        for (choices, chosen, shown, more) in [(7, vec![], 7, 0), (8, vec![], 6, 2), (12, vec![1, 10], 7, 5)] {
            let field = field(&L::english(), &facet("need", "About", choices, &chosen));
            assert_eq!((field.boxes.len(), field.more.len()), (shown, more), "{choices} {chosen:?}");
            assert!(field.more.iter().all(|one| !one.chosen));
        }
    }

    #[test]
    fn the_first_groups_are_unfolded_and_those_in_use() {
        let typed = |value: Option<&str>| TypedChoice {
            label: "An age",
            choices: value
                .into_iter()
                .map(|value| Choice { value: value.to_owned(), label: value.to_owned(), count: 1, chosen: true })
                .collect(),
        };
        let open =
            |facets: &[Facet]| groups(&L::english(), facets).iter().map(|group| (group.label.plain(), group.open)).collect::<Vec<_>>();
        let plain = [facet("a", "When", 2, &[]), facet("b", "Cost", 2, &[]), facet("c", "Who", 2, &[]), facet("d", "Who", 0, &[])];
        assert_eq!(open(&plain), [("When", true), ("Cost", true), ("Who", false)].map(|(label, open)| (label.to_owned(), open)));
        for used in [
            facet("e", "Who", 3, &[2]),
            Facet { typed: Some(typed(Some("14"))), ..facet("e", "Who", 3, &[]) },
            Facet { problem: Some(no_age()), typed: Some(typed(None)), ..facet("e", "Who", 0, &[]) },
        ] {
            assert_eq!(open(&[&plain[..], &[used]].concat())[2], ("Who".to_owned(), true));
        }
    }

    #[test]
    fn a_filter_that_nobody_has_said_anything_of_is_not_offered() {
        let nothing = |value: &str, chosen| Choice { value: value.to_owned(), label: String::new(), count: 9, chosen };
        let offered = |choice| !groups(&L::english(), &[Facet { choices: vec![choice], ..facet("faith", "Who", 0, &[]) }]).is_empty();
        assert!(!offered(nothing("none", false)) && !offered(nothing("unknown", false)));
        assert!(offered(nothing("none", true)) && offered(nothing("sikh", false)));
    }

    #[test]
    fn what_could_not_be_used_has_no_chip() {
        let choice = Choice { value: "14".to_owned(), label: "14".to_owned(), count: 3, chosen: true };
        let typed = Some(TypedChoice { label: "An age", choices: vec![choice] });
        let facets = [Facet { typed, problem: Some(no_age()), ..facet("age", "Who", 2, &[]) }];
        let chips = chips(&L::english(), &asked("age=14&age=x&age=v1"), &facets, "/search");
        assert_eq!(chips.iter().map(|chip| chip.label.plain()).collect::<Vec<_>>(), ["14", "Value 1"]);
    }

    #[test]
    fn an_age_that_was_typed_is_in_its_box_and_has_a_chip() {
        let choice = Choice { value: "0.5".to_owned(), label: "0.5".to_owned(), count: 3, chosen: true };
        let facets =
            [Facet { label: "Age", typed: Some(TypedChoice { label: "An age", choices: vec![choice] }), ..facet("age", "Who", 2, &[]) }];
        assert_eq!(groups(&L::english(), &facets)[0].filters[0].typing.as_ref().unwrap().value, "0.5");
        assert_eq!(chips(&L::english(), &asked("age=0.5"), &facets, "/search")[0].label, "0.5");
    }
}
