//! What every page of a copy says of itself: that it is a copy, how old it is, and when it must not be relied on any more.

use crate::{
    app::App,
    clock::london,
    server::{
        languages::{Arg, L, Said},
        wording,
    },
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use jiff::Timestamp;

/// A copy that answers.
#[derive(Debug, Clone)]
pub struct Copy {
    made: Timestamp,
    /// Days since it was made.
    days: usize,
    /// It must not be relied on any more.
    pub expired: bool,
}

/// Days from which on a copy is called old.
const OLD: usize = 7;

tokio::task_local! {
    static IN_USE: Copy;
}

/// The copy that answers this request; `None` on a server.
pub fn in_use() -> Option<Copy> {
    IN_USE.try_with(Clone::clone).ok()
}

impl Copy {
    /// The copy a product is.
    pub fn of(app: &App) -> Option<Self> {
        let head = app.carried()?.head();
        let now = app.clock().now();
        let days = usize::try_from(now.duration_since(head.made).as_hours() / 24).unwrap_or(0);
        Some(Self { made: head.made, days, expired: head.has_expired(now) })
    }

    /// What the page says, in a sentence.
    pub fn says(&self, l: &L) -> Said {
        let key = match () {
            () if self.expired => "copy-expired",
            () if self.days >= OLD => "copy-old",
            () => "copy-in-use",
        };
        let date = wording::date_full(l, self.made.to_zoned(london()).date());
        l.with(key, &[("date", (&date).into()), ("count", Arg::Number(self.days as u64))])
    }
}

/// Answers from a copy.
pub(super) async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    match Copy::of(&app) {
        Some(copy) => IN_USE.scope(copy, next.run(request)).await,
        None => next.run(request).await,
    }
}
