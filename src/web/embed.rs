//! `/embed`: a search box or a list of services for other sites' pages, and what to put on them. What is framed loads our styles and one
//! small script that tells its height; it works without it. Every link leaves the frame.

use crate::{
    app::App,
    finding::urgent,
    server::{
        asked::Asked,
        assets,
        cache::Cache,
        extract::Query,
        languages::{L, Said},
        origin::Origin,
        page::{Content, Page},
        parameters::Parameters,
        theme::{self, Theme},
        trouble::Trouble,
        wording::{self, Call},
    },
    web::{card::ResultCard, results::heading},
};
use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{HeaderName, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};

/// Services in a list unless the page says.
const USUAL: usize = 5;
/// Most services in a list.
const MOST: usize = 20;

/// What a page in another site's frame may do. Any site may frame it: it holds what is public and takes nothing but a question.
const FRAMED: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors *";

#[derive(Debug, Template)]
#[template(path = "embed.html")]
struct Manual {
    l: L,
    form: String,
    boxed: String,
    list: String,
}

impl Content for Manual {
    fn title(&self) -> String {
        self.l.t("embed-title").into_owned()
    }

    fn l(&self) -> L {
        self.l.clone()
    }
}

/// `GET /embed`: what to put on a page.
pub async fn manual(origin: Origin, l: L) -> Page<impl Content> {
    let (name, helper) = (theme::in_use().name.clone(), origin.address("/embed/helper.js"));
    let title = l.v("embed-frame", "name", &name).plain();
    let frame = |path: &str, height: u16| {
        let source = origin.address(path);
        format!(
            "<iframe src=\"{source}\" title=\"{}\" width=\"100%\" height=\"{height}\" style=\"border:0\"></iframe>\n\
             <script src=\"{helper}\" data-host async></script>",
            escaped(&title)
        )
    };
    let form = format!(
        "<form action=\"{}\" method=\"get\">\n  <label for=\"fingerpost-q\">{}</label>\n  <input id=\"fingerpost-q\" name=\"q\" maxlength=\"300\">\n  \
         <label for=\"fingerpost-place\">{}</label>\n  <input id=\"fingerpost-place\" name=\"place\" maxlength=\"100\">\n  \
         <button>{}</button>\n</form>",
        origin.address("/search"),
        escaped(&l.t("search-what")),
        escaped(&l.t("search-where")),
        escaped(&l.t("search-button")),
    );
    Page(Manual { form, boxed: frame("/embed/search", 260), list: frame("/embed/list?q=food+bank&place=Walsall&limit=3", 640), l })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[derive(Debug, Template)]
#[template(path = "embedded.html")]
struct Embedded {
    l: L,
    theme: std::sync::Arc<Theme>,
    title: Said,
    /// The box, with what stands in it.
    asks: Option<(String, String)>,
    panel: Option<(Said, Said, Vec<Call>)>,
    remarks: Vec<Said>,
    cards: Vec<ResultCard>,
    /// The same on our own site.
    whole: String,
    listed: bool,
    demonstration: bool,
}

/// `GET /embed/search`: the box alone.
pub async fn search(Query(parameters): Query<Parameters>, l: L) -> Response {
    let given = |name: &str| parameters.one(name).unwrap_or_default().to_owned();
    let title = l.v("embed-frame", "name", &theme::in_use().name);
    let asks = Some((given("q"), given("place")));
    let whole = l.href("/");
    let view = Embedded {
        theme: theme::in_use(),
        title,
        asks,
        panel: None,
        remarks: Vec::new(),
        cards: Vec::new(),
        whole,
        listed: false,
        demonstration: false,
        l,
    };
    framed(&view, Cache::Page)
}

/// `GET /embed/list`: the first services of a search, which takes the parameters of `/search`.
pub async fn list(State(app): State<App>, Query(asked): Query<Limited>, l: L) -> Result<Response, Trouble> {
    let Limited { asked, limit } = asked;
    let found = app.find(asked.ask(limit)).await?;
    let now = app.clock().london();
    let panel = urgent::panel(&asked.words, found.place.as_ref().and_then(|place| place.nation)).map(|panel| {
        let (heading, first) = wording::panel(&l, panel);
        (heading, first, panel.lines.iter().map(|line| wording::call(&l, line)).collect())
    });
    let cache = if panel.is_some() { Cache::Never } else { Cache::Data };
    let near = found.place.as_ref().map(|place| place.label.as_str());
    let title = heading(&l, found.answer.total, near);
    let view = Embedded {
        theme: theme::in_use(),
        title,
        asks: None,
        panel,
        remarks: found.place_problem.iter().map(|place| wording::unknown_place(&l, place)).collect(),
        demonstration: found.answer.hits.iter().any(|hit| hit.card.fictional),
        cards: found.answer.hits.iter().take(limit).map(|hit| ResultCard::of_hit(&l, hit, &now)).collect(),
        whole: asked.on_page(1).address("/search"),
        listed: true,
        l,
    };
    Ok(framed(&view, cache))
}

/// A search, and how many services of it.
#[derive(Debug)]
pub struct Limited {
    asked: Asked,
    limit: usize,
}

impl crate::server::extract::FromParameters for Limited {
    fn from_parameters(parameters: &Parameters) -> Result<Self, crate::server::parameters::BadParameter> {
        let limit = parameters.number("limit", &(1..=MOST))?.unwrap_or(USUAL);
        Ok(Self { asked: Asked::from_parameters(&parameters.without("limit"))?, limit })
    }
}

fn framed(view: &Embedded, cache: Cache) -> Response {
    match view.render() {
        Ok(html) => {
            let language = [
                (header::CONTENT_LANGUAGE, HeaderValue::from_static(view.l.language().tag)),
                (header::VARY, HeaderValue::from_static("accept-language")),
                (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED)),
                (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
            ];
            (Extension(cache), language, Html(html)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            Trouble::Broken.into_response()
        }
    }
}

/// `GET /embed/helper.js`: gives a frame the height of what is in it. At an address that never changes: it stands in other sites' pages.
///
/// # Errors
/// When it is not in the program.
pub async fn helper() -> Result<Response, Trouble> {
    let script = assets::shipped("embed.js").ok_or(Trouble::NotFound)?;
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"))];
    Ok((Extension(Cache::Data), kind, script.into_owned()).into_response())
}
