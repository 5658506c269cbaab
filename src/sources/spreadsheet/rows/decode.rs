//! Turns the bytes of a table into UTF-8, whatever its publisher saved it as.
//!
//! A declared encoding or a UTF-16 byte-order mark is obeyed. Anything else is read as UTF-8, and each byte that is not UTF-8
//! as Windows-1252: that also reads files put together from both.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, BufRead, Read};

/// Stands in for a delimiter that is not ASCII, such as `¬`: the unit separator, which no text holds.
pub(super) const SEPARATOR: char = '\u{1f}';

/// A reader of decoded text.
pub(super) struct Decoded<R> {
    inner: R,
    declared: Option<Decoder>,
    separator: Option<char>,
    /// Bytes read but not decoded: the start of a character cut in two.
    pending: Vec<u8>,
    ready: String,
    given: usize,
    ended: bool,
    /// How many bytes were read as Windows-1252.
    pub guessed: u64,
    /// Bytes given since a row last ended; a limit on it keeps an unclosed quote from swallowing the machine.
    pub since_row: usize,
}

/// The most bytes of one row.
const ROW_LIMIT: usize = 64 << 20;

impl<R: BufRead> Decoded<R> {
    pub(super) fn new(mut inner: R, encoding: Option<&'static Encoding>) -> io::Result<Self> {
        let head = inner.fill_buf()?;
        let marked = match head {
            [0xff, 0xfe, ..] => Some(UTF_16LE),
            [0xfe, 0xff, ..] => Some(UTF_16BE),
            _ => encoding,
        };
        Ok(Self {
            inner,
            declared: marked.map(Encoding::new_decoder),
            separator: None,
            pending: Vec::new(),
            ready: String::new(),
            given: 0,
            ended: false,
            guessed: 0,
            since_row: 0,
        })
    }

    /// The beginning of the text, which is still to be read.
    pub(super) fn peek(&mut self) -> io::Result<&str> {
        while self.ready.len() < 1 << 16 && !self.ended {
            self.more()?;
        }
        if self.ready.starts_with('\u{feff}') {
            self.ready.drain(..'\u{feff}'.len_utf8());
        }
        Ok(&self.ready)
    }

    /// From here on a delimiter that is not ASCII is given as [`SEPARATOR`].
    pub(super) fn separate_by(&mut self, delimiter: char) {
        self.ready = self.ready.replace(delimiter, &SEPARATOR.to_string());
        self.separator = Some(delimiter);
    }

    /// Decodes one more block.
    fn more(&mut self) -> io::Result<()> {
        let block = self.inner.fill_buf()?;
        let read = block.len();
        self.ended = read == 0;
        self.pending.extend_from_slice(block);
        self.inner.consume(read);
        let from = self.ready.len();
        let done = match &mut self.declared {
            Some(decoder) => decode_declared(decoder, &self.pending, self.ended, &mut self.ready),
            None => decode_tolerant(&self.pending, self.ended, &mut self.ready, &mut self.guessed),
        };
        self.pending.drain(..done);
        if let Some(separator) = self.separator.filter(|separator| self.ready[from..].contains(*separator)) {
            let replaced = self.ready[from..].replace(separator, &SEPARATOR.to_string());
            self.ready.replace_range(from.., &replaced);
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            self.ready.clear();
            self.given = 0;
            self.more()?;
        }
        let rest = &self.ready.as_bytes()[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        self.since_row += count;
        if self.since_row > ROW_LIMIT {
            return Err(io::Error::other("a row goes on for more than 64 MB; a closing quote is missing"));
        }
        Ok(count)
    }
}

fn decode_declared(decoder: &mut Decoder, bytes: &[u8], last: bool, text: &mut String) -> usize {
    let mut done = 0;
    loop {
        text.reserve(decoder.max_utf8_buffer_length(bytes.len() - done).unwrap_or(bytes.len() * 3).max(16));
        let (result, read, _) = decoder.decode_to_string(&bytes[done..], text, last);
        done += read;
        if matches!(result, CoderResult::InputEmpty) {
            return done;
        }
    }
}

/// Decodes UTF-8, and what is not UTF-8 byte by byte; returns how many bytes were used.
fn decode_tolerant(bytes: &[u8], last: bool, text: &mut String, guessed: &mut u64) -> usize {
    let mut done = 0;
    while let Some(rest) = bytes.get(done..).filter(|rest| !rest.is_empty()) {
        let error = match std::str::from_utf8(rest) {
            Ok(good) => {
                text.push_str(good);
                return bytes.len();
            }
            Err(error) => error,
        };
        let good = error.valid_up_to();
        text.push_str(&String::from_utf8_lossy(&rest[..good]));
        done += good;
        if error.error_len().is_none() && !last {
            return done;
        }
        let (letter, _) = WINDOWS_1252.decode_without_bom_handling(&rest[good..=good]);
        text.push_str(&letter);
        *guessed += 1;
        done += 1;
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8], encoding: Option<&'static Encoding>) -> (String, u64) {
        // A reader of three bytes at a time cuts every longer character in two.
        let small = io::BufReader::with_capacity(3, bytes);
        let mut decoded = Decoded::new(small, encoding).unwrap();
        decoded.peek().unwrap();
        let mut text = String::new();
        decoded.read_to_string(&mut text).unwrap();
        (text, decoded.guessed)
    }

    #[test]
    fn text_is_read_in_whatever_encoding_it_was_saved() {
        for (bytes, encoding, expected, guessed) in [
            (&b"caf\xc3\xa9"[..], None, "café", 0),
            (b"caf\xe9 \x96 \xc3\xa9", None, "café – é", 2),
            (b"caf\xe9", None, "café", 1),
            (b"\xef\xbb\xbfName", None, "Name", 0),
            (b"\xff\xfeN\x00\xe9\x00", None, "Né", 0),
            (b"caf\xe9", Some(WINDOWS_1252), "café", 0),
            (b"\xf0\x9f\x98\x80", None, "😀", 0),
        ] {
            assert_eq!(decode(bytes, encoding), (expected.to_owned(), guessed), "{bytes:?}");
        }
    }
}
