//! `fingerpost search`: the same search as the pages, in the terminal.

use crate::{
    app::{App, find::Ask},
    cli::Printer,
    config::Home,
};

/// Search from the terminal: words, and a place
#[derive(Debug, clap::Args)]
pub(super) struct Search {
    /// The person's own words
    words: Vec<String>,
    /// A postcode, town or council
    #[arg(long, default_value = "")]
    place: String,
    /// How far, in miles
    #[arg(long)]
    miles: Option<f64>,
    /// A filter, for example sector=voluntary
    #[arg(long = "filter", value_name = "NAME=VALUE")]
    filters: Vec<String>,
    /// How many results
    #[arg(long, default_value_t = 10)]
    limit: usize,
}

impl Search {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        let app = App::open(home, &mut |text| out.progress(text)).await?;
        let mut ask =
            Ask { words: self.words.join(" "), place: self.place, radius_miles: self.miles, per_page: self.limit, ..Ask::default() };
        for filter in &self.filters {
            let Some((name, value)) = filter.split_once('=') else {
                anyhow::bail!("--filter takes NAME=VALUE, for example sector=voluntary; '{filter}' has no '='");
            };
            ask.chosen.entry(name.to_owned()).or_default().push(value.to_owned());
        }
        let started = std::time::Instant::now();
        let found = app.find(ask).await?;
        let took = started.elapsed().as_secs_f64() * 1e3;
        for text in found.place_problem.iter().chain(&found.answer.relaxed) {
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
