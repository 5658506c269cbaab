//! Wishes and ages: what the words say a person would rather have and how old they are, judged of every candidate. They order and
//! never exclude; what a record does not say counts neither way.

use crate::{
    finding::{
        ages::AskedAge,
        needs::Needs,
        question::Question,
        scoring,
        understanding::{Want, Wish},
    },
    search::{
        ages,
        chosen::Chosen,
        error::SearchError,
        filters::{self, Choices},
        query::Plan,
        sidecar::Sidecar,
        snapshot::Snapshot,
        when::When,
    },
};
use std::collections::BTreeMap;

/// Wishes of one question that are judged: a bit each in a number, and one for the ages.
const MOST_WISHES: usize = 15;
/// Bits of those a document is barred by.
pub(crate) const MOST_BARS: usize = MOST_WISHES + 1;
/// The bit of the ages, among those a document is barred by.
pub(crate) const AGE_BIT: u16 = 1 << MOST_WISHES;

/// The wishes and ages of a question, ready to be judged.
#[derive(Debug)]
pub(crate) struct Wishes {
    rules: Vec<Rule>,
    ages: Vec<AskedAge>,
    /// Services for parents take somebody because of a child's age.
    parents: Option<Mask>,
    /// Where the words do not say who somebody is.
    groups: Option<Groups>,
}

/// What wishes make of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged {
    /// The wishes it satisfies, a bit each.
    pub(crate) met: u16,
    /// The wishes of which it says that it is for others, a bit each; [`AGE_BIT`] for ages.
    pub(crate) barred: u16,
    /// What that makes of its score.
    pub(crate) share: f32,
}

/// Some bits of one mask.
#[derive(Debug, Clone, Copy)]
struct Mask {
    column: usize,
    bits: u64,
}

#[derive(Debug)]
struct Rule {
    meets: Meets,
    /// Other values of the same filter: they speak against it.
    against: Option<Mask>,
    /// Values that shut the person out.
    bars: Vec<Mask>,
}

#[derive(Debug)]
enum Meets {
    /// One of these bits of a mask.
    Mask(Mask),
    /// A value of a filter that has no mask.
    Chosen(Box<Chosen>),
    /// Open then.
    Open(When),
    /// Nothing that can be judged.
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Met,
    Unmet,
    Barred,
    Unknown,
}

impl Wishes {
    pub(crate) fn of(plan: &Plan, question: &Question, needs: &Needs, snapshot: &Snapshot) -> Self {
        let rules = plan.wishes.iter().take(MOST_WISHES).map(|wish| rule(wish, question, needs, snapshot)).collect();
        let groups = (!plan.says_who(needs)).then(Groups::of).flatten();
        let parents = plan.ages.first().and_then(|_| any_of("audience", &["parents", "new-parents", "carers"]));
        Self { rules, ages: plan.ages.iter().map(|found| found.age).collect(), parents, groups }
    }

    /// What they make of a document.
    pub(crate) fn judge(&self, snapshot: &Snapshot, sidecar: &Sidecar, doc: u32) -> Result<Judged, SearchError> {
        let mut judged = Judged { met: 0, barred: 0, share: 1.0 };
        for (bit, rule) in self.rules.iter().enumerate() {
            match rule.judge(snapshot, sidecar, doc)? {
                Verdict::Met => {
                    judged.met |= 1 << bit;
                    judged.share *= scoring::WISH_MET;
                }
                Verdict::Unmet => judged.share *= scoring::WISH_UNMET,
                Verdict::Barred => {
                    judged.barred |= 1 << bit;
                    judged.share *= scoring::NOT_FOR_THEM;
                }
                Verdict::Unknown => {}
            }
        }
        if self.groups.is_some_and(|groups| groups.hold(sidecar, doc)) {
            judged.share *= scoring::FOR_A_GROUP;
        }
        if !self.ages.is_empty() {
            self.judge_ages(sidecar, doc, &mut judged);
        }
        Ok(judged)
    }

    /// Whether somebody of one of the ages may come. A child's age says nothing against a service for parents.
    fn judge_ages(&self, sidecar: &Sidecar, doc: u32, judged: &mut Judged) {
        let stated = sidecar.ages[doc as usize];
        if stated == 0 {
            return;
        }
        let ages = ages::unpack(stated);
        if self.ages.iter().any(|age| age.is_meant_by(ages)) {
            judged.share *= scoring::AGE_MEANT;
        } else if !self.ages.iter().any(|age| age.fits(ages)) && !self.parents.is_some_and(|mask| mask.holds(sidecar, doc)) {
            judged.barred |= AGE_BIT;
            judged.share *= scoring::NOT_FOR_THEM;
        }
    }
}

/// Services for one or two groups of people that somebody belongs to or does not.
#[derive(Debug, Clone, Copy)]
struct Groups {
    groups: Mask,
    /// They are for others as well.
    general: Mask,
}

