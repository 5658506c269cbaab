//! What makes the site one that can be carried: manifest, service worker, and the page about the copy.

use super::get;

#[tokio::test]
async fn only_the_service_worker_may_compile_a_program() {
    let worker = get("/sw.js").await;
    assert_eq!((worker.status, worker.header("content-type")), (200, "text/javascript; charset=utf-8"));
    assert!(worker.header("content-security-policy").contains("'wasm-unsafe-eval'"));
    assert_eq!(worker.header("cache-control"), "public, no-cache", "a worker is asked for again each time");
    for page in ["/", "/offline", "/search?q=food"] {
        let policy = get(page).await.header("content-security-policy").to_owned();
        assert!(!policy.contains("wasm") && policy.contains("worker-src 'self'"), "{page}: {policy}");
    }
}

#[tokio::test]
async fn the_manifest_names_the_site_and_pictures_that_are_there() {
    let manifest = get("/manifest.webmanifest").await;
    assert_eq!((manifest.status, manifest.header("content-type")), (200, "application/manifest+json"));
    let manifest: serde_json::Value = serde_json::from_str(&manifest.body).unwrap();
    assert_eq!((manifest["name"].as_str(), manifest["display"].as_str()), (Some("Fingerpost"), Some("standalone")));
    for icon in manifest["icons"].as_array().unwrap() {
        let icon = get(icon["src"].as_str().unwrap()).await;
        assert_eq!((icon.status, icon.header("content-type")), (200, "image/png"));
    }
}

#[tokio::test]
async fn a_program_without_the_phones_part_says_so_and_gives_no_pack() {
    let page = get("/offline").await;
    assert!(page.body.contains("it was built without the part that a phone needs"), "{}", page.body);
    let pack = get("/offline/pack?place=Walsall").await;
    assert_eq!((pack.status, pack.header("content-type")), (404, "application/problem+json"));
    for bad in ["/offline/pack/nothing", "/offline/pack/0123456789abcdef01234567-x", "/offline/pack/..%2f..%2fetc-0"] {
        assert_eq!(get(bad).await.status, 404, "{bad}");
    }
}
