//! What goes into a pack, and its writing.

use super::{
    PackingError, Understood,
    kept::{Packed, hex},
};
use crate::{
    app::{App, AppError, follow, listing::Also, live::Live, vocabulary},
    finding::question::DEFAULT_RADIUS_MILES,
    model::{id::ServiceId, location::Point},
    offline::{
        Head, Part, PartKind,
        documents::{self, Document},
        head::{FORMAT, MAGIC, program},
        parts::{self, Shared},
    },
    places::{Place, patch::Patch},
    search::{self, Snapshot},
    shipped,
};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::{self, Write as _},
    path::Path,
    sync::Arc,
};
use tokio::sync::mpsc;

/// How long a pack may be relied on, in days. Phones fetch a newer one long before.
const DAYS: i64 = 28;
/// Services in one pack, at most: about what a phone can hold.
pub const MOST_SERVICES: usize = 30_000;
/// Up to so many services, a pack also holds what is further away: it stays below four megabytes.
const COMFORTABLE: usize = 9_000;
/// Services read at once.
const PAGE: usize = 250;
/// Villages and suburbs further from the patch than this are not taken along, in degrees: about 35 miles.
const FAR_DEGREES: f64 = 0.5;

impl App {
    pub(super) async fn make(&self, understood: Understood, most: usize, file: &Path) -> Result<Packed, PackingError> {
        let Understood { patch, label, asked } = understood;
        let snapshot = self.snapshot();
        // A whole directory and all its postcodes are looked through: nobody else should wait for that.
        let (app, whole) = (self.clone(), Arc::clone(&snapshot));
        let looked = tokio::task::spawn_blocking(move || {
            let places = app.places().of_patch(&patch);
            Ok::<_, PackingError>((reached(&whole, &places), app.shared(&patch, &places)?))
        });
        let (ids, shared) = looked.await.map_err(io::Error::other)??;
        if ids.len() > most {
            let reason = format!("{} services can be found from there, and a phone holds {most}: choose a smaller patch", ids.len());
            return Err(PackingError::Patch { parameter: "miles", reason });
        }
        let made = self.clock().now();
        let (index, baskets) = gather(self.live(), ids, snapshot).await?;
        let head = Head {
            format: FORMAT,
            program: program().to_owned(),
            patch: asked,
            label,
            made,
            expires: made.saturating_add(SignedDuration::from_hours(24 * DAYS)).unwrap_or(made),
            services: index.services(),
            position: self.live().index.position(),
            sources: self.sources().await?.into_iter().map(Into::into).collect(),
            parts: Vec::new(),
        };
        let file = file.to_path_buf();
        let written = tokio::task::spawn_blocking(move || write(head, &index, &shared, &baskets, &file)).await;
        Ok(written.map_err(io::Error::other)??)
    }

    fn shared(&self, patch: &Patch, places: &[Place]) -> Result<Shared, PackingError> {
        let folders = ["needs", "understanding", "urgent", "places"].into_iter().flat_map(shipped::list);
        let files = folders.filter_map(|path| {
            let bytes = shipped::file(&path)?;
            let bytes = if path == "places/towns.csv" { near_by(&bytes, places) } else { bytes.into_owned() };
            Some((path, bytes.into()))
        });
        let live = self.live();
        let own = vocabulary::own(&live.data.join("needs")).unwrap_or_default();
        Ok(Shared {
            files: files.collect(),
            own_needs: own.into_iter().map(|file| (file.name, file.text)).collect(),
            theme: fs::read_to_string(live.data.join(crate::config::THEME_FILE)).ok(),
            postcodes: self.places().postcodes_of_patch(patch)?.map(Into::into),
        })
    }
}

/// What a search from the patch can find. Where nothing is near, a search looks three times as far: in the country, so does a pack.
fn reached(snapshot: &Snapshot, places: &[Place]) -> Vec<ServiceId> {
    let further = [3.0, 2.0, 1.5].into_iter().map(|times| snapshot.reached_from(places, DEFAULT_RADIUS_MILES * times));
    let fits = further.into_iter().find(|ids| ids.len() <= COMFORTABLE);
    fits.unwrap_or_else(|| snapshot.reached_from(places, DEFAULT_RADIUS_MILES)).into_iter().collect()
}

