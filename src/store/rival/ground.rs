//! How PostgreSQL finds what is near: with PostGIS, with the extensions it ships with, or by itself.

use crate::store::StoreError;
use sqlx::{PgConnection, Row};

/// The way to look for places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// PostGIS: points on the British National Grid, distances in a plane.
    PostGis,
    /// `cube` and `earthdistance`: points on a ball.
    Ball,
    /// PostgreSQL's own points: a box, then great-circle distances.
    Plain,
}

impl Ground {
    /// The best one this server has; extensions that are installed are switched on where that is allowed.
    pub(super) async fn best(connection: &mut PgConnection) -> Result<Self, StoreError> {
        for statement in ["postgis", "cube", "earthdistance", "pg_trgm"] {
            // Who may not switch an extension on searches without it.
            drop(sqlx::query(sqlx::AssertSqlSafe(format!("CREATE EXTENSION IF NOT EXISTS {statement}"))).execute(&mut *connection).await);
        }
        let rows = sqlx::query("SELECT extname::text FROM pg_extension").fetch_all(connection).await?;
        let names: Vec<String> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        let has = |name: &str| names.iter().any(|other| other == name);
        if !has("pg_trgm") {
            return Err(StoreError::Database("misspelt words need the extension pg_trgm, which this database does not have".to_owned()));
        }
        Ok(match (has("postgis"), has("earthdistance")) {
            (true, _) => Self::PostGis,
            (false, true) => Self::Ball,
            (false, false) => Self::Plain,
        })
    }

    /// What to call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::PostGis => "PostGIS",
            Self::Ball => "earthdistance",
            Self::Plain => "a box and great circles",
        }
    }

    /// The type of a column of points.
    pub(super) fn column(self) -> &'static str {
        match self {
            Self::PostGis => "geometry(Point, 27700)",
            Self::Ball => "cube",
            Self::Plain => "point",
        }
    }

    /// The point at a latitude and a longitude.
    pub(super) fn point(self, lat: &str, lon: &str) -> String {
        match self {
            Self::PostGis => format!("ST_Transform(ST_SetSRID(ST_MakePoint({lon}, {lat}), 4326), 27700)"),
            Self::Ball => format!("ll_to_earth({lat}, {lon})::cube"),
            Self::Plain => format!("point({lon}, {lat})"),
        }
    }

    /// Metres between the column `at` and the point asked about (`$2`, `$3`).
    pub(super) fn metres(self) -> String {
        match self {
            Self::PostGis => format!("ST_Distance(at, {})", self.asked()),
            Self::Ball => format!("sec_to_gc(cube_distance(at, {}))", self.asked()),
            Self::Plain => "12742017.6 * asin(sqrt(least(1, power(sin(radians(at[1] - $2::float8) / 2), 2) \
                + cos(radians($2::float8)) * cos(radians(at[1])) * power(sin(radians(at[0] - $3::float8) / 2), 2))))"
                .to_owned(),
        }
    }

    /// Whether the column `at` lies within `$4` metres of the point asked about.
    pub(super) fn within(self) -> String {
        let metres = self.metres();
        match self {
            Self::PostGis => format!("ST_DWithin(at, {}, $4::float8)", self.asked()),
            Self::Ball => format!("(at <@ earth_box({}::earth, $4::float8) AND {metres} <= $4::float8)", self.asked()),
            Self::Plain => {
                let (down, across) = ("$4::float8 / 111000", "$4::float8 / (111000 * cos(radians($2::float8)))");
                let corner = |sign| format!("point($3::float8 {sign} {across}, $2::float8 {sign} {down})");
                format!("(at <@ box({}, {}) AND {metres} <= $4::float8)", corner('-'), corner('+'))
            }
        }
    }

    fn asked(self) -> String {
        self.point("$2::float8", "$3::float8")
    }
}
