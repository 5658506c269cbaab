//! `fingerpost duplicates`: records of several sources that tell of one service, for stewards.

use crate::{
    app::duplicates::{self, Shown},
    cli::{Printer, open_store},
    config::Home,
    matching::Reason,
    model::{id::ServiceId, joined, service::Service},
    store::{Store, joins::PairState},
};

/// Find records of one service in several feeds, join them and part them
///
/// Certain ones are joined by rule; the others wait for you. Joined records keep what each source says and are shown as one result;
/// the ids of those that are not shown lead to the one that is. What you decide holds for good.
#[derive(Debug, clap::Args)]
pub(super) struct Duplicates {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Compare the whole directory: join what is certain, queue what is likely
    Find {
        /// Print the figures as JSON
        #[arg(long)]
        json: bool,
    },
    /// List the pairs that wait, the likeliest first
    List {
        /// How many
        #[arg(long, default_value_t = 20)]
        limit: u32,
        /// Those that are joined instead
        #[arg(long, conflicts_with = "apart")]
        joined: bool,
        /// Those that were parted instead
        #[arg(long)]
        apart: bool,
    },
    /// Show both records of a pair side by side, and what speaks for and against
    Show {
        /// Its number, as `fingerpost duplicates list` shows it
        #[arg(value_name = "NUMBER", value_parser = number)]
        number: i64,
    },
    /// Join the two records of a pair, or two records by their ids: they are one service
    Join {
        /// A pair's number, or two ids
        #[arg(value_name = "NUMBER|ID", num_args = 1..=2, required = true)]
        which: Vec<String>,
    },
    /// Hold the rules against pairs of real records that a person has read: precision and recall
    Measure {
        /// Print the figures as JSON
        #[arg(long)]
        json: bool,
    },
    /// Part two records, or take one out of what it is joined to: they are different services
    Part {
        /// A pair's number, one id or two ids
        #[arg(value_name = "NUMBER|ID", num_args = 1..=2, required = true)]
        which: Vec<String>,
    },
}

impl Duplicates {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        if let Some(What::Measure { json }) = self.what {
            return measure(json);
        }
        let store = open_store(home).await?;
        let mut out = Printer::new();
        match self.what.unwrap_or(What::List { limit: 20, joined: false, apart: false }) {
            What::Find { json } => find(&store, json, &mut out).await?,
            What::List { limit, joined, apart } => list(&store, state(joined, apart), limit, &mut out).await?,
            What::Measure { .. } => {}
            What::Show { number } => show(&duplicates::show(&store, number).await?, &mut out),
            What::Join { which } => {
                let (one, other) = both(&store, &which).await?;
                let shown = duplicates::join(&store, one, other).await?;
                out.line(format!("Joined: {shown} is shown for both."));
            }
            What::Part { which } => {
                if let Some(id) = only(&which) {
                    duplicates::part_one(&store, id).await?;
                } else {
                    let (one, other) = both(&store, &which).await?;
                    duplicates::part(&store, one, other).await?;
                }
                out.line("Parted, for good: they will not be joined or listed again.");
            }
        }
        store.close().await;
        Ok(())
    }
}

fn state(joined: bool, apart: bool) -> PairState {
    match (joined, apart) {
        (true, _) => PairState::Joined,
        (_, true) => PairState::Apart,
        _ => PairState::Waiting,
    }
}

async fn find(store: &Store, json: bool, out: &mut Printer) -> anyhow::Result<()> {
    let found = duplicates::find(store, &mut |read| out.progress(format!("{read} services read"))).await?;
    if json {
        out.line(serde_json::to_string(&found)?);
        return Ok(());
    }
    out.line(format!("{} services, {} pairs compared, {} certain.", found.services, found.compared, found.certain));
    out.line(format!("{} records joined now by rule; {} pairs wait, {} of them new.", found.joined, found.waiting, found.new));
    if found.waiting > 0 {
        out.line("`fingerpost duplicates list` shows those that wait.");
    }
    Ok(())
}

async fn list(store: &Store, state: PairState, limit: u32, out: &mut Printer) -> anyhow::Result<()> {
    let pairs = duplicates::list(store, state, limit).await?;
    if pairs.is_empty() {
        out.line(match state {
            PairState::Waiting => "No pair waits. `fingerpost duplicates find` looks for some.",
            PairState::Joined => "No pair is joined.",
            PairState::Apart => "No pair was parted.",
        });
    }
    for shown in pairs {
        for line in told(&shown) {
            out.line(line);
        }
    }
    let all = store.count_pairs(state).await?;
    if all > i64::from(limit) {
        out.line(format!("{limit} of {all}; --limit shows more."));
    }
    Ok(())
}

