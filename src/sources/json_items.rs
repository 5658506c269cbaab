//! The services of a JSON file, one at a time: a page envelope, a bare list, a single service, or one of these per line.
//!
//! A file of any size passes without standing in memory. A file that breaks off gives what was whole before the break.

use crate::hsds::page::{Envelope, is_list_key};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::{
    fmt,
    io::{self, BufRead, Read},
    ops::ControlFlow,
};

/// The longest line of a file with one service per line, in bytes. A service is a few kilobytes.
const LONGEST_LINE: u64 = 32 * 1024 * 1024;

/// Something found in the file.
#[derive(Debug)]
pub(super) enum Found {
    /// An item of the list: its number from 1, and the item.
    Item(usize, Value),
    /// A line that is not JSON: its number from 1, and why.
    BadLine(usize, String),
}

/// What a file amounted to.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Items handed out.
    pub(super) items: usize,
    /// What the envelope says.
    pub(super) envelope: Envelope,
    /// Why the file could not be read to its end, in plain words.
    pub(super) broken: Option<String>,
    /// The receiver asked to stop.
    pub(super) stopped: bool,
}

/// Hands out every item.
pub(super) fn each(mut reader: Box<dyn BufRead + Send>, take: &mut dyn FnMut(Found) -> ControlFlow<()>) -> Outcome {
    let mut state = State { take, outcome: Outcome::default() };
    let read = skip_mark(&mut reader).and_then(|()| one_per_line(&mut reader));
    let end = match read {
        Ok(true) => read_lines(&mut reader, &mut state),
        Ok(false) => read_values(&mut reader, &mut state),
        Err(error) => Err(in_words_io(&error)),
    };
    if !state.outcome.stopped {
        state.outcome.broken = end.err();
    }
    state.outcome
}

/// Skips a byte order mark.
fn skip_mark(reader: &mut impl BufRead) -> io::Result<()> {
    let mark = reader.fill_buf()?.starts_with(b"\xef\xbb\xbf");
    if mark {
        reader.consume(3);
    }
    Ok(())
}

/// True when the first line is a whole object and another line follows.
fn one_per_line(reader: &mut impl BufRead) -> io::Result<bool> {
    let start = reader.fill_buf()?;
    let Some(end) = start.iter().position(|byte| *byte == b'\n') else { return Ok(false) };
    let (first, rest) = start.split_at(end);
    let object = first.trim_ascii_start().starts_with(b"{") && serde_json::from_slice::<de::IgnoredAny>(first).is_ok();
    Ok(object && !rest.trim_ascii().is_empty())
}

fn read_lines(reader: &mut impl BufRead, state: &mut State<'_>) -> Result<(), String> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(|error| in_words_io(&error))?;
        if read == 0 {
            break;
        }
        if read as u64 == LONGEST_LINE {
            return Err(format!("line {number} is longer than {} MB", LONGEST_LINE / 1_000_000));
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let parsed = Top(state).deserialize(&mut serde_json::Deserializer::from_slice(&line));
        if state.outcome.stopped {
            break;
        }
        if let Err(error) = parsed {
            state.hand(Found::BadLine(number, in_words(&error)));
        }
    }
    Ok(())
}

fn read_values(reader: &mut impl BufRead, state: &mut State<'_>) -> Result<(), String> {
    let mut any = false;
    while more(reader).map_err(|error| in_words_io(&error))? {
        any = true;
        Top(state).deserialize(&mut serde_json::Deserializer::from_reader(&mut *reader)).map_err(|error| in_words(&error))?;
    }
    if any { Ok(()) } else { Err("the file is empty".to_owned()) }
}

/// Skips white space; false at the end.
fn more(reader: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        let space = buffer.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let found = space < buffer.len();
        reader.consume(space);
        if found {
            return Ok(true);
        }
    }
}

fn in_words(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "breaks off in the middle".to_owned();
    }
    if let Some(kind) = error.io_error_kind() {
        return in_words_io(&kind.into());
    }
    format!("is not valid JSON: {error}")
}

fn in_words_io(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::UnexpectedEof { "breaks off in the middle".to_owned() } else { format!("cannot be read: {error}") }
}

struct State<'t> {
    take: &'t mut dyn FnMut(Found) -> ControlFlow<()>,
    outcome: Outcome,
}

