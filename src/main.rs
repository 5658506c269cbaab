//! Parse, run, print the error chain, exit code.

use std::{io::Write, process::ExitCode};

/// A search makes and drops a few hundred small things; this allocator takes a third of the system's time for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match fingerpost::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(std::io::stderr().lock(), "fingerpost: {}", fingerpost::cli::told(&error)));
            ExitCode::from(fingerpost::cli::exit_code(&error))
        }
    }
}
