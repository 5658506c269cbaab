//! From a question to an answer: the plan as asked and, where it finds nothing, the same loosened one step at a time.

use crate::{
    finding::{
        answer::{Answer, Hit, LeftOut, Reason},
        needs::Needs,
        question::{Question, Sort},
        reading::{Reading, ReadingKind},
        relaxed::Relaxed,
        words::normalise,
    },
    model::{id::ServiceId, service::Ages},
    places::Place,
    search::{
        ages,
        cards::At,
        chosen::Chosen,
        counts::Counts,
        error::SearchError,
        execute::{Beside, Candidate, Scan},
        filters,
        gather::{Gathered, Ranking},
        ground::{Band, Ground},
        query::{Kind, NeedHit, Plan},
        snapshot::{Snapshot, Spot},
        wishing::AGE_BIT,
        worth::By,
    },
};
use std::borrow::Cow;
use uuid::Uuid;

/// Most results of one page.
const MOST_RESULTS: usize = 100;
/// Related needs named to the person.
const NAMED: usize = 3;
/// How much wider a place is taken when nothing is found in it.
const WIDER: f64 = 3.0;

/// Answers a question from one state of the index.
pub(crate) fn answer(snapshot: &Snapshot, question: &Question, needs: &Needs) -> Result<Answer, SearchError> {
    let plan = Plan::of(question, needs, snapshot)?;
    let asking = Asking { snapshot, question, needs, chosen: Chosen::of(question, needs, snapshot) };
    asking.answer(&plan)
}

/// Every service that answers a question as asked, the best first: nothing is loosened and no page is cut.
pub(crate) fn everything(snapshot: &Snapshot, question: &Question, needs: &Needs) -> Result<Vec<ServiceId>, SearchError> {
    let plan = Plan::of(question, needs, snapshot)?;
    let asking = Asking { snapshot, question, needs, chosen: Chosen::of(question, needs, snapshot) };
    let step = asking.step(Cow::Borrowed(&plan), 1.0);
    let mut found = asking.gather(&step, Beside::Wanted, snapshot.services)?;
    let id = |spot: Spot| ServiceId(Uuid::from_u128(snapshot.segments[spot.segment].sidecar.ids[spot.doc as usize]));
    Ok(found.page(0).iter().map(|candidate| id(candidate.spot)).collect())
}

struct Asking<'a> {
    snapshot: &'a Snapshot,
    question: &'a Question,
    needs: &'a Needs,
    chosen: Chosen,
}

/// One way of asking, with the words that say how it differs from what was asked.
struct Step<'p> {
    plan: Cow<'p, Plan>,
    ground: Ground,
    said: Option<Relaxed>,
    /// The word that was left out.
    without: Option<String>,
    /// Words were taken as others: what they are understood as is what was asked.
    respelt: bool,
}

