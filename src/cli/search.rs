//! `fingerpost search`: the same search as the pages, in the terminal.

use crate::{
    app::{App, find::Ask},
    cli::Printer,
    config::Home,
    finding::answer::Facet,
};
use std::collections::BTreeMap;

/// Chosen values by filter.
type Chosen = BTreeMap<String, Vec<String>>;

/// Search from the terminal: words, and a place
#[derive(Debug, clap::Args)]
pub(super) struct Search {
    /// The person's own words
    words: Vec<String>,
    /// A postcode, town or council
    #[arg(long, default_value = "")]
    place: String,
    /// How far, in miles
    #[arg(long, value_parser = miles, allow_negative_numbers = true)]
    miles: Option<f64>,
    /// A filter, for example sector=voluntary
    #[arg(long = "filter", value_name = "NAME=VALUE")]
    filters: Vec<String>,
    /// How many results
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..=100))]
    limit: u8,
}

impl Search {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        let chosen = chosen(&self.filters)?;
        let app = App::open(home, &mut |text| out.progress(text)).await?;
        let ask = Ask {
            words: self.words.join(" "),
            place: self.place,
            radius_miles: self.miles,
            chosen: chosen.clone(),
            per_page: self.limit.into(),
            ..Ask::default()
        };
        let started = std::time::Instant::now();
        let found = app.find(ask).await?;
        let took = started.elapsed().as_secs_f64() * 1e3;
        check(&chosen, &found.answer.facets, &app)?;
        if app.health().await.services == 0 {
            out.line("The directory is empty. `fingerpost serve` loads the demonstration directory; `fingerpost import` loads yours.");
        }
        let problem = found.place_problem.iter().map(ToString::to_string);
        for text in problem.chain(found.answer.relaxed.iter().map(ToString::to_string)) {
            out.line(text);
        }
        for (rank, hit) in found.answer.hits.iter().enumerate() {
            let miles =
                hit.metres.map(|metres| format!("{:.1} miles", metres / crate::finding::question::METRES_PER_MILE)).unwrap_or_default();
            let phone = hit.card.phone.as_ref().map(|phone| phone.number.clone()).unwrap_or_default();
            let address = hit.card.address.as_deref().unwrap_or_default();
            out.line(format!("{:>2}. {} — {}  {miles}  {phone}  {address}", rank + 1, hit.card.name, hit.card.organisation));
        }
        out.line(format!("{} found in {took:.1} ms", found.answer.total));
        Ok(())
    }
}

/// The filters as typed, by name.
fn chosen(typed: &[String]) -> anyhow::Result<Chosen> {
    let mut chosen = Chosen::new();
    for filter in typed {
        let Some((name, value)) = filter.split_once('=') else {
            anyhow::bail!("--filter takes NAME=VALUE, for example sector=voluntary; '{filter}' has no '='");
        };
        chosen.entry(name.to_owned()).or_default().push(value.to_owned());
    }
    Ok(chosen)
}

/// Says which filter or choice there is none of.
fn check(chosen: &Chosen, facets: &[Facet], app: &App) -> anyhow::Result<()> {
    for (name, values) in chosen {
        let Some(facet) = facets.iter().find(|facet| facet.parameter == name) else {
            let names: Vec<&str> = facets.iter().map(|facet| facet.parameter).collect();
            anyhow::bail!("there is no filter '{name}'; there are {}", names.join(", "));
        };
        let is_need = |value: &str| name == "need" && app.needs().iter().any(|(code, _)| code == value);
        let known = |value: &str| facet.choices.iter().any(|choice| choice.value == value) || is_need(value);
        if let Some(value) = values.iter().find(|value| !known(value)) {
            let choices: Vec<&str> = facet.choices.iter().map(|choice| choice.value.as_str()).collect();
            anyhow::bail!("the filter {name} has no choice '{value}'; it has {}", choices.join(", "));
        }
    }
    Ok(())
}

fn miles(text: &str) -> Result<f64, String> {
    let miles = text.parse().ok().filter(|miles| (0.1..=1000.0).contains(miles));
    miles.ok_or_else(|| "give a number of miles from 0.1 to 1000".to_owned())
}