fn measure(json: bool) -> anyhow::Result<()> {
    let (measured, mut out) = (duplicates::measure()?, Printer::new());
    if json {
        out.line(serde_json::to_string_pretty(&measured)?);
        return Ok(());
    }
    let percent = |part: f64| format!("{:.1} %", part * 100.0);
    out.line(format!("{} pairs read by a person: {} one service, {} two.", measured.same + measured.apart, measured.same, measured.apart));
    out.line(format!("Joined by rule: {} of what is one, {} of it rightly.", percent(measured.joined()), percent(measured.precision())));
    out.line(format!(
        "Joined or queued: {} of what is one; {} of the queue is.",
        percent(measured.recall()),
        percent(measured.queue_precision())
    ));
    if measured.left_out > 0 {
        out.line(format!("{} more pairs are left out: a record of theirs may not be published with the program.", measured.left_out));
    }
    for line in &measured.wrong {
        out.line(line);
    }
    Ok(())
}

/// A pair in a few lines.
fn told(shown: &Shown) -> Vec<String> {
    let reasons: Vec<String> = shown.reasons().into_iter().map(Reason::told).collect();
    vec![
        format!("{:>6}  {} points: {}", shown.kept.number, shown.kept.pair.points, reasons.join(", ")),
        format!("        {}", line(&shown.one)),
        format!("        {}", line(&shown.other)),
    ]
}

fn line(service: &Service) -> String {
    let place = service.sites.first().map(|site| format!(", {}", site.address_line())).unwrap_or_default();
    format!("{}{place}  ({}, {})", service.name, service.provenance.source, service.id)
}

fn show(shown: &Shown, out: &mut Printer) {
    let decided = shown.kept.by.as_ref().map(|by| format!(", by {by}")).unwrap_or_default();
    out.line(format!("Pair {}: {} points, {}{decided}", shown.kept.number, shown.kept.pair.points, shown.kept.pair.state.word()));
    for reason in shown.reasons() {
        out.line(format!("{:>+5}  {}", reason.points(), reason.told()));
    }
    for service in [&shown.one, &shown.other] {
        out.line(String::new());
        out.line(line(service));
        for (what, said) in fields(service) {
            out.line(format!("  {what}: {said}"));
        }
    }
}

/// What a steward tells two records apart by.
fn fields(service: &Service) -> Vec<(&'static str, String)> {
    // Against a record that says nothing, everything it says is different.
    let nothing = Service::named(
        service.id,
        "",
        crate::model::organisation::Organisation::named(service.organisation.id, ""),
        service.provenance.clone(),
    );
    let said = joined::differing(&nothing, service);
    let phones: Vec<&str> = said.phones.iter().map(|phone| phone.number.as_str()).collect();
    let numbers: Vec<String> =
        service.organisation.identifiers.iter().map(|identifier| format!("{} {}", identifier.kind, identifier.value)).collect();
    let needs: Vec<&str> = service.needs.iter().map(|tag| tag.code.as_str()).collect();
    let all = [
        ("run by", said.organisation),
        ("numbers", Some(numbers.join(", "))),
        ("phone", Some(phones.join(", "))),
        ("web", said.web),
        ("e-mail", said.email),
        ("needs", Some(needs.join(", "))),
        ("about", said.description.map(|text| crate::model::text::first_sentence(&text, 300))),
    ];
    all.into_iter().filter_map(|(what, said)| Some((what, said.filter(|said| !said.is_empty())?))).collect()
}

/// The id, where one alone was given and it is no pair's number.
fn only(which: &[String]) -> Option<ServiceId> {
    match which {
        [one] => one.parse().ok(),
        _ => None,
    }
}

/// The two records meant: a pair's by its number, or those of two ids.
async fn both(store: &Store, which: &[String]) -> anyhow::Result<(ServiceId, ServiceId)> {
    match which {
        [pair] => {
            let pair = duplicates::show(store, number(pair).map_err(anyhow::Error::msg)?).await?.kept.pair;
            Ok((pair.one, pair.other))
        }
        [one, other] => Ok((id(one)?, id(other)?)),
        _ => anyhow::bail!("give a pair's number, or two ids"),
    }
}

fn id(text: &str) -> anyhow::Result<ServiceId> {
    text.parse().map_err(|_| anyhow::anyhow!("'{text}' is not the id of a service"))
}

fn number(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| format!("'{text}' is neither a pair's number, as `fingerpost duplicates list` shows it, nor two ids"))
}
