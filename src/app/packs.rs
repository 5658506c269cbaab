//! Making packs: what a patch takes along, gathered from the store, the index, the places and the words of this installation. A pack
//! that was made is kept until the directory changes, so that whoever asks next does not wait.

mod kept;
mod making;

pub use kept::Packed;
pub use making::MOST_SERVICES;

use crate::{
    app::{App, AppError},
    finding::{judgements::Question, place_words, question::METRES_PER_MILE},
    offline::Head,
    places::{
        Place,
        patch::{Patch, Ward},
    },
};
use jiff::{SignedDuration, Timestamp};
use kept::{KEY_LETTERS, key, sweep};
use std::{collections::BTreeMap, io};

/// Once the directory has changed, a pack can be had for so long after it was made; whoever comes later is given a newer one.
const GRACE: SignedDuration = SignedDuration::from_hours(6);
/// Packs kept at once.
const KEPT: usize = 20;
/// The widest circle, in miles.
pub const MOST_MILES: f64 = 30.0;
/// Councils in one patch, at most.
const MOST_COUNCILS: usize = 12;

/// What somebody asks to carry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PatchAsked {
    /// Councils, or wards: names or GSS codes.
    pub councils: Vec<String>,
    /// The middle of a circle: a postcode or a town.
    pub place: String,
    /// How far around it, in miles. `None` = 5.
    pub miles: Option<f64>,
}

impl PatchAsked {
    /// As it stands in an address.
    pub fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "council" => asked.councils.push(value.into_owned()),
                "place" => asked.place = value.into_owned(),
                "miles" => asked.miles = value.parse().ok(),
                _ => {}
            }
        }
        asked
    }
}

