//! Opening input files, plain or packed (`.gz`, `.zst`, `.zip`), without ever unpacking more than is sane.
//!
//! Packed input is unpacked once to be measured before a single byte is handed out, so a file that swells beyond the limits
//! is refused as a whole and nothing of it is imported. A packed file that merely breaks off is handed out as far as it goes;
//! the reader meets the error where it breaks.

use crate::sources::{InputFile, Unreadable};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek},
    path::Path,
};

/// The most bytes a packed input may unpack to.
pub const MAX_UNPACKED: u64 = 2 * 1024 * 1024 * 1024;
/// How many times its packed size an input may unpack to. Real directories in JSON pack to between a fifth and a thirtieth.
pub const MAX_RATIO: u64 = 250;
/// Unpacked bytes below which the ratio is not looked at: small files of one repeated letter are harmless.
const RATIO_FREE: u64 = 16 * 1024 * 1024;

const LIMITS: Limits = Limits { unpacked: MAX_UNPACKED, ratio: MAX_RATIO, ratio_free: RATIO_FREE };

#[derive(Debug, Clone, Copy)]
struct Limits {
    unpacked: u64,
    ratio: u64,
    ratio_free: u64,
}

/// How a file is packed, told from its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
    Zstd,
    Zip,
}

/// Opens a file for reading, unpacked. A `.zip` must hold exactly one file; workbooks (`.xlsx`, `.ods`) are not unpacked.
///
/// # Errors
/// When the file cannot be read, is a folder, unpacks to more than [`MAX_UNPACKED`] bytes or [`MAX_RATIO`] times its size,
/// or is a zip that does not hold exactly one file.
pub fn open(file: &InputFile) -> Result<Box<dyn BufRead + Send>, Unreadable> {
    open_within(file, LIMITS)
}

/// The names of the files in a `.zip`, in the archive's order; folders and system clutter are left out.
///
/// # Errors
/// When the file cannot be read or is not a zip.
pub fn members(file: &InputFile) -> Result<Vec<String>, Unreadable> {
    let archive = archive(file)?;
    let wanted = |name: &String| !name.ends_with('/') && !name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    Ok(archive.file_names().flatten().map(std::borrow::Cow::into_owned).filter(wanted).collect())
}

/// Opens one file of a `.zip` by its name in the archive.
///
/// # Errors
/// As [`open`].
pub fn open_member(file: &InputFile, member: &str) -> Result<Box<dyn BufRead + Send>, Unreadable> {
    open_member_within(file, member, LIMITS)
}

/// True when the file is a zip archive of other files (and not a workbook, which is one too).
pub fn is_zip(file: &InputFile) -> bool {
    File::open(&file.path).is_ok_and(|mut opened| packing(&mut opened, file).is_ok_and(|packing| packing == Packing::Zip))
}

/// The first `limit` bytes, unpacked, as text: for telling what kind of file it is. Empty when it cannot be read.
pub fn beginning(file: &InputFile, limit: u64) -> String {
    let Ok(mut opened) = File::open(&file.path) else { return String::new() };
    let Ok(packing) = packing(&mut opened, file) else { return String::new() };
    let Some(reader) = unpacked(opened, packing).ok() else { return String::new() };
    let mut bytes = Vec::new();
    let _: io::Result<usize> = reader.take(limit).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned()
}

fn open_within(file: &InputFile, limits: Limits) -> Result<Box<dyn BufRead + Send>, Unreadable> {
    let mut opened = File::open(&file.path).map_err(|error| unreadable(file, error))?;
    let packing = packing(&mut opened, file).map_err(|error| unreadable(file, error))?;
    if packing == Packing::Zip {
        return open_member_within(file, &only_member(file)?, limits);
    }
    if packing != Packing::Plain {
        measure(file, packing, limits)?;
    }
    unpacked(opened, packing).map_err(|error| unreadable(file, error))
}

fn only_member(file: &InputFile) -> Result<String, Unreadable> {
    let mut names = members(file)?;
    match (names.pop(), names.len()) {
        (Some(name), 0) => Ok(name),
        (None, _) => Err(refused(file, "the zip holds no file")),
        (Some(_), others) => Err(refused(file, &format!("the zip holds {} files where one is expected", others + 1))),
    }
}

