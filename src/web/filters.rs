//! The filter panel and the chips, made by looping over the answer's facets: a new filter needs nothing here.

use crate::{
    finding::answer::Facet,
    server::{asked::Asked, wording},
};

/// A filter as a group of boxes.
#[derive(Debug)]
pub struct Group {
    /// The parameter.
    pub parameter: &'static str,
    /// The label.
    pub label: &'static str,
    /// Unfolded: it is short, or one of its boxes is ticked.
    pub open: bool,
    /// The boxes.
    pub boxes: Vec<TickBox>,
}

/// One box of a filter.
#[derive(Debug)]
pub struct TickBox {
    /// Its id in the page.
    pub id: String,
    /// The word in the address.
    pub value: String,
    /// The words shown.
    pub label: String,
    /// How many results it would leave.
    pub count: String,
    /// Ticked.
    pub chosen: bool,
}

/// A chosen filter value that can be taken away.
#[derive(Debug, PartialEq, Eq)]
pub struct Chip {
    /// The filter's label.
    pub filter: String,
    /// The value's label.
    pub label: String,
    /// The address without it.
    pub without: String,
}

/// Most boxes a filter may have to be unfolded at first.
const SHORT: usize = 6;

/// The panel. Choices that would leave nothing are left out, unless they are chosen.
pub fn groups(facets: &[Facet]) -> Vec<Group> {
    let with_boxes = facets.iter().map(|facet| (facet, boxes(facet))).filter(|(_, boxes)| !boxes.is_empty());
    with_boxes
        .map(|(facet, boxes)| Group {
            parameter: facet.parameter,
            label: facet.label,
            open: boxes.len() <= SHORT || boxes.iter().any(|one| one.chosen),
            boxes,
        })
        .collect()
}

fn boxes(facet: &Facet) -> Vec<TickBox> {
    let useful = facet.choices.iter().enumerate().filter(|(_, choice)| choice.count > 0 || choice.chosen);
    useful
        .map(|(at, choice)| TickBox {
            id: format!("{}-{at}", facet.parameter),
            value: choice.value.clone(),
            label: choice.label.clone(),
            count: wording::count(choice.count),
            chosen: choice.chosen,
        })
        .collect()
}

/// The chosen values. A value no facet offers (an age in years, or any while nothing was found) is shown as it was asked.
pub fn chips(asked: &Asked, facets: &[Facet], path: &str) -> Vec<Chip> {
    let chosen = asked.chosen.iter().flat_map(|(parameter, values)| values.iter().map(move |value| (parameter, value)));
    chosen
        .filter_map(|(parameter, value)| {
            let facet = facets.iter().find(|facet| facet.parameter == parameter);
            let choice = facet.and_then(|facet| facet.choices.iter().find(|choice| choice.value == *value));
            (facet.is_some() || facets.is_empty()).then(|| Chip {
                filter: facet.map_or_else(|| parameter.clone(), |facet| facet.label.to_owned()),
                label: choice.map_or_else(|| value.clone(), |choice| choice.label.clone()),
                without: asked.without(parameter, value).address(path),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::{extract::FromParameters, parameters::Parameters, samples};

    fn asked(query: &str) -> Asked {
        Asked::from_parameters(&Parameters::read(query).unwrap()).unwrap()
    }

    #[test]
    fn a_chip_takes_away_its_own_value_only() {
        let asked = asked("q=falls&sector=voluntary&cost=free&utm_source=x&page=2");
        let facets = samples::find(&asked.ask(20)).unwrap().answer.facets;
        let chips = chips(&asked, &facets, "/search");
        let shown: Vec<_> = chips.iter().map(|chip| (chip.filter.as_str(), chip.label.as_str())).collect();
        assert_eq!(shown, [("Cost", "Free"), ("Who runs it", "Charity or community")]);
        assert_eq!(chips[0].without, "/search?q=falls&sector=voluntary&utm_source=x");
    }

    #[test]
    fn a_choice_that_leaves_nothing_is_not_offered_unless_it_is_chosen() {
        let languages = |query: &str| {
            let facets = samples::find(&asked(query).ask(20)).unwrap().answer.facets;
            let groups = groups(&facets);
            let group = groups.iter().find(|group| group.parameter == "language").unwrap();
            group.boxes.iter().map(|one| one.label.clone()).collect::<Vec<_>>()
        };
        assert_eq!(languages("q=falls"), ["Urdu"]);
        assert_eq!(languages("q=falls&language=pl"), ["Urdu", "Polish"]);
    }
}