impl Asking<'_> {
    fn answer(&self, plan: &Plan) -> Result<Answer, SearchError> {
        let asked = self.step(Cow::Borrowed(plan), 1.0);
        let first = self.scan(&asked)?;
        if first.total > first.beside {
            return self.finish(plan, &asked, first);
        }
        if first.total > 0 {
            return self.beside_or_further(plan, &asked, first);
        }
        for step in self.looser(plan)? {
            let found = self.scan(&step)?;
            if found.total > 0 {
                return self.finish(plan, &step, found);
            }
        }
        self.finish(plan, &asked, first)
    }

    fn step<'p>(&self, plan: Cow<'p, Plan>, times: f64) -> Step<'p> {
        Step { plan, ground: Ground::of(self.question, times, self.snapshot), said: None, without: None, respelt: false }
    }

    /// The steps to take when nothing is found, in order: another spelling, a word fewer, a wider place, a broader need where none
    /// stands beside it, the whole nation, any word.
    fn looser<'p>(&self, plan: &'p Plan) -> Result<Vec<Step<'p>>, SearchError> {
        let mut steps = Vec::new();
        if let Some(respelt) = plan.respelt(self.question, self.needs, self.snapshot)? {
            steps.push(Step { respelt: true, ..self.step(Cow::Owned(respelt), 1.0) });
        }
        steps.extend(self.a_word_fewer(plan));
        let placed = self.question.place.is_some();
        steps.extend(self.further(plan));
        if plan.beside == 0
            && let Some(broader) = plan.broader(self.needs)
        {
            let named = broader.understood.iter().map(|(_, label)| label.clone()).collect();
            steps.push(Step { said: Some(Relaxed::Broader(named)), ..self.step(Cow::Owned(broader), 1.0) });
        }
        if placed {
            let ground = Ground::national(self.question, self.snapshot);
            steps.push(Step { said: Some(Relaxed::Nationwide), ground, ..self.step(Cow::Owned(plan.widened().any_word()), 1.0) });
        }
        // Where help cannot wait, any word would be a bad answer: the lines to ring stand above.
        if plan.parts.len() > 1 && !plan.urgent {
            steps.push(Step { said: Some(Relaxed::AnyWord), ..self.step(Cow::Owned(plan.any_word()), WIDER) });
        }
        Ok(steps)
    }

    /// Only what stands beside was found: better what was asked for further away, and that beside it, where there is any.
    fn beside_or_further(&self, plan: &Plan, asked: &Step<'_>, beside: Gathered<'_>) -> Result<Answer, SearchError> {
        if let Some(step) = self.further(plan)
            && let Some(found) = self.scan_for_asked(&step)?
        {
            return self.finish(plan, &step, found);
        }
        self.finish(plan, asked, beside)
    }

    /// What was asked for, and that beside it where it is little; `None` where there is nothing of it. A wider place has much that
    /// stands beside, which mostly need not be looked at.
    fn scan_for_asked(&self, step: &Step<'_>) -> Result<Option<Gathered<'_>>, SearchError> {
        let mut found = self.scan_for(step, Beside::NotWanted)?;
        if found.total > 0 && found.are_few() {
            found = self.scan(step)?;
        }
        Ok((found.total > found.beside).then_some(found))
    }

    /// The same in a wider place.
    fn further<'p>(&self, plan: &'p Plan) -> Option<Step<'p>> {
        self.question.place.as_ref()?;
        let miles = self.question.radius_miles;
        let said = Some(Relaxed::Further { miles, looked: miles * WIDER });
        Some(Step { said, ..self.step(Cow::Owned(plan.widened()), WIDER) })
    }

    /// The same without one of the words, the commonest first; a word somebody insists on stays.
    fn a_word_fewer<'p>(&self, plan: &'p Plan) -> Vec<Step<'p>> {
        if !plan.understood.is_empty() || plan.content.count_ones() < 2 {
            return Vec::new();
        }
        let insisted = |word: &str| self.question.ignored.has(ReadingKind::Without, &normalise(word));
        let words = plan.weakest_first().into_iter().map(|at| (at, plan.parts[at].shown.clone())).filter(|(_, word)| !insisted(word));
        let step = |(at, word): (usize, String)| Step {
            said: Some(Relaxed::WithoutWord(word.clone())),
            without: Some(word),
            ..self.step(Cow::Owned(plan.without(at)), 1.0)
        };
        words.map(step).collect()
    }

    fn scan(&self, step: &Step<'_>) -> Result<Gathered<'_>, SearchError> {
        self.scan_for(step, Beside::Wanted)
    }

    fn scan_for(&self, step: &Step<'_>, beside: Beside) -> Result<Gathered<'_>, SearchError> {
        self.gather(step, beside, self.question.offset.saturating_add(self.question.limit.min(MOST_RESULTS)))
    }

    fn gather(&self, step: &Step<'_>, beside: Beside, keep: usize) -> Result<Gathered<'_>, SearchError> {
        let Self { snapshot, question, needs, chosen } = self;
        let nearest = question.sort == Sort::Nearest || step.plan.parts.is_empty() && question.place.is_some();
        let ranking = if nearest { Ranking::Nearest } else { Ranking::Best };
        let mut gathered = Gathered::new(snapshot, ranking, keep, Counts::new(snapshot, chosen));
        Scan { snapshot, plan: &step.plan, ground: &step.ground, chosen, question, needs, beside, everything: false }
            .run(|one| gathered.add(one))?;
        gathered.close()?;
        Ok(gathered)
    }

    /// The answer of one step. What was understood is always what was asked, however far the step went from it: urgent help is
    /// offered by it.
    fn finish(&self, asked: &Plan, step: &Step<'_>, mut found: Gathered<'_>) -> Result<Answer, SearchError> {
        let hits = found.page(self.question.offset).iter().map(|candidate| self.hit(step, candidate)).collect::<Result<_, _>>()?;
        Ok(Answer {
            hits,
            total: found.total,
            readings: readings(step, found.total > 0),
            not_read: self.not_read(asked),
            left_out: left_out(step, &found),
            understood: if step.respelt { step.plan.understood.clone() } else { asked.understood.clone() },
            corrected: step.plan.corrected.clone(),
            relaxed: step.said.clone().filter(|_| found.total > 0).or_else(|| self.related(step, &found)),
            facets: found.counts.facets(self.question, self.needs)?,
        })
    }

    /// The first of the needs beside those asked for, where something was found for them.
    fn related(&self, step: &Step<'_>, found: &Gathered<'_>) -> Option<Relaxed> {
        let named = || step.plan.named_beside(self.needs).take(NAMED).map(|code| self.needs.label(code).to_owned()).collect();
        (found.beside > 0).then(|| Relaxed::Related(named()))
    }

    /// What was taken back, words somebody insists on among it.
    fn not_read(&self, asked: &Plan) -> Vec<Reading> {
        let words = asked
            .parts
            .iter()
            .map(|part| part.shown.clone())
            .filter(|word| self.question.ignored.has(ReadingKind::Without, &normalise(word)));
        let insisted = words.map(|word| Reading { kind: ReadingKind::Without, value: normalise(&word), label: word.clone(), words: word });
        asked.not_read.iter().cloned().chain(insisted).collect()
    }

    fn hit(&self, step: &Step<'_>, candidate: &Candidate) -> Result<Hit, SearchError> {
        let sidecar = &self.snapshot.segments[candidate.spot.segment].sidecar;
        let doc = candidate.spot.doc;
        let card = self.snapshot.cards.read(At(sidecar.cards[doc as usize]))?.card();
        let from = self.question.place.as_ref().and_then(|place| place.point);
        let metres = candidate.metres.and_then(|_| Some(from?.metres_to(sidecar.point(doc)?)));
        let rough_place = self.question.place.as_ref().is_some_and(|place| place.precision > crate::places::Precision::Postcode);
        let mut reasons = Vec::new();
        if candidate.exact {
            reasons.push(Reason::Name);
        }
        let beside = candidate.by == By::Beside;
        let needs = answered(&step.plan, &card.needs, beside);
        if beside {
            reasons.extend(beside_reasons(&step.plan, &card.needs, self.needs));
        } else {
            reasons.extend(need_reasons(&step.plan, &card.needs, self.needs));
        }
        reasons.extend(word_reason(&step.plan, candidate, needs).or_else(|| called_reason(&step.plan, candidate.called)));
        let unstated = self.chosen.not_stated(&self.chosen.see(self.snapshot, candidate.kind));
        reasons.extend(unstated.map(|(parameter, label)| Reason::NotStated { parameter, label }));
        let met = step.plan.wishes.iter().enumerate().filter(|(bit, _)| candidate.wishes & 1 << bit != 0);
        reasons.extend(met.map(|(_, wish)| Reason::Wish(wish.into())));
        reasons.extend(age_reason(&step.plan, candidate, ages::unpack(sidecar.ages[doc as usize])));
        reasons.splice(0..0, barred_reasons(&step.plan, candidate, ages::unpack(sidecar.ages[doc as usize])));
        reasons
            .extend(self.question.place.as_ref().and_then(|place| place_reason(candidate.band, place, &card.areas, card.national.len())));
        Ok(Hit {
            opening: self.snapshot.hours.state(sidecar.hours[doc as usize], &card, &self.question.now),
            approximate: metres.is_some() && (sidecar.facts[doc as usize].is_approximate() || rough_place),
            metres,
            reasons,
            score: candidate.score,
            card,
        })
    }
}

/// What comes last because it is for others, and what the tightest filter leaves out.
fn left_out(step: &Step<'_>, found: &Gathered<'_>) -> Vec<LeftOut> {
    let barred = |bit: u16| found.barred[bit.trailing_zeros() as usize];
    let mut left_out = Vec::new();
    let asked = step.plan.ages.iter().map(|found| found.label.as_str()).collect::<Vec<_>>().join(" or ");
    let ages = step.plan.ages.iter().map(|found| found.age.to_string()).collect();
    left_out.push(LeftOut::OtherAges { count: barred(AGE_BIT), asked, ages });
    let wishes = step.plan.wishes.iter().enumerate().take(AGE_BIT.trailing_zeros() as usize);
    left_out.extend(wishes.map(|(bit, wish)| LeftOut::NotFor { count: barred(1 << bit), asked: wish.into() }));
    // Of equals the first: `max_by_key` would take the last.
    let tightest = filters::ALL.iter().zip(&found.more).rev().max_by_key(|(_, count)| **count);
    left_out.extend(tightest.map(|(filter, count)| LeftOut::Filter {
        parameter: filter.parameter(),
        label: filter.label(),
        count: *count,
    }));
    left_out.retain(|one| one.count() > 0);
    left_out
}

/// Everything read from the words, and the word left out; a word is only said to be left out where that found something.
fn readings(step: &Step<'_>, found: bool) -> Vec<Reading> {
    let left_out = step.without.iter().filter(|_| found).map(|word| Reading {
        kind: ReadingKind::Without,
        value: normalise(word),
        label: word.clone(),
        words: word.clone(),
    });
    step.plan.readings.iter().cloned().chain(left_out).collect()
}

/// Needs named on one result.
const NEEDS_NAMED: usize = 2;

/// Whether a need of the plan is one of those a service carries.
fn carries(need: &NeedHit, carried: &[String]) -> bool {
    (matches!(need.kind, Kind::Phrase | Kind::Who) || need.is_beside()) && carried.iter().any(|code| need.codes.contains(code))
}

/// The words that stand for needs a service carries, a bit each. Needs beside them only where it is there for these.
fn answered(plan: &Plan, carried: &[String], beside: bool) -> u16 {
    plan.needs.iter().filter(|need| (beside || !need.is_beside()) && carries(need, carried)).fold(0, |words, need| words | need.words)
}

/// The needs a service carries, itself or by a narrower one, of those the words stand for or that were looked for beside them.
fn need_reasons(plan: &Plan, carried: &[String], needs: &Needs) -> impl Iterator<Item = Reason> {
    let is_carried = |code: &str| carried.iter().any(|one| one == code || needs.is_narrower(one, code));
    let meant = |code: &str| plan.needs.iter().any(|need| need.kind != Kind::LabelWord && need.codes.contains(code));
    let understood = plan.understood.iter().filter(move |(code, _)| is_carried(code) && meant(code));
    understood.map(|(code, label)| Reason::Need(code.clone(), label.clone())).take(NEEDS_NAMED)
}

/// The needs beside those asked for that a service is there for.
fn beside_reasons<'a>(plan: &'a Plan, carried: &'a [String], needs: &'a Needs) -> impl Iterator<Item = Reason> + 'a {
    let named = plan.named_beside(needs).filter(|code| carried.iter().any(|one| one == code));
    named.map(|code| Reason::Need(code.to_owned(), needs.label(code).to_owned())).take(NEEDS_NAMED)
}

