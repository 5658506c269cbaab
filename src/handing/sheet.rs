//! A sheet: what a person takes away, in words that are ready to be shown. Page, PDF and e-mail are made of this one value.

/// How a sheet is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Ordinary print.
    #[default]
    Standard,
    /// At least 18 point, one service after another in large blocks.
    Large,
    /// Short lines, one fact each, with a picture beside it.
    Easy,
}

impl Layout {
    /// Every layout, in the order offered.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Large, Self::Easy];

    /// The word in addresses and in the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Large => "large",
            Self::Easy => "easy",
        }
    }

    /// The layout of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.word() == word)
    }
}

/// What a line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The number to ring.
    Phone,
    /// Where it is, or how it comes.
    Where,
    /// The next time, or the hours.
    When,
    /// Who may ask for it.
    GettingIn,
    /// What it costs.
    Cost,
    /// What to bring.
    Bring,
    /// A web page.
    Web,
    /// When it was last checked.
    Checked,
    /// The person's own words.
    Note,
    /// A notice: closed for now, changed for now.
    Notice,
}

impl Fact {
    /// Its picture in `static/`.
    pub fn picture_file(self) -> &'static str {
        match self {
            Self::Phone => "easy-phone.svg",
            Self::Where => "easy-where.svg",
            Self::When => "easy-when.svg",
            Self::GettingIn => "easy-join.svg",
            Self::Cost => "easy-cost.svg",
            Self::Bring => "easy-bring.svg",
            Self::Web => "easy-web.svg",
            Self::Checked => "easy-checked.svg",
            Self::Note => "easy-note.svg",
            Self::Notice => "easy-notice.svg",
        }
    }
}

/// One fact in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it tells.
    pub fact: Fact,
    /// The label, in the sheet's language.
    pub label: String,
    /// The words.
    pub text: String,
    /// The words are the publisher's or the person's own, and not in the sheet's language for certain.
    pub quoted: bool,
}

/// A number to ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// As it is shown: `0121 496 0123`, with its extension.
    pub number: String,
    /// The digits to dial.
    pub dial: String,
}

/// One service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its name.
    pub name: String,
    /// Who runs it, in a phrase: "Run by Age UK Sandwell".
    pub by: String,
    /// The first number to ring.
    pub call: Option<Call>,
    /// Every fact in the order to read, the number first.
    pub lines: Vec<Line>,
}

impl Block {
    /// The words of a fact, where there is one.
    pub fn fact(&self, fact: Fact) -> Option<&str> {
        self.lines.iter().find(|line| line.fact == fact).map(|line| line.text.as_str())
    }
}

/// The link to the plan that stands on the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is and how long it works, in a sentence.
    pub words: String,
    /// The whole address.
    pub address: String,
    /// What a screen reader says of the QR code.
    pub label: String,
}

/// A sheet in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How it is laid out.
    pub layout: Layout,
    /// The language of its labels, BCP 47.
    pub language: String,
    /// The labels are written from right to left.
    pub right_to_left: bool,
    /// The heading: neutral.
    pub title: String,
    /// "Made on 22 November 2026".
    pub made: String,
    /// "What matters to me", and the person's own words.
    pub matters: Option<Line>,
    /// The services in order.
    pub blocks: Vec<Block>,
    /// What could not be put on it, each in a sentence.
    pub missing: Vec<String>,
    /// The link, where one was made.
    pub link: Option<Link>,
    /// What stands at the foot.
    pub closing: Vec<String>,
}

#[cfg(test)]
pub(crate) mod sample {
    use super::*;

    pub(crate) fn line(fact: Fact, label: &str, text: &str) -> Line {
        Line { fact, label: label.to_owned(), text: text.to_owned(), quoted: matches!(fact, Fact::Note | Fact::Where) }
    }

    pub(crate) fn block(name: &str) -> Block {
        Block {
            name: name.to_owned(),
            by: "Run by Moseley Good Neighbours".to_owned(),
            call: Some(Call { number: "0121 496 0123".to_owned(), dial: "01214960123".to_owned() }),
            lines: vec![
                line(Fact::Phone, "Phone", "0121 496 0123"),
                line(Fact::When, "Next time", "Tuesday 24 November, 10am to noon"),
                line(Fact::Where, "Where", "Moseley Exchange Hall, 149 Alcester Road, Moseley, B13 8JP"),
                line(Fact::GettingIn, "How to get in", "You can ask for it yourself"),
                line(Fact::Cost, "Cost", "£2.50 per session"),
                line(Fact::Checked, "Checked", "10 November 2026"),
            ],
        }
    }

    pub(crate) fn sheet(layout: Layout) -> Sheet {
        Sheet {
            layout,
            language: "en-GB".to_owned(),
            right_to_left: false,
            title: "My plan".to_owned(),
            made: "Made on 22 November 2026".to_owned(),
            matters: Some(line(Fact::Note, "What matters to me", "Staying in my own home.\nSeeing my sister.")),
            blocks: vec![block("Steady On: strength and balance"), block("Cylch Cinio Tŷ Ŵyn – Żółty dom")],
            missing: Vec::new(),
            link: Some(Link {
                words: "This plan can be read online until 22 December 2026.".to_owned(),
                address: "https://fingerpost.example/p/k7m2-9qrt-x4bn".to_owned(),
                label: "QR code for the address of this plan".to_owned(),
            }),
            closing: vec!["In danger, or badly hurt? Call 999.".to_owned()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_is_known_by_its_word() {
        for layout in Layout::ALL {
            assert_eq!(Layout::of_word(layout.word()), Some(layout));
        }
        assert_eq!(Layout::of_word("huge"), None);
    }
}
