//! Making packs: what a patch takes along, gathered from the store, the index, the places and the words of this installation. A pack
//! that was made is kept until the directory changes, so that whoever asks next does not wait.

use crate::{
    app::{App, AppError, follow, live::Live, vocabulary},
    finding::{
        judgements::Question,
        place_words,
        question::{DEFAULT_RADIUS_MILES, METRES_PER_MILE},
    },
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
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::sync::mpsc;

/// How long a pack may be relied on, in days. Phones fetch a newer one long before.
const DAYS: i64 = 28;
/// Services in one pack, at most: about what a phone can hold.
pub const MOST_SERVICES: usize = 30_000;
/// Up to so many services, a pack also holds what is further away: it stays below four megabytes.
const COMFORTABLE: usize = 9_000;
/// The widest circle, in miles.
pub const MOST_MILES: f64 = 30.0;
/// Councils in one patch, at most.
const MOST_COUNCILS: usize = 12;
/// Services read at once.
const PAGE: usize = 250;
/// Bytes of one part of the index: what is fetched again after an interruption is no more.
const PIECE: usize = 256 * 1024;
/// Villages and suburbs further from the patch than this are not taken along, in degrees: about 35 miles.
const FAR_DEGREES: f64 = 0.5;
/// Packs kept at once.
const KEPT: usize = 20;

/// What somebody asks to carry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PatchAsked {
    /// Councils: names or GSS codes.
    pub councils: Vec<String>,
    /// The middle of a circle: a postcode or a town.
    pub place: String,
    /// How far around it, in miles. `None` = 5.
    pub miles: Option<f64>,
}

impl PatchAsked {
    /// As it stands in an address.
    pub fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "council" => asked.councils.push(value.into_owned()),
                "place" => asked.place = value.into_owned(),
                "miles" => asked.miles = value.parse().ok(),
                _ => {}
            }
        }
        asked
    }
}

/// A pack that was made.
#[derive(Debug, Clone)]
pub struct Packed {
    /// What it says of itself.
    pub head: Head,
    /// The file: see [`parts::split`].
    pub file: PathBuf,
    /// Where its parts begin in the file.
    pub parts_at: usize,
}

