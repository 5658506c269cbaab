//! `fingerpost suggestions`: changes that anyone suggested to records, for stewards.

use crate::{
    cli::{Printer, open_store},
    clock::london,
    config::Home,
    model::suggested::{Standing, Wrong},
    store::{Store, suggestions::KeptSuggestion},
};

/// Read and settle the changes that people suggested to records
///
/// A suggestion changes nothing by itself: make sure it is true, have the publisher's record corrected, and settle it here.
#[derive(Debug, clap::Args)]
pub(super) struct Suggestions {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// List those that wait, oldest first
    List,
    /// Settle one: the record is right now
    Done {
        /// Its number, as `fingerpost suggestions list` shows it
        #[arg(value_name = "NUMBER", value_parser = number)]
        number: i64,
    },
    /// Settle one: it is not taken up
    Refuse {
        /// Its number, as `fingerpost suggestions list` shows it
        #[arg(value_name = "NUMBER", value_parser = number)]
        number: i64,
    },
}

impl Suggestions {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let store = open_store(home).await?;
        let mut out = Printer::new();
        match self.what.unwrap_or(What::List) {
            What::List => list(&store, &mut out).await?,
            What::Done { number } => settle(&store, number, Standing::Done, &mut out).await?,
            What::Refuse { number } => settle(&store, number, Standing::Refused, &mut out).await?,
        }
        store.close().await;
        Ok(())
    }
}

async fn list(store: &Store, out: &mut Printer) -> anyhow::Result<()> {
    let waiting = store.open_suggestions().await?;
    if waiting.is_empty() {
        out.line("No suggestion waits.");
    }
    for one in waiting {
        let name = store.service(one.change.service).await?.map(|kept| kept.service.name);
        for line in told(&one, name.as_deref().unwrap_or("a service that is not known any more")) {
            out.line(line);
        }
    }
    Ok(())
}

/// A suggestion in a few lines.
fn told(one: &KeptSuggestion, name: &str) -> Vec<String> {
    let made = one.made.to_zoned(london()).strftime("%Y-%m-%d %H:%M");
    let mut lines = vec![format!("{:>5}  {made}  {name}  ({})", one.number, one.change.service)];
    lines.push(format!("       {}: {}", about(one.change.wrong), on_one_line(&one.change.says)));
    lines.extend(one.change.known.iter().map(|known| format!("       how they know: {}", on_one_line(known))));
    lines
}

fn on_one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { "(no words)".to_owned() } else { text }
}

fn about(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Phone => "telephone number",
        Wrong::Hours => "opening hours",
        Wrong::Place => "place",
        Wrong::Cost => "cost",
        Wrong::Closed => "closed for good",
        Wrong::Other => "something else",
    }
}

async fn settle(store: &Store, number: i64, standing: Standing, out: &mut Printer) -> anyhow::Result<()> {
    if !store.settle_suggestion(number, standing).await? {
        anyhow::bail!("no suggestion {number} waits; `fingerpost suggestions list` shows those that do");
    }
    out.line(format!("Suggestion {number}: {}.", standing.word()));
    Ok(())
}

fn number(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| "a suggestion has a whole number; `fingerpost suggestions list` shows it".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{id::ServiceId, suggested::SuggestedChange};
    use uuid::Uuid;

    #[test]
    fn a_suggestion_is_a_few_lines_that_say_what_to_look_at() {
        let change = SuggestedChange {
            service: ServiceId(Uuid::from_u128(1)),
            wrong: Wrong::Hours,
            says: "Tuesdays now,\n10 to 12".to_owned(),
            known: Some("I help there".to_owned()),
        };
        let one = KeptSuggestion { number: 7, change, made: "2026-07-01T10:00:00Z".parse().unwrap() };
        assert_eq!(
            told(&one, "Lunch club"),
            [
                "    7  2026-07-01 11:00  Lunch club  (00000000-0000-0000-0000-000000000001)",
                "       opening hours: Tuesdays now, 10 to 12",
                "       how they know: I help there",
            ]
        );
    }
}
