//! `fingerpost languages`: how complete the translations are, for translators and whoever ships them.

use crate::{
    cli::Printer,
    config::Home,
    server::languages::{State, states},
};

/// Show every language: its strings, what is missing, and whether a person has read it
#[derive(Debug, clap::Args)]
pub(super) struct Languages {}

impl Languages {
    #[expect(clippy::unused_async, reason = "every command runs the same way")]
    pub(super) async fn run(self, _home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        out.line(row("language", "code", "used for", "strings", "missing", "reviewed"));
        for state in states() {
            out.line(told(&state));
        }
        Ok(())
    }
}

fn told(state: &State) -> String {
    let used = if state.has_pages { "pages, handouts" } else { "handouts" };
    let reviewed = if state.reviewed { "yes" } else { "not yet" };
    let (strings, missing) = (state.strings.to_string(), state.missing.to_string());
    row(state.language.english_name, state.language.code, used, &strings, &missing, reviewed)
}

fn row(language: &str, code: &str, used: &str, strings: &str, missing: &str, reviewed: &str) -> String {
    format!("{language:<12} {code:<5} {used:<16} {strings:>7} {missing:>8}  {reviewed}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::languages::ENGLISH;

    #[test]
    fn a_language_is_one_line() {
        let state = State { language: ENGLISH, has_pages: true, strings: 612, missing: 3, reviewed: false };
        assert_eq!(told(&state), "English      en    pages, handouts      612        3  not yet");
    }
}