/// A pack cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PackingError {
    /// The patch cannot be used. The words are for the person who asked.
    #[error("{reason}")]
    Patch {
        /// The parameter at fault.
        parameter: &'static str,
        /// What is wrong, in plain words.
        reason: String,
    },
    /// Something failed here.
    #[error(transparent)]
    App(#[from] AppError),
    /// The file could not be written, or read again.
    #[error("the pack could not be kept: {0}")]
    Io(#[from] io::Error),
}

/// A patch that is understood.
#[derive(Debug)]
struct Understood {
    patch: Patch,
    label: String,
    /// As it is asked for again.
    asked: String,
}

const USUAL_MILES: f64 = 5.0;

impl App {
    /// The pack of a patch: one that was made before, where nothing has changed since, else a new one.
    ///
    /// # Errors
    /// When the patch cannot be understood or is too large, or the pack cannot be made.
    pub async fn pack(&self, asked: &PatchAsked) -> Result<Packed, PackingError> {
        let understood = self.understood(asked)?;
        let live = self.live();
        let file = live.packs.join(format!("{}.pack", key(&understood.asked, live.index.position(), self.clock().today())));
        // One at a time: packing keeps the machine busy, and whoever waits may want the same.
        let _alone = live.packing.lock().await;
        if let Ok(known) = Packed::open(&file) {
            return Ok(known);
        }
        let packed = self.make(understood, &file).await?;
        sweep(&live.packs, KEPT);
        Ok(packed)
    }

    /// The judged questions as people within the patch of a pack would ask them: those from there as they are, any other put to one
    /// postcode district of the patch after the other. Those with another place among their words are left out.
    ///
    /// # Errors
    /// When the patch is not understood any more.
    pub fn within(&self, head: &Head, questions: &[Question]) -> Result<Vec<Question>, PackingError> {
        let patch = self.understood(&PatchAsked::read(&head.patch))?.patch;
        let is_within = |place: &str| self.place(place).is_some_and(|place| patch.holds(place.point, place.council.as_deref()));
        let districts: Vec<String> = self.places().of_patch(&patch).into_iter().filter_map(|place| place.district).collect();
        let mut turns = districts.iter().cycle();
        let mut moved = Vec::new();
        for question in questions {
            let stays = question.from().is_some_and(is_within);
            let in_words = question.place.is_empty()
                && (question.from().is_some() || place_words::take(&question.words, self.places(), &self.needs()).is_some());
            match turns.next() {
                _ if stays => moved.push(question.clone()),
                Some(district) if !in_words => moved.push(Question { place: district.clone(), ..question.clone() }),
                _ => {}
            }
        }
        Ok(moved)
    }

    /// The pack in a file of ours, by its name without an ending.
    ///
    /// # Errors
    /// When there is none, or none any more.
    pub fn pack_called(&self, name: &str) -> io::Result<Packed> {
        let plain = name.len() == KEY_LETTERS && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !plain {
            return Err(io::ErrorKind::NotFound.into());
        }
        Packed::open(&self.live().packs.join(format!("{name}.pack")))
    }

    fn understood(&self, asked: &PatchAsked) -> Result<Understood, PackingError> {
        let refused = |parameter, reason: String| PackingError::Patch { parameter, reason };
        let mut councils = asked.councils.iter().map(|named| self.council(named)).collect::<Result<Vec<_>, _>>()?;
        councils.sort();
        councils.dedup();
        if councils.len() > MOST_COUNCILS {
            return Err(refused("council", format!("choose at most {MOST_COUNCILS} councils")));
        }
        let miles = asked.miles.unwrap_or(USUAL_MILES);
        if !(1.0..=MOST_MILES).contains(&miles) {
            return Err(refused("miles", format!("choose between 1 and {MOST_MILES} miles")));
        }
        let around = match asked.place.trim() {
            "" if councils.is_empty() => return Err(refused("place", "choose a place or a council to carry".to_owned())),
            "" => None,
            typed => Some(self.centre(typed)?),
        };
        let mut labels: Vec<String> = councils.iter().map(|(_, name)| name.clone()).collect();
        labels.extend(around.iter().map(|place| format!("{miles} miles around {}", place.label)));
        let mut again = url::form_urlencoded::Serializer::new(String::new());
        for (code, _) in &councils {
            again.append_pair("council", code);
        }
        if let Some(place) = &around {
            again.append_pair("place", &place.label).append_pair("miles", &miles.to_string());
        }
        let patch = Patch {
            councils: councils.into_iter().map(|(code, _)| code).collect(),
            around: around.map(|place| (place, miles * METRES_PER_MILE)),
        };
        Ok(Understood { patch, label: labels.join(", "), asked: again.finish() })
    }

    /// A council's code and name.
    fn council(&self, named: &str) -> Result<(String, String), PackingError> {
        let unknown = || PackingError::Patch { parameter: "council", reason: format!("no council is called “{named}”") };
        let known =
            |code: &str| self.places().councils().find(|(gss, _)| *gss == code).map(|(gss, name)| (gss.to_owned(), name.to_owned()));
        if let Some(found) = known(named.trim()) {
            return Ok(found);
        }
        let place = self.places().find(named).and_then(|place| place.council);
        place.and_then(|code| known(&code)).ok_or_else(unknown)
    }

    /// The middle of a circle. A full postcode becomes its district: what is kept here must not tell where somebody lives.
    fn centre(&self, typed: &str) -> Result<Place, PackingError> {
        let unknown = || PackingError::Patch {
            parameter: "place",
            reason: format!("we do not know the place “{typed}”; try a postcode or a town"),
        };
        let place = self.place(typed).ok_or_else(unknown)?;
        match &place.district {
            Some(district) if *district != place.label => self.place(district).ok_or_else(unknown),
            _ => Ok(place),
        }
    }

    async fn make(&self, understood: Understood, file: &Path) -> Result<Packed, PackingError> {
        let Understood { patch, label, asked } = understood;
        let snapshot = self.snapshot();
        let places = self.places().of_patch(&patch);
        let ids = reached(&snapshot, &places);
        if ids.len() > MOST_SERVICES {
            let reason =
                format!("{} services can be found from there, and a phone holds {MOST_SERVICES}: choose a smaller patch", ids.len());
            return Err(PackingError::Patch { parameter: "miles", reason });
        }
        let made = self.clock().now();
        let (index, baskets) = gather(self.live(), ids, snapshot).await?;
        let shared = self.shared(&patch, &places).await?;
        let head = Head {
            format: FORMAT,
            program: program().to_owned(),
            patch: asked,
            label,
            made,
            expires: made.saturating_add(SignedDuration::from_hours(24 * DAYS)).unwrap_or(made),
            services: index.services(),
            position: self.live().index.position(),
            parts: Vec::new(),
        };
        let file = file.to_path_buf();
        let written = tokio::task::spawn_blocking(move || write(head, &index, &shared, &baskets, &file)).await;
        Ok(written.map_err(io::Error::other)??)
    }

    async fn shared(&self, patch: &Patch, places: &[Place]) -> Result<Shared, PackingError> {
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
            sources: self.sources().await?.into_iter().map(Into::into).collect(),
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
            let kept = live.store.service(*id).await.map_err(AppError::from)?;
            services.extend(kept.filter(|kept| kept.withdrawn.is_none() && kept.service.is_listed()).map(|kept| kept.service));
        }
        for service in &services {
            baskets[documents::basket(service.id, count)].push(Document::of(service));
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
    for piece in parts::fold(index)?.chunks(PIECE) {
        push(PartKind::Index, piece);
    }
    push(PartKind::Data, &parts::fold(shared)?);
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
    Ok(Packed { parts_at: MAGIC.len() + 4 + json.len(), head, file: file.to_path_buf() })
}

impl Packed {
    fn open(file: &Path) -> io::Result<Self> {
        let bytes = fs::read(file)?;
        let (json, parts_at) = parts::split(&bytes).map_err(io::Error::other)?;
        let head = Head::read(json).map_err(io::Error::other)?;
        Ok(Self { head, file: file.to_path_buf(), parts_at })
    }

    /// The name it is fetched by.
    pub fn name(&self) -> String {
        self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The bytes of one of its parts.
    ///
    /// # Errors
    /// When there is no such part, or the file cannot be read.
    pub fn part(&self, number: usize) -> io::Result<Vec<u8>> {
        use std::os::unix::fs::FileExt;
        let part = self.head.parts.get(number).ok_or(io::ErrorKind::NotFound)?;
        let before: usize = self.head.parts[..number].iter().map(|part| part.bytes).sum();
        let mut bytes = vec![0; part.bytes];
        fs::File::open(&self.file)?.read_exact_at(&mut bytes, (self.parts_at + before) as u64)?;
        Ok(bytes)
    }
}

/// Letters of a pack's name.
const KEY_LETTERS: usize = 24;

/// A pack's name: the same for the same patch of the same directory on the same day, and it tells neither.
fn key(asked: &str, position: i64, today: jiff::civil::Date) -> String {
    let of = format!("{asked}\n{position}\n{today}\n{}\n{FORMAT}", program());
    hex(&Sha256::digest(of.as_bytes()))[..KEY_LETTERS].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Keeps the newest packs.
fn sweep(folder: &Path, most: usize) {
    let mut packs: Vec<(std::time::SystemTime, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "pack"))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    packs.sort();
    let old = packs.len().saturating_sub(most);
    for (_, path) in packs.into_iter().take(old) {
        if let Err(error) = fs::remove_file(&path) {
            tracing::warn!(%error, "an old pack could not be deleted");
        }
    }
}