fn unpacked(opened: File, packing: Packing) -> io::Result<Box<dyn BufRead + Send>> {
    let buffered = BufReader::new(opened);
    Ok(match packing {
        Packing::Gzip => Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(buffered))),
        Packing::Zstd => Box::new(BufReader::new(zstd::stream::read::Decoder::with_buffer(buffered)?)),
        Packing::Plain | Packing::Zip => Box::new(buffered),
    })
}

/// Unpacks everything once to see that it stays within the limits; an error of any other kind is left to the reader.
fn measure(file: &InputFile, packing: Packing, limits: Limits) -> Result<(), Unreadable> {
    let opened = File::open(&file.path).map_err(|error| unreadable(file, error))?;
    let packed = opened.metadata().map_err(|error| unreadable(file, error))?.len();
    let reader = unpacked(opened, packing).map_err(|error| unreadable(file, error))?;
    copy_within(reader, &mut io::sink(), packed, limits).map(|_| ()).or_else(|stop| match stop {
        Stop::TooMuch(reason) => Err(refused(file, &reason)),
        Stop::Broken(_) => Ok(()),
    })
}

fn open_member_within(file: &InputFile, member: &str, limits: Limits) -> Result<Box<dyn BufRead + Send>, Unreadable> {
    let mut archive = archive(file)?;
    let entry = archive.by_name(member).map_err(|error| refused(file, &format!("'{member}' cannot be unpacked: {error}")))?;
    let packed = entry.compressed_size();
    let mut unpacked = tempfile::tempfile().map_err(|error| unreadable(file, error))?;
    copy_within(entry, &mut unpacked, packed, limits).map_err(|stop| match stop {
        Stop::TooMuch(reason) => refused(file, &format!("'{member}': {reason}")),
        Stop::Broken(error) => refused(file, &format!("'{member}' cannot be unpacked: {error}")),
    })?;
    unpacked.rewind().map_err(|error| unreadable(file, error))?;
    Ok(Box::new(BufReader::new(unpacked)))
}

/// Why unpacking stopped.
#[derive(Debug)]
enum Stop {
    TooMuch(String),
    Broken(io::Error),
}

fn copy_within(mut from: impl Read, to: &mut impl io::Write, packed: u64, limits: Limits) -> Result<u64, Stop> {
    let by_ratio = packed.saturating_mul(limits.ratio).max(limits.ratio_free);
    let most = by_ratio.min(limits.unpacked);
    let copied = io::copy(&mut from.by_ref().take(most), to).map_err(Stop::Broken)?;
    let more = copied == most && from.read(&mut [0]).map_err(Stop::Broken)? > 0;
    if more {
        return Err(Stop::TooMuch(format!(
            "unpacks to more than {} MB from {} kB, which is more than a directory ever is; nothing was imported",
            most / 1_000_000,
            packed.div_ceil(1000)
        )));
    }
    Ok(copied)
}

fn packing(opened: &mut File, file: &InputFile) -> io::Result<Packing> {
    let mut magic = [0; 4];
    let read = opened.by_ref().take(4).read(&mut magic)?;
    opened.rewind()?;
    Ok(match &magic[..read] {
        [0x1f, 0x8b, ..] => Packing::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd] => Packing::Zstd,
        [b'P', b'K', 3 | 5, 4 | 6] if !is_workbook(&file.path) && !is_workbook(Path::new(&file.name)) => Packing::Zip,
        _ => Packing::Plain,
    })
}

fn is_workbook(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "xlsx" | "xlsm" | "xlsb" | "ods")
}

fn archive(file: &InputFile) -> Result<zip::ZipArchive<BufReader<File>>, Unreadable> {
    let opened = File::open(&file.path).map_err(|error| unreadable(file, error))?;
    zip::ZipArchive::new(BufReader::new(opened)).map_err(|error| refused(file, &format!("is not a zip that can be read: {error}")))
}