/// The words in its text that say more than the name and the needs already do. Small words say nothing.
fn word_reason(plan: &Plan, candidate: &Candidate, answered: u16) -> Option<Reason> {
    let whole = candidate.words & (plan.content | plan.whole_phrases(candidate.words)) & !answered;
    let part = if candidate.called == 0 { candidate.words & plan.meant & !answered } else { 0 };
    let telling = if whole == 0 { part } else { whole };
    if candidate.exact || telling == 0 {
        return None;
    }
    let shown = plan.parts.iter().enumerate().filter(|(bit, _)| telling & 1 << bit != 0).map(|(_, part)| part.shown.clone());
    Some(Reason::Words(shown.collect()))
}

/// It is for others than the words ask for.
fn barred_reasons(plan: &Plan, candidate: &Candidate, ages: Ages) -> Vec<Reason> {
    let wishes = plan.wishes.iter().enumerate().filter(|(bit, _)| *bit < AGE_BIT.trailing_zeros() as usize);
    let barred = wishes.filter(|(bit, _)| candidate.barred & 1 << bit != 0).map(|(_, wish)| Reason::NotFor(wish.into()));
    (candidate.barred & AGE_BIT != 0).then_some(Reason::OtherAges(ages)).into_iter().chain(barred).collect()
}

