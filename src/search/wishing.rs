//! Wishes: what the words say a person would rather have, judged of every candidate. They order and never exclude.

use crate::{
    finding::{
        scoring,
        understanding::{Moment, Want, Wish},
    },
    search::{
        error::SearchError,
        filters::{self, Choices},
        sidecar::Sidecar,
        snapshot::{Minute, Snapshot},
    },
};
use jiff::{Zoned, civil::time};

/// The hour "open late" is judged at, and the hour a day is.
const EVENING: i8 = 20;
const MIDDAY: i8 = 11;

/// The wishes of a question, ready to be judged.
#[derive(Debug)]
pub(crate) struct Wishes(Vec<Rule>);

#[derive(Debug)]
enum Rule {
    /// One of these bits of a mask; others of the same filter speak against it.
    Mask { column: usize, wanted: u64, against: u64 },
    /// Open at a moment.
    Open { at: Zoned, minute: Minute },
    /// Nothing that can be judged.
    Never,
}

impl Wishes {
    pub(crate) fn of(wishes: &[Wish], snapshot: &Snapshot, now: &Zoned) -> Self {
        Self(wishes.iter().map(|wish| rule(&wish.wants, snapshot, now)).collect())
    }

    /// The wishes a document satisfies, a bit each, and what that makes of its score. What a record does not say counts neither
    /// way.
    pub(crate) fn judge(&self, snapshot: &Snapshot, sidecar: &Sidecar, doc: u32) -> Result<(u16, f32), SearchError> {
        let (mut met, mut factor) = (0, 1.0);
        for (bit, rule) in self.0.iter().enumerate() {
            match rule.judge(snapshot, sidecar, doc as usize)? {
                Some(true) => {
                    met |= 1 << bit;
                    factor *= scoring::WISH_MET;
                }
                Some(false) => factor *= scoring::WISH_UNMET,
                None => {}
            }
        }
        Ok((met, factor))
    }
}

impl Rule {
    /// Whether a document satisfies it; `None` where its record does not say.
    fn judge(&self, snapshot: &Snapshot, sidecar: &Sidecar, doc: usize) -> Result<Option<bool>, SearchError> {
        Ok(match self {
            Self::Mask { column, wanted, .. } if sidecar.masks[*column][doc] & wanted != 0 => Some(true),
            Self::Mask { column, against, .. } => (sidecar.masks[*column][doc] & against != 0).then_some(false),
            Self::Open { .. } if sidecar.hours[doc] == 0 => None,
            Self::Open { at, minute } => Some(minute.is_open(snapshot, sidecar.hours[doc], at)?),
            Self::Never => None,
        })
    }
}

fn rule(want: &Want, snapshot: &Snapshot, now: &Zoned) -> Rule {
    match want {
        Want::Choice { parameter, value } => mask(parameter, value).unwrap_or(Rule::Never),
        Want::Open(moment) => at(*moment, now).map_or(Rule::Never, |at| Rule::Open { minute: Minute::of(snapshot, &at), at }),
    }
}

/// The bits of a filter's value, and of its other values but "unknown".
fn mask(parameter: &str, value: &str) -> Option<Rule> {
    let place = filters::position(parameter)?;
    let (Choices::Closed(choices, _), Some(bits)) = (filters::ALL[place].choices(), filters::layout()[place]) else { return None };
    let bits_of = |holds: &dyn Fn(&str) -> bool| {
        choices.iter().enumerate().filter(|(_, (word, _))| holds(word)).fold(0, |sum, (at, _)| sum | 1 << (bits.shift + at))
    };
    let wanted = bits_of(&|word| word == value);
    (wanted != 0).then(|| Rule::Mask { column: bits.column, wanted, against: bits_of(&|word| word != value && word != filters::UNKNOWN) })
}

/// The moment meant, told from now.
fn at(moment: Moment, now: &Zoned) -> Option<Zoned> {
    let on = |date: jiff::civil::Date, hour| date.to_datetime(time(hour, 0, 0, 0)).to_zoned(now.time_zone().clone()).ok();
    match moment {
        Moment::Now => Some(now.clone()),
        Moment::Evening => on(now.date(), EVENING),
        Moment::Day(day) if now.date().weekday() == day => on(now.date(), MIDDAY),
        Moment::Day(day) => on(now.date().nth_weekday(1, day).ok()?, MIDDAY),
    }
}
