//! `/service/{id}/suggest`: anybody may say that a record is wrong. What to do about a person in danger comes before the form; the form
//! asks neither who somebody is nor how to reach them, and nothing is kept but what they write.
//!
//! What is sent twice with one token is kept once (`app::suggestions`), so a form may be sent again without harm: by a reload, or by a
//! device that was offline.

use crate::{
    app::{App, Picked, Suggested},
    clock,
    model::{
        id::ServiceId,
        service::Service,
        suggested::{SuggestedChange, Wrong},
    },
    server::{
        cache::Cache,
        extract::{Form, FromParameters, Path},
        languages::{L, Said},
        page::{Content, Page},
        parameters::{BadParameter, Parameters},
        trouble::Trouble,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;

/// The longest words on what it should say, in characters.
pub const LONGEST_SAYS: usize = 1_000;

/// The longest words on how somebody knows, in characters.
pub const LONGEST_KNOWN: usize = 300;

/// A box that people neither see nor hear. What fills it is a program.
const TRAP: &str = "website";

/// The form as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    wrong: Option<Wrong>,
    says: String,
    known: String,
    token: Uuid,
    by_a_program: bool,
}

impl FromParameters for Filled {
    fn from_parameters(parameters: &Parameters) -> Result<Self, BadParameter> {
        let text = |name: &str| parameters.one(name).unwrap_or_default().replace("\r\n", "\n");
        let token = parameters.one("token").and_then(|token| Uuid::try_parse(token).ok());
        Ok(Self {
            wrong: parameters.one("wrong").and_then(Wrong::of_word),
            says: text("says"),
            known: text("known"),
            token: token.ok_or_else(|| BadParameter::new("token", "The form’s token is missing. Go back, and open the form again."))?,
            by_a_program: parameters.one(TRAP).is_some(),
        })
    }
}

impl Filled {
    fn empty() -> Self {
        Self { wrong: None, says: String::new(), known: String::new(), token: clock::random_id(), by_a_program: false }
    }

    /// What is suggested, or what is missing: the id of a field and what to say of it.
    fn change(&self, l: &L, service: ServiceId) -> Result<SuggestedChange, Vec<Fault>> {
        let mut faults = Vec::new();
        if self.wrong.is_none() {
            faults.push(Fault { field: "wrong-phone", words: l.say("suggest-choose") });
        }
        if self.says.is_empty() && self.wrong != Some(Wrong::Closed) {
            faults.push(Fault { field: "says", words: l.say("suggest-say") });
        }
        for (field, text, longest) in [("says", &self.says, LONGEST_SAYS), ("known", &self.known, LONGEST_KNOWN)] {
            if text.chars().count() > longest {
                faults.push(Fault { field, words: l.n("suggest-long", longest as u64) });
            }
        }
        match self.wrong {
            Some(wrong) if faults.is_empty() => {
                let known = Some(self.known.clone()).filter(|known| !known.is_empty());
                Ok(SuggestedChange { service, wrong, says: self.says.clone(), known })
            }
            _ => Err(faults),
        }
    }
}

/// What is missing or too long.
#[derive(Debug)]
struct Fault {
    /// The id of the field.
    field: &'static str,
    words: Said,
}

/// One kind of wrong, to choose.
#[derive(Debug)]
struct Kind {
    word: &'static str,
    label: Said,
    chosen: bool,
}

/// The form.
#[derive(Debug, Template)]
#[template(path = "suggest_change.html")]
struct ChangeForm {
    l: L,
    service: Service,
    kinds: Vec<Kind>,
    filled: Filled,
    faults: Vec<Fault>,
    too_many: bool,
    /// The page of the service, and where the form is sent.
    here: String,
    action: String,
}

impl ChangeForm {
    fn new(l: L, service: Service, filled: Filled, faults: Vec<Fault>) -> Self {
        let kind = |wrong: Wrong| Kind { word: wrong.word(), label: label(&l, wrong), chosen: filled.wrong == Some(wrong) };
        let kinds = Wrong::ALL.map(kind).into();
        let here = format!("/service/{}", service.id);
        Self { kinds, action: format!("{here}/suggest"), here, service, filled, faults, too_many: false, l }
    }

    /// What is wrong with a field.
    fn fault(&self, field: &str) -> Option<&Said> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| &fault.words)
    }
}

