//! A publisher's server on this machine, as good or bad as a test wants it.

use serde_json::Value;
use std::{
    collections::HashMap,
    fmt::Write as _,
    io::{BufRead, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// A server on a free port of this machine; it ends with the test process.
pub(crate) struct Peer {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

/// A request.
pub(crate) struct Asked {
    /// The path, without its query.
    pub(crate) path: String,
    query: HashMap<String, String>,
    headers: HashMap<String, String>,
}

impl Asked {
    /// A parameter.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// A parameter that is a number, or what stands for it.
    pub(crate) fn number(&self, name: &str, otherwise: usize) -> usize {
        self.query(name).and_then(|text| text.parse().ok()).unwrap_or(otherwise)
    }

    /// A header; its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// An answer.
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

impl Told {
    pub(crate) fn json(body: &Value) -> Self {
        Self { status: 200, headers: vec![("content-type", "application/json".to_owned())], body: body.to_string() }
    }

    pub(crate) fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: String::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

impl Peer {
    /// Answers each path (with its query) by `answer`: a status and a JSON body.
    pub(crate) fn start(answer: impl Fn(&str) -> (u16, Value) + Send + Sync + 'static) -> Self {
        Self::serve(move |line, _| {
            let (status, body) = answer(line);
            Some(Told { status, ..Told::json(&body) })
        })
    }

    /// Answers each request; `None` hangs up.
    pub(crate) fn speaking(answer: impl Fn(&Asked) -> Option<Told> + Send + Sync + 'static) -> Self {
        Self::serve(move |line, headers| {
            let (path, query) = line.split_once('?').unwrap_or((line, ""));
            let query = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            answer(&Asked { path: path.to_owned(), query, headers })
        })
    }

    fn serve(answer: impl Fn(&str, HashMap<String, String>) -> Option<Told> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                respond(stream, &seen, &answer);
            }
        });
        Self { url, requests }
    }

    /// What was asked since this was last asked.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.requests.lock().expect("the requests"))
    }
}

type Answer = dyn Fn(&str, HashMap<String, String>) -> Option<Told>;

fn respond(mut stream: TcpStream, seen: &Mutex<Vec<String>>, answer: &Answer) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let headers = lines.take_while(|line| !line.is_empty());
    let headers = headers.filter_map(|line| line.split_once(':').map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())));
    let headers = headers.collect();
    let line = first.split(' ').nth(1).unwrap_or("/");
    seen.lock().expect("the requests").push(line.to_owned());
    let Some(told) = answer(line, headers) else { return };
    let mut head = format!("HTTP/1.1 {} X\r\nConnection: close\r\n", told.status);
    if told.status != 304 {
        let _ = write!(head, "Content-Length: {}\r\n", told.body.len());
    }
    for (name, value) in &told.headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head += "\r\n";
    drop(stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(told.body.as_bytes())));
}
