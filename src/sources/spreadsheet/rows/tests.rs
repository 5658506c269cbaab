use super::*;
use std::{io::Write, path::PathBuf};

/// Keeps what a file was read as.
#[derive(Default)]
struct Kept {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
    unusable: Vec<String>,
    empty: usize,
}

impl Sink for Kept {
    fn header(&mut self, header: &Header) -> Result<(), Unreadable> {
        self.names.clone_from(&header.names);
        Ok(())
    }

    fn line(&mut self, line: Line<'_>) -> ControlFlow<()> {
        match line {
            Line::Row(row) => self.rows.push(self.names.iter().map(|name| row.get(&key(name)).to_owned()).collect()),
            Line::Empty => self.empty += 1,
            Line::Unusable(reject) => self.unusable.push(format!("{} {:?}: {}", reject.place, reject.field, reject.reason)),
        }
        ControlFlow::Continue(())
    }
}

fn kept(bytes: &[u8], shape: &Shape) -> (Kept, Remarks) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(if bytes.starts_with(b"PK") { "table.xlsx" } else { "table" });
    std::fs::write(&path, bytes).unwrap();
    let mut kept = Kept::default();
    let remarks = read(&InputFile { name: "table".to_owned(), path }, shape, &mut kept).unwrap();
    (kept, remarks)
}

fn wanting(columns: &[&str]) -> Shape {
    Shape { wanted: columns.iter().map(|column| key(column)).collect(), ..Shape::default() }
}

#[test]
fn every_kind_of_table_gives_the_same_rows() {
    let tables: [&[u8]; 12] = [
        b"Name,Town\nCaf\xc3\xa9,Ely\n",
        b"\xef\xbb\xbfName,Town\r\nCaf\xc3\xa9,Ely\r\n",
        b"Name\tTown\nCaf\xe9\tEly\n",
        b"Name;Town\nCaf\xe9;Ely\n",
        b"Name\xacTown\nCaf\xe9\xacEly\n",
        b"Groups of Ely\n\nSaved,on,2 May\nName,Town\nCaf\xc3\xa9,Ely\n",
        b"\xff\xfeN\0a\0m\0e\0,\0T\0o\0w\0n\0\n\0C\0a\0f\0\xe9\0,\0E\0l\0y\0\n\0",
        "[{\"Name\":\"Café\",\"Town\":\"Ely\"}]".as_bytes(),
        "{\"Name\":\"Café\",\"Town\":\"Ely\"}\n".as_bytes(),
        "{\"total\": 1, \"features\": [{\"Name\":\"Caf\\u00e9\",\"Town\":\"Ely\"}]}".as_bytes(),
        &workbook(
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Name</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Town</t></is></c></row>\
            <row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Café</t></is></c><c r=\"B3\" t=\"inlineStr\"><is><t>Ely</t></is></c></row>",
        ),
        b"\"Name\",\"Town\"\n\"Caf\xc3\xa9\",\"Ely\"",
    ];
    for table in tables {
        let (kept, _) = kept(table, &wanting(&["name", "town"]));
        assert_eq!(kept.names, ["Name", "Town"], "{:?}", String::from_utf8_lossy(table));
        assert_eq!(kept.rows, [["Café", "Ely"]], "{:?}", String::from_utf8_lossy(table));
    }
}

/// The smallest workbook there is, with these rows.
pub(in crate::sources::spreadsheet) fn workbook(rows: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned()),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                .to_owned(),
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
             <sheets><sheet name=\"Groups\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                .to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                .to_owned(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn numbers_of_a_workbook_read_as_typed() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Ref</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Lat</t></is></c></row>\
        <row r=\"2\"><c r=\"A2\"><v>1142500222</v></c><c r=\"B2\"><v>52.5</v></c></row><row r=\"3\"><c r=\"B3\" t=\"b\"><v>1</v></c></row>";
    let (kept, _) = kept(&workbook(rows), &wanting(&["ref"]));
    assert_eq!(kept.rows, [["1142500222", "52.5"], ["", "yes"]]);
}

