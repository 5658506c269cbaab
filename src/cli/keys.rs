//! `fingerpost keys`: keys of software that asks the API a great deal.

use crate::{
    app::keys,
    cli::{Printer, open_store},
    config::Home,
};

/// Requests a minute a key allows unless said.
const USUAL: u32 = 30_000;

/// Give keys to software that asks the API a great deal
///
/// The API needs no key. One that is sent along (`Authorization: Bearer KEY`) allows more requests a minute.
#[derive(Debug, clap::Args)]
pub(super) struct Keys {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// List who has one
    List,
    /// Make one and show it, once
    Add {
        /// What it is for: a system, not a person
        #[arg(value_name = "NAME", value_parser = name)]
        name: String,
        /// Requests a minute
        #[arg(long, default_value_t = USUAL, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        per_minute: u32,
    },
    /// Take one back; it stops working within seconds
    Remove {
        /// Its name, as `fingerpost keys list` shows it
        #[arg(value_name = "NAME")]
        name: String,
    },
}

impl Keys {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let store = open_store(home).await?;
        let mut out = Printer::new();
        match self.what.unwrap_or(What::List) {
            What::List => {
                let keys = store.keys().await?;
                if keys.is_empty() {
                    out.line("There are no keys. The API needs none.");
                }
                for key in keys {
                    let made = key.made.get(..10).unwrap_or(&key.made);
                    out.line(format!("{:<30} {:>9} a minute, made on {made}", key.name, key.per_minute));
                }
            }
            What::Add { name, per_minute } => {
                let made = keys::make(&store, &name, per_minute).await?;
                let key =
                    made.ok_or_else(|| anyhow::anyhow!("there is a key called '{name}' already; remove it or choose another name"))?;
                out.line(key);
                out.step("This is shown once: only what it hashes to is kept. Send it as `Authorization: Bearer KEY`.");
            }
            What::Remove { name } => {
                anyhow::ensure!(store.remove_key(&name).await?, "there is no key called '{name}'");
                out.line(format!("'{name}' is removed."));
            }
        }
        store.close().await;
        Ok(())
    }
}

fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    let fits = (1..=60).contains(&name.chars().count()) && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.'));
    fits.then(|| name.to_owned())
        .ok_or_else(|| format!("'{text}' is no name for a key: use letters, digits, spaces and hyphens, 60 at most"))
}
