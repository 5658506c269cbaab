//! A sheet as a PDF: A4, text that can be selected and read aloud, PDF/UA-1.
//!
//! The only user of the PDF writer and of its typeface (Noto Sans: Latin, Greek and Cyrillic letters). A sheet in another
//! script is refused, never printed as boxes: the page prints it right. Start at [`render`].

mod compose;
mod paint;
mod picture;
mod place;
mod typeface;

use crate::handing::sheet::Sheet;

/// No PDF was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The typeface has no such letter.
    #[error("the PDF's typeface has no letter '{0}'")]
    Script(char),
    /// The writer refused. The text is for the log.
    #[error("the PDF could not be written: {0}")]
    Writing(String),
}

/// The sheet as the bytes of a PDF.
///
/// # Errors
/// When the typeface lacks a letter of it, or the writer refuses.
pub fn render(sheet: &Sheet) -> Result<Vec<u8>, PdfError> {
    let type_case = typeface::Typeface::open()?;
    let groups = compose::groups(sheet);
    if let Some(letter) = groups.iter().find_map(|group| type_case.lacks(group)) {
        return Err(PdfError::Script(letter));
    }
    let pages = place::pages(&groups, &type_case);
    paint::document(sheet, &groups, &pages, &type_case)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handing::sheet::{Block, Fact, Layout, sample};

    /// How many pages a PDF has.
    fn pages(pdf: &[u8]) -> usize {
        String::from_utf8_lossy(pdf).matches("/Type/Page/").count() + String::from_utf8_lossy(pdf).matches("/Type /Page\n").count()
    }

    #[test]
    fn every_layout_becomes_a_tagged_document_with_its_letters_inside() {
        for layout in Layout::ALL {
            let pdf = render(&sample::sheet(layout)).unwrap();
            let text = String::from_utf8_lossy(&pdf);
            assert!(text.starts_with("%PDF-1.7"), "{layout:?}");
            for mark in ["/MarkInfo", "/StructTreeRoot", "pdfuaid:part", "/Lang(en-GB)", "NotoSans", "/ToUnicode"] {
                assert!(text.contains(mark), "{layout:?}: {mark}");
            }
            assert!(pdf.len() < 60_000, "{layout:?}: {} bytes", pdf.len());
        }
    }

    #[test]
    fn a_script_the_typeface_lacks_is_refused() {
        for (text, letter) in [("دليل", 'د'), ("ਪੰਜਾਬੀ", 'ਪ'), ("বাংলা", 'ব'), ("中文", '中')] {
            let mut sheet = sample::sheet(Layout::Standard);
            sheet.blocks[0].lines.push(sample::line(Fact::Note, "My note", text));
            assert_eq!(render(&sheet), Err(PdfError::Script(letter)), "{text}");
        }
    }

    #[test]
    fn latin_and_cyrillic_letters_are_all_there() {
        for text in ["Tŷ Gŵyl ŵ ŷ Ŵ Ŷ ẅ ẁ", "zażółć gęślą jaźń", "ăâîșț ĂÂÎȘȚ", "ґєії ҐЄІЇ ю", "’‘“”–—…•£€½", "😀 ✓ →"]
        {
            let mut sheet = sample::sheet(Layout::Easy);
            sheet.title = text.to_owned();
            assert!(render(&sheet).is_ok(), "{text}");
        }
    }

    #[test]
    fn twenty_services_with_long_words_run_over_pages() {
        let block = |at: usize| Block {
            lines: vec![sample::line(Fact::Web, "Website", &format!("https://{}.example/", "x".repeat(300)))],
            ..sample::block(&format!("{at} {}", "A name. ".repeat(20)))
        };
        for (layout, least) in [(Layout::Standard, 2), (Layout::Large, 6), (Layout::Easy, 4)] {
            let mut sheet = sample::sheet(layout);
            sheet.blocks = (0..20).map(block).collect();
            let pdf = render(&sheet).unwrap();
            assert!(pages(&pdf) >= least, "{layout:?}: {} pages", pages(&pdf));
        }
    }

    #[test]
    fn an_empty_sheet_is_a_page_too() {
        let mut sheet = sample::sheet(Layout::Large);
        (sheet.blocks, sheet.matters, sheet.link) = (Vec::new(), None, None);
        sheet.closing.clear();
        assert!(render(&sheet).is_ok());
    }
}
