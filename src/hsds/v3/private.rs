//! The private document: professionals' details and true addresses. Only the store keeps it.

use super::{
    node::{Log, Node},
    object::Object,
};
use crate::model::{
    id::LocationId,
    location::{Point, PublicAddress},
    private::{HiddenAddress, Private, Professional},
};
use serde_json::Value;

/// Writes the private part of a record.
pub(super) fn write(private: &Private) -> Value {
    let mut object = Object::default();
    object.child("professional", private.professional.as_ref().map(write_professional).unwrap_or_default());
    object.list("hidden", private.hidden.iter().map(write_hidden));
    object.finish()
}

fn write_professional(professional: &Professional) -> Object {
    let mut object = Object::default();
    object.text("phone", professional.phone.as_deref());
    object.text("email", professional.email.as_deref());
    object.text("notes", professional.notes.as_deref());
    object
}

fn write_hidden(hidden: &HiddenAddress) -> Value {
    let address = &hidden.address;
    let mut object = Object::default();
    object.put("location_id", hidden.location.to_string());
    object.text("name", hidden.name.as_deref());
    object.list("lines", address.lines.iter().map(|line| line.as_str().into()));
    object.text("town", address.town.as_deref());
    object.text("county", address.county.as_deref());
    object.text("postcode", address.postcode.as_deref());
    object.number("latitude", address.point.map(|point| point.lat));
    object.number("longitude", address.point.map(|point| point.lon));
    object.flag("approximate", address.approximate);
    object.finish()
}

/// Reads the private part back. Only [`write()`] makes such documents, so what cannot be read was never there.
pub(super) fn read(document: &Value) -> Private {
    let Some(object) = document.as_object() else { return Private::default() };
    let log = Log::exact();
    let root = Node::root(object, &log);
    Private {
        professional: root.object("professional").map(|node| Professional {
            phone: node.text("phone"),
            email: node.text("email"),
            notes: node.text("notes"),
        }),
        hidden: root.list("hidden").iter().filter_map(read_hidden).collect(),
    }
}

fn read_hidden(node: &Node<'_>) -> Option<HiddenAddress> {
    let point = node.number("latitude").zip(node.number("longitude")).map(|(lat, lon)| Point { lat, lon });
    let address = PublicAddress {
        lines: node.texts("lines"),
        town: node.text("town"),
        county: node.text("county"),
        postcode: node.text("postcode"),
        point,
        approximate: node.flag("approximate"),
    };
    let location = LocationId(node.text("location_id")?.parse().ok()?);
    Some(HiddenAddress { location, name: node.text("name"), address })
}
