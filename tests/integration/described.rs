//! The descriptions of our APIs against the APIs: every example is asked of the demonstration directory and answered as described.

use crate::site::Site;
use fingerpost::api;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// An operation of a description.
struct Operation {
    path: String,
    parameters: Vec<Value>,
    responses: Value,
}

/// A description, its schemas made strict: what an object has but is not described is refused.
struct Description {
    operations: Vec<Operation>,
    components: Value,
}

fn descriptions() -> [Description; 2] {
    [api::document(), api::openreferral::document()].map(|document| {
        let document = serde_json::to_value(&document).expect("JSON");
        let operation = |(path, item): (&String, &Value)| Operation {
            path: path.clone(),
            parameters: item["get"]["parameters"].as_array().cloned().unwrap_or_default(),
            responses: item["get"]["responses"].clone(),
        };
        let operations = document["paths"].as_object().expect("paths").iter().map(operation).collect();
        let mut components = document["components"].clone();
        strict(&mut components);
        Description { operations, components }
    })
}

fn strict(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(strict);
            if object.get("properties").is_some_and(Value::is_object) && object.get("type") == Some(&json!("object")) {
                object.insert("additionalProperties".to_owned(), false.into());
            }
        }
        Value::Array(list) => list.iter_mut().for_each(strict),
        _ => {}
    }
}

impl Description {
    fn schema(&self, schema: &Value) -> jsonschema::Validator {
        let mut whole = schema.clone();
        whole["components"] = self.components.clone();
        jsonschema::draft202012::options().should_validate_formats(true).build(&whole).expect("a schema")
    }

    fn faults(&self, schema: &Value, value: &Value) -> Vec<String> {
        self.schema(schema).iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }
}

/// A query part for an example: a list gives the name again and again.
fn asked(parameter: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let name = parameter["name"].as_str().expect("a name");
    let values = match &parameter["example"] {
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    };
    values.iter().map(|value| (name.to_owned(), text(value))).collect()
}

/// The addresses that ask an operation's examples: what it must have alone, and with each other example in turn.
fn addresses(operation: &Operation) -> Vec<String> {
    let mut path = operation.path.clone();
    for parameter in operation.parameters.iter().filter(|parameter| parameter["in"] == "path") {
        let (name, value) = asked(parameter).remove(0);
        path = path.replace(&format!("{{{name}}}"), &value);
    }
    let query: Vec<&Value> = operation.parameters.iter().filter(|parameter| parameter["in"] == "query").collect();
    let written = |parameters: &[&Value]| {
        let pairs = parameters.iter().flat_map(|parameter| asked(parameter));
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        if query.is_empty() { path.clone() } else { format!("{path}?{query}") }
    };
    let must: Vec<&Value> = query.iter().copied().filter(|parameter| parameter["required"] == true).collect();
    let mut all = vec![written(&must)];
    for parameter in query.iter().filter(|parameter| parameter["required"] != true) {
        let mut with = must.clone();
        with.push(parameter);
        with.extend(query.iter().filter(|other| companions(parameter).contains(&other["name"].as_str().unwrap_or_default())));
        all.push(written(&with));
    }
    all
}

/// What a parameter means nothing without.
fn companions(parameter: &Value) -> &'static [&'static str] {
    match parameter["name"].as_str() {
        Some("proximity") => &["postcode"],
        Some("latitude") => &["longitude", "proximity"],
        Some("longitude") => &["latitude", "proximity"],
        _ => &[],
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_directory_answers_as_its_descriptions_say() {
    let site = Site::with_the_demonstration().await;
    every_example_is_answered_as_described(&site).await;
    every_record_and_every_refusal_is_as_described(&site).await;
    every_filter_is_described_and_no_other(&site).await;
    site.following.stop().await;
}

async fn every_example_is_answered_as_described(site: &Site) {
    let (mut faults, mut asked) = (BTreeMap::new(), 0);
    for description in descriptions() {
        for operation in &description.operations {
            let (status, response) = operation.responses.as_object().and_then(|all| all.iter().next()).expect("a response");
            let ways = response["content"].as_object().cloned().unwrap_or_default();
            for address in addresses(operation) {
                let answer = site.get(&address).await;
                asked += 1;
                if answer.status.as_str() != status {
                    faults.insert(address, vec![format!("{}: {}", answer.status, answer.body)]);
                    continue;
                }
                let kind = answer.kind.split(';').next().unwrap_or_default().to_owned();
                let Some(way) = ways.get(&kind) else {
                    assert!(ways.is_empty(), "{address} is answered with {kind}");
                    continue;
                };
                if kind.ends_with("json") {
                    let found = description.faults(&way["schema"], &answer.json());
                    if !found.is_empty() {
                        faults.insert(address, found);
                    }
                }
            }
        }
    }
    eprintln!("{asked} examples were asked");
    assert!(faults.is_empty(), "{faults:#?}");
}

async fn every_record_and_every_refusal_is_as_described(site: &Site) {
    let [ours, feed] = descriptions();
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let schema = feed.schema(&reference("ServiceRecord"));
    let lines = site.get("/openreferral/v3/services?format=ndjson").await;
    for line in lines.body.lines() {
        let record: Value = serde_json::from_str(line).expect("a line of JSON");
        let faults: Vec<String> = schema.iter_errors(&record).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", record["name"]);
    }
    let nobody = "00000000-0000-4000-8000-000000000000";
    for path in [
        "/api/v1/search?page=two".to_owned(),
        "/api/v1/places".to_owned(),
        "/api/v1/needs/no-such-need".to_owned(),
        format!("/api/v1/services/{nobody}"),
        format!("/openreferral/v3/services/{nobody}"),
        "/openreferral/v3/services?day=never".to_owned(),
    ] {
        let answer = site.get(&path).await;
        assert_eq!((answer.status.is_client_error(), answer.kind.as_str()), (true, "application/problem+json"), "{path}");
        assert_eq!(ours.faults(&reference("ProblemResponse"), &answer.json()), Vec::<String>::new(), "{path}");
    }
}

async fn every_filter_is_described_and_no_other(site: &Site) {
    let [ours, _] = descriptions();
    let search = ours.operations.iter().find(|operation| operation.path == "/api/v1/search").expect("search");
    let described: BTreeSet<&str> = search.parameters.iter().filter_map(|parameter| parameter["name"].as_str()).collect();
    let answer = site.get("/api/v1/search").await.json();
    let filters: BTreeSet<&str> =
        answer["facets"].as_array().expect("facets").iter().filter_map(|facet| facet["parameter"].as_str()).collect();
    let plain = BTreeSet::from(["q", "place", "radius", "ignore", "sort", "page", "per_page"]);
    assert_eq!(described, plain.union(&filters).copied().collect());
}

#[test]
fn every_parameter_has_an_example_and_every_example_is_of_its_kind() {
    for description in descriptions() {
        for operation in &description.operations {
            for parameter in &operation.parameters {
                let (path, name) = (&operation.path, &parameter["name"]);
                assert!(!parameter["example"].is_null(), "{path} has no example for {name}");
                assert_eq!(description.faults(&parameter["schema"], &parameter["example"]), Vec::<String>::new(), "{path} {name}");
            }
        }
        for (name, schema) in description.components["schemas"].as_object().expect("schemas") {
            for (property, schema) in schema["properties"].as_object().into_iter().flatten() {
                let Some(example) = schema.get("example") else { continue };
                assert_eq!(description.faults(schema, example), Vec::<String>::new(), "{name}.{property}");
            }
        }
    }
}
