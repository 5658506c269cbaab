//! What a feed can do, tried out rather than believed: how it speaks, how many services it gives at once, whether it can tell what has
//! changed.

use super::{
    FetchError, Limits, addresses, ask_leave,
    client::{Client, Failure},
    detail, failed, is_file, new_client,
    paging::{self, Page, page_address},
    rpde,
};
use crate::hsds::page::Envelope;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

/// Where feeds usually lie, tried when there is none at the address that was given.
const USUAL: [&str; 6] = ["openreferral/v3", "o/OpenReferralService/v3", "api/v3", "v3", "api", "api/v1"];
/// A moment after which nothing was changed.
const NEVER: &str = "2100-01-01T00:00:00Z";

/// How a feed speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// Open Referral UK 3: `contents`, `total_items`.
    V3,
    /// Version 1 as Spring writes it: `content`, `totalElements`.
    V1,
    /// Version 1 in lower case: `content`, `totalelements`.
    V1LowerCase,
    /// A list without an envelope.
    BareList,
    /// Pages that name the next one (RPDE).
    Cursor,
    /// One file.
    File,
}

/// Whether a feed can tell what has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Changes {
    /// `modified_after` does what it should.
    ModifiedAfter,
    /// `modified_after` makes no difference.
    Ignored,
    /// `modified_after` brings an error, or answers that cannot be right.
    Broken,
    /// The feed goes on from a cursor.
    Cursor,
    /// It was not tried: there is nothing to tell by.
    Unknown,
}

/// Where a feed keeps what it knows of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Details {
    /// On the list.
    OnTheList,
    /// At each service's own address.
    OnTheirOwn,
    /// Nowhere: the list's bare entries are all there is.
    Nowhere,
}

/// What was found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probed {
    /// The address it was found at, which may not be the one that was given.
    pub address: String,
    /// How it speaks.
    pub dialect: Dialect,
    /// The version it says it is.
    pub version: Option<String>,
    /// The licence it states.
    pub licence: Option<String>,
    /// Services it says it has.
    pub promised: Option<u64>,
    /// Services it gave on a page when asked for [`Limits::per_page`].
    pub page_size: Option<usize>,
    /// It gave one when asked for one.
    pub heeds_per_page: Option<bool>,
    /// Whether it can tell what has changed.
    pub changes: Changes,
    /// Where it keeps details.
    pub details: Details,
    /// What else was noticed, in plain words.
    pub remarks: Vec<String>,
}

/// Tries out a feed: at the address itself, then where feeds usually lie. Some eight requests.
///
/// # Errors
/// When the address may not be fetched, or no feed is found.
pub async fn probe(base: &Url, limits: Limits) -> Result<Probed, FetchError> {
    let client = new_client(base, limits)?;
    ask_leave(&client, base).await?;
    if is_file(base) {
        return Ok(Probed::nothing_but(Dialect::File, base));
    }
    let first = match probe_whole(&client, base).await {
        Ok(probed) => return Ok(probed),
        Err(failure) => failure,
    };
    let answers = matches!(&first, Failure::Status(_) | Failure::NotWhat(_));
    for path in USUAL.iter().filter(|_| answers && base.path() == "/" && base.query().is_none()) {
        let Ok(address) = base.join(path) else { continue };
        match probe_whole(&client, &address).await {
            Ok(probed) => return Ok(probed),
            Err(failure @ Failure::Wait { .. }) => return Err(failed(&address, failure)),
            Err(_) => {}
        }
    }
    Err(failed(base, first))
}

/// What was not tried any more, because the server asked us to wait, says nothing of what the feed can do.
async fn probe_whole(client: &Client, base: &Url) -> Result<Probed, Failure> {
    let probed = probe_at(client, base).await;
    client.manners.may_go_on()?;
    probed
}

impl Probed {
    fn nothing_but(dialect: Dialect, address: &Url) -> Self {
        Self {
            address: address.to_string(),
            dialect,
            version: None,
            licence: None,
            promised: None,
            page_size: None,
            heeds_per_page: None,
            changes: Changes::Unknown,
            details: Details::OnTheList,
            remarks: Vec::new(),
        }
    }
}