fn unreadable(file: &InputFile, error: io::Error) -> Unreadable {
    Unreadable::Io { name: file.name.clone(), error }
}

fn refused(file: &InputFile, reason: &str) -> Unreadable {
    Unreadable::Content { name: file.name.clone(), reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const SMALL: Limits = Limits { unpacked: 5_000_000, ratio: 20, ratio_free: 1_000_000 };

    fn gzip(content: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, content) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn file(name: &str, content: &[u8]) -> (tempfile::TempDir, InputFile) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        (folder, InputFile { name: name.to_owned(), path })
    }

    fn text(name: &str, content: &[u8]) -> Result<String, String> {
        let (_folder, file) = file(name, content);
        let mut text = String::new();
        let mut reader = open_within(&file, SMALL).map_err(|error| error.to_string())?;
        reader.read_to_string(&mut text).map_err(|error| error.to_string())?;
        Ok(text)
    }

    #[test]
    fn plain_and_packed_files_read_the_same() {
        let content = b"id,name\n1,Lunch club\n";
        let packed = zstd::encode_all(&content[..], 3).unwrap();
        let expected = Ok("id,name\n1,Lunch club\n".to_owned());
        assert_eq!(text("a.csv", content), expected);
        assert_eq!(text("a.csv.gz", &gzip(content)), expected);
        assert_eq!(text("renamed.csv", &gzip(content)), expected);
        assert_eq!(text("a.csv.zst", &packed), expected);
        assert_eq!(text("a.zip", &zip(&[("folder/a.csv", content), ("__MACOSX/a.csv", b"x")])), expected);
        assert_eq!(text("empty.csv", b""), Ok(String::new()));
    }

    #[test]
    fn what_swells_beyond_the_limits_is_refused_before_anything_is_read() {
        let letters = vec![b'a'; 6_000_000];
        for (name, content) in [
            ("bomb.gz", gzip(&letters)),
            ("bomb.zst", zstd::encode_all(&letters[..], 3).unwrap()),
            ("bomb.zip", zip(&[("a.json", &letters)])),
            ("ratio.gz", gzip(&letters[..2_000_000])),
        ] {
            let (_folder, file) = file(name, &content);
            let error = open_within(&file, SMALL).map(|_| ()).unwrap_err().to_string();
            assert!(error.starts_with(name) && error.contains("nothing was imported"), "{error}");
        }
    }

    #[test]
    fn a_packed_file_that_breaks_off_is_read_up_to_there() {
        let lines: Vec<String> = (0..20_000).map(|n| format!("{n} {}", n * 7919 % 10_007)).collect();
        let content = lines.join("\n");
        let packed = gzip(content.as_bytes());
        let (_folder, file) = file("a.gz", &packed[..packed.len() / 2]);
        let mut read = Vec::new();
        let error = open(&file).unwrap().read_to_end(&mut read).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        assert!(read.len() > 1000 && content.as_bytes().starts_with(&read));
    }

    #[test]
    fn zips_of_many_files_are_opened_by_name() {
        let (_folder, file) = file("a.zip", &zip(&[("x/services.csv", b"1"), ("x/phones.csv", b"2"), ("x/.DS_Store", b"")]));
        assert!(is_zip(&file));
        assert_eq!(members(&file).unwrap(), ["x/services.csv", "x/phones.csv"]);
        let mut text = String::new();
        open_member(&file, "x/phones.csv").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "2");
        assert_eq!(open(&file).map(|_| ()).unwrap_err().to_string(), "a.zip: the zip holds 2 files where one is expected");
    }

    #[test]
    fn workbooks_are_left_packed_and_missing_files_are_named() {
        let (_folder, file) = file("a.xlsx", &zip(&[("x", b"1"), ("y", b"2")]));
        assert!(!is_zip(&file) && open(&file).is_ok());
        let missing = InputFile { name: "gone.csv".to_owned(), path: "/nowhere/gone.csv".into() };
        assert!(open(&missing).map(|_| ()).unwrap_err().to_string().starts_with("cannot read gone.csv"));
        assert_eq!(beginning(&missing, 10), "");
    }
}
