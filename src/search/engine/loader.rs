//! Builds snapshots of the engine's states, keeping the columns of segments that have not changed.

use crate::search::{
    cards::Cards,
    engine::{columns, reader::Engine, schema::Fields},
    error::SearchError,
    filters,
    hours::Hours,
    numbers::Numbers,
    reader::Reader,
    sidecar::Sidecar,
    snapshot::{Segment, Snapshot, Values},
};
use std::{collections::HashMap, sync::Arc};
use tantivy::{IndexReader, index::SegmentId};

/// Builds snapshots.
#[derive(Debug)]
pub(crate) struct Loader {
    fields: Arc<Fields>,
    numbers: Numbers,
    sidecars: HashMap<SegmentId, Arc<Sidecar>>,
}

impl Loader {
    pub(crate) fn new(fields: Fields) -> Self {
        Self { fields: Arc::new(fields), numbers: Numbers::new(filters::open_lists().count()), sidecars: HashMap::new() }
    }

    /// The state the reader was last reloaded to.
    pub(crate) fn load(&mut self, reader: &IndexReader, cards: &Arc<Cards>, position: i64) -> Result<Snapshot, SearchError> {
        let (mut segments, mut sidecars) = (Vec::new(), HashMap::new());
        for reader in reader.searcher().segment_readers() {
            let sidecar = match self.sidecars.get(&reader.segment_id()) {
                Some(known) => Arc::clone(known),
                None => Arc::new(columns::read(reader, &self.fields, &mut self.numbers)?),
            };
            sidecars.insert(reader.segment_id(), Arc::clone(&sidecar));
            segments.push(Segment { reader: Reader::Engine(Box::new(Engine::new(reader.clone(), Arc::clone(&self.fields)))), sidecar });
        }
        self.sidecars = sidecars;
        Ok(Snapshot {
            position,
            services: segments.iter().map(Segment::services).sum(),
            documents: segments.iter().map(|segment| u64::from(segment.sidecar.len())).sum(),
            segments,
            cards: Arc::clone(cards),
            needs: self.numbers.needs.known(),
            covers: self.numbers.covers.known(),
            lists: self.numbers.lists.iter().map(Values::of).collect(),
            kinds: self.numbers.kinds.known(),
            hours: Hours::new(Arc::clone(cards), Arc::clone(&self.numbers.hour_cards)),
        })
    }
}
