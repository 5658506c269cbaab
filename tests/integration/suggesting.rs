//! A suggested change over a real store: kept once however often it is sent, without anything about the sender, and the record stays as it
//! was until somebody has it corrected.

use crate::home::Home;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use fingerpost::{
    app::App,
    model::suggested::{Standing, Wrong},
    server, web,
};
use tower::ServiceExt;

const TOKEN: &str = "6f1c1e0a-5a0b-4d0e-9b53-0f6b6a3d2c11";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suggestion_is_kept_once_and_changes_nothing() {
    let home = Home::new().await;
    crate::importing::save(&home, "saved", &[crate::importing::service(1)]).await;
    let service = home.services().await.remove(0);
    let store = home.importer.store.clone();
    let app = App::over(store.clone(), &home.config, &mut |_| ()).await.expect("an app");
    let send = async |form: String| {
        let request = Request::post(format!("/service/{}/suggest", service.id))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-forwarded-for", "203.0.113.7")
            .body(Body::from(form))
            .expect("a request");
        server::site(app.clone(), web::routes()).oneshot(request).await.expect("an answer").status()
    };
    let form = format!("token={TOKEN}&wrong=hours&says=Tuesdays+now&known=I+help+there");
    for _ in 0..3 {
        assert_eq!(send(form.clone()).await, StatusCode::SEE_OTHER);
    }
    assert_eq!(send(format!("token={TOKEN}&wrong=hours&says=Spam&website=http://x")).await, StatusCode::SEE_OTHER);
    let open = store.open_suggestions().await.expect("suggestions");
    assert_eq!(open.len(), 1, "sent three times, and once by a program: {open:?}");
    let change = &open[0].change;
    assert_eq!((change.service, change.wrong, change.says.as_str()), (service.id, Wrong::Hours, "Tuesdays now"));
    assert!(!format!("{open:?}").contains("203.0.113"), "no address is kept");
    assert_eq!(home.services().await[0], service, "the record is as it was");
    assert!(store.settle_suggestion(open[0].number, Standing::Done).await.expect("settled"));
}
