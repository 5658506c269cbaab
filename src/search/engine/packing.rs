//! Packs a snapshot of the engine's: see [`crate::search::pack`].

use crate::search::{
    card::Stored,
    cards::{At, CHECKSUM, checksum},
    engine::{Services, WriteError, index::Index, reader::Engine},
    error::SearchError,
    field::Field,
    names::Names,
    numbers::Known,
    pack::{PackedIndex, PackedNames, PackedSets, renumbered, steps_of},
    packed::{PackedWords, PackedWriter},
    reader::{NO_MORE, Reader, Walk},
    sidecar::Sidecar,
    snapshot::{Segment, Snapshot},
};
use std::{collections::HashMap, io};

/// Packs some services: an index of them alone is built in a folder that is gone afterwards. Words weigh as they do in `whole`.
///
/// # Errors
/// When the services cannot be read to the end, or the folder cannot be written.
pub fn pack_services(services: &mut Services<'_>, whole: &Snapshot) -> Result<PackedIndex, WriteError> {
    let folder = tempfile::tempdir()?;
    let index = Index::rebuild_in(folder.path(), "pack", services, whole.position, &mut |_| ())?;
    Ok(pack(&index.snapshot(), whole)?)
}

/// Packs a snapshot that is one segment with nothing deleted, as one newly built is. Words weigh as they do in `whole`.
///
/// # Errors
/// When either cannot be read.
fn pack(snapshot: &Snapshot, whole: &Snapshot) -> Result<PackedIndex, SearchError> {
    let Some(Segment { reader: Reader::Engine(engine), sidecar }) = snapshot.segments.first() else {
        return Ok(PackedIndex { documents: whole.documents, ..empty(snapshot) });
    };
    let mut cards = CardPacker::default();
    let cards_at = sidecar.cards.iter().map(|at| cards.take(snapshot, *at)).collect::<Result<_, _>>()?;
    let hour_cards = snapshot.hours.cards().iter().map(|at| cards.taken(*at)).collect();
    let (service_of, service_ids) = renumbered(sidecar.ids.iter().map(|id| id.to_be_bytes()));
    let owner = |doc| sidecar.completions.organisation(doc).unwrap_or_default().into_bytes();
    let (organisation_of, organisation_ids) = renumbered((0..sidecar.len()).map(owner));
    Ok(PackedIndex {
        position: whole.position,
        services: snapshot.services,
        documents: whole.documents,
        key_steps: std::iter::once(0)
            .chain(sidecar.keys.iter().copied())
            .zip(&sidecar.keys)
            .map(|(before, key)| key.wrapping_sub(before))
            .collect(),
        points: (0..sidecar.len()).map(|doc| sidecar.point(doc).map(steps_of)).collect(),
        masks: sidecar.masks.to_vec(),
        service_of,
        service_ids,
        needs: sets(&snapshot.needs, &[], &sidecar.needs),
        covers: sets(&snapshot.covers, &[], &sidecar.covers),
        lists: snapshot.lists.iter().zip(&sidecar.lists).map(|(list, of)| sets(&list.known, &list.labels, of)).collect(),
        hours: sidecar.hours.clone(),
        hour_cards,
        facts: sidecar.facts.iter().map(|facts| facts.0).collect(),
        ages: sidecar.ages.clone(),
        cards_at,
        cards: cards.bytes,
        titles: names(&sidecar.completions.services),
        providers: names(&sidecar.completions.organisations),
        organisation_of,
        organisation_ids,
        words: words(engine, sidecar, whole)?,
    })
}

/// A pack that finds nothing, with room for what every pack has.
fn empty(snapshot: &Snapshot) -> PackedIndex {
    let mut words = PackedWriter::default();
    for _ in Field::ALL {
        words.begin(false, 0, Vec::new());
    }
    PackedIndex {
        masks: vec![Vec::new(); crate::search::filters::MASKS],
        lists: snapshot.lists.iter().map(|_| PackedSets::default()).collect(),
        hour_cards: vec![0],
        words: words.finish(),
        ..PackedIndex::default()
    }
}

/// Puts cards one behind the other, each once.
#[derive(Default)]
struct CardPacker {
    bytes: Vec<u8>,
    taken: HashMap<u64, u64>,
}

impl CardPacker {
    fn take(&mut self, snapshot: &Snapshot, at: u64) -> Result<u64, SearchError> {
        if let Some(taken) = self.taken.get(&at) {
            return Ok(*taken);
        }
        let card: Stored = snapshot.cards.read(At(at))?;
        let body = postcard::to_allocvec(&card).map_err(io::Error::other)?;
        let here = At::new(self.bytes.len() as u64, CHECKSUM + body.len())?.0;
        self.bytes.extend(checksum(&body));
        self.bytes.extend(body);
        self.taken.insert(at, here);
        Ok(here)
    }

    fn taken(&self, at: u64) -> u64 {
        self.taken.get(&at).copied().unwrap_or(0)
    }
}

fn sets(known: &Known, labels: &[std::sync::Arc<str>], of: &[u32]) -> PackedSets {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    PackedSets {
        words: (0..known.words.len()).map(|word| known.words.text(number(word)).to_owned()).collect(),
        labels: labels.iter().map(ToString::to_string).collect(),
        sets: (1..known.sets.len()).map(|set| known.sets.words(number(set)).to_vec()).collect(),
        of: of.to_vec(),
    }
}

fn names(names: &Names) -> PackedNames {
    let all = (0..names.len()).zip(0_u32..);
    let of = all.flat_map(|(name, number)| names.documents(name).iter().map(move |doc| (*doc, number))).collect();
    PackedNames { shown: (0..names.len()).map(|name| names.shown(name).to_owned()).collect(), of }
}

fn words(engine: &Engine, sidecar: &Sidecar, whole: &Snapshot) -> Result<PackedWords, SearchError> {
    let mut writer = PackedWriter::default();
    for field in Field::ALL {
        let counted = field.is_counted();
        let lengths = if counted { Some(engine.lengths(field)?) } else { None };
        let marks = lengths.map(|lengths| (0..sidecar.len()).map(|doc| lengths.fieldnorm_id(doc)).collect()).unwrap_or_default();
        writer.begin(counted, if counted { whole.length(field)? } else { 0 }, marks);
        let mut trouble = None;
        engine.words(field, |word, walk| {
            let frequency = whole.frequency(field, word).unwrap_or_else(|error| {
                trouble = Some(error);
                0
            });
            writer.word(
                word,
                frequency,
                std::iter::from_fn(|| {
                    let doc = walk.doc();
                    let times = walk.times();
                    (doc != NO_MORE).then(|| {
                        walk.advance();
                        (doc, times)
                    })
                }),
            );
        })?;
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
    }
    Ok(writer.finish())
}