/// Groups of people few belong to. Not those that go with a need: a refuge is for survivors of abuse whoever asks.
const GROUPS: &[&str] = &[
    "veterans",
    "lgbt",
    "refugees",
    "deaf-people",
    "sight-loss",
    "ethnic-minorities",
    "prison-leavers",
    "care-leavers",
    "students",
    "young-carers",
];
/// A service for more groups than these is for most people.
const FEW_GROUPS: u32 = 2;

impl Groups {
    fn of() -> Option<Self> {
        Some(Self { groups: any_of("audience", GROUPS)?, general: any_of("audience", &["everyone", "adults"])? })
    }

    fn hold(self, sidecar: &Sidecar, doc: u32) -> bool {
        let groups = (sidecar.masks[self.groups.column][doc as usize] & self.groups.bits).count_ones();
        (1..=FEW_GROUPS).contains(&groups) && !self.general.holds(sidecar, doc)
    }
}

impl Plan {
    /// Whether the words say who somebody is: then groups of people are theirs to choose.
    fn says_who(&self, needs: &Needs) -> bool {
        let who = |wish: &Wish| match &wish.wants {
            Want::Choice { parameter, value } if parameter == "audience" => GROUPS.contains(&value.as_str()),
            Want::Choice { parameter, .. } => parameter == "language" || parameter == "faith",
            Want::Open(_) => false,
        };
        self.wishes.iter().any(who) || self.understood.iter().any(|(code, _)| needs.is_who(code))
    }
}

impl Mask {
    fn holds(self, sidecar: &Sidecar, doc: u32) -> bool {
        sidecar.masks[self.column][doc as usize] & self.bits != 0
    }
}

impl Rule {
    fn judge(&self, snapshot: &Snapshot, sidecar: &Sidecar, doc: u32) -> Result<Verdict, SearchError> {
        let met = match &self.meets {
            Meets::Mask(mask) => mask.holds(sidecar, doc),
            Meets::Chosen(chosen) => chosen.fails(snapshot, sidecar, doc)? == 0,
            Meets::Open(when) => match when.is_open(snapshot, sidecar.hours[doc as usize])? {
                Some(open) => return Ok(if open { Verdict::Met } else { Verdict::Unmet }),
                None => false,
            },
            Meets::Never => false,
        };
        Ok(match met {
            true => Verdict::Met,
            false if self.bars.iter().any(|bar| bar.holds(sidecar, doc)) => Verdict::Barred,
            false if self.against.is_some_and(|against| against.holds(sidecar, doc)) => Verdict::Unmet,
            false => Verdict::Unknown,
        })
    }
}

fn rule(wish: &Wish, question: &Question, needs: &Needs, snapshot: &Snapshot) -> Rule {
    let bars = wish.bars.iter().filter_map(|(parameter, value)| any_of(parameter, &[value])).collect();
    match &wish.wants {
        Want::Open(moment) => {
            Rule { meets: When::of(*moment, snapshot, &question.now).map_or(Meets::Never, Meets::Open), against: None, bars }
        }
        Want::Choice { parameter, value } => match any_of(parameter, &[value]) {
            Some(mask) => Rule { meets: Meets::Mask(mask), against: others(parameter, value), bars },
            None => Rule { meets: chosen(parameter, value, question, needs, snapshot), against: None, bars },
        },
    }
}

/// A value of a filter whose list is open.
fn chosen(parameter: &str, value: &str, question: &Question, needs: &Needs, snapshot: &Snapshot) -> Meets {
    match filters::position(parameter).map(|at| filters::ALL[at].choices()) {
        None | Some(Choices::Closed(..)) => Meets::Never,
        Some(_) => {
            let chosen = BTreeMap::from([(parameter.to_owned(), vec![value.to_owned()])]);
            Meets::Chosen(Box::new(Chosen::of(&Question { chosen, ..question.clone() }, needs, snapshot)))
        }
    }
}

/// The bits of some values of a closed filter.
fn any_of(parameter: &str, values: &[&str]) -> Option<Mask> {
    bits_where(parameter, &|word| values.contains(&word))
}

/// The bits of the other values that say something: not of "unknown" and "everyone".
fn others(parameter: &str, value: &str) -> Option<Mask> {
    bits_where(parameter, &|word| word != value && word != filters::UNKNOWN && word != "everyone")
}

fn bits_where(parameter: &str, holds: &dyn Fn(&str) -> bool) -> Option<Mask> {
    let place = filters::position(parameter)?;
    let (Choices::Closed(choices, _), Some(bits)) = (filters::ALL[place].choices(), filters::layout()[place]) else { return None };
    let held = choices.iter().enumerate().filter(|(_, (word, _))| holds(word)).fold(0, |sum, (at, _)| sum | 1 << (bits.shift + at));
    (held != 0).then_some(Mask { column: bits.column, bits: held })
}
