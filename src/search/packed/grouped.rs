//! Words in groups of documents, as a pack is carried: each group has the words of its own documents, which it numbers from zero, so that
//! a document that comes or goes changes its own group alone. Put together they are one [`PackedWords`] again.

use super::{PackedField, PackedWords, number, push};
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::BinaryHeap, iter};

/// The words of one group, in the order of [`crate::search::field::Field::ALL`].
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct GroupWords {
    fields: Vec<GroupField>,
}

/// The words a group's documents have in one field, in the order of their bytes.
#[derive(Debug, Default, Serialize, Deserialize)]
struct GroupField {
    /// How many bytes each word has in common with the one before.
    shared: Vec<u32>,
    /// How many bytes follow, and all of those.
    rest: Vec<u32>,
    #[serde(with = "serde_bytes")]
    text: Vec<u8>,
    /// Bytes of each word's documents, and all of those.
    sizes: Vec<u32>,
    #[serde(with = "serde_bytes")]
    documents: Vec<u8>,
    #[serde(with = "serde_bytes")]
    marks: Vec<u8>,
}

/// What the groups cannot tell of a field.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Beyond {
    counted: bool,
    length: u64,
    /// For each word of any group, how many documents have it that are in none. So a document that is in both changes nothing here.
    frequencies: Vec<i64>,
}

/// The next document of a posting list and how often it has the word; `None` at the end, or where it breaks off.
fn next(bytes: &[u8], at: &mut usize, doc: &mut u32, counted: bool) -> Option<u32> {
    let step = number(bytes, at)?;
    *doc = doc.wrapping_add(if counted { step >> 1 } else { step });
    if counted && step & 1 == 1 { number(bytes, at) } else { Some(1) }
}

/// Adds a document to a posting list.
fn add(bytes: &mut Vec<u8>, step: u32, times: u32, counted: bool) {
    match (counted, times) {
        (false, _) => push(bytes, step),
        (true, 1) => push(bytes, step << 1),
        (true, _) => {
            push(bytes, step << 1 | 1);
            push(bytes, times);
        }
    }
}

#[cfg(not(target_family = "wasm"))]
mod parting {
    use super::{Beyond, GroupField, GroupWords, PackedField, PackedWords, add, next};
    use crate::search::field::Field;
    use std::ops::Range;

    /// A field of a group while it is written.
    #[derive(Default)]
    struct Writer {
        field: GroupField,
        last: String,
        /// The word begun last, by its number in the whole, and the last document that has it.
        word: Option<usize>,
        doc: u32,
    }

    impl Writer {
        fn begin(&mut self, number: usize, word: &str) {
            let shared = self.last.bytes().zip(word.bytes()).take_while(|(one, other)| one == other).count();
            let length = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
            self.field.shared.push(length(shared));
            self.field.rest.push(length(word.len() - shared));
            self.field.text.extend_from_slice(&word.as_bytes()[shared..]);
            self.field.sizes.push(0);
            (self.word, self.doc) = (Some(number), u32::MAX);
            word.clone_into(&mut self.last);
        }

        fn document(&mut self, doc: u32, times: u32, counted: bool) {
            let before = self.field.documents.len();
            add(&mut self.field.documents, doc.wrapping_sub(self.doc), times, counted);
            self.doc = doc;
            if let Some(size) = self.field.sizes.last_mut() {
                *size += u32::try_from(self.field.documents.len() - before).unwrap_or(u32::MAX);
            }
        }
    }

    impl PackedWords {
        /// The words of each run of documents. The runs follow each other.
        pub(crate) fn parted(&self, runs: &[Range<usize>]) -> (Vec<Beyond>, Vec<GroupWords>) {
            let mut groups: Vec<GroupWords> = runs.iter().map(|_| GroupWords::default()).collect();
            let mut beyond = Vec::new();
            for field in Field::ALL {
                let (rest, fields) = self.of(field).parted(runs);
                beyond.push(rest);
                groups.iter_mut().zip(fields).for_each(|(group, field)| group.fields.push(field));
            }
            (beyond, groups)
        }
    }

    impl PackedField {
        fn parted(&self, runs: &[Range<usize>]) -> (Beyond, Vec<GroupField>) {
            let mut writers: Vec<Writer> = runs.iter().map(|_| Writer::default()).collect();
            let mut frequencies = Vec::with_capacity(self.ends.len());
            let mut from = 0;
            for (word, end) in self.documents_end.iter().enumerate() {
                let bytes = &self.documents[from..*end as usize];
                from = *end as usize;
                let (mut at, mut doc, mut run, mut count) = (0, u32::MAX, 0, 0_i64);
                while let Some(times) = next(bytes, &mut at, &mut doc, self.counted) {
                    run += runs[run..].iter().take_while(|run| run.end <= doc as usize).count();
                    let (Some(writer), Some(range)) = (writers.get_mut(run), runs.get(run)) else { break };
                    if writer.word != Some(word) {
                        writer.begin(word, self.word(word));
                    }
                    writer.document(doc - u32::try_from(range.start).unwrap_or(0), times, self.counted);
                    count += 1;
                }
                frequencies.push(i64::from(self.frequencies[word]) - count);
            }
            for (writer, run) in writers.iter_mut().zip(runs) {
                writer.field.marks = self.marks.get(run.clone()).unwrap_or_default().to_vec();
            }
            let beyond = Beyond { counted: self.counted, length: self.length, frequencies };
            (beyond, writers.into_iter().map(|writer| writer.field).collect())
        }
    }
}

