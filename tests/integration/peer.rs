//! A publisher's server on this machine, as good or bad as a test wants it.

use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    thread,
};

/// A server on a free port of this machine; it ends with the test process.
pub(crate) struct Peer {
    pub(crate) url: String,
}

impl Peer {
    /// Answers each path (with its query) by `answer`: a status and a JSON body.
    pub(crate) fn start(answer: impl Fn(&str) -> (u16, Value) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                respond(stream, &answer);
            }
        });
        Self { url }
    }
}

fn respond(mut stream: TcpStream, answer: &dyn Fn(&str) -> (u16, Value)) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    for _ in lines.take_while(|line| !line.is_empty()) {}
    let (status, body) = answer(first.split(' ').nth(1).unwrap_or("/"));
    let body = body.to_string();
    let head =
        format!("HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    drop(stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())));
}
