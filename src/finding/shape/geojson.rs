//! `GeoJSON` to rings of points.

use super::{NoShape, Ring};
use crate::model::location::Point;
use serde_json::Value;

/// Features within collections within collections that are followed; deeper ones hold no shape.
const DEEPEST: usize = 8;

/// The polygons of a text.
pub(super) fn read(text: &str) -> Result<Vec<Vec<Ring>>, NoShape> {
    let value: Value = serde_json::from_str(text).map_err(|_| NoShape::NotJson)?;
    let mut polygons = Vec::new();
    gather(&value, DEEPEST, &mut polygons)?;
    if polygons.is_empty() {
        return Err(NoShape::NoPolygon);
    }
    turned(polygons)
}

/// Positions as written: longitude first, if the publisher keeps to the rule.
type Positions = Vec<(f64, f64)>;

fn gather(value: &Value, depth: usize, polygons: &mut Vec<Vec<Positions>>) -> Result<(), NoShape> {
    if depth == 0 {
        return Ok(());
    }
    let list = |key: &str| value.get(key).and_then(Value::as_array).ok_or(NoShape::BadRing);
    match value.get("type").and_then(Value::as_str).unwrap_or_default() {
        "Polygon" => polygons.push(polygon(list("coordinates")?)?),
        "MultiPolygon" => {
            for rings in list("coordinates")? {
                polygons.push(polygon(rings.as_array().ok_or(NoShape::BadRing)?)?);
            }
        }
        "Feature" => value.get("geometry").map_or(Ok(()), |geometry| gather(geometry, depth - 1, polygons))?,
        "FeatureCollection" => each(list("features")?, depth, polygons)?,
        "GeometryCollection" => each(list("geometries")?, depth, polygons)?,
        _ => {}
    }
    Ok(())
}

fn each(values: &[Value], depth: usize, polygons: &mut Vec<Vec<Positions>>) -> Result<(), NoShape> {
    values.iter().try_for_each(|value| gather(value, depth - 1, polygons))
}

/// The outer ring and the holes; a hole of no area is left out.
fn polygon(rings: &[Value]) -> Result<Vec<Positions>, NoShape> {
    let mut rings = rings.iter().map(ring).collect::<Option<Vec<_>>>().ok_or(NoShape::BadRing)?;
    if rings.first().is_none_or(|outer| outer.len() < 3) {
        return Err(NoShape::BadRing);
    }
    rings.retain(|ring| ring.len() > 2);
    Ok(rings)
}

/// A ring without the repeated last position, and without positions repeated on the spot.
fn ring(value: &Value) -> Option<Positions> {
    let mut ring = value.as_array()?.iter().map(position).collect::<Option<Positions>>()?;
    ring.dedup();
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    Some(ring)
}

fn position(value: &Value) -> Option<(f64, f64)> {
    let numbers = value.as_array()?;
    let number = |at: usize| numbers.get(at)?.as_f64().filter(|number| number.is_finite());
    Some((number(0)?, number(1)?))
}

/// Positions to points: longitude first, or turned about where every one of them makes sense only so. A shape that touches the
/// United Kingdom nowhere is refused: its numbers are most likely not degrees.
fn turned(polygons: Vec<Vec<Positions>>) -> Result<Vec<Vec<Ring>>, NoShape> {
    let all = || polygons.iter().flatten().flatten();
    let in_uk = |lat: f64, lon: f64| Point::in_uk(lat, lon).is_some();
    let degrees = |lat: f64, lon: f64| lat.abs() <= 90.0 && lon.abs() <= 180.0;
    let point: fn((f64, f64)) -> Point = if all().all(|(x, y)| degrees(*y, *x)) && all().any(|(x, y)| in_uk(*y, *x)) {
        |(lon, lat)| Point { lat, lon }
    } else if all().all(|(x, y)| degrees(*x, *y)) && all().any(|(x, y)| in_uk(*x, *y)) {
        |(lat, lon)| Point { lat, lon }
    } else {
        return Err(NoShape::Elsewhere);
    };
    let rings = |rings: Vec<Positions>| rings.into_iter().map(|ring| ring.into_iter().map(point).collect()).collect();
    Ok(polygons.into_iter().map(rings).collect())
}
