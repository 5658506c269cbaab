//! Opening hours at the moment of asking. Each distinct set of hours is numbered (see [`crate::search::numbers`]) and looked at once a
//! day; how it stands is said once a minute.

use crate::{
    finding::answer::Card,
    model::opening::{self, Outlook, State},
    search::{
        cards::{At, Cards},
        error::SearchError,
    },
};
use arc_swap::ArcSwapOption;
use jiff::{Zoned, civil::Date};
use rustc_hash::FxHashMap;
use std::sync::{
    Arc, Mutex, OnceLock, PoisonError,
    atomic::{AtomicBool, Ordering},
};

/// The opening hours of an index, by number.
#[derive(Debug)]
pub(crate) struct Hours {
    cards: Arc<Cards>,
    /// A card that shows each. The first stands for none.
    shown_by: Arc<Vec<u64>>,
    day: ArcSwapOption<Day>,
    minute: ArcSwapOption<Minute>,
}

/// What hours are like from one day on, as far as anyone has asked.
#[derive(Debug)]
pub(crate) struct Day {
    date: Date,
    /// Everything was looked at, or is being looked at.
    looked: AtomicBool,
    outlooks: Box<[OnceLock<Outlook>]>,
}

/// How hours stand at one minute, as far as anyone has asked.
#[derive(Debug)]
struct Minute {
    at: i64,
    states: Mutex<FxHashMap<u32, State>>,
}

impl Hours {
    /// Nothing asked yet.
    pub(crate) fn new(cards: Arc<Cards>, shown_by: Arc<Vec<u64>>) -> Self {
        Self { cards, shown_by, day: ArcSwapOption::empty(), minute: ArcSwapOption::empty() }
    }

    /// A card that shows each of the hours, by their number.
    pub(crate) fn cards(&self) -> &[u64] {
        &self.shown_by
    }

    /// The day a moment lies in.
    pub(crate) fn day(&self, now: &Zoned) -> Arc<Day> {
        if let Some(day) = self.day.load_full().filter(|day| day.date == now.date()) {
            return day;
        }
        let day = Arc::new(Day {
            date: now.date(),
            looked: AtomicBool::new(false),
            outlooks: self.shown_by.iter().map(|_| OnceLock::new()).collect(),
        });
        self.day.store(Some(Arc::clone(&day)));
        day
    }

    /// Looks at everything the day's questions may ask, so that none of them has to. Done again, it costs nothing.
    pub(crate) fn look_ahead(&self, now: &Zoned) -> Result<(), SearchError> {
        let day = self.day(now);
        if day.looked.swap(true, Ordering::Relaxed) {
            return Ok(());
        }
        for number in 1..u32::try_from(self.shown_by.len()).unwrap_or(u32::MAX) {
            self.outlook(&day, number, now)?;
        }
        Ok(())
    }

    /// What hours of this number are like on a day, which `now` lies in; `None` for no hours.
    pub(crate) fn outlook<'d>(&self, day: &'d Day, number: u32, now: &Zoned) -> Result<Option<&'d Outlook>, SearchError> {
        if number == 0 {
            return Ok(None);
        }
        let known = &day.outlooks[number as usize];
        if let Some(outlook) = known.get() {
            return Ok(Some(outlook));
        }
        let card = self.card(number)?;
        Ok(Some(known.get_or_init(|| Outlook::of(&card.schedules, card.nation, now))))
    }

    /// How hours of this number stand now. `card` has them.
    pub(crate) fn state(&self, number: u32, card: &Card, now: &Zoned) -> State {
        let minute = self.minute(now);
        let known = |minute: &Minute| minute.states.lock().unwrap_or_else(PoisonError::into_inner).get(&number).cloned();
        known(&minute).unwrap_or_else(|| {
            let state = opening::state(&card.schedules, card.nation, now);
            minute.states.lock().unwrap_or_else(PoisonError::into_inner).insert(number, state.clone());
            state
        })
    }

    fn minute(&self, now: &Zoned) -> Arc<Minute> {
        let at = now.timestamp().as_second().div_euclid(60);
        if let Some(minute) = self.minute.load_full().filter(|minute| minute.at == at) {
            return minute;
        }
        let minute = Arc::new(Minute { at, states: Mutex::default() });
        self.minute.store(Some(Arc::clone(&minute)));
        minute
    }

    fn card(&self, number: u32) -> Result<Card, SearchError> {
        Ok(self.cards.read(At(self.shown_by[number as usize]))?.card())
    }
}
