//! Small facts of a document that scoring needs, packed in one number.

use crate::{
    finding::answer::Card,
    model::{
        sector::{Delivery, Nation, Status},
        service::{Capacity, CapacityState},
    },
    search::filters::wait,
};
use jiff::civil::{Date, date};

/// Flags and two days in one number: 16 bits of flags and small numbers, 24 bits each for the last check and the last day that
/// room and waiting are believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Facts(pub(crate) u64);

const FIRST: u64 = 1;
const SEVERAL: u64 = 1 << 1;
const POINT: u64 = 1 << 2;
const CLOSED: u64 = 1 << 3;
const REMOTE: u64 = 1 << 4;
const APPROXIMATE: u64 = 1 << 5;
const OPEN: u64 = 1 << 6;
const NATION: u32 = 8;
/// The level of the wait and one, or nothing.
const WAIT: u32 = 11;
const CHECKED: u32 = 16;
const BELIEVED: u32 = 40;
const THREE_BITS: u64 = 7;
const DAY: u64 = (1 << 24) - 1;

/// What a document knows of its own site.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts, packed into bits right away")]
pub(crate) struct AtSite {
    /// The first document of its service.
    pub(crate) first: bool,
    /// Its service has other documents.
    pub(crate) several: bool,
    /// It has a point.
    pub(crate) point: bool,
    /// The point is rough.
    pub(crate) approximate: bool,
}

impl Facts {
    /// The facts of a card at a site; `capacity` is the service's.
    pub(crate) fn of(card: &Card, site: AtSite, capacity: Option<&Capacity>) -> Self {
        let flag = |bit: u64, set: bool| if set { bit } else { 0 };
        let remote = card.delivery.iter().any(|delivery| matches!(delivery, Delivery::Online | Delivery::Phone));
        let nation = card.nation.and_then(|nation| Nation::ALL.iter().position(|one| *one == nation)).map_or(0, |at| at as u64 + 1);
        let open = card.capacity.is_some_and(|(state, _)| state == CapacityState::Open);
        let wait = capacity.and_then(wait::level).map_or(0, |level| level + 1);
        Self(
            flag(FIRST, site.first)
                | flag(SEVERAL, site.several)
                | flag(POINT, site.point)
                | flag(APPROXIMATE, site.approximate)
                | flag(CLOSED, card.status == Status::TemporarilyClosed)
                | flag(REMOTE, remote)
                | flag(OPEN, open)
                | nation << NATION
                | wait << WAIT
                | card.checked.map_or(0, day) << CHECKED
                | card.capacity.map_or(0, |(_, last)| day(last)) << BELIEVED,
        )
    }

    /// Only what the record says of waiting and its last check, whatever the site: what filters ask about.
    pub(crate) fn of_record(self) -> Self {
        Self(self.0 >> WAIT << WAIT)
    }

    pub(crate) fn is_first(self) -> bool {
        self.0 & FIRST != 0
    }

    pub(crate) fn is_one_of_several(self) -> bool {
        self.0 & SEVERAL != 0
    }

    pub(crate) fn has_point(self) -> bool {
        self.0 & POINT != 0
    }

    pub(crate) fn is_approximate(self) -> bool {
        self.0 & APPROXIMATE != 0
    }

    pub(crate) fn is_closed_for_now(self) -> bool {
        self.0 & CLOSED != 0
    }

    /// By phone or online.
    pub(crate) fn is_remote(self) -> bool {
        self.0 & REMOTE != 0
    }

    pub(crate) fn nation(self) -> Option<Nation> {
        let at = usize::try_from(self.0 >> NATION & THREE_BITS).ok()?;
        Nation::ALL.get(at.checked_sub(1)?).copied()
    }

    /// The day of the last check by a human.
    pub(crate) fn checked(self) -> Option<u64> {
        Some(self.0 >> CHECKED & DAY).filter(|day| *day != 0)
    }

    /// Checked by a human within so many days before `today`.
    pub(crate) fn is_checked_since(self, today: u64, days: u64) -> bool {
        self.checked().is_some_and(|checked| checked + days >= today)
    }

    /// Said to have places, and still believed.
    pub(crate) fn has_places(self, today: u64) -> bool {
        self.0 & OPEN != 0 && self.believes_room(today)
    }

    /// The level of the wait, while it is believed: see [`wait::level`].
    pub(crate) fn wait(self, today: u64) -> Option<u64> {
        (self.0 >> WAIT & THREE_BITS).checked_sub(1).filter(|_| self.believes_room(today))
    }

    fn believes_room(self, today: u64) -> bool {
        self.0 >> BELIEVED & DAY >= today
    }
}

/// A day as a number; days before 1970 are the first one.
pub(crate) fn day(of: Date) -> u64 {
    let days = date(1970, 1, 1).until(of).map_or(1, |span| span.get_days());
    u64::try_from(days).unwrap_or(1).clamp(1, DAY)
}