#[test]
fn rows_that_are_short_long_or_empty_are_told_apart() {
    let (kept, remarks) = kept(b"A,B,C\n1,2\n,,\n1,2,3,\n1,2,3,4\n", &wanting(&["a"]));
    assert_eq!(kept.rows, [["1", "2", ""], ["1", "2", "3"]]);
    assert_eq!(kept.empty, 1);
    assert_eq!(kept.unusable, ["row 5 None: has 4 cells where the header has 3, so its values may stand in the wrong columns"]);
    assert_eq!(remarks.words, ["1 rows end before the last column; the missing cells are unknown"]);
}

#[test]
fn a_huge_cell_is_refused_with_its_row_and_column_and_the_rest_is_read() {
    let table = format!("A,Notes\n1,x\n2,{}\n3,z\n", "y".repeat(10 << 20));
    let (kept, _) = kept(table.as_bytes(), &wanting(&["a"]));
    assert_eq!(kept.rows, [["1", "x"], ["3", "z"]]);
    assert_eq!(kept.unusable, ["row 3 Some(\"Notes\"): the cell holds more than 1 MB; a closing quote is probably missing"]);
}

#[test]
fn a_quote_that_never_closes_ends_the_reading_and_is_told() {
    let table = format!("A,B\n1,x\n2,\"{}", "y\n".repeat(40 << 20));
    let (kept, remarks) = kept(table.as_bytes(), &wanting(&["a"]));
    assert_eq!(kept.rows, [["1", "x"]]);
    assert!(remarks.broken_off && remarks.words[0].starts_with("reading stopped after row 2"), "{remarks:?}");
}

#[test]
fn columns_of_one_name_and_of_none_are_told_apart() {
    let (kept, remarks) = kept(b"Notes,Notes,,Notes\n1,2,3,4\n", &wanting(&["notes"]));
    assert_eq!(kept.names, ["Notes", "Notes (2)", "column 3", "Notes (3)"]);
    assert!(remarks.words[0].contains("used more than once"), "{remarks:?}");
}

#[test]
fn json_is_flattened_and_damage_stays_in_its_row() {
    let json = r#"[{"a":{"b":1},"c":["x","y"],"d":[{"e":true}],"f":null}, {"a": nonsense}, {"a":{"b":2}}]"#;
    let (kept, _) = kept(json.as_bytes(), &Shape::default());
    assert_eq!(kept.names, ["a.b", "c", "d.0.e"]);
    assert_eq!(kept.rows, [["1", "x; y", "yes"], ["2", "", ""]]);
    assert!(kept.unusable[0].starts_with("row 2 None: not JSON"), "{:?}", kept.unusable);
}

#[test]
fn a_geojson_point_becomes_two_columns() {
    let json = r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[-1.9,52.5]},"properties":{"name":"Hall"}}]}"#;
    let (kept, _) = kept(json.as_bytes(), &wanting(&["name"]));
    assert_eq!(kept.names, ["longitude", "latitude", "name"]);
    assert_eq!(kept.rows, [["-1.9", "52.5", "Hall"]]);
}

#[test]
fn an_empty_file_is_unreadable() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, "").unwrap();
    let error = read(&InputFile { name: "table.csv".to_owned(), path }, &Shape::default(), &mut Kept::default()).unwrap_err();
    assert_eq!(error.to_string(), "table.csv: the file is empty: not even a header");
}

#[test]
fn what_is_no_table_is_refused_with_the_reason() {
    for (bytes, reason) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "is not a table"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table");
        std::fs::write(&path, bytes).unwrap();
        let refused = read(&InputFile { name: "table".to_owned(), path }, &Shape::default(), &mut Kept::default()).unwrap_err();
        assert!(refused.to_string().contains(reason), "{refused}");
    }
}
