//! Parse, run, print the error chain, exit code.

use std::{io::Write, process::ExitCode};

fn main() -> ExitCode {
    match fingerpost::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(std::io::stderr().lock(), "fingerpost: {}", fingerpost::cli::told(&error)));
            ExitCode::FAILURE
        }
    }
}
