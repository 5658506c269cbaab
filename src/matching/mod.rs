//! Whether two records tell of one and the same service: pure, no I/O. Start at [`score`]; `docs/DUPLICATES.md` has the rules in words.
//!
//! [`Traits`] are what is compared of a service, [`pairs`] finds who is worth comparing, and [`score`] weighs the evidence and says
//! why. What one result out of several records carries is [`crate::model::joined`].

mod crowd;
mod evidence;
mod keys;
pub mod labelled;
mod names;
mod numbers;
mod reasons;
mod traits;

#[cfg(test)]
mod tests;

pub use crowd::Crowd;
pub use keys::pairs;
pub use numbers::Register;
pub use reasons::Reason;
pub use traits::Traits;

/// Points from which two records are one service, where nothing speaks against it.
pub const CERTAIN: i32 = 66;
/// Points from which a person should look.
pub const LIKELY: i32 = 40;

/// Points from which a person should look at two records of one source: their publisher keeps them apart.
const OWN: i32 = 85;

/// What the evidence comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Two services, or nothing to say that they are one.
    Apart,
    /// Perhaps one: a person decides.
    Likely,
    /// One, by rule.
    Certain,
}

/// How alike two records are, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The points of all reasons together.
    pub points: i32,
    /// Everything that was found, for and against, in the order it is looked at.
    pub reasons: Vec<Reason>,
    /// What it comes to.
    pub verdict: Verdict,
}

/// Weighs two records. Records of one and the same source are never certain to be one: their publisher keeps them as two.
pub fn score(one: &Traits, other: &Traits, crowd: &Crowd) -> Score {
    let reasons: Vec<Reason> = evidence::KINDS.iter().flat_map(|look| look(one, other, crowd)).collect();
    let points = reasons.iter().copied().map(Reason::points).sum();
    let doubt = is_doubtful(one, other, &reasons);
    // Two services may share a place, a telephone and a postcode: a name that is the same, or a number of the place, tells.
    let told = reasons.iter().copied().any(Reason::identifies);
    let least = if one.source == other.source { OWN } else { LIKELY };
    let verdict = match points {
        CERTAIN.. if told && !doubt => Verdict::Certain,
        points if points >= least => Verdict::Likely,
        _ => Verdict::Apart,
    };
    Score { points, reasons, verdict }
}

/// Whether two records may never be one by rule, whatever else speaks for it: also not by way of a third.
pub fn may_never_meet(one: &Traits, other: &Traits, crowd: &Crowd) -> bool {
    let reasons: Vec<Reason> = evidence::KINDS.iter().flat_map(|look| look(one, other, crowd)).collect();
    is_doubtful(one, other, &reasons)
}

fn is_doubtful(one: &Traits, other: &Traits, reasons: &[Reason]) -> bool {
    // What a confidential place is joined to would tell where it is.
    one.withheld || other.withheld || one.source == other.source || reasons.iter().copied().any(Reason::forbids)
}