async fn probe_at(client: &Client, base: &Url) -> Result<Probed, Failure> {
    let (root, list) = addresses(base);
    let about = match client.get_json(&root).await {
        Err(failure @ (Failure::Refused(_) | Failure::Unreachable(_))) => return Err(failure),
        about => about.unwrap_or_default(),
    };
    if let Some(page) = rpde::Page::from(&about) {
        let changes = Changes::Cursor;
        return Ok(Probed { changes, licence: page.licence, ..Probed::nothing_but(Dialect::Cursor, &root) });
    }
    let text = |key: &str| about.get(key).and_then(Value::as_str).map(str::to_owned);
    let (version, licence) = (text("version"), text("license").or_else(|| text("licence")));
    let per_page = client.limits.per_page;
    let (list, page) = match paging::get(client, &page_address(&list, 1, per_page, None)).await {
        Err(failure) if failure.is_absent() && Page::from(about).is_some() => {
            let page = paging::get(client, &page_address(&root, 1, per_page, None)).await;
            (root.clone(), page)
        }
        page => (list, page),
    };
    let page = page?;
    let mut probing = Probing { client, list, remarks: Vec::new() };
    let envelope = Envelope::read(&page.rest);
    let heeds_per_page = probing.per_page(&page).await;
    let changes = probing.changes(&page, &envelope).await;
    let details = probing.details(&page).await;
    probing.untruths(&page, &envelope).await;
    Ok(Probed {
        dialect: dialect_of(&page),
        version,
        licence,
        promised: envelope.total_items,
        page_size: Some(page.items.len()),
        heeds_per_page,
        changes,
        details,
        remarks: probing.remarks,
        ..Probed::nothing_but(Dialect::V3, base)
    })
}

fn dialect_of(page: &Page) -> Dialect {
    match page.key.as_deref() {
        None => Dialect::BareList,
        Some("contents") => Dialect::V3,
        Some(_) if page.rest.contains_key("totalelements") => Dialect::V1LowerCase,
        Some(_) => Dialect::V1,
    }
}

/// The list that is tried out.
struct Probing<'a> {
    client: &'a Client,
    list: Url,
    remarks: Vec<String>,
}

impl Probing<'_> {
    async fn get(&self, number: usize, per_page: usize, since: Option<Timestamp>) -> Result<Page, Failure> {
        paging::get(self.client, &page_address(&self.list, number, per_page, since)).await
    }

    /// Whether one is given when one is asked for. Nothing can be told of a list that has no more.
    async fn per_page(&self, page: &Page) -> Option<bool> {
        if page.items.len() < 2 {
            return None;
        }
        self.get(1, 1, None).await.ok().map(|one| one.items.len() == 1)
    }

    /// `modified_after` works when nothing has changed after the end of time, and everything since its beginning.
    async fn changes(&self, page: &Page, envelope: &Envelope) -> Changes {
        let (Ok(never), false) = (NEVER.parse(), page.items.is_empty()) else { return Changes::Unknown };
        let per_page = self.client.limits.per_page;
        match self.get(1, per_page, Some(never)).await {
            Err(_) => return Changes::Broken,
            Ok(none) if !none.items.is_empty() => {
                let same = none.items.len() == page.items.len() && none.mark() == page.mark();
                return if same { Changes::Ignored } else { Changes::Broken };
            }
            Ok(_) => {}
        }
        match self.get(1, per_page, Some(Timestamp::UNIX_EPOCH)).await {
            // Withdrawn ones may come along, so there may be more of them; never fewer.
            Ok(all) if Envelope::read(&all.rest).total_items >= envelope.total_items && all.items.len() >= page.items.len() => {
                Changes::ModifiedAfter
            }
            _ => Changes::Broken,
        }
    }

    async fn details(&self, page: &Page) -> Details {
        if !detail::are_bare(&page.items) {
            return Details::OnTheList;
        }
        let mut ids = page.items.iter().filter_map(detail::id_of);
        let Some(id) = ids.find(|id| !detail::asked_before(self.client, &self.list, id)) else { return Details::Nowhere };
        if detail::detail(self.client, &self.list, &id).await.is_ok() { Details::OnTheirOwn } else { Details::Nowhere }
    }

    /// What it says that is not so.
    async fn untruths(&mut self, page: &Page, envelope: &Envelope) {
        let len = page.items.len() as u64;
        if len > 0 && len < self.client.limits.per_page as u64 && envelope.total_items.is_some_and(|total| total > len) {
            self.remarks.push(format!("it gives at most {len} services at once, whatever is asked for"));
        }
        if envelope.total_pages == Some(1) && envelope.total_items.is_some_and(|total| total > len) {
            self.remarks.push("it says that there is one page when there are more".to_owned());
        }
        if page.key.is_none() || len == 0 || envelope.total_items.is_some_and(|total| total <= len) {
            return;
        }
        match self.get(2, self.client.limits.per_page, None).await {
            Ok(second) if second.mark().is_some() && second.mark() == page.mark() => {
                self.remarks.push("its second page is its first again".to_owned());
            }
            Ok(_) => {}
            Err(failure) if failure.is_absent() => {}
            Err(failure) => self.remarks.push(format!("its second page could not be read: {failure}")),
        }
    }
}
