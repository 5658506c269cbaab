//! Requests nobody would send, made from the descriptions of the API: whatever comes, the answer is one that was described.
//!
//! `FINGERPOST_FUZZ=20000` asks so many; otherwise it is a few hundred.

use crate::site::Site;
use proptest::{
    prelude::*,
    sample::{Index, select},
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// An operation as described.
struct Operation {
    path: String,
    /// Its parameters go in a body.
    in_body: bool,
    parameters: Vec<(String, Value)>,
    statuses: Vec<u16>,
}

fn operations(described: &Value) -> Vec<Operation> {
    let paths = described["paths"].as_object().expect("paths");
    let of = |path: &String, item: &Value, in_body: bool| {
        let parameters = item["parameters"].as_array().into_iter().flatten();
        let named = parameters.map(|one| (one["name"].as_str().expect("a name").to_owned(), one.clone()));
        let statuses = item["responses"].as_object()?.keys().filter_map(|status| status.parse().ok());
        Some(Operation { path: path.clone(), in_body, parameters: named.collect(), statuses: statuses.collect() })
    };
    paths.iter().flat_map(|(path, item)| [of(path, &item["get"], false), of(path, &item["post"], true)]).flatten().collect()
}

/// Values of every kind: what is meant, what is nearly meant, and what nobody meant.
fn values(known: &[String]) -> BoxedStrategy<String> {
    let meant = select(known.to_vec());
    let odd = select(
        [
            "",
            " ",
            "0",
            "-1",
            "1",
            "1e309",
            "NaN",
            "99999999999999999999",
            "true",
            "yes",
            "null",
            "[]",
            "{}",
            "'",
            "\"",
            "\\",
            "%",
            "%00",
            "\u{0}",
            "\u{feff}",
            "😀",
            "a\nb",
            "../../etc/passwd",
            "<script>",
            "' OR 1=1 --",
            "SU",
            "25:61",
            "10:00",
            "2026-02-30",
            "2026-11-29T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "-9999-01-01",
            "WS1 1TP",
            "ZZ99 9ZZ",
            "B",
            "ndjson",
            "json",
            "ac148810-d857-441c-9679-408f346de14b",
            "ac148810",
            "mum keeps falling",
            "\"",
            "((",
            "*",
            "field:word",
            "a AND b",
            "^~10",
            "𝕏",
            "ﷺ",
        ]
        .map(str::to_owned)
        .to_vec(),
    );
    prop_oneof![3 => meant, 3 => odd, 1 => "\\PC{0,40}", 1 => "[a-z ]{0,30}", 1 => any::<f64>().prop_map(|number| number.to_string()), 1 => any::<i64>().prop_map(|number| number.to_string())].boxed()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_asked_the_answer_is_one_that_was_described() {
    let site = Site::with_the_demonstration().await;
    let mut operations_of = Vec::new();
    for address in ["/openapi.json", "/openreferral/v3/openapi.json"] {
        operations_of.extend(operations(&site.get(address).await.json()));
    }
    let services = site.get("/openreferral/v3/services?per_page=5").await.json();
    let mut known: Vec<String> =
        services["contents"].as_array().expect("services").iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect();
    known.extend(
        services["contents"].as_array().expect("services").iter().map(|one| one["organization_id"].as_str().expect("an id").to_owned()),
    );
    let wanted: u32 = std::env::var("FINGERPOST_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(600);
    let request = (any::<Index>(), values(&known), prop::collection::vec((any::<Index>(), values(&known)), 0..5));
    let seed = if wanted > 600 { fingerpost::clock::random_id().into_bytes() } else { [7; 16] };
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::XorShift, &seed));
    let mut statuses: BTreeMap<u16, u32> = BTreeMap::new();
    for _ in 0..wanted {
        let (which, inside, chosen) = request.new_tree(&mut runner).expect("a request").current();
        let operation = which.get(&operations_of);
        let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let path = operation.path.replace("{id}", &encoded(&inside)).replace("{code}", &encoded(&inside));
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (which, value) in &chosen {
            let name = if operation.parameters.is_empty() { "nobody" } else { which.get(&operation.parameters).0.as_str() };
            query.append_pair(name, value);
        }
        let query = query.finish();
        let asked = format!("{path}?{query}");
        let answer = if operation.in_body { site.post_form(&path, &query).await } else { site.get(&asked).await };
        let status = answer.status.as_u16();
        *statuses.entry(status).or_default() += 1;
        // An id of no length is another address; a file that takes long to make may ask to come back.
        assert!(
            operation.statuses.contains(&status) || (status == 404 && operation.path.contains('{')),
            "{asked} is answered with {status}"
        );
        if status >= 400 {
            assert_eq!(answer.kind, "application/problem+json", "{asked}");
            assert_eq!(answer.json()["status"].as_u64(), Some(u64::from(status)), "{asked}");
        } else if answer.kind == "application/json" {
            assert!(answer.json().is_object(), "{asked}");
        }
    }
    eprintln!("{wanted} requests of {} operations: {statuses:?}", operations_of.len());
    site.following.stop().await;
}
