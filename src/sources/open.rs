//! Opens an input file for reading: plain, gzip or zstandard, told apart by their first bytes.
//!
//! A small compressed file can hold a very large one, so what comes out is limited.

use super::{InputFile, Unreadable};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
};

/// The most bytes one compressed file may unpack to: far above any published directory, far below a full disk.
const UNPACKED_LIMIT: u64 = 8 << 30;

/// Opens a file, unpacking it where it is compressed.
///
/// # Errors
/// When the file cannot be opened or its first bytes cannot be read. Damage further in surfaces while reading.
pub fn open(file: &InputFile) -> Result<Box<dyn BufRead + Send>, Unreadable> {
    open_plain(file).map_err(|error| Unreadable::Io { name: file.name.clone(), error })
}

fn open_plain(file: &InputFile) -> io::Result<Box<dyn BufRead + Send>> {
    let mut reader = BufReader::with_capacity(1 << 16, File::open(&file.path)?);
    let head = reader.fill_buf()?;
    Ok(if head.starts_with(&[0x1f, 0x8b]) {
        limited(flate2::bufread::MultiGzDecoder::new(reader))
    } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        limited(zstd::stream::read::Decoder::with_buffer(reader)?)
    } else {
        Box::new(reader)
    })
}

fn limited(unpacked: impl Read + Send + 'static) -> Box<dyn BufRead + Send> {
    Box::new(BufReader::with_capacity(1 << 16, Limited { inner: unpacked, left: UNPACKED_LIMIT }))
}

/// Refuses to read past a limit: an error, where [`Read::take`] would pretend that the file ends.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, "unpacks to more than 8 GB, which no directory needs"))?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn plain_gzip_and_zstandard_read_alike() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"a,b\n").unwrap();
        let packed = [b"a,b\n".to_vec(), gzip.finish().unwrap(), zstd::stream::encode_all(&b"a,b\n"[..], 1).unwrap()];
        for bytes in packed {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("rows");
            std::fs::write(&path, bytes).unwrap();
            let mut text = String::new();
            open(&InputFile { name: "rows".to_owned(), path }).unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "a,b\n");
        }
    }

    #[test]
    fn unpacking_stops_at_the_limit() {
        let mut reader = Limited { inner: io::repeat(b'x'), left: 10 };
        assert!(reader.read_to_end(&mut Vec::new()).unwrap_err().to_string().contains("unpacks to more"));
    }
}