/// The towns near the patch, and every city and larger town.
fn near_by(towns: &[u8], places: &[Place]) -> Vec<u8> {
    let points = || places.iter().filter_map(|place| place.point);
    let least = |of: fn(&Point) -> f64| points().map(|point| of(&point)).fold(f64::INFINITY, f64::min) - FAR_DEGREES;
    let most = |of: fn(&Point) -> f64| points().map(|point| of(&point)).fold(f64::NEG_INFINITY, f64::max) + FAR_DEGREES;
    let (lat, lon) = (least(|point| point.lat)..=most(|point| point.lat), least(|point| point.lon)..=most(|point| point.lon));
    let text = String::from_utf8_lossy(towns);
    let kept = text.lines().enumerate().filter(|(line, row)| {
        let mut fields = row.split(',').rev();
        let (_, east, north) = (fields.next(), fields.next(), fields.next());
        let at = |field: Option<&str>| field.and_then(|field| field.parse::<f64>().ok());
        let near = at(north).is_some_and(|at| lat.contains(&at)) && at(east).is_some_and(|at| lon.contains(&at));
        *line == 0 || near || row.contains(",c,") || row.contains(",t,")
    });
    kept.fold(String::new(), |all, (_, row)| all + row + "\n").into_bytes()
}

/// Reads the services, page by page, into an index of their own and into baskets.
async fn gather(
    live: &Live,
    ids: Vec<ServiceId>,
    whole: Arc<Snapshot>,
) -> Result<(search::pack::PackedIndex, Vec<Vec<Document>>), PackingError> {
    let (send, receive) = mpsc::channel(2);
    let working = tokio::task::spawn_blocking(move || search::pack_services(&mut follow::received(receive), &whole));
    let count = documents::baskets(ids.len());
    let mut baskets: Vec<Vec<Document>> = vec![Vec::new(); count];
    for page in ids.chunks(PAGE) {
        let mut services = Vec::with_capacity(page.len());
        for id in page {
            let kept = live.service(*id).await?;
            let Some(kept) = kept.filter(|kept| !kept.withdrawn && kept.service.is_listed()) else { continue };
            let also = kept.also.into_iter().map(Also::packed).collect();
            baskets[documents::basket(kept.service.id, count)].push(Document::of(&kept.service, also));
            services.push(kept.service);
        }
        if send.send(follow::Page::Services(services)).await.is_err() {
            break; // the work has failed; its error is the one to tell
        }
    }
    drop(send.send(follow::Page::End).await);
    let index = working.await.map_err(io::Error::other)?.map_err(|error| AppError::Search(error.to_string()))?;
    Ok((index, baskets))
}

/// Writes a pack beside the others and puts it in its place whole.
fn write(mut head: Head, index: &search::pack::PackedIndex, shared: &Shared, baskets: &[Vec<Document>], file: &Path) -> io::Result<Packed> {
    let mut body = Vec::new();
    let mut push = |kind, bytes: &[u8]| {
        head.parts.push(Part { kind, bytes: bytes.len(), sha256: hex(&Sha256::digest(bytes)) });
        body.extend_from_slice(bytes);
    };
    let (base, groups) = index.parted();
    push(PartKind::Index, &parts::fold(&base)?);
    for group in groups {
        push(PartKind::Index, &parts::fold(&group)?);
    }
    push(PartKind::Data, &parts::fold_shared(shared)?);
    for basket in baskets {
        push(PartKind::Documents, &parts::fold(basket)?);
    }
    let json = head.json();
    let length = u32::try_from(json.len()).map_err(io::Error::other)?;
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    for bytes in [MAGIC.as_slice(), &length.to_le_bytes(), &json, &body] {
        temporary.write_all(bytes)?;
    }
    temporary.persist(file)?;
    Ok(Packed { parts_at: parts::START + json.len(), head, file: file.to_path_buf() })
}