impl Content for ChangeForm {
    fn title(&self) -> String {
        let title =
            if self.service.sensitive { self.l.say("suggest-title") } else { self.l.e("suggest-title-named", "name", &self.service.name) };
        if self.faults.is_empty() { title.plain() } else { self.l.v("error-title", "title", &title).plain() }
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn status(&self) -> StatusCode {
        match (self.too_many, self.faults.is_empty()) {
            (true, _) => StatusCode::TOO_MANY_REQUESTS,
            (false, false) => StatusCode::BAD_REQUEST,
            (false, true) => StatusCode::OK,
        }
    }

    fn cache(&self) -> Cache {
        Cache::Never
    }

    fn demonstration(&self) -> bool {
        self.service.fictional
    }
}

/// What happens next.
#[derive(Debug, Template)]
#[template(path = "suggested.html")]
struct Thanks {
    l: L,
    service: Service,
    /// The page of the service.
    here: String,
}

impl Content for Thanks {
    fn title(&self) -> String {
        self.l.t("suggested-heading").into_owned()
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn cache(&self) -> Cache {
        Cache::Never
    }

    fn demonstration(&self) -> bool {
        self.service.fictional
    }
}

/// `GET /service/{id}/suggest`.
pub async fn get(State(app): State<App>, Path(id): Path<ServiceId>, l: L) -> Result<Page<impl Content>, Trouble> {
    Ok(Page(ChangeForm::new(l, listed(&app, id).await?, Filled::empty(), Vec::new())))
}

/// `POST /service/{id}/suggest`.
pub async fn post(State(app): State<App>, Path(id): Path<ServiceId>, l: L, Form(filled): Form<Filled>) -> Result<Response, Trouble> {
    let service = listed(&app, id).await?;
    let thanks = || Redirect::to(&l.href(&format!("/service/{id}/suggest/thanks"))).into_response();
    if filled.by_a_program {
        return Ok(thanks());
    }
    match filled.change(&l, id) {
        Err(faults) => Ok(Page(ChangeForm::new(l, service, filled, faults)).into_response()),
        Ok(change) => Ok(match app.suggest_change(filled.token, &change).await? {
            Suggested::Waits => thanks(),
            Suggested::TooMany => Page(ChangeForm { too_many: true, ..ChangeForm::new(l, service, filled, Vec::new()) }).into_response(),
        }),
    }
}

/// `GET /service/{id}/suggest/thanks`.
pub async fn thanks(State(app): State<App>, Path(id): Path<ServiceId>, l: L) -> Result<Page<impl Content>, Trouble> {
    Ok(Page(Thanks { l, service: listed(&app, id).await?, here: format!("/service/{id}") }))
}

async fn listed(app: &App, id: ServiceId) -> Result<Service, Trouble> {
    match app.picked(&[id]).await?.pop() {
        Some(Picked::Listed(service)) => Ok(*service),
        Some(Picked::Withdrawn(_)) => Err(Trouble::Gone),
        Some(Picked::Unknown(_)) | None => Err(Trouble::no_record()),
    }
}

fn label(l: &L, wrong: Wrong) -> Said {
    l.say(match wrong {
        Wrong::Phone => "suggest-phone",
        Wrong::Hours => "suggest-hours",
        Wrong::Place => "suggest-place",
        Wrong::Cost => "suggest-cost",
        Wrong::Closed => "suggest-closed",
        Wrong::Other => "suggest-other",
    })
}
