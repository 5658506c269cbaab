//! `/compare?id=…&id=…`: up to four services side by side, fact by fact. The address holds ids alone.
//!
//! A table for the eye and for a screen reader; on a narrow screen the same table, one fact below the other. What nobody knows stands
//! there as not known: an empty cell would look like a no.

mod facts;

use crate::{
    app::{App, Picked},
    handing::shortlist::Shortlist,
    model::{contact::Phone, id::ServiceId, service::Service},
    server::{
        cache::Cache,
        extract::{FromParameters, Query},
        languages::{L, Said},
        page::{Content, Page},
        parameters::{BadParameter, Parameters},
        trouble::Trouble,
        wording,
    },
    web::handout,
};
use askama::Template;
use axum::extract::State;
use facts::{Cell, Facts};

/// This page's address.
const PATH: &str = "/compare";

/// The most services that fit side by side.
pub const MOST: usize = 4;

/// The services asked for.
#[derive(Debug, Default)]
pub struct Chosen {
    /// In order, at most [`MOST`], none twice.
    list: Shortlist,
    /// How many were named after that.
    too_many: usize,
}

/// A service at the head of its column.
#[derive(Debug)]
struct Column {
    id: ServiceId,
    name: String,
    href: String,
    /// Who runs it, where its name does not say so.
    by: Option<String>,
    phone: Option<Phone>,
    /// Address of the shortlist with it on.
    add: String,
    /// Address of the comparison without it.
    without: String,
    sensitive: bool,
    fictional: bool,
}

/// One fact about each of them.
#[derive(Debug)]
struct Row {
    label: Said,
    cells: Vec<Cell>,
}

#[derive(Debug, Template)]
#[template(path = "compare.html")]
struct Compare {
    l: L,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// What nobody has said of any of them.
    never_said: Option<Said>,
    /// What is left out and why, each in a sentence.
    missing: Vec<String>,
}

impl FromParameters for Chosen {
    fn from_parameters(parameters: &Parameters) -> Result<Self, BadParameter> {
        let all = Shortlist::read(parameters.all("id"));
        let mut list = Shortlist::of(all.ids().iter().copied().take(MOST));
        list.unreadable = all.unreadable;
        Ok(Self { too_many: all.ids().len().saturating_sub(MOST) + all.too_many, list })
    }
}

/// `GET /compare`.
pub async fn get(State(app): State<App>, l: L, Query(chosen): Query<Chosen>) -> Result<Page<impl Content>, Trouble> {
    let picked = app.picked(chosen.list.ids()).await?;
    let now = app.clock().london();
    let facts = Facts { l: &l, places: app.places(), now: &now };
    let services: Vec<&Service> = picked.iter().filter_map(listed).collect();
    let (rows, never_said) = rows(&services, &facts);
    let too_many = (chosen.too_many > 0).then(|| l.n("compare-too-many", chosen.too_many).plain());
    Ok(Page(Compare {
        columns: services.iter().map(|service| column(service, &services, &l)).collect(),
        rows,
        never_said: (!never_said.is_empty()).then(|| l.v("compare-never-said", "facts", &wording::in_a_row(&never_said))),
        missing: handout::missing(&picked, &chosen.list, &l).into_iter().chain(too_many).collect(),
        l,
    }))
}

fn listed(picked: &Picked) -> Option<&Service> {
    if let Picked::Listed(service) = picked { Some(service) } else { None }
}

fn column(service: &Service, all: &[&Service], l: &L) -> Column {
    Column {
        id: service.id,
        name: service.name.clone(),
        href: l.href(&format!("/service/{}", service.id)),
        by: Some(service.organisation.name.clone()).filter(|by| *by != service.name),
        phone: service.first_phone().cloned(),
        add: l.href(&Shortlist::of([service.id]).address("/shortlist")),
        without: l.href(&address(all.iter().map(|one| one.id).filter(|id| *id != service.id))),
        sensitive: service.sensitive,
        fictional: service.fictional,
    }
}

/// A row for every fact that is known of at least one of them; and the labels of the others whose absence matters.
fn rows(services: &[&Service], facts: &Facts<'_>) -> (Vec<Row>, Vec<Said>) {
    let (mut rows, mut never_said) = (Vec::new(), Vec::new());
    for fact in &facts::ALL {
        let label = facts.l.say(fact.label);
        let cells: Vec<Cell> = services.iter().map(|service| (fact.of)(facts, service)).collect();
        if cells.iter().any(|cell| !cell.unknown) {
            rows.push(Row { label, cells });
        } else if fact.matters {
            never_said.push(label);
        }
    }
    (rows, never_said)
}

/// The address of a comparison.
pub fn address(ids: impl IntoIterator<Item = ServiceId>) -> String {
    Shortlist::of(ids).address(PATH).replace("s=", "id=")
}

impl Content for Compare {
    /// Neutral: what is compared is nobody else's business.
    fn title(&self) -> String {
        self.l.t("compare-title").into_owned()
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn cache(&self) -> Cache {
        if self.columns.iter().any(|column| column.sensitive) { Cache::Never } else { Cache::Personal }
    }

    fn demonstration(&self) -> bool {
        self.columns.iter().any(|column| column.fictional)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::samples::id;

    fn chosen(query: &str) -> Chosen {
        Chosen::from_parameters(&Parameters::read(query).unwrap()).unwrap()
    }

    #[test]
    fn four_services_are_taken_and_the_rest_counted() {
        let query: Vec<String> = (1..=6).chain([2]).map(|number| format!("id={}", id(number))).collect();
        let read = chosen(&format!("{}&id=nonsense", query.join("&")));
        assert_eq!((read.list.ids(), read.too_many, read.list.unreadable), (&[1, 2, 3, 4].map(id)[..], 2, 1));
        assert!(chosen("").list.ids().is_empty());
    }

    #[test]
    fn an_address_names_ids_and_nothing_else() {
        assert_eq!(address([id(1), id(2)]), format!("/compare?id={}&id={}", id(1), id(2)));
        assert_eq!(address([]), "/compare");
    }
}
