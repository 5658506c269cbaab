//! The real program over a home of its own.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

/// The program, stopped when the test ends however it ends.
pub(crate) struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Starts the program on a free port with a home of its own and waits until it says where it is.
pub(crate) fn start(home: &Path, module: Option<&Path>) -> (Server, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fingerpost"))
        .args(["serve", "--listen", "127.0.0.1:0", "--home"])
        .arg(home)
        .envs(module.map(|module| ("FINGERPOST_PHONE", module)))
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let output = child.stdout.take().expect("standard output");
    let server = Server(child);
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("a line");
    let address = line.trim().rsplit(' ').next().filter(|word| word.starts_with("http")).expect("an address").to_owned();
    (server, address)
}
