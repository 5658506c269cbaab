//! `fingerpost places`: the local postcode table, and what a text means as a place.

use crate::{
    app::{self, import::peak_memory_mb},
    cli::Printer,
    config::Home,
    places::{
        self,
        import::{ImportReport, Smaller},
    },
};
use std::path::PathBuf;

/// Import postcodes, or ask what a place means
#[derive(Debug, clap::Args)]
pub(super) struct PlacesCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Import a postcode file: ONSPD, NSPL, Code-Point Open or a postcode,lat,lon table
    Import {
        /// The file (plain, .gz, .zst, .zip) or folder
        input: PathBuf,
        /// Replace the table even by one less than half its size
        #[arg(long)]
        replace: bool,
        /// Print the report as JSON
        #[arg(long)]
        json: bool,
    },
    /// Say what a postcode, town or council means
    Find {
        /// What somebody might type
        text: String,
    },
}

impl PlacesCommand {
    #[expect(clippy::unused_async, reason = "every command runs the same way")]
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        match self.action {
            Action::Import { input, replace, json } => import(&mut out, home, &input, replace, json),
            Action::Find { text } => find(&mut out, home, &text),
        }
    }
}

fn import(out: &mut Printer, home: &Home, input: &std::path::Path, replace: bool, json: bool) -> anyhow::Result<()> {
    let started = std::time::Instant::now();
    let smaller = if replace { Smaller::Accept } else { Smaller::Refuse };
    let report = places::import::import(input, &home.places(), smaller, &mut |rows| out.progress(format!("{rows} postcodes read")))?;
    if json {
        out.line(serde_json::to_string_pretty(&report)?);
        return Ok(());
    }
    print(out, &report);
    let memory = peak_memory_mb().map(|mb| format!(", at most {mb} MB of memory")).unwrap_or_default();
    out.line(format!("{:.1} seconds{memory}", started.elapsed().as_secs_f64()));
    Ok(())
}

fn print(out: &mut Printer, report: &ImportReport) {
    out.line(format!("Read as {}", report.kind));
    let counts = [
        ("rows read", Some(report.rows)),
        ("postcodes kept", Some(report.kept)),
        ("without coordinates", Some(report.without_coordinates)),
        ("no longer in use", report.terminated),
        ("repeated", Some(report.repeated)),
        ("council code updated", Some(report.council_updated)),
        ("rejected", Some(report.rejected)),
    ];
    for (label, count) in counts {
        let count = count.map_or_else(|| "not said".to_owned(), |count| count.to_string());
        out.line(format!("  {label:<22} {count:>10}"));
    }
    for reject in &report.rejects {
        out.line(format!("  {} row {}: {}", reject.file, reject.row, reject.reason));
    }
    #[expect(clippy::cast_precision_loss, reason = "a table is far smaller than 2^52 bytes")]
    let megabytes = report.bytes as f64 / 1e6;
    out.line(format!("Table of {megabytes:.1} MB"));
}

fn find(out: &mut Printer, home: &Home, text: &str) -> anyhow::Result<()> {
    let places = app::open_places(home)?;
    let started = std::time::Instant::now();
    let Some(place) = places.find(text) else {
        anyhow::bail!("'{text}' is not a UK postcode, town or council that we know");
    };
    let microseconds = started.elapsed().as_secs_f64() * 1e6;
    let named = |code: &Option<String>| {
        code.as_deref().map_or_else(|| "unknown".to_owned(), |code| format!("{} ({code})", places.area_name(code).unwrap_or("unnamed")))
    };
    out.line(format!("{} ({:?})", place.label, place.precision));
    out.line(match place.point {
        Some(point) => format!("  point    {:.5}, {:.5}", point.lat, point.lon),
        None => "  point    unknown".to_owned(),
    });
    out.line(format!("  council  {}", named(&place.council)));
    out.line(format!("  ward     {}", named(&place.ward)));
    out.line(format!("  LSOA     {}", place.lsoa.as_deref().unwrap_or("unknown")));
    if let Some(remark) = &place.remark {
        out.line(format!("  {remark}"));
    }
    out.line(format!("  found in {microseconds:.0} microseconds"));
    Ok(())
}
