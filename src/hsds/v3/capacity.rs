//! The numbers of places left that HSDS 3.1 has (`capacities`), read as the state that we hold.

use super::{node::Node, timestamp};
use crate::{
    clock,
    model::service::{Capacity, CapacityState},
};

/// What was told so many days before the latest still counts beside it.
const TOGETHER: i64 = 30;

/// Reads the capacities of a service.
///
/// HSDS 3.1 says of `service_capacity.available` that it is "the number of units available as of the last update", and of `updated`
/// that it is when the object was last updated or changed. So a number above nought means that there was room that day, and nought that
/// there was none. Of several kinds of unit told within a month any with
/// room is room; the one told latest gives the day and the words. The number itself is
/// not kept: it was true that day, and a person who reads it later would take it for today's. What says nothing of when could never
/// be believed, and is left out.
pub(super) fn read(service: &Node<'_>) -> Option<Capacity> {
    let told: Vec<Capacity> = service.list("capacities").into_iter().filter_map(|node| read_one(&node)).collect();
    let latest = told.iter().filter_map(|capacity| capacity.as_of).max()?;
    let counts = latest.saturating_sub(jiff::Span::new().days(TOGETHER));
    let now = told.into_iter().filter(|capacity| capacity.as_of.is_some_and(|as_of| as_of >= counts));
    now.max_by_key(|capacity| (capacity.state == CapacityState::Open, capacity.as_of))
}

fn read_one(node: &Node<'_>) -> Option<Capacity> {
    let Some(available) = node.number("available") else {
        node.problem("available", "says nothing of how many there are, so it is left out");
        return None;
    };
    if available < 0.0 {
        node.problem("available", format!("'{available}' is not a number of places"));
        return None;
    }
    let Some(updated) = timestamp::read(node, "updated") else {
        node.problem("updated", "says nothing of when that was so, so it is left out");
        return None;
    };
    let as_of = Some(updated.to_zoned(clock::london()).date());
    let state = if available > 0.0 { CapacityState::Open } else { CapacityState::Full };
    Some(Capacity { state, wait_weeks: None, note: node.text("description"), as_of, expires: None })
}