/// A field of a group, its words one behind the other.
struct Unfolded {
    text: String,
    ends: Vec<u32>,
    /// Where each word's documents end.
    documents_end: Vec<u32>,
    documents: Vec<u8>,
}

impl Unfolded {
    fn of(field: GroupField) -> Option<Self> {
        let GroupField { shared, rest, text, sizes, documents, .. } = field;
        let (mut all, mut last): (Vec<u8>, Vec<u8>) = Default::default();
        let (mut ends, mut at) = (Vec::with_capacity(rest.len()), 0_usize);
        for (shared, rest) in shared.iter().zip(&rest) {
            let rest = text.get(at..at.checked_add(*rest as usize)?)?;
            at += rest.len();
            let kept = last.get(..*shared as usize)?;
            // Each word comes after the one before: what is put together is looked up by halves.
            let rises = rest.first().is_some_and(|first| last.get(kept.len()).is_none_or(|before| before < first));
            if !rises && !ends.is_empty() {
                return None;
            }
            last.truncate(*shared as usize);
            last.extend_from_slice(rest);
            all.extend_from_slice(&last);
            ends.push(u32::try_from(all.len()).ok()?);
        }
        let ended = |sum: &mut u32, size: &u32| {
            *sum = sum.checked_add(*size)?;
            Some(*sum)
        };
        let documents_end: Vec<u32> = sizes.iter().scan(0, ended).collect();
        let text = String::from_utf8(all).ok()?;
        let same = shared.len() == rest.len() && documents_end.len() == rest.len();
        let whole = documents_end.last().map_or(0, |end| *end as usize) == documents.len();
        let letters = ends.iter().all(|end| text.is_char_boundary(*end as usize));
        (same && whole && letters).then_some(Self { text, ends, documents_end, documents })
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.text.get(from(&self.ends, at)..*self.ends.get(at)? as usize)
    }

    fn documents(&self, at: usize) -> &[u8] {
        let end = self.documents_end.get(at).map_or(0, |end| *end as usize);
        self.documents.get(from(&self.documents_end, at)..end).unwrap_or_default()
    }
}

/// Where something begins whose end and predecessors' ends are known.
fn from(ends: &[u32], at: usize) -> usize {
    at.checked_sub(1).map_or(0, |before| ends[before] as usize)
}

impl PackedWords {
    /// The words of all groups as one; each with how many documents it has. `None` where they do not hold together.
    pub(crate) fn joined(beyond: Vec<Beyond>, groups: Vec<(GroupWords, u32)>) -> Option<Self> {
        let lengths: Vec<u32> = groups.iter().map(|(_, documents)| *documents).collect();
        let mut fields: Vec<_> = groups.into_iter().map(|(group, _)| group.fields.into_iter()).collect();
        let mut next = || fields.iter_mut().map(Iterator::next).collect::<Option<Vec<GroupField>>>();
        let joined = beyond.into_iter().map(|beyond| joined(beyond, next()?, &lengths)).collect::<Option<Vec<_>>>()?;
        Some(Self { fields: joined })
    }
}

fn joined(beyond: Beyond, groups: Vec<GroupField>, lengths: &[u32]) -> Option<PackedField> {
    let Beyond { counted, length, frequencies } = beyond;
    let marks = groups.iter().flat_map(|group| group.marks.iter().copied()).collect();
    let groups = groups.into_iter().map(Unfolded::of).collect::<Option<Vec<_>>>()?;
    let starts: Vec<u32> = iter::once(&0)
        .chain(lengths)
        .scan(0_u32, |sum, one| {
            *sum = sum.wrapping_add(*one);
            Some(*sum)
        })
        .collect();
    let mut field = PackedField { counted, marks, length, ..PackedField::default() };
    let mut heap: BinaryHeap<Reverse<(&str, usize, usize)>> =
        groups.iter().enumerate().filter_map(|(group, words)| Some(Reverse((words.word(0)?, group, 0)))).collect();
    let mut frequencies = frequencies.into_iter();
    while let Some(Reverse((word, ..))) = heap.peek().copied() {
        let (mut before, mut count) = (u32::MAX, 0_i64);
        // The groups of one word come in their order, and so do their documents.
        while let Some(Reverse((_, group, at))) = heap.peek().copied().filter(|Reverse((other, ..))| *other == word) {
            heap.pop();
            let bytes = groups[group].documents(at);
            let (mut place, mut doc) = (0, u32::MAX);
            while let Some(times) = next(bytes, &mut place, &mut doc, counted) {
                let here = Some(doc).filter(|doc| *doc < lengths[group])?.checked_add(starts[group])?;
                let step = here.wrapping_sub(before);
                if step == 0 || (before != u32::MAX && here <= before) {
                    return None;
                }
                add(&mut field.documents, step, times, counted);
                before = here;
                count += 1;
            }
            heap.extend(groups[group].word(at + 1).map(|next| Reverse((next, group, at + 1))));
        }
        field.text.push_str(word);
        field.ends.push(u32::try_from(field.text.len()).ok()?);
        field.documents_end.push(u32::try_from(field.documents.len()).ok()?);
        field.frequencies.push(u32::try_from(frequencies.next()?.checked_add(count)?).ok()?);
    }
    frequencies.next().is_none().then_some(field)
}
