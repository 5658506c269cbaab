//! Judged answers found in a directory: which grade each of its services has for a question.

use crate::{
    app::{App, evaluate::EvaluateError},
    finding::{
        evaluation::{self, Grade, Marks},
        judgements::{Answer, Question, Subject},
    },
    model::{id::ServiceId, service::Service},
    places::Place,
    store::{Store, StoreError},
};
use std::collections::{BTreeMap, HashMap};

use super::Expected;

/// Services read at a time.
const PAGE: i64 = 1_000;

/// The graded services of one question: grade and name by id.
#[derive(Debug, Clone, Default)]
pub(super) struct Graded(BTreeMap<ServiceId, (Grade, String)>);

impl Graded {
    /// The grade of a service; `None` = nobody has judged it.
    pub(super) fn grade(&self, id: ServiceId) -> Option<Grade> {
        self.0.get(&id).map(|(grade, _)| *grade)
    }

    /// Marks answers in their order.
    pub(super) fn mark(&self, given: &[(ServiceId, String)]) -> Marks {
        let grades: Vec<Option<Grade>> = given.iter().map(|(id, _)| self.grade(*id)).collect();
        evaluation::mark(&grades, self.0.values().map(|(grade, _)| *grade))
    }

    /// The best answer there is: of several, the one that came first, else the first by name.
    pub(super) fn expected(&self, given: &[(ServiceId, String)]) -> Option<Expected> {
        let best = self.0.values().map(|(grade, _)| *grade).max().filter(|best| *best > 0)?;
        let rank = given.iter().position(|(id, _)| self.grade(*id) == Some(best));
        let name = match rank {
            Some(rank) => given[rank].1.clone(),
            None => self.0.values().filter(|(grade, _)| *grade == best).map(|(_, name)| name).min()?.clone(),
        };
        Some(Expected { name, rank: rank.map(|at| at + 1) })
    }
}

/// Finds every judged answer in the directory.
///
/// # Errors
/// When one is not there, or a name means several services: every such answer is told with its file and question.
pub(super) async fn look_up(app: &App, questions: &[Question]) -> Result<Vec<Graded>, EvaluateError> {
    let mut search = Search::new(app, questions);
    each_page(&app.live().store, |page| page.iter().for_each(|service| search.look_at(service))).await?;
    search.finish()
}

/// Reads every service that can be found, a page at a time.
pub(super) async fn each_page(store: &Store, mut read: impl FnMut(Vec<Service>)) -> Result<(), StoreError> {
    let mut after = None;
    loop {
        let page = store.services_after(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id);
        read(page.into_iter().filter(Service::is_listed).collect());
    }
}

/// An answer sought: its question and its number there.
type Sought = (usize, usize);

struct Search<'q> {
    questions: &'q [Question],
    /// Where the rules of each question measure from.
    places: Vec<Option<Place>>,
    by_id: HashMap<ServiceId, Vec<Sought>>,
    by_name: HashMap<&'q str, Vec<Sought>>,
    found: HashMap<Sought, Vec<ServiceId>>,
    graded: Vec<Graded>,
    trouble: Vec<String>,
}

impl<'q> Search<'q> {
    fn new(app: &App, questions: &'q [Question]) -> Self {
        let (mut by_id, mut by_name) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (at, question) in questions.iter().enumerate() {
            for (number, (_, answer)) in question.answers.iter().enumerate() {
                match answer {
                    Answer::Id(id, _) => by_id.entry(*id).or_default().push((at, number)),
                    Answer::Name { name, .. } => by_name.entry(name.as_str()).or_default().push((at, number)),
                }
            }
        }
        let mut search = Self {
            questions,
            places: questions.iter().map(|question| app.places().find(question.from()?)).collect(),
            by_id,
            by_name,
            found: HashMap::new(),
            graded: vec![Graded::default(); questions.len()],
            trouble: Vec::new(),
        };
        for (question, place) in questions.iter().zip(&search.places) {
            if let (Some(text), None) = (question.from(), place) {
                search.trouble.push(format!("{}: nobody knows the place '{text}'", question.site()));
            }
        }
        search
    }

    fn look_at(&mut self, service: &Service) {
        let by_name = self.by_name.get(service.name.as_str());
        let named: Vec<Sought> = by_name.into_iter().chain(self.by_id.get(&service.id)).flatten().copied().collect();
        for (at, number) in named {
            let (grade, answer) = &self.questions[at].answers[number];
            match answer {
                Answer::Id(_, name) if !name.is_empty() && *name != service.name => {
                    let site = self.questions[at].site();
                    self.trouble.push(format!("{site}: {} is '{}', not '{name}'", service.id, service.name));
                }
                Answer::Name { organisation: Some(organisation), .. } if *organisation != service.organisation.name => continue,
                _ => (),
            }
            self.found.entry((at, number)).or_default().push(service.id);
            self.graded[at].0.insert(service.id, (*grade, service.name.clone()));
        }
        self.apply_rules(service);
    }

    /// A grade by rule, where nobody has graded the service itself.
    fn apply_rules(&mut self, service: &Service) {
        let mut subject = None;
        for ((question, place), graded) in self.questions.iter().zip(&self.places).zip(&mut self.graded) {
            if question.rules.is_empty() || graded.0.contains_key(&service.id) {
                continue;
            }
            let subject = subject.get_or_insert_with(|| Subject::of(service));
            let holding = question.rules.iter().filter(|rule| rule.holds(subject, place.as_ref()));
            if let Some(grade) = holding.map(|rule| rule.grade).max() {
                graded.0.insert(service.id, (grade, service.name.clone()));
            }
        }
    }

    fn finish(mut self) -> Result<Vec<Graded>, EvaluateError> {
        for (at, question) in self.questions.iter().enumerate() {
            for (number, (_, answer)) in question.answers.iter().enumerate() {
                match self.found.get(&(at, number)).map_or(0, Vec::len) {
                    0 => self.trouble.push(format!("{}: there is no service '{}'", question.site(), answer.name())),
                    1 => (),
                    several => self.trouble.push(format!(
                        "{}: {several} services are called '{}'; write its organisation behind it, after ' @ ', or its id before it",
                        question.site(),
                        answer.name()
                    )),
                }
            }
        }
        if self.trouble.is_empty() { Ok(self.graded) } else { Err(EvaluateError::Unfit(self.trouble)) }
    }
}
