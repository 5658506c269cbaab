//! Windows: the documents worth visiting, a few thousand at a time, with what the words of a question weigh in each. The arrays are
//! small enough to stay close to the processor, however many documents there are, and are used again from window to window.

use crate::search::{
    error::SearchError,
    field::Field,
    query::Plan,
    reader::{Lengths, Postings},
    snapshot::Segment,
};
use std::ops::Range;

/// Documents of one window; few in tests, so that they cross its borders.
const WIDTH: usize = if cfg!(test) { 16 } else { 4_096 };

/// A field words are looked up in.
#[derive(Debug)]
pub(crate) struct Weights {
    pub(crate) field: Field,
    /// Whether a word there says what the service is.
    pub(crate) strong: bool,
    /// What one occurrence weighs, by the mark of the text's length.
    pub(crate) table: Vec<f32>,
}

/// What one window holds of each document, slot by slot: the documents of its runs, in order.
#[derive(Debug)]
pub(crate) struct Window {
    /// Which documents.
    pub(crate) runs: Vec<Range<u32>>,
    /// The words each has anywhere, a bit each.
    pub(crate) found: Vec<u16>,
    /// Whether each has any word or other word.
    pub(crate) touched: Vec<bool>,
    /// The words each has in its name or about it, a bit each.
    pub(crate) strong: Vec<u16>,
    /// The other words for needs that each uses, a bit each.
    pub(crate) called: Vec<u64>,
    /// What the words weigh: word by word, then slot by slot.
    weights: Vec<f32>,
}

impl Window {
    /// What a word weighs in the document of a slot.
    pub(crate) fn weight(&self, word: usize, slot: usize) -> f32 {
        self.weights[word * WIDTH + slot]
    }

    fn clear(&mut self) {
        self.runs.clear();
        self.found.fill(0);
        self.touched.fill(false);
        self.strong.fill(0);
        self.called.fill(0);
        self.weights.fill(0.0);
    }
}

/// A word's postings in one field, read from the front to the back.
struct Word<'a> {
    bit: usize,
    postings: Postings,
    lengths: Lengths,
    weights: &'a Weights,
}

/// The windows of one segment.
pub(crate) struct Windows<'a> {
    /// Runs not visited yet, the next one last.
    runs: Vec<Range<u32>>,
    words: Vec<Word<'a>>,
    /// Postings of the other words for needs, and the bit of each.
    other_words: Vec<(usize, Postings)>,
    window: Window,
}

impl<'a> Windows<'a> {
    /// The windows over some runs of a segment's documents, for the words of a plan in these fields and its other words as
    /// written.
    pub(crate) fn of(plan: &Plan, segment: &Segment, fields: &'a [Weights], mut runs: Vec<Range<u32>>) -> Result<Self, SearchError> {
        let mut words = Vec::with_capacity(plan.parts.len() * fields.len());
        for weights in fields {
            let lengths = segment.reader.lengths(weights.field)?;
            for (bit, part) in plan.parts.iter().enumerate() {
                let Some(postings) = segment.reader.postings(weights.field, &part.stem, true)? else { continue };
                words.push(Word { bit, postings, lengths: lengths.clone(), weights });
            }
        }
        let mut other_words = Vec::new();
        for (bit, word) in plan.other_words() {
            other_words.extend(segment.reader.postings(Field::Raw, &word.text, false)?.map(|postings| (bit, postings)));
        }
        runs.reverse();
        let window = Window {
            runs: Vec::new(),
            found: vec![0; WIDTH],
            touched: vec![false; WIDTH],
            strong: vec![0; WIDTH],
            called: vec![0; if other_words.is_empty() { 0 } else { WIDTH }],
            weights: vec![0.0; WIDTH * plan.parts.len()],
        };
        Ok(Self { runs, words, other_words, window })
    }

    /// The next window; `None` behind the last one.
    pub(crate) fn next(&mut self) -> Option<&Window> {
        if !self.window.runs.is_empty() {
            self.window.clear();
        }
        self.fill();
        if self.window.runs.is_empty() {
            return None;
        }
        let Self { words, other_words, window, .. } = self;
        let Window { runs, found, touched, strong, called, weights } = window;
        for Word { bit, postings, lengths, weights: of_field } in words {
            let (bit, mark, first) = (1_u16 << *bit, u16::from(of_field.strong) << *bit, *bit * WIDTH);
            let weights = &mut weights[first..first + WIDTH];
            postings.visit(runs, |slot, doc, times| {
                #[expect(clippy::cast_precision_loss, reason = "counts of a word in a text are small")]
                let times = times as f32;
                weights[slot] += times * of_field.table[usize::from(lengths.mark(doc))];
                found[slot] |= bit;
                touched[slot] = true;
                strong[slot] |= mark;
            });
        }
        for (bit, postings) in other_words {
            postings.visit(runs, |slot, _, _| {
                called[slot] |= 1 << *bit;
                touched[slot] = true;
            });
        }
        Some(window)
    }

    /// Takes as many documents as a window holds.
    fn fill(&mut self) {
        let mut room = u32::try_from(WIDTH).unwrap_or(u32::MAX);
        while let Some(run) = self.runs.pop() {
            let end = run.end.min(run.start.saturating_add(room));
            self.window.runs.push(run.start..end);
            if end < run.end {
                self.runs.push(end..run.end);
                return;
            }
            room -= end - run.start;
            if room == 0 {
                return;
            }
        }
    }
}