impl State<'_> {
    /// Hands something out; false when the receiver has had enough.
    fn hand(&mut self, found: Found) -> bool {
        self.outcome.stopped |= (self.take)(found).is_break();
        !self.outcome.stopped
    }

    fn item<E: de::Error>(&mut self, item: Value) -> Result<(), E> {
        self.outcome.items += 1;
        if self.hand(Found::Item(self.outcome.items, item)) { Ok(()) } else { Err(E::custom("stopped")) }
    }
}

/// A whole value: an envelope, a list or a single service.
struct Top<'s, 't>(&'s mut State<'t>);

impl<'de> DeserializeSeed<'de> for Top<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page, a list or a service")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element()? {
            self.0.item(item)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut rest = Map::new();
        let mut listed = false;
        while let Some(key) = object.next_key::<String>()? {
            if is_list_key(&key) {
                listed = true;
                object.next_value_seed(List(self.0))?;
            } else {
                rest.insert(key, object.next_value()?);
            }
        }
        if listed {
            self.0.outcome.envelope = Envelope::read(&rest);
            return Ok(());
        }
        self.0.item(Value::Object(rest))
    }
}

/// The list of an envelope. Anything but a list counts as an empty one.
struct List<'s, 't>(&'s mut State<'t>);

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of services")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        Top(self.0).visit_seq(items)
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Outcome) {
        let mut found = Vec::new();
        let outcome = each(Box::new(io::Cursor::new(text.to_owned())), &mut |one| {
            found.push(match one {
                Found::Item(number, item) => format!("{number}:{}", item["id"]),
                Found::BadLine(number, _) => format!("bad {number}"),
            });
            ControlFlow::Continue(())
        });
        (found, outcome)
    }

    #[test]
    fn every_shape_of_file_gives_its_items() {
        for (text, expected) in [
            (r#"{"total_items":2,"contents":[{"id":1},{"id":2}]}"#, &["1:1", "2:2"][..]),
            (r#"{"content":[{"id":1}],"totalelements":9}"#, &["1:1"]),
            (r#"[{"id":1},{"id":2}]"#, &["1:1", "2:2"]),
            ("\u{feff}[{\"id\":1}]", &["1:1"]),
            (r#"{"id":1,"name":"a"}"#, &["1:1"]),
            ("{\"id\":1}\n{\"id\":2}\n\n{\"id\":3}", &["1:1", "2:2", "3:3"]),
            ("{\"id\":1}\nnot json\n{\"id\":3}\n", &["1:1", "bad 2", "2:3"]),
            ("{\n\"id\":1}\n{\n\"id\":2}", &["1:1", "2:2"]),
            (r#"{"contents":[]}"#, &[]),
            (r#"{"contents":null}"#, &[]),
        ] {
            let (found, outcome) = read(text);
            assert_eq!(found, expected, "{text}");
            assert_eq!(outcome.broken, None, "{text}");
        }
        assert_eq!(read(r#"{"content":[],"totalelements":9}"#).1.envelope.total_items, Some(9));
    }

    #[test]
    fn what_was_whole_before_a_break_is_kept() {
        for (text, items, reason) in [
            (r#"{"contents":[{"id":1},{"id":2},{"id":"#, 2, "breaks off in the middle"),
            (r#"[{"id":1},"#, 1, "breaks off in the middle"),
            (r#"[{"id":1},oops"#, 1, "is not valid JSON: expected value at line 1 column 11"),
            ("", 0, "the file is empty"),
            ("<html>", 0, "is not valid JSON: expected value at line 1 column 1"),
            (r#""text""#, 0, "is not valid JSON: invalid type: string \"text\", expected a page, a list or a service at line 1 column 6"),
        ] {
            let (found, outcome) = read(text);
            assert_eq!((found.len(), outcome.broken.as_deref()), (items, Some(reason)), "{text}");
        }
        let deep = "[".repeat(10_000);
        assert!(read(&deep).1.broken.is_some(), "depth is limited");
    }

    #[test]
    fn a_receiver_that_has_had_enough_gets_no_more() {
        for text in ["[1,2,3]", "{\"id\":1}\n{\"id\":2}\n"] {
            let mut count = 0;
            let outcome = each(Box::new(io::Cursor::new(text)), &mut |_| {
                count += 1;
                ControlFlow::Break(())
            });
            assert_eq!((count, outcome.stopped, outcome.broken), (1, true, None));
        }
    }
}
