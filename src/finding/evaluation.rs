//! Measuring search: how good the first answers to judged questions are. Pure arithmetic on grades.
//!
//! The measures are the usual ones of the trade, so that figures can be compared with other systems'. Nothing here knows how an
//! answer came about, and an answer nobody has judged counts as a wrong one.

use serde::Serialize;

/// How well a service answers a question: 3 is what a person who knows the directory would give first, 2 answers it, 1 is a
/// related thing worth a look, 0 is wrong.
pub type Grade = u8;

/// The best grade there is.
pub const BEST: Grade = 3;
/// From this grade on a service answers the question.
pub const ANSWERS: Grade = 2;
/// How many answers are measured: the first page of a person in a hurry.
pub const DEPTH: usize = 10;
/// How many answers a person looks at before they change their words.
pub const GLANCE: usize = 3;

/// The marks of one answered question.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Marks {
    /// What a question with a right answer earns; `None` where the directory holds no right answer.
    pub earned: Option<Earned>,
    /// Nothing at all was given.
    pub nothing: bool,
    /// Answers among the first ten.
    pub shown: usize,
    /// Answers among the first ten that nobody has judged. They count as wrong.
    pub unjudged: usize,
}

/// What the order of the answers earns.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Earned {
    /// Normalised discounted cumulative gain over ten answers, 0 to 1: gain 2^grade − 1, discount log2(rank + 1)
    /// (Burges et al. 2005, "Learning to rank using gradient descent").
    pub ndcg: f64,
    /// One over the rank of the first service that answers the question; 0 where none of the ten does.
    pub reciprocal: f64,
    /// One of the first three answers the question.
    pub success: bool,
}

/// Marks the answers to one question.
///
/// `given` are the grades of the answers in their order, `None` for one nobody has judged. `known` are the grades of everything
/// judged in the directory. Where `known` holds no service that answers the question, there is nothing to earn.
pub fn mark(given: &[Option<Grade>], known: impl IntoIterator<Item = Grade>) -> Marks {
    let shown = &given[..given.len().min(DEPTH)];
    let grades: Vec<Grade> = shown.iter().map(|grade| grade.unwrap_or(0)).collect();
    let mut ideal: Vec<Grade> = known.into_iter().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    ideal.truncate(DEPTH);
    let answerable = ideal.first().is_some_and(|best| *best >= ANSWERS);
    Marks {
        earned: answerable.then(|| earned(&grades, &ideal)),
        nothing: given.is_empty(),
        shown: shown.len(),
        unjudged: shown.iter().filter(|grade| grade.is_none()).count(),
    }
}

fn earned(grades: &[Grade], ideal: &[Grade]) -> Earned {
    let first = grades.iter().position(|grade| *grade >= ANSWERS);
    Earned {
        ndcg: gain(grades) / gain(ideal),
        reciprocal: first.map_or(0.0, |at| 1.0 / rank(at)),
        success: first.is_some_and(|at| at < GLANCE),
    }
}

/// Discounted cumulative gain.
fn gain(grades: &[Grade]) -> f64 {
    grades.iter().enumerate().fold(0.0, |sum, (at, grade)| sum + (2_f64.powi(i32::from(*grade)) - 1.0) / (rank(at) + 1.0).log2())
}

#[expect(clippy::cast_precision_loss, reason = "a rank is at most ten")]
fn rank(at: usize) -> f64 {
    (at + 1) as f64
}

/// The figures of many questions. Shares are from 0 to 1; a mean over nothing is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    /// Questions asked.
    pub questions: usize,
    /// Questions the directory holds an answer to: the three means are over these.
    pub answerable: usize,
    /// Mean nDCG@10.
    pub ndcg: Option<f64>,
    /// Mean reciprocal rank.
    pub mrr: Option<f64>,
    /// Share with an answer among the first three.
    pub success: Option<f64>,
    /// Share of all questions that were given nothing at all.
    pub nothing: Option<f64>,
    /// Share of the answers shown that nobody has judged: how far the other figures may be too low.
    pub unjudged: Option<f64>,
}