/// A pack cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PackingError {
    /// The patch cannot be used. The words are for the person who asked.
    #[error("{reason}")]
    Patch {
        /// The parameter at fault.
        parameter: &'static str,
        /// What is wrong, in plain words.
        reason: String,
    },
    /// Something failed here.
    #[error(transparent)]
    App(#[from] AppError),
    /// The file could not be written, or read again.
    #[error("the pack could not be kept: {0}")]
    Io(#[from] io::Error),
}

/// A patch that is understood.
#[derive(Debug)]
struct Understood {
    patch: Patch,
    label: String,
    /// As it is asked for again.
    asked: String,
}

const USUAL_MILES: f64 = 5.0;

impl App {
    /// The pack of a patch: one that was made before, where nothing has changed since, else a new one.
    ///
    /// # Errors
    /// When the patch cannot be understood or is too large, or the pack cannot be made.
    pub async fn pack(&self, asked: &PatchAsked) -> Result<Packed, PackingError> {
        self.pack_of_at_most(MOST_SERVICES, asked).await
    }

    /// The same with another limit than [`MOST_SERVICES`].
    ///
    /// # Errors
    /// As there.
    pub async fn pack_of_at_most(&self, most: usize, asked: &PatchAsked) -> Result<Packed, PackingError> {
        let understood = self.understood(asked)?;
        let live = self.live();
        let file = live.packs.join(format!("{}.pack", key(&understood.asked, live.index.position(), self.clock().today())));
        let _room = live.waiting.try_acquire().map_err(|_| AppError::Busy)?;
        // One at a time: packing keeps the machine busy, and whoever waits may want the same.
        let _alone = live.packing.lock().await;
        if let Ok(known) = Packed::open(&file) {
            return Ok(known);
        }
        let packed = self.make(understood, most, &file).await?;
        sweep(&live.packs, KEPT);
        Ok(packed)
    }

    /// Deletes every pack that was made: another build of the program may have laid them out differently under the same version.
    pub fn forget_packs(&self) {
        sweep(&self.live().packs, 0);
    }

    /// The judged questions as people within the patch of a pack would ask them: those from there as they are, any other put to one
    /// postcode district of the patch after the other. Those with another place among their words are left out.
    ///
    /// # Errors
    /// When the patch is not understood any more.
    pub fn within(&self, head: &Head, questions: &[Question]) -> Result<Vec<Question>, PackingError> {
        let patch = self.understood(&PatchAsked::read(&head.patch))?.patch;
        let is_within = |place: &str| self.place(place).is_some_and(|place| patch.holds(place.point, place.council.as_deref()));
        let districts: Vec<String> = self.places().of_patch(&patch).into_iter().filter_map(|place| place.district).collect();
        let mut turns = districts.iter().cycle();
        let mut moved = Vec::new();
        for question in questions {
            let stays = question.from().is_some_and(is_within);
            let in_words = question.place.is_empty()
                && (question.from().is_some() || place_words::take(&question.words, self.places(), &self.needs()).is_some());
            match turns.next() {
                _ if stays => moved.push(question.clone()),
                Some(district) if !in_words => moved.push(Question { place: district.clone(), ..question.clone() }),
                _ => {}
            }
        }
        Ok(moved)
    }

    /// The pack in a file of ours, by its name without an ending.
    ///
    /// # Errors
    /// When there is none, or none any more.
    pub fn pack_called(&self, name: &str) -> io::Result<Packed> {
        let plain = name.len() == KEY_LETTERS && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !plain {
            return Err(io::ErrorKind::NotFound.into());
        }
        let packed = Packed::open(&self.live().packs.join(format!("{name}.pack")))?;
        let holds = may_be_fetched(&packed.head, self.live().index.position(), self.clock().now());
        if holds { Ok(packed) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    fn understood(&self, asked: &PatchAsked) -> Result<Understood, PackingError> {
        let refused = |parameter, reason: String| PackingError::Patch { parameter, reason };
        let (mut councils, mut wards) = (BTreeMap::new(), BTreeMap::new());
        for named in asked.councils.iter().map(|named| named.trim()) {
            if let Some((code, name)) = self.council(named) {
                councils.insert(code, name);
            } else {
                let (place, metres) = self.ward(named)?;
                wards.insert(place.ward.clone().unwrap_or_default(), (place, metres));
            }
        }
        if councils.len() + wards.len() > MOST_COUNCILS {
            return Err(refused("council", format!("choose at most {MOST_COUNCILS} councils and wards")));
        }
        let miles = asked.miles.unwrap_or(USUAL_MILES);
        if !(1.0..=MOST_MILES).contains(&miles) {
            return Err(refused("miles", format!("choose between 1 and {MOST_MILES} miles")));
        }
        let around = match asked.place.trim() {
            "" if councils.is_empty() && wards.is_empty() => {
                return Err(refused("place", "choose a place or a council to carry".to_owned()));
            }
            "" => None,
            typed => Some(self.centre(typed)?),
        };
        let mut labels: Vec<String> = councils.values().cloned().collect();
        labels.extend(wards.values().map(|(place, _)| format!("{} (ward)", place.label)));
        labels.extend(around.iter().map(|place| format!("{miles} miles around {}", place.label)));
        let mut again = url::form_urlencoded::Serializer::new(String::new());
        for code in councils.keys().chain(wards.keys()) {
            again.append_pair("council", code);
        }
        if let Some(place) = &around {
            again.append_pair("place", &place.label).append_pair("miles", &miles.to_string());
        }
        let circles = wards.into_values().chain(around.map(|place| (place, miles * METRES_PER_MILE)));
        let patch = Patch { councils: councils.into_keys().collect(), around: circles.collect() };
        Ok(Understood { patch, label: labels.join(", "), asked: again.finish() })
    }

    /// A council's code and name.
    fn council(&self, named: &str) -> Option<(String, String)> {
        let known =
            |code: &str| self.places().councils().find(|(gss, _)| *gss == code).map(|(gss, name)| (gss.to_owned(), name.to_owned()));
        known(named).or_else(|| known(&self.places().find(named)?.council?))
    }

    /// The circle that holds a ward.
    fn ward(&self, named: &str) -> Result<(Place, f64), PackingError> {
        let refused = |reason: String| PackingError::Patch { parameter: "council", reason };
        match self.places().ward(named)? {
            Ward::There(place, metres) => Ok((*place, metres)),
            Ward::Unknown => Err(refused(format!("no council or ward is called “{named}”"))),
            Ward::Several(codes) => {
                Err(refused(format!("{} wards are called “{named}”: choose one by its code ({})", codes.len(), codes.join(", "))))
            }
            Ward::Nowhere => Err(refused(format!(
                "“{named}” is a ward, and where wards lie is not known here: choose its council, or a place in it and a few miles"
            ))),
        }
    }

    /// The middle of a circle. A full postcode becomes its district: what is kept here must not tell where somebody lives.
    fn centre(&self, typed: &str) -> Result<Place, PackingError> {
        let unknown = || PackingError::Patch {
            parameter: "place",
            reason: format!("we do not know the place “{typed}”; try a postcode or a town"),
        };
        let place = self.place(typed).ok_or_else(unknown)?;
        match &place.district {
            Some(district) if *district != place.label => self.place(district).ok_or_else(unknown),
            _ => Ok(place),
        }
    }
}

/// Whether a pack may be had by its name: what is held back since must not be, but who has just begun to fetch may come to an end.
fn may_be_fetched(head: &Head, position: i64, now: Timestamp) -> bool {
    head.position == position || now.duration_since(head.made) < GRACE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_of_an_older_directory_is_had_for_some_hours_and_no_longer() {
        let made: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let head = Head {
            format: 1,
            program: String::new(),
            patch: String::new(),
            label: String::new(),
            made,
            expires: made,
            services: 0,
            position: 7,
            sources: Vec::new(),
            parts: Vec::new(),
        };
        let after = |hours: i64| made + SignedDuration::from_hours(hours);
        assert_eq!(
            [(7, 1), (8, 1), (7, 20), (8, 20)].map(|(position, hours)| may_be_fetched(&head, position, after(hours))),
            [true, true, true, false]
        );
    }
}