/// It is meant for the age asked for.
fn age_reason(plan: &Plan, candidate: &Candidate, ages: Ages) -> Option<Reason> {
    let meant = candidate.barred & AGE_BIT == 0 && plan.ages.iter().any(|found| found.age.is_meant_by(ages));
    meant.then_some(Reason::Ages(ages))
}

/// The other words for a need that it goes by.
fn called_reason(plan: &Plan, called: u64) -> Option<Reason> {
    let words = plan.other_words().filter(|(at, _)| called & 1 << at != 0);
    let shown: Vec<String> = words.map(|(_, word)| word.text.to_string()).collect();
    (!shown.is_empty()).then_some(Reason::Words(shown))
}

fn place_reason(band: Band, place: &Place, areas: &[String], nations: usize) -> Option<Reason> {
    let here = || match areas {
        [only] => only.clone(),
        _ => place.label.clone(),
    };
    match band {
        Band::Serves => Some(Reason::Serves(here())),
        Band::National => {
            let whole = nations > 3;
            let nation = place.nation.filter(|_| !whole).map_or("the United Kingdom", crate::model::sector::Nation::label);
            Some(Reason::National(nation.to_owned()))
        }
        Band::Elsewhere => Some(Reason::ServesElsewhere(areas.join(", "))),
        Band::Anywhere | Band::Reach | Band::Remote => None,
    }
}