/// Adds marks up.
pub fn figures<'m>(marks: impl IntoIterator<Item = &'m Marks>) -> Figures {
    let marks: Vec<&Marks> = marks.into_iter().collect();
    let earned: Vec<Earned> = marks.iter().filter_map(|mark| mark.earned).collect();
    Figures {
        questions: marks.len(),
        answerable: earned.len(),
        ndcg: share(earned.iter().map(|earned| earned.ndcg).sum(), earned.len()),
        mrr: share(earned.iter().map(|earned| earned.reciprocal).sum(), earned.len()),
        success: share(count(earned.iter().filter(|earned| earned.success).count()), earned.len()),
        nothing: share(count(marks.iter().filter(|mark| mark.nothing).count()), marks.len()),
        unjudged: share(count(marks.iter().map(|mark| mark.unjudged).sum()), marks.iter().map(|mark| mark.shown).sum()),
    }
}

fn share(sum: f64, of: usize) -> Option<f64> {
    (of > 0).then(|| sum / count(of))
}

#[expect(clippy::cast_precision_loss, reason = "counts of questions and answers are far below 2^52")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn the_ideal_order_earns_one_and_any_other_less() {
        for (given, known, expected) in [
            (vec![3, 2, 1], vec![1, 2, 3], 1.0),
            (vec![3], vec![3], 1.0),
            (vec![0, 3], vec![3], 1.0 / 3_f64.log2()),
            (vec![2, 3], vec![3, 2], (3.0 + 7.0 / 3_f64.log2()) / (7.0 + 3.0 / 3_f64.log2())),
            (vec![], vec![3], 0.0),
            (vec![1, 1], vec![3], (1.0 + 1.0 / 3_f64.log2()) / 7.0),
        ] {
            let given: Vec<_> = given.into_iter().map(Some).collect();
            let earned = mark(&given, known).earned.unwrap();
            assert!(close(earned.ndcg, expected), "{given:?}: {}", earned.ndcg);
        }
    }

    #[test]
    fn only_ten_answers_count_on_either_side() {
        let eleventh: Vec<_> = std::iter::repeat_n(Some(0), 10).chain([Some(3)]).collect();
        assert_eq!(mark(&eleventh, [3]).earned.unwrap(), Earned { ndcg: 0.0, reciprocal: 0.0, success: false });
        let ten: Vec<_> = std::iter::repeat_n(Some(3), 10).collect();
        assert!(close(mark(&ten, [3; 40]).earned.unwrap().ndcg, 1.0));
    }

    #[test]
    fn success_is_an_answer_among_the_first_three() {
        for (given, success, reciprocal) in
            [(vec![0, 0, 2], true, 1.0 / 3.0), (vec![0, 0, 0, 3], false, 0.25), (vec![1, 1, 1], false, 0.0), (vec![2, 0], true, 1.0)]
        {
            let given: Vec<_> = given.into_iter().map(Some).collect();
            let earned = mark(&given, [3, 2]).earned.unwrap();
            assert_eq!((earned.success, close(earned.reciprocal, reciprocal)), (success, true), "{given:?}");
        }
    }

    #[test]
    fn what_nobody_judged_counts_as_wrong_and_is_told() {
        let marks = mark(&[None, Some(3)], [3]);
        assert_eq!((marks.shown, marks.unjudged, marks.earned.unwrap().success), (2, 1, true));
        assert!(close(marks.earned.unwrap().reciprocal, 0.5));
    }

    #[test]
    fn a_question_without_a_right_answer_earns_nothing_and_costs_nothing() {
        let none = mark(&[Some(1)], [1]);
        assert_eq!(none.earned, None);
        let figures = figures([&none, &mark(&[], [3])]);
        assert_eq!((figures.questions, figures.answerable, figures.ndcg, figures.nothing), (2, 1, Some(0.0), Some(0.5)));
    }

    #[test]
    fn nothing_asked_has_no_figures() {
        let figures = figures([]);
        assert_eq!((figures.ndcg, figures.nothing, figures.unjudged), (None, None, None));
    }
}
