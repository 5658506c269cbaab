//! Where a service serves: apart from where it stands, and from whom it is for.

/// One stated area of service.
#[derive(Debug, Clone, PartialEq)]
pub enum Area {
    /// A council, ward, region or nation by GSS code.
    Gss {
        /// The ONS code, for example `E08000025`.
        code: String,
        /// The publisher's name for it.
        name: Option<String>,
    },
    /// Postcode areas, districts, sectors or whole postcodes: `WS`, `B13`, `B13 8`, `B13 8AA`.
    Postcodes(Vec<String>),
    /// A polygon, as GeoJSON text.
    Polygon {
        /// The GeoJSON geometry.
        geojson: String,
        /// The publisher's name for it.
        name: Option<String>,
    },
    /// A name that could not be tied to an area. Shown, never used to exclude anyone.
    Named(String),
}
