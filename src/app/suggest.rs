//! Completions of what is being typed: needs, services, organisations and places, each kind with its share of the list.

#[cfg(test)]
use crate::app::Back;
use crate::{
    app::{App, AppError},
    finding::{completion::one_slip_away, words::normalise},
    search,
};

/// A completion of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// The words.
    pub text: String,
    /// The service's or organisation's id, or the need's code.
    pub id: Option<String>,
}

/// Kinds of suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A need.
    Need,
    /// A service.
    Service,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
}

impl SuggestionKind {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Need, Self::Service, Self::Organisation, Self::Place];
}

/// Letters from which a slip of the finger is forgiven.
const FORGIVING_FROM: usize = 4;

impl App {
    /// Completes what is being typed: at most so many of these kinds (all of them, where none is named), the likeliest first, none
    /// twice, places last. Each kind that has something is there.
    ///
    /// # Errors
    /// When the index cannot be read.
    #[expect(clippy::unused_async, reason = "callers need not know that an answer comes from memory")]
    pub async fn suggest(&self, text: &str, kinds: &[SuggestionKind], limit: usize) -> Result<Vec<Suggestion>, AppError> {
        let kinds = if kinds.is_empty() { SuggestionKind::ALL } else { kinds };
        let wanted = |kind: SuggestionKind| kinds.contains(&kind);
        #[cfg(test)]
        if let Back::Sampled(samples) = &self.0.back {
            return Ok((samples.suggest)(text, limit).into_iter().filter(|one| wanted(one.kind)).collect());
        }
        let mut found = Vec::new();
        if kinds.iter().any(|kind| *kind != SuggestionKind::Place) {
            // Of one kind alone there may be more before the others than the list has room for.
            let all = self.snapshot().suggest(&self.needs(), text, limit * SuggestionKind::ALL.len());
            found.extend(all.into_iter().map(suggestion).filter(|one| wanted(one.kind)));
        }
        if wanted(SuggestionKind::Place) {
            found.extend(self.suggested_places(text, limit, found.is_empty()));
        }
        Ok(shared(found, limit))
    }

    /// Places that begin so; where nothing at all does, those one slip away.
    fn suggested_places(&self, text: &str, limit: usize, alone: bool) -> Vec<Suggestion> {
        let of = |prefix: &str, limit: usize| self.places().suggest(prefix, limit).into_iter().map(|place| place.label).collect::<Vec<_>>();
        let mut labels = of(text, limit);
        let prefix = normalise(text);
        if alone && labels.is_empty() && prefix.chars().count() >= FORGIVING_FROM {
            labels = one_slip_away(&prefix).iter().flat_map(|close| of(close, 1)).collect();
            labels.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
        }
        labels.dedup();
        labels.into_iter().take(limit).map(|text| Suggestion { kind: SuggestionKind::Place, text, id: None }).collect()
    }
}

/// The first of each kind up to its equal share, then the first of any kind while there is room; in the order given.
fn shared(found: Vec<Suggestion>, limit: usize) -> Vec<Suggestion> {
    let share = (limit / SuggestionKind::ALL.len()).max(1);
    let mut kept = vec![false; found.len()];
    let mut room = limit;
    for fair in [true, false] {
        for at in 0..found.len() {
            let of_its_kind = found.iter().zip(&kept).filter(|(one, kept)| **kept && one.kind == found[at].kind).count();
            if room > 0 && !kept[at] && (!fair || of_its_kind < share) {
                kept[at] = true;
                room -= 1;
            }
        }
    }
    found.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(one, _)| one).collect()
}

fn suggestion(found: search::Suggestion) -> Suggestion {
    let kind = match found.kind {
        search::SuggestionKind::Service => SuggestionKind::Service,
        search::SuggestionKind::Organisation => SuggestionKind::Organisation,
        search::SuggestionKind::Need => SuggestionKind::Need,
    };
    Suggestion { kind, text: found.text, id: found.id }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_share_and_what_is_left_goes_to_the_first() {
        use SuggestionKind::{Need, Organisation, Place, Service};
        let some = |kinds: &[SuggestionKind]| {
            let one = |(at, kind): (usize, &SuggestionKind)| Suggestion { kind: *kind, text: at.to_string(), id: None };
            kinds.iter().enumerate().map(one).collect::<Vec<_>>()
        };
        for (found, limit, kept) in [
            (vec![Need, Need, Need, Service, Service, Organisation, Place], 4, "0356"),
            (vec![Need, Need, Need, Service, Service, Organisation, Place], 5, "01356"),
            (vec![Service, Service, Service], 2, "01"),
            (vec![], 3, ""),
        ] {
            let texts: String = shared(some(&found), limit).into_iter().map(|one| one.text).collect();
            assert_eq!(texts, kept, "{found:?}");
        }
    }
}
