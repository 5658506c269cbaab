//! Thinning a border: points are left out where the line between their neighbours stays within a distance of them
//! (Ramer, Douglas and Peucker's method).

use super::{Ring, Shape, metres_to_edge};
use crate::model::location::Point;

/// The shape with borders that stray no more than `metres` from its own. Rings that come to nothing are left out.
pub(super) fn thinned(shape: &Shape, metres: f64) -> Shape {
    let rings = |rings: &Vec<Ring>| rings.iter().map(|ring| thin(ring, metres)).filter(|ring| ring.len() > 2).collect();
    let polygons: Vec<Vec<Ring>> = shape.polygons.iter().map(rings).filter(|rings: &Vec<Ring>| !rings.is_empty()).collect();
    Shape { polygons }
}

fn thin(ring: &[Point], metres: f64) -> Ring {
    let half = ring.len() / 2;
    let mut kept = vec![false; ring.len()];
    let mut waiting = vec![(0, half), (half, ring.len())];
    while let Some((from, to)) = waiting.pop() {
        kept[from] = true;
        let end = ring[to % ring.len()];
        let furthest =
            (from + 1..to).map(|at| (metres_to_edge(ring[at], ring[from], end), at)).max_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((_, at)) = furthest.filter(|(distance, _)| *distance > metres) {
            waiting.extend([(from, at), (at, to)]);
        }
    }
    ring.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}
